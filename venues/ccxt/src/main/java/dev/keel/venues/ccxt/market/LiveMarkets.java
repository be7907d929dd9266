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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Quotes and bars as they come, with a look at the clock underneath: a market whose stream is
 * silent is asked for, and the bars that a stream left out are fetched. That does not depend on
 * what the stream says of its own health.
 */
final class LiveMarkets {
    private static final Duration STREAM_PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final Duration STALE = Duration.ofSeconds(30);
    private static final int MOST_BARS = 500;

    private final MarketData market;
    private final VenueCalls calls;
    private final Executor executor;
    private final MarketData.Listener listener;
    private final List<Instrument> instruments;
    private final @Nullable Timeframe timeframe;
    private final Map<InstrumentId, Instant> heard = new ConcurrentHashMap<>();
    private final Map<InstrumentId, Long> nextBar = new ConcurrentHashMap<>();
    private final List<VenueHost.Watch> watches = new ArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    LiveMarkets(
            MarketData market,
            VenueCalls calls,
            Executor executor,
            MarketData.Listener listener,
            List<Instrument> instruments,
            @Nullable Timeframe timeframe) {
        this.market = market;
        this.calls = calls;
        this.executor = executor;
        this.listener = listener;
        this.instruments = instruments;
        this.timeframe = timeframe;
    }

    void open() {
        Instant now = calls.now();
        for (Instrument instrument : instruments) {
            heard.put(instrument.id(), now);
            if (timeframe != null) {
                nextBar.put(instrument.id(), timeframe.startOfBar(now.toEpochMilli()));
            }
            ArrayNode arguments = Json.array();
            arguments.add(instrument.id().symbol());
            watches.add(
                    calls.host()
                            .watch(
                                    calls.stream("watchTicker", arguments, STREAM_PATIENCE),
                                    event -> onTicker(instrument, event)));
        }
        later();
    }

    void close() {
        if (closed.compareAndSet(false, true)) {
            watches.forEach(VenueHost.Watch::close);
        }
    }

    private void onTicker(Instrument instrument, StreamEvent event) {
        if (closed.get()) {
            return;
        }
        switch (event) {
            case StreamEvent.Data(JsonNode value) -> tell(instrument, value);
            case StreamEvent.Interrupted(String why) ->
                    listener.onGap(instrument.id(), lastHeard(instrument), why);
        }
    }

    private void tell(Instrument instrument, JsonNode value) {
        try {
            MarketData.Ticker ticker = PublicReader.ticker(instrument, value, calls.now());
            heard.put(instrument.id(), calls.now());
            listener.onTicker(ticker);
        } catch (UnreadableException e) {
            listener.onGap(instrument.id(), lastHeard(instrument), String.valueOf(e.getMessage()));
        }
    }

    private Instant lastHeard(Instrument instrument) {
        return heard.getOrDefault(instrument.id(), calls.now());
    }

    private void later() {
        CompletableFuture.delayedExecutor(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS, executor)
                .execute(this::look);
    }

    private void look() {
        if (closed.get()) {
            return;
        }
        try {
            instruments.forEach(this::look);
        } finally {
            later();
        }
    }

    private void look(Instrument instrument) {
        try {
            if (calls.now().isAfter(lastHeard(instrument).plus(STALE))) {
                listener.onGap(instrument.id(), lastHeard(instrument), "the stream is silent");
                listener.onTicker(market.ticker(instrument.id()));
                heard.put(instrument.id(), calls.now());
            }
            if (timeframe != null) {
                bars(instrument, timeframe);
            }
        } catch (ConnectorException e) {
            listener.onGap(instrument.id(), lastHeard(instrument), String.valueOf(e.getMessage()));
        }
    }

    /**
     * Every closed bar once and in order; where one is missing at the venue, that is told first.
     */
    private void bars(Instrument instrument, Timeframe length) {
        long next = nextBar.getOrDefault(instrument.id(), 0L);
        if (calls.now().toEpochMilli() < next + length.toMillis()) {
            return;
        }
        for (Bar bar :
                market.bars(instrument.id(), length, Instant.ofEpochMilli(next), MOST_BARS)) {
            if (bar.openMillis() < next || closed.get()) {
                continue;
            }
            if (bar.openMillis() > next) {
                listener.onGap(
                        instrument.id(), Instant.ofEpochMilli(next), "the venue shows no bar");
            }
            listener.onBar(instrument.id(), bar);
            next = bar.closeMillis();
        }
        nextBar.put(instrument.id(), next);
    }
}
