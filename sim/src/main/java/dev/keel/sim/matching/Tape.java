package dev.keel.sim.matching;

import dev.keel.core.market.Bar;
import dev.keel.core.market.Quote;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import java.util.Optional;
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
    private final AtomicReference<@Nullable Bar> opened = new AtomicReference<>();
    private final AtomicReference<@Nullable Bar> played = new AtomicReference<>();
    private final AtomicReference<@Nullable Tick> traded = new AtomicReference<>();

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

    void trade(Tick tick) {
        traded.setRelease(tick);
    }

    /** The market's price; null before there was any. */
    @Nullable Price last() {
        Tick tick = traded.getAcquire();
        if (tick != null) {
            return tick.price();
        }
        Bar open = openBar();
        if (open != null) {
            return open.openPrice();
        }
        Bar done = played.getAcquire();
        return done == null ? null : done.closePrice();
    }

    /** The market's price, when it was there, and what traded in the last bar that is over. */
    Optional<Quote> quote() {
        Tick tick = traded.getAcquire();
        if (tick != null) {
            return Optional.of(new Quote(tick.price(), tick.at(), Quantity.ZERO));
        }
        Bar open = openBar();
        Bar done = played.getAcquire();
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
        Bar done = played.getAcquire();
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
        Bar done = played.getAcquire();
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
        Bar latest = open != null ? open : played.getAcquire();
        return latest == null ? 0L : latest.openMillis();
    }

    /** The opened bar, if none was played since. */
    private @Nullable Bar openBar() {
        Bar open = opened.getAcquire();
        Bar done = played.getAcquire();
        boolean isLater = open != null && (done == null || open.openMillis() > done.openMillis());
        return isLater ? open : null;
    }
}
