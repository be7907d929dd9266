package dev.keel.venues.ccxt.market;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Bar;
import dev.keel.core.market.Timeframe;
import dev.keel.venues.ccxt.call.VenueCalls;
import dev.keel.venues.ccxt.host.StreamEvent;
import dev.keel.venues.ccxt.host.VenueHost;
import dev.keel.venues.ccxt.table.Json;
import dev.keel.venues.ccxt.table.UnreadableException;
import dev.keel.venues.connector.ConnectorException;
import dev.keel.venues.connector.MarketData;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Quotes, bars and trades as they come, with a look at the clock underneath: a market whose stream
 * is silent is asked for, and what a stream left out is fetched. That does not depend on what the
 * stream says of its own health.
 */
final class LiveMarkets {
    private static final Duration STREAM_PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    /** What happens before the streams are open is not left waiting as long. */
    private static final Duration FIRST_LOOK = Duration.ofSeconds(1);

    private static final Duration STALE = Duration.ofSeconds(30);
    private static final int MOST_BARS = 500;

    private final CcxtMarketData market;
    private final VenueCalls calls;
    private final Executor executor;
    private final MarketData.Listener listener;
    private final List<Instrument> instruments;
    private final @Nullable Timeframe timeframe;
    private final Set<Stream> streams;
    private final Map<InstrumentId, Instant> heard = new ConcurrentHashMap<>();

    /** Whose stream of quotes is broken or silent: they are asked for at every look. */
    private final Set<InstrumentId> away = ConcurrentHashMap.newKeySet();

    private final Map<InstrumentId, BarFeed> bars = new TreeMap<>();
    private final Map<InstrumentId, TradeFeed> trades = new TreeMap<>();
    private final List<VenueHost.Watch> watches = new ArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * @param streams what is streamed beside quotes; all else is asked for
     */
    LiveMarkets(
            CcxtMarketData market,
            VenueCalls calls,
            Executor executor,
            MarketData.Listener listener,
            MarketData.Wanted wanted,
            List<Instrument> instruments,
            Set<Stream> streams) {
        this.market = market;
        this.calls = calls;
        this.executor = executor;
        this.listener = new WhileOpen(listener);
        this.instruments = instruments;
        this.timeframe = wanted.bars();
        this.streams = streams;
        for (Instrument instrument : instruments) {
            feeds(instrument, wanted);
        }
    }

    private void feeds(Instrument instrument, MarketData.Wanted wanted) {
        Instant now = calls.now();
        heard.put(instrument.id(), now);
        if (timeframe != null) {
            bars.put(instrument.id(), new BarFeed(instrument, timeframe, listener, now));
        }
        if (wanted.publicTrades() == MarketData.PublicTrades.TOLD) {
            trades.put(
                    instrument.id(),
                    new TradeFeed(
                            instrument,
                            since -> market.trades(instrument, since),
                            listener,
                            executor,
                            calls::now));
        }
    }

    void open() {
        for (Instrument instrument : instruments) {
            watch("watchTicker", symbol(instrument), event -> onTicker(instrument, event));
            for (Stream stream : streams) {
                watch(instrument, stream);
            }
        }
        later(FIRST_LOOK);
    }

    private void watch(Instrument instrument, Stream stream) {
        ArrayNode arguments = symbol(instrument);
        switch (stream) {
            case BARS -> {
                arguments.add(String.valueOf(timeframe));
                watch(stream.method(), arguments, event -> onBars(instrument, event));
            }
            case TRADES -> watch(stream.method(), arguments, event -> onTrades(instrument, event));
        }
    }

    private void watch(String method, ArrayNode arguments, Consumer<StreamEvent> heard) {
        watches.add(calls.host().watch(calls.stream(method, arguments, STREAM_PATIENCE), heard));
    }

    private static ArrayNode symbol(Instrument instrument) {
        ArrayNode arguments = Json.array();
        arguments.add(instrument.id().symbol());
        return arguments;
    }

    void close() {
        if (closed.compareAndSet(false, true)) {
            watches.forEach(VenueHost.Watch::close);
        }
    }

