package dev.keel.server.platform;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How the platform is to run.
 *
 * @param dataDirectory where the embedded database and the connection file live
 * @param databaseUrl another PostgreSQL to use instead; may hold a password, so it is never printed
 * @param capital what the paper account starts with, in the currency of the market
 * @param reconcileEvery how often the venue's statement is held against the ledger, a second to an
 *     hour
 */
public record PlatformSettings(
        Path dataDirectory,
        Optional<String> databaseUrl,
        BigDecimal capital,
        FeedSettings feed,
        ListingSettings listing,
        StrategySettings strategy,
        Duration reconcileEvery) {
    public static final Path DATA_DIRECTORY = Path.of("data");
    public static final BigDecimal CAPITAL = new BigDecimal("100000");

    /** How often a reconciliation is due unless told otherwise. */
    public static final Duration RECONCILE_EVERY = Duration.ofSeconds(60);

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    public PlatformSettings {
        dataDirectory = dataDirectory.toAbsolutePath().normalize();
        if (capital.signum() <= 0) {
            throw new IllegalArgumentException(
                    "capital must be above 0, was " + capital.toPlainString());
        }
        if (reconcileEvery.compareTo(SHORTEST) < 0 || reconcileEvery.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "reconcile every must be 1 to 3600 seconds, was " + reconcileEvery.toSeconds());
        }
    }

    @Override
    public String toString() {
        return "PlatformSettings[" + dataDirectory + ", " + feed + ", " + strategy + "]";
    }
}
