package dev.keel.sim.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VolumeColumnTest {
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

    private final VolumeColumn column = new VolumeColumn();

    @Test
    void keepsTheDecimalsOfTheFinestWhenTheSumFits() {
        column.add(15, 1);
        column.add(2_125, 3);

        assertThat(column.commonDecimals()).isEqualTo(3);
        assertThat(column.value(0, 3)).isEqualTo(1_500);
        assertThat(column.rounded(3)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"14, 1", "15, 2", "16, 2", "24, 2", "25, 2", "26, 3", "35, 4"})
    void roundsHalfEven(long tenths, long rounded) {
        column.add(tenths, 1);

        assertThat(column.value(0, 0)).isEqualTo(rounded);
    }

    @Test
    void namesTheRowThatFitsNowhere() {
        column.add(1, 0);
        column.add(Long.MAX_VALUE, 0);
        column.add(1, 0);

        assertThat(column.firstMisfit(column.commonDecimals())).hasValue(1);
    }

    @Test
    void roundsNoVolumeToZero() {
        column.add(4, 1);
        column.add(Long.MAX_VALUE, 0);

        assertThat(column.firstMisfit(column.commonDecimals())).hasValue(0);
    }

    @Test
    void usesTheMostDecimalsAtWhichTheSumFits() {
        SplittableRandom random = new SplittableRandom(17);
        for (int trial = 0; trial < 500; trial++) {
            VolumeColumn volumes = new VolumeColumn();
            List<BigDecimal> exact = new ArrayList<>();
            for (int row = 0; row < 1 + random.nextInt(40); row++) {
                long unscaled = 1_000_000_000_000L + random.nextLong(1L << 50);
                int decimals = random.nextInt(12);
                volumes.add(unscaled, decimals);
                exact.add(BigDecimal.valueOf(unscaled, decimals));
            }
            assertUsesTheMostDecimals(volumes, exact);
        }
    }

    private static void assertUsesTheMostDecimals(VolumeColumn volumes, List<BigDecimal> exact) {
        int most = exact.stream().mapToInt(BigDecimal::scale).max().orElseThrow();
        int common = volumes.commonDecimals();

        assertThat(fits(exact, common)).isTrue();
        assertThat(common == most || !fits(exact, common + 1)).isTrue();
        for (int row = 0; row < exact.size(); row++) {
            assertThat(BigDecimal.valueOf(volumes.value(row, common), common))
                    .isEqualTo(exact.get(row).setScale(common, RoundingMode.HALF_EVEN));
        }
    }

    private static boolean fits(List<BigDecimal> exact, int decimals) {
        BigDecimal sum =
                exact.stream()
                        .map(volume -> volume.setScale(decimals, RoundingMode.HALF_EVEN))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        return sum.movePointRight(decimals).compareTo(LARGEST) <= 0;
    }
}
