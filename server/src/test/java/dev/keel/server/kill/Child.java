package dev.keel.server.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A process of the test's own: what it says is heard, and it ends when the test wants it to. */
final class Child implements AutoCloseable {
    private static final Duration BOUND = Duration.ofMinutes(2);

    private final Process process;
    private final Path errors;
    private final List<String> said = new CopyOnWriteArrayList<>();

    private Child(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        Thread.ofPlatform().daemon().start(this::hear);
    }

    static Child start(
            Class<?> main, List<String> arguments, Map<String, String> environment, Path errors) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // One compiler only: that starts fast.
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-Xshare:auto", "-cp", System.getProperty("java.class.path")));
        command.add(main.getName());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
        try {
            return new Child(builder.start(), errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void hear() {
        try (BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            out.lines().forEach(said::add);
        } catch (IOException | UncheckedIOException _) {
            // It was killed while it spoke.
            said.add("cut off");
        }
    }

    /** All it has said so far, line by line. */
    List<String> said() {
        return said;
    }

    long count(String start) {
        return said.stream().filter(line -> line.startsWith(start)).count();
    }

    /** The rest of the first line that starts like this; waits for it. */
    String line(String start) {
        until(start, () -> count(start) > 0);
        return said.stream()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow()
                .substring(start.length());
    }

    /** Waits for something that is to happen while it lives. */
    void until(String what, Callable<Boolean> happened) {
        await(what)
                .atMost(BOUND)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .pollInSameThread()
                .failFast(() -> assertThat(isAlive()).as(this::errors).isTrue())
                .until(happened);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Kill -9. */
    void kill() {
        process.destroyForcibly();
        var _ = awaitEnd();
    }

    /** Tells it to go on from where it stands. */
    void goOn() {
        try {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops its clock: it does nothing until it is woken. */
    void pause() {
        signal("STOP");
    }

    void wake() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            Process kill =
                    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
            assertThat(kill.waitFor()).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits for its own end; the exit code. */
    int awaitEnd() {
        try {
            assertThat(process.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** All it has said on standard error. */
    String errors() {
        try {
            return Files.readString(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }
}
