package dev.keel.venues.certification.report;

import dev.keel.venues.certification.ContractCase;
import java.time.Duration;

/**
 * What came of a case.
 *
 * @param detail what broke, or why it did not apply; empty if it passed
 */
public record CaseResult(ContractCase ofCase, Verdict verdict, String detail, Duration took) {
    /** How a case ended. */
    public enum Verdict {
        PASSED,
        FAILED,
        /** The venue, or its wire, has nothing that the case is about; the detail names it. */
        NOT_APPLICABLE,
        /** The simulator cannot do it: the contract may hold, but nobody has seen it. */
        NOT_SHOWN;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        }
    }

    public CaseResult {
        if ((verdict == Verdict.PASSED) != detail.isEmpty()) {
            throw new IllegalArgumentException(
                    "detail must be given exactly if a case did not pass, was '" + detail + "'");
        }
    }
}
