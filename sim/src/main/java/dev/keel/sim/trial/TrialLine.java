package dev.keel.sim.trial;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * How a trial is written: fields between tabs, and their CRC-32 at the end, so that a line that was
 * torn or changed is known.
 */
final class TrialLine {
    private static final String VERSION = "trial1";
    private static final int FIELDS = 9;

    private TrialLine() {}

    static String write(Trial trial) {
        String fields =
                String.join(
                        "\t",
                        VERSION,
                        trial.time().toString(),
                        trial.purpose(),
                        trial.strategy(),
                        trial.symbol(),
                        trial.data(),
                        Integer.toString(trial.bars()),
                        trial.conditions(),
                        Double.toString(trial.sharpe()));
        return fields + '\t' + checksum(fields);
    }

    /** Reads a line; empty if it is not what {@link #write} writes. */
    static Optional<Trial> read(String line) {
        int end = line.lastIndexOf('\t');
        if (end < 0 || !checksum(line.substring(0, end)).equals(line.substring(end + 1))) {
            return Optional.empty();
        }
        String[] fields = line.substring(0, end).split("\t", -1);
        if (fields.length != FIELDS || !fields[0].equals(VERSION)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Trial(
                            Instant.parse(fields[1]),
                            fields[2],
                            fields[3],
                            fields[4],
                            fields[5],
                            Integer.parseInt(fields[6]),
                            fields[7],
                            Double.parseDouble(fields[8])));
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String checksum(String fields) {
        CRC32 crc = new CRC32();
        crc.update(fields.getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", crc.getValue());
    }
}
