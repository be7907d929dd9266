package dev.keel.venues.ccxt.market;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Bar;
import dev.keel.core.market.Timeframe;
import dev.keel.venues.ccxt.call.CallFailedException;
import dev.keel.venues.ccxt.call.VenueCalls;
import dev.keel.venues.ccxt.exchange.Listing;
import dev.keel.venues.ccxt.host.HostMethods;
import dev.keel.venues.ccxt.table.Json;
import dev.keel.venues.ccxt.table.UnreadableException;
import dev.keel.venues.connector.ConnectorException;
import dev.keel.venues.connector.MarketData;
import dev.keel.venues.connector.governor.Lane;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** What one exchange tells everyone, over one instance of the library without keys. */
public final class CcxtMarketData implements MarketData {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String exchange;
    private final VenueCalls calls;
    private final SortedMap<InstrumentId, Listing> listings;
    private final Executor executor;
    private final Runnable closing;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final List<LiveMarkets> open = new CopyOnWriteArrayList<>();

    /**
     * @param exchange its name in the library
     * @param closing what is done when this is closed
     */
    public CcxtMarketData(
            String exchange,
            VenueCalls calls,
            SortedMap<InstrumentId, Listing> listings,
            Executor executor,
            Runnable closing) {
        this.exchange = exchange;
        this.calls = calls;
        this.listings = listings;
        this.executor = executor;
        this.closing = closing;
    }

    @Override
    public List<Instrument> instruments() {
        return listings.values().stream().map(Listing::instrument).toList();
    }

    @Override
    public Ticker ticker(InstrumentId instrument) {
        Instrument known = require(instrument);
        ArrayNode arguments = Json.array();
        arguments.add(instrument.symbol());
        Ticker ticker =
                ask(
                        "fetchTicker",
                        arguments,
                        answer -> PublicReader.ticker(known, answer, calls.now()));
        return ticker.bid() == null || ticker.ask() == null ? quoted(ticker) : ticker;
    }

    /** Some venues' tickers tell trades only: there the order book has the quote, if any does. */
    private Ticker quoted(Ticker ticker) {
        OrderBook book;
        try {
            book = orderBook(ticker.instrument(), 1);
        } catch (ConnectorException _) {
            return ticker;
        }
        return new Ticker(
                ticker.instrument(),
                best(book.bids()),
                best(book.asks()),
                ticker.last(),
                ticker.volume(),
                book.at());
    }

    private static @Nullable BigDecimal best(List<Level> side) {
        return side.isEmpty() ? null : side.getFirst().price();
    }

    @Override
    public OrderBook orderBook(InstrumentId instrument, int depth) {
        Instrument known = require(instrument);
        if (depth < 1) {
            throw new IllegalArgumentException("depth must be above 0, was " + depth);
        }
        ArrayNode arguments = Json.array();
        arguments.add(instrument.symbol());
        return ask(
                "fetchOrderBook",
                arguments,
                answer -> PublicReader.book(known, answer, depth, calls.now()));
    }

    @Override
    public List<Bar> bars(InstrumentId instrument, Timeframe timeframe, Instant since, int limit) {
        Instrument known = require(instrument);
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be above 0, was " + limit);
        }
        ArrayNode arguments = Json.array();
        arguments.add(instrument.symbol());
        arguments.add(timeframe.toString());
        arguments.add(since.toEpochMilli());
        arguments.add(limit);
        List<Bar> bars =
                ask(
                        "fetchOHLCV",
                        arguments,
                        rows -> PublicReader.closedBars(known, timeframe, rows, calls.now()));
        return bars.stream().filter(bar -> !bar.openTime().isBefore(since)).limit(limit).toList();
    }

    @Override
    public Subscription subscribe(Wanted wanted, Listener listener) {
        List<Instrument> instruments =
                wanted.instruments().stream().sorted().map(this::require).toList();
        Set<Stream> streams = streams(wanted);
        LiveMarkets live =
                new LiveMarkets(this, calls, executor, listener, wanted, instruments, streams);
        open.add(live);
        live.open();
        return () -> {
            live.close();
            open.remove(live);
        };
    }

    /**
     * What of the wanted the library can stream; where it cannot tell trades at all, it says so.
     */
    private Set<Stream> streams(Wanted wanted) {
        if (wanted.bars() == null && wanted.publicTrades() == PublicTrades.LEFT_OUT) {
            return Set.of();
        }
        JsonNode can = ask(HostMethods.DESCRIBE, Json.array(), answer -> answer.path("has"));
        if (wanted.publicTrades() == PublicTrades.TOLD && !Stream.isTrue(can, "fetchTrades")) {
            throw new ConnectorException(
                    ConnectorException.Category.REFUSED, exchange + " tells no public trades");
        }
        return Stream.of(exchange, can, wanted);
    }

    /** What has traded since; the venue may show less, the newest or the oldest of it. */
    List<PublicTrade> trades(Instrument instrument, Instant since) {
        ArrayNode arguments = Json.array();
        arguments.add(instrument.id().symbol());
        arguments.add(since.toEpochMilli());
        return ask("fetchTrades", arguments, list -> PublicReader.trades(instrument, list));
    }

    @Override
    public void close() {
        open.forEach(LiveMarkets::close);
        open.clear();
        if (closed.compareAndSet(false, true)) {
            closing.run();
        }
    }

    private Instrument require(InstrumentId instrument) {
        Listing listing = listings.get(instrument);
        if (listing == null) {
            throw new IllegalArgumentException(
                    "instrument must be listed by the venue, was " + instrument);
        }
        return listing.instrument();
    }

    private <T> T ask(String method, ArrayNode arguments, Function<JsonNode, T> read) {
        try {
            return read.apply(calls.get(Lane.DATA, method, arguments, PATIENCE));
        } catch (CallFailedException e) {
            throw new ConnectorException(e.category(), String.valueOf(e.getMessage()));
        } catch (UnreadableException | ArithmeticException e) {
            throw new ConnectorException(
                    ConnectorException.Category.RETRYABLE, method + ": " + e.getMessage());
        }
    }
}
