package dev.keel.core.account;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.money.Price;
import dev.keel.core.order.Order;
import dev.keel.core.order.Origin;
import dev.keel.core.position.Position;
import dev.keel.core.position.PositionSide;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is held on what plan, and since when it is without its stop.
 *
 * @param plans of what is held and was opened by an order of ours
 */
record Watch(SortedTable<InstrumentId, Plan> plans, SortedTable<InstrumentId, Instant> nakedSince) {
    static final Watch NOTHING = new Watch(SortedTable.empty(), SortedTable.empty());

    boolean isIdle() {
        return plans.size() == 0 && nakedSince.size() == 0;
    }

    /** After a fill of an order made a position what it is. */
    Watch filled(Order order, Position position) {
        InstrumentId instrument = position.instrument().id();
        boolean opens =
                position.side() == PositionSide.openedBy(order.request().side())
                        && !order.request().isReduceOnly();
        if (!opens) {
            return moved(position);
        }
        Optional<Plan> known = plans.get(instrument);
        boolean adds = known.isPresent() && known.get().side() == order.request().side();
        Price stop = order.request().protection().stopLoss();
        boolean nothingNew =
                stop == null || known.map(Plan::entry).filter(order.id()::equals).isPresent();
        if (adds && nothingNew) {
            return this;
        }
        Plan plan =
                new Plan(
                        order.id(),
                        order.request().side(),
                        stop,
                        strategyOf(order.origin()),
                        false);
        return new Watch(plans.with(instrument, plan), nakedSince);
    }

    /** After a position is what it is without an entry: a plan for another side is no more. */
    Watch moved(Position position) {
        if (plans.size() == 0) {
            return this;
        }
        InstrumentId instrument = position.instrument().id();
        Optional<Plan> known = plans.get(instrument);
        return known.isEmpty() || position.side() == PositionSide.openedBy(known.get().side())
                ? this
                : new Watch(plans.without(instrument), nakedSince);
    }

    Watch withNaked(InstrumentId instrument, @Nullable Instant since) {
        return since == null
                ? new Watch(alarmed(instrument, false), nakedSince.without(instrument))
                : new Watch(plans, nakedSince.with(instrument, since));
    }

    Watch withAlarmed(InstrumentId instrument) {
        return new Watch(alarmed(instrument, true), nakedSince);
    }

    Watch withStop(InstrumentId instrument, Price stop) {
        return plans.get(instrument)
                .map(plan -> new Watch(plans.with(instrument, plan.withStop(stop)), nakedSince))
                .orElse(this);
    }

    private SortedTable<InstrumentId, Plan> alarmed(InstrumentId instrument, boolean nowAlarmed) {
        return plans.get(instrument)
                .filter(plan -> plan.alarmed() != nowAlarmed)
                .map(plan -> plans.with(instrument, plan.withAlarmed(nowAlarmed)))
                .orElse(plans);
    }

    private static @Nullable String strategyOf(Origin origin) {
        return switch (origin) {
            case Origin.OfSignal(var signal) -> signal.source().strategy();
            case Origin.OfClient _, Origin.OfProtection _, Origin.OfSafety _ -> null;
        };
    }
}
