package dev.keel.venues.simulator.fix;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.order.Side;
import java.math.BigDecimal;
import java.time.Instant;

/** A trade as the broker's books have it, for who looks into them by another way than FIX. */
public record BookedTrade(
        String clientId,
        String venueId,
        InstrumentId instrument,
        Side side,
        String id,
        BigDecimal quantity,
        BigDecimal price,
        BigDecimal fee,
        Instant at) {}
