package dev.keel.sim.fault.world;

import dev.keel.core.account.AccountCommand;
import dev.keel.core.account.AccountId;
import dev.keel.core.account.AccountState;
import dev.keel.core.account.HeldSignal;
import dev.keel.core.account.KillLevel;
import dev.keel.core.account.SwitchScope;
import dev.keel.core.account.TradingSwitch;
import dev.keel.core.account.UserId;
import dev.keel.core.execution.AccountRunner;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Timeframe;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.Instruction;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Protection;
import dev.keel.core.order.Side;
import dev.keel.core.order.TimeInForce;
import dev.keel.core.signal.Direction;
import dev.keel.core.signal.PricePlan;
import dev.keel.core.signal.Reason;
import dev.keel.core.signal.Signal;
import dev.keel.core.signal.SignalId;
import dev.keel.core.signal.SignalSource;
import dev.keel.sim.fault.clock.Dice;
import dev.keel.sim.fault.clock.VirtualTime;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/** People and programs that trade through Keel, and throw its switches. */
final class Traders {
    private static final BigDecimal TICK = new BigDecimal("0.1");

    private final World world;
    private final Dice dice;
    private final long pace;
    private int keys;
    private AccountCommand.PlaceOrder latest;

    Traders(World world, Dice dice) {
        this.world = world;
        this.dice = dice;
        this.pace = dice.between(300, 3000) * VirtualTime.MILLI;
        this.latest =
                new AccountCommand.PlaceOrder(randomOrder(), new ClientKey("k0"), "trader", null);
    }

    void start() {
        for (AccountId account : world.accounts()) {
            next(account);
        }
        world.time().every(VirtualTime.SECOND, this::rearm);
    }

    private void next(AccountId account) {
        world.time()
                .after(
                        dice.between(pace / 4, 2 * pace),
                        () -> {
                            if (!world.isHealed()) {
                                act(account);
                                next(account);
                            }
                        });
    }

    /** Re-arms what was thrown, in the end always. */
    private boolean rearm() {
        for (AccountId account : world.accounts()) {
            Optional<AccountState> state = world.oracle().state(account);
            boolean halted = state.flatMap(AccountState::haltReason).isPresent();
            if (halted && (world.isHealed() || dice.chance(0.1))) {
                tell(account, new AccountCommand.Resume("trader"));
            }
        }
        return true;
    }

    private void act(AccountId account) {
        Optional<AccountRunner> runner = world.activeRunner(account);
        if (runner.isEmpty()) {
            return;
        }
        AccountState state = runner.get().state();
        int choice = dice.from(0, 99);
        if (choice < 62) {
            keys++;
            latest =
                    new AccountCommand.PlaceOrder(
                            order(state), new ClientKey("k" + keys), "trader", null);
            tell(account, latest);
        } else if (choice < 65) {
            tell(account, latest);
        } else if (choice < 78) {
            anyOpen(state)
                    .ifPresent(order ->
                            tell(
                                    account,
                                    new AccountCommand.CancelOrder(
                                            order.id(), "a change of mind")));
        } else if (choice < 82) {
            anyOpen(state).ifPresent(order -> amend(account, order));
        } else if (choice < 90) {
            tell(account, new AccountCommand.OfferSignal(signal()));
        } else if (choice < 93) {
            answerSignal(account, state);
        } else if (choice < 95) {
            tell(
                    account,
                    new AccountCommand.Halt(
                            SwitchScope.OfAccount.INSTANCE, level(), "a bad feeling", "trader"));
        } else if (choice < 97) {
            throwSwitchAbove(account);
        } else if (choice < 98) {
            tell(account, new AccountCommand.ChangeSettings(Scenery.settings(dice), "trader"));
        } else {
            world.instanceOf(account)
                    .flatMap(instance -> instance.runner(account))
                    .ifPresent(AccountRunner::reconcile);
        }
    }

    private KillLevel level() {
        return dice.pick(List.of(KillLevel.values()));
    }

    private void throwSwitchAbove(AccountId account) {
        TradingSwitch thrown = new TradingSwitch.Halted(level(), "above");
        long back = dice.between(2, 20) * VirtualTime.SECOND;
        if (dice.chance(0.5)) {
            world.platform(thrown);
            world.time().after(back, () -> world.platform(TradingSwitch.Enabled.INSTANCE));
        } else {
            UserId user = world.seat(account).profile().user();
            world.user(user, thrown);
            world.time().after(back, () -> world.user(user, TradingSwitch.Enabled.INSTANCE));
        }
    }

    private void amend(AccountId account, Order order) {
        keys++;
        Price limit = near(order.request().instrument(), 5);
        OrderRequest replacement =
                order.request().type() instanceof OrderType.Limit
                        ? order.request().withType(new OrderType.Limit(limit))
                        : order.request();
        tell(
                account,
                new AccountCommand.AmendOrder(
                        order.id(), replacement, new ClientKey("k" + keys), "trader"));
    }

