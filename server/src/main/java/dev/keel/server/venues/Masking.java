package dev.keel.server.venues;

import dev.keel.venues.connector.ConnectorInfo;
import dev.keel.venues.connector.Credentials;
import java.util.Optional;

/**
 * A last net under words that come from afar: what a connector says must hold no secret, and if it
 * does all the same, nobody reads it.
 */
public final class Masking {
    /** A word this short is no secret, and may well be part of a sentence. */
    private static final int SHORTEST = 4;

    private Masking() {}

    /** The words without the values of the account's fields that are secret. */
    public static String mask(String words, ConnectorInfo info, Credentials credentials) {
        String masked = words;
        for (ConnectorInfo.CredentialField field : info.credentials()) {
            Optional<char[]> value = credentials.get(field.name());
            if (field.secrecy() == ConnectorInfo.Secrecy.SECRET
                    && value.isPresent()
                    && value.get().length >= SHORTEST) {
                masked = masked.replace(String.valueOf(value.get()), "***");
            }
        }
        return masked;
    }
}
