package dev.keel.venues.simulator.generic;

import dev.keel.venues.simulator.book.Book;
import dev.keel.venues.simulator.book.Market;
import dev.keel.venues.simulator.book.Quote;
import dev.keel.venues.simulator.http.Tape;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What can be filled in of markets as they are quoted: prices, an order book a few levels deep, and
 * bars.
 */
final class Quotes {
    private static final int LEVELS = 5;
    private static final int MOST_BARS = 100;
    private static final BigDecimal DEPTH = new BigDecimal("1000");

    private final Book book;
    private final Tape tape;
    private final JsonNode lengths;

    /**
     * @param lengths how many seconds a bar has, by what requests call it
     */
    Quotes(Book book, Tape tape, JsonNode lengths) {
        this.book = book;
        this.tape = tape;
        this.lengths = lengths;
    }

    /** Every market that is quoted, or the one that is asked for. */
    List<Map<String, Object>> all(RequestReader reader) {
        Optional<Market> named = reader.market(book);
        Stream<Market> markets =
                reader.text("symbol").isEmpty() ? book.markets().stream() : named.stream();
        return markets.map(this::of).toList();
    }

    /** A market's own values and its quote. */
    Map<String, Object> of(Market market) {
        Map<String, Object> values = Words.market(market);
        book.quote(market.id())
                .ifPresent(quote -> {
                    Words.amount(values, "bid", quote.bid());
                    Words.amount(values, "ask", quote.ask());
                    Words.amount(values, "last", quote.middle());
                    Words.at(values, "quoted", quote.at());
                });
        Words.amount(values, "depth", market.rules().lot().multiply(DEPTH));
        Words.at(values, "now", book.now());
        return values;
    }

    /** One side of a market's order book, the best price first. */
    List<Map<String, Object>> side(RequestReader reader, boolean bids) {
        return reader.market(book).stream()
                .flatMap(market ->
                        book.quote(market.id()).stream()
                                .flatMap(quote -> levels(market, quote, bids).stream()))
                .toList();
    }

    private static List<Map<String, Object>> levels(Market market, Quote quote, boolean bids) {
        BigDecimal tick = market.rules().tick();
        List<Map<String, Object>> levels = new ArrayList<>();
        for (int i = 0; i < LEVELS; i++) {
            BigDecimal off = tick.multiply(BigDecimal.valueOf(i));
            Map<String, Object> level = new TreeMap<>();
            Words.amount(level, "price", bids ? quote.bid().subtract(off) : quote.ask().add(off));
            Words.amount(level, "quantity", market.rules().lot().multiply(DEPTH));
            Words.at(level, "quoted", quote.at());
            levels.add(level);
        }
        return levels;
    }

    /** A market's bars, oldest first; the last may still be open. */
    List<Map<String, Object>> bars(RequestReader reader) {
        Duration length = Duration.ofSeconds(lengths.path(reader.text("length")).asLong(60));
        String size = reader.text("size");
        int limit =
                size.matches("[1-9]\\d{0,3}") ? Math.min(Integer.parseInt(size), 1_000) : MOST_BARS;
        Instant to =
                Times.millis(reader.text("to"))
                        .map(Instant::ofEpochMilli)
                        .filter(book.now()::isAfter)
                        .orElse(book.now());
        Instant from =
                Times.millis(reader.text("from"))
                        .map(Instant::ofEpochMilli)
                        .orElse(to.minus(length.multipliedBy(limit)));
        return reader.market(book).stream()
                .flatMap(market -> tape.bars(market.id(), length, from, to, limit).stream())
                .map(Quotes::bar)
                .toList();
    }

    private static Map<String, Object> bar(Tape.Bar bar) {
        Map<String, Object> values = new TreeMap<>();
        Words.at(values, "open", bar.openAt());
        Words.at(values, "close", bar.closeAt());
        Words.amount(values, "open", bar.open());
        Words.amount(values, "high", bar.high());
        Words.amount(values, "low", bar.low());
        Words.amount(values, "close", bar.close());
        Words.amount(values, "volume", bar.volume());
        Words.amount(values, "turnover", bar.volume().multiply(bar.close()));
        return values;
    }
}
