package dev.keel.venues.certification.fix;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.venues.certification.Rig;
import dev.keel.venues.certification.RigFactory;
import dev.keel.venues.connector.ConnectorInfo;
import dev.keel.venues.connector.VenueId;
import dev.keel.venues.fix.DialectInfo;
import dev.keel.venues.fix.dialect.Dialects;
import dev.keel.venues.fix.dialect.FixDialect;
import dev.keel.venues.fix.dialect.RecoveryStep;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Rigs of the FIX dialects whose venues can be asked what became of an order, by whatever way. */
public final class FixRigs implements RigFactory {
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    @Override
    public Set<VenueId> venues() {
        Set<VenueId> venues = new TreeSet<>();
        for (FixDialect dialect : Dialects.all()) {
            if (dialect.recovers(RecoveryStep.STATUS_PER_ORDER)
                    || dialect.recovers(RecoveryStep.REST_QUERY)) {
                venues.add(dialect.venue());
            }
        }
        return venues;
    }

    @Override
    public Set<InstrumentKind> kinds(VenueId venue) {
        return Dialects.of(venue).identity().kinds();
    }

    @Override
    public ConnectorInfo info(VenueId venue) {
        return DialectInfo.of(Dialects.of(venue));
    }

    @Override
    public Rig build(VenueId venue, InstrumentKind kind, String variant) {
        return FixRig.open(Dialects.of(venue), kind, executor);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
