package dev.keel.ledger.postgres;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Java process of its own that starts a server, writes a row and then waits: something to be
 * killed. Its standard output tells how far it is.
 */
final class KeelProcess implements AutoCloseable {

    private static final String READY = "ready";

    private final Process process;
    private final BufferedReader output;

    private KeelProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * The program of the other process; its arguments are the data folder and the folder of the
     * programs.
     */
    public static void main(String[] arguments) throws Exception {
        PostgresConfig config =
                PostgresConfig.in(Path.of(arguments[0]))
                        .withBinariesDirectory(Path.of(arguments[1]));
        try (PostgresServer server = PostgresServer.start(config)) {
            TestServers.execute(server, "CREATE TABLE IF NOT EXISTS survivor (id int)");
            TestServers.execute(server, "INSERT INTO survivor VALUES (1)");
            System.out.println(READY);
            // The end of the standard input is the order to stop.
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (PostgresStartException e) {
            System.out.println(e.getMessage());
        }
    }

    static KeelProcess start(PostgresConfig config) {
        return start(List.of(), System.getProperty("java.class.path"), config);
    }

    /** Starts it behind a command that changes the user, say. */
    static KeelProcess start(List<String> prefix, String classPath, PostgresConfig config) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        classPath,
                        KeelProcess.class.getName(),
                        config.dataDirectory().toString(),
                        config.binariesDirectory().toString()));
        try {
            return new KeelProcess(
                    new ProcessBuilder(command)
                            .directory(new File("/"))
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All it says until it is ready or has ended. */
    String awaitReady() throws IOException {
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            if (line.equals(READY)) {
                break;
            }
        }
        return said.toString().strip();
    }

    /** Kill -9. */
    void kill() {
        process.destroyForcibly();
        waitForEnd();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Lets it stop properly. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        waitForEnd();
    }

    private void waitForEnd() {
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                throw new IllegalStateException("the other process does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
