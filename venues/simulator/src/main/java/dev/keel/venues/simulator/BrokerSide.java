package dev.keel.venues.simulator;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.order.Side;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The other side of the wire: what a simulated venue holds true, and how it is made to behave. For
 * any number of threads.
 */
public interface BrokerSide extends AutoCloseable {
    /** Moves the market; orders that it reaches fill or are triggered. */
    void quote(InstrumentId instrument, BigDecimal bid, BigDecimal ask);

    /** Every order that was ever taken, in the order of taking; two with one client id are two. */
    List<BrokerOrder> orders();

    /** The latest order with this client id. */
    default Optional<BrokerOrder> order(String clientId) {
        return orders().reversed().stream()
                .filter(order -> order.clientId().equals(clientId))
                .findFirst();
    }

    /** Fills part of a working order at a price, whatever the market. */
    void fill(String clientId, BigDecimal quantity, BigDecimal price);

    /** Ends a working order unasked. */
    void cancel(String clientId);

    /** An order that somebody else placed on the account. */
    String placeByHand(InstrumentId instrument, Side side, BigDecimal quantity, BigDecimal limit);

    /** Takes back the latest trade of an order, where the venue knows such a thing. */
    void bust(String clientId);

    /** Money comes in, or goes out below zero. */
    void move(String asset, BigDecimal amount);

    BigDecimal balance(String asset);

    /** Signed; below zero is short. */
    BigDecimal position(InstrumentId instrument);

    /** What of {@link WireFault} this wire can do. */
    Set<WireFault> faults();

    /**
     * Has the next requests of a kind go wrong.
     *
     * @param times how many; above 0
     */
    void inject(WireFault fault, Ask ask, int times);

    /** How many requests of a kind have reached it, whatever became of them. */
    int received(Ask ask);

    /** Every byte that has reached it, as text, for looking for what must not be there. */
    List<String> wire();

    /**
     * Cuts every stream, and takes none until they are let in again.
     *
     * @throws UnsupportedOperationException if they are to be let in, and there are none
     */
    void streams(boolean up);

    /** Whether there are streams; without them, what happened has to be asked for. */
    default boolean hasStreams() {
        return true;
    }

    @Override
    void close();

    /** What is asked of a venue. */
    enum Ask {
        SUBMIT,
        CANCEL,
        QUERY,
        OPEN_ORDERS,
        HISTORY,
        HOLDINGS,
        OTHER
    }
}
