package dev.keel.core.account;

import dev.keel.core.risk.RiskPolicy;
import dev.keel.core.sizing.Sizing;
import java.time.Duration;

/**
 * What people set.
 *
 * @param confirmationWindow how long a signal waits for a person in {@link
 *     ExecutionMode#AI_ASSISTED}
 */
public record AccountSettings(
        ExecutionMode mode, Sizing sizing, RiskPolicy policy, Duration confirmationWindow) {
    public AccountSettings {
        if (!confirmationWindow.isPositive()) {
            throw new IllegalArgumentException(
                    "confirmationWindow must be above 0, was " + confirmationWindow);
        }
    }

    public AccountSettings withMode(ExecutionMode newMode) {
        return new AccountSettings(newMode, sizing, policy, confirmationWindow);
    }
}
