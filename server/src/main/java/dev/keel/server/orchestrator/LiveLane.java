package dev.keel.server.orchestrator;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Bar;
import dev.keel.core.market.BarFormat;
import dev.keel.core.performance.ExecutionHistory;
import dev.keel.core.signal.Signal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One instrument of a live market: its strategies, and the bars that they have seen. Bars come in
 * order and once; what is missing is asked for. Used by the thread that plays.
 */
final class LiveLane {
    /** A venue gives no more than some thousand bars at once; most give fewer. */
    private static final int PAGE = 500;

    private static final int MOST_PAGES = 100;

    private final Instrument instrument;
    private final LiveFeed feed;
    private final Plan plan;
    private final Supplier<ExecutionHistory> executions;

    private @Nullable Scanners scanners;
    private @Nullable BarFormat format;
    private long nextOpenMillis;

    LiveLane(
            Instrument instrument,
            LiveFeed feed,
            Plan plan,
            Supplier<ExecutionHistory> executions) {
        this.instrument = instrument;
        this.feed = feed;
        this.plan = plan;
        this.executions = executions;
    }

    InstrumentId id() {
        return instrument.id();
    }

    /** Whether strategies were shown the past. */
    boolean isWarm() {
        return scanners != null;
    }

    /**
     * Shows the strategies the bars of the past, anew; blocks.
     *
     * @throws dev.keel.venues.connector.ConnectorException if the venue does not give them
     */
    void warmUp(Instant now) {
        long millis = feed.timeframe().toMillis();
        long current = feed.timeframe().startOfBar(now.toEpochMilli());
        nextOpenMillis = current - Math.max(1, feed.warmUpBars()) * millis;
        List<Bar> past = missing(now);
        format = past.stream().findFirst().map(Bar::format).orElse(null);
        scanners = null;
        past.forEach(this::show);
    }

    /**
     * Closed bars that strategies have not seen, oldest first; blocks.
     *
     * @throws dev.keel.venues.connector.ConnectorException if the venue does not give them
     */
    List<Bar> missing(Instant now) {
        List<Bar> bars = new ArrayList<>();
        long from = nextOpenMillis;
        for (int page = 0; page < MOST_PAGES; page++) {
            if (from + feed.timeframe().toMillis() > now.toEpochMilli()) {
                return bars;
            }
            long since = from;
            List<Bar> next =
                    feed
                            .data()
                            .bars(id(), feed.timeframe(), Instant.ofEpochMilli(since), PAGE)
                            .stream()
                            .filter(bar -> bar.openMillis() >= since)
                            .filter(bar -> bar.closeMillis() <= now.toEpochMilli())
                            .toList();
            if (next.isEmpty()) {
                return bars;
            }
            bars.addAll(next);
            from = next.getLast().closeMillis();
        }
        return bars;
    }

    /** Whether a bar is one that strategies have seen. */
    boolean hasSeen(Bar bar) {
        return bar.openMillis() < nextOpenMillis;
    }

    /** Whether bars lie between those that were seen and this one. */
    boolean leavesOut(Bar bar) {
        return bar.openMillis() > nextOpenMillis;
    }

    /** Shows a bar to the strategies; what they say of it. */
    List<Signal> show(Bar bar) {
        if (hasSeen(bar)) {
            return List.of();
        }
        Scanners seeing = scanners(bar);
        nextOpenMillis = bar.closeMillis();
        List<Signal> signals = new ArrayList<>(2);
        Optional<Signal> first = seeing.onBar(fitted(bar));
        first.ifPresent(signals::add);
        signals.addAll(seeing.takeFurther());
        return signals;
    }

    private Scanners scanners(Bar bar) {
        Scanners known = scanners;
        if (known != null) {
            return known;
        }
        BarFormat bars = format == null ? bar.format() : format;
        format = bars;
        Scanners fresh = new Scanners(plan, id(), bars, executions);
        fresh.start();
        scanners = fresh;
        return fresh;
    }

    /** Streams and histories may write the same price with more or fewer zeros. */
    private Bar fitted(Bar bar) {
        BarFormat wanted = format;
        if (wanted == null || bar.format().equals(wanted)) {
            return bar;
        }
        return new Bar(
                wanted,
                bar.openMillis(),
                units(bar.openPrice().value(), wanted.priceDecimals()),
                units(bar.highPrice().value(), wanted.priceDecimals()),
                units(bar.lowPrice().value(), wanted.priceDecimals()),
                units(bar.closePrice().value(), wanted.priceDecimals()),
                units(bar.volumeQuantity().value(), wanted.volumeDecimals()));
    }

    private static long units(BigDecimal value, int decimals) {
        return value.setScale(decimals, RoundingMode.HALF_EVEN).unscaledValue().longValueExact();
    }
}
