package dev.keel.core.account;

/** The platform's kill switch as a decision sees it. */
public sealed interface TradingSwitch {
    record Enabled() implements TradingSwitch {
        public static final Enabled INSTANCE = new Enabled();
    }

    /** No order that adds risk may be placed anywhere. */
    record Halted(String reason) implements TradingSwitch {}
}
