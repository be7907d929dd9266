package dev.keel.venues.simulator.http;

import dev.keel.core.instrument.InstrumentId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The bars of every market: minutes as they were quoted and traded, and before and between quotes a
 * made-up market that is the same every time. For any number of threads.
 */
public final class Tape {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final TreeMap<InstrumentId, TreeMap<Long, Bar>> quoted = new TreeMap<>();

    /** A bar; {@code open} to {@code close} in the order of time. */
    public record Bar(
            Instant openAt,
            Instant closeAt,
            BigDecimal open,
            BigDecimal high,
            BigDecimal low,
            BigDecimal close,
            BigDecimal volume) {
        private Bar with(BigDecimal price) {
            return new Bar(openAt, closeAt, open, high.max(price), low.min(price), price, volume);
        }

        private Bar with(BigDecimal price, BigDecimal quantity) {
            Bar moved = with(price);
            return new Bar(
                    openAt, closeAt, open, moved.high, moved.low, price, volume.add(quantity));
        }

        private Bar joined(Bar next) {
            return new Bar(
                    openAt,
                    closeAt,
                    open,
                    high.max(next.high),
                    low.min(next.low),
                    next.close,
                    volume.add(next.volume));
        }
    }

    public synchronized void quote(InstrumentId id, BigDecimal price, Instant at) {
        long minute = minute(at);
        quoted.computeIfAbsent(id, key -> new TreeMap<>())
                .merge(minute, flat(minute, price), (before, fresh) -> before.with(price));
    }

    /** Something has traded. */
    public synchronized void trade(
            InstrumentId id, BigDecimal price, BigDecimal quantity, Instant at) {
        long minute = minute(at);
        quoted.computeIfAbsent(id, key -> new TreeMap<>())
                .merge(
                        minute,
                        flat(minute, price).with(price, quantity),
                        (before, fresh) -> before.with(price, quantity));
    }

    /**
     * Bars, oldest first, the last perhaps still open.
     *
     * @param from the first opens no earlier
     * @param now none opens later
     */
    public List<Bar> bars(InstrumentId id, Duration length, Instant from, Instant now, int limit) {
        List<Bar> bars = new ArrayList<>();
        long step = length.toSeconds();
        long first = -Math.floorDiv(-from.getEpochSecond(), step) * step;
        for (long at = first; at <= now.getEpochSecond() && bars.size() < limit; at += step) {
            bars.add(bar(id, Instant.ofEpochSecond(at), length));
        }
        return bars;
    }

    /** The bar that is open at a time. */
    public Bar open(InstrumentId id, Duration length, Instant now) {
        long step = length.toSeconds();
        return bar(
                id,
                Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), step) * step),
                length);
    }

    private synchronized Bar bar(InstrumentId id, Instant openAt, Duration length) {
        long first = minute(openAt);
        long minutes = Math.max(1, length.dividedBy(MINUTE));
        Bar bar = minuteBar(id, first);
        Bar whole =
                new Bar(
                        openAt,
                        openAt.plus(length),
                        bar.open(),
                        bar.high(),
                        bar.low(),
                        bar.close(),
                        bar.volume());
        for (long minute = first + 1; minute < first + minutes; minute++) {
            whole = whole.joined(minuteBar(id, minute));
        }
        return whole;
    }

    private Bar minuteBar(InstrumentId id, long minute) {
        TreeMap<Long, Bar> known = quoted.get(id);
        Bar bar = known == null ? null : known.get(minute);
        return bar == null ? invented(minute) : bar;
    }

    private static Bar flat(long minute, BigDecimal price) {
        Instant at = Instant.ofEpochSecond(minute * 60);
        return new Bar(at, at.plus(MINUTE), price, price, price, price, BigDecimal.ONE);
    }

    /** Wanders between 98 and 102 in the course of an hour and a half. */
    private static Bar invented(long minute) {
        BigDecimal open = price(minute);
        BigDecimal close = price(minute + 1);
        Instant at = Instant.ofEpochSecond(minute * 60);
        return new Bar(
                at,
                at.plus(MINUTE),
                open,
                open.max(close),
                open.min(close),
                close,
                BigDecimal.valueOf(1 + minute % 5));
    }

    private static BigDecimal price(long minute) {
        long phase = Math.floorMod(minute, 80L);
        long height = phase < 40 ? phase : 80 - phase;
        return BigDecimal.valueOf(980 + height, 1);
    }

    private static long minute(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), 60L);
    }
}
