package dev.keel.sim.fault.wire;

import dev.keel.core.venue.VenueProfile;
import dev.keel.core.venue.outcome.OutcomeTable;
import dev.keel.core.venue.outcome.VenueProfiles;

/** A venue whose codes and times a broker keeps. */
public record BrokerTable(OutcomeTable outcomes, VenueProfile profile) {
    public static BrokerTable of(String venue) {
        return new BrokerTable(OutcomeTable.load(venue), VenueProfiles.of(venue));
    }
}
