package dev.keel.ledger.view;

import dev.keel.core.account.AccountId;
import dev.keel.core.account.ExecutionMode;
import dev.keel.core.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code account}.
 *
 * @param sequence of its latest event
 * @param haltReason null if it is not halted
 */
public record AccountEntry(
        AccountId id,
        int number,
        long sequence,
        Money cash,
        ExecutionMode mode,
        @Nullable String haltReason,
        Instant createdAt,
        Instant updatedAt) {}
