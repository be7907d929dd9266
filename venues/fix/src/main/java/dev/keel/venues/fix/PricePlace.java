package dev.keel.venues.fix;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.venues.connector.Environment;
import dev.keel.venues.connector.VenueAccount;
import dev.keel.venues.connector.VenueId;
import dev.keel.venues.fix.dialect.FixDialect;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The place whose prices an account is judged by: the options that begin with {@code prices.}. */
final class PricePlace {
    static final String OPTION = "prices.";

    private static final String VENUE = OPTION + "venue";
    private static final String KIND = OPTION + "kind";

    private PricePlace() {}

    /**
     * Reads it; empty if neither the account nor the dialect names one.
     *
     * @throws IllegalArgumentException naming the option that is wrong
     */
    static Optional<VenueAccount> of(FixDialect dialect, VenueAccount account) {
        Optional<String> named = option(account, VENUE);
        return named.or(() -> Optional.of(dialect.identity().pricesFrom()))
                .filter(venue -> !venue.isEmpty())
                .map(venue ->
                        new VenueAccount(
                                account.account(),
                                venue(venue),
                                environment(account, named.isPresent()),
                                kind(account),
                                account.instruments(),
                                rest(account)));
    }

    private static VenueId venue(String text) {
        try {
            return VenueId.of(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "option " + VENUE + " must be a venue's name, was '" + text + "'", e);
        }
    }

    /** Another venue's test network has prices of its own: those of the world count. */
    private static Environment environment(VenueAccount account, boolean another) {
        return another && account.environment() == Environment.TEST
                ? Environment.LIVE
                : account.environment();
    }

    private static InstrumentKind kind(VenueAccount account) {
        Optional<String> word = option(account, KIND);
        if (word.isEmpty()) {
            return account.kind();
        }
        return switch (word.get().toLowerCase(Locale.ROOT)) {
            case "spot" -> InstrumentKind.SPOT;
            case "linear" -> InstrumentKind.LINEAR;
            default ->
                    throw new IllegalArgumentException(
                            "option " + KIND + " must be spot or linear, was '" + word.get() + "'");
        };
    }

    private static Map<String, String> rest(VenueAccount account) {
        Map<String, String> rest = new TreeMap<>();
        account.options()
                .forEach((name, value) -> {
                    boolean own = name.equals(VENUE) || name.equals(KIND);
                    if (name.startsWith(OPTION) && !own) {
                        rest.put(name.substring(OPTION.length()), value);
                    }
                });
        return rest;
    }

    private static Optional<String> option(VenueAccount account, String name) {
        return Optional.ofNullable(account.options().get(name))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }
}
