package dev.keel.sim.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The level axis of a chart, in UTC.
 *
 * @param startMillis at the left
 * @param endMillis at the right, after the start
 */
record TimeAxis(long startMillis, long endMillis) {
    private static final int MOST_MARKS = 8;

    /** A label further right would not fit on the page. */
    private static final double LAST_LABEL = 0.98;

    TimeAxis {
        if (startMillis >= endMillis) {
            throw new IllegalArgumentException(
                    "start must be before " + endMillis + ", was " + startMillis);
        }
    }

    /** A mark on the axis: 0 is left, 1 is right. */
    record Mark(double place, String label) {}

    private enum Step {
        MINUTES("HH:mm", ChronoUnit.MINUTES, 1, 5, 15, 30),
        HOURS("HH:mm", ChronoUnit.HOURS, 1, 3, 6, 12),
        DAYS("d MMM", ChronoUnit.DAYS, 1, 2, 7, 14),
        MONTHS("MMM uuuu", ChronoUnit.MONTHS, 1, 3, 6),
        YEARS("uuuu", ChronoUnit.YEARS, 1, 2, 5, 10, 20, 50);

        private final DateTimeFormatter format;
        private final ChronoUnit unit;
        private final int[] counts;

        Step(String pattern, ChronoUnit unit, int... counts) {
            this.format = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
            this.unit = unit;
            this.counts = counts;
        }
    }

    /** Where an instant lies. */
    double place(long millis) {
        return (millis - startMillis) / (double) (endMillis - startMillis);
    }

    /** Round times on the axis, earliest first. */
    List<Mark> marks() {
        for (Step step : Step.values()) {
            for (int count : step.counts) {
                double length = count * (double) step.unit.getDuration().toMillis();
                if ((endMillis - startMillis) / length <= MOST_MARKS) {
                    return marks(step, count);
                }
            }
        }
        return List.of();
    }

    private List<Mark> marks(Step step, int count) {
        List<Mark> marks = new ArrayList<>();
        LocalDateTime end = at(endMillis);
        for (LocalDateTime time = firstRound(step, count);
                !time.isAfter(end);
                time = time.plus(count, step.unit)) {
            long millis = time.toInstant(ZoneOffset.UTC).toEpochMilli();
            if (millis >= startMillis && place(millis) < LAST_LABEL) {
                marks.add(new Mark(place(millis), step.format.format(time)));
            }
        }
        return marks;
    }

    /** The last multiple of the step at or before the start. */
    private LocalDateTime firstRound(Step step, int count) {
        LocalDateTime start = at(startMillis);
        LocalDate day = start.toLocalDate();
        return switch (step) {
            case MINUTES, HOURS -> {
                long length = step.unit.getDuration().toMillis() * count;
                yield at(Math.floorDiv(startMillis, length) * length);
            }
            case DAYS ->
                    LocalDate.ofEpochDay(Math.floorDiv(day.toEpochDay() + 3, count) * count - 3)
                            .atStartOfDay();
            case MONTHS ->
                    day.withDayOfMonth(1)
                            .withMonth((day.getMonthValue() - 1) / count * count + 1)
                            .atStartOfDay();
            case YEARS ->
                    LocalDate.of(Math.floorDiv(day.getYear(), count) * count, 1, 1).atStartOfDay();
        };
    }

    private static LocalDateTime at(long millis) {
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
    }
}
