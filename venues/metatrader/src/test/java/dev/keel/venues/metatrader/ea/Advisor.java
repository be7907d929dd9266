package dev.keel.venues.metatrader.ea;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.venues.metatrader.mailbox.Mailbox;
import dev.keel.venues.metatrader.mailbox.Message;
import dev.keel.venues.metatrader.mailbox.PairingKey;
import dev.keel.venues.metatrader.mailbox.Row;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The Expert Advisor's core, compiled by a C++ compiler, in a process with a made-up broker. */
final class Advisor implements AutoCloseable {
    static final long LOGIN = 4711;
    static final String SERVER = "Local-Demo";
    static final Duration BROKER_AHEAD = Duration.ofHours(2);
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    final Path root;
    final String digits = "5a".repeat(32);
    final PairingKey key = PairingKey.parse(digits.toCharArray());
    private final Path program;
    private @Nullable Process process;

    Advisor(Path program, Path root) throws IOException {
        this.program = program;
        this.root = root;
        Files.writeString(root.resolve("key"), digits);
    }

    /** Compiles the program; empty if there is no compiler. */
    static Optional<Path> compile(Path folder) throws IOException, InterruptedException {
        Path program = folder.resolve("ea");
        ProcessBuilder compiler =
                new ProcessBuilder(
                                "g++",
                                "-std=c++17",
                                "-O1",
                                "-Wall",
                                "-Wno-unused-parameter",
                                "-Wno-overloaded-virtual",
                                "-Werror",
                                "-I",
                                "src/test/cpp",
                                "-I",
                                "src/main/mql/Include",
                                "-o",
                                program.toString(),
                                "src/test/cpp/ea.cpp")
                        .redirectErrorStream(true);
        Process run;
        try {
            run = compiler.start();
        } catch (IOException e) {
            return Optional.empty();
        }
        String output = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(run.waitFor()).as(output).isZero();
        return Optional.of(program);
    }

    Path mailbox() {
        return root.resolve("Keel").resolve(Long.toString(LOGIN));
    }

    /** Starts it and waits until it serves, or has ended. */
    void start(String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(program.toString());
        command.add("run");
        command.add(root.toString());
        command.add(root.resolve("key").toString());
        command.addAll(List.of(options));
        Process started = new ProcessBuilder(command).start();
        process = started;
        BufferedReader output = started.inputReader();
        String line = output.readLine();
        assertThat(line == null || line.equals("ready")).as(line).isTrue();
    }

    int awaitEnd() throws InterruptedException {
        Process running = running();
        assertThat(running.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return running.exitValue();
    }

    String complaint() throws IOException {
        return new String(running().getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    void stop() throws IOException, InterruptedException {
        running().getOutputStream().close();
        assertThat(awaitEnd()).isZero();
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("it was not started");
        }
        return process;
    }

    /** A market order of 0.10 lots, valid for ten seconds. */
    static Row buy(long seq) {
        return command(seq, "NEW")
                .with("symbol", "EURUSD")
                .with("side", "buy")
                .with("kind", "market")
                .with("volume", "0.10")
                .with("price", "0")
                .with("deviation", 20)
                .with("filling", "ioc")
                .with("expires", 0)
                .with("comment", "Kabc")
                .with("legs", "");
    }

    static Row command(long seq, String op) {
        long now = Instant.now().toEpochMilli();
        long ahead = BROKER_AHEAD.toMillis();
        return Row.of("cmd")
                .with("seq", seq)
                .with("op", op)
                .with("login", LOGIN)
                .with("server", SERVER)
                .with("coid", 123_456_700_000_000_000L + seq)
                .with("magic", 123_456_700_000_000_000L + seq)
                .with("note", "test")
                .with("notBefore", now + ahead - 60_000)
                .with("notAfter", now + ahead + 10_000)
                .with("gmtNotBefore", now - 60_000)
                .with("gmtNotAfter", now + 10_000);
    }

    void send(Row command, PairingKey signer) throws IOException {
        Files.createDirectories(mailbox().resolve("cmd"));
        String name = "%012d.msg".formatted(command.number("seq"));
        new Message(command).write(mailbox().resolve("cmd").resolve(name), signer);
    }

    void send(Row command) throws IOException {
        send(command, key);
    }

    Message awaitResult(long seq) {
        Path file = mailbox().resolve("res").resolve("%012d.msg".formatted(seq));
        return await(() ->
                Message.read(file, key) instanceof Message.Reading.Read(Message message)
                        ? message
                        : null);
    }

    /** What the broker was made to do, line by line. */
    List<String> broker() throws IOException {
        Path file = root.resolve("broker.txt");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /** The states in the journal, after the starts. */
    List<String> journal() {
        try (Mailbox mailbox = Mailbox.open(mailbox(), key)) {
            return mailbox.journal().stream()
                    .map(row -> row.text("state"))
                    .filter(state -> !state.equals("START"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static <T> T await(Supplier<@Nullable T> look) {
        Instant end = Instant.now().plus(DEADLINE);
        while (Instant.now().isBefore(end)) {
            T found = look.get();
            if (found != null) {
                return found;
            }
            LockSupport.parkNanos(2_000_000);
        }
        throw new AssertionError("it did not happen within " + DEADLINE);
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
        key.close();
    }
}
