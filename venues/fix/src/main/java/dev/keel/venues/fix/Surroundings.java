package dev.keel.venues.fix;

import dev.keel.core.venue.Venue;
import dev.keel.core.venue.outcome.OutcomeTable;
import dev.keel.venues.fix.dialect.FixDialect;
import dev.keel.venues.fix.order.OrderMessages;
import java.time.InstantSource;

/** What the parts of a venue share. */
record Surroundings(
        FixDialect dialect,
        OrderMessages messages,
        OrderBook book,
        OutcomeTable outcomes,
        Incidents incidents,
        Venue.Listener listener,
        InstantSource clock) {}
