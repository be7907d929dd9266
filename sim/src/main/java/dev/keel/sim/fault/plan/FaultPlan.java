package dev.keel.sim.fault.plan;

import dev.keel.core.order.OrderStatus;
import dev.keel.sim.fault.clock.Chronicle;
import dev.keel.sim.fault.clock.Dice;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What goes wrong in the world of one seed: which faults are on, how often, and what struck. */
public final class FaultPlan {
    private static final double ON = 0.35;

    private final Map<Fault, Double> rates = new EnumMap<>(Fault.class);
    private final Map<Fault, Dice> dice = new EnumMap<>(Fault.class);
    private final Coverage coverage;
    private final Chronicle chronicle;
    private boolean over;

    /**
     * Draws the faults.
     *
     * @param without faults that are off whatever the dice say
     */
    public FaultPlan(
            long seed,
            Profile profile,
            Set<Fault> without,
            Coverage coverage,
            Chronicle chronicle) {
        this.coverage = coverage;
        this.chronicle = chronicle;
        for (Fault fault : Fault.values()) {
            Dice own = Dice.of(seed, "fault " + fault);
            boolean drawn = own.chance(ON);
            double rate = fault.most() == 1 ? 1 : fault.most() * (0.1 + 0.9 * own.share());
            dice.put(fault, own);
            if (drawn && profile.has(fault) && !without.contains(fault)) {
                rates.put(fault, rate);
            }
        }
    }

    /** Whether the fault may strike in this world at all. */
    public boolean has(Fault fault) {
        return rates.containsKey(fault);
    }

    /** The faults of this world. */
    public Set<Fault> faults() {
        return rates.isEmpty() ? EnumSet.noneOf(Fault.class) : EnumSet.copyOf(rates.keySet());
    }

    /** Whether the fault strikes now; counted with the states of the orders that it concerns. */
    public boolean strikes(Fault fault, Supplier<Set<OrderStatus>> concerned) {
        double weight = has(fault) && Rare.knows(fault) ? Rare.weight(fault, concerned.get()) : 1;
        if (!isDue(fault, weight)) {
            return false;
        }
        struck(fault, concerned.get());
        return true;
    }

    /** Whether the fault is due now, if it is asked for so many times as often as others. */
    public boolean isDue(Fault fault, double weight) {
        Double rate = rates.get(fault);
        return rate != null && !over && dice(fault).chance(rate * weight);
    }

    /** Counts a fault that has struck. */
    public void struck(Fault fault, Set<OrderStatus> concerned) {
        chronicle.tell(() -> "FAULT " + fault + " " + concerned);
        coverage.count(fault, concerned);
    }

    public void crashed(CrashPoint point, Set<OrderStatus> concerned) {
        chronicle.tell(() -> "CRASH " + point);
        coverage.count(Fault.CRASH, concerned);
        coverage.count(point, concerned);
    }

    /** The dice of a fault, for how it strikes. */
    public Dice dice(Fault fault) {
        return Optional.ofNullable(dice.get(fault)).orElseThrow();
    }

    /** From now on nothing goes wrong any more. */
    public void end() {
        over = true;
    }

    public boolean isOver() {
        return over;
    }
}
