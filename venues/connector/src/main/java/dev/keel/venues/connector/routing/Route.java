package dev.keel.venues.connector.routing;

import dev.keel.core.account.AccountId;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.money.Quantity;
import dev.keel.venues.connector.VenueId;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where an order would go. What the books do not hold, and what is less than a lot, is left over.
 *
 * @param legs the best net price first; empty if nothing can be traded
 * @param leftOver of the base asset
 * @param passedOver why an account takes no part, by its id
 */
public record Route(List<Leg> legs, BigDecimal leftOver, Map<AccountId, String> passedOver) {
    public Route {
        legs = List.copyOf(legs);
        passedOver = Collections.unmodifiableMap(new TreeMap<>(passedOver));
    }

    /** Whether all of it finds a place. */
    public boolean isWhole() {
        return leftOver.signum() == 0;
    }

    /** What all legs together cost, or bring in, with fees; in the quote asset. */
    public BigDecimal net() {
        return legs.stream().map(Leg::net).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /**
     * One account's part.
     *
     * @param quantity as the venue counts it: whole lots
     * @param units of the base asset
     * @param worst the price of the last level that it takes
     * @param gross what the levels cost, or bring in, without fees
     * @param net the same with the taker's fee
     */
    public record Leg(
            AccountId account,
            VenueId venue,
            InstrumentId instrument,
            Quantity quantity,
            BigDecimal units,
            BigDecimal worst,
            BigDecimal gross,
            BigDecimal net) {}
}
