package dev.keel.server.safety;

import dev.keel.core.account.AccountId;
import dev.keel.core.account.KillLevel;
import java.time.Instant;
import java.util.Optional;

/**
 * A kill switch that is thrown.
 *
 * @param account whose it is; empty above the accounts
 * @param since when it was thrown, or thrown further
 * @param who threw it; {@code keel} if no person did
 */
public record ThrownSwitch(
        SwitchTarget target,
        Optional<AccountId> account,
        KillLevel level,
        String reason,
        Instant since,
        String who) {

    /**
     * Whether no person threw it through the simple stop routes, so that re-arming is confirmed.
     */
    boolean needsConfirmation() {
        return who.equals(KillSwitches.AUTOMATIC) || who.equals(KillSwitches.ROUTE);
    }

    /** Such as {@code account paper: storm (CANCEL_ALL, by keel)}. */
    public String words() {
        return target.words() + ": " + reason + " (" + level + ", by " + who + ")";
    }
}
