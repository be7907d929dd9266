package dev.keel.core.account;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Instruction;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Origin;
import dev.keel.core.order.Side;
import dev.keel.core.position.Position;
import dev.keel.core.position.PositionSide;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Closes what is held at the market: one closing order at a time, never more than ledger and venue
 * agree on, and less and less often where the venue will not take it.
 */
final class ClosingDesk {
    /** How many closes in a row a venue may refuse before a person hears. */
    static final int REFUSALS = 3;

    /** How long a close that the venue refused is not tried again; twice as long each time. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private ClosingDesk() {}

    /** Closes a position, unless that is on its way already or nothing is known to be there. */
    static void close(Draft draft, Position position, String rule) {
        InstrumentId instrument = position.instrument().id();
        Side side = position.closingSide().orElseThrow();
        Quantity undisputed =
                position.instrument().roundDownToLot(undisputed(draft.state(), position));
        if (undisputed.isZero() || isBeingClosed(draft, instrument, side)) {
            return;
        }
        if (!holdsBalance(draft, position)) {
            OrderDesk.emitPlaced(
                    draft,
                    OrderRequest.market(instrument, side, undisputed).with(Instruction.REDUCE_ONLY),
                    new Origin.OfSafety(rule),
                    List.of());
        }
    }

    /**
     * Whether what is held on a spot market is set aside for orders that work; they are cancelled,
     * and the close is placed once they are gone. Orders in doubt are not waited for.
     */
    private static boolean holdsBalance(Draft draft, Position position) {
        if (position.instrument().kind() != InstrumentKind.SPOT) {
            return false;
        }
        List<Order> inTheWay =
                draft.state().openOrders().stream()
                        .filter(order ->
                                order.request().instrument().equals(position.instrument().id()))
                        .filter(order -> position.isReducedBy(order.request().side()))
                        .filter(order -> order.status() != OrderStatus.IN_DOUBT)
                        .toList();
        inTheWay.forEach(order ->
                OrderDesk.requestCancel(draft, order, "what it would sell is sold at the market"));
        return !inTheWay.isEmpty();
    }

    /**
     * What is held in the ledger and, as far as is known, at the venue: the smaller of the two
     * while an unexplained difference is on record, nothing if they are on different sides. What
     * trades moves both sides alike, so that the gap stays what it was when it was seen.
     */
    static Quantity undisputed(AccountState state, Position position) {
        BigDecimal ledger = signed(position);
        BigDecimal venue = ledger;
        for (Difference known : state.unexplained()) {
            if (known.subject() == Difference.Subject.POSITION
                    && position.instrument().id().equals(known.instrument())
                    && known.ledger() != null
                    && known.venue() != null) {
                venue = ledger.add(known.venue()).subtract(known.ledger());
            }
        }
        return venue.signum() == ledger.signum()
                ? new Quantity(ledger.abs().min(venue.abs()))
                : Quantity.ZERO;
    }

    /** Calls for a person when the venue has not taken a close of Keel's so many times in a row. */
    static void alarmIfRefusedAgain(Draft draft, Order refused) {
        OrderRequest request = refused.request();
        boolean ours =
                refused.origin() instanceof Origin.OfSafety
                        && isClose(refused, request.instrument(), request.side());
        if (ours && refusals(draft.state(), request.instrument(), request.side()) == REFUSALS) {
            draft.emit(
                    new AccountEvent.Alarmed(
                            draft.now(),
                            AlarmKind.PROTECTION_REFUSED,
                            request.instrument(),
                            "order "
                                    + refused.id()
                                    + ": "
                                    + REFUSALS
                                    + " closes in a row were not taken: "
                                    + draft.state()
                                            .order(refused.id())
                                            .flatMap(Order::proof)
                                            .map(Object::toString)
                                            .orElse("")));
        }
    }

    private static boolean isBeingClosed(Draft draft, InstrumentId instrument, Side side) {
        for (Order order : draft.state().openOrders()) {
            if (isClose(order, instrument, side)) {
                return true;
            }
        }
        Duration pause = pauseAfter(refusals(draft.state(), instrument, side));
        for (Order order : draft.state().recentlyClosedOrders()) {
            if (isClose(order, instrument, side)
                    && order.status() == OrderStatus.REJECTED
                    && order.placement()
                            .at()
                            .isAfter(draft.now().minus(isOurs(order) ? pause : PAUSE))) {
                return true;
            }
        }
        return false;
    }

    /** 5, 10, 20 ... seconds, 5 minutes at most. */
    private static Duration pauseAfter(int refusals) {
        Duration pause = PAUSE;
        for (int i = 1; i < refusals && pause.compareTo(LONGEST_PAUSE) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    /** Closes of Keel's that were not taken since an order on the instrument last traded. */
    private static int refusals(AccountState state, InstrumentId instrument, Side side) {
        List<Order> latestFirst =
                Stream.concat(state.openOrders().stream(), state.recentlyClosedOrders().stream())
                        .filter(order -> order.request().instrument().equals(instrument))
                        .sorted(Comparator.comparing(Order::id).reversed())
                        .toList();
        int refusals = 0;
        for (Order order : latestFirst) {
            if (!order.execution().quantity().isZero()) {
                return refusals;
            }
            if (isOurs(order)
                    && isClose(order, instrument, side)
                    && order.status() == OrderStatus.REJECTED) {
                refusals++;
            }
        }
        return refusals;
    }

    private static boolean isOurs(Order order) {
        return order.origin() instanceof Origin.OfSafety;
    }

    private static boolean isClose(Order order, InstrumentId instrument, Side side) {
        return order.request().instrument().equals(instrument)
                && order.request().side() == side
                && order.request().isReduceOnly()
                && order.request().type() instanceof OrderType.Market;
    }

    private static BigDecimal signed(Position position) {
        BigDecimal quantity = position.quantity().value();
        return position.side() == PositionSide.SHORT ? quantity.negate() : quantity;
    }
}
