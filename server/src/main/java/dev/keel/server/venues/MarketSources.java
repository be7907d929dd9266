package dev.keel.server.venues;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Bar;
import dev.keel.core.market.Timeframe;
import dev.keel.venues.connector.AccountConnection;
import dev.keel.venues.connector.Connector;
import dev.keel.venues.connector.ConnectorException;
import dev.keel.venues.connector.Credentials;
import dev.keel.venues.connector.MarketData;
import dev.keel.venues.connector.Preflight;
import dev.keel.venues.connector.VenueAccount;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Where people and programs get prices from: up to one connection of each kind, one of them the
 * primary. What is asked for is asked of the venue; while a stream runs, its latest prices are
 * given. Calls block while a venue is asked; for any number of threads.
 */
public final class MarketSources implements AutoCloseable {
    private final Connectors connectors;
    private final InstantSource clock;
    private final Map<Kind, Source> sources = new EnumMap<>(Kind.class);
    private final Set<String> symbols = new TreeSet<>();
    private final Map<InstrumentId, MarketData.Ticker> latest = new ConcurrentHashMap<>();
    private Kind primary = Kind.CRYPTO_EXCHANGE;
    private MarketData.@Nullable Subscription stream;
    private Set<InstrumentId> streamed = Set.of();

    public MarketSources(Connectors connectors, InstantSource clock) {
        this.connectors = connectors;
        this.clock = clock;
    }

    /** What kinds of connection there are. */
    public enum Kind {
        METATRADER,
        FIX,
        CRYPTO_EXCHANGE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Ends a connection. */
    @FunctionalInterface
    private interface End {
        void now();
    }

    private record Source(String name, MarketData data, End end) {}

    /** A price, and who gave it. */
    public record Told(MarketData.Ticker ticker, String source) {}

    /** Takes a connection that belongs to somebody else, who closes it. */
    public synchronized void lend(Kind kind, String name, MarketData data) {
        replace(kind, new Source(name, data, () -> {}));
    }

