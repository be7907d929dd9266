package dev.keel.server.api.venue;

import dev.keel.venues.connector.ConnectorInfo;
import dev.keel.venues.connector.Credentials;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Sorts what a client sent into what a connector asks for: its credentials, by whichever of their
 * usual names, and options for the rest. Values that are empty count as not sent.
 */
public final class Keys implements AutoCloseable {
    private final ConnectorInfo info;
    private final Credentials credentials = Credentials.none();
    private final Map<String, String> options = new TreeMap<>();

    public Keys(ConnectorInfo info) {
        this.info = info;
    }

    /**
     * Adds a secret.
     *
     * @param names under which connectors ask for it; the first that is asked for is taken
     */
    public Keys secret(@Nullable Secret value, String... names) {
        if (value != null) {
            char[] characters = value.characters();
            add(characters, names);
            Arrays.fill(characters, '\0');
        }
        return this;
    }

    /**
     * Adds something that is not secret: a credential if the connector asks for it, else an option.
     */
    public Keys plain(@Nullable String value, String... names) {
        if (value != null && !value.isBlank()) {
            boolean asked = add(value.strip().toCharArray(), names);
            if (!asked) {
                options.put(names[0], value.strip());
            }
        }
        return this;
    }

    /** Adds options as they are. */
    public Keys options(@Nullable Map<String, String> more) {
        if (more != null) {
            options.putAll(more);
        }
        return this;
    }

    public Credentials credentials() {
        return credentials;
    }

    public Map<String, String> options() {
        return Map.copyOf(options);
    }

    @Override
    public void close() {
        credentials.close();
    }

    private boolean add(char[] value, String... names) {
        for (String name : names) {
            boolean asked =
                    info.credentials().stream().anyMatch(field -> field.name().equals(name));
            if (asked && value.length > 0) {
                Credentials _ = credentials.with(name, value);
                return true;
            }
        }
        return false;
    }
}
