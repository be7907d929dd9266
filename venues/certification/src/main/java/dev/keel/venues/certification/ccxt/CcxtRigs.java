package dev.keel.venues.certification.ccxt;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.venues.ccxt.CcxtConnector;
import dev.keel.venues.ccxt.CcxtPorts;
import dev.keel.venues.ccxt.exchange.Exchange;
import dev.keel.venues.ccxt.exchange.Exchanges;
import dev.keel.venues.ccxt.host.HostSettings;
import dev.keel.venues.ccxt.host.NodeRuntime;
import dev.keel.venues.ccxt.host.SupervisedHost;
import dev.keel.venues.ccxt.host.VenueHost;
import dev.keel.venues.certification.MovedClock;
import dev.keel.venues.certification.Rig;
import dev.keel.venues.certification.RigFactory;
import dev.keel.venues.connector.ConnectorInfo;
import dev.keel.venues.connector.VenueId;
import dev.keel.venues.simulator.exchange.SimulatedExchange;
import dev.keel.venues.simulator.exchange.SimulationOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Rigs of the exchanges that have a simulator; one child process serves all of them. */
public final class CcxtRigs implements RigFactory {
    private static final Duration HOLD_BACK = Duration.ofSeconds(7);

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Boolean> simulated = new ConcurrentHashMap<>();
    private @Nullable SupervisedHost host;

    @Override
    public Set<VenueId> venues() {
        Set<VenueId> venues = new TreeSet<>();
        for (Exchange exchange : Exchanges.reviewed()) {
            VenueId venue = VenueId.of(exchange.id());
            if (!kinds(venue).isEmpty()) {
                venues.add(venue);
            }
        }
        return venues;
    }

    @Override
    public Set<InstrumentKind> kinds(VenueId venue) {
        Set<InstrumentKind> kinds = EnumSet.noneOf(InstrumentKind.class);
        for (InstrumentKind kind : Exchanges.of(venue.value()).kinds()) {
            if (isSimulated(venue, kind)) {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    /** Known by trying, once. */
    private boolean isSimulated(VenueId venue, InstrumentKind kind) {
        return simulated.computeIfAbsent(
                venue + " " + kind,
                place -> {
                    try (SimulatedExchange exchange =
                            SimulatedExchange.start(venue.value(), kind, SimulationOptions.USUAL)) {
                        return !exchange.markets().isEmpty();
                    } catch (IllegalArgumentException _) {
                        return false;
                    }
                });
    }

    @Override
    public ConnectorInfo info(VenueId venue) {
        return connector(venue).info();
    }

    private CcxtConnector connector(VenueId venue) {
        return connector(venue, InstantSource.system());
    }

    private CcxtConnector connector(VenueId venue, InstantSource clock) {
        return new CcxtConnector(
                Exchanges.of(venue.value()),
                new CcxtPorts(this::host, new AtOnce(), clock, executor));
    }

    @Override
    public Rig build(VenueId venue, InstrumentKind kind, String variant) {
        MovedClock clock = new MovedClock(InstantSource.system());
        SimulatedExchange broker =
                SimulatedExchange.start(
                        venue.value(),
                        kind,
                        SimulationOptions.USUAL.holdingBack(HOLD_BACK).by(clock));
        return CcxtRig.open(connector(venue, clock), broker, clock, venue, kind);
    }

    private synchronized VenueHost host() {
        if (host == null) {
            host = SupervisedHost.start(NodeRuntime.find(), HostSettings.DEFAULT, executor);
        }
        return host;
    }

    @Override
    public synchronized void close() {
        if (host != null) {
            host.close();
        }
        executor.shutdownNow();
    }
}
