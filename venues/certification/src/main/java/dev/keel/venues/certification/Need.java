package dev.keel.venues.certification;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.venues.connector.Capability;
import dev.keel.venues.connector.ConnectorInfo;
import dev.keel.venues.simulator.WireFault;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What must be there for a case to say anything.
 *
 * @param kind the only kind of market it is about; empty for every kind
 * @param faults what the wire must be able to do
 */
public record Need(
        Set<Capability> capabilities, Optional<InstrumentKind> kind, Set<WireFault> faults) {
    /** Nothing: a case that holds for every connector. */
    public static final Need NOTHING = new Need(Set.of(), Optional.empty(), Set.of());

    public Need {
        capabilities = Set.copyOf(capabilities);
        faults = Set.copyOf(faults);
    }

    public static Need of(Capability first, Capability... more) {
        return new Need(EnumSet.of(first, more), Optional.empty(), Set.of());
    }

    public static Need of(WireFault first, WireFault... more) {
        return new Need(Set.of(), Optional.empty(), EnumSet.of(first, more));
    }

    public Need under(WireFault... more) {
        EnumSet<WireFault> all = EnumSet.noneOf(WireFault.class);
        all.addAll(faults);
        all.addAll(Set.of(more));
        return new Need(capabilities, kind, all);
    }

    public Need on(InstrumentKind only) {
        return new Need(capabilities, Optional.of(only), faults);
    }

    /** Why the case does not apply, naming what is missing; empty if it does. */
    public Optional<String> missing(
            ConnectorInfo info, InstrumentKind ofMarket, Set<WireFault> ofWire) {
        if (kind.filter(only -> only != ofMarket).isPresent()) {
            return Optional.of("only for " + kind.get());
        }
        Optional<String> capability =
                capabilities.stream()
                        .sorted()
                        .filter(needed -> !info.can(ofMarket, needed))
                        .findFirst()
                        .map(needed -> "capability " + needed);
        return capability.or(() ->
                faults.stream()
                        .sorted()
                        .filter(needed -> !ofWire.contains(needed))
                        .findFirst()
                        .map(needed -> "a wire that knows " + needed));
    }
}
