package dev.keel.ledger.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be seen of a server that runs; nothing here changes it. */
class RunningServerIT {

    @TempDir static Path temporary;

    private static PostgresConfig config;
    private static PostgresServer server;

    @BeforeAll
    static void start() {
        config = TestServers.config(temporary);
        server = PostgresServer.start(config);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void confirmsThatCommitsAreDurable() throws SQLException {
        try (Connection connection = TestServers.connect(server)) {
            ServerFacts facts = ServerFacts.read(connection);

            assertThat(facts.major()).isEqualTo(18);
            assertThat(facts.fsync()).isEqualTo("on");
            assertThat(facts.synchronousCommit()).isEqualTo("on");
            assertThat(facts.objections()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "full_page_writes, on",
        "data_checksums, on",
        "listen_addresses, 127.0.0.1",
        "unix_socket_directories, ''",
        "password_encryption, scram-sha-256",
        "server_encoding, UTF8",
        "lc_messages, C"
    })
    void runsWithSetting(String name, String value) throws SQLException {
        assertThat(TestServers.query(server, "SHOW " + name)).isEqualTo(value);
    }

    @Test
    void keepsThePasswordInOneFileThatOnlyItsOwnerReads() throws IOException {
        Path file = config.dataDirectory().resolve("postgres/password");

        assertThat(server.password()).hasSizeGreaterThan(40);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(filesContaining(server.password())).containsExactly(file);
    }

    @Test
    void namesThePasswordInNoDescription() {
        assertThat(server.jdbcUrl()).doesNotContain(server.password());
        assertThat(server.toString()).doesNotContain(server.password());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void showsThePasswordToNoProcess() {
        List<String> shown = processes().map(RunningServerIT::argumentsAndEnvironment).toList();

        assertThat(shown).hasSizeGreaterThan(3);
        assertThat(shown).noneMatch(text -> text.contains(server.password()));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void handsNothingOfThePlatformsEnvironmentOn() {
        ProcessHandle postmaster = processes().findFirst().orElseThrow();

        assertThat(argumentsAndEnvironment(postmaster))
                .contains("LC_ALL=C")
                .doesNotContain("HOME=", "USER=");
    }

    @Test
    void letsNobodyInWithoutThePassword() {
        int port = Integer.parseInt(server.jdbcUrl().replaceAll(".*:(\\d+)/.*", "$1"));
        Database guessed = new Database(port, "guess");

        assertThatExceptionOfType(PostgresStartException.class)
                .isThrownBy(() -> guessed.prepare(Duration.ofMinutes(1)))
                .withMessageContaining("password authentication failed");
    }

    /** In the session of the terminal, ctrl-C would end the server before Keel has finished. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void runsInSessionOfItsOwn() throws IOException {
        String status = Files.readString(Path.of("/proc/" + server.pid() + "/stat"));
        // After the name: state, parent, group, session.
        String session = status.strip().replaceAll(".*\\) \\S \\d+ \\d+ (\\d+) .*", "$1");

        assertThat(session).isEqualTo(Long.toString(server.pid()));
    }

    @Test
    void refusesSecondServerInTheSameProcess() {
        assertRefusedHere();
        assertThat(server.isRunning()).isTrue();
    }

    @Test
    void refusesSecondServerInAnotherProcess() throws IOException {
        assertRefusedHere();

        try (KeelProcess second = KeelProcess.start(config)) {
            assertThat(second.awaitReady()).isEqualTo(inUse());
        }
        assertThat(TestServers.postmastersOn(config)).containsExactly(server.pid());
    }

    /** To close the file lets go of the lock, whoever in the process has opened it. */
    @Test
    void refusesSecondServerThoughTheLockFileWasRead() throws IOException {
        assertThat(Files.readString(config.dataDirectory().resolve("keel.lock"))).isNotEmpty();

        try (KeelProcess second = KeelProcess.start(config)) {
            assertThat(second.awaitReady()).isEqualTo(inUse());
        }
        assertThat(server.isRunning()).isTrue();
    }

    private static void assertRefusedHere() {
        assertThatExceptionOfType(PostgresStartException.class)
                .isThrownBy(() -> PostgresServer.start(config))
                .withMessage(inUse());
    }

    private static String inUse() {
        return "data folder %s is in use by process %d"
                .formatted(config.dataDirectory(), ProcessHandle.current().pid());
    }

    private static List<Path> filesContaining(String text) throws IOException {
        try (Stream<Path> files = Files.walk(temporary)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> read(file).contains(text))
                    .toList();
        }
    }

    /** Files and processes of the server come and go: empty for one that is gone. */
    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            assertThat(file).doesNotExist();
            return "";
        }
    }

    private static Stream<ProcessHandle> processes() {
        ProcessHandle postmaster = ProcessHandle.of(server.pid()).orElseThrow();
        return Stream.concat(Stream.of(postmaster), postmaster.descendants());
    }

    private static String argumentsAndEnvironment(ProcessHandle process) {
        Path folder = Path.of("/proc", Long.toString(process.pid()));
        return read(folder.resolve("cmdline")) + read(folder.resolve("environ"));
    }
}
