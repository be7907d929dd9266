package dev.keel.venues.simulator.exchange;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a simulated exchange begins.
 *
 * @param clock the venue's clock
 * @param port 0 for any that is free
 * @param holdBack how long a delayed request is held back
 * @param balances what the account begins with, by asset; empty for 100,000 of what the first
 *     market is quoted in
 */
public record SimulationOptions(
        InstantSource clock, int port, Duration holdBack, Map<String, BigDecimal> balances) {
    public static final SimulationOptions USUAL =
            new SimulationOptions(InstantSource.system(), 0, Duration.ofSeconds(10), Map.of());

    public SimulationOptions {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be from 0 to 65535, was " + port);
        }
        balances = Collections.unmodifiableMap(new TreeMap<>(balances));
    }

    public SimulationOptions holdingBack(Duration time) {
        return new SimulationOptions(clock, port, time, balances);
    }

    public SimulationOptions beginningWith(Map<String, BigDecimal> money) {
        return new SimulationOptions(clock, port, holdBack, money);
    }

    public SimulationOptions at(int fixedPort) {
        return new SimulationOptions(clock, fixedPort, holdBack, balances);
    }

    public SimulationOptions by(InstantSource other) {
        return new SimulationOptions(other, port, holdBack, balances);
    }
}
