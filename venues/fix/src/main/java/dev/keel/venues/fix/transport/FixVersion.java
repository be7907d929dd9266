package dev.keel.venues.fix.transport;

/** The versions of FIX that are spoken. */
public enum FixVersion {
    FIX42("FIX.4.2", "FIX.4.2"),
    FIX44("FIX.4.4", "FIX.4.4"),
    /** Carried by the session layer of its own, FIXT.1.1. */
    FIX50SP2("FIXT.1.1", "FIX.5.0SP2");

    private final String beginString;
    private final String application;

    FixVersion(String beginString, String application) {
        this.beginString = beginString;
        this.application = application;
    }

    /** What every message begins with, tag 8. */
    public String beginString() {
        return beginString;
    }

    /** The version of the application messages. */
    public String application() {
        return application;
    }
}
