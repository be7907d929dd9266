package dev.keel.server.venues;

import dev.keel.core.account.AccountId;
import dev.keel.core.account.ExecutionMode;
import dev.keel.venues.connector.VenueAccount;
import java.time.Instant;

/**
 * An account as it was added; nothing in it is secret.
 *
 * @param label what people call it; the id unless they gave another
 * @param mode who decides whether a signal becomes an order
 * @param maxLeverage of exposure to equity; 1 is none
 * @param withdrawal whether a key that may withdraw was allowed
 */
public record StoredAccount(
        VenueAccount place,
        String label,
        ExecutionMode mode,
        int maxLeverage,
        Running running,
        Withdrawal withdrawal,
        Instant addedAt) {
    private static final int HIGHEST_LEVERAGE = 125;

    public StoredAccount {
        if (label.isBlank() || label.length() > 100) {
            throw new IllegalArgumentException("name must be 1 to 100 characters");
        }
        if (mode == ExecutionMode.PAPER_TRADING) {
            throw new IllegalArgumentException(
                    "mode must be manual, assisted or auto: paper trading has an account of its"
                            + " own");
        }
        if (maxLeverage < 1 || maxLeverage > HIGHEST_LEVERAGE) {
            throw new IllegalArgumentException(
                    "max_leverage must be 1 to " + HIGHEST_LEVERAGE + ", was " + maxLeverage);
        }
    }

    /** Whether the platform starts it. */
    public enum Running {
        ENABLED,
        DISABLED
    }

    /** What is thought of a key that may withdraw. */
    public enum Withdrawal {
        REFUSED,
        ALLOWED
    }

    public AccountId id() {
        return place.account();
    }

    public boolean isEnabled() {
        return running == Running.ENABLED;
    }

    public StoredAccount with(Running newRunning) {
        return new StoredAccount(place, label, mode, maxLeverage, newRunning, withdrawal, addedAt);
    }

    public StoredAccount with(ExecutionMode newMode) {
        return new StoredAccount(place, label, newMode, maxLeverage, running, withdrawal, addedAt);
    }
}
