package dev.keel.venues.simulator.fix;

/**
 * How a simulated venue speaks.
 *
 * @param begin tag 8
 * @param application tag 1137 of the logon; empty where there is none
 * @param newer whether trades are told by 150=F and mass queries exist
 */
public record Dialect(String begin, String application, boolean newer) {
    public static final Dialect FIX_42 = new Dialect("FIX.4.2", "", false);
    public static final Dialect FIX_44 = new Dialect("FIX.4.4", "", true);
    public static final Dialect FIX_50SP2 = new Dialect("FIXT.1.1", "9", true);
}
