package dev.keel.core.account;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.money.Money;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Where ledger and venue were not of one mind.
 *
 * @param number counted from 1 for each account
 * @param instrument null where it concerns the account as a whole
 * @param ledger the figure of the ledger: signed quantity, cash, or null where there is none
 * @param venue the figure of the venue
 * @param impact what is at stake at the last price, in the account's currency; null if not known
 * @param detail what was seen on both sides, and what was done
 */
public record Difference(
        long number,
        Subject subject,
        Explanation explanation,
        @Nullable InstrumentId instrument,
        @Nullable BigDecimal ledger,
        @Nullable BigDecimal venue,
        @Nullable Money impact,
        String detail) {

    /** Whether somebody has to look: risk is frozen until it is resolved. */
    public boolean isUnexplained() {
        return explanation == Explanation.UNKNOWN;
    }

    /** What differs. */
    public enum Subject {
        ORDER,
        FILL,
        POSITION,
        BALANCE,
        FUNDING
    }

    /** Why it differs; all but UNKNOWN are repaired from the venue's own record. */
    public enum Explanation {
        LATE_FILL,
        BUST,
        MANUAL_TRADE,
        LIQUIDATION,
        TRANSFER,
        FUNDING,
        FEE,
        ROUNDING,
        UNKNOWN
    }
}
