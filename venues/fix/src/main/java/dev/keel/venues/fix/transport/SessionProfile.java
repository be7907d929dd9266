package dev.keel.venues.fix.transport;

import dev.keel.venues.connector.Environment;

/**
 * All that a session is, but for its secrets. What it does not name is the same for every session:
 * messages are kept, the sequence numbers of both sides are checked, the time of sending has
 * milliseconds, a message is taken as it comes rather than refused over a field, and TLS is 1.2 or
 * later with the name of the host checked.
 *
 * @param name under which its numbers are stored: one session's alone, and always the same
 */
public record SessionProfile(
        String name,
        FixVersion version,
        Environment environment,
        CompIds ids,
        Endpoint endpoint,
        Sequencing sequencing,
        Timing timing,
        Patience patience) {
    private static final int MAX_NAME = 200;

    public SessionProfile {
        if (name.isBlank() || name.length() > MAX_NAME) {
            throw new IllegalArgumentException("name must be 1 to 200 characters, was " + name);
        }
        if (endpoint.trust().isEmpty()) {
            requireSimulator(environment, endpoint);
        }
        if (version == FixVersion.FIX42
                && sequencing.nextExpected() == Sequencing.NextExpected.SAID) {
            throw new IllegalArgumentException(
                    "sequencing.nextExpected must be NOT_SAID before FIX 4.4, was SAID");
        }
    }

    /** With the usual timing and patience. */
    public static SessionProfile of(
            String name,
            FixVersion version,
            Environment environment,
            CompIds ids,
            Endpoint endpoint,
            Sequencing sequencing) {
        return new SessionProfile(
                name,
                version,
                environment,
                ids,
                endpoint,
                sequencing,
                Timing.DEFAULT,
                Patience.DEFAULT);
    }

    public SessionProfile with(Timing other) {
        return new SessionProfile(
                name, version, environment, ids, endpoint, sequencing, other, patience);
    }

    public SessionProfile with(Patience other) {
        return new SessionProfile(
                name, version, environment, ids, endpoint, sequencing, timing, other);
    }

    /** A password must not travel in the clear, nor to someone else's server by mistake. */
    private static void requireSimulator(Environment environment, Endpoint endpoint) {
        if (environment != Environment.LOCAL) {
            throw new IllegalArgumentException(
                    "endpoint.trust must be a trust store in the environment "
                            + environment
                            + ", was empty: without TLS only a simulator is spoken to");
        }
        if (!endpoint.isLoopback()) {
            throw new IllegalArgumentException(
                    "endpoint.trust must be a trust store for the host "
                            + endpoint.host()
                            + ", was empty: without TLS only this machine is spoken to");
        }
    }
}
