package dev.keel.sim.fault.world;

import dev.keel.core.account.AccountCommand;
import dev.keel.core.account.AccountId;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Side;
import dev.keel.core.venue.Movement;
import dev.keel.sim.fault.broker.Broker;
import dev.keel.sim.fault.clock.Dice;
import dev.keel.sim.fault.clock.VirtualTime;
import dev.keel.sim.fault.plan.CrashPoint;
import dev.keel.sim.fault.plan.Fault;
import dev.keel.sim.fault.plan.FaultPlan;
import dev.keel.sim.fault.wire.SimulatedVenue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Set;

/** What befalls a world from outside, second by second. */
final class Trouble {
    private final World world;
    private final FaultPlan plan;
    private final Dice dice;

    Trouble(World world, Dice dice) {
        this.world = world;
        this.plan = world.plan();
        this.dice = dice;
    }

    void strike() {
        for (AccountId account : world.accounts()) {
            strikeAccount(account, world.seat(account).broker());
        }
        for (Instance instance : world.running()) {
            strikeProcess(instance);
        }
        if (plan.strikes(Fault.DATABASE_DOWN, world::states)) {
            world.outage().begin(dice.between(1, 25) * VirtualTime.SECOND);
        }
        if (plan.strikes(Fault.RULE_CHANGE, world::states)) {
            changeRules();
        }
    }

    private void strikeAccount(AccountId account, Broker broker) {
        long now = world.time().micros();
        Set<OrderStatus> states = world.oracle().states(account);
        if (plan.isDue(Fault.RATE_LIMIT_BAN, 1)) {
            plan.struck(Fault.RATE_LIMIT_BAN, states);
            broker.ban(now + dice.between(1, 30) * VirtualTime.SECOND);
        }
        if (plan.isDue(Fault.MAINTENANCE, 1)) {
            plan.struck(Fault.MAINTENANCE, states);
            broker.close(now + dice.between(1, 40) * VirtualTime.SECOND);
        }
        if (plan.isDue(Fault.BUST, 1) && broker.bustOne()) {
            plan.struck(Fault.BUST, states);
        }
        if (plan.isDue(Fault.UNSOLICITED_CANCEL, 1) && broker.cancelOne()) {
            plan.struck(Fault.UNSOLICITED_CANCEL, states);
        }
        if (plan.isDue(Fault.LIQUIDATION, 1) && broker.liquidateOne()) {
            plan.struck(Fault.LIQUIDATION, states);
        }
        if (plan.isDue(Fault.POSITION_EDIT, 1) && broker.editOne()) {
            plan.struck(Fault.POSITION_EDIT, states);
        }
        if (isListed(account) && plan.isDue(Fault.MANUAL_TRADE, 1)) {
            plan.struck(Fault.MANUAL_TRADE, states);
            broker.placeForeign(foreign(OrderType.Market.INSTANCE));
        }
        if (isListed(account) && plan.isDue(Fault.FOREIGN_ORDER, 1)) {
            plan.struck(Fault.FOREIGN_ORDER, states);
            broker.placeForeign(foreign(new OrderType.Limit(Price.of("90"))));
        }
        if (plan.isDue(Fault.FUNDING, 1)) {
            plan.struck(Fault.FUNDING, states);
            InstrumentId instrument = dice.pick(world.instruments()).id();
            broker.move(Movement.Kind.FUNDING, cents(-500, 500), instrument);
        }
        if (plan.isDue(Fault.TRANSFER, 1)) {
            plan.struck(Fault.TRANSFER, states);
            broker.move(Movement.Kind.TRANSFER, cents(-50_000, 100_000), null);
        }
        for (Instance instance : world.running()) {
            SimulatedVenue venue = instance.venues().get(account);
            if (venue != null) {
                strikeStream(venue, states);
            }
        }
    }

    private void strikeStream(SimulatedVenue venue, Set<OrderStatus> states) {
        if (plan.isDue(Fault.STREAM_SILENCE, 1)) {
            plan.struck(Fault.STREAM_SILENCE, states);
            venue.silence(dice.between(1, 40) * VirtualTime.SECOND);
        }
        if (plan.isDue(Fault.STREAM_DISCONNECT, 1)) {
            plan.struck(Fault.STREAM_DISCONNECT, states);
            venue.breakStream(dice.between(1, 30) * VirtualTime.SECOND, dice.chance(0.5));
        }
    }

    private void strikeProcess(Instance instance) {
        if (instance.isStruckBy(Fault.PAUSE)) {
            plan.struck(Fault.PAUSE, world.states());
            instance.pause(dice.between(1, 40) * VirtualTime.SECOND);
        }
        if (instance.isStruckBy(Fault.RESTART)) {
            plan.struck(Fault.RESTART, world.states());
            world.chronicle().tell(() -> instance.name() + " stops in order");
            instance.stop();
        } else {
            instance.diesAt(CrashPoint.ANYWHERE, dice.pick(world.accounts()));
        }
    }

    /** What trades on an instrument that Keel does not know, it cannot take over. */
    private boolean isListed(AccountId account) {
        return world.oracle()
                .state(account)
                .filter(state -> state.instruments().size() == world.instruments().size())
                .isPresent();
    }

    private void changeRules() {
        Instrument changed = Scenery.changed(dice.pick(world.instruments()), dice);
        world.change(changed);
        for (AccountId account : world.accounts()) {
            world.time()
                    .after(
                            dice.between(0, 20) * VirtualTime.SECOND,
                            () ->
                                    world.activeRunner(account)
                                            .ifPresent(runner ->
                                                    runner.tell(
                                                            new AccountCommand.ListInstrument(
                                                                    changed))));
        }
    }

    private OrderRequest foreign(OrderType type) {
        Quantity quantity = Quantity.of(dice.chance(0.5) ? "0.2" : "1");
        return OrderRequest.market(
                        dice.pick(world.instruments()).id(),
                        dice.chance(0.5) ? Side.BUY : Side.SELL,
                        quantity)
                .withType(type);
    }

    private BigDecimal cents(int least, int most) {
        return new BigDecimal(dice.from(least, most))
                .divide(BigDecimal.TEN.pow(2), 2, RoundingMode.UNNECESSARY);
    }
}
