package dev.keel.server.safety;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One-time words by which a person confirms what the platform has just told: random, short-lived,
 * and good only for the very state of things that was told. They are forgotten in a restart. For
 * any number of threads.
 */
final class Confirmations {
    static final Duration LIFETIME = Duration.ofMinutes(2);
    private static final int MAX_OPEN = 100;
    private static final int BYTES = 16;

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Asked> open = new LinkedHashMap<>();

    Confirmations(InstantSource clock) {
        this.clock = clock;
    }

    /** What a token is worth. */
    enum Verdict {
        CONFIRMED,
        /** It was never given, or was used before. */
        UNKNOWN,
        EXPIRED,
        /** It was given for something else, or things have changed since. */
        ANOTHER
    }

    /** A token that was given out. */
    record Token(String value, Instant expiresAt) {}

    private record Asked(Object subject, Instant expiresAt) {}

    /**
     * Gives out a token.
     *
     * @param subject what it confirms, compared by value
     */
    synchronized Token offer(Object subject) {
        forgetOld();
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        Token token = new Token(HexFormat.of().formatHex(bytes), clock.instant().plus(LIFETIME));
        open.put(token.value(), new Asked(subject, token.expiresAt()));
        return token;
    }

    /** Takes a token; whatever it is worth, it is worth nothing afterwards. */
    synchronized Verdict take(String token, Object subject) {
        Asked asked = open.remove(token);
        if (asked == null) {
            return Verdict.UNKNOWN;
        }
        if (!clock.instant().isBefore(asked.expiresAt)) {
            return Verdict.EXPIRED;
        }
        return asked.subject.equals(subject) ? Verdict.CONFIRMED : Verdict.ANOTHER;
    }

    /** Expired ones stay for a while, to be told apart from unknown ones. */
    private void forgetOld() {
        Iterator<String> oldest = open.keySet().iterator();
        while (open.size() >= MAX_OPEN && oldest.hasNext()) {
            oldest.next();
            oldest.remove();
        }
    }
}
