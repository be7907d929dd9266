package dev.keel.venues.ccxt.market;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.venues.ccxt.exchange.Listing;
import dev.keel.venues.ccxt.table.Json;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class MarketReaderTest {
    private static final String PERPETUAL =
            """
            [{"id":"BTC_USDC-PERPETUAL","symbol":"BTC/USDC:USDC","base":"BTC","quote":"USDC","settle":"USDC",
              "baseId":"BTC","quoteId":"USDC","settleId":"USDC","spot":false,"swap":true,"linear":true,
              "active":true,"contractSize":"0.0001","precision":{"price":"0.1","amount":"0.0001"}}]\
            """;

    private static BigDecimal contractSize(String venue) {
        return new MarketReader(venue, InstrumentKind.LINEAR)
                .all(Json.require(PERPETUAL)).values().stream()
                        .map(Listing::instrument)
                        .findFirst()
                        .orElseThrow()
                        .contractSize();
    }

    /** A position of 1 there is a coin; taken for a contract it would be worth a ten-thousandth. */
    @Test
    void countsCoinsWhereTheWireCountsCoins() {
        assertThat(contractSize("deribit")).isEqualByComparingTo("1");
        assertThat(contractSize("okx")).isEqualByComparingTo("0.0001");
    }
}
