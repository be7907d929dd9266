package dev.keel.core.account;

/** What a person must hear of. */
public enum AlarmKind {
    /** A venue filled more than was ordered. */
    OVERFILL,
    /** A position is without its protective order. */
    NAKED_POSITION,
    /**
     * A protective order was refused by the venue, or the close of what is held again and again.
     */
    PROTECTION_REFUSED,
    /** An order ended at the venue without our asking. */
    UNSOLICITED_END,
    /** An order that was proven never to have been there is there. */
    REAPPEARED_ORDER,
    /** The entry that was to follow a close was refused. */
    ENTRY_NOT_TAKEN,
    /** An order has been in doubt for long. */
    UNRESOLVED,
    /** A market order traded further from the market than the policy allows. */
    SLIPPAGE
}
