package dev.keel.core.performance;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Side;
import dev.keel.core.performance.RoundTrip.Leg;
import dev.keel.core.position.PositionSide;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A round trip while its fills come in. */
final class Trip {
    private final Instrument instrument;
    private final PositionSide side;
    private Leg entry;
    private @Nullable Leg exit;
    private Quantity open;
    private Money fees;

    /** Made as soon as nothing is open any more, while all of it is at hand. */
    private @Nullable RoundTrip whole;

    Trip(Instrument instrument, Side fillSide, Fill fill, Quantity quantity, Money fee) {
        this.instrument = instrument;
        this.side = PositionSide.openedBy(fillSide);
        this.entry = leg(fill, quantity);
        this.open = quantity;
        this.fees = fee;
    }

    boolean isGrownBy(Side fillSide) {
        return side == PositionSide.openedBy(fillSide);
    }

    Quantity open() {
        return open;
    }

    void grow(Fill fill) {
        entry = joined(entry, leg(fill, fill.quantity()));
        open = open.plus(fill.quantity());
        fees = fees.plus(fill.fee());
    }

    /**
     * Takes a fill, or the part of it, that closes this much.
     *
     * @param quantity at most what is open
     */
    void shrink(Fill fill, Quantity quantity, Money fee) {
        Leg more = leg(fill, quantity);
        exit = exit == null ? more : joined(exit, more);
        open = open.minus(quantity);
        fees = fees.plus(fee);
        if (open.isZero()) {
            whole = toRoundTrip(exit.notional());
        }
    }

    /**
     * The round trip so far.
     *
     * @param marks asked only while something is held
     */
    RoundTrip toRoundTrip(Function<InstrumentId, Price> marks) {
        if (whole != null) {
            return whole;
        }
        Price mark = marks.apply(instrument.id());
        return toRoundTrip(exitNotional().plus(instrument.notional(mark, open)));
    }

    private RoundTrip toRoundTrip(Money out) {
        Money in = entry.notional();
        Money gross = side == PositionSide.LONG ? out.minus(in) : in.minus(out);
        return new RoundTrip(instrument, side, entry, exit, open, fees, gross.minus(fees));
    }

    private Money exitNotional() {
        return exit == null ? Money.zero(instrument.quote()) : exit.notional();
    }

    private Leg leg(Fill fill, Quantity quantity) {
        return new Leg(
                fill.at(),
                fill.at(),
                quantity,
                fill.price(),
                instrument.notional(fill.price(), quantity));
    }

    private Leg joined(Leg so, Leg more) {
        Quantity quantity = so.quantity().plus(more.quantity());
        Money notional = so.notional().plus(more.notional());
        return new Leg(
                so.first(),
                more.last(),
                quantity,
                instrument.averagePrice(notional, quantity),
                notional);
    }
}
