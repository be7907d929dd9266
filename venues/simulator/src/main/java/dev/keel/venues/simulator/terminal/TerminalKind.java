package dev.keel.venues.simulator.terminal;

import java.util.Locale;

/** Which terminal, and how its account keeps what is held. */
public enum TerminalKind {
    POOL,
    NETTING,
    HEDGING;

    public boolean isPool() {
        return this == POOL;
    }

    String platform() {
        return isPool() ? "mt4" : "mt5";
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
