package dev.keel.core.risk;

import dev.keel.core.money.Money;
import java.time.Instant;

/**
 * Where equity stood at the moments that loss limits are measured from.
 *
 * @param day days since 1970-01-01, UTC
 * @param dayOpen equity at the first mark of the day
 * @param week weeks since Monday 1969-12-29, UTC
 * @param weekOpen equity at the first mark of the week
 * @param peak the greatest equity seen, open profit included; transfers shift it
 */
public record EquityMarks(long day, Money dayOpen, long week, Money weekOpen, Money peak) {
    private static final long DAY_SECONDS = 86_400;

    public static EquityMarks first(Instant now, Money equity) {
        long day = dayOf(now);
        return new EquityMarks(day, equity, weekOf(day), equity, equity);
    }

    /** The marks after equity was seen at an instant; the same object if nothing moved. */
    public EquityMarks seen(Instant now, Money equity) {
        long today = dayOf(now);
        if (today <= day && !equity.isGreaterThan(peak)) {
            return this;
        }
        boolean newDay = today > day;
        boolean newWeek = weekOf(today) > week;
        return new EquityMarks(
                newDay ? today : day,
                newDay ? equity : dayOpen,
                newWeek ? weekOf(today) : week,
                newWeek ? equity : weekOpen,
                equity.isGreaterThan(peak) ? equity : peak);
    }

    /** The marks after money came in or went out: a transfer is neither profit nor loss. */
    public EquityMarks shifted(Money transfer) {
        return new EquityMarks(
                day, dayOpen.plus(transfer), week, weekOpen.plus(transfer), peak.plus(transfer));
    }

    private static long dayOf(Instant now) {
        return Math.floorDiv(now.getEpochSecond(), DAY_SECONDS);
    }

    /** 1970-01-01 was a Thursday. */
    private static long weekOf(long day) {
        return Math.floorDiv(day + 3, 7);
    }
}
