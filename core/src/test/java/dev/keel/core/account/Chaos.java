package dev.keel.core.account;

import dev.keel.core.Samples;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.Evidence;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Instruction;
import dev.keel.core.order.Liquidity;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Protection;
import dev.keel.core.order.Side;
import dev.keel.core.order.TradeId;
import dev.keel.core.order.VenueOrderId;
import dev.keel.core.position.Position;
import dev.keel.core.position.PositionSide;
import dev.keel.core.risk.RiskPolicy;
import dev.keel.core.signal.Direction;
import dev.keel.core.signal.PricePlan;
import dev.keel.core.signal.Signal;
import dev.keel.core.signal.SignalId;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Random commands, and a venue that says anything in any order. A command may be wrong; a report of
 * the venue never is.
 */
final class Chaos {
    private static final List<InstrumentId> TRADED =
            List.of(Samples.SPOT_ID, Samples.PERP_ID, Samples.ETH_ID);

    final Desk desk;
    private final Random random;
    private int counter;

    Chaos(long seed) {
        random = new Random(seed);
        desk = Desk.with(Samples.AUTO.withMode(any(List.of(ExecutionMode.values()))));
    }

    void run(int steps) {
        for (int i = 0; i < steps; i++) {
            step();
        }
    }

    void step() {
        desk.pass(Duration.ofSeconds(random.nextInt(120)));
        if (random.nextInt(3) == 0) {
            desk.price(any(TRADED), price().toString());
        }
        switch (random.nextInt(20)) {
            case 0 -> desk.send(new AccountCommand.Mark());
            case 1, 2, 3, 4 -> attempt(new AccountCommand.OfferSignal(signal()));
            case 5 -> attempt(new AccountCommand.ConfirmSignal(heldOrNot(), "tester"));
            case 6 -> attempt(new AccountCommand.DismissSignal(heldOrNot(), "tester"));
            case 7, 8 -> attempt(place());
            case 9 -> attempt(new AccountCommand.CancelOrder(orderOrNot(), "wish"));
            case 10 -> administer();
            default -> report();
        }
    }

    boolean isHalted() {
        return desk.platform instanceof TradingSwitch.Halted || desk.state.haltReason().isPresent();
    }

    Money expectedCash() {
        Money expected = Samples.usd("0");
        for (AccountEvent event : desk.history) {
            if (event instanceof AccountEvent.FundsMoved moved) {
                expected = expected.plus(moved.amount());
            }
        }
        for (Position position : desk.state.positions()) {
            expected = expected.plus(position.realised()).minus(position.fees());
            if (position.instrument().kind() == InstrumentKind.SPOT) {
                expected =
                        position.side() == PositionSide.SHORT
                                ? expected.plus(position.cost())
                                : expected.minus(position.cost());
            }
        }
        return expected;
    }

    List<OrderId> newOrderIds() {
        List<OrderId> ids = new ArrayList<>();
        for (AccountEvent event : desk.history) {
            if (event instanceof AccountEvent.OrderPlaced placed) {
                ids.add(placed.order());
            } else if (event instanceof AccountEvent.OrderRefused refused) {
                ids.add(refused.order());
            }
        }
        return ids;
    }

    Map<SignalId, Integer> finalEventsBySignal() {
        Map<SignalId, Integer> finals = new TreeMap<>();
        for (AccountEvent event : desk.history) {
            if (event instanceof AccountEvent.SignalHeld held) {
                finals.merge(held.signal().id(), 0, Integer::sum);
            } else if (event instanceof AccountEvent.SignalDeclined declined) {
                finals.merge(declined.signal().id(), 1, Integer::sum);
            } else if (event instanceof AccountEvent.SignalExecuted executed) {
                finals.merge(executed.signal().id(), 1, Integer::sum);
            }
        }
        return finals;
    }

    private void attempt(AccountCommand command) {
        try {
            desk.send(command);
        } catch (IllegalArgumentException _) {
            // A wrong command: nothing followed from it.
        }
    }

