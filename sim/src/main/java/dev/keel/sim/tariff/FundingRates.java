package dev.keel.sim.tariff;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * The funding rates of a perpetual: at each of its times a long position pays {@code rate x
 * notional}, and a short one receives it; with a rate below 0 it is the other way round.
 */
public sealed interface FundingRates {
    /**
     * Calls for every funding time after one time and up to another, both in milliseconds since
     * 1970.
     *
     * @param due takes the time and the rate, by rising time
     */
    void between(long afterMillis, long upToMillis, BiConsumer<Long, BigDecimal> due);

    /** For people. */
    String words();

    /**
     * One rate for all time.
     *
     * @param every funding comes at multiples of this since 1970
     * @param rate per interval; 0.0001 is one basis point
     */
    record Fixed(Duration every, BigDecimal rate) implements FundingRates {
        public Fixed {
            if (every.toMillis() < 60_000) {
                throw new IllegalArgumentException(
                        "funding interval must be a minute or more, was " + every);
            }
            requireRate(rate);
        }

        @Override
        public void between(long afterMillis, long upToMillis, BiConsumer<Long, BigDecimal> due) {
            long step = every.toMillis();
            for (long at = (Math.floorDiv(afterMillis, step) + 1) * step;
                    at <= upToMillis;
                    at += step) {
                due.accept(at, rate);
            }
        }

        @Override
        public String words() {
            return "funding " + rate.toPlainString() + " every " + every.toMinutes() + " minutes";
        }
    }

    /**
     * The rates of the past.
     *
     * @param rates by time in milliseconds since 1970
     */
    record Table(NavigableMap<Long, BigDecimal> rates) implements FundingRates {
        public Table {
            if (rates.isEmpty()) {
                throw new IllegalArgumentException("funding rates must not be empty");
            }
            rates.values().forEach(FundingRates::requireRate);
            rates = Collections.unmodifiableNavigableMap(new TreeMap<>(rates));
        }

        @Override
        public void between(long afterMillis, long upToMillis, BiConsumer<Long, BigDecimal> due) {
            rates.subMap(afterMillis, false, upToMillis, true).forEach(due);
        }

        @Override
        public String words() {
            return "funding from " + rates.size() + " rates of the past";
        }
    }

    private static void requireRate(BigDecimal rate) {
        if (rate.abs().compareTo(BigDecimal.ONE) >= 0) {
            throw new IllegalArgumentException(
                    "funding rate must be above -1 and below 1, was " + rate.toPlainString());
        }
    }
}
