package dev.keel.venues.ccxt.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class LineReaderTest {
    @Property(tries = 200)
    void readsTheLinesHoweverTheBytesCome(
            @ForAll @Size(max = 20) List<@AlphaChars @StringLength(max = 300) String> lines,
            @ForAll @IntRange(min = 1, max = 50) int atOnce)
            throws IOException {
        String text = String.join("", lines.stream().map(line -> line + "\n").toList());

        assertThat(read(new Trickle(text, atOnce), 1_000)).isEqualTo(lines);
    }

    @Test
    void readsLinesOfManyTimesTheUsualSize() throws IOException {
        String large = "x".repeat(1_000_000);

        assertThat(read(new Trickle(large + "\nsmall\n" + large + "\n", 70_000), 2_000_000))
                .containsExactly(large, "small", large);
    }

    @Test
    void whatHasNoEndIsNoLine() throws IOException {
        assertThat(read(new Trickle("whole\nhal", 3), 100)).containsExactly("whole");
    }

    @Test
    void aLineThatIsTooLongIsRefused() {
        LineReader reader = new LineReader(new Trickle("x".repeat(500), 10), 100);

        assertThatThrownBy(reader::next).hasMessage("a line is longer than 100 bytes");
    }

    private static List<String> read(InputStream in, int longest) throws IOException {
        LineReader reader = new LineReader(in, longest);
        List<String> lines = new ArrayList<>();
        for (Optional<byte[]> line = reader.next(); line.isPresent(); line = reader.next()) {
            lines.add(new String(line.get(), StandardCharsets.UTF_8));
        }
        return lines;
    }

    /** Gives only so many bytes at a time. */
    private static final class Trickle extends ByteArrayInputStream {
        private final int atOnce;

        Trickle(String text, int atOnce) {
            super(text.getBytes(StandardCharsets.UTF_8));
            this.atOnce = atOnce;
        }

        @Override
        public synchronized int read(byte[] into, int from, int length) {
            return super.read(into, from, Math.min(length, atOnce));
        }
    }
}
