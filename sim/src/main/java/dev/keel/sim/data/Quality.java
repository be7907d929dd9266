package dev.keel.sim.data;

import dev.keel.core.market.Bar;
import dev.keel.core.market.BarSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Looks for gaps, spikes and stale stretches in a series. */
final class Quality {
    /** So many bars of one price in a row are called stale. */
    static final int STALE_BARS = 5;

    /** A spike is further from the median than so many robust standard deviations. */
    static final double SPIKE_DEVIATIONS = 20;

    /** Makes the median absolute deviation of normal numbers their standard deviation. */
    private static final double MAD_TO_SIGMA = 1.4826;

    /** Fewer moves have no usual size. */
    private static final int LEAST_MOVES = 30;

    private static final long DAY = 86_400_000L;
    private static final int HOURS_OF_WEEK = 168;

    private final BarSeries series;
    private final long[] lines;
    private final long timeframe;

    /**
     * So many bars in gaps may still be looked up in the calendar. A wrong year makes a gap of
     * milliards; what is beyond is estimated by the open hours of a week.
     */
    private long lookedAt = 5_000_000;

    /**
     * @param lines the line of every bar
     */
    Quality(BarSeries series, long[] lines) {
        this.series = series;
        this.lines = lines;
        this.timeframe = series.format().timeframe().toMillis();
    }

    QualityReport.Gaps gaps(TradingCalendar calendar) {
        List<Gap> shown = new ArrayList<>();
        int closed = 0;
        int holidays = 0;
        int unexplained = 0;
        long missing = 0;
        long longest = 0;
        for (int i = 1; i < series.size(); i++) {
            long from = series.openMillis(i - 1) + timeframe;
            long to = series.openMillis(i);
            if (to - from < timeframe) {
                continue;
            }
            Gap gap = gap(calendar, from, to, lines[i]);
            longest = Math.max(longest, to - from);
            switch (gap.kind()) {
                case CLOSED -> closed++;
                case HOLIDAY -> {
                    holidays++;
                    shown.add(gap);
                }
                case MISSING -> {
                    unexplained++;
                    missing += gap.missing();
                    shown.add(gap);
                }
            }
        }
        return new QualityReport.Gaps(
                calendar.name(),
                closed,
                holidays,
                unexplained,
                missing,
                Duration.ofMillis(longest),
                shown);
    }

    /**
     * The moves that are further from the median than {@value #SPIKE_DEVIATIONS} times {@code
     * 1.4826 x MAD}, where MAD is the median of the distances from the median. Moves are the
     * logarithms of close over close before, of high over the higher of open and close, and of low
     * over the lower; each kind is held against the spread of the moves from close to close.
     *
     * <p>Reference: F. R. Hampel, "The Influence Curve and Its Role in Robust Estimation", Journal
     * of the American Statistical Association 69 (1974), for the MAD as a measure of spread.
     */
    List<Spike> spikes() {
        int moves = series.size() - 1;
        if (moves < LEAST_MOVES) {
            return List.of();
        }
        double[] closes = new double[moves];
        for (int i = 1; i < series.size(); i++) {
            closes[i - 1] = Math.log(series.closeValue(i) / series.closeValue(i - 1));
        }
        double median = median(closes.clone());
        double[] distances = new double[moves];
        for (int i = 0; i < moves; i++) {
            distances[i] = Math.abs(closes[i] - median);
        }
        double sigma = MAD_TO_SIGMA * median(distances);
        if (sigma == 0) {
            return List.of();
        }
        List<Spike> spikes = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) {
            if (i > 0) {
                add(spikes, i, Spike.Kind.CLOSE, closes[i - 1], (closes[i - 1] - median) / sigma);
            }
            Bar bar = series.bar(i);
            double up = Math.log((double) bar.high() / Math.max(bar.open(), bar.close()));
            double down = Math.log((double) bar.low() / Math.min(bar.open(), bar.close()));
            add(spikes, i, Spike.Kind.HIGH, up, up / sigma);
            add(spikes, i, Spike.Kind.LOW, down, down / sigma);
        }
        spikes.sort(
                Comparator.comparingDouble((Spike spike) -> -Math.abs(spike.deviations()))
                        .thenComparing(Spike::at));
        return spikes;
    }

    QualityReport.Figures figures(int roundedVolumes, int adjustedBars) {
        int overlaps = 0;
        int flat = 0;
        int runs = 0;
        int longest = 0;
        long longestLine = 0;
        int zeroVolume = 0;
        int run = 0;
        Bar before = null;
        for (int i = 0; i < series.size(); i++) {
            Bar bar = series.bar(i);
            boolean isFlat = bar.high() == bar.low();
            boolean goesOn = isFlat && before != null && run > 0 && before.close() == bar.close();
            overlaps += before != null && bar.openMillis() < before.closeMillis() ? 1 : 0;
            flat += isFlat ? 1 : 0;
            zeroVolume += bar.volume() == 0 ? 1 : 0;
            run = goesOn ? run + 1 : isFlat ? 1 : 0;
            runs += run == STALE_BARS ? 1 : 0;
            if (run >= STALE_BARS && run > longest) {
                longest = run;
                longestLine = lines[i - run + 1];
            }
            before = bar;
        }
        return new QualityReport.Figures(
                overlaps,
                flat,
                runs,
                longest,
                longestLine,
                zeroVolume,
                roundedVolumes,
                adjustedBars);
    }

    private Gap gap(TradingCalendar calendar, long from, long to, long line) {
        long bars = (to - from) / timeframe;
        if (bars > lookedAt) {
            long estimate = bars / HOURS_OF_WEEK * calendar.openHours();
            return new Gap(
                    Instant.ofEpochMilli(from),
                    Instant.ofEpochMilli(to),
                    line,
                    Gap.Kind.MISSING,
                    Math.max(1, estimate));
        }
        lookedAt -= bars;
        long missing = 0;
        long onShutDays = 0;
        for (long at = from; at + timeframe <= to; at += timeframe) {
            if (calendar.at(at) == TradingCalendar.Opening.OPEN) {
                missing++;
                onShutDays += isShutAllDay(at, from, to) ? 1 : 0;
            }
        }
        Gap.Kind kind = Gap.Kind.MISSING;
        if (missing == 0) {
            kind = Gap.Kind.CLOSED;
        } else if (!calendar.isAlwaysOpen() && missing == onShutDays) {
            kind = Gap.Kind.HOLIDAY;
        }
        return new Gap(Instant.ofEpochMilli(from), Instant.ofEpochMilli(to), line, kind, missing);
    }

    /** Whether a gap takes in the whole UTC day around a time. */
    private static boolean isShutAllDay(long at, long from, long to) {
        long day = Math.floorDiv(at, DAY) * DAY;
        return from <= day && day + DAY <= to;
    }

    private void add(List<Spike> spikes, int i, Spike.Kind kind, double move, double deviations) {
        if (Math.abs(deviations) > SPIKE_DEVIATIONS) {
            spikes.add(
                    new Spike(
                            lines[i],
                            Instant.ofEpochMilli(series.openMillis(i)),
                            kind,
                            move,
                            deviations));
        }
    }

    /** Sorts the values. */
    private static double median(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
