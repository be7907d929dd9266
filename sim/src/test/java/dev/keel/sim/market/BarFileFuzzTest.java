package dev.keel.sim.market;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.market.Bar;
import dev.keel.core.market.BarFormat;
import dev.keel.core.market.BarSeries;
import dev.keel.core.market.Timeframe;
import dev.keel.core.money.Price;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged files are refused or are valid; nothing else comes out. */
class BarFileFuzzTest {
    private static final int TRIALS = 1_000;

    /** Bytes that mean something to the parser, so that mutations get past the first check. */
    private static final byte[] TELLING =
            "0123456789.,-+eTZ:\r\n\" \u0000".getBytes(StandardCharsets.UTF_8);

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void damagedTextIsRefusedOrValid(long seed) {
        byte[] valid = validText().getBytes(StandardCharsets.UTF_8);

        assertRefusedOrValid(valid, new SplittableRandom(seed));
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6, 7, 8})
    void damagedPackedDataAreRefusedOrValid(long seed) {
        assertRefusedOrValid(Bars.gzip(validText()), new SplittableRandom(seed));
    }

    private void assertRefusedOrValid(byte[] valid, SplittableRandom random) {
        int refused = 0;
        for (int i = 0; i < TRIALS; i++) {
            Path file = Bars.write(folder, mutated(valid, random));
            try {
                assertValid(BarFile.load(file));
            } catch (MarketDataException e) {
                assertThat(e).hasMessageStartingWith("bars.csv");
                assertThat(e.getMessage()).doesNotContainPattern("\\p{Cntrl}");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(TRIALS / 10);
    }

    private static void assertValid(LoadedBars loaded) {
        BarSeries series = loaded.series();
        assertThat(series.size()).isEqualTo(loaded.quality().bars()).isPositive();
        assertThat(Bars.list(series))
                .isSortedAccordingTo(Comparator.comparingLong(Bar::openMillis));
    }

    private static byte[] mutated(byte[] valid, SplittableRandom random) {
        byte[] bytes = valid.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            bytes = mutatedOnce(bytes, random);
        }
        return bytes;
    }

    private static byte[] mutatedOnce(byte[] bytes, SplittableRandom random) {
        int at = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, at + random.nextInt(30));
        return switch (random.nextInt(5)) {
            case 0 ->
                    spliced(
                            bytes,
                            at,
                            Math.min(bytes.length, at + 1),
                            new byte[] {(byte) random.nextInt(256)});
            case 1 -> spliced(bytes, at, at, new byte[] {TELLING[random.nextInt(TELLING.length)]});
            case 2 -> spliced(bytes, at, to, new byte[0]);
            case 3 -> spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, to));
            default ->
                    spliced(
                            bytes,
                            at,
                            Math.min(bytes.length, at + 1),
                            new byte[] {TELLING[random.nextInt(TELLING.length)]});
        };
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] replacement) {
        byte[] result = new byte[bytes.length - (to - from) + replacement.length];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(replacement, 0, result, from, replacement.length);
        System.arraycopy(bytes, to, result, from + replacement.length, bytes.length - to);
        return result;
    }

    private static String validText() {
        BarFormat format = new BarFormat(Timeframe.M5, 4, 3);
        return Bars.csv(
                SyntheticMarket.series(
                        SyntheticSettings.of(format, Bars.START, Price.of("1.25")), 3, 20));
    }
}
