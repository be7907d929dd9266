package dev.keel.venues.ccxt.host;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** Cuts a stream of bytes into lines of bounded length. For one thread. */
final class LineReader {
    private static final int USUAL = 1 << 16;

    private final InputStream in;
    private final int longest;
    private byte[] buffer = new byte[USUAL];
    private int from;
    private int to;

    LineReader(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /**
     * The next line without its end; empty when the stream is over. What follows the last end is no
     * line: its writer has died over it.
     *
     * @throws IOException also if a line is too long
     */
    Optional<byte[]> next() throws IOException {
        int searched = from;
        while (true) {
            for (int at = searched; at < to; at++) {
                if (buffer[at] == '\n') {
                    byte[] line = Arrays.copyOfRange(buffer, from, at);
                    from = at + 1;
                    return Optional.of(line);
                }
            }
            int held = to - from;
            if (held > longest) {
                throw new IOException("a line is longer than " + longest + " bytes");
            }
            makeRoom();
            searched = from + held;
            int count = in.read(buffer, to, buffer.length - to);
            if (count < 0) {
                return Optional.empty();
            }
            to += count;
        }
    }

    private void makeRoom() {
        int held = to - from;
        byte[] target = buffer;
        if (held > buffer.length / 2) {
            target = new byte[buffer.length * 2];
        } else if (held < USUAL / 2 && buffer.length > USUAL) {
            target = new byte[USUAL];
        }
        System.arraycopy(buffer, from, target, 0, held);
        buffer = target;
        from = 0;
        to = held;
    }
}
