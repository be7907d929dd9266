package dev.keel.venues.connector;

import dev.keel.core.instrument.InstrumentKind;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a connector is.
 *
 * @param name for people, such as {@code Binance}
 * @param version changes with everything that can change what it sends or how it reads an answer: a
 *     certificate holds for one version
 * @param capabilities what it can do, by kind of market; a kind that is not here is not traded
 * @param credentials what it needs to know of an account, in the order in which people are asked
 * @param reviewed whether people have written its tables; one that is not only shows market data
 */
public record ConnectorInfo(
        VenueId venue,
        Technology technology,
        String name,
        String version,
        Map<InstrumentKind, Set<Capability>> capabilities,
        List<CredentialField> credentials,
        boolean reviewed) {
    public ConnectorInfo {
        Map<InstrumentKind, Set<Capability>> copy = new TreeMap<>();
        capabilities.forEach(
                (kind, can) -> copy.put(kind, Collections.unmodifiableSet(new TreeSet<>(can))));
        capabilities = Collections.unmodifiableMap(copy);
        credentials = List.copyOf(credentials);
    }

    public boolean can(InstrumentKind kind, Capability capability) {
        return capabilities.getOrDefault(kind, Set.of()).contains(capability);
    }

    /** One thing that has to be known of an account, such as {@code apiKey}. */
    public record CredentialField(String name, String label, Secrecy secrecy, boolean optional) {}

    /** Whether a field may be shown again once it was entered. */
    public enum Secrecy {
        PLAIN,
        SECRET
    }
}
