package dev.keel.ledger.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KilledServerIT {

    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir Path temporary;

    @Test
    void keepsRowsOfKilledKeelAndLeavesOneServer() throws IOException, SQLException {
        PostgresConfig config = TestServers.config(temporary);
        KeelProcess keel = KeelProcess.start(config);
        assertThat(keel.awaitReady()).isEqualTo("ready");
        keel.kill();
        List<Long> leftBehind = TestServers.postmastersOn(config);

        try (PostgresServer server = PostgresServer.start(config)) {
            assertThat(leftBehind).hasSize(1).doesNotContain(server.pid());
            assertThat(TestServers.query(server, "SELECT count(*) FROM survivor")).isEqualTo("1");
            assertThat(TestServers.postmastersOn(config)).containsExactly(server.pid());
        }
    }

    @Test
    void keepsRowsOfServerKilledTogetherWithKeel() throws IOException, SQLException {
        PostgresConfig config = TestServers.config(temporary);
        KeelProcess keel = KeelProcess.start(config);
        assertThat(keel.awaitReady()).isEqualTo("ready");
        keel.kill();
        killPostmasters(config);

        try (PostgresServer server = PostgresServer.start(config)) {
            assertThat(TestServers.query(server, "SELECT count(*) FROM survivor")).isEqualTo("1");
        }
    }

    @Test
    void stopsServerWhoseFolderWasRenamed() throws IOException, SQLException {
        PostgresConfig config = TestServers.config(temporary);
        KeelProcess keel = KeelProcess.start(config);
        assertThat(keel.awaitReady()).isEqualTo("ready");
        keel.kill();
        List<Long> leftBehind = TestServers.postmastersOn(config);
        Path moved = Files.move(config.dataDirectory(), temporary.resolve("moved"));

        PostgresConfig there =
                PostgresConfig.in(moved).withBinariesDirectory(TestServers.binaries());
        try (PostgresServer server = PostgresServer.start(there)) {
            assertThat(TestServers.query(server, "SELECT count(*) FROM survivor")).isEqualTo("1");
            assertThat(leftBehind).hasSize(1);
            assertThat(TestServers.postmastersOn(there))
                    .containsExactly(server.pid())
                    .doesNotContainAnyElementsOf(leftBehind);
        }
    }

    @Test
    void tellsThatTheServerIsGoneAndLetsGoOfTheFolderOnClose() {
        PostgresConfig config = TestServers.config(temporary);
        try (PostgresServer server = PostgresServer.start(config)) {
            killPostmasters(config);
            Patience.until(() -> !server.isRunning(), LONG);

            assertThat(server.isRunning()).isFalse();
        }
        try (PostgresServer server = PostgresServer.start(config)) {
            assertThat(server.isRunning()).isTrue();
        }
    }

    /**
     * A session that computes does not see that its server is gone; on its pages no other may work
     * meanwhile.
     */
    @Test
    void waitsForSessionThatOutlivesItsServer() throws Exception {
        PostgresConfig config = TestServers.config(temporary);
        PostgresServer server = PostgresServer.start(config);
        Thread session = Thread.startVirtualThread(() -> computeForSeconds(server));
        await(() -> computes(server));
        killPostmasters(config);
        server.close();

        try (PostgresServer next = PostgresServer.start(config)) {
            assertThat(TestServers.postmastersOn(config)).containsExactly(next.pid());
        }
        session.join();
    }

    private static void computeForSeconds(PostgresServer server) {
        try {
            TestServers.execute(server, "SELECT sum(sqrt(n)) FROM generate_series(1, 9000000) n");
        } catch (SQLException e) {
            assertThat(server.isRunning()).isFalse();
        }
    }

    private static boolean computes(PostgresServer server) {
        try {
            return TestServers.query(
                            server,
                            "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%sqrt(n)%'")
                    .equals("2");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The names are those of the unfinished folders, and of what the first start creates on its
     * way.
     */
    @ParameterizedTest
    @ValueSource(strings = {".unpacking-", "postgres.creating-", "global", "PG_VERSION", "base"})
    void recoversFromKillInTheMiddleOfTheFirstStart(String milestone)
            throws IOException, SQLException {
        PostgresConfig config =
                TestServers.config(temporary).withBinariesDirectory(temporary.resolve("binaries"));
        KeelProcess keel = KeelProcess.start(config);
        await(() -> exists(milestone) || !keel.isAlive());
        keel.kill();

        try (PostgresServer server = PostgresServer.start(config)) {
            assertThat(TestServers.query(server, "SELECT 1")).isEqualTo("1");
        }
        // A program of the killed Keel may still have been writing; one of the next starts removes
        // the rest.
        await(() -> isClearedByStart(config));
    }

    private boolean isClearedByStart(PostgresConfig config) {
        PostgresServer.start(config).close();
        return !exists(".unpacking-") && !exists("postgres.creating-");
    }

    private static void killPostmasters(PostgresConfig config) {
        TestServers.postmastersOn(config)
                .forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }

    private static void await(BooleanSupplier condition) {
        assertThat(Patience.until(condition, LONG)).isTrue();
    }

    private boolean exists(String prefix) {
        try (Stream<Path> files = Files.walk(temporary)) {
            return files.anyMatch(file -> file.getFileName().toString().startsWith(prefix));
        } catch (IOException | UncheckedIOException e) {
            // Files come and go while this looks; it looks again.
            return false;
        }
    }
}
