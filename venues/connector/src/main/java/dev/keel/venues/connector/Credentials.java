package dev.keel.venues.connector;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an account is opened with at its venue: keys, passwords, and what goes with them. Never
 * printed; wiped when closed. For one thread at a time.
 */
public final class Credentials implements AutoCloseable {
    private final SortedMap<String, char[]> fields = new TreeMap<>();

    /** None: what is public needs no keys. */
    public static Credentials none() {
        return new Credentials();
    }

    /**
     * Adds a field.
     *
     * @param value copied; the caller wipes its own
     */
    public Credentials with(String name, char[] value) {
        char[] before = fields.put(name, value.clone());
        if (before != null) {
            Arrays.fill(before, '\0');
        }
        return this;
    }

    /** The value itself, not a copy: do not keep it. */
    public Optional<char[]> get(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    public Set<String> names() {
        return Set.copyOf(fields.keySet());
    }

    public boolean isEmpty() {
        return fields.isEmpty();
    }

    @Override
    public void close() {
        fields.values().forEach(value -> Arrays.fill(value, '\0'));
        fields.clear();
    }

    @Override
    public String toString() {
        return "Credentials" + fields.keySet();
    }
}
