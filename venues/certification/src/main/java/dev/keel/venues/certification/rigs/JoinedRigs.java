package dev.keel.venues.certification.rigs;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.venues.certification.Rig;
import dev.keel.venues.certification.RigFactory;
import dev.keel.venues.connector.ConnectorInfo;
import dev.keel.venues.connector.VenueId;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Several factories as one; each venue has its rigs from one of them. */
public final class JoinedRigs implements RigFactory {
    private final List<RigFactory> factories;
    private final SortedMap<VenueId, RigFactory> byVenue = new TreeMap<>();

    /**
     * @param factories closed with this
     */
    public JoinedRigs(List<RigFactory> factories) {
        this.factories = List.copyOf(factories);
        for (RigFactory factory : factories) {
            for (VenueId venue : factory.venues()) {
                if (byVenue.put(venue, factory) != null) {
                    throw new IllegalArgumentException(
                            "venue " + venue + " must have rigs of one factory, has two");
                }
            }
        }
    }

    @Override
    public Set<VenueId> venues() {
        return Collections.unmodifiableSet(byVenue.keySet());
    }

    @Override
    public Set<InstrumentKind> kinds(VenueId venue) {
        return factory(venue).kinds(venue);
    }

    @Override
    public List<String> variants(VenueId venue, InstrumentKind kind) {
        return factory(venue).variants(venue, kind);
    }

    @Override
    public ConnectorInfo info(VenueId venue) {
        return factory(venue).info(venue);
    }

    @Override
    public Rig build(VenueId venue, InstrumentKind kind, String variant) {
        return factory(venue).build(venue, kind, variant);
    }

    private RigFactory factory(VenueId venue) {
        RigFactory factory = byVenue.get(venue);
        if (factory == null) {
            throw new IllegalArgumentException(
                    "venue must be one of " + byVenue.keySet() + ", was " + venue);
        }
        return factory;
    }

    @Override
    public int parallelism() {
        return factories.stream().mapToInt(RigFactory::parallelism).max().orElse(1);
    }

    @Override
    public void close() {
        factories.reversed().forEach(RigFactory::close);
    }
}
