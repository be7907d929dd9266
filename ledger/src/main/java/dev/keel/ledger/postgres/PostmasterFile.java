package dev.keel.ledger.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What PostgreSQL's {@code postmaster.pid} says: which process serves the data folder, and how far
 * it is.
 *
 * <p>Reference: PostgreSQL 18, src/include/utils/pidfile.h: line 1 is the process, line 4 the port,
 * line 7 the shared memory, line 8 the state.
 */
record PostmasterFile(long pid, String state) {

    /** A process number that no kernel gives out (Linux ends at 2^22, macOS at 99,999). */
    private static final String NOBODY = Integer.toString(Integer.MAX_VALUE - 1);

    private static final int STATE_LINE = 7;

    static Optional<PostmasterFile> read(Path cluster) throws IOException {
        try {
            return parse(Files.readAllLines(path(cluster), StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** The server writes the file line by line; what is not there yet is an empty state. */
    static Optional<PostmasterFile> parse(List<String> lines) {
        if (lines.isEmpty() || !lines.getFirst().strip().matches("\\d{1,18}")) {
            return Optional.empty();
        }
        String state = lines.size() > STATE_LINE ? lines.get(STATE_LINE).strip() : "";
        return Optional.of(new PostmasterFile(Long.parseLong(lines.getFirst().strip()), state));
    }

    /** Whether clients are let in. */
    boolean isReady() {
        return state.equals("ready");
    }

    /**
     * Puts a process that cannot exist in the place of one that is no server on this folder: if the
     * number was given to another program, the server would take that for a living server and
     * refuse to start. The file itself stays: by its line about shared memory the server finds
     * survivors of its predecessor.
     */
    static void disown(Path cluster) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(path(cluster)));
        lines.set(0, NOBODY);
        Files.write(path(cluster), lines);
    }

    static Path path(Path cluster) {
        return cluster.resolve("postmaster.pid");
    }
}
