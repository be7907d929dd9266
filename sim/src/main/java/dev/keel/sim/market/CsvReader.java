package dev.keel.sim.market;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Cuts a stream into lines and their fields where they lie in the buffer, and words the errors
 * found there.
 *
 * <p>A line ends with LF or CR LF; the last one needs neither. There is no quoting. {@link
 * #bytes()} and the positions in it are valid until the next call of {@link #nextLine()}.
 */
final class CsvReader {
    static final int LONGEST_LINE = 1_024;
    private static final int MOST_FIELDS = 16;
    private static final int LONGEST_QUOTE = 60;

    private final String file;
    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private final int[] ends = new int[MOST_FIELDS];
    private int limit;
    private int start;
    private int next;
    private int fields;
    private long line;

    CsvReader(String file, InputStream in) {
        this.file = file;
        this.in = in;
    }

    /**
     * Moves to the next line; false at the end of the data.
     *
     * @throws MarketDataException if the line is longer than {@link #LONGEST_LINE} bytes
     */
    boolean nextLine() throws IOException {
        start = next;
        int lineFeed = findEnd();
        boolean ended = false;
        while (lineFeed < 0 && !ended) {
            if (limit - start > LONGEST_LINE) {
                break;
            }
            ended = !fill();
            lineFeed = findEnd();
        }
        if (ended && start == limit) {
            return false;
        }
        line++;
        finishLine(lineFeed < 0 ? limit : lineFeed);
        return true;
    }

    /** The line's number counted from 1. */
    long line() {
        return line;
    }

    byte[] bytes() {
        return buffer;
    }

    int fields() {
        return fields;
    }

    boolean isBlank() {
        return fields == 1 && start == ends[0];
    }

    int start(int field) {
        return field == 0 ? start : ends[field - 1] + 1;
    }

    int end(int field) {
        return ends[field];
    }

    /** The whole line, quoted for a message. */
    String quotedLine() {
        return quote(start, ends[Math.min(fields, MOST_FIELDS) - 1]);
    }

    MarketDataException lineError(String problem) {
        return MarketDataException.inLine(file, line, problem);
    }

    /** An error in a field, saying what was there instead. */
    MarketDataException fieldError(int field, String name, String must) {
        int from = start(field);
        int to = end(field);
        if (!isUtf8(from, to)) {
            return MarketDataException.inField(
                    file, line, name, "must be UTF-8 text, was " + quote(from, to));
        }
        return MarketDataException.inField(file, line, name, must + ", was " + quote(from, to));
    }

    MarketDataException missingField(String name) {
        return MarketDataException.inField(
                file,
                line,
                name,
                "must be there, but the line has only " + fields + " of the fields");
    }

    private int findEnd() {
        fields = 0;
        for (int i = start; i < limit; i++) {
            byte b = buffer[i];
            if (b == '\n') {
                return i;
            }
            if (b == ',') {
                endField(i);
            }
        }
        return -1;
    }

    private void finishLine(int lineFeed) {
        next = Math.min(lineFeed + 1, limit);
        int end = lineFeed > start && buffer[lineFeed - 1] == '\r' ? lineFeed - 1 : lineFeed;
        endField(end);
        if (end - start > LONGEST_LINE) {
            throw lineError("must have at most " + LONGEST_LINE + " bytes");
        }
    }

    private void endField(int end) {
        if (fields < MOST_FIELDS) {
            ends[fields] = end;
        }
        fields++;
    }

    /** Moves the line begun to the front and reads on; false at the end of the data. */
    private boolean fill() throws IOException {
        System.arraycopy(buffer, start, buffer, 0, limit - start);
        limit -= start;
        start = 0;
        int count = in.read(buffer, limit, buffer.length - limit);
        limit += Math.max(0, count);
        return count >= 0;
    }

    private boolean isUtf8(int from, int to) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(buffer, from, to - from));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** Printable on one line whatever the file holds: it may be no text at all. */
    private String quote(int from, int to) {
        String text = new String(buffer, from, to - from, StandardCharsets.UTF_8);
        StringBuilder quoted = new StringBuilder("'");
        text.codePoints()
                .limit(LONGEST_QUOTE)
                .forEach(c -> quoted.appendCodePoint(printable(c) ? c : '?'));
        if (text.codePointCount(0, text.length()) > LONGEST_QUOTE) {
            quoted.append("...");
        }
        return quoted.append('\'').toString();
    }

    private static boolean printable(int codePoint) {
        return codePoint == ' '
                || Character.isLetterOrDigit(codePoint)
                || (codePoint > ' ' && codePoint < 0x7f);
    }
}
