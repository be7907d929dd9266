package dev.keel.venues.ccxt.market;

import dev.keel.venues.ccxt.table.Json;
import dev.keel.venues.connector.MarketData.PublicTrades;
import dev.keel.venues.connector.MarketData.Wanted;
import java.util.EnumSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What is streamed beside quotes. */
enum Stream {
    BARS("watchOHLCV"),
    TRADES("watchTrades");

    /**
     * Venues that tell a bar's last state before the first of the next one. Elsewhere the last that
     * was told of a bar may lack its last trades: there bars are asked for.
     */
    private static final Set<String> FINISH_BARS = Set.of("binance", "bybit", "okx");

    private final String method;

    Stream(String method) {
        this.method = method;
    }

    /** The library's name for it. */
    String method() {
        return method;
    }

    /**
     * What of the wanted is streamed.
     *
     * @param can what the library says that the exchange can do
     */
    static Set<Stream> of(String exchange, JsonNode can, Wanted wanted) {
        Set<Stream> streams = EnumSet.noneOf(Stream.class);
        if (wanted.bars() != null && FINISH_BARS.contains(exchange) && isTrue(can, BARS.method)) {
            streams.add(BARS);
        }
        if (wanted.publicTrades() == PublicTrades.TOLD && isTrue(can, TRADES.method)) {
            streams.add(TRADES);
        }
        return streams;
    }

    static boolean isTrue(JsonNode can, String method) {
        return Json.text(can, method).filter("true"::equals).isPresent();
    }
}
