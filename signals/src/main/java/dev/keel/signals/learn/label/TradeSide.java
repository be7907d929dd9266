package dev.keel.signals.learn.label;

/** Which way the labelled trade goes. */
public enum TradeSide {
    LONG,
    SHORT;

    /** The side of a score; long for 0. */
    public static TradeSide of(double score) {
        return score < 0 ? SHORT : LONG;
    }

    double sign() {
        return switch (this) {
            case LONG -> 1;
            case SHORT -> -1;
        };
    }
}
