package dev.keel.ledger.verify;

import java.util.List;

/**
 * What was checked, and what was found.
 *
 * @param differences at most {@value #MAX_DIFFERENCES}, in the order of accounts
 * @param differencesInAll how many there are
 */
public record VerificationReport(
        Counts checked, List<Difference> differences, long differencesInAll) {
    public static final int MAX_DIFFERENCES = 1_000;

    public VerificationReport {
        differences = List.copyOf(differences);
    }

    /** How much was replayed and compared. */
    public record Counts(
            long accounts, long events, long orders, long fills, long positions, long signals) {
        Counts plus(Counts other) {
            return new Counts(
                    accounts + other.accounts,
                    events + other.events,
                    orders + other.orders,
                    fills + other.fills,
                    positions + other.positions,
                    signals + other.signals);
        }
    }

    /** Whether ledger and events agree. */
    public boolean isClean() {
        return differencesInAll == 0;
    }
}