    private void administer() {
        switch (random.nextInt(8)) {
            case 0 -> desk.send(new AccountCommand.Halt("storm", "tester"));
            case 1, 2 -> desk.send(new AccountCommand.Resume("tester"));
            case 3 -> attempt(new AccountCommand.MoveFunds(money(2000), "transfer"));
            case 4 -> desk.send(new AccountCommand.ChangeSettings(settings(), "tester"));
            case 5 -> desk.send(new AccountCommand.DoubtUnanswered());
            case 6 -> desk.send(new AccountCommand.ListInstrument(finer(any(TRADED))));
            default ->
                    desk.platform =
                            random.nextBoolean()
                                    ? new TradingSwitch.Halted("all stop")
                                    : TradingSwitch.Enabled.INSTANCE;
        }
    }

    private void report() {
        List<Order> orders =
                Stream.concat(
                                desk.state.openOrders().stream(),
                                desk.state.recentlyClosedOrders().stream())
                        .toList();
        if (orders.isEmpty()) {
            return;
        }
        Order order = any(orders);
        Evidence evidence = new Evidence("venue", "said so");
        OrderChange change =
                switch (random.nextInt(12)) {
                    case 0, 1 -> new OrderChange.Accepted(new VenueOrderId("v" + order.id()));
                    case 2 -> new OrderChange.Accepted(new VenueOrderId("w" + order.id()));
                    case 3 -> new OrderChange.Refused(evidence);
                    case 4 -> new OrderChange.Canceled(evidence);
                    case 5 -> new OrderChange.Expired(evidence);
                    case 6 -> new OrderChange.CancelRefused(evidence);
                    case 7 -> new OrderChange.Doubted("silence");
                    default -> new OrderChange.Filled(fill(order));
                };
        desk.report(order.id(), change);
    }

    private Fill fill(Order order) {
        boolean again = !order.execution().tradeIds().isEmpty() && random.nextInt(4) == 0;
        TradeId id = again ? order.execution().tradeIds().getFirst() : new TradeId("t" + ++counter);
        return new Fill(id, price(), quantity(), money(3), Liquidity.MAKER, desk.now);
    }

    private AccountCommand.PlaceOrder place() {
        OrderRequest request =
                OrderRequest.market(any(TRADED), any(List.of(Side.values())), quantity());
        request =
                switch (random.nextInt(5)) {
                    case 0 -> request.withType(new OrderType.Limit(price()));
                    case 1 -> request.withType(new OrderType.Stop(price()));
                    case 2 -> request.with(Instruction.REDUCE_ONLY);
                    case 3 -> request.withProtection(Protection.of(price(), price()));
                    default -> request;
                };
        ClientKey key = new ClientKey("key " + random.nextInt(30));
        return new AccountCommand.PlaceOrder(request, key, "tester", null);
    }

    private Signal signal() {
        Direction direction = any(List.of(Direction.values()));
        PricePlan plan =
                direction == Direction.LONG && random.nextBoolean()
                        ? new PricePlan(
                                Samples.price("100"),
                                Samples.price("90"),
                                Samples.price("120"),
                                null)
                        : PricePlan.at(price());
        int minute = random.nextInt(8) == 0 ? random.nextInt(40) : ++counter;
        return Samples.signal(any(TRADED), minute, direction, plan);
    }

    private AccountSettings settings() {
        return Desk.settings(random.nextBoolean() ? RiskPolicy.DEFAULT : RiskPolicy.UNLIMITED)
                .withMode(any(List.of(ExecutionMode.values())));
    }

    private static Instrument finer(InstrumentId id) {
        Instrument known = id.equals(Samples.SPOT_ID) ? Samples.SPOT : Samples.PERP;
        return id.equals(Samples.ETH_ID)
                ? Samples.ETH_PERP
                : new Instrument(
                        known.id(),
                        known.base(),
                        known.quote(),
                        known.kind(),
                        dev.keel.core.instrument.TradingRules.FINEST,
                        known.fees(),
                        known.contractSize());
    }

    private SignalId heldOrNot() {
        List<HeldSignal> held = desk.state.heldSignals();
        return held.isEmpty() ? signal().id() : any(held).signal().id();
    }

    private OrderId orderOrNot() {
        List<Order> open = desk.state.openOrders();
        return open.isEmpty() ? new OrderId(1) : any(open).id();
    }

    private Price price() {
        return Price.ofUnscaled(8_000 + random.nextInt(4_000), 2);
    }

    private Quantity quantity() {
        return Quantity.ofUnscaled(1 + random.nextInt(3_000), 3);
    }

    private Money money(int most) {
        int cents = random.nextInt(200 * most) - 100 * most;
        return new Money(Samples.USD, BigDecimal.valueOf(cents, 2));
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
