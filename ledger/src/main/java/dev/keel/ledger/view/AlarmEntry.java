package dev.keel.ledger.view;

import dev.keel.core.account.AccountId;
import dev.keel.core.account.AlarmKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code alarm}: what a person must hear of. */
public record AlarmEntry(
        AccountId account,
        long sequence,
        AlarmKind kind,
        @Nullable String symbol,
        String detail,
        Instant at) {}
