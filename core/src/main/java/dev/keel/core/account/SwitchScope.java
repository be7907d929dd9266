package dev.keel.core.account;

import dev.keel.core.instrument.InstrumentId;

/** What a kill switch of an account stops. Those of a user and of the platform lie above it. */
public sealed interface SwitchScope {
    /** The whole account. */
    record OfAccount() implements SwitchScope {
        public static final OfAccount INSTANCE = new OfAccount();
    }

    /** The signals of one strategy, by its name. */
    record OfStrategy(String strategy) implements SwitchScope {
        public OfStrategy {
            if (strategy.isBlank()) {
                throw new IllegalArgumentException("strategy must be given");
            }
        }
    }

    record OfSymbol(InstrumentId instrument) implements SwitchScope {}
}
