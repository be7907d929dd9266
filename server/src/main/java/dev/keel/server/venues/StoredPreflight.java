package dev.keel.server.venues;

import dev.keel.venues.connector.Preflight;

/**
 * What was found when an account was looked over last.
 *
 * @param connectorVersion of the connector that did it
 * @param refusal why the account may not trade; empty if it may
 */
public record StoredPreflight(Preflight preflight, String connectorVersion, String refusal) {
    public boolean passed() {
        return refusal.isEmpty();
    }
}
