package dev.keel.signals.astro.ephemeris;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * The table that the generator made, read into memory.
 *
 * <p>Its format, big-endian: {@code KEELSKY1}; the first and the last day as doubles; the number of
 * series. Each series: the length of its name and the name; a byte, 1 for an angle; the days of a
 * segment and the coefficients as shorts; the quantum as double; the number of segments and of the
 * bytes that follow as ints; then the coefficients as whole multiples of the quantum, zigzagged,
 * seven bits a byte, the lowest first. At the end the CRC-32 of everything before.
 */
final class PositionTable {
    private static final String MAGIC = "KEELSKY1";
    private static final String RESOURCE = "positions.bin";

    private final double firstDay;
    private final double lastDay;
    private final Map<String, ChebyshevSeries> series = new TreeMap<>();

    private PositionTable(ByteBuffer buffer) {
        byte[] magic = new byte[MAGIC.length()];
        buffer.get(magic);
        if (!MAGIC.equals(new String(magic, StandardCharsets.US_ASCII))) {
            throw new IllegalStateException("the table of positions must begin with " + MAGIC);
        }
        firstDay = buffer.getDouble();
        lastDay = buffer.getDouble();
        int count = buffer.getInt();
        for (int i = 0; i < count; i++) {
            readSeries(buffer);
        }
    }

    /** Reads the table that lies beside this class. */
    static PositionTable load() {
        try (InputStream stream = PositionTable.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException("the table of positions is missing: " + RESOURCE);
            }
            return parse(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("the table of positions cannot be read", e);
        }
    }

    /**
     * Reads a table.
     *
     * @throws IllegalStateException if it is damaged or no such table
     */
    static PositionTable parse(byte[] bytes) {
        int length = bytes.length - Integer.BYTES;
        if (length < MAGIC.length()) {
            throw new IllegalStateException(
                    "the table of positions must be longer than " + bytes.length + " bytes");
        }
        CRC32 sum = new CRC32();
        sum.update(bytes, 0, length);
        int expected = ByteBuffer.wrap(bytes, length, Integer.BYTES).getInt();
        if ((int) sum.getValue() != expected) {
            throw new IllegalStateException("the table of positions is damaged: its sum differs");
        }
        return new PositionTable(ByteBuffer.wrap(bytes, 0, length));
    }

    double firstDay() {
        return firstDay;
    }

    double lastDay() {
        return lastDay;
    }

    /** Finds a series by its name, such as {@code mars.longitude}. */
    ChebyshevSeries series(String name) {
        ChebyshevSeries found = series.get(name);
        if (found == null) {
            throw new IllegalStateException("the table of positions must have " + name);
        }
        return found;
    }

    private void readSeries(ByteBuffer buffer) {
        byte[] name = new byte[buffer.get()];
        buffer.get(name);
        // Whether it is an angle matters to the generator alone.
        buffer.get();
        int segmentDays = buffer.getShort();
        int size = buffer.getShort();
        double quantum = buffer.getDouble();
        int[] multiples = new int[buffer.getInt() * size];
        int end = buffer.getInt() + buffer.position();
        for (int i = 0; i < multiples.length; i++) {
            multiples[i] = readMultiple(buffer);
        }
        if (buffer.position() != end) {
            throw new IllegalStateException("the table of positions is out of step");
        }
        series.put(
                new String(name, StandardCharsets.US_ASCII),
                new ChebyshevSeries(firstDay, segmentDays, size, quantum, multiples));
    }

    private static int readMultiple(ByteBuffer buffer) {
        long zigzag = 0;
        int shift = 0;
        byte part;
        do {
            part = buffer.get();
            zigzag |= (part & 0x7FL) << shift;
            shift += 7;
        } while (part < 0);
        return Math.toIntExact((zigzag >>> 1) ^ -(zigzag & 1));
    }
}
