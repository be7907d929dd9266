package dev.keel.sim.fault.oracle;

/** What must hold, whatever goes wrong. */
public enum Invariant {
    /** An intent has one order at the broker at most. */
    ONE_ORDER_PER_INTENT,
    /** The broker has no order with our id that the store has no intent of. */
    NO_ORDER_WITHOUT_INTENT,
    /** Nothing is sent before its intent is durable. */
    INTENT_DURABLE_BEFORE_SEND,
    /** What is sent is what was committed. */
    SENT_AS_COMMITTED,
    /** No order is sent twice. */
    SENT_ONCE,
    /** Order ids are never minted again. */
    IDS_UNIQUE,
    /** The broker takes no order that the ledger has given up. */
    NOT_GIVEN_UP_EARLY,
    /** No end in the ledger that the broker's truth contradicts. */
    END_IS_TRUE,
    /** When an order ends in the ledger, all that it traded is in the ledger. */
    END_KNOWS_ALL_FILLS,
    END_HAS_EVIDENCE,
    /** Exposure within the policy, doubtful orders counted as filled. */
    EXPOSURE_WITHIN_POLICY,
    /** The broker trades only what the ledger still reserves. */
    TRADES_ARE_RESERVED,
    SHARED_LIMIT_KEPT,
    /** Nothing that adds risk is committed or sent after a kill switch was thrown. */
    KILL_SWITCH_KEPT,
    /** A reduce-only order makes no position greater. */
    REDUCE_ONLY_REDUCES,
    /** Positions and cash move by the broker's own trades and movements alone, by each once. */
    BOOKS_MOVE_BY_FACTS,
    /** Nobody without the account's lease appends or sends. */
    LEASE_HELD,
    /** Events are numbered without gaps and twice. */
    SEQUENCE_WHOLE,
    /** What is read again is what was known. */
    REPLAY_IS_STATE,
    /** What cannot be explained is reported, and nothing else is. */
    NO_FALSE_DIFFERENCE,
    /** No runner stops for a bug. */
    RUNNER_SOUND,
    /** What is held without its stop is protected or closed in time. */
    NAKED_NOT_FOR_LONG,
    /** Once all is healed, everything is resolved and the ledger is the broker's truth. */
    SETTLES
}
