package dev.keel.ledger.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way from a folder to a server that answers. The caller holds the folder's lock. Each step
 * leaves the folder in a state from which the next start can go on.
 */
final class PostgresStart {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresStart.class);

    private static final int PORT_ATTEMPTS = 10;

    /** A server and where it listens. */
    record Started(ServerProcess server, int port) {}

    private final PostgresConfig config;
    private final List<PrivilegeMethod> methods;
    private final ClusterFolder folder;
    private final long start = System.nanoTime();

    PostgresStart(PostgresConfig config, List<PrivilegeMethod> methods, Path dataDirectory) {
        this.config = config;
        this.methods = List.copyOf(methods);
        this.folder = new ClusterFolder(dataDirectory);
    }

    Started run() throws IOException {
        PostgresBinaries binaries = PostgresBinaries.in(config.binariesDirectory());
        Optional<Integer> major = folder.major();
        major.ifPresent(version -> requireSameMajor(version, binaries));
        Privileges privileges =
                PrivilegeMethod.choose(methods, List.of(folder.dataDirectory(), binaries.folder()));
        folder.clearLeftovers();
        if (major.isEmpty()) {
            folder.create(binaries, privileges);
        }
        stopPredecessor();
        privileges.handOver(folder.root());
        folder.log().begin();
        Started started = launch(binaries, privileges);
        LOG.info(
                "PostgreSQL {} answers at port {}, running as {}, data in {}",
                binaries.major(),
                started.port(),
                privileges.describe(),
                folder.root());
        return started;
    }

    private void requireSameMajor(int major, PostgresBinaries binaries) {
        if (major != binaries.major()) {
            throw new PostgresStartException(
                    "the data in %s belong to PostgreSQL %d, this Keel brings PostgreSQL %d; start the Keel that wrote them, or move them over with a dump. Nothing was changed"
                            .formatted(folder.root(), major, binaries.major()));
        }
    }

    private void stopPredecessor() throws IOException {
        Postmaster.leftBehindOn(folder.cluster()).ifPresent(Postmaster::stop);
    }

    private Started launch(PostgresBinaries binaries, Privileges privileges) throws IOException {
        int portsTaken = 0;
        while (true) {
            int port = config.port() == 0 ? freePort() : config.port();
            ServerProcess server =
                    ServerProcess.launch(
                            folder,
                            binaries,
                            privileges,
                            PostgresSettings.arguments(config.settings(), port));
            if (answers(server)) {
                return new Started(server, port);
            }
            String log = folder.log().tail();
            switch (StartFailure.of(log)) {
                case PORT_TAKEN -> {
                    portsTaken++;
                    requireAnotherPort(port, portsTaken);
                }
                case PREDECESSOR_ALIVE -> {
                    requireTimeLeft(log);
                    stopPredecessor();
                    Patience.pause();
                }
                case OTHER -> throw failed("ended while starting", log);
            }
            folder.log().clear();
        }
    }

    private boolean answers(ServerProcess server) throws IOException {
        try {
            return switch (server.awaitAnswer(timeLeft())) {
                case ANSWERS -> true;
                case ENDED -> false;
                case STILL_STARTING ->
                        throw failed(
                                "does not answer after " + config.startTimeout().toSeconds() + " s",
                                folder.log().tail());
            };
        } catch (InterruptedException e) {
            server.stop();
            Thread.currentThread().interrupt();
            throw new PostgresStartException("interrupted while PostgreSQL was starting", e);
        } catch (IOException | RuntimeException e) {
            server.stop();
            throw e;
        }
    }

    private void requireAnotherPort(int port, int portsTaken) {
        if (config.port() != 0 || portsTaken >= PORT_ATTEMPTS) {
            throw new PostgresStartException(
                    "PostgreSQL cannot listen at port %d of %s, another program does; choose another port"
                            .formatted(port, PostgresSettings.LOOPBACK));
        }
    }

    private void requireTimeLeft(String log) {
        if (timeLeft().isZero()) {
            throw failed("finds its predecessor still running", log);
        }
    }

    private Duration timeLeft() {
        Duration left = config.startTimeout().minusNanos(System.nanoTime() - start);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private PostgresStartException failed(String what, String log) {
        return new PostgresStartException(
                "PostgreSQL %s; the last lines of %s:%n%s"
                        .formatted(what, folder.log().file(), log));
    }

    /**
     * A port nobody listens at now. Another program may be faster; then the next attempt takes
     * another one.
     */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(PostgresSettings.LOOPBACK), 0));
            return socket.getLocalPort();
        }
    }
}
