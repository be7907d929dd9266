package dev.keel.venues.ccxt.market;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.market.Bar;
import dev.keel.core.market.Timeframe;
import dev.keel.venues.ccxt.table.Json;
import dev.keel.venues.ccxt.table.UnreadableException;
import dev.keel.venues.connector.MarketData;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The closed bars of one market, each told once and in order, whichever way it came. Thread-safe.
 *
 * <p>A bar of the stream counts once the stream shows the next one, and only if the stream told it
 * from before its open without a break; every other bar is asked for.
 */
final class BarFeed {
    private final Instrument instrument;
    private final Timeframe length;
    private final MarketData.Listener listener;
    private long next;
    private @Nullable Row current;
    private @Nullable Bar streamed;
    private boolean trusted = true;

    BarFeed(Instrument instrument, Timeframe length, MarketData.Listener listener, Instant now) {
        this.instrument = instrument;
        this.length = length;
        this.listener = listener;
        this.next = length.startOfBar(now.toEpochMilli());
    }

    /**
     * The latest that the stream has told of a bar.
     *
     * @param whole whether it was told from before its open
     */
    private record Row(long open, JsonNode cells, boolean whole) {}

    /** Where the next bar opens that is not told yet. */
    synchronized long next() {
        return next;
    }

    /** Whether a bar has closed that is not told yet. */
    synchronized boolean isDue(Instant now) {
        return now.toEpochMilli() >= next + length.toMillis();
    }

    /** What the stream says: one bar or several, oldest first. */
    synchronized void heard(JsonNode rows) {
        Json.items(rows).forEach(this::heardRow);
    }

    private void heardRow(JsonNode cells) {
        long open = Json.requireDecimal(cells, "0").longValueExact();
        Row before = current;
        if (before == null) {
            current = new Row(open, cells, false);
        } else if (open == before.open()) {
            current = new Row(open, cells, before.whole());
        } else if (open > before.open()) {
            closed(before);
            current = new Row(open, cells, open == before.open() + length.toMillis());
        } else {
            late(open, cells);
        }
    }

    private void closed(Row row) {
        if (!trusted || !row.whole() || row.open() != next) {
            return;
        }
        read(row.cells())
                .ifPresent(bar -> {
                    streamed = bar;
                    tell(bar);
                });
    }

    /** What changes after it closed was told too early: from then on bars are asked for. */
    private void late(long open, JsonNode cells) {
        Bar told = streamed;
        if (told == null || told.openMillis() != open) {
            return;
        }
        if (read(cells).filter(told::equals).isEmpty()) {
            trusted = false;
            streamed = null;
            listener.onGap(
                    instrument.id(), told.openTime(), "the venue changed a bar after it closed");
        }
    }

    /** Empty for one that cannot be read as an exact bar: it is asked for. */
    private Optional<Bar> read(JsonNode cells) {
        try {
            return PublicReader.bar(instrument, length, cells);
        } catch (UnreadableException | ArithmeticException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** What the stream tells from now on does not join what it told before. */
    synchronized void interrupted() {
        current = null;
    }

    /** What was asked for; where a bar is missing at the venue, that is told first. */
    synchronized void asked(List<Bar> bars) {
        for (Bar bar : bars) {
            if (bar.openMillis() < next) {
                continue;
            }
            if (bar.openMillis() > next) {
                listener.onGap(
                        instrument.id(), Instant.ofEpochMilli(next), "the venue shows no bar");
            }
            tell(bar);
        }
    }

    private void tell(Bar bar) {
        next = bar.closeMillis();
        listener.onBar(instrument.id(), bar);
    }
}