    /**
     * Connects a source, in the place of the one of its kind. Without credentials it is the venue's
     * public market; with them the account is looked over.
     *
     * @return what was found; empty without credentials
     * @throws IllegalArgumentException if something is missing or wrong, naming it
     * @throws ConnectorException if it cannot be reached, or the account may not be used
     */
    public Optional<Preflight> connect(Kind kind, VenueAccount place, Credentials credentials) {
        Connector connector = connectors.require(place.venue().value());
        if (credentials.isEmpty()) {
            MarketData data = connector.marketData(place);
            replaceLocked(kind, new Source(place.venue().value(), data, data::close));
            return Optional.empty();
        }
        Admission.requireFit(connector.info(), place, credentials);
        AccountConnection connection = connector.open(place, credentials);
        Preflight found;
        try {
            found = connection.preflight();
            requireUsable(found);
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
        replaceLocked(
                kind,
                new Source(place.venue().value(), connection.marketData(), connection::close));
        return Optional.of(found);
    }

    /** A key that may withdraw shows prices as any other; it is asked for nothing else here. */
    private static void requireUsable(Preflight found) {
        Optional<String> refusal = Admission.refusal(found, StoredAccount.Withdrawal.ALLOWED);
        if (refusal.isPresent()) {
            throw new ConnectorException(ConnectorException.Category.UNAUTHORISED, refusal.get());
        }
    }

    public synchronized boolean isConnected(Kind kind) {
        return sources.containsKey(kind);
    }

    public synchronized Kind primary() {
        return primary;
    }

    public synchronized void makePrimary(Kind kind) {
        primary = kind;
    }

    public synchronized List<String> symbols() {
        return List.copyOf(symbols);
    }

    public synchronized void subscribe(List<String> wanted) {
        symbols.addAll(wanted);
        restartIfStreaming();
    }

    public synchronized void unsubscribe(List<String> unwanted) {
        symbols.removeAll(unwanted);
        restartIfStreaming();
    }

    /** How many instruments are streamed at this moment. */
    public synchronized int activeStreams() {
        return stream == null ? 0 : streamed.size();
    }

    public synchronized boolean isStreaming() {
        return stream != null;
    }

    /**
     * Streams what was subscribed to from the primary source.
     *
     * @throws IllegalStateException if there is no source, or nothing was subscribed to
     */
    public synchronized void startStream() {
        if (stream != null) {
            return;
        }
        Source source = sources.get(primary);
        if (source == null) {
            throw new IllegalStateException("no source is connected: the primary is " + primary);
        }
        Set<InstrumentId> ids = new TreeSet<>();
        symbols.forEach(symbol -> find(source, symbol).ifPresent(ids::add));
        if (ids.isEmpty()) {
            throw new IllegalStateException(
                    "symbols that the source has must be subscribed to first");
        }
        streamed = Set.copyOf(ids);
        stream = source.data().subscribe(MarketData.Wanted.quotes(streamed), new Ear());
    }

    public synchronized void stopStream() {
        if (stream != null) {
            stream.close();
            stream = null;
            latest.clear();
        }
    }

    /** The latest price of a symbol; empty if there is no source, or it does not have it. */
    public Optional<Told> tick(String symbol) {
        Source source = primarySource();
        if (source == null) {
            return Optional.empty();
        }
        return find(source, symbol)
                .map(id -> {
                    MarketData.Ticker streamedOne = latest.get(id);
                    return new Told(
                            streamedOne != null ? streamedOne : source.data().ticker(id),
                            source.name());
                });
    }

    /**
     * The latest closed bars of a symbol, oldest first.
     *
     * @param kind null asks the primary source
     */
    public List<Bar> bars(String symbol, Timeframe timeframe, int limit, @Nullable Kind kind) {
        Source source = kind == null ? primarySource() : source(kind);
        Optional<InstrumentId> id = source == null ? Optional.empty() : find(source, symbol);
        if (source == null || id.isEmpty()) {
            return List.of();
        }
        Instant since =
                Instant.ofEpochMilli(
                        timeframe.startOfBar(clock.millis()) - limit * timeframe.toMillis());
        List<Bar> bars = source.data().bars(id.get(), timeframe, since, limit);
        return bars.subList(Math.max(0, bars.size() - limit), bars.size());
    }

    /** The order book of a symbol; empty if there is no source, or it does not have it. */
    public Optional<MarketData.OrderBook> orderBook(String symbol, int depth) {
        Source source = primarySource();
        return source == null
                ? Optional.empty()
                : find(source, symbol).map(id -> source.data().orderBook(id, depth));
    }

    @Override
    public synchronized void close() {
        stopStream();
        sources.values().forEach(source -> source.end().now());
        sources.clear();
    }

    private synchronized @Nullable Source primarySource() {
        return sources.get(primary);
    }

    private synchronized @Nullable Source source(Kind kind) {
        return sources.get(kind);
    }

    private synchronized void replaceLocked(Kind kind, Source source) {
        replace(kind, source);
    }

    private void replace(Kind kind, Source source) {
        if (kind == primary) {
            stopStream();
        }
        Source before = sources.put(kind, source);
        if (before != null) {
            before.end().now();
        }
    }

    private void restartIfStreaming() {
        if (stream != null) {
            stopStream();
            if (!symbols.isEmpty()) {
                startStream();
            }
        }
    }

    /**
     * A symbol as it is written anywhere: {@code BTC/USDT}, {@code BTC-USDT} and {@code BTCUSDT}.
     */
    private static Optional<InstrumentId> find(Source source, String symbol) {
        List<Instrument> offered = source.data().instruments();
        return offered.stream()
                .map(Instrument::id)
                .filter(id -> id.symbol().equalsIgnoreCase(symbol))
                .findFirst()
                .or(() ->
                        offered.stream()
                                .map(Instrument::id)
                                .filter(id -> letters(id.symbol()).equals(letters(symbol)))
                                .findFirst());
    }

    private static String letters(String symbol) {
        return symbol.replaceAll("[^A-Za-z0-9]", "").toUpperCase(Locale.ROOT);
    }

    private final class Ear implements MarketData.Listener {
        @Override
        public void onTicker(MarketData.Ticker ticker) {
            latest.put(ticker.instrument(), ticker);
        }

        @Override
        public void onBar(InstrumentId instrument, Bar bar) {}

        /** A price that may be old is worse than one that takes a moment. */
        @Override
        public void onGap(InstrumentId instrument, Instant since, String why) {
            latest.remove(instrument);
        }
    }
}
