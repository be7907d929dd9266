package dev.keel.venues.fix.transport;

import java.time.Duration;
import java.util.List;

/**
 * How long a session waits for what; whole seconds.
 *
 * @param reconnect before the first attempt to connect again, the second and so on; the last one
 *     stays
 */
public record Timing(
        Duration heartbeat,
        Duration logonTimeout,
        Duration logoutTimeout,
        List<Duration> reconnect) {
    private static final Duration MAX = Duration.ofHours(1);

    public static final Timing DEFAULT =
            new Timing(
                    Duration.ofSeconds(25),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(3),
                    List.of(
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(5),
                            Duration.ofSeconds(15),
                            Duration.ofSeconds(30)));

    public Timing {
        check("heartbeat", heartbeat);
        check("logonTimeout", logonTimeout);
        check("logoutTimeout", logoutTimeout);
        reconnect = List.copyOf(reconnect);
        if (reconnect.isEmpty()) {
            throw new IllegalArgumentException("reconnect must not be empty");
        }
        reconnect.forEach(pause -> check("reconnect", pause));
    }

    public Timing withHeartbeat(Duration other) {
        return new Timing(other, logonTimeout, logoutTimeout, reconnect);
    }

    private static void check(String name, Duration value) {
        if (value.compareTo(Duration.ofSeconds(1)) < 0
                || value.compareTo(MAX) > 0
                || !value.equals(Duration.ofSeconds(value.toSeconds()))) {
            throw new IllegalArgumentException(
                    name + " must be whole seconds, 1 to 3600, was " + value);
        }
    }
}
