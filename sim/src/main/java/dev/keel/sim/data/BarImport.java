package dev.keel.sim.data;

import dev.keel.core.market.BarFormat;
import dev.keel.core.market.BarSeries;
import dev.keel.core.market.Timeframe;
import dev.keel.core.money.Price;
import dev.keel.sim.market.BarFile;
import dev.keel.sim.market.MarketDataException;
import dev.keel.sim.market.RawBars;
import dev.keel.sim.market.Refusal;
import dev.keel.sim.parquet.ParquetBars;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Takes a file over: reads what is in it, refuses what cannot be used, and says what the rest is
 * worth.
 *
 * <p>Rows that come after a later one are put in their place and counted. Of two rows of one time
 * the first in the file stays. Bars, whether CSV or Parquet, and trades are told apart by what the
 * file says of itself.
 *
 * @param series what was kept
 * @param report what it is worth, and what was refused
 */
public record BarImport(BarSeries series, QualityReport report) {

    /**
     * Imports a file.
     *
     * @throws MarketDataException if it cannot be read at all, or no bar is left
     */
    public static BarImport of(Path file, ImportRules rules) {
        if (!Files.isRegularFile(file)) {
            throw MarketDataException.inFile(file.toString(), "no such file");
        }
        if (ColumnarFile.isOne(file)) {
            throw MarketDataException.inFile(
                    String.valueOf(file.getFileName()),
                    "is a columnar file already; import what it was made of");
        }
        SourceKey source = SourceKey.of(file);
        return new Taking(source, rows(file, rules), rules).take();
    }

    private static RawBars rows(Path file, ImportRules rules) {
        if (ParquetBars.isOne(file)) {
            return ParquetBars.read(file);
        }
        return TradesFile.isOne(file)
                ? TradesFile.bars(file, rules.timeframe())
                : BarFile.survey(file);
    }

    /** One import while it goes on. */
    private static final class Taking {
        private final SourceKey source;
        private final RawBars rows;
        private final ImportRules rules;
        private final List<Refusal> refused;

        Taking(SourceKey source, RawBars rows, ImportRules rules) {
            this.source = source;
            this.rows = rows;
            this.rules = rules;
            this.refused = new ArrayList<>(rows.refused());
        }

        BarImport take() {
            int[] order = withoutDuplicates(byTime(onTick()));
            if (order.length == 0) {
                throw MarketDataException.inFile(
                        source.name(),
                        "has no row that can be used; refused were "
                                + refused.size()
                                + firstReason());
            }
            Timeframe timeframe =
                    rules.timeframe()
                            .orElseGet(() -> UsualDistance.timeframe(source.name(), rows, order));
            BarSeries raw = rows.series(timeframe, order);
            int adjusted = 0;
            BarSeries series = raw;
            if (rules.factors().isPresent()) {
                series = rules.factors().get().adjust(raw);
                adjusted = rules.factors().get().countAdjusted(raw);
            }
            long[] lines = Arrays.stream(order).mapToLong(rows::line).toArray();
            return new BarImport(series, report(series, lines, adjusted));
        }

        private String firstReason() {
            return refused.isEmpty() ? "" : ", the first: " + refused.getFirst().detail();
        }

        private QualityReport report(BarSeries series, long[] lines, int adjusted) {
            Quality quality = new Quality(series, lines);
            refused.sort(Comparator.comparingLong(Refusal::line));
            return new QualityReport(
                    source,
                    series.format().timeframe(),
                    new QualityReport.Span(
                            series.bar(0).openTime(), series.bar(series.size() - 1).openTime()),
                    new QualityReport.Rows(
                            rows.rowsRead(), series.size(), refused.size(), outOfOrder()),
                    refused,
                    quality.gaps(calendar(series)),
                    quality.spikes(),
                    quality.figures(rows.roundedVolumes(), adjusted));
        }

        private TradingCalendar calendar(BarSeries series) {
            TradingCalendar calendar =
                    switch (rules.hours()) {
                        case ALWAYS -> TradingCalendar.always();
                        case WEEKDAYS -> TradingCalendar.weekdays();
                        case DERIVED ->
                                TradingCalendar.derived(
                                        openMillis(series), series.format().timeframe().toMillis());
                    };
            return rules.holidays().isEmpty() ? calendar : calendar.withHolidays(rules.holidays());
        }

        private static long[] openMillis(BarSeries series) {
            long[] millis = new long[series.size()];
            Arrays.setAll(millis, series::openMillis);
            return millis;
        }

        /** Rows whose prices are on the tick; the others are refused. */
        private List<Integer> onTick() {
            List<Integer> kept = new ArrayList<>(rows.size());
            Optional<Price> tick = rules.tick();
            for (int row = 0; row < rows.size(); row++) {
                if (tick.isEmpty() || isOn(tick.get(), row)) {
                    kept.add(row);
                }
            }
            return kept;
        }

        private boolean isOn(Price tick, int row) {
            for (int column = 0; column < 4; column++) {
                Price price = Price.ofUnscaled(rows.price(column, row), rows.priceDecimals());
                if (!price.isMultipleOf(tick)) {
                    refuse(
                            row,
                            Refusal.Reason.OFF_TICK,
                            "price " + price + " is no multiple of " + tick);
                    return false;
                }
            }
            return true;
        }

        /** By time, and of one time by their place in the file. */
        private List<Integer> byTime(List<Integer> kept) {
            kept.sort(
                    Comparator.comparingLong((Integer row) -> rows.openMillis(row))
                            .thenComparing(Comparator.naturalOrder()));
            return kept;
        }

        private int[] withoutDuplicates(List<Integer> sorted) {
            int[] order = new int[sorted.size()];
            int count = 0;
            for (int row : sorted) {
                boolean repeats =
                        count > 0 && rows.openMillis(order[count - 1]) == rows.openMillis(row);
                if (repeats) {
                    int first = order[count - 1];
                    boolean same = rows.sameValues(first, row);
                    refuse(
                            row,
                            same ? Refusal.Reason.REPEATED : Refusal.Reason.CONTRADICTING,
                            "has the time of line "
                                    + rows.line(first)
                                    + (same ? " and the same values" : " and other values"));
                } else {
                    order[count++] = row;
                }
            }
            return Arrays.copyOf(order, count);
        }

        private long outOfOrder() {
            long latest = Long.MIN_VALUE;
            long count = 0;
            for (int row = 0; row < rows.size(); row++) {
                count += rows.openMillis(row) < latest ? 1 : 0;
                latest = Math.max(latest, rows.openMillis(row));
            }
            return count;
        }

        private void refuse(int row, Refusal.Reason reason, String why) {
            long line = rows.line(row);
            refused.add(new Refusal(line, reason, source.name() + " line " + line + ": " + why));
        }
    }

    /** The columnar form of what was kept. */
    public ColumnarFile.Content columnar() {
        return new ColumnarFile.Content(series, report.source(), report.figures().roundedVolumes());
    }

    /**
     * Whether the series is what reading the file itself would give: nothing was refused, moved,
     * adjusted or cut, so that its columnar form may stand for it.
     */
    public boolean standsForSource(ImportRules rules) {
        return report.isClean()
                && rules.timeframe().isEmpty()
                && rules.factors().isEmpty()
                && rules.tick().isEmpty();
    }

    /** The format of the series. */
    public BarFormat format() {
        return series.format();
    }
}
