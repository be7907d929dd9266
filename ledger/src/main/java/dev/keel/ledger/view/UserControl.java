package dev.keel.ledger.view;

import dev.keel.core.account.TradingSwitch;
import dev.keel.core.account.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code user_control}: the kill switch above the accounts of a user.
 *
 * @param updatedBy who touched it last
 */
public record UserControl(
        UserId user,
        TradingSwitch trading,
        @Nullable Instant stoppedAt,
        String updatedBy,
        Instant updatedAt) {

    public boolean isTradingEnabled() {
        return trading instanceof TradingSwitch.Enabled;
    }
}
