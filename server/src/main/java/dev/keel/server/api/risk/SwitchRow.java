package dev.keel.server.api.risk;

import dev.keel.core.account.AccountId;
import dev.keel.server.safety.ThrownSwitch;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A kill switch that is thrown.
 *
 * @param target empty for the platform
 * @param account whose it is; null above the accounts
 */
record SwitchRow(
        String scope,
        String target,
        @Nullable String account,
        String level,
        String reason,
        Instant since,
        String who) {

    static SwitchRow of(ThrownSwitch thrown) {
        return new SwitchRow(
                thrown.target().scope(),
                thrown.target().name(),
                thrown.account().map(AccountId::value).orElse(null),
                thrown.level().name().toLowerCase(Locale.ROOT),
                thrown.reason(),
                thrown.since(),
                thrown.who());
    }
}
