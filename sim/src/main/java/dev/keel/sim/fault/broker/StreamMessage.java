package dev.keel.sim.fault.broker;

import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueTrade;

/** What a broker's stream tells. */
public sealed interface StreamMessage {
    record Taken(VenueOrder order) implements StreamMessage {}

    record Traded(VenueTrade trade) implements StreamMessage {}

    record Ended(VenueOrder order) implements StreamMessage {}
}
