package dev.keel.signals.ehlers.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.keel.signals.indicator.Series;
import dev.keel.signals.indicator.TaLib;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MamaTest {

    private static final Offset<Double> ROUNDING = within(1e-8);

    // Source: TA-Lib 0.4.0, MAMA(.5, .05) and HT_DCPERIOD; printed to 10 places.
    @ParameterizedTest
    @CsvSource({
        "63, 105.0769142521, 101.8850896863, 20.3822499715",
        "100, 98.3200112357, 102.3256481064, 20.9361368374",
        "150, 109.1511214225, 107.8802604622, 20.2731974857",
        "200, 104.9621966772, 106.9463201273, 20.1059309602",
        "300, 113.8784249572, 113.5423988886, 20.3006521241",
        "399, 112.9854449993, 117.3280817733, 21.0298421909"
    })
    void agreesWithThePublishedFigures(int bar, double mama, double fama, double period) {
        Mama average = new Mama();
        double[] closes = Series.vectors();
        for (int i = 0; i <= bar; i++) {
            average.update(closes[i]);
        }

        assertThat(average.mama()).isCloseTo(mama, ROUNDING);
        assertThat(average.fama()).isCloseTo(fama, ROUNDING);
        assertThat(average.dominantCyclePeriod()).isCloseTo(period, ROUNDING);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.05", "0.99, 0.01", "0.3, 0.3", "0.6, 0.1", "0.01, 0.01"})
    void agreesWithTaLibFromTheLookBackOnTheVectorSeries(double fastLimit, double slowLimit) {
        assertAgreesWithTaLib(Series.vectors(), fastLimit, slowLimit);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void agreesWithTaLibFromTheLookBackOnRandomWalks(long seed) {
        assertAgreesWithTaLib(Series.randomWalk(seed, 2_000), 0.5, 0.05);
    }

    @ParameterizedTest
    @ValueSource(longs = {17, 18, 19, 20})
    void agreesWithTaLibUnderOtherLimits(long seed) {
        assertAgreesWithTaLib(Series.randomWalk(seed, 2_000), 0.8, 0.02);
    }

    @Test
    void valueIsTheMama() {
        Mama average = new Mama();

        for (double close : Series.vectors()) {
            assertThat(average.update(close)).isEqualTo(average.mama());
            assertThat(average.value()).isEqualTo(average.mama());
        }
    }

    @Test
    void isReadyWhereTaLibFirstAnswersUnlessItsZeroStillShows() {
        assertThat(Mama.startingAtPrice(0.5, 0.05).warmUpBars()).isEqualTo(TaLib.LOOK_BACK + 1);
        assertThat(new Mama().warmUpBars()).isEqualTo(182);
    }

    @Test
    void settlesOnAConstant() {
        Mama average = new Mama();

        Series.run(average, Series.constant(100, 1_500));

        assertThat(average.mama()).isCloseTo(100, ROUNDING);
        assertThat(average.fama()).isCloseTo(100, ROUNDING);
    }

    @Test
    void startedAtThePriceEqualsAConstantFromTheFirstBar() {
        Mama average = Mama.startingAtPrice(0.5, 0.05);

        for (int i = 0; i < 300; i++) {
            assertThat(average.update(100)).isCloseTo(100, within(1e-11));
            assertThat(average.fama()).isCloseTo(100, within(1e-11));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26, 27, 28})
    void theZeroStartWearsOffAsFastAsStated(long seed) {
        double[] walk = Series.randomWalk(seed, 1_000);
        Mama fromZero = new Mama();
        Mama fromPrice = Mama.startingAtPrice(0.5, 0.05);
        double startingPrice = walk[11];

        for (int i = 0; i < walk.length; i++) {
            fromZero.update(walk[i]);
            fromPrice.update(walk[i]);
            assertThat(fromZero.phaseDegrees()).isEqualTo(fromPrice.phaseDegrees());
            if (i >= 32) {
                double mamaWeight = (fromPrice.mama() - fromZero.mama()) / startingPrice;
                double famaWeight = (fromPrice.fama() - fromZero.fama()) / startingPrice;
                assertThat(mamaWeight).isBetween(-1e-12, 0.05);
                assertThat(famaWeight).isBetween(-1e-12, i >= 182 ? 0.01 : 0.39);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33})
    void averagesStayWithinTheRangeOfThePricesOnceStartedAtOne(long seed) {
        double least = Double.MAX_VALUE;
        double most = 0;
        Mama average = Mama.startingAtPrice(0.5, 0.05);

        for (double price : Series.randomWalk(seed, 1_000)) {
            least = Math.min(least, price);
            most = Math.max(most, price);
            average.update(price);
            assertThat(average.mama()).isBetween(least - 1e-9, most + 1e-9);
            assertThat(average.fama()).isBetween(least - 1e-9, most + 1e-9);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {41, 42, 43})
    void scalesWithThePrice(long seed) {
        Mama average = new Mama();
        Mama scaled = new Mama();

        // A power of two scales without rounding.
        for (double price : Series.randomWalk(seed, 500)) {
            average.update(price);
            scaled.update(1024 * price);
            assertThat(scaled.mama()).isEqualTo(1024 * average.mama());
            assertThat(scaled.fama()).isEqualTo(1024 * average.fama());
            assertThat(scaled.dominantCyclePeriod()).isEqualTo(average.dominantCyclePeriod());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0.05 | fastLimit must be within 0.01..0.99, was 0.0",
                "1 | 0.05 | fastLimit must be within 0.01..0.99, was 1.0",
                "NaN | 0.05 | fastLimit must be within 0.01..0.99, was NaN",
                "0.5 | 0 | slowLimit must be within 0.01..0.5, was 0.0",
                "0.5 | 0.6 | slowLimit must be within 0.01..0.5, was 0.6",
                "0.5 | NaN | slowLimit must be within 0.01..0.5, was NaN"
            })
    void refusesALimitOutOfRange(double fastLimit, double slowLimit, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Mama(fastLimit, slowLimit))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mama.startingAtPrice(fastLimit, slowLimit))
                .withMessage(message);
    }

    private static void assertAgreesWithTaLib(double[] prices, double fastLimit, double slowLimit) {
        double[][] expected = TaLib.mama(prices, fastLimit, slowLimit);
        Mama average = new Mama(fastLimit, slowLimit);

        for (int i = 0; i < prices.length; i++) {
            average.update(prices[i]);
            int answer = i - TaLib.LOOK_BACK;
            if (answer >= 0) {
                assertThat(average.mama()).isCloseTo(expected[0][answer], ROUNDING);
                assertThat(average.fama()).isCloseTo(expected[1][answer], ROUNDING);
            }
        }
    }
}
