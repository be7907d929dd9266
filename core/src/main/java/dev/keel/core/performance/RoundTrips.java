package dev.keel.core.performance;

import dev.keel.core.account.AccountEvent;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Fill;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Folds fills into round trips: one position per instrument, netted. Used by one thread at a time.
 *
 * <p>A fill that turns a position round closes one round trip and opens the next; its fee is shared
 * by quantity. The profits and losses of all round trips add up to what equity has changed by,
 * transfers aside.
 */
public final class RoundTrips {
    private final List<Trip> trips = new ArrayList<>();
    private final Map<InstrumentId, Trip> open = new HashMap<>();

    /**
     * Folds the fills out of an account's whole history, oldest first.
     *
     * @throws IllegalStateException if a fill belongs to no order, or an order to no instrument
     */
    public static RoundTrips of(Iterable<AccountEvent> history) {
        RoundTrips trips = new RoundTrips();
        Map<InstrumentId, Instrument> instruments = new HashMap<>();
        Map<OrderId, OrderRequest> requests = new HashMap<>();
        for (AccountEvent event : history) {
            if (event instanceof AccountEvent.InstrumentListed listed) {
                instruments.put(listed.instrument().id(), listed.instrument());
            } else if (event instanceof AccountEvent.OrderPlaced placed) {
                requests.put(placed.order(), placed.request());
            } else if (event instanceof AccountEvent.OrderChanged changed
                    && changed.change() instanceof OrderChange.Filled(Fill fill)) {
                OrderRequest request = known(requests, changed.order());
                trips.add(known(instruments, request.instrument()), request.side(), fill);
            }
        }
        return trips;
    }

    /** Takes the next fill. */
    public void add(Instrument instrument, Side side, Fill fill) {
        Trip trip = open.get(instrument.id());
        if (trip == null) {
            open(instrument, side, fill, fill.quantity(), fill.fee());
        } else if (trip.isGrownBy(side)) {
            trip.grow(fill);
        } else {
            shrink(trip, instrument, side, fill);
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

    private void shrink(Trip trip, Instrument instrument, Side side, Fill fill) {
        Quantity held = trip.open();
        if (!fill.quantity().isGreaterThan(held)) {
            trip.shrink(fill, fill.quantity(), fill.fee());
            if (trip.open().isZero()) {
                open.remove(instrument.id());
            }
            return;
        }
        Money closingFee = fill.fee().share(held, fill.quantity());
        trip.shrink(fill, held, closingFee);
        open(instrument, side, fill, fill.quantity().minus(held), fill.fee().minus(closingFee));
    }

    private void open(Instrument instrument, Side side, Fill fill, Quantity quantity, Money fee) {
        Trip trip = new Trip(instrument, side, fill, quantity, fee);
        trips.add(trip);
        open.put(instrument.id(), trip);
    }

    private static <K, V> V known(Map<K, V> map, K key) {
        V value = map.get(key);
        if (value == null) {
            throw new IllegalStateException("the history does not tell what " + key + " is");
        }
        return value;
    }
}
