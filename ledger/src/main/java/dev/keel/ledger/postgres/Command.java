package dev.keel.ledger.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs a program to its end and tells how it ended. */
final class Command {

    /** How a program ended; it never says more than was seen. */
    sealed interface Outcome {

        record Exited(int code, String output) implements Outcome {}

        /**
         * Still running when the bound was reached; it was killed. Nothing is known about what it
         * would have said.
         */
        record TimedOut(Duration bound) implements Outcome {}

        /** There is no such program, or the system refused to run it. */
        record NotStarted(String reason) implements Outcome {}

        default boolean succeeded() {
            return this instanceof Exited(int code, String _) && code == 0;
        }

        /** One clause for a message to the operator. */
        default String describe() {
            return switch (this) {
                case Exited(int code, String output) ->
                        "exit code " + code + (output.isBlank() ? "" : ", " + output.strip());
                case TimedOut(Duration bound) -> "no end within " + bound.toSeconds() + " s";
                case NotStarted(String reason) -> reason;
            };
        }
    }

    private static final String USUAL_PATH = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";

    private Command() {}

    /**
     * Blocks until the program has ended or the bound is reached. Both output streams are read as
     * one.
     */
    static Outcome run(List<String> command, Path workingDirectory, Duration bound) {
        try {
            // A file, not a pipe: a grandchild that keeps a pipe open would hold the reader.
            Path output = Files.createTempFile("keel-command", ".out");
            try {
                return run(command, workingDirectory, bound, output);
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw PostgresStartException.cannot("capture the output of " + command.getFirst(), e);
        }
    }

    private static Outcome run(
            List<String> command, Path workingDirectory, Duration bound, Path output)
            throws IOException {
        ProcessBuilder builder =
                prepare(command, workingDirectory)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return new Outcome.NotStarted(String.valueOf(e.getMessage()));
        }
        if (!Patience.untilEnd(process, bound)) {
            process.destroyForcibly();
            return new Outcome.TimedOut(bound);
        }
        return new Outcome.Exited(process.exitValue(), read(output));
    }

    private static String read(Path output) throws IOException {
        return new String(Files.readAllBytes(output), StandardCharsets.UTF_8).strip();
    }

    /**
     * A program with nothing on its standard input and with none of the platform's environment,
     * secrets least of all.
     */
    static ProcessBuilder prepare(List<String> command, Path workingDirectory) {
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(workingDirectory.toFile())
                        .redirectInput(Path.of("/dev/null").toFile());
        Map<String, String> environment = builder.environment();
        String path = searchPath();
        environment.clear();
        environment.putAll(Map.of("PATH", path, "LC_ALL", "C", "TZ", "UTC"));
        return builder;
    }

    /** The first of the programs that is found on the search path. */
    static Optional<String> firstAvailable(List<String> programs) {
        return programs.stream().filter(Command::isAvailable).findFirst();
    }

    private static boolean isAvailable(String program) {
        return Arrays.stream(searchPath().split(":"))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static String searchPath() {
        String path = System.getenv("PATH");
        return path == null || path.isBlank() ? USUAL_PATH : path;
    }
}
