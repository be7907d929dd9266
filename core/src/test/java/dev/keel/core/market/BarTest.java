package dev.keel.core.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keel.core.Samples;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarTest {
    private static final BarFormat FORMAT = new BarFormat(Timeframe.M1, 2, 3);
    private static final long MINUTE = 60_000;

    @ParameterizedTest
    @CsvSource({
        "10,12,9,11,0",
        "10,10,10,10,5",
        "1,1,1,1,9223372036854775807",
    })
    void takesWhatABarCanBe(long open, long high, long low, long close, long volume) {
        assertThat(new Bar(FORMAT, 0, open, high, low, close, volume).close()).isEqualTo(close);
    }

    @ParameterizedTest
    @CsvSource({
        "10,9,8,9,0",
        "10,12,11,11,0",
        "10,10,9,11,0",
        "10,12,10,9,0",
        "0,1,0,1,0",
        "10,12,-1,11,0",
        "10,12,9,11,-1"
    })
    void refusesWhatNoBarCanBe(long open, long high, long low, long close, long volume) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Bar(FORMAT, 0, open, high, low, close, volume));
    }

    @Test
    void speaksInPricesAndTimes() {
        Bar bar = new Bar(FORMAT, MINUTE, 1000, 1200, 900, 1150, 2500);

        assertThat(bar.openPrice()).isEqualTo(Samples.price("10"));
        assertThat(bar.highPrice()).isEqualTo(Samples.price("12"));
        assertThat(bar.lowPrice()).isEqualTo(Samples.price("9"));
        assertThat(bar.closePrice()).isEqualTo(Samples.price("11.5"));
        assertThat(bar.volumeQuantity()).isEqualTo(Samples.quantity("2.5"));
        assertThat(bar.closeTime()).isEqualTo(Instant.parse("1970-01-01T00:02:00Z"));
        assertThat(bar.closeValue()).isEqualTo(11.5);
    }

    @Test
    void refusesDecimalsThatDoNotFit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BarFormat(Timeframe.M1, 19, 0))
                .withMessageContaining("priceDecimals");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BarFormat(Timeframe.M1, 0, -1))
                .withMessageContaining("volumeDecimals");
    }

    @Test
    void keepsAThousandsBarsInOrder() {
        BarSeries series = series(3000);

        assertThat(series.size()).isEqualTo(3000);
        assertThat(series.bar(2999)).isEqualTo(bar(2999));
        assertThat(series.openMillis(1)).isEqualTo(MINUTE);
    }

    @Test
    void isNotChangedByWhatItsBuilderAddsLater() {
        BarSeries.Builder builder = BarSeries.builder(FORMAT).add(bar(0));
        BarSeries series = builder.build();

        builder.add(bar(1));

        assertThat(series.size()).isEqualTo(1);
    }

    @Test
    void takesTheBarsOfAHalfOpenSpan() {
        BarSeries part = series(10).between(2 * MINUTE, 5 * MINUTE);

        assertThat(part.size()).isEqualTo(3);
        assertThat(part.bar(0)).isEqualTo(bar(2));
    }

    @Test
    void refusesABarThatComesTwice() {
        BarSeries.Builder builder = BarSeries.builder(FORMAT).add(bar(1));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.add(bar(1)))
                .withMessageContaining("increase");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.add(bar(0)));
    }

    @Test
    void refusesABarOfAnotherFormat() {
        Bar other = new Bar(new BarFormat(Timeframe.M5, 2, 3), 0, 1, 1, 1, 1, 0);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> BarSeries.builder(FORMAT).add(other))
                .withMessageContaining("format");
    }

    @Test
    void hasNoBarBeyondItsEnd() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> series(3).bar(3));
        assertThat(series(0).isEmpty()).isTrue();
    }

    @Test
    void remembersTheLatestQuote() {
        LatestPrices prices = new LatestPrices();
        assertThat(prices.latest(Samples.PERP_ID)).isEmpty();

        prices.update(Samples.PERP_ID, Samples.quote("100"));
        prices.update(Samples.PERP_ID, Samples.quote("101"));

        assertThat(prices.latest(Samples.PERP_ID)).contains(Samples.quote("101"));
    }

    private static BarSeries series(int size) {
        BarSeries.Builder builder = BarSeries.builder(FORMAT);
        for (int i = 0; i < size; i++) {
            builder.add(bar(i));
        }
        return builder.build();
    }

    private static Bar bar(int i) {
        return new Bar(FORMAT, i * MINUTE, 100 + i, 110 + i, 90 + i, 105 + i, i);
    }
}
