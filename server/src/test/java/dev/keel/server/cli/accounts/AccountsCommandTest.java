package dev.keel.server.cli.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.server.cli.Cli;
import dev.keel.server.cli.Cli.Outcome;
import dev.keel.server.cli.KeelCommand;
import dev.keel.server.venue.TestBroker;
import dev.keel.server.venue.TestConnector;
import dev.keel.server.venue.TestMarket;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountsCommandTest {
    private static final String LINES =
            "apiKey=" + TestConnector.KEY + "\nsecret=" + TestConnector.SECRET + "\n";

    @TempDir private Path data;

    private final TestMarket market = new TestMarket();
    private final TestConnector connector =
            new TestConnector(market, new TestBroker(market, "1000"));

    @Test
    void addsAnAccountThatTheVenueKnows() {
        Outcome added = add(LINES, "alice", "--test");

        assertThat(added.exitCode()).as(added.err()).isZero();
        assertThat(added.out()).contains("keys", "passed", "account alice is kept", "vault.key");
        Outcome listed = keel("", "list");
        assertThat(listed.out()).contains("alice", "testex", "test", "spot", "manual", "passed");
        assertThat(keel("", "show", "alice").out())
                .contains("BTC/USDT", "permissions: spot", "12 ms");
        assertThat(keel("", "check", "alice").exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"apiKey\": \"good-key-4711\", \"secret\": \"planted-secret-9f3c\"}",
                "\r\napiKey=good-key-4711\r\nsecret=planted-secret-9f3c",
            })
    void readsKeysInEitherForm(String keys) {
        assertThat(add(keys, "alice", "--test").exitCode()).isZero();
    }

    @Test
    void keepsNothingOfAKeyThatMayWithdraw() {
        String keys = LINES.replace(TestConnector.KEY, TestConnector.WITHDRAWS);

        Outcome refused = add(keys, "alice", "--test");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.out()).contains("REFUSED", "nothing was kept", "--allow-withdrawal");
        assertThat(keel("", "list").out()).contains("no accounts yet");
        assertThat(add(keys, "alice", "--test", "--allow-withdrawal").exitCode()).isZero();
    }

    @Test
    void saysThatKeysAreWrongAndShowsNone() throws IOException {
        Outcome refused = add(LINES.replace("9f3c", "9f3d"), "alice", "--test");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("keel:", "is bad").doesNotContain("9f3d");
        assertThat(keel("", "list").out()).contains("no accounts yet");
        assertThat(everything()).doesNotContain("9f3d");
    }

    @Test
    void writesNoSecretInTheClear() throws IOException {
        Outcome added = add(LINES, "alice", "--test");

        assertThat(added.out() + added.err())
                .doesNotContain(TestConnector.SECRET)
                .doesNotContain(TestConnector.KEY);
        assertThat(everything())
                .contains("alice")
                .doesNotContain(TestConnector.SECRET)
                .doesNotContain(TestConnector.KEY);
    }

    @Test
    void removesAnAccountAndItsKeys() {
        assertThat(add(LINES, "alice", "--test").exitCode()).isZero();

        assertThat(keel("", "remove", "alice").out()).contains("removed");

        assertThat(keel("", "list").out()).contains("no accounts yet");
        Outcome unknown = keel("", "check", "alice");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("account 'alice' is unknown");
    }

    @Test
    void refusesASecondAccountOfAName() {
        assertThat(add(LINES, "alice", "--test").exitCode()).isZero();

        assertThat(add(LINES, "alice", "--test").err()).contains("alice exists already");
    }

    @Test
    void namesWhatIsMissingOrWrong() {
        assertThat(add("apiKey=x", "alice", "--test").err())
                .contains("credential 'secret' (API secret) is required");
        assertThat(add(LINES + "colour=blue", "alice", "--test").err())
                .contains("credential 'colour' is not asked for");
        assertThat(add("nonsense-9f3c", "alice", "--test").err())
                .contains("line 1 of standard input must be name=value")
                .doesNotContain("9f3c");
        assertThat(add("{\"apiKey\": 5}", "alice", "--test").err())
                .contains("credential 'apiKey' must be a text");
        assertThat(add(LINES, "alice", "--test", "--kind", "linear").err())
                .contains("kind must be");
        assertThat(add(LINES, "al ice", "--test").err()).contains("account must be");
        assertThat(add(LINES, "alice", "--option", "secret=abcd").err())
                .contains("--option must not hold the credential 'secret'")
                .doesNotContain("abcd");
    }

    @Test
    void asksForKeysAtATerminalOnly() {
        Outcome refused =
                keel("", "add", "alice", "--venue", "testex", "--symbols", "BTC/USDT", "--test");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("--credentials-stdin");
    }

    @Test
    void setsModeAndWhetherItRuns() {
        assertThat(add(LINES, "alice", "--test").exitCode()).isZero();

        assertThat(keel("", "mode", "alice", "auto").exitCode()).isZero();
        assertThat(keel("", "list").out()).contains(" auto ");
        assertThat(keel("", "disable", "alice").exitCode()).isZero();
        assertThat(keel("", "list").out()).contains("disabled");
        assertThat(keel("", "mode", "alice", "paper").err()).contains("manual, assisted or auto");
    }

    @Test
    void rotatesTheKeyOfTheVault() {
        assertThat(add(LINES, "alice", "--test").exitCode()).isZero();

        assertThat(keel("", "rotate-key").out()).contains("back up");

        assertThat(keel("", "check", "alice").exitCode()).isZero();
    }

    private Outcome add(String keys, String name, String... more) {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "add",
                                name,
                                "--venue",
                                "testex",
                                "--symbols",
                                "BTC/USDT",
                                "--credentials-stdin"));
        all.addAll(List.of(more));
        return keel(keys, all.toArray(String[]::new));
    }

    private Outcome keel(String standardInput, String... arguments) {
        CredentialEntry entry =
                new CredentialEntry(
                        new ByteArrayInputStream(standardInput.getBytes(StandardCharsets.UTF_8)),
                        null);
        List<String> all = new ArrayList<>(List.of("accounts", "--data-dir", data.toString()));
        all.addAll(List.of(arguments));
        return Cli.execute(
                KeelCommand.commandLine(
                        AccountsCommand.over(connector.source(), Clock.systemUTC(), entry)),
                all.toArray(String[]::new));
    }

    private String everything() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }
}
