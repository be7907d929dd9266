package dev.keel.venues.ccxt.host;

import dev.keel.venues.connector.governor.Governor;
import dev.keel.venues.connector.governor.Lane;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A governor that lets everything pass, and remembers what it was asked. */
public final class AtOnce implements Governor {
    private final List<Lane> lanes = new ArrayList<>();
    private final List<Instant> holds = new ArrayList<>();

    @Override
    public synchronized void submit(
            Lane lane, String key, String endpoint, Instant notAfter, Request request) {
        lanes.add(lane);
        request.send();
    }

    @Override
    public synchronized void holdUntil(Instant until, String why) {
        holds.add(until);
    }

    public synchronized List<Lane> lanes() {
        return List.copyOf(lanes);
    }

    public synchronized List<Instant> holds() {
        return List.copyOf(holds);
    }
}
