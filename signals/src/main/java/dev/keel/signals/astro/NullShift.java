package dev.keel.signals.astro;

import dev.keel.core.market.Bar;
import dev.keel.core.market.BarSeries;
import dev.keel.signals.astro.ephemeris.SkyTime;
import dev.keel.signals.astro.event.SkyCalendar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Asks whether the sky of the right year says more about a market than the skies of other years.
 *
 * <p>The expert runs over the bars once with the real sky and then many times with a sky that is
 * whole years off, at least three, to either side; the prices stay. If the real sky's score lies
 * amid those of the others, the expert's agreement with the market, whatever its size, has nothing
 * to do with where the planets stood.
 *
 * <p>A year is 365.2425 days here and a shift is rounded to whole days, so a shifted bar keeps its
 * time of day and, within a day or so, its season. What depends on the season alone, such as solar
 * dates, is therefore the same under every shift and cannot be judged by this test. The Moon's
 * phases recur after 19 years and Venus' places after 8: such shifts are not left out, which makes
 * the test a little harder to pass.
 *
 * <p>Shifts are drawn without repetition from all that fit into the table; if more are asked for
 * than there are, they are dealt again.
 */
public final class NullShift {
    /** The usual number of shifts. */
    public static final int USUAL_SHIFTS = 200;

    private static final int LEAST_YEARS = 3;
    private static final int MOST_SHIFTS = 100_000;
    private static final double DAYS_PER_YEAR = 365.2425;

    /** Of the table that a shift leaves before and after the bars, for what lies around them. */
    private static final double MARGIN_DAYS = 366;

    private final int shifts;
    private final long seed;
    private final int horizonBars;

    /**
     * Creates a test.
     *
     * @param shifts how many skies of other years, 1 to 100,000
     * @param seed of the draw; the same seed gives the same result
     * @param horizonBars over how many bars the market's answer is measured, at least 1
     */
    public NullShift(int shifts, long seed, int horizonBars) {
        if (shifts < 1 || shifts > MOST_SHIFTS) {
            throw new IllegalArgumentException(
                    "shifts must be 1 to " + MOST_SHIFTS + ", was " + shifts);
        }
        if (horizonBars < 1) {
            throw new IllegalArgumentException("horizon must be at least 1, was " + horizonBars);
        }
        this.shifts = shifts;
        this.seed = seed;
        this.horizonBars = horizonBars;
    }

    /**
     * Runs the expert once for every sky.
     *
     * @param progress is told how many shifts are done
     * @throws IllegalArgumentException if there are too few bars, or the table does not reach three
     *     years beyond them
     */
    public NullShiftReport run(BarSeries bars, IntConsumer progress) {
        int warmUp = new AstroExpert(bars.format().timeframe(), 0).warmUpBars();
        if (bars.size() < warmUp + horizonBars + 2) {
            throw new IllegalArgumentException(
                    "bars must be more than "
                            + (warmUp + horizonBars + 1)
                            + ", were "
                            + bars.size());
        }
        List<Integer> years = draw(possibleYears(bars));
        SkyScores real = score(bars, 0);
        List<SkyScores> others = new ArrayList<>();
        for (int year : years) {
            others.add(score(bars, year));
            progress.accept(others.size());
        }
        int different = (int) years.stream().distinct().count();
        return NullShiftReport.of(bars.size(), horizonBars, different, real, others);
    }

    private SkyScores score(BarSeries bars, int years) {
        AstroExpert expert = new AstroExpert(bars.format().timeframe(), millis(years));
        SkyScores scores = new SkyScores();
        for (int i = 0; i < bars.size() - horizonBars; i++) {
            Bar bar = bars.bar(i);
            expert.onBar(bar);
            if (expert.isAwake()) {
                double gain = bars.closeValue(i + horizonBars) / bar.closeValue() - 1;
                scores.add(expert, gain);
            }
        }
        return scores;
    }

    private List<Integer> possibleYears(BarSeries bars) {
        double first = SkyTime.days(bars.openMillis(0)) - MARGIN_DAYS;
        double last = SkyTime.days(bars.openMillis(bars.size() - 1)) + MARGIN_DAYS;
        double start = SkyTime.startOfYear(SkyCalendar.FIRST_YEAR);
        double end = SkyTime.startOfYear(SkyCalendar.LAST_YEAR + 1);
        int back = (int) Math.floor((first - start) / DAYS_PER_YEAR);
        int ahead = (int) Math.floor((end - last) / DAYS_PER_YEAR);
        List<Integer> years =
                IntStream.rangeClosed(-back, ahead)
                        .filter(year -> Math.abs(year) >= LEAST_YEARS)
                        .boxed()
                        .toList();
        if (years.isEmpty()) {
            throw new IllegalArgumentException(
                    "bars must leave three years of the table before or after them, were from "
                            + SkyTime.instant(first + MARGIN_DAYS)
                            + " to "
                            + SkyTime.instant(last - MARGIN_DAYS));
        }
        return years;
    }

    /** Deals the years like cards, and all of them again when they are used up. */
    private List<Integer> draw(List<Integer> possible) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Integer> drawn = new ArrayList<>();
        List<Integer> deck = new ArrayList<>();
        while (drawn.size() < shifts) {
            if (deck.isEmpty()) {
                deck.addAll(possible);
            }
            int card = random.nextInt(deck.size());
            drawn.add(deck.get(card));
            deck.set(card, deck.getLast());
            deck.removeLast();
        }
        return drawn;
    }

    private static long millis(int years) {
        return Duration.ofDays(Math.round(years * DAYS_PER_YEAR)).toMillis();
    }
}
