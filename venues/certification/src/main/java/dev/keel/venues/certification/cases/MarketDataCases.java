package dev.keel.venues.certification.cases;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Bar;
import dev.keel.core.market.Timeframe;
import dev.keel.venues.certification.Bench;
import dev.keel.venues.certification.CaseGroup;
import dev.keel.venues.certification.ContractCase;
import dev.keel.venues.certification.Need;
import dev.keel.venues.connector.Capability;
import dev.keel.venues.connector.MarketData;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What the venue tells of its markets. */
final class MarketDataCases {
    private MarketDataCases() {}

    static List<ContractCase> all() {
        return List.of(
                of(
                        481,
                        "the latest quote is the venue's",
                        "risk is judged at this price",
                        Need.of(Capability.QUOTES),
                        MarketDataCases::quotes),
                of(
                        482,
                        "the order book has its best prices first, and does not cross",
                        "a route is chosen by it",
                        Need.of(Capability.ORDER_BOOK),
                        MarketDataCases::showsBook),
                of(
                        483,
                        "bars are closed, on their grid, and oldest first",
                        "a bar that is still open looks into the future",
                        Need.of(Capability.BARS),
                        MarketDataCases::readsBars),
                of(
                        484,
                        "a quote that changes is told unasked",
                        "a strategy waits for it",
                        Need.of(Capability.QUOTE_STREAM),
                        MarketDataCases::streamsQuotes),
                of(
                        485,
                        "after the end of a subscription nothing more is told",
                        "a listener that is gone must not be called",
                        Need.of(Capability.QUOTE_STREAM),
                        MarketDataCases::endsSubscription),
                of(
                        486,
                        "instruments are listed in the order of their ids, each once",
                        "what differs from run to run cannot be compared",
                        Need.NOTHING,
                        MarketDataCases::listsInOrder));
    }

    private static ContractCase of(
            int number, String title, String why, Need need, ContractCase.Body body) {
        return new ContractCase(number, CaseGroup.MARKET_DATA, title, why, need, body);
    }

    private static MarketData data(Bench bench) {
        return bench.rig().connection().marketData();
    }

    private static void quotes(Bench bench) {
        InstrumentId id = bench.instrument().id();
        bench.broker().quote(id, new BigDecimal("101"), new BigDecimal("101.2"));
        bench.await(
                "the quote is the broker's",
                () -> {
                    MarketData.Ticker ticker = data(bench).ticker(id);
                    bench.tell(ticker);
                    return isQuote(ticker, "101", "101.2");
                });
    }

    private static boolean isQuote(MarketData.Ticker ticker, String bid, String ask) {
        return ticker.bid() != null
                && ticker.ask() != null
                && ticker.bid().compareTo(new BigDecimal(bid)) == 0
                && ticker.ask().compareTo(new BigDecimal(ask)) == 0;
    }

    private static void showsBook(Bench bench) {
        MarketData.OrderBook book = data(bench).orderBook(bench.instrument().id(), 5);
        bench.tell(book);
        Comparator<MarketData.Level> byPrice = Comparator.comparing(MarketData.Level::price);
        bench.require(
                book.bids().equals(book.bids().stream().sorted(byPrice.reversed()).toList())
                        && book.asks().equals(book.asks().stream().sorted(byPrice).toList())
                        && !book.bids().isEmpty()
                        && !book.asks().isEmpty()
                        && book.bids().size() <= 5
                        && book.asks().size() <= 5,
                "both sides are sorted, and no deeper than asked: " + book);
        bench.require(
                book.bids().getFirst().price().compareTo(book.asks().getFirst().price()) < 0,
                "the best bid is below the best ask: " + book);
    }

    private static void readsBars(Bench bench) {
        Timeframe minute = Timeframe.M1;
        Instant since = bench.now().minus(Duration.ofMinutes(30));
        List<Bar> bars = data(bench).bars(bench.instrument().id(), minute, since, 20);
        bench.require(bars.size() <= 20, "there are no more than asked for: " + bars.size());
        Instant before = since.minusMillis(1);
        for (Bar bar : bars) {
            bench.require(
                    bar.openTime().isAfter(before)
                            && !bar.closeTime().isAfter(bench.now())
                            && minute.startOfBar(bar.openMillis()) == bar.openMillis(),
                    "a bar is closed, after the one before it, on the grid: " + bar);
            before = bar.openTime();
        }
    }

    private static void streamsQuotes(Bench bench) {
        bench.needStreams();
        InstrumentId id = bench.instrument().id();
        Heard heard = new Heard();
        try (MarketData.Subscription _ = data(bench).subscribe(Set.of(id), null, heard)) {
            bench.await(
                    "a quote that changes is told",
                    () -> {
                        bench.broker().quote(id, new BigDecimal("102"), new BigDecimal("102.2"));
                        return heard.tickers.stream()
                                .anyMatch(ticker -> isQuote(ticker, "102", "102.2"));
                    });
        }
    }

    private static void endsSubscription(Bench bench) {
        bench.needStreams();
        InstrumentId id = bench.instrument().id();
        Heard heard = new Heard();
        try (MarketData.Subscription _ = data(bench).subscribe(Set.of(id), null, heard)) {
            bench.await(
                    "a quote is told",
                    () -> {
                        bench.broker().quote(id, new BigDecimal("102"), new BigDecimal("102.2"));
                        return !heard.tickers.isEmpty();
                    });
        }
        bench.broker().quote(id, new BigDecimal("103"), new BigDecimal("103.2"));
        Heard other = new Heard();
        try (MarketData.Subscription _ = data(bench).subscribe(Set.of(id), null, other)) {
            bench.await(
                    "another subscription hears it",
                    () -> {
                        bench.broker().quote(id, new BigDecimal("103"), new BigDecimal("103.2"));
                        return !other.tickers.isEmpty();
                    });
        }
        bench.require(
                heard.tickers.stream().noneMatch(ticker -> isQuote(ticker, "103", "103.2")),
                "the one that ended hears nothing more");
    }

    private static void listsInOrder(Bench bench) {
        List<InstrumentId> ids =
                bench.rig().connection().instruments().stream().map(Instrument::id).toList();
        bench.require(
                ids.equals(ids.stream().distinct().sorted().toList())
                        && ids.contains(bench.instrument().id()),
                "they are sorted, and ours is among them: " + ids);
    }

    /** Remembers quotes. */
    private static final class Heard implements MarketData.Listener {
        private final Queue<MarketData.Ticker> tickers = new ConcurrentLinkedQueue<>();

        @Override
        public void onTicker(MarketData.Ticker ticker) {
            tickers.add(ticker);
        }

        @Override
        public void onBar(InstrumentId instrument, Bar bar) {}

        @Override
        public void onGap(InstrumentId instrument, Instant since, String why) {}
    }
}
