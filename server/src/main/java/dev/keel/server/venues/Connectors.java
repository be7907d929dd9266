package dev.keel.server.venues;

import dev.keel.venues.connector.Connector;
import dev.keel.venues.connector.VenueId;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Every way to a venue that this Keel has. For any number of threads. */
public final class Connectors implements AutoCloseable {
    /** Names under which other systems know a venue. */
    private static final Map<String, String> OTHER_NAMES =
            Map.of(
                    "gateio", "gate",
                    "crypto_com", "cryptocom",
                    "crypto-com", "cryptocom",
                    "huobi", "htx",
                    "metatrader4", "mt4",
                    "metatrader5", "mt5");

    private final SortedMap<VenueId, Connector> byVenue;
    private final List<AutoCloseable> behind;

    /**
     * @param behind what they work with, closed with this in the opposite order
     */
    public Connectors(Collection<? extends Connector> connectors, List<AutoCloseable> behind) {
        SortedMap<VenueId, Connector> named = new TreeMap<>();
        for (Connector connector : connectors) {
            if (named.put(connector.info().venue(), connector) != null) {
                throw new IllegalArgumentException(
                        "venue " + connector.info().venue() + " must have one connector, has two");
            }
        }
        this.byVenue = Collections.unmodifiableSortedMap(named);
        this.behind = List.copyOf(behind);
    }

    /** In the order of their venues. */
    public List<Connector> all() {
        return List.copyOf(byVenue.values());
    }

    public Optional<Connector> find(VenueId venue) {
        return Optional.ofNullable(byVenue.get(venue));
    }

    /**
     * The connector of a venue, by its name or one that other systems use.
     *
     * @throws IllegalArgumentException if there is none, naming those that there are
     */
    public Connector require(String venue) {
        String name = OTHER_NAMES.getOrDefault(venue, venue);
        return byVenue.values().stream()
                .filter(connector -> connector.info().venue().value().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "venue must be one of "
                                        + byVenue.keySet()
                                        + ", was '"
                                        + venue
                                        + "'"));
    }

    @Override
    public void close() {
        for (AutoCloseable one : behind.reversed()) {
            try {
                one.close();
            } catch (Exception e) {
                throw new IllegalStateException("a connector's program did not end", e);
            }
        }
    }
}
