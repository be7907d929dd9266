package dev.keel.core.performance;

import dev.keel.core.account.AccountEvent;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Fill;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Folds fills into round trips: one position per instrument, netted. Used by one thread at a time.
 *
 * <p>A fill that turns a position round closes one round trip and opens the next; its fee is shared
 * by quantity. The profits and losses of all round trips add up to what equity has changed by,
 * transfers aside.
 */
public final class RoundTrips {
    private final List<Trip> trips = new ArrayList<>();
    private final Map<InstrumentId, Held> held = new HashMap<>();
    private final Requests requests = new Requests();

    /**
     * Folds the fills out of an account's whole history, oldest first.
     *
     * @throws IllegalStateException if a fill belongs to no order, or an order to no instrument
     */
    public static RoundTrips of(Iterable<AccountEvent> history) {
        RoundTrips trips = new RoundTrips();
        history.forEach(trips::accept);
        return trips;
    }

    /**
     * Takes the next event of an account, of which this has seen all events so far.
     *
     * @throws IllegalStateException if it is a fill that belongs to no order, or one of an order
     *     that belongs to no instrument
     */
    public void accept(AccountEvent event) {
        if (event instanceof AccountEvent.OrderChanged changed) {
            if (changed.change() instanceof OrderChange.Filled(Fill fill)) {
                OrderRequest request = requests.of(changed.order());
                add(known(request.instrument()), request.side(), fill);
            }
        } else if (event instanceof AccountEvent.OrderPlaced placed) {
            requests.put(placed.order(), placed.request());
        } else if (event instanceof AccountEvent.InstrumentListed listed) {
            held(listed.instrument()).instrument = listed.instrument();
        }
    }

    /** Takes the next fill. */
    public void add(Instrument instrument, Side side, Fill fill) {
        Held of = held(instrument);
        of.instrument = instrument;
        add(of, side, fill);
    }

    private void add(Held of, Side side, Fill told) {
        Fill fill = told.settled(side);
        Trip trip = of.trip;
        if (trip == null) {
            open(of, side, fill, fill.quantity(), fill.fee());
        } else if (trip.isGrownBy(side)) {
            trip.grow(fill);
        } else {
            shrink(trip, of, side, fill);
        }
    }

    /**
     * All round trips in the order in which they were opened.
     *
     * @param marks the last price of an instrument that is still held
     */
    public List<RoundTrip> toList(Function<InstrumentId, Price> marks) {
        List<RoundTrip> result = new ArrayList<>(trips.size());
        for (Trip trip : trips) {
            result.add(trip.toRoundTrip(marks));
        }
        return result;
    }

    private void shrink(Trip trip, Held of, Side side, Fill fill) {
        Quantity held = trip.open();
        if (!fill.quantity().isGreaterThan(held)) {
            trip.shrink(fill, fill.quantity(), fill.fee());
            if (trip.open().isZero()) {
                of.trip = null;
            }
            return;
        }
        Money closingFee = fill.fee().share(held, fill.quantity());
        trip.shrink(fill, held, closingFee);
        open(of, side, fill, fill.quantity().minus(held), fill.fee().minus(closingFee));
    }

    private void open(Held of, Side side, Fill fill, Quantity quantity, Money fee) {
        Trip trip = new Trip(of.instrument, side, fill, quantity, fee);
        trips.add(trip);
        of.trip = trip;
    }

    private Held held(Instrument instrument) {
        return held.computeIfAbsent(instrument.id(), _ -> new Held(instrument));
    }

    private Held known(InstrumentId id) {
        Held known = held.get(id);
        if (known == null) {
            throw new IllegalStateException("the history does not tell what " + id + " is");
        }
        return known;
    }

    /** An instrument as it was listed last, and the round trip that is open on it. */
    private static final class Held {
        private Instrument instrument;
        private @Nullable Trip trip;

        Held(Instrument instrument) {
            this.instrument = instrument;
        }
    }
}
