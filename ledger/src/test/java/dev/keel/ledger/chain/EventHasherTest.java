package dev.keel.ledger.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventHasherTest {
    private static final ChainedEvent EVENT =
            new ChainedEvent("a", 1, "opened", 1_700_000_000_123_456L, "{\"x\":1}");

    private final EventHasher hasher = new EventHasher();

    /** Ledgers out there have these hashes: the form may not change. */
    @Test
    void hashesTheBytesThatAreToldInOneFixedForm() {
        byte[] origin =
                EventHasher.sha256().digest(bytes(hex("keel event chain 1"), "00000001", hex("a")));
        byte[] expected =
                EventHasher.sha256()
                        .digest(
                                bytes(
                                        HexFormat.of().formatHex(origin),
                                        "00000001",
                                        hex("a"),
                                        "0000000000000001",
                                        "00000006",
                                        hex("opened"),
                                        HexFormat.of().toHexDigits(EVENT.atMicros()),
                                        "00000007",
                                        hex("{\"x\":1}")));

        assertThat(hasher.origin("a")).isEqualTo(origin);
        assertThat(hasher.hash(origin, EVENT)).isEqualTo(expected);
    }

    @Test
    void everyPartCounts() {
        byte[] origin = hasher.origin("a");
        List<ChainedEvent> others =
                List.of(
                        EVENT,
                        EVENT.withSequence(2),
                        new ChainedEvent("b", 1, "opened", EVENT.atMicros(), EVENT.payload()),
                        new ChainedEvent("ao", 1, "pened", EVENT.atMicros(), EVENT.payload()),
                        new ChainedEvent("a", 1, "opene", EVENT.atMicros(), "d" + EVENT.payload()),
                        new ChainedEvent("a", 1, "opened", EVENT.atMicros() + 1, EVENT.payload()),
                        new ChainedEvent("a", 1, "opened", EVENT.atMicros(), "{\"x\":2}"));

        assertThat(others)
                .extracting(event -> HexFormat.of().formatHex(hasher.hash(origin, event)))
                .doesNotHaveDuplicates();
        assertThat(hasher.hash(hasher.origin("b"), EVENT)).isNotEqualTo(hasher.hash(origin, EVENT));
    }

    @Test
    void refusesWhatIsNoHash() {
        assertThatThrownBy(() -> hasher.hash(new byte[31], EVENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("previous must have 32 bytes");
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(String... parts) {
        return HexFormat.of().parseHex(String.join("", parts));
    }
}
