package dev.keel.venues.ccxt.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One child, from its start to its end. It has no environment, leaves no core, and no argument of
 * it is secret. Three threads serve it: one writes what is offered, one reads what it tells, one
 * reads what it complains of.
 */
final class HostProcess {
    private static final int LONGEST_COMPLAINT = 1 << 16;
    private static final int QUEUE = 8_192;

    /** Blank lines, which the child passes over: they take the place of a secret in the buffer. */
    private static final byte[] BLANKS = blanks();

    private final Process process;
    private final int longestLine;
    private final Ears ears;
    private final BlockingQueue<Outgoing> queue = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicReference<@Nullable String> killedFor = new AtomicReference<>();

    /** Who listens to a child. Called from the child's threads; must not block. */
    interface Ears {
        void onLine(HostProcess child, byte[] line);

        void onComplaint(String line);

        /** It is gone for good; called once, last. */
        void onEnd(HostProcess child, String why);
    }

    private HostProcess(Process process, int longestLine, Ears ears) {
        this.process = process;
        this.longestLine = longestLine;
        this.ears = ears;
    }

    static HostProcess start(NodeRuntime node, Path bundle, HostSettings settings, Ears ears)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command(node, bundle, settings.heapMegabytes()));
        builder.environment().clear();
        Path folder = bundle.getParent();
        if (folder != null) {
            builder.directory(folder.toFile());
        }
        HostProcess child = new HostProcess(builder.start(), settings.longestLine(), ears);
        child.serve("reader", child::read);
        child.serve("writer", child::write);
        child.serve("complaints", child::listen);
        return child;
    }

    /** The shell only takes away the right to leave a core, and becomes the child. */
    private static List<String> command(NodeRuntime node, Path bundle, int heapMegabytes) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/bin/sh")) && Files.isExecutable(Path.of("/usr/bin/env"))) {
            command.addAll(
                    List.of("/bin/sh", "-c", "ulimit -c 0; exec /usr/bin/env -i \"$0\" \"$@\""));
        }
        command.add(node.program().toString());
        command.addAll(node.confinedTo(bundle));
        command.add("--max-old-space-size=" + heapMegabytes);
        command.add(bundle.toString());
        return command;
    }

    long pid() {
        return process.pid();
    }

    /**
     * Has a line written in its turn.
     *
     * @return no if too much waits already: it will not be written
     */
    boolean offer(Outgoing line) {
        return queue.offer(line);
    }

    /** Ends it at once. */
    void kill(String why) {
        killedFor.compareAndSet(null, why);
        process.destroyForcibly();
    }

    /** Waits until it is gone, for a while. */
    boolean awaitEnd(long millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void read() {
        String why = "it closed its output";
        try (InputStream in = process.getInputStream()) {
            LineReader lines = new LineReader(in, longestLine);
            for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
                ears.onLine(this, line.get());
            }
        } catch (IOException e) {
            why = "its output broke: " + e.getMessage();
        } finally {
            process.destroyForcibly();
            ears.onEnd(this, reason(why));
        }
    }

    private String reason(String otherwise) {
        String killed = killedFor.get();
        if (killed != null) {
            return killed;
        }
        return awaitEnd(5_000) ? "it ended with code " + process.exitValue() : otherwise;
    }

    private void write() {
        try (OutputStream out = process.getOutputStream()) {
            while (process.isAlive()) {
                Outgoing next = queue.poll(200, TimeUnit.MILLISECONDS);
                while (next != null) {
                    put(out, next);
                    next = queue.poll();
                }
                out.flush();
            }
        } catch (IOException e) {
            kill("its input broke: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void put(OutputStream out, Outgoing next) throws IOException {
        if (!next.claim()) {
            return;
        }
        out.write(next.line());
        out.write('\n');
        if (next.secret()) {
            out.flush();
            Arrays.fill(next.line(), (byte) 0);
            out.write(BLANKS);
            out.flush();
        }
    }

    private void listen() {
        try (InputStream in = process.getErrorStream()) {
            LineReader lines = new LineReader(in, LONGEST_COMPLAINT);
            for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
                ears.onComplaint(new String(line.get(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            kill("its complaints could not be read: " + e.getMessage());
        }
    }

    private void serve(String what, Runnable work) {
        Thread.ofPlatform().daemon().name("keel-host-" + pid() + "-" + what).start(work);
    }

    private static byte[] blanks() {
        byte[] blanks = new byte[8_191];
        Arrays.fill(blanks, (byte) '\n');
        return blanks;
    }
}
