package dev.keel.ledger.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code audit_log}.
 *
 * @param action {@code stopped}, {@code armed}, {@code limit_set}, {@code limit_cleared} or {@code
 *     uncertified_accepted}
 * @param scope {@code platform}, {@code user:} and the user's id, or {@code account:} and its id
 * @param level how far a stop goes
 * @param detail the reason of a stop, or the limit
 */
public record AuditEntry(
        Instant at,
        String who,
        String action,
        String scope,
        @Nullable String level,
        @Nullable String detail) {}
