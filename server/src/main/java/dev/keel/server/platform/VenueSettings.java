package dev.keel.server.platform;

import dev.keel.core.account.AccountId;
import dev.keel.server.venues.Certificates;
import dev.keel.server.venues.ConnectorSource;
import dev.keel.server.venues.Connectors;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How venues are reached, and what may trade there.
 *
 * @param signals the account that signals of a live market go to beside the paper account
 * @param acceptUncertified accounts that may trade real money though nobody has certified their
 *     connector; each use is written into the audit
 */
public record VenueSettings(
        ConnectorSource source,
        Certificates certificates,
        Optional<AccountId> signals,
        Set<AccountId> acceptUncertified) {
    /** No venue but the paper one. */
    public static final VenueSettings NONE =
            new VenueSettings(
                    _ -> new Connectors(List.of(), List.of()),
                    (_, _, _) -> Optional.of("no certificates are known"),
                    Optional.empty(),
                    Set.of());

    public VenueSettings {
        acceptUncertified = Set.copyOf(acceptUncertified);
    }
}
