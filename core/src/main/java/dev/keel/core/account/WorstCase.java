package dev.keel.core.account;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.market.Market;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Order;
import dev.keel.core.order.Side;
import dev.keel.core.position.Position;
import dev.keel.core.position.PositionSide;
import dev.keel.core.risk.EquityMarks;
import dev.keel.core.risk.Exposure;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The exposure of an account if everything that is open filled: working, pending and doubtful
 * orders at their reference price. Reduce-only orders add nothing.
 */
final class WorstCase implements Exposure {
    private final AccountState state;
    private final Situation situation;
    private final InstrumentId instrument;
    private final Side side;

    WorstCase(AccountState state, Situation situation, InstrumentId instrument, Side side) {
        this.state = state;
        this.situation = situation;
        this.instrument = instrument;
        this.side = side;
    }

    @Override
    public Money equity() {
        return Valuation.equity(state, situation.market());
    }

    @Override
    public Money freeCash() {
        Money free = state.cash();
        for (Order order : state.openOrders()) {
            if (order.request().side() == Side.BUY && !order.request().isReduceOnly()) {
                free = free.minus(reserved(order));
            }
        }
        return free;
    }

    @Override
    public Money gross() {
        Market market = situation.market();
        Money gross = Money.zero(state.profile().currency());
        for (Position position : state.positions()) {
            Optional<Price> mark = Valuation.mark(position, market);
            if (mark.isPresent()) {
                gross = gross.plus(position.instrument().notional(mark.get(), position.quantity()));
            }
        }
        for (Order order : state.openOrders()) {
            if (!order.request().isReduceOnly()) {
                gross =
                        gross.plus(
                                instrumentOf(order)
                                        .notional(order.reservedAt(), order.remaining()));
            }
        }
        return gross;
    }

    @Override
    public Quantity sameSide() {
        Quantity total =
                state.position(instrument)
                        .filter(position -> position.side() == PositionSide.openedBy(side))
                        .map(Position::quantity)
                        .orElse(Quantity.ZERO);
        for (Order order : state.openOrders()) {
            if (order.request().instrument().equals(instrument)
                    && order.request().side() == side
                    && !order.request().isReduceOnly()) {
                total = total.plus(order.remaining());
            }
        }
        return total;
    }

    @Override
    public int otherPositions() {
        Set<InstrumentId> held = new TreeSet<>();
        state.positions().stream()
                .filter(position -> !position.isFlat())
                .forEach(position -> held.add(position.instrument().id()));
        state.openOrders().stream()
                .filter(order -> !order.request().isReduceOnly())
                .forEach(order -> held.add(order.request().instrument()));
        held.remove(instrument);
        return held.size();
    }

    @Override
    public Optional<EquityMarks> marks() {
        return state.settings().policy().needsEquityMarks()
                ? Optional.of(Account.marksNow(state, situation, equity()))
                : Optional.empty();
    }

    private Money reserved(Order order) {
        Instrument traded = instrumentOf(order);
        if (traded.kind() != InstrumentKind.SPOT) {
            return Money.zero(state.profile().currency());
        }
        Price price =
                OrderDesk.slipped(state.settings().policy(), order.request(), order.reservedAt());
        Money notional = traded.notional(price, order.remaining());
        return notional.plus(traded.fee(notional, traded.fees().taker()));
    }

    private Instrument instrumentOf(Order order) {
        return state.instrument(order.request().instrument())
                .orElseThrow(() ->
                        new IllegalStateException(
                                "order " + order.id() + " trades an unknown instrument"));
    }
}
