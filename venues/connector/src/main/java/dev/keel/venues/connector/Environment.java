package dev.keel.venues.connector;

import java.util.Locale;

/** Whose money an account trades. */
public enum Environment {
    LIVE,
    /** The venue's own test network or demo server: no money. */
    TEST,
    /** A simulator on this machine. Never reachable with the keys of the others. */
    LOCAL;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
