package dev.keel.sim.report;

import dev.keel.core.performance.EquityCurve;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What equity did month by month, a year in a row; of less than three months day by day, a week in
 * a row. Days are UTC days; a bar that closes at midnight belongs to the day that ends there.
 *
 * @param title what is shown
 * @param columns their heads; the last is the row's total
 * @param rows oldest first
 */
record CalendarReturns(String title, List<String> columns, List<Row> rows) {
    private static final long DAYS_FOR_MONTHS = 92;

    /**
     * One line of the calendar.
     *
     * @param returns one for each column but the last; empty where there were no bars
     * @param total of the row
     */
    record Row(String head, List<OptionalDouble> returns, double total) {}

    static CalendarReturns of(EquityCurve curve) {
        Map<LocalDate, Double> days = dailyGrowth(curve);
        LocalDate first = days.keySet().iterator().next();
        LocalDate last = day(curve.lastMillis());
        return ChronoUnit.DAYS.between(first, last) < DAYS_FOR_MONTHS ? weeks(days) : years(days);
    }

    private static CalendarReturns years(Map<LocalDate, Double> days) {
        Map<Integer, double[]> years = new TreeMap<>();
        days.forEach(
                (day, growth) -> put(years, day.getYear(), 12, day.getMonthValue() - 1, growth));
        List<String> heads =
                Stream.of(Month.values())
                        .map(month -> month.getDisplayName(TextStyle.SHORT, Locale.ROOT))
                        .toList();
        return new CalendarReturns(
                "Returns by month", with(heads, "Year"), rows(years, String::valueOf));
    }

    private static CalendarReturns weeks(Map<LocalDate, Double> days) {
        Map<LocalDate, double[]> weeks = new TreeMap<>();
        days.forEach((day, growth) ->
                put(
                        weeks,
                        day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)),
                        7,
                        day.getDayOfWeek().getValue() - 1,
                        growth));
        List<String> heads =
                Stream.of(DayOfWeek.values())
                        .map(day -> day.getDisplayName(TextStyle.SHORT, Locale.ROOT))
                        .toList();
        return new CalendarReturns(
                "Returns by day", with(heads, "Week"), rows(weeks, LocalDate::toString));
    }

    private static <K> void put(
            Map<K, double[]> cells, K row, int columns, int column, double growth) {
        double[] line = cells.computeIfAbsent(row, _ -> nothing(columns));
        line[column] = Double.isNaN(line[column]) ? growth : line[column] * growth;
    }

    private static double[] nothing(int columns) {
        double[] line = new double[columns];
        Arrays.fill(line, Double.NaN);
        return line;
    }

    private static <K> List<Row> rows(Map<K, double[]> cells, Function<K, String> head) {
        List<Row> rows = new ArrayList<>();
        cells.forEach((key, line) -> {
            List<OptionalDouble> returns = new ArrayList<>();
            double total = 1;
            for (double growth : line) {
                boolean known = !Double.isNaN(growth);
                returns.add(known ? OptionalDouble.of(growth - 1) : OptionalDouble.empty());
                total *= known ? growth : 1;
            }
            rows.add(new Row(head.apply(key), List.copyOf(returns), total - 1));
        });
        return List.copyOf(rows);
    }

    /** By day, what equity was multiplied with. After ruin nothing grows. */
    private static Map<LocalDate, Double> dailyGrowth(EquityCurve curve) {
        Map<LocalDate, Double> days = new TreeMap<>();
        double before = curve.start();
        for (int i = 0; i < curve.size(); i++) {
            LocalDate day = day(curve.millis(i));
            if (i + 1 == curve.size() || !day(curve.millis(i + 1)).equals(day)) {
                days.put(day, before > 0 ? curve.equity(i) / before : 1);
                before = curve.equity(i);
            }
        }
        return days;
    }

    private static LocalDate day(long closeMillis) {
        return Instant.ofEpochMilli(closeMillis - 1).atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static List<String> with(List<String> heads, String last) {
        return Stream.concat(heads.stream(), Stream.of(last)).toList();
    }
}
