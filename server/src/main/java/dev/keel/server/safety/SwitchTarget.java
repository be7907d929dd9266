package dev.keel.server.safety;

import dev.keel.core.account.AccountId;
import dev.keel.core.account.SwitchScope;
import dev.keel.core.account.UserId;
import dev.keel.core.instrument.InstrumentId;
import java.util.Optional;

/** What a kill switch stops, from the whole platform down to one symbol. */
public sealed interface SwitchTarget {
    /** Such as {@code account}. */
    String scope();

    /** What it names; empty for the platform. */
    String name();

    /** For people. */
    default String words() {
        return name().isEmpty() ? "the " + scope() : scope() + " " + name();
    }

    /** Every account of every user. */
    record OfPlatform() implements SwitchTarget {
        public static final OfPlatform INSTANCE = new OfPlatform();

        @Override
        public String scope() {
            return "platform";
        }

        @Override
        public String name() {
            return "";
        }
    }

    /** Every account of one user. */
    record OfUser(UserId user) implements SwitchTarget {
        @Override
        public String scope() {
            return "user";
        }

        @Override
        public String name() {
            return user.value();
        }
    }

    record OfAccount(AccountId account) implements SwitchTarget {
        @Override
        public String scope() {
            return "account";
        }

        @Override
        public String name() {
            return account.value();
        }
    }

    /** The signals of one strategy, on all accounts. */
    record OfStrategy(String strategy) implements SwitchTarget {
        @Override
        public String scope() {
            return "strategy";
        }

        @Override
        public String name() {
            return strategy;
        }
    }

    /** One symbol, on all accounts. */
    record OfSymbol(InstrumentId instrument) implements SwitchTarget {
        @Override
        public String scope() {
            return "symbol";
        }

        @Override
        public String name() {
            return instrument.symbol();
        }
    }

    /** The account's own switch that this is, on an account; empty where it lies above it. */
    default Optional<SwitchScope> on(AccountId account) {
        return switch (this) {
            case OfPlatform _, OfUser _ -> Optional.empty();
            case OfAccount(var id) ->
                    id.equals(account)
                            ? Optional.of(SwitchScope.OfAccount.INSTANCE)
                            : Optional.empty();
            case OfStrategy(var strategy) -> Optional.of(new SwitchScope.OfStrategy(strategy));
            case OfSymbol(var instrument) -> Optional.of(new SwitchScope.OfSymbol(instrument));
        };
    }
}