    private void answerSignal(AccountId account, AccountState state) {
        List<HeldSignal> held = state.heldSignals();
        if (!held.isEmpty()) {
            SignalId id = dice.pick(held).signal().id();
            tell(
                    account,
                    dice.chance(0.7)
                            ? new AccountCommand.ConfirmSignal(id, "trader")
                            : new AccountCommand.DismissSignal(id, "trader"));
        }
    }

    private Signal signal() {
        InstrumentId instrument = instrument();
        Price now = new Price(world.market().price(instrument));
        Direction direction = dice.pick(List.of(Direction.values()));
        BigDecimal away = new BigDecimal(dice.from(1, 30)).multiply(TICK);
        PricePlan plan =
                switch (direction) {
                    case LONG -> plan(now, now.value().subtract(away), now.value().add(away));
                    case SHORT -> plan(now, now.value().add(away), now.value().subtract(away));
                    case EXIT -> PricePlan.at(now);
                };
        SignalSource source = new SignalSource("probe", instrument, Timeframe.M1);
        return new Signal(
                new SignalId(source, world.time().instant()),
                direction,
                0.5,
                0.5,
                plan,
                List.of(Reason.of("a throw of the dice")));
    }

    private static PricePlan plan(Price entry, BigDecimal stop, BigDecimal target) {
        return new PricePlan(entry, new Price(stop), new Price(target), null);
    }

    /** What makes sense as things stand: at times a way out of what is held. */
    private OrderRequest order(AccountState state) {
        boolean exits = dice.chance(0.3);
        if (exits) {
            for (var position : state.positions()) {
                if (!position.isFlat()) {
                    OrderRequest exit =
                            OrderRequest.market(
                                    position.instrument().id(),
                                    position.closingSide().orElseThrow(),
                                    position.quantity());
                    return dice.chance(0.6) ? exit.with(Instruction.REDUCE_ONLY) : exit;
                }
            }
        }
        return randomOrder();
    }

    private OrderRequest randomOrder() {
        InstrumentId instrument = instrument();
        Side side = dice.chance(0.55) ? Side.BUY : Side.SELL;
        Quantity quantity = new Quantity(new BigDecimal(2 * dice.from(1, 15)).multiply(TICK));
        OrderRequest request = OrderRequest.market(instrument, side, quantity);
        return switch (dice.from(0, 9)) {
            case 0, 1, 2 -> protectedBy(request);
            case 3 -> request.withTimeInForce(TimeInForce.ImmediateOrCancel.INSTANCE);
            case 4 ->
                    request.withType(new OrderType.Limit(near(instrument, 2)))
                            .withTimeInForce(TimeInForce.FillOrKill.INSTANCE);
            case 5 -> request.withType(new OrderType.Stop(near(instrument, 5)));
            case 6 ->
                    request.withType(new OrderType.Limit(near(instrument, 5)))
                            .withTimeInForce(
                                    new TimeInForce.GoodTillDate(
                                            world.time().instant().plusSeconds(dice.from(1, 30))));
            case 7 ->
                    request.withType(new OrderType.Limit(near(instrument, 5)))
                            .with(Instruction.POST_ONLY);
            case 8 ->
                    dice.chance(0.5)
                            ? request.withType(
                                    new OrderType.TrailingStop(
                                            new BigDecimal(dice.from(1, 10)).multiply(TICK)))
                            : request.withType(
                                    new OrderType.StopLimit(
                                            near(instrument, 5), near(instrument, 5)));
            default -> request.withType(new OrderType.Limit(near(instrument, 5)));
        };
    }

    private OrderRequest protectedBy(OrderRequest request) {
        BigDecimal now = world.market().price(request.instrument());
        BigDecimal away = new BigDecimal(dice.from(1, 20)).multiply(TICK);
        boolean buys = request.side() == Side.BUY;
        Price below = new Price(now.subtract(away));
        Price above = new Price(now.add(away));
        return request.withProtection(
                Protection.of(
                        buys ? below : above, dice.chance(0.7) ? (buys ? above : below) : null));
    }

    private Price near(InstrumentId instrument, int ticks) {
        BigDecimal away = new BigDecimal(dice.from(-ticks, ticks)).multiply(TICK);
        return new Price(
                world.market().price(instrument).add(away).setScale(1, RoundingMode.HALF_EVEN));
    }

    private InstrumentId instrument() {
        return dice.pick(world.instruments()).id();
    }

    private Optional<Order> anyOpen(AccountState state) {
        List<Order> open = state.openOrders();
        return open.isEmpty() ? Optional.empty() : Optional.of(dice.pick(open));
    }

    private void tell(AccountId account, AccountCommand command) {
        world.instanceOf(account)
                .ifPresent(instance ->
                        instance.later(
                                0,
                                () ->
                                        instance.runner(account)
                                                .ifPresent(runner -> runner.submit(command))));
    }
}
