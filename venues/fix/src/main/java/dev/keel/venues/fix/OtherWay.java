package dev.keel.venues.fix;

import dev.keel.venues.connector.AccountConnection;
import dev.keel.venues.connector.ConnectorException;
import dev.keel.venues.connector.Credentials;
import dev.keel.venues.connector.VenueAccount;

/**
 * Opens an account at a venue by another way than FIX, such as REST, for a dialect that cannot be
 * asked what became of an order. What is opened is only ever asked: no order leaves by it.
 */
@FunctionalInterface
public interface OtherWay {
    /** There is none: an account whose dialect needs one cannot be opened. */
    OtherWay NONE =
            (account, _) -> {
                throw new ConnectorException(
                        ConnectorException.Category.FATAL,
                        "there is no way to ask " + account.venue() + " but over FIX");
            };

    /**
     * Opens it; blocks.
     *
     * @param account the same account, under the name that the venue has on the other way
     * @throws ConnectorException if the venue cannot be reached, or does not know the account
     */
    AccountConnection open(VenueAccount account, Credentials credentials);
}
