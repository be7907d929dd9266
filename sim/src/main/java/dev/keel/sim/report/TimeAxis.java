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
import java.util.stream.Stream;

/**
 * The level axis of a chart, in UTC.
 *
 * @param startMillis at the left
 * @param endMillis at the right, after the start
 */
record TimeAxis(long startMillis, long endMillis) {
    private static final int MOST_MARKS = 8;

    private static final List<Step> STEPS =
            Stream.of(
                            Unit.steps(Unit.MINUTE, 1, 5, 15, 30),
                            Unit.steps(Unit.HOUR, 1, 3, 6, 12),
                            Unit.steps(Unit.DAY, 1, 2, 7, 14),
                            Unit.steps(Unit.MONTH, 1, 3, 6),
                            Unit.steps(Unit.YEAR, 1, 2, 5, 10, 20, 50))
                    .flatMap(steps -> steps)
                    .toList();

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

    private enum Unit {
        MINUTE("HH:mm", ChronoUnit.MINUTES),
        HOUR("HH:mm", ChronoUnit.HOURS),
        DAY("d MMM", ChronoUnit.DAYS),
        MONTH("MMM uuuu", ChronoUnit.MONTHS),
        YEAR("uuuu", ChronoUnit.YEARS);

        private final DateTimeFormatter format;
        private final ChronoUnit unit;

        Unit(String pattern, ChronoUnit unit) {
            this.format = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
            this.unit = unit;
        }

        private static Stream<Step> steps(Unit unit, Integer... counts) {
            return Stream.of(counts).map(count -> new Step(unit, count));
        }
    }

    /** A distance between marks. */
    private record Step(Unit unit, int count) {
        double millis() {
            return count * (double) unit.unit.getDuration().toMillis();
        }
    }

    /** Where an instant lies. */
    double place(long millis) {
        return (millis - startMillis) / (double) (endMillis - startMillis);
    }

    /** Round times on the axis, earliest first. */
    List<Mark> marks() {
        return STEPS.stream()
                .filter(step -> (endMillis - startMillis) / step.millis() <= MOST_MARKS)
                .findFirst()
                .map(this::marks)
                .orElse(List.of());
    }

    private List<Mark> marks(Step step) {
        List<Mark> marks = new ArrayList<>();
        LocalDateTime end = at(endMillis);
        for (LocalDateTime time = firstRound(step);
                !time.isAfter(end);
                time = time.plus(step.count, step.unit.unit)) {
            long millis = time.toInstant(ZoneOffset.UTC).toEpochMilli();
            if (millis >= startMillis && place(millis) < LAST_LABEL) {
                marks.add(new Mark(place(millis), step.unit.format.format(time)));
            }
        }
        return marks;
    }

    /** The last multiple of the step at or before the start. */
    private LocalDateTime firstRound(Step step) {
        LocalDateTime start = at(startMillis);
        LocalDate day = start.toLocalDate();
        int count = step.count;
        return switch (step.unit) {
            case MINUTE, HOUR -> {
                long length = (long) step.millis();
                yield at(Math.floorDiv(startMillis, length) * length);
            }
            case DAY ->
                    LocalDate.ofEpochDay(Math.floorDiv(day.toEpochDay() + 3, count) * count - 3)
                            .atStartOfDay();
            case MONTH ->
                    day.withDayOfMonth(1)
                            .withMonth((day.getMonthValue() - 1) / count * count + 1)
                            .atStartOfDay();
            case YEAR ->
                    LocalDate.of(Math.floorDiv(day.getYear(), count) * count, 1, 1).atStartOfDay();
        };
    }

    private static LocalDateTime at(long millis) {
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
    }
}
