package dev.keel.venues.connector;

import java.util.regex.Pattern;

/**
 * The name of a venue: an exchange such as {@code binance}, a FIX dialect such as {@code
 * fix-ctrader}, or a terminal such as {@code mt5}. Lower case, 2 to 40 letters, digits and {@code
 * -}.
 */
public record VenueId(String value) implements Comparable<VenueId> {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{1,39}");

    public VenueId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "venue must be 2 to 40 lower-case letters, digits or -, was '" + value + "'");
        }
    }

    public static VenueId of(String value) {
        return new VenueId(value);
    }

    @Override
    public int compareTo(VenueId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
