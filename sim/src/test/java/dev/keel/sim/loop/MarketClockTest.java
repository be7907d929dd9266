package dev.keel.sim.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class MarketClockTest {
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    private final MarketClock clock = new MarketClock(START);

    @Test
    void showsTheStartAtFirst() {
        assertThat(clock.instant()).isEqualTo(START);
    }

    @Test
    void movesOn() {
        clock.advanceTo(START.toEpochMilli() + 1);

        assertThat(clock.instant()).isEqualTo(START.plusMillis(1));
        assertThat(clock.millis()).isEqualTo(START.toEpochMilli() + 1);
    }

    @Test
    void neverGoesBack() {
        clock.advanceTo(START.toEpochMilli() - 1);

        assertThat(clock.instant()).isEqualTo(START);
    }
}
