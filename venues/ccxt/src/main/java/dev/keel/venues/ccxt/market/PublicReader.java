package dev.keel.venues.ccxt.market;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.market.Bar;
import dev.keel.core.market.BarFormat;
import dev.keel.core.market.Timeframe;
import dev.keel.core.order.Side;
import dev.keel.venues.ccxt.table.Json;
import dev.keel.venues.ccxt.table.UnreadableException;
import dev.keel.venues.connector.MarketData.Level;
import dev.keel.venues.connector.MarketData.OrderBook;
import dev.keel.venues.connector.MarketData.PublicTrade;
import dev.keel.venues.connector.MarketData.Ticker;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads quotes, books, bars and trades as the library shows them. */
final class PublicReader {
    private static final int MOST_DECIMALS = 18;
    private static final int VOLUME_DECIMALS = 8;

    private PublicReader() {}

    static Ticker ticker(Instrument instrument, JsonNode ticker, Instant now) {
        if (!ticker.isObject()) {
            throw new UnreadableException("a ticker must be an object");
        }
        return new Ticker(
                instrument.id(),
                positive(ticker, "bid"),
                positive(ticker, "ask"),
                positive(ticker, "last"),
                Json.decimal(ticker, "baseVolume").orElse(null),
                at(ticker, now));
    }

    static OrderBook book(Instrument instrument, JsonNode book, int depth, Instant now) {
        return new OrderBook(
                instrument.id(),
                levels(book.path("bids"), depth),
                levels(book.path("asks"), depth),
                at(book, now));
    }

    private static List<Level> levels(JsonNode side, int depth) {
        List<Level> levels = new ArrayList<>();
        for (JsonNode level : Json.items(side)) {
            BigDecimal quantity = Json.requireDecimal(level, "1");
            if (levels.size() < depth && quantity.signum() > 0) {
                levels.add(new Level(Json.requireDecimal(level, "0"), quantity));
            }
        }
        return levels;
    }

    /** The bars that are closed, oldest first. */
    static List<Bar> closedBars(
            Instrument instrument, Timeframe timeframe, JsonNode rows, Instant now) {
        List<Bar> bars = new ArrayList<>();
        for (JsonNode row : Json.items(rows)) {
            bar(instrument, timeframe, row)
                    .filter(bar -> !bar.closeTime().isAfter(now))
                    .ifPresent(bars::add);
        }
        bars.sort((one, other) -> Long.compare(one.openMillis(), other.openMillis()));
        return bars;
    }

    /** A bar; empty for one without trades, of which some venues give no prices. */
    static Optional<Bar> bar(Instrument instrument, Timeframe timeframe, JsonNode row) {
        Optional<BigDecimal> open = Json.decimal(row, "1").filter(price -> price.signum() > 0);
        if (open.isEmpty()) {
            return Optional.empty();
        }
        BarFormat format = new BarFormat(timeframe, decimals(instrument), VOLUME_DECIMALS);
        return Optional.of(
                new Bar(
                        format,
                        Json.requireDecimal(row, "0").longValueExact(),
                        units(open.get(), format.priceDecimals()),
                        units(Json.requireDecimal(row, "2"), format.priceDecimals()),
                        units(Json.requireDecimal(row, "3"), format.priceDecimals()),
                        units(Json.requireDecimal(row, "4"), format.priceDecimals()),
                        units(Json.decimal(row, "5").orElse(BigDecimal.ZERO), VOLUME_DECIMALS)));
    }

    /** Trades, oldest first; those of one time in the order of their numbers, if they have any. */
    static List<PublicTrade> trades(Instrument instrument, JsonNode list) {
        List<PublicTrade> trades = new ArrayList<>();
        for (JsonNode item : Json.items(list)) {
            trades.add(trade(instrument, item));
        }
        return InOrder.sorted(trades);
    }

    private static PublicTrade trade(Instrument instrument, JsonNode trade) {
        Optional<Side> taker =
                Json.text(trade, "side")
                        .flatMap(side ->
                                switch (side) {
                                    case "buy" -> Optional.of(Side.BUY);
                                    case "sell" -> Optional.of(Side.SELL);
                                    default -> Optional.empty();
                                });
        return new PublicTrade(
                instrument.id(),
                Json.text(trade, "id").orElse(""),
                Json.requireDecimal(trade, "price"),
                Json.requireDecimal(trade, "amount"),
                taker.orElse(null),
                Instant.ofEpochMilli(Json.requireDecimal(trade, "timestamp").longValueExact()));
    }

    private static int decimals(Instrument instrument) {
        int scale = instrument.rules().tick().value().stripTrailingZeros().scale();
        return Math.clamp(scale, 0, MOST_DECIMALS);
    }

    private static long units(BigDecimal value, int decimals) {
        return value.movePointRight(decimals).setScale(0, RoundingMode.HALF_EVEN).longValueExact();
    }

    private static @Nullable BigDecimal positive(JsonNode from, String field) {
        return Json.decimal(from, field).filter(value -> value.signum() > 0).orElse(null);
    }

    private static Instant at(JsonNode from, Instant now) {
        return Json.decimal(from, "timestamp")
                .map(millis -> Instant.ofEpochMilli(millis.longValue()))
                .orElse(now);
    }
}
