package dev.keel.ledger.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerIT {

    @TempDir Path temporary;

    @Test
    void passesFurtherSettingsOn() throws SQLException {
        PostgresConfig config =
                TestServers.config(temporary)
                        .withSettings(Map.of("work_mem", "5MB", "cluster_name", "it's \"mine\""));

        try (PostgresServer server = PostgresServer.start(config)) {
            assertThat(TestServers.query(server, "SHOW work_mem")).isEqualTo("5MB");
            assertThat(TestServers.query(server, "SHOW cluster_name")).isEqualTo("it's \"mine\"");
        }
    }

    @Test
    void winsOverSettingsStoredInTheDataFolder() throws SQLException {
        PostgresConfig config = TestServers.config(temporary);
        try (PostgresServer server = PostgresServer.start(config)) {
            TestServers.execute(server, "ALTER SYSTEM SET fsync = off");
            TestServers.execute(server, "ALTER SYSTEM SET synchronous_commit = off");
        }

        try (PostgresServer server = PostgresServer.start(config)) {
            assertThat(TestServers.query(server, "SHOW fsync")).isEqualTo("on");
            assertThat(TestServers.query(server, "SHOW synchronous_commit")).isEqualTo("on");
        }
    }

    @Test
    void refusesToRunWhenTheRoleCommitsWithoutWaiting() throws SQLException {
        PostgresConfig config = TestServers.config(temporary);
        try (PostgresServer server = PostgresServer.start(config)) {
            TestServers.execute(server, "ALTER ROLE keel SET synchronous_commit = off");
        }

        assertThatExceptionOfType(PostgresStartException.class)
                .isThrownBy(() -> PostgresServer.start(config))
                .withMessageContaining("synchronous_commit is off");
        assertThat(TestServers.postmastersOn(config)).isEmpty();
    }

    @Test
    void keepsRowsOverRestart() throws SQLException {
        PostgresConfig config = TestServers.config(temporary);
        try (PostgresServer server = PostgresServer.start(config)) {
            TestServers.execute(server, "CREATE TABLE kept AS SELECT 42 AS answer");
        }

        try (PostgresServer server = PostgresServer.start(config)) {
            assertThat(TestServers.query(server, "SELECT answer FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void stopsAndLetsGoOfTheFolder() {
        PostgresConfig config = TestServers.config(temporary);
        PostgresServer server = PostgresServer.start(config);

        server.close();
        server.close();

        assertThat(server.isRunning()).isFalse();
        assertThat(TestServers.postmastersOn(config)).isEmpty();
        assertThat(PostmasterFile.path(TestServers.cluster(config))).doesNotExist();
    }

    @Test
    void stopsInThreadThatIsInterruptedAndWithSessionsOpen() throws SQLException {
        PostgresConfig config = TestServers.config(temporary);
        PostgresServer server = PostgresServer.start(config);
        try (Connection open = TestServers.connect(server)) {
            assertThat(open.isValid(10)).isTrue();
            Thread.currentThread().interrupt();
            server.close();

            assertThat(Thread.interrupted()).isTrue();
            assertThat(TestServers.postmastersOn(config)).isEmpty();
        }
    }

    @Test
    void startsOnFolderReachedByLink() throws IOException, SQLException {
        PostgresConfig config = TestServers.config(temporary);
        Path real = Files.createDirectory(temporary.resolve("elsewhere"));
        Files.createSymbolicLink(config.dataDirectory(), real);

        try (PostgresServer server = PostgresServer.start(config)) {
            assertThat(TestServers.query(server, "SHOW data_directory"))
                    .isEqualTo(real.resolve("postgres/cluster").toString());
            assertThatThrownBy(() ->
                            PostgresServer.start(
                                    PostgresConfig.in(real)
                                            .withBinariesDirectory(TestServers.binaries())))
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void clearsTheRemainsOfAnInterruptedFirstStart() throws IOException {
        PostgresConfig config = TestServers.config(temporary);
        Path half = config.dataDirectory().resolve("postgres.creating-half");
        Files.createDirectories(half.resolve("cluster"));
        Files.writeString(half.resolve("cluster/PG_VERSION"), "18\n");

        try (PostgresServer server = PostgresServer.start(config)) {
            assertThat(server.isRunning()).isTrue();
            assertThat(half).doesNotExist();
        }
    }

    @Test
    void startsOverNoteThatNamesAnotherProgram() throws Exception {
        PostgresConfig config = clusterStoppedOnce();
        leaveNote(config, ProcessHandle.current().pid());

        assertStarts(config);
    }

    @Test
    void startsOverNoteThatNamesNobody() throws Exception {
        PostgresConfig config = clusterStoppedOnce();
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        leaveNote(config, ended.pid());

        assertStarts(config);
    }

    @Test
    void startsOverEmptyNote() throws Exception {
        PostgresConfig config = clusterStoppedOnce();
        Files.createFile(PostmasterFile.path(TestServers.cluster(config)));

        assertStarts(config);
    }

    @Test
    void refusesFolderOfAnotherVersionAndTouchesNothing() throws IOException {
        PostgresConfig config = clusterStoppedOnce();
        Path version = TestServers.cluster(config).resolve("PG_VERSION");
        Files.writeString(version, "17\n");
        Map<Path, FileTime> before = timesOfChange(config);

        assertThatExceptionOfType(PostgresStartException.class)
                .isThrownBy(() -> PostgresServer.start(config))
                .withMessageContaining("belong to PostgreSQL 17, this Keel brings PostgreSQL 18");
        assertThat(timesOfChange(config)).isEqualTo(before);
    }

    @Test
    void refusesFolderWithSomethingElseInIt() throws IOException {
        PostgresConfig config = TestServers.config(temporary);
        Path foreign = config.dataDirectory().resolve("postgres/holiday.jpg");
        Files.createDirectories(foreign.getParent());
        Files.createFile(foreign);

        assertThatExceptionOfType(PostgresStartException.class)
                .isThrownBy(() -> PostgresServer.start(config))
                .withMessageContaining("is no data folder of Keel's PostgreSQL");
        assertThat(foreign).exists();
    }

    @Test
    void namesThePortThatIsTaken() throws IOException {
        try (ServerSocket taken =
                new ServerSocket(0, 1, InetAddress.ofLiteral(PostgresSettings.LOOPBACK))) {
            PostgresConfig config = TestServers.config(temporary).withPort(taken.getLocalPort());

            assertThatExceptionOfType(PostgresStartException.class)
                    .isThrownBy(() -> PostgresServer.start(config))
                    .withMessageContaining("port " + taken.getLocalPort());
            assertThat(TestServers.postmastersOn(config)).isEmpty();
        }
    }

    @Test
    void listensAtThePortItIsTold() throws IOException {
        int port;
        try (ServerSocket free =
                new ServerSocket(0, 1, InetAddress.ofLiteral(PostgresSettings.LOOPBACK))) {
            port = free.getLocalPort();
        }

        try (PostgresServer server =
                PostgresServer.start(TestServers.config(temporary).withPort(port))) {
            assertThat(server.jdbcUrl()).isEqualTo("jdbc:postgresql://127.0.0.1:%d/keel", port);
        }
    }

    @Test
    void showsTheServersLastWordsWhenItDoesNotComeUp() {
        PostgresConfig config = TestServers.config(temporary);
        PostgresConfig wrong = config.withSettings(Map.of("shared_buffers", "a lot"));

        assertThatExceptionOfType(PostgresStartException.class)
                .isThrownBy(() -> PostgresServer.start(wrong))
                .withMessageContaining("invalid value for parameter \"shared_buffers\"");
        assertStarts(config);
    }

    @Test
    void startsWhileTheProcessorsAreBusy() {
        AtomicBoolean enough = new AtomicBoolean();
        List<Thread> burners =
                IntStream.range(0, 3 * Runtime.getRuntime().availableProcessors())
                        .mapToObj(_ -> Thread.ofPlatform().daemon().start(() -> burn(enough)))
                        .toList();
        try {
            assertStarts(TestServers.config(temporary));
        } finally {
            enough.set(true);
        }
        assertThat(burners).isNotEmpty();
    }

    private static void burn(AtomicBoolean enough) {
        while (!enough.get()) {
            Thread.onSpinWait();
        }
    }

    private PostgresConfig clusterStoppedOnce() {
        PostgresConfig config = TestServers.config(temporary);
        PostgresServer.start(config).close();
        return config;
    }

    private static void assertStarts(PostgresConfig config) {
        try (PostgresServer server = PostgresServer.start(config)) {
            assertThat(TestServers.postmastersOn(config)).containsExactly(server.pid());
        }
    }

    /** As the server leaves it when it is killed. */
    private static void leaveNote(PostgresConfig config, long pid) throws IOException {
        Path cluster = TestServers.cluster(config);
        Files.write(
                PostmasterFile.path(cluster),
                List.of(
                        Long.toString(pid),
                        cluster.toString(),
                        Long.toString(Instant.now().getEpochSecond()),
                        "5432",
                        "",
                        "127.0.0.1",
                        "   123456     65536",
                        "ready   "));
    }

    private static Map<Path, FileTime> timesOfChange(PostgresConfig config) throws IOException {
        try (Stream<Path> files = Files.walk(config.dataDirectory().resolve("postgres"))) {
            return files.collect(Collectors.toMap(file -> file, PostgresServerIT::timeOfChange));
        }
    }

    private static FileTime timeOfChange(Path file) {
        try {
            return (FileTime) Files.getAttribute(file, "unix:ctime");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
