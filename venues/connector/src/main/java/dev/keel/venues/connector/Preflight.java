package dev.keel.venues.connector;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found when an account was looked over before trading.
 *
 * @param clockOffset the venue's time less ours; null if it could not be read
 * @param permissions what the key may do, in the venue's words; null where it does not say
 * @param positionMode {@code one-way} or {@code hedge}; null where there is none or it is not known
 * @param marginMode {@code cross} or {@code isolated}; null likewise
 */
public record Preflight(
        Instant at,
        List<Finding> findings,
        @Nullable Duration clockOffset,
        @Nullable List<String> permissions,
        @Nullable String positionMode,
        @Nullable String marginMode) {
    public Preflight {
        findings = List.copyOf(findings);
        permissions = permissions == null ? null : List.copyOf(permissions);
    }

    /** Whether nothing speaks against trading. */
    public boolean passed() {
        return findings.stream().noneMatch(finding -> finding.grade() == Grade.FAILED);
    }

    /**
     * One thing that was looked at.
     *
     * @param check its name, such as {@code keys} or {@code withdrawal}
     * @param words what was found, for people; never a secret
     */
    public record Finding(String check, Grade grade, String words) {}

    /** How it stands. */
    public enum Grade {
        PASSED,
        /** It may trade, but somebody should know. */
        WARNING,
        FAILED
    }
}
