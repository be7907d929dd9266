package dev.keel.core.account;

/** The kill switches above all accounts, the platform's and the user's, as a decision sees them. */
public sealed interface TradingSwitch {
    record Enabled() implements TradingSwitch {
        public static final Enabled INSTANCE = new Enabled();
    }

    /** No order that adds risk may be placed; what else follows, the level says. */
    record Halted(KillLevel level, String reason) implements TradingSwitch {
        /** At {@link KillLevel#NO_NEW}. */
        public Halted(String reason) {
            this(KillLevel.NO_NEW, reason);
        }
    }

    /** A limit that accounts share leaves no room for the order that is decided. */
    record LimitReached(SharedLimit limit) implements TradingSwitch {}
}
