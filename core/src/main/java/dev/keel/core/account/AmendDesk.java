package dev.keel.core.account;

import dev.keel.core.money.Quantity;
import dev.keel.core.order.Instruction;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.order.Origin;
import dev.keel.core.order.Protection;
import dev.keel.core.risk.Checklist;
import java.util.Optional;

/**
 * Orders that are to be replaced. An entry goes before the new one comes, so that both never add
 * up; an exit stays until the new one works, so that what is held is never without it.
 */
final class AmendDesk {
    private AmendDesk() {}

    /** Amends, or refuses to; the same amendment under a key that is known changes nothing. */
    static void amend(Draft draft, AccountCommand.AmendOrder command) {
        AccountState state = draft.state();
        if (state.order(command.key()).isPresent()
                || state.amendment(command.order())
                        .filter(amendment -> amendment.key().equals(command.key()))
                        .isPresent()) {
            return;
        }
        Order order =
                state.order(command.order())
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "order " + command.order() + " is not open"));
        if (!order.isOpen()) {
            throw new IllegalArgumentException(
                    "order " + order.id() + " must be open to be amended, is " + order.status());
        }
        requireSameKind(order.request(), command.replacement());
        OrderRequest replacement =
                order.request().isReduceOnly()
                        ? command.replacement()
                                .withProtection(Protection.NONE)
                                .with(Instruction.REDUCE_ONLY)
                        : command.replacement();
        Origin asked = new Origin.OfClient(command.key(), command.who());
        Checklist list = OrderDesk.judgeRules(draft, replacement);
        if (!list.isPassed()) {
            draft.emit(
                    new AccountEvent.OrderRefused(
                            draft.now(),
                            state.nextOrderId(),
                            replacement,
                            asked,
                            list.violations()));
            return;
        }
        if (!order.request().isReduceOnly()) {
            OrderDesk.requestCancel(draft, order, "amended by " + command.key());
        }
        draft.emit(
                new AccountEvent.AmendRequested(
                        draft.now(), order.id(), replacement, command.key(), command.who()));
        if (order.request().isReduceOnly()) {
            Origin origin = order.origin() instanceof Origin.OfProtection ? order.origin() : asked;
            OrderDesk.emitPlaced(draft, replacement, origin, list.checks());
        }
    }

    /** An order is at the venue: the exit in whose place it comes may go. */
    static void works(Draft draft, Order replacement) {
        if (draft.state().safety().amendments().size() == 0
                || !replacement.request().isReduceOnly()) {
            return;
        }
        for (Order order : draft.state().openOrders()) {
            if (isReplacedBy(draft.state(), order, replacement)) {
                OrderDesk.requestCancel(draft, order, "order " + replacement.id() + " replaces it");
            }
        }
    }

    /**
     * An order has ended: what was to come in the place of an entry comes now, for what did not
     * trade.
     *
     * @param before the state before its end
     */
    static void ended(Draft draft, AccountState before, Order ended) {
        Optional<Amendment> amendment = before.amendment(ended.id());
        if (amendment.isEmpty()
                || ended.request().isReduceOnly()
                || ended.status() == OrderStatus.FILLED) {
            return;
        }
        OrderRequest replacement = amendment.get().replacement();
        Quantity traded = ended.execution().quantity();
        if (replacement.quantity().isGreaterThan(traded)) {
            OrderDesk.placeOrRefuse(
                    draft,
                    replacement.withQuantity(replacement.quantity().minus(traded)),
                    new Origin.OfClient(amendment.get().key(), amendment.get().who()));
        }
    }

    /** Whether an order is to come in the place of an exit that still works. */
    static boolean isReplacement(AccountState state, Order order) {
        return state.safety().amendments().size() > 0
                && state.openOrders().stream().anyMatch(other -> isReplacedBy(state, other, order));
    }

    private static boolean isReplacedBy(AccountState state, Order order, Order replacement) {
        return order.request().isReduceOnly()
                && order.id().compareTo(replacement.id()) < 0
                && state.amendment(order.id())
                        .map(Amendment::replacement)
                        .filter(replacement.request()::equals)
                        .isPresent();
    }

    private static void requireSameKind(OrderRequest before, OrderRequest after) {
        if (!after.instrument().equals(before.instrument())) {
            throw new IllegalArgumentException(
                    "instrument must stay " + before.instrument() + ", was " + after.instrument());
        }
        if (after.side() != before.side()) {
            throw new IllegalArgumentException(
                    "side must stay " + before.side() + ", was " + after.side());
        }
        if (after.isReduceOnly() && !before.isReduceOnly()) {
            throw new IllegalArgumentException("instructions must not make an entry reduce-only");
        }
    }
}
