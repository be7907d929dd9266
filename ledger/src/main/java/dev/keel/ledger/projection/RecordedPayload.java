package dev.keel.ledger.projection;

import dev.keel.core.account.AccountId;
import dev.keel.ledger.event.EncodedEvent;
import org.jspecify.annotations.Nullable;

/** An event as a row; the order is the one that it is about, if any. */
record RecordedPayload(
        AccountId account, long sequence, EncodedEvent event, @Nullable Long order) {}
