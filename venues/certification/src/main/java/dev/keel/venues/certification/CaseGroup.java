package dev.keel.venues.certification;

import java.util.Locale;

/** What a case is about. */
public enum CaseGroup {
    LIFECYCLE,
    REJECTS,
    AMBIGUOUS_SUBMIT,
    AMBIGUOUS_CANCEL,
    AMBIGUOUS_QUERY,
    AMBIGUOUS_STATEMENT,
    RESTART,
    PARTIAL_FILLS,
    DUPLICATES,
    PRECISION,
    LIMITS,
    CANCELS,
    UNSOLICITED,
    ORDER_TYPES,
    STATEMENTS,
    STREAMS,
    RATE_LIMITS,
    POSITIONS,
    PREFLIGHT,
    MARKET_DATA,
    SECRETS,
    /** A real account's runner over the connector; in the end ledger and broker agree. */
    WHOLE_LIFE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
