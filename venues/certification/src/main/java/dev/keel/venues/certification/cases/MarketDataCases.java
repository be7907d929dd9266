package dev.keel.venues.certification.cases;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Bar;
import dev.keel.core.market.Timeframe;
import dev.keel.core.order.Side;
import dev.keel.venues.certification.Bench;
import dev.keel.venues.certification.CaseGroup;
import dev.keel.venues.certification.ContractCase;
import dev.keel.venues.certification.Need;
import dev.keel.venues.connector.Capability;
import dev.keel.venues.connector.MarketData;
import dev.keel.venues.connector.MarketData.PublicTrade;
import dev.keel.venues.connector.MarketData.Wanted;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
                        MarketDataCases::listsInOrder),
                of(
                        487,
                        "public trades are told once each, in order, and none from before",
                        "a count of what trades is wrong with one too many or too few",
                        Need.of(Capability.PUBLIC_TRADES),
                        MarketDataCases::streamsTrades),
                of(
                        488,
                        "trades while the stream is away are told after it, or a gap is",
                        "whoever does not know that something is missing takes it for all",
                        Need.of(Capability.PUBLIC_TRADES),
                        MarketDataCases::fillsTrades),
                of(
                        489,
                        "a closed bar is told once, in order, as it is when it is asked for",
                        "a strategy must decide live on what it would have decided on later",
                        Need.of(Capability.BAR_STREAM),
                        MarketDataCases::streamsBars));
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
        try (MarketData.Subscription _ = data(bench).subscribe(Wanted.quotes(Set.of(id)), heard)) {
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
        try (MarketData.Subscription _ = data(bench).subscribe(Wanted.quotes(Set.of(id)), heard)) {
            bench.await(
                    "a quote is told",
                    () -> {
                        bench.broker().quote(id, new BigDecimal("102"), new BigDecimal("102.2"));
                        return !heard.tickers.isEmpty();
                    });
        }
        bench.broker().quote(id, new BigDecimal("103"), new BigDecimal("103.2"));
        Heard other = new Heard();
        try (MarketData.Subscription _ = data(bench).subscribe(Wanted.quotes(Set.of(id)), other)) {
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

    /** Something trades at a price of its own, and is a buy. */
    private static BigDecimal trade(Bench bench, int number) {
        BigDecimal bid = BigDecimal.valueOf(100L + number);
        BigDecimal ask = bid.add(new BigDecimal("0.2"));
        bench.broker().quote(bench.instrument().id(), bid, ask);
        String _ = Foreign.place(bench, Side.BUY, bid.add(BigDecimal.ONE).toPlainString());
        return ask;
    }

    private static void streamsTrades(Bench bench) {
        bench.needStreams();
        InstrumentId id = bench.instrument().id();
        Heard heard = new Heard();
        BigDecimal _ = trade(bench, 1);
        Wanted wanted = Wanted.quotes(Set.of(id)).withPublicTrades();
        try (MarketData.Subscription _ = data(bench).subscribe(wanted, heard)) {
            List<BigDecimal> prices = new ArrayList<>();
            for (int number = 2; number <= 6; number++) {
                prices.add(trade(bench, number));
            }
            bench.await("five trades are told", () -> heard.trades.size() >= prices.size());
            prices.add(trade(bench, 7));
            bench.await("one more is told", () -> heard.trades.size() >= prices.size());
            bench.require(heard.tells(prices), "each is told once and in order: " + heard.trades);
            bench.require(
                    heard.trades.stream()
                            .allMatch(trade ->
                                    trade.instrument().equals(id)
                                            && trade.taker() != Side.SELL
                                            && trade.quantity()
                                                            .compareTo(
                                                                    bench.requests().unit().value())
                                                    == 0),
                    "they are of one unit, and bought: " + heard.trades);
        }
    }

    private static void fillsTrades(Bench bench) {
        bench.needStreams();
        Heard heard = new Heard();
        Wanted wanted = Wanted.quotes(Set.of(bench.instrument().id())).withPublicTrades();
        try (MarketData.Subscription _ = data(bench).subscribe(wanted, heard)) {
            List<BigDecimal> prices = new ArrayList<>(List.of(trade(bench, 1)));
            bench.await("a trade is told", () -> !heard.trades.isEmpty());
            bench.broker().streams(false);
            prices.add(trade(bench, 2));
            prices.add(trade(bench, 3));
            bench.broker().streams(true);
            BigDecimal after = trade(bench, 4);
            prices.add(after);
            bench.await("a trade after it is told", () -> heard.hasTradedAt(after));
            bench.require(
                    heard.tells(prices) || !heard.gaps.isEmpty(),
                    "those in between are told, or a gap is: " + heard.trades);
            bench.require(
                    heard.isPartOf(prices), "each is told at most once, in order: " + heard.trades);
        }
    }

    private static void streamsBars(Bench bench) {
        bench.needStreams();
        InstrumentId id = bench.instrument().id();
        Heard heard = new Heard();
        Wanted wanted = Wanted.quotes(Set.of(id)).withBars(Timeframe.M1);
        MarketData data = data(bench);
        try (MarketData.Subscription _ = data.subscribe(wanted, heard)) {
            for (int step = 1; step <= 10; step++) {
                BigDecimal bid = BigDecimal.valueOf(100L + step * 7 % 5);
                BigDecimal ask = bid.add(new BigDecimal("0.2"));
                int before = heard.tickers.size();
                bench.await(
                        "a quote is told",
                        () -> {
                            bench.broker().quote(id, bid, ask);
                            return heard.tickers.size() > before;
                        });
                bench.rig().pass(Duration.ofSeconds(20));
            }
            bench.await("three bars are told", () -> heard.bars.size() >= 3);
        }
        List<Bar> told = List.copyOf(heard.bars);
        List<Bar> asked = data.bars(id, Timeframe.M1, told.getFirst().openTime(), told.size());
        bench.require(
                told.equals(asked), "told are " + told + ", which must be those asked: " + asked);
    }

    /** Remembers what is told. */
    private static final class Heard implements MarketData.Listener {
        private final Queue<MarketData.Ticker> tickers = new ConcurrentLinkedQueue<>();
        private final Queue<PublicTrade> trades = new ConcurrentLinkedQueue<>();
        private final Queue<Bar> bars = new ConcurrentLinkedQueue<>();
        private final Queue<String> gaps = new ConcurrentLinkedQueue<>();

        boolean hasTradedAt(BigDecimal price) {
            return trades.stream().anyMatch(trade -> trade.price().compareTo(price) == 0);
        }

        /** Whether there was one trade at each of these prices, in their order. */
        boolean tells(List<BigDecimal> prices) {
            return prices.size() == trades.size() && isPartOf(prices);
        }

        /** Whether there was at most one trade at each of these prices, in their order. */
        boolean isPartOf(List<BigDecimal> prices) {
            int next = 0;
            for (PublicTrade trade : trades) {
                while (next < prices.size() && prices.get(next).compareTo(trade.price()) != 0) {
                    next++;
                }
                if (next == prices.size()) {
                    return false;
                }
                next++;
            }
            return true;
        }

        @Override
        public void onTicker(MarketData.Ticker ticker) {
            tickers.add(ticker);
        }

        @Override
        public void onBar(InstrumentId instrument, Bar bar) {
            bars.add(bar);
        }

        @Override
        public void onTrade(PublicTrade trade) {
            trades.add(trade);
        }

        @Override
        public void onGap(InstrumentId instrument, Instant since, String why) {
            gaps.add(why);
        }
    }
}