    private void onTicker(Instrument instrument, StreamEvent event) {
        switch (event) {
            case StreamEvent.Data(JsonNode value) -> tell(instrument, value);
            case StreamEvent.Interrupted(String why) -> {
                away.add(instrument.id());
                listener.onGap(instrument.id(), lastHeard(instrument), why);
            }
        }
    }

    private void tell(Instrument instrument, JsonNode value) {
        try {
            MarketData.Ticker ticker = PublicReader.ticker(instrument, value, calls.now());
            heard.put(instrument.id(), calls.now());
            away.remove(instrument.id());
            listener.onTicker(ticker);
        } catch (UnreadableException e) {
            listener.onGap(instrument.id(), lastHeard(instrument), String.valueOf(e.getMessage()));
        }
    }

    private void onBars(Instrument instrument, StreamEvent event) {
        BarFeed feed = bars.get(instrument.id());
        if (feed == null || closed.get()) {
            return;
        }
        switch (event) {
            case StreamEvent.Interrupted _ -> feed.interrupted();
            case StreamEvent.Data(JsonNode value) -> {
                try {
                    feed.heard(value);
                } catch (UnreadableException | ArithmeticException _) {
                    // What the stream says unreadably is asked for.
                    feed.interrupted();
                }
            }
        }
    }

    private void onTrades(Instrument instrument, StreamEvent event) {
        TradeFeed feed = trades.get(instrument.id());
        if (feed == null || closed.get()) {
            return;
        }
        switch (event) {
            case StreamEvent.Interrupted(String why) -> feed.interrupted(why);
            case StreamEvent.Data(JsonNode value) -> {
                try {
                    feed.heard(PublicReader.trades(instrument, value));
                } catch (UnreadableException | ArithmeticException e) {
                    feed.interrupted(String.valueOf(e.getMessage()));
                }
            }
        }
    }

    private Instant lastHeard(Instrument instrument) {
        return heard.getOrDefault(instrument.id(), calls.now());
    }

    private void later(Duration wait) {
        CompletableFuture.delayedExecutor(wait.toMillis(), TimeUnit.MILLISECONDS, executor)
                .execute(this::lookAgain);
    }

    private void lookAgain() {
        if (closed.get()) {
            return;
        }
        try {
            look();
        } finally {
            later(LOOK_EVERY);
        }
    }

    /** Asks for what the streams should have told. */
    void look() {
        instruments.forEach(this::look);
    }

    private void look(Instrument instrument) {
        try {
            boolean silent = calls.now().isAfter(lastHeard(instrument).plus(STALE));
            if (silent && away.add(instrument.id())) {
                listener.onGap(instrument.id(), lastHeard(instrument), "the stream is silent");
            }
            if (away.contains(instrument.id())) {
                listener.onTicker(market.ticker(instrument.id()));
            }
            askForBars(instrument);
        } catch (ConnectorException e) {
            listener.onGap(instrument.id(), lastHeard(instrument), String.valueOf(e.getMessage()));
        }
        TradeFeed feed = trades.get(instrument.id());
        if (feed != null) {
            feed.look();
        }
    }

    private void askForBars(Instrument instrument) {
        BarFeed feed = bars.get(instrument.id());
        if (feed != null && timeframe != null && feed.isDue(calls.now())) {
            Instant since = Instant.ofEpochMilli(feed.next());
            feed.asked(market.bars(instrument.id(), timeframe, since, MOST_BARS));
        }
    }

    /** Tells nothing more once the subscription is closed. */
    private final class WhileOpen implements MarketData.Listener {
        private final MarketData.Listener told;

        WhileOpen(MarketData.Listener told) {
            this.told = told;
        }

        @Override
        public void onTicker(MarketData.Ticker ticker) {
            if (!closed.get()) {
                told.onTicker(ticker);
            }
        }

        @Override
        public void onBar(InstrumentId instrument, Bar bar) {
            if (!closed.get()) {
                told.onBar(instrument, bar);
            }
        }

        @Override
        public void onTrade(MarketData.PublicTrade trade) {
            if (!closed.get()) {
                told.onTrade(trade);
            }
        }

        @Override
        public void onGap(InstrumentId instrument, Instant since, String why) {
            if (!closed.get()) {
                told.onGap(instrument, since, why);
            }
        }
    }
}
