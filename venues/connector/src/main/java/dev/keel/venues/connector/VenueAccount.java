package dev.keel.venues.connector;

import dev.keel.core.account.AccountId;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * An account of ours at a venue; nothing in it is secret.
 *
 * @param instruments what it may trade
 * @param options what the venue needs besides, such as {@code host}, {@code senderCompId} or {@code
 *     mailbox}
 */
public record VenueAccount(
        AccountId account,
        VenueId venue,
        Environment environment,
        InstrumentKind kind,
        Set<InstrumentId> instruments,
        Map<String, String> options) {
    public VenueAccount {
        instruments = Set.copyOf(instruments);
        options = Collections.unmodifiableMap(new TreeMap<>(options));
    }
}
