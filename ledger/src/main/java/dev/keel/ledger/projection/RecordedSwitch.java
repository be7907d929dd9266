package dev.keel.ledger.projection;

import dev.keel.core.account.AccountId;
import dev.keel.core.account.KillLevel;
import dev.keel.core.account.SwitchScope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A kill switch of an account after an event.
 *
 * @param level null if it is armed again
 */
record RecordedSwitch(
        AccountId account,
        long sequence,
        Instant at,
        SwitchScope scope,
        @Nullable KillLevel level,
        @Nullable String reason,
        String who) {

    String scopeName() {
        return switch (scope) {
            case SwitchScope.OfAccount _ -> "account";
            case SwitchScope.OfStrategy _ -> "strategy";
            case SwitchScope.OfSymbol _ -> "symbol";
        };
    }

    String name() {
        return switch (scope) {
            case SwitchScope.OfAccount _ -> "";
            case SwitchScope.OfStrategy(var strategy) -> strategy;
            case SwitchScope.OfSymbol(var instrument) -> instrument.symbol();
        };
    }

    @Nullable String levelName() {
        return level == null ? null : level.name();
    }
}
