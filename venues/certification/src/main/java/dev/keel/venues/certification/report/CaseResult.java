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

        /** What is told of a case that went differently in several ways of keeping an account. */
        boolean isWorseThan(Verdict other) {
            return badness() > other.badness();
        }

        /** A case that was seen to hold in one way and does not apply in another has passed. */
        private int badness() {
            return switch (this) {
                case NOT_APPLICABLE -> 0;
                case PASSED -> 1;
                case NOT_SHOWN -> 2;
                case FAILED -> 3;
            };
        }

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

    /** A result whose duration is not known yet. */
    CaseResult(ContractCase ofCase, Verdict verdict, String detail) {
        this(ofCase, verdict, detail, Duration.ZERO);
    }

    /** Names the way of keeping an account in which this came out. */
    CaseResult in(String variant) {
        return variant.isEmpty() || detail.isEmpty()
                ? this
                : new CaseResult(ofCase, verdict, variant + ": " + detail, took);
    }

    CaseResult lasting(Duration duration) {
        return new CaseResult(ofCase, verdict, detail, duration);
    }
}
