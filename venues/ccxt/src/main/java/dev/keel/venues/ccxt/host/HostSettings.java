package dev.keel.venues.ccxt.host;

import java.time.Duration;

/**
 * Bounds and patience.
 *
 * @param heapMegabytes of the child
 * @param longestLine in bytes, that the child may write; one that is longer ends it
 * @param maxInFlight calls that wait for an answer at most; more are not sent
 * @param maxEvents of one stream that wait for their listener at most; when there are more, they
 *     are dropped and the listener is told
 * @param pingEvery how often the child is asked whether it lives
 * @param missedPings after how many without an answer it is killed
 * @param startPatience how long a new child may take to be ready
 * @param firstPause before a child that ended is started anew; doubles with each that ends soon
 * @param longestPause the most it becomes
 */
public record HostSettings(
        int heapMegabytes,
        int longestLine,
        int maxInFlight,
        int maxEvents,
        Duration pingEvery,
        int missedPings,
        Duration startPatience,
        Duration firstPause,
        Duration longestPause) {
    public static final HostSettings DEFAULT =
            new HostSettings(
                    768,
                    96 << 20,
                    1_000,
                    20_000,
                    Duration.ofSeconds(1),
                    3,
                    Duration.ofSeconds(60),
                    Duration.ofMillis(100),
                    Duration.ofSeconds(30));

    public HostSettings {
        requireAbove(0, "heapMegabytes", heapMegabytes);
        requireAbove(0, "longestLine", longestLine);
        requireAbove(0, "maxInFlight", maxInFlight);
        requireAbove(0, "maxEvents", maxEvents);
        requireAbove(0, "missedPings", missedPings);
    }

    private static void requireAbove(int bound, String name, int value) {
        if (value <= bound) {
            throw new IllegalArgumentException(name + " must be above " + bound + ", was " + value);
        }
    }
}
