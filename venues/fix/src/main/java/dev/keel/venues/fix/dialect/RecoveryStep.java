package dev.keel.venues.fix.dialect;

/** A way to learn what happened while nobody listened, in the order in which they are tried. */
public enum RecoveryStep {
    /** The session layer delivers what was missed. Never believed without a second look. */
    SESSION_REPLAY,
    /** OrderMassStatusRequest (AF): every open order. */
    MASS_STATUS,
    /** OrderStatusRequest (H) for each order of ours. */
    STATUS_PER_ORDER,
    /** TradeCaptureReportRequest (AD): every trade since a time. */
    TRADE_CAPTURE,
    /** The executions since one that is known (F1, F3): a venue's own messages. */
    EXEC_RANGE,
    /** RequestForPositions (AN). */
    POSITIONS,
    /** A second session that repeats every report. */
    DROPCOPY,
    /** The venue is asked by another way than FIX, if one is set up. */
    REST_QUERY,
    /** A person has to compare: no query tells all. */
    MANUAL
}
