package dev.keel.server.restart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keel.ledger.database.DatabaseAddress;
import dev.keel.server.Main;
import dev.keel.server.database.ConnectionFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** A {@code keel run} in a process of its own, to be stopped or killed. */
final class KeelProcess implements AutoCloseable {
    /** What a step may take on a machine that is busy with other things. */
    private static final Duration BOUND = Duration.ofMinutes(2);

    private static final Duration LOOK_EVERY = Duration.ofMillis(3);

    private final Path data;
    private final Path errors;
    private final Process process;

    private KeelProcess(Path data, Path errors, Process process) {
        this.data = data;
        this.errors = errors;
        this.process = process;
    }

    /**
     * Starts it; returns before it is up.
     *
     * @param name tells the errors of several runs apart
     */
    static KeelProcess start(Path data, String name, List<String> options) {
        Path errors = data.resolveSibling(data.getFileName() + "-" + name + ".err");
        ProcessBuilder builder = new ProcessBuilder(command(data, options));
        builder.environment().remove("KEEL_DATABASE_URL");
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(errors.toFile());
        try {
            return new KeelProcess(data, errors, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(Path data, List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // One compiler only: that starts fast, and the trades are the same.
        command.addAll(List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.addAll(List.of(Main.class.getName(), "run", "--port", "0"));
        command.addAll(List.of("--data-dir", data.toString()));
        command.addAll(options);
        return command;
    }

    /** Connects to its database, as soon as it is up and the market is played. */
    Connection connect() throws SQLException {
        until("the market is played", () -> errors().contains("session started"));
        DatabaseAddress address = new ConnectionFile(data).read().orElseThrow();
        return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
    }

    /** Waits for something that is to happen while it lives. */
    void until(String what, Callable<Boolean> happened) {
        await(what)
                .atMost(BOUND)
                .pollDelay(Duration.ZERO)
                .pollInterval(LOOK_EVERY)
                .pollInSameThread()
                .failFast(() -> assertThat(process.isAlive()).as(this::errors).isTrue())
                .until(happened);
    }

    /** Kill -9: of the program alone, its database goes on for a while. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Asks it to stop, as ctrl-C does, and waits for it; the exit code. */
    int stop() {
        process.destroy();
        awaitEnd();
        return process.exitValue();
    }

    /** All it has said on standard error. */
    String errors() {
        try {
            return Files.readString(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills it, if it lives: whatever happened in the test, it ends here. */
    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }

    /** The programs and databases that run on data below the folder. */
    static List<ProcessHandle> runningOn(Path folder) {
        return ProcessHandle.allProcesses().filter(process -> names(process, folder)).toList();
    }

    /** Kills what runs on data below the folder. */
    static void killAllOn(Path folder) {
        runningOn(folder).forEach(ProcessHandle::destroyForcibly);
        await("end of all").atMost(BOUND).until(() -> runningOn(folder).isEmpty());
    }

    private static boolean names(ProcessHandle process, Path folder) {
        return process.info()
                .commandLine()
                .filter(line -> line.contains(folder.toString()))
                .isPresent();
    }

    private void awaitEnd() {
        try {
            assertThat(process.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
