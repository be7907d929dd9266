package dev.keel.venues.connector;

/** By what a venue is reached. */
public enum Technology {
    CCXT,
    FIX,
    METATRADER;

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
