package dev.keel.venues.certification.reference;

import dev.keel.core.execution.VenueConnector;
import dev.keel.core.instrument.Instrument;
import dev.keel.venues.connector.AccountConnection;
import dev.keel.venues.connector.MarketData;
import dev.keel.venues.connector.Preflight;
import dev.keel.venues.simulator.BrokerSide.Ask;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** An account's connection to the reference broker. */
final class ReferenceConnection implements AccountConnection {
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private final ReferenceBroker broker;
    private final ReferenceWire wire;
    private final Instrument instrument;
    private final InstantSource clock;
    private final PlantedBug bug;
    private final List<ReferenceVenue> venues = new ArrayList<>();

    ReferenceConnection(
            ReferenceBroker broker,
            ReferenceWire wire,
            Instrument instrument,
            InstantSource clock,
            PlantedBug bug) {
        this.broker = broker;
        this.wire = wire;
        this.instrument = instrument;
        this.clock = clock;
        this.bug = bug;
    }

    @Override
    public List<Instrument> instruments() {
        return List.of(instrument);
    }

    @Override
    public Preflight preflight() {
        Instant at = clock.instant();
        Optional<JsonNode> account =
                wire.send(Ask.OTHER, Map.of()).join()
                                        instanceof ReferenceWire.Result.Answered(var reply)
                                && reply.status() == 200
                        ? Reading.body(reply.body())
                        : Optional.empty();
        if (account.isEmpty()) {
            Preflight.Finding finding =
                    new Preflight.Finding(
                            "keys", Preflight.Grade.FAILED, "the account cannot be read");
            return new Preflight(at, List.of(finding), null, null, null, null);
        }
        boolean withdraws = account.get().path("mayWithdraw").asBoolean(true);
        Duration offset =
                Duration.between(at, Instant.parse(account.get().path("time").asString("")));
        return new Preflight(
                at,
                List.of(
                        new Preflight.Finding(
                                "keys", Preflight.Grade.PASSED, "the account was read"),
                        withdrawal(withdraws),
                        clock(offset)),
                offset,
                withdraws ? List.of("trade", "withdraw") : List.of("trade"),
                "one-way",
                "cross");
    }

    private Preflight.Finding withdrawal(boolean allowed) {
        return allowed && bug != PlantedBug.OVERLOOKS_WITHDRAWAL
                ? new Preflight.Finding(
                        "withdrawal", Preflight.Grade.FAILED, "the key may withdraw")
                : new Preflight.Finding(
                        "withdrawal", Preflight.Grade.PASSED, "the key may not withdraw");
    }

    private static Preflight.Finding clock(Duration offset) {
        boolean off = offset.abs().compareTo(TOLERANCE) > 0;
        return new Preflight.Finding(
                "clock",
                off ? Preflight.Grade.FAILED : Preflight.Grade.PASSED,
                "the venue's clock is ahead by " + offset);
    }

    @Override
    public VenueConnector venues() {
        return (_, listener) -> {
            ReferenceVenue venue = new ReferenceVenue(wire, instrument, clock, listener, bug);
            synchronized (venues) {
                venues.add(venue);
            }
            broker.listen(venue);
            return venue;
        };
    }

    @Override
    public MarketData marketData() {
        return new ReferenceMarketData(broker, wire, instrument, clock, bug);
    }

    @Override
    public void close() {
        wire.close();
        synchronized (venues) {
            venues.forEach(broker::leave);
            venues.clear();
        }
    }
}
