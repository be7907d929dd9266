package dev.keel.venues.connector.routing;

import dev.keel.core.account.AccountId;
import dev.keel.core.instrument.Instrument;
import dev.keel.venues.connector.MarketData.OrderBook;
import dev.keel.venues.connector.VenueId;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An account that could trade.
 *
 * @param instrument with the account's own fees
 * @param book quantities as the venue counts them: contracts for a derivative
 * @param most how much of the base asset the account can trade on this side; null for no bound
 */
public record Candidate(
        AccountId account,
        VenueId venue,
        Instrument instrument,
        OrderBook book,
        @Nullable BigDecimal most) {}
