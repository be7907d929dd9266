package dev.keel.sim.matching;

import dev.keel.core.market.Bar;
import dev.keel.core.market.BarSeries;
import dev.keel.core.market.Quote;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What the market of one instrument did last, as bars or as trades tell it. Written by one thread,
 * read by any, without a lock and without an object per bar: a price is made when somebody asks.
 *
 * <p>Readers look at the opened bar before the played one. At worst the writer goes on in between;
 * the played bar is then the later of the two, and the answer.
 */
final class Tape {
    private static final long NEVER = Long.MIN_VALUE;

    private final AtomicReference<@Nullable Bar> opened = new AtomicReference<>();
    private final AtomicReference<@Nullable Bar> played = new AtomicReference<>();
    private final AtomicReference<@Nullable Passage> passage = new AtomicReference<>();
    private final AtomicReference<@Nullable Tick> traded = new AtomicReference<>();

    /** The quote that was asked for last; any thread's answer is right. */
    private volatile @Nullable Asked asked;

    private final @Nullable SigmaMeter meter;

    Tape() {
        this(null);
    }

    /**
     * @param meter measures the bars that are played; null where nobody asks
     */
    Tape(@Nullable SigmaMeter meter) {
        this.meter = meter;
    }

    /** A bar opens; the market is at its open. */
    void open(Bar bar) {
        opened.setRelease(bar);
    }

    /** The bar's range is over; the market is at its close. */
    void play(Bar bar) {
        if (meter != null) {
            meter.add(bar.closeValue());
        }
        played.setRelease(bar);
    }

    /** Bars of a series have passed, of which nobody saw more than the last one's close. */
    void pass(BarSeries series, int index) {
        Passage known = passage.getPlain();
        if (known != null && known.series == series) {
            known.index.setRelease(index);
        } else {
            passage.setRelease(new Passage(series, index));
        }
    }

    void trade(Tick tick) {
        traded.setRelease(tick);
    }

    /** The market's price; null before there was any. */
    @Nullable Price last() {
        Tick tick = traded.getAcquire();
        if (tick != null) {
            return tick.price();
        }
        return quote().map(Quote::last).orElse(null);
    }

    /** The market's price, when it was there, and what traded in the last bar that is over. */
    Optional<Quote> quote() {
        Tick tick = traded.getAcquire();
        if (tick != null) {
            return Optional.of(new Quote(tick.price(), tick.at(), Quantity.ZERO));
        }
        Bar latest = opened.getAcquire();
        Bar done = lastPlayed();
        Bar open = unlessPlayed(latest, done);
        long openMillis = open == null ? NEVER : open.openMillis();
        long doneMillis = done == null ? NEVER : done.openMillis();
        // An order is looked at from many sides while the market stands still.
        Asked known = asked;
        if (known != null && known.openMillis == openMillis && known.doneMillis == doneMillis) {
            return known.quote;
        }
        Optional<Quote> quote = quote(open, done);
        asked = new Asked(openMillis, doneMillis, quote);
        return quote;
    }

    private static Optional<Quote> quote(@Nullable Bar open, @Nullable Bar done) {
        Quantity volume = done == null ? Quantity.ZERO : done.volumeQuantity();
        if (open != null) {
            return Optional.of(new Quote(open.openPrice(), open.openTime(), volume));
        }
        return done == null
                ? Optional.empty()
                : Optional.of(new Quote(done.closePrice(), done.closeTime(), volume));
    }

    /** Whether the bar's range was played and nothing has opened since. */
    boolean endsWith(Bar bar) {
        Bar done = lastPlayed();
        return openBar() == null && done != null && done.openMillis() == bar.openMillis();
    }

    /**
     * What stands for the volume that is on offer: the trade's; that of the bar whose range was
     * played; while a bar is open, and its volume unknown, that of the bar before. Zero if unknown.
     */
    Quantity volume() {
        Tick tick = traded.getAcquire();
        if (tick != null) {
            return tick.quantity();
        }
        Bar done = lastPlayed();
        return done == null ? Quantity.ZERO : done.volumeQuantity();
    }

    /** The measured standard deviation of a bar's return; 0 while it is not known. */
    double sigma() {
        return meter == null ? 0 : meter.sigma();
    }

    /** The bar or trade that offers the volume; an equal object while it is the same one. */
    Object source() {
        Tick tick = traded.getAcquire();
        if (tick != null) {
            return tick;
        }
        Bar open = openBar();
        Bar latest = open != null ? open : lastPlayed();
        return latest == null ? 0L : latest.openMillis();
    }

    /** The opened bar, if none was played since. */
    private @Nullable Bar openBar() {
        Bar open = opened.getAcquire();
        return unlessPlayed(open, lastPlayed());
    }

    /** The latest bar whose range is over, whether it was played or has passed. */
    private @Nullable Bar lastPlayed() {
        Bar done = played.getAcquire();
        Passage passed = passage.getAcquire();
        if (passed == null) {
            return done;
        }
        int index = passed.index.getAcquire();
        return done == null || passed.series.openMillis(index) > done.openMillis()
                ? passed.series.bar(index)
                : done;
    }

    private static @Nullable Bar unlessPlayed(@Nullable Bar open, @Nullable Bar done) {
        boolean isLater = open != null && (done == null || open.openMillis() > done.openMillis());
        return isLater ? open : null;
    }

    /** How far a series has passed. */
    private static final class Passage {
        private final BarSeries series;
        private final AtomicInteger index;

        Passage(BarSeries series, int index) {
            this.series = series;
            this.index = new AtomicInteger(index);
        }
    }

    /** What was answered when the market stood where it stands. */
    private record Asked(long openMillis, long doneMillis, Optional<Quote> quote) {}
}
