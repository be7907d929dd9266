package dev.keel.venues.certification.reference;

import dev.keel.core.account.AccountProfile;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.order.OrderId;
import dev.keel.venues.certification.Flaw;
import dev.keel.venues.certification.MovedClock;
import dev.keel.venues.certification.Rig;
import dev.keel.venues.certification.RigFactory;
import dev.keel.venues.connector.AccountConnection;
import dev.keel.venues.connector.ConnectorInfo;
import dev.keel.venues.connector.Preflight;
import dev.keel.venues.connector.VenueId;
import dev.keel.venues.simulator.BrokerSide;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rigs of the reference connector, with a bug planted or none. */
public final class ReferenceRigs implements RigFactory {
    private static final String KEY = "reference-key";
    private static final String SECRET = "planted-secret-of-the-reference-7f3a9c";

    private final InstantSource clock;
    private final PlantedBug bug;

    public ReferenceRigs(InstantSource clock, PlantedBug bug) {
        this.clock = clock;
        this.bug = bug;
    }

    @Override
    public Set<VenueId> venues() {
        return Set.of(ReferenceInfo.VENUE);
    }

    @Override
    public Set<InstrumentKind> kinds(VenueId venue) {
        return EnumSet.allOf(InstrumentKind.class);
    }

    @Override
    public ConnectorInfo info(VenueId venue) {
        return ReferenceInfo.info();
    }

    @Override
    public Rig build(VenueId venue, InstrumentKind kind, String variant) {
        return new ReferenceRig(ReferenceInfo.instrument(kind));
    }

    /** Its cases mostly wait. */
    @Override
    public int parallelism() {
        return 8;
    }

    @Override
    public void close() {}

    /** The reference connector against its broker. */
    private final class ReferenceRig implements Rig {
        private final Instrument instrument;
        private final MovedClock moved = new MovedClock(clock);
        private final ReferenceBroker broker;
        private final List<ReferenceWire> wires = new ArrayList<>();
        private ReferenceConnection connection;

        ReferenceRig(Instrument instrument) {
            this.instrument = instrument;
            this.broker = new ReferenceBroker(instrument, moved);
            this.connection = connect();
        }

        private ReferenceConnection connect() {
            ReferenceWire wire = new ReferenceWire(broker, KEY, SECRET, bug);
            wires.add(wire);
            return new ReferenceConnection(broker, wire, instrument, moved, bug);
        }

        @Override
        public ConnectorInfo info() {
            return ReferenceInfo.info();
        }

        @Override
        public Instrument instrument() {
            return instrument;
        }

        @Override
        public AccountProfile profile() {
            return ReferenceInfo.PROFILE;
        }

        @Override
        public BrokerSide broker() {
            return broker;
        }

        @Override
        public AccountConnection connection() {
            return connection;
        }

        @Override
        public AccountConnection reconnect() {
            connection.close();
            connection = connect();
            return connection;
        }

        @Override
        public String clientIdOf(OrderId order) {
            return order.toString();
        }

        @Override
        public Duration patience() {
            return ReferenceWire.PATIENCE.plusMillis(100);
        }

        @Override
        public Duration deadline() {
            return bug == PlantedBug.NONE ? Duration.ofSeconds(15) : Duration.ofSeconds(2);
        }

        @Override
        public Set<String> secrets() {
            return Set.of(SECRET);
        }

        @Override
        public List<String> output() {
            return wires.stream().flatMap(wire -> wire.log().stream()).toList();
        }

        @Override
        public Optional<Preflight> preflightWith(Flaw flaw) {
            broker.flaw(flaw);
            try {
                return Optional.of(connection.preflight());
            } finally {
                broker.flaw(null);
            }
        }

        @Override
        public void pass(Duration time) {
            moved.pass(time);
        }

        @Override
        public void close() {
            connection.close();
            broker.close();
        }
    }
}
