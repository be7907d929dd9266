package dev.keel.ledger.view;

import dev.keel.core.account.AccountId;
import dev.keel.core.account.KillLevel;
import java.time.Instant;

/**
 * A kill switch of an account that is thrown.
 *
 * @param scope {@code account}, {@code strategy} or {@code symbol}
 * @param name the strategy or symbol; empty for the whole account
 */
public record KillSwitchEntry(
        AccountId account,
        String scope,
        String name,
        KillLevel level,
        String reason,
        String who,
        Instant thrownAt) {}
