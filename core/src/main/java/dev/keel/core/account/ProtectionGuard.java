package dev.keel.core.account;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Quote;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Instruction;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Origin;
import dev.keel.core.position.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Sees that what is held with a stop in mind has one at the venue. Without it for a while it is
 * given a new one; if that does not help, or the market is beyond it already, it is closed.
 *
 * <p>Where the venue takes no stops, Keel closes what is held once the price is there. Such a
 * position counts as naked while no fresh price is known.
 */
final class ProtectionGuard {
    /** How often a venue may refuse a stop before it is believed. */
    private static final int REFUSALS = 2;

    private ProtectionGuard() {}

    static void watch(Draft draft) {
        if (draft.state().safety().watch().isIdle()) {
            return;
        }
        for (Position position : draft.state().positions()) {
            watch(draft, position);
        }
    }

    private static void watch(Draft draft, Position position) {
        InstrumentId instrument = position.instrument().id();
        Watch watch = draft.state().safety().watch();
        Optional<Instant> since = watch.nakedSince().get(instrument);
        Optional<Plan> plan = watch.plans().get(instrument);
        Price stop = plan.isEmpty() ? null : plan.get().stop();
        if (plan.isEmpty()
                || stop == null
                || position.isIdle()
                || isCovered(draft, position, stop)) {
            if (since.isPresent()) {
                draft.emit(new AccountEvent.PositionCovered(draft.now(), instrument));
            }
        } else if (isKept(draft) && isReached(draft, position, stop)) {
            ClosingDesk.close(draft, position, "stop at " + stop);
        } else if (since.isEmpty()) {
            draft.emit(new AccountEvent.PositionNaked(draft.now(), instrument));
        } else {
            cover(draft, position, plan.get(), stop, since.get());
        }
    }

    private static void cover(
            Draft draft, Position position, Plan plan, Price stop, Instant since) {
        Duration patience = draft.state().settings().policy().triggers().nakedTime();
        Duration naked = Duration.between(since, draft.now());
        if (patience == null || naked.compareTo(patience) < 0) {
            return;
        }
        if (!plan.alarmed()) {
            draft.emit(
                    new AccountEvent.Alarmed(
                            draft.now(),
                            AlarmKind.NAKED_POSITION,
                            position.instrument().id(),
                            position.side()
                                    + " "
                                    + position.quantity()
                                    + " without its stop at "
                                    + stop
                                    + " since "
                                    + since));
        }
        if (isKept(draft)) {
            // Without a price nothing can be told; a person has heard.
            return;
        }
        Price onTick = VenueDesk.onTick(position.instrument(), stop);
        boolean closes =
                naked.compareTo(patience.multipliedBy(2)) >= 0
                        || wouldTrigger(draft, position, onTick)
                        || refusals(draft, new Origin.OfProtection(plan.entry()), true) >= REFUSALS;
        if (closes) {
            ClosingDesk.close(draft, position, "naked position");
        } else if (!isStopOnItsWay(draft, position)) {
            placeStop(draft, position, plan, onTick);
        }
    }

    private static void placeStop(Draft draft, Position position, Plan plan, Price stop) {
        Instrument instrument = position.instrument();
        Quantity held = ClosingDesk.undisputed(draft.state(), position);
        Quantity covered = covered(draft, position);
        if (!held.isGreaterThan(covered)) {
            return;
        }
        Quantity missing = instrument.roundDownToLot(held.minus(covered));
        if (missing.isZero()) {
            return;
        }
        OrderRequest request =
                OrderRequest.market(instrument.id(), position.closingSide().orElseThrow(), missing)
                        .with(Instruction.REDUCE_ONLY)
                        .withType(new OrderType.Stop(stop));
        OrderDesk.emitPlaced(draft, request, new Origin.OfProtection(plan.entry()), List.of());
    }

    private static boolean isCovered(Draft draft, Position position, Price stop) {
        boolean watched =
                isKept(draft) && isFresh(draft, position) && !isReached(draft, position, stop);
        return watched || !position.tradable().isGreaterThan(covered(draft, position));
    }

    /** Whether Keel keeps the stops, for the venue takes none. */
    private static boolean isKept(Draft draft) {
        return draft.situation().stops() == StopKeeper.KEEL;
    }

    private static boolean isReached(Draft draft, Position position, Price stop) {
        return wouldTrigger(draft, position, VenueDesk.onTick(position.instrument(), stop));
    }

    private static boolean isFresh(Draft draft, Position position) {
        Duration age = draft.state().settings().policy().freshness().priceAge();
        Optional<Quote> quote = draft.situation().market().latest(position.instrument().id());
        return quote.isPresent()
                && (age == null
                        || Duration.between(quote.get().at(), draft.now()).compareTo(age) <= 0);
    }

    /** What stops at the venue would close. */
    private static Quantity covered(Draft draft, Position position) {
        Quantity covered = Quantity.ZERO;
        for (Order order : draft.state().openOrders()) {
            boolean works =
                    order.status() == OrderStatus.WORKING
                            || order.status() == OrderStatus.PARTIALLY_FILLED;
            if (works && isStopOf(order, position)) {
                covered = covered.plus(order.remaining());
            }
        }
        return covered;
    }

    private static boolean isStopOnItsWay(Draft draft, Position position) {
        for (Order order : draft.state().openOrders()) {
            boolean unanswered =
                    order.status() == OrderStatus.PENDING || order.status() == OrderStatus.IN_DOUBT;
            if (unanswered && isStopOf(order, position)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isStopOf(Order order, Position position) {
        return order.request().instrument().equals(position.instrument().id())
                && order.request().isReduceOnly()
                && position.isReducedBy(order.request().side())
                && SafetyDesk.isStop(order.request());
    }

    private static boolean wouldTrigger(Draft draft, Position position, Price stop) {
        return draft.situation()
                .market()
                .latest(position.instrument().id())
                .filter(quote -> position.isStopped(stop, quote.last()))
                .isPresent();
    }

    /** Whether an exit like this one has come to nothing so often that another will not help. */
    static boolean isHopeless(Draft draft, Order exit) {
        return refusals(draft, exit.origin(), SafetyDesk.isStop(exit.request())) >= REFUSALS;
    }

    private static long refusals(Draft draft, Origin origin, boolean stops) {
        return draft.state().recentlyClosedOrders().stream()
                .filter(order -> order.status() == OrderStatus.REJECTED)
                .filter(order -> order.origin().equals(origin))
                .filter(order -> SafetyDesk.isStop(order.request()) == stops)
                .count();
    }
}
