package dev.keel.signals.astro;

import dev.keel.core.market.Bar;
import dev.keel.core.market.Timeframe;
import dev.keel.core.signal.Reason;
import dev.keel.core.signal.Reason.Figure;
import dev.keel.signals.astro.ephemeris.Angles;
import dev.keel.signals.astro.ephemeris.Body;
import dev.keel.signals.astro.ephemeris.Ephemeris;
import dev.keel.signals.astro.ephemeris.SkyTime;
import dev.keel.signals.classic.AverageTrueRange;
import dev.keel.signals.expert.Expert;
import dev.keel.signals.expert.ExpertDefinition;
import dev.keel.signals.expert.LevelRule;
import dev.keel.signals.expert.ReversalRule;
import java.util.ArrayList;
import java.util.List;

/**
 * The opinion of the sky.
 *
 * <pre>
 * aspects  the tenor of the aspects, see {@link AspectScore}
 * moon     0.3 cos(longitude of the Moon - longitude of the Sun)
 * dates    the shared reversal rule over {@link SkyDates}
 * lines    the shared level rule over {@link PlanetaryLines}
 * score       = sum(w s) / sum(w) over the terms that are awake; w 0.5, 0.5, 1, 1
 * reliability = 0.05 + 0.1 x that of dates + 0.1 x that of lines, so 0.2 at most
 * </pre>
 *
 * <p>The sky is that of the last full hour, UTC, at or before the bar's close. Aspects and Moon are
 * always awake; the expert sleeps until the average true range has settled, and where the sky is
 * not known: before 1900-01-18 and after 2099-12-14, or weeks further in for longer bars.
 *
 * <p>Reference: for the Moon, Kathy Yuan, Lu Zheng and Qiaoqiao Zhu, "Are investors moonstruck?
 * Lunar phases and stock returns", Journal of Empirical Finance 13, 2006. For all else there is no
 * evidence that it says anything about markets; hence the small prior.
 */
public final class AstroExpert implements Expert {
    private static final int ATR_PERIOD = 14;
    private static final double MOON_EFFECT = 0.3;
    private static final double RELIABILITY = 0.05;
    private static final double RELIABILITY_OF_RULES = 0.1;
    private static final double MILLIS_PER_HOUR = 3_600_000;

    /** How the catalogue of experts knows it. */
    public static final ExpertDefinition DEFINITION =
            new ExpertDefinition(
                    "astro",
                    "Aspects, the Moon's phase, dates in the sky and planetary price lines. No edge"
                            + " is known; its null-shift test is part of it.",
                    0.05,
                    (instrument, timeframe) -> new AstroExpert(timeframe, 0));

    private final Ephemeris ephemeris = Ephemeris.shared();
    private final AverageTrueRange averageTrueRange = new AverageTrueRange(ATR_PERIOD);
    private final SkyHour sky = new SkyHour(ephemeris);
    private final AspectScore aspects = new AspectScore();
    private final ReversalRule reversal;
    private final LevelRule levels = new LevelRule();
    private final SkyDates dates;
    private final PlanetaryLines lines;
    private final long shiftMillis;
    private double moonPhase;
    private double moon;
    private boolean awake;
    private double score;
    private double reliability;

    /**
     * Creates an expert.
     *
     * @param shiftMillis is added to the time of every bar before the sky is looked at; 0 but for
     *     the null-shift test
     */
    AstroExpert(Timeframe timeframe, long shiftMillis) {
        long barMillis = timeframe.toMillis();
        this.shiftMillis = shiftMillis;
        reversal = new ReversalRule(barMillis);
        dates = new SkyDates(reversal, barMillis);
        lines = new PlanetaryLines(barMillis / (24 * MILLIS_PER_HOUR));
    }

    @Override
    public void onBar(Bar bar) {
        double high = bar.highValue();
        double low = bar.lowValue();
        double close = bar.closeValue();
        double range = averageTrueRange.update(high, low, close);
        long time = bar.closeMillis() + shiftMillis;
        boolean covered = dates.covers(SkyTime.days(time));
        if (covered) {
            dates.moveTo(SkyTime.days(time));
            look(time);
        }
        reversal.onBar(bar.openMillis() + shiftMillis, close, range);
        levels.onBar(high, low, close, averageTrueRange.isReady() ? range : 0);
        awake = covered && averageTrueRange.isReady();
        if (awake) {
            double hours = (time - Math.floor(time / MILLIS_PER_HOUR) * MILLIS_PER_HOUR);
            lines.offer(levels, sky, close, hours / MILLIS_PER_HOUR);
        }
        combine();
    }

    @Override
    public boolean isAwake() {
        return awake;
    }

    @Override
    public double score() {
        return score;
    }

    @Override
    public double reliability() {
        return reliability;
    }

    @Override
    public int warmUpBars() {
        return ATR_PERIOD + 1;
    }

    @Override
    public List<Reason> evidence() {
        if (!awake) {
            return List.of();
        }
        List<Reason> reasons = new ArrayList<>();
        reasons.add(aspects.reason());
        reasons.add(
                Reason.of(
                        "the Moon is nearer to " + (moon >= 0 ? "new" : "full"),
                        new Figure("phase in degrees", moonPhase),
                        new Figure("score", moon)));
        reasons.addAll(reversal.evidence());
        reasons.addAll(levels.evidence());
        return reasons;
    }

    /** What one term says, -1 to 1; 0 while it sleeps. */
    double score(AstroTerm term) {
        if (!isAwake(term)) {
            return 0;
        }
        return switch (term) {
            case ASPECTS -> aspects.score();
            case MOON -> moon;
            case DATES -> reversal.score();
            case LINES -> levels.score();
        };
    }

    private boolean isAwake(AstroTerm term) {
        return awake
                && switch (term) {
                    case ASPECTS, MOON -> true;
                    case DATES -> reversal.isAwake();
                    case LINES -> levels.isAwake();
                };
    }

    private void look(long time) {
        if (sky.moveTo(time)) {
            aspects.update(sky);
            moonPhase = Angles.fold(sky.longitude(Body.MOON) - sky.longitude(Body.SUN));
            moon = MOON_EFFECT * Math.cos(Math.toRadians(moonPhase));
        }
    }

    private void combine() {
        score = 0;
        reliability = 0;
        if (!awake) {
            return;
        }
        double weights = AstroTerm.ASPECTS.weight() + AstroTerm.MOON.weight();
        double sum = AstroTerm.ASPECTS.weight() * aspects.score() + AstroTerm.MOON.weight() * moon;
        if (reversal.isAwake()) {
            weights += AstroTerm.DATES.weight();
            sum += AstroTerm.DATES.weight() * reversal.score();
        }
        if (levels.isAwake()) {
            weights += AstroTerm.LINES.weight();
            sum += AstroTerm.LINES.weight() * levels.score();
        }
        score = sum / weights;
        reliability =
                RELIABILITY
                        + RELIABILITY_OF_RULES * (reversal.reliability() + levels.reliability());
    }
}
