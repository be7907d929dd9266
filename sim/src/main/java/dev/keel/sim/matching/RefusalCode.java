package dev.keel.sim.matching;

/** Why the simulated venue refuses an order, or takes it off before it trades. */
enum RefusalCode {
    UNKNOWN_INSTRUMENT,
    OFF_TICK,
    OFF_LOT,
    BELOW_MIN_NOTIONAL,
    POST_ONLY
}
