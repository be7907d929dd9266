package dev.keel.sim.data;

import dev.keel.core.market.Timeframe;
import dev.keel.core.money.Price;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * How a file is taken over.
 *
 * @param timeframe of the bars; where it is not given, the most frequent distance of two. Trades
 *     need one
 * @param tick prices must be multiples of it; rows that are not are refused
 * @param factors corporate actions to adjust prices for
 * @param hours when the market is open
 * @param holidays days on which it is not, besides
 */
public record ImportRules(
        Optional<Timeframe> timeframe,
        Optional<Price> tick,
        Optional<FactorFile> factors,
        Hours hours,
        Set<LocalDate> holidays) {
    /** Takes all that is a bar, and looks at the bars for the hours of the market. */
    public static final ImportRules PLAIN =
            new ImportRules(
                    Optional.empty(), Optional.empty(), Optional.empty(), Hours.DERIVED, Set.of());

    public ImportRules {
        holidays = Set.copyOf(holidays);
    }

    /** When a market is open. */
    public enum Hours {
        /** As the bars show it. */
        DERIVED,
        /** Always. */
        ALWAYS,
        /** From Monday to Friday. */
        WEEKDAYS
    }

    public ImportRules withTimeframe(Timeframe newTimeframe) {
        return new ImportRules(Optional.of(newTimeframe), tick, factors, hours, holidays);
    }

    public ImportRules withTick(Price newTick) {
        return new ImportRules(timeframe, Optional.of(newTick), factors, hours, holidays);
    }

    public ImportRules withFactors(FactorFile newFactors) {
        return new ImportRules(timeframe, tick, Optional.of(newFactors), hours, holidays);
    }

    public ImportRules withHours(Hours newHours) {
        return new ImportRules(timeframe, tick, factors, newHours, holidays);
    }

    public ImportRules withHolidays(Set<LocalDate> newHolidays) {
        return new ImportRules(timeframe, tick, factors, hours, newHolidays);
    }
}
