package dev.keel.venues.metatrader.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.cert.X509Certificate;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelayIT {
    private static final ThreadFactory THREADS = Thread.ofPlatform().daemon().factory();

    @TempDir private static Path certificates;
    @TempDir private Path folder;

    @BeforeAll
    static void make() throws IOException {
        Certificates.make(certificates.resolve("ours"));
        Certificates.make(certificates.resolve("theirs"));
    }

    private static Certificates of(String whose, String end) {
        return Certificates.in(certificates.resolve(whose).resolve(end));
    }

    private Path keel() throws IOException {
        return Files.createDirectories(folder.resolve("keel-side"));
    }

    private Path terminal() throws IOException {
        return Files.createDirectories(folder.resolve("terminal-side"));
    }

    private RelayServer server(int port) throws IOException {
        return RelayServer.start(
                keel(),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                of("ours", "server"),
                THREADS);
    }

    private RelayAgent agent(int port, Certificates certificates) throws IOException {
        return RelayAgent.start(
                terminal(),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                certificates,
                THREADS);
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + 30_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(end);
            LockSupport.parkNanos(2_000_000);
        }
    }

    private static void awaitContent(Path file, String content) {
        await(() -> {
            try {
                return Files.exists(file) && Files.readString(file).equals(content);
            } catch (IOException e) {
                return false;
            }
        });
    }

    private static void put(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Path draft = file.resolveSibling("draft.tmp");
        Files.writeString(draft, content);
        Files.move(draft, file);
    }

    @Test
    void filesGoBothWaysAndAreTidiedUp() throws IOException {
        try (RelayServer server = server(0);
                RelayAgent _ = agent(server.port(), of("ours", "agent"))) {
            put(keel().resolve("cmd/000000000001.msg"), "command");
            awaitContent(terminal().resolve("cmd/000000000001.msg"), "command");

            put(terminal().resolve("res/000000000001.msg"), "result");
            Files.delete(terminal().resolve("cmd/000000000001.msg"));
            awaitContent(keel().resolve("res/000000000001.msg"), "result");
            await(() -> !Files.exists(path("keel-side/cmd/000000000001.msg")));

            Files.delete(keel().resolve("res/000000000001.msg"));
            await(() -> !Files.exists(path("terminal-side/res/000000000001.msg")));
            put(terminal().resolve("snap.msg"), "first");
            awaitContent(keel().resolve("snap.msg"), "first");
        }
    }

    private Path path(String name) {
        return folder.resolve(name);
    }

    @Test
    void logIsContinuedAfterTheConnectionWasLost() throws IOException {
        Path log = terminal().resolve("journal.log");
        Files.writeString(log, "one\n");
        int port;
        try (RelayServer server = server(0);
                RelayAgent _ = agent(server.port(), of("ours", "agent"))) {
            port = server.port();
            awaitContent(keel().resolve("journal.log"), "one\n");
        }
        Files.writeString(log, "two\n", StandardOpenOption.APPEND);

        try (RelayAgent _ = agent(port, of("ours", "agent"));
                RelayServer _ = server(port)) {
            awaitContent(keel().resolve("journal.log"), "one\ntwo\n");
        }
    }

    @Test
    void agentWithoutACertificateIsTurnedAway() throws Exception {
        try (RelayServer server = server(0)) {
            SSLContext trusting = trusting();
            assertThatThrownBy(
                            () -> {
                                try (SSLSocket socket =
                                        (SSLSocket)
                                                trusting.getSocketFactory()
                                                        .createSocket(
                                                                InetAddress.getLoopbackAddress(),
                                                                server.port())) {
                                    socket.startHandshake();
                                    socket.getOutputStream()
                                            .write("P".getBytes(StandardCharsets.US_ASCII));
                                    int first = socket.getInputStream().read();
                                    assertThat(first).isNegative();
                                    throw new IOException("closed");
                                }
                            })
                    .isInstanceOf(IOException.class);
            assertThat(Files.exists(keel().resolve("snap.msg"))).isFalse();
        }
    }

    /** Knows the authority, has no certificate of its own. */
    private static SSLContext trusting() throws Exception {
        TrustManager[] all = {new TrustsAll()};
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(null, all, null);
        return context;
    }

    @Test
    void agentOfAnotherAuthorityIsTurnedAway() throws IOException {
        put(terminal().resolve("snap.msg"), "forged");
        try (RelayServer server = server(0);
                RelayAgent stranger = agent(server.port(), of("theirs", "agent"))) {
            await(() ->
                    !stranger.trouble().isEmpty()
                            && !stranger.trouble().equals("not connected yet"));

            assertThat(Files.exists(keel().resolve("snap.msg"))).isFalse();
        }
    }

    @Test
    void agentThatCallsItselfTheServersPeerIsNoServer() throws IOException {
        try (RelayServer server =
                        RelayServer.start(
                                keel(),
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                                of("ours", "agent"),
                                THREADS);
                RelayAgent agent = agent(server.port(), of("ours", "agent"))) {
            put(terminal().resolve("snap.msg"), "secret");
            await(() -> !agent.trouble().isEmpty() && !agent.trouble().equals("not connected yet"));

            assertThat(Files.exists(keel().resolve("snap.msg"))).isFalse();
        }
    }

    private static final class TrustsAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
