package dev.keel.sim.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;

class GzipStreamTest {

    @Test
    void unpacksWhatWasPacked() throws IOException {
        String text = "line of text\n".repeat(50_000);

        assertThat(unpacked(Bars.gzip(text))).isEqualTo(text);
        assertThat(unpacked(Bars.gzip(""))).isEmpty();
    }

    @Test
    void unpacksSeveralMembersAsOne() throws IOException {
        byte[] members = joined(Bars.gzip("one,"), Bars.gzip(""), Bars.gzip("two"), Bars.gzip(""));

        assertThat(unpacked(members)).isEqualTo("one,two");
    }

    @Test
    void unpacksFromAStreamThatGivesOneByteAtATime() throws IOException {
        byte[] members = joined(Bars.gzip("one,"), Bars.gzip("two"));
        InputStream slow =
                new ByteArrayInputStream(members) {
                    @Override
                    public int read(byte[] target, int offset, int length) {
                        return super.read(target, offset, Math.min(1, length));
                    }
                };

        assertThat(new String(new GzipStream(slow).readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("one,two");
    }

    @Test
    void readsSingleBytes() throws IOException {
        try (GzipStream stream = new GzipStream(new ByteArrayInputStream(Bars.gzip("\u00e9")))) {
            assertThat(stream.read()).isEqualTo(0xc3);
            assertThat(stream.read()).isEqualTo(0xa9);
            assertThat(stream.read()).isEqualTo(-1);
        }
    }

    @Test
    void skipsTheOptionalPartsOfAHeader() throws IOException {
        byte[] plain = Bars.gzip("text");
        byte[] header = {0x1f, (byte) 0x8b, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3};
        byte[] optional = {2, 0, 'x', 'y', 'n', 'a', 'm', 'e', 0, 'n', 'o', 't', 'e', 0};
        byte[] start = joined(header, optional);

        assertThat(unpacked(joined(start, headerCrc(start), bodyOf(plain)))).isEqualTo("text");
        assertThatThrownBy(() -> unpacked(joined(start, new byte[] {0, 0}, bodyOf(plain))))
                .isInstanceOf(ZipException.class)
                .hasMessage("checksum of the header differs");
    }

    @Test
    void refusesADamagedSecondMemberThatTheJdkIgnores() {
        byte[] second = Bars.gzip("two");
        second[0] = 0;

        assertThatThrownBy(() -> unpacked(joined(Bars.gzip("one"), second)))
                .isInstanceOf(ZipException.class)
                .hasMessage("no gzip data where a member must start");
    }

    @Test
    void refusesASecondMemberCutInItsHeader() {
        assertThatThrownBy(
                        () -> unpacked(joined(Bars.gzip("one"), new byte[] {0x1f, (byte) 0x8b, 8})))
                .isInstanceOf(EOFException.class);
    }

    @Test
    void refusesAnotherChecksumOrSize() {
        byte[] checksum = Bars.gzip("text");
        checksum[checksum.length - 8]++;
        byte[] size = Bars.gzip("text");
        size[size.length - 4]++;

        assertThatThrownBy(() -> unpacked(checksum))
                .isInstanceOf(ZipException.class)
                .hasMessage("checksum differs");
        assertThatThrownBy(() -> unpacked(size))
                .isInstanceOf(ZipException.class)
                .hasMessage("size differs");
    }

    private static String unpacked(byte[] packed) throws IOException {
        try (GzipStream stream = new GzipStream(new ByteArrayInputStream(packed))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] headerCrc(byte[] header) {
        CRC32 crc = new CRC32();
        crc.update(header);
        return new byte[] {(byte) crc.getValue(), (byte) (crc.getValue() >> 8)};
    }

    /** What follows the ten bytes of a plain header. */
    private static byte[] bodyOf(byte[] packed) {
        return Arrays.copyOfRange(packed, 10, packed.length);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
