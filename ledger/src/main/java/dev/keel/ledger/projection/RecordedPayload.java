package dev.keel.ledger.projection;

import dev.keel.core.account.AccountId;
import dev.keel.ledger.event.EncodedEvent;

/** An event as a row. */
record RecordedPayload(AccountId account, long sequence, EncodedEvent event) {}
