package dev.keel.venues.metatrader.terminal;

import java.time.Duration;
import java.time.Instant;

/**
 * How the terminal's clocks stand to ours.
 *
 * @param readAt our time when they were read
 * @param serverMillis what the broker's wall clock showed then
 * @param gmtMillis what the terminal's computer showed then, UTC
 */
public record TerminalClock(Instant readAt, long serverMillis, long gmtMillis) {
    private static final long QUARTER = Duration.ofMinutes(15).toMillis();

    /** What the broker's wall clock shows at our time, as far as it runs evenly. */
    public long server(Instant at) {
        return serverMillis + Duration.between(readAt, at).toMillis();
    }

    public long gmt(Instant at) {
        return gmtMillis + Duration.between(readAt, at).toMillis();
    }

    /** Our time of a moment that the broker told by its wall clock. */
    public Instant instant(long serverAt) {
        return Instant.ofEpochMilli(serverAt - zone());
    }

    /** The broker's wall clock at a moment of ours, by its time zone alone. */
    public long wall(Instant at) {
        return at.toEpochMilli() + zone();
    }

    /** How far the broker's wall clock is ahead of UTC, in whole quarters of an hour. */
    public long zone() {
        return Math.round((double) (serverMillis - gmtMillis) / QUARTER) * QUARTER;
    }

    /** The terminal's computer less ours. */
    public Duration offset() {
        return Duration.ofMillis(gmtMillis - readAt.toEpochMilli());
    }
}
