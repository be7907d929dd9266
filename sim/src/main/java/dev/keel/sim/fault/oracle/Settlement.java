package dev.keel.sim.fault.oracle;

import dev.keel.core.account.AccountState;
import dev.keel.core.account.Difference;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.order.TradeId;
import dev.keel.core.position.Position;
import dev.keel.core.position.PositionSide;
import dev.keel.core.venue.Movement;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueTrade;
import dev.keel.sim.fault.broker.BrokerOrder;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Holds the ledger against the broker's truth once all is quiet. */
final class Settlement {
    private static final BigDecimal CENT = new BigDecimal("0.01");

    private final Mirror mirror;
    private final AccountState state;

    private Settlement(Mirror mirror, AccountState state) {
        this.mirror = mirror;
        this.state = state;
    }

    /** The first thing that is not settled. */
    static Optional<String> of(Mirror mirror) {
        AccountState state = mirror.state;
        if (state == null) {
            return Optional.of("the account was never opened");
        }
        Settlement settlement = new Settlement(mirror, state);
        return settlement
                .orders()
                .or(settlement::facts)
                .or(settlement::books)
                .or(settlement::reports);
    }

    private Optional<String> orders() {
        for (Mirror.Intent intent : mirror.intents.values()) {
            Order order = intent.latest;
            List<BrokerOrder> real = mirror.atBroker().orders(order.id());
            boolean agrees =
                    real.isEmpty()
                            ? order.status() == OrderStatus.REJECTED
                                    || order.status() == OrderStatus.CANCELED
                            : agrees(order, real.getFirst());
            if (!agrees) {
                return Optional.of(
                        "order "
                                + order.id()
                                + " is "
                                + order.status()
                                + ", at the broker "
                                + (real.isEmpty() ? "unknown" : real.getFirst().view()));
            }
        }
        return Optional.empty();
    }

    private boolean agrees(Order order, BrokerOrder real) {
        // A bust of an order that the ledger has forgotten is in the books alone.
        Set<TradeId> ledger = new HashSet<>(order.execution().tradeIds());
        ledger.removeAll(mirror.truth.busts().keySet());
        Set<TradeId> broker = tradesOf(order.id());
        if (!ledger.equals(broker)) {
            return false;
        }
        boolean busted =
                mirror.truth.busts().values().stream()
                        .anyMatch(bust -> order.id().equals(bust.clientId()));
        return switch (order.status()) {
            case PENDING, IN_DOUBT, CANCELING, REJECTED -> false;
            case WORKING, PARTIALLY_FILLED -> real.state() == VenueOrder.State.WORKING;
            case FILLED -> busted || real.state() == VenueOrder.State.FILLED;
            case CANCELED -> busted || real.state() == VenueOrder.State.CANCELED;
            case EXPIRED -> real.state() == VenueOrder.State.EXPIRED;
        };
    }

    private Set<TradeId> tradesOf(OrderId id) {
        Set<TradeId> trades = new HashSet<>();
        mirror.truth
                .trades()
                .forEach((trade, real) -> {
                    if (id.equals(real.clientId()) && !mirror.truth.busts().containsKey(trade)) {
                        trades.add(trade);
                    }
                });
        return trades;
    }

    private Optional<String> facts() {
        long missing = mirror.truth.missing();
        return missing == 0
                ? Optional.empty()
                : Optional.of(missing + " trades or movements are not in the ledger");
    }

    private Optional<String> books() {
        for (Instrument instrument : state.instruments()) {
            boolean edited = mirror.truth.edited().filter(instrument.id()::equals).isPresent();
            BigDecimal ledger =
                    state.position(instrument.id()).map(Settlement::signed).orElse(BigDecimal.ZERO);
            BigDecimal broker = mirror.atBroker().position(instrument.id());
            if (!edited && ledger.compareTo(broker) != 0) {
                return Optional.of(
                        instrument.id() + " is " + ledger + " in the ledger, in truth " + broker);
            }
        }
        BigDecimal ledger = state.cash().amount();
        BigDecimal broker = mirror.atBroker().cash();
        boolean same = ledger.subtract(broker).abs().compareTo(CENT) <= 0;
        return same || mirror.truth.edited().isPresent()
                ? Optional.empty()
                : Optional.of("cash is " + ledger + " in the ledger, in truth " + broker);
    }

    private Optional<String> reports() {
        for (VenueTrade trade : mirror.truth.trades().values()) {
            boolean foreign = trade.clientId() == null;
            Difference.Explanation expected =
                    trade.cause() == VenueTrade.Cause.LIQUIDATION
                            ? Difference.Explanation.LIQUIDATION
                            : Difference.Explanation.MANUAL_TRADE;
            if (foreign && !isReported(expected, trade.fill().tradeId().value())) {
                return Optional.of("trade " + trade.fill().tradeId() + " was not reported");
            }
        }
        for (Movement movement : mirror.truth.movements().values()) {
            if (mirror.differences.stream().noneMatch(known -> mentions(known, movement.id()))) {
                return Optional.of("movement " + movement.id() + " was not reported");
            }
        }
        boolean unexplained = !state.unexplained().isEmpty();
        boolean mayBe = mirror.truth.edited().isPresent();
        if (unexplained && !mayBe) {
            return Optional.of("unexplained: " + state.unexplained());
        }
        if (!unexplained && mayBe) {
            return Optional.of("the edited position was not reported");
        }
        return Optional.empty();
    }

    private boolean isReported(Difference.Explanation expected, String id) {
        return mirror.differences.stream()
                .anyMatch(known -> known.explanation() == expected && mentions(known, id));
    }

    private static boolean mentions(Difference difference, String id) {
        return difference.detail().contains(" " + id + " ")
                || difference.detail().contains(" " + id + ";");
    }

    private static BigDecimal signed(Position position) {
        BigDecimal quantity = position.quantity().value();
        return position.side() == PositionSide.SHORT ? quantity.negate() : quantity;
    }
}
