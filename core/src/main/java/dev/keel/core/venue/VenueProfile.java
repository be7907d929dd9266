package dev.keel.core.venue;

import java.time.Duration;

/**
 * How far a venue's silence can be trusted.
 *
 * @param requestValidity how long after it was made a request may still be taken; the venue refuses
 *     it later. Where the venue knows no such window, the longest time that the network may hold it
 * @param visibilityDelay how long after it was taken an order may be missing from every query
 * @param answerPatience how long an answer may take before it is taken for lost
 */
public record VenueProfile(
        Duration requestValidity, Duration visibilityDelay, Duration answerPatience) {
    /**
     * A venue in this process: what it does not know was never there, and it never forgets to
     * answer.
     */
    public static final VenueProfile IN_PROCESS =
            new VenueProfile(Duration.ZERO, Duration.ZERO, Duration.ofDays(1));

    public VenueProfile {
        if (requestValidity.isNegative() || visibilityDelay.isNegative()) {
            throw new IllegalArgumentException(
                    "requestValidity and visibilityDelay must be 0 or more, were "
                            + requestValidity
                            + ", "
                            + visibilityDelay);
        }
    }

    /**
     * How long after the last time it may have been sent an order's absence begins to mean
     * something.
     */
    public Duration silenceMeansNothing() {
        return requestValidity.plus(visibilityDelay);
    }
}
