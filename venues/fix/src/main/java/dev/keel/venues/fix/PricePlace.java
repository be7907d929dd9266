package dev.keel.venues.fix;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.venues.connector.Environment;
import dev.keel.venues.connector.VenueAccount;
import dev.keel.venues.connector.VenueId;
import dev.keel.venues.fix.dialect.FixDialect;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    static Optional<VenueAccount> of(FixDialect dialect, VenueAccount account, Options options) {
        Optional<String> named = options.get(VENUE);
        return named.or(() -> Optional.of(dialect.identity().pricesFrom()))
                .filter(venue -> !venue.isEmpty())
                .map(venue ->
                        new VenueAccount(
                                account.account(),
                                venue(venue),
                                environment(account, named.isPresent()),
                                kind(account, options),
                                account.instruments(),
                                rest(options)));
    }

    private static VenueId venue(String text) {
        try {
            return VenueId.of(text);
        } catch (IllegalArgumentException _) {
            throw Options.wrong(VENUE, "must be a venue's name", text);
        }
    }

    /** Another venue's test network has prices of its own: those of the world count. */
    private static Environment environment(VenueAccount account, boolean another) {
        return another && account.environment() == Environment.TEST
                ? Environment.LIVE
                : account.environment();
    }

    private static InstrumentKind kind(VenueAccount account, Options options) {
        boolean spot = account.kind() == InstrumentKind.SPOT;
        String word = options.word(KIND, spot ? "spot" : "linear", spot ? "linear" : "spot");
        return word.equals("spot") ? InstrumentKind.SPOT : InstrumentKind.LINEAR;
    }

    /** What the venue's own connector is told. */
    private static Map<String, String> rest(Options options) {
        Map<String, String> rest = options.below(OPTION);
        rest.keySet()
                .removeAll(
                        List.of(VENUE.substring(OPTION.length()), KIND.substring(OPTION.length())));
        return rest;
    }
}
