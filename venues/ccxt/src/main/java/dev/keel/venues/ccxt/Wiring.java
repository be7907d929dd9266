package dev.keel.venues.ccxt;

import dev.keel.core.venue.VenueProfile;
import dev.keel.venues.ccxt.account.AccountSource;
import dev.keel.venues.ccxt.order.OrderTerms;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * What an account's venue works with.
 *
 * @param lookEvery how often the venue's lists are looked at while an order lives
 */
record Wiring(
        AccountSource source,
        OrderTerms terms,
        VenueProfile profile,
        Executor executor,
        Duration lookEvery) {}
