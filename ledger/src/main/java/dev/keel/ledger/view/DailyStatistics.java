package dev.keel.ledger.view;

import dev.keel.core.account.AccountId;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A UTC day of an account, in the platform's time.
 *
 * @param orders placed or refused on this day
 * @param rejected those of them that were refused by risk or by the venue
 * @param volume the notional of the day's fills
 * @param fees paid on them, rebates subtracted
 */
public record DailyStatistics(
        AccountId account,
        LocalDate day,
        long orders,
        long rejected,
        long fills,
        BigDecimal volume,
        BigDecimal fees) {}
