package dev.keel.server.platform;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How the platform is to run.
 *
 * @param dataDirectory where the embedded database and the connection file live
 * @param databaseUrl another PostgreSQL to use instead; may hold a password, so it is never printed
 * @param capital what the paper account starts with, in the currency of the market
 */
public record PlatformSettings(
        Path dataDirectory,
        Optional<String> databaseUrl,
        BigDecimal capital,
        FeedSettings feed,
        ListingSettings listing,
        StrategySettings strategy) {
    public static final Path DATA_DIRECTORY = Path.of("data");
    public static final BigDecimal CAPITAL = new BigDecimal("100000");

    public PlatformSettings {
        dataDirectory = dataDirectory.toAbsolutePath().normalize();
        if (capital.signum() <= 0) {
            throw new IllegalArgumentException(
                    "capital must be above 0, was " + capital.toPlainString());
        }
    }

    @Override
    public String toString() {
        return "PlatformSettings[" + dataDirectory + ", " + feed + ", " + strategy + "]";
    }
}
