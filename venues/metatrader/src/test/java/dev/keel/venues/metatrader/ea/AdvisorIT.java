package dev.keel.venues.metatrader.ea;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.keel.venues.metatrader.mailbox.Message;
import dev.keel.venues.metatrader.mailbox.PairingKey;
import dev.keel.venues.metatrader.mailbox.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The core of the Expert Advisor really runs, is killed at every step, and never sends twice. */
class AdvisorIT {
    @TempDir private static Path folder;
    private static Path program;

    @TempDir private Path root;
    private Advisor advisor;

    @BeforeAll
    static void compile() throws IOException, InterruptedException {
        Optional<Path> compiled = Advisor.compile(folder);
        assumeTrue(compiled.isPresent(), "no C++ compiler (g++) on this machine");
        program = compiled.get();
    }

    @BeforeEach
    void prepare() throws IOException {
        advisor = new Advisor(program, root);
    }

    @AfterEach
    void end() {
        advisor.close();
    }

    @Test
    void passesItsOwnChecks() throws IOException, InterruptedException {
        Process checks =
                new ProcessBuilder(program.toString(), "check").redirectErrorStream(true).start();
        String output = new String(checks.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(checks.waitFor()).as(output).isZero();
        assertThat(output).contains("ok 24 - ").endsWith("1..24\n");
    }

    @Test
    void saysWhoItIsAndWhatIsThere() throws IOException {
        advisor.start();

        Message hello = awaitMessage("hello.msg");
        Message snap = awaitMessage("snap.msg");

        assertThat(hello.head().number("protocol")).isEqualTo(1);
        assertThat(hello.head().text("server")).isEqualTo(Advisor.SERVER);
        assertThat(hello.head().number("lastSeq")).isZero();
        assertThat(snap.head().number("positions")).isZero();
        assertThat(snap.head().text("balance")).isEqualTo("10000.00");
        assertThat(snap.head().number("epoch")).isEqualTo(hello.head().number("epoch"));
    }

    @Test
    void carriesOutACommandOnceAndWritesItDown() throws IOException {
        advisor.start();
        advisor.send(Advisor.buy(1));

        Message result = advisor.awaitResult(1);

        assertThat(result.head().text("code")).isEqualTo("10009");
        assertThat(result.rows("leg"))
                .singleElement()
                .satisfies(leg -> {
                    assertThat(leg.number("order")).isEqualTo(1001);
                    assertThat(leg.decimal("volume")).isEqualByComparingTo("0.1");
                });
        assertThat(advisor.broker()).hasSize(1);
        assertThat(advisor.journal()).containsExactly("SENDING", "DONE", "END");
        assertThat(advisor.mailbox().resolve("cmd/000000000001.msg")).doesNotExist();
    }

    @Test
    void takesCommandsInTheirOrder() throws IOException {
        advisor.start();
        advisor.send(Advisor.buy(2));
        advisor.send(Advisor.buy(3));
        awaitSnaps(2);
        assertThat(advisor.broker()).isEmpty();

        advisor.send(Advisor.buy(1));
        Message third = advisor.awaitResult(3);

        assertThat(third.head().text("code")).isEqualTo("10009");
        assertThat(advisor.broker()).hasSize(3);
    }

    @Test
    void closesProtectsAndCancels() throws IOException {
        advisor.start();
        advisor.send(Advisor.buy(1));
        advisor.send(
                Advisor.command(2, "PROTECT")
                        .with("symbol", "EURUSD")
                        .with("which", "sl")
                        .with("price", "1.05000")
                        .with("legs", "1001:0.10"));
        advisor.send(Advisor.buy(3).with("kind", "limit").with("price", "1.01000"));
        advisor.send(Advisor.command(4, "CANCEL").with("ticket", 1002));
        advisor.send(Advisor.buy(5).with("volume", "0").with("legs", "1001:0.10"));
        advisor.send(Advisor.buy(6).with("volume", "0").with("legs", "1001:0.10"));

        assertThat(advisor.awaitResult(6).head().text("code")).isEqualTo("ea:gone");
        assertThat(advisor.broker())
                .map(line -> line.replaceAll("^([A-Z]+ [0-9]+).*", "$1"))
                .containsExactly("OPEN 1001", "LEVEL 1001", "PEND 1002", "END 1002", "END 1001");
    }

    @Test
    void sendsNoLevelThatStandsAlreadyAndNothingForAFiller() throws IOException {
        advisor.start();
        advisor.send(Advisor.buy(1));
        for (int seq = 2; seq <= 3; seq++) {
            advisor.send(
                    Advisor.command(seq, "PROTECT")
                            .with("symbol", "EURUSD")
                            .with("which", "tp")
                            .with("price", "1.2")
                            .with("legs", "1001:0.10"));
        }
        advisor.send(Advisor.command(4, "NOP"));

        assertThat(advisor.awaitResult(3).head().text("code")).isEqualTo("ea:same");
        assertThat(advisor.awaitResult(4).head().text("code")).isEqualTo("ea:nop");
        assertThat(advisor.broker()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        // the journal's lines: 1 the start, 2 sending, 3 done, 4 end
        "before, 2, 10009, 1",
        "after, 2, ea:unknown, 0",
        "sent, 0, ea:unknown, 1",
        "before, 3, ea:unknown, 1",
        "after, 3, 10009, 1",
        "before, 4, 10009, 1",
        "after, 4, 10009, 1",
    })
    void neverSendsTwiceWhereverItDies(String point, String n, String code, int sent)
            throws IOException, InterruptedException {
        advisor.start("die", point, n);
        advisor.send(Advisor.buy(1));
        assertThat(advisor.awaitEnd()).isEqualTo(9);

        advisor.start();
        Message result = advisor.awaitResult(1);

        assertThat(result.head().text("code")).isEqualTo(code);
        assertThat(advisor.broker()).hasSize(sent);
        advisor.send(Advisor.buy(2));
        assertThat(advisor.awaitResult(2).head().text("code")).isEqualTo("10009");
        assertThat(advisor.broker()).hasSize(sent + 1);
    }

    @Test
    void countsALineThatWasCutAsNeverWritten() throws IOException, InterruptedException {
        advisor.start();
        advisor.stop();
        Files.writeString(
                advisor.mailbox().resolve("journal.log"), "0123", StandardOpenOption.APPEND);

        advisor.start();
        advisor.send(Advisor.buy(1));

        assertThat(advisor.awaitResult(1).head().text("code")).isEqualTo("10009");
        assertThat(Files.readString(advisor.mailbox().resolve("journal.log"))).contains("\n0123\n");
    }

    @Test
    void sendsNothingItCannotWriteDown() throws IOException {
        advisor.start("full", "1");
        advisor.send(Advisor.buy(1));

        awaitSnaps(3);

        assertThat(advisor.broker()).isEmpty();
        assertThat(advisor.journal()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "offline, 1, ea:offline",
        "forbidden, 1, ea:disabled",
        "lots, 0.05, ea:lots",
        "clock, 3600000, ea:expired",
        "clock, -3600000, ea:early",
        "say, 10012, 10012",
    })
    void refusesWhatItMustNotDo(String option, String value, String code) throws IOException {
        advisor.start(option, value);
        advisor.send(Advisor.buy(1));

        assertThat(advisor.awaitResult(1).head().text("code")).isEqualTo(code);
        assertThat(advisor.broker()).isEmpty();
    }

    @Test
    void refusesWhatIsNotForIt() throws IOException {
        advisor.start();
        advisor.send(Advisor.buy(1).with("login", 4712));
        advisor.send(Advisor.buy(2).with("symbol", "GBPUSD"));
        advisor.send(Advisor.buy(3).with("side", "both"));
        advisor.send(Advisor.buy(4).with("volume", "-1"));
        advisor.send(Advisor.buy(5).with("notAfter", Instant.now().toEpochMilli()));
        try (PairingKey other = PairingKey.random(new SecureRandom())) {
            advisor.send(Advisor.buy(6), other);
        }

        assertThat(List.of(1L, 2L, 3L, 4L, 5L, 6L))
                .map(seq -> advisor.awaitResult(seq).head().text("code"))
                .containsExactly(
                        "ea:account", "ea:symbol", "ea:form", "ea:form", "ea:expired", "ea:mac");
        assertThat(advisor.broker()).isEmpty();
    }

    @Test
    void answersAQuestionWithAllThatThereIs() throws IOException {
        advisor.start();
        advisor.send(Advisor.buy(1));
        advisor.awaitResult(1);
        long now = Instant.now().toEpochMilli();
        Row question =
                Row.of("ask")
                        .with("id", 7)
                        .with("op", "STATE")
                        .with("login", Advisor.LOGIN)
                        .with("server", Advisor.SERVER)
                        .with("gmtNotAfter", now + 10_000)
                        .with("from", 0);
        new Message(question).write(advisor.mailbox().resolve("ask/000000000007.msg"), advisor.key);

        Message answer = awaitMessage("ans/000000000007.msg");

        assertThat(answer.head().text("code")).isEqualTo("ok");
        assertThat(answer.head().number("positions")).isEqualTo(1);
        assertThat(answer.rows("position")).hasSize(1);
        assertThat(answer.rows("deal")).hasSize(1);
    }

    @Test
    void tellsWhatTradesAsItHappens() throws IOException {
        advisor.start();
        awaitSnaps(1);
        advisor.send(Advisor.buy(1));
        advisor.awaitResult(1);

        List<String> events =
                Advisor.await(() -> {
                    List<String> lines = eventLines();
                    return lines.size() >= 2 ? lines : null;
                });

        assertThat(events).anyMatch(line -> line.contains("\"row\":\"position\""));
        assertThat(events).anyMatch(line -> line.contains("\"row\":\"deal\""));
    }

    @Test
    void leavesTheAccountToTheOneThatIsThere() throws IOException, InterruptedException {
        advisor.start();
        try (Advisor second = new Advisor(program, root)) {
            second.start();

            assertThat(second.awaitEnd()).isEqualTo(2);
            assertThat(second.complaint()).contains("another Expert Advisor");
        }
    }

    @Test
    void withdrawsPendingOrdersWhenKeelFallsSilent() throws IOException {
        advisor.start("deadman", "1");
        advisor.send(Advisor.buy(1).with("kind", "limit").with("price", "1.01000"));
        advisor.awaitResult(1);

        List<String> broker =
                Advisor.await(() -> {
                    try {
                        return advisor.broker().size() == 2 ? advisor.broker() : null;
                    } catch (IOException e) {
                        return null;
                    }
                });

        assertThat(broker.getLast()).isEqualTo("END 1001");
    }

    private List<String> eventLines() {
        try (var files = Files.list(advisor.mailbox().resolve("evt"))) {
            return files.toList().stream()
                    .flatMap(file -> {
                        try {
                            return Files.readAllLines(file).stream();
                        } catch (IOException e) {
                            return Stream.<String>empty();
                        }
                    })
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private Message awaitMessage(String name) {
        Path file = advisor.mailbox().resolve(name);
        return Advisor.await(() ->
                Message.read(file, advisor.key) instanceof Message.Reading.Read(Message message)
                        ? message
                        : null);
    }

    /** It has had so many turns since. */
    private void awaitSnaps(int count) {
        long begin = awaitMessage("snap.msg").head().number("n");
        Advisor.await(
                () -> awaitMessage("snap.msg").head().number("n") >= begin + count ? true : null);
    }
}
