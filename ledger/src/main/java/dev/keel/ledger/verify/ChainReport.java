package dev.keel.ledger.verify;

import java.util.List;

/**
 * What was checked of chains and anchors, and what was found.
 *
 * @param findings at most {@value #MAX_FINDINGS}: of accounts in their order, then of anchors
 * @param findingsInAll how many there are
 * @param notes what is not wrong but should be known, one sentence each
 */
public record ChainReport(
        long events,
        long chains,
        long anchors,
        List<Tampering> findings,
        long findingsInAll,
        List<String> notes) {
    public static final int MAX_FINDINGS = 1_000;

    public ChainReport {
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
    }

    /** Whether no trace of a change was found. */
    public boolean isClean() {
        return findingsInAll == 0;
    }
}
