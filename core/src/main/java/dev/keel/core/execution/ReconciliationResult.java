package dev.keel.core.execution;

import dev.keel.core.account.AccountEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a reconciliation.
 *
 * @param whole whether every query was answered
 * @param events what followed, differences among them
 * @param failure why there was no statement; null if there was
 */
public record ReconciliationResult(
        Instant at, boolean whole, List<AccountEvent> events, @Nullable String failure) {
    public ReconciliationResult {
        events = List.copyOf(events);
    }
}
