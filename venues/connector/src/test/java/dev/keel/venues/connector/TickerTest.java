package dev.keel.venues.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.venues.connector.MarketData.Ticker;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TickerTest {
    @Test
    void isWorthTheLastPrice() {
        assertThat(ticker("99", "101", "99.5").price()).contains(new BigDecimal("99.5"));
    }

    @Test
    void isWorthTheMiddleOfTheSpreadWhereNoLastPriceIsTold() {
        assertThat(ticker("99", "100", null).price()).contains(new BigDecimal("99.5"));
        assertThat(ticker(null, "100", null).price()).isEmpty();
    }

    @Test
    void isWorthNothingWithoutAPriceAboveZero() {
        assertThat(ticker("99", "101", "0").price()).isEmpty();
    }

    private static Ticker ticker(
            @Nullable String bid, @Nullable String ask, @Nullable String last) {
        return new Ticker(
                InstrumentId.of("BTC/USDT"),
                decimal(bid),
                decimal(ask),
                decimal(last),
                null,
                Instant.EPOCH);
    }

    private static @Nullable BigDecimal decimal(@Nullable String text) {
        return text == null ? null : new BigDecimal(text);
    }
}
