package dev.keel.signals.astro.ephemeris;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PositionTableTest {
    /** What {@code signals/generator/generate.mjs} prints. */
    private static final String SHA_256 =
            "684d4cf748ffe3c896849e6e536796f7df537e68a2303be6064e08ca01bf342b";

    @Test
    void isTheTableThatTheGeneratorMakes() throws IOException, NoSuchAlgorithmException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(table());

        assertThat(HexFormat.of().formatHex(digest)).isEqualTo(SHA_256);
    }

    @Test
    void staysSmall() throws IOException {
        assertThat(table().length).isLessThan(2_621_440);
    }

    @Test
    void refusesADamagedTable() throws IOException {
        byte[] table = table();
        table[1_000_000] ^= 1;

        assertThatIllegalStateException()
                .isThrownBy(() -> PositionTable.parse(table))
                .withMessage("the table of positions is damaged: its sum differs");
    }

    @Test
    void refusesWhatIsNoTable() {
        assertThatIllegalStateException()
                .isThrownBy(() -> PositionTable.parse(new byte[3]))
                .withMessage("the table of positions must be longer than 3 bytes");
    }

    @Test
    void namesASeriesThatIsMissing() {
        assertThatIllegalStateException()
                .isThrownBy(() -> PositionTable.load().series("vulcan.longitude"))
                .withMessage("the table of positions must have vulcan.longitude");
    }

    private static byte[] table() throws IOException {
        try (InputStream stream = PositionTable.class.getResourceAsStream("positions.bin")) {
            return Objects.requireNonNull(stream).readAllBytes();
        }
    }
}
