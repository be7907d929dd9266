package dev.keel.ledger.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code audit_log}.
 *
 * @param action {@code stopped}, {@code armed}, {@code limit_set} or {@code limit_cleared}
 * @param scope {@code platform}, or {@code user:} and the user's id
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
