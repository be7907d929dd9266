package dev.keel.sim.fault.wire;

import dev.keel.core.venue.VenueProfile;
import dev.keel.core.venue.outcome.OutcomeTable;
import dev.keel.core.venue.outcome.VenueProfiles;

/**
 * A venue whose codes and times a broker keeps.
 *
 * @param holdsStops whether stop orders can lie there
 */
public record BrokerTable(OutcomeTable outcomes, VenueProfile profile, boolean holdsStops) {
    public static BrokerTable of(String venue, boolean holdsStops) {
        return new BrokerTable(OutcomeTable.load(venue), VenueProfiles.of(venue), holdsStops);
    }
}
