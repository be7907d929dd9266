package dev.keel.sim.fault.broker;

import dev.keel.core.venue.VenueProfile;
import dev.keel.sim.fault.clock.Dice;
import dev.keel.sim.fault.clock.VirtualTime;
import java.time.Duration;

/**
 * The quirks of a broker. Times in microseconds.
 *
 * @param validity how old a request may be
 * @param lag how far behind a query may be, and how long a new order may show in none
 * @param knowsIds whether a second order with the same client id is refused; if not, it is a second
 *     order
 * @param refusesLateCancel whether the cancel of an order that has ended is refused as too late
 * @param fillsFirst whether fills are told before the order is answered
 * @param tellsBusts whether the stream tells of a trade that was taken back
 * @param confirmsCancel whether the answer to a cancel says that it is done; otherwise the stream
 *     does
 */
public record BrokerTerms(
        long validity,
        long lag,
        boolean knowsIds,
        boolean refusesLateCancel,
        boolean fillsFirst,
        boolean tellsBusts,
        boolean confirmsCancel) {
    /** The quirks that the dice give. */
    public static BrokerTerms drawn(Dice dice) {
        return new BrokerTerms(
                dice.between(1, 10) * VirtualTime.SECOND,
                dice.between(0, 8) * VirtualTime.SECOND,
                dice.chance(0.5),
                dice.chance(0.5),
                dice.chance(0.5),
                dice.chance(0.5),
                dice.chance(0.5));
    }

    /** The same quirks with times that a venue's profile allows for, a second short of each. */
    public BrokerTerms within(VenueProfile profile, Dice dice) {
        return new BrokerTerms(
                dice.between(VirtualTime.SECOND, micros(profile.requestValidity())),
                dice.between(0, micros(profile.visibilityDelay())),
                knowsIds,
                refusesLateCancel,
                fillsFirst,
                tellsBusts,
                confirmsCancel);
    }

    private static long micros(Duration span) {
        return span.toMillis() * VirtualTime.MILLI - VirtualTime.SECOND;
    }
}
