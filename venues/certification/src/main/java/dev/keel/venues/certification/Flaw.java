package dev.keel.venues.certification;

/** What can be wrong with an account before it trades. */
public enum Flaw {
    /** The venue does not know the key, or the signature is not right. */
    WRONG_KEYS,
    /** The key may withdraw. */
    MAY_WITHDRAW,
    /** The venue's clock is an hour ahead of ours. */
    CLOCK_AHEAD
}
