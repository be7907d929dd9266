package dev.keel.core.journal;

import dev.keel.core.account.AccountEvent;

/**
 * An event as the journal holds it.
 *
 * @param sequence 1 for the account's first event, without gaps
 */
public record RecordedEvent(long sequence, AccountEvent event) {}
