package dev.keel.signals.gann;

import dev.keel.core.market.Bar;
import dev.keel.core.signal.Reason;
import dev.keel.core.signal.Reason.Figure;
import dev.keel.signals.expert.EvidenceName;
import dev.keel.signals.expert.Expert;
import dev.keel.signals.expert.ExpertDefinition;
import dev.keel.signals.expert.LevelRule;
import dev.keel.signals.expert.ReversalRule;
import dev.keel.signals.swing.Pivot;
import dev.keel.signals.swing.PivotTracker;
import dev.keel.signals.swing.SwingChart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gann's levels, dates, angle and swings as one opinion.
 *
 * <p>Levels are anchored at the last pivot that 3 average true ranges confirmed, dates at those
 * that 6 confirmed. Four parts speak:
 *
 * <pre>
 * part      weight w   score s                                       reliability c
 * levels    1          {@link LevelRule}                             {@link LevelRule}
 * dates     0.6        {@link ReversalRule}                          {@link ReversalRule}
 * angle     0.4        {@link GannFan#score}, u = 0.5 A at the pivot |s| / 4
 * swing     0.4        d min(1, range / (2 A)) exp(-n / 10)          |s| a / 4
 * </pre>
 *
 * <p>d is the direction of the 2-bar swing, n the bars since it turned, a the size of the mean
 * direction of the 1, 2 and 3-bar swings. Then
 *
 * <pre>
 * score       = sum(w s) / sum(w)                                    over the parts that speak
 * reliability = 0.5 |sum(w s)| / sum(w |s|) (1 - product(1 - w c))
 * </pre>
 *
 * <p>It is awake while levels of a reliability of at least 0.25 or a date speak: there is always
 * some weak line nearby, and angle and swing alone are a trend indicator like many.
 *
 * <p>Reference: this mapping is Keel's own. No published evidence of an edge after costs was found.
 */
public final class GannExpert implements Expert {
    /** The expert as it is offered: a small prior, for want of evidence. */
    public static final ExpertDefinition DEFINITION = define(Optional.empty());

    private static final double LEVEL_PIVOT = 3;
    private static final double DATE_PIVOT = 6;
    private static final double UNIT_PER_RANGE = 0.5;
    private static final double LEVELS_SPEAK_FROM = 0.25;
    private static final double MOST_RELIABLE = 0.5;
    private static final double DATE_WEIGHT = 0.6;
    private static final double ANGLE_WEIGHT = 0.4;
    private static final double SWING_WEIGHT = 0.4;
    private static final double SWING_DECAY_BARS = 10;
    private static final int ZONE_FAR = 2 * SupplyDemandZones.MOST;

    private static final EvidenceName FAN_NAMES = line -> "fan line " + GannFan.name(line);
    private static final EvidenceName ZONE_NAMES =
            index -> (index % 2 == 0 ? "demand zone" : "supply zone") + edgeName(index);

    private final PivotTracker pivots = new PivotTracker(LEVEL_PIVOT);
    private final PivotTracker majorPivots = new PivotTracker(DATE_PIVOT);
    private final SwingChart one = new SwingChart(1);
    private final SwingChart two = new SwingChart(2);
    private final SwingChart three = new SwingChart(3);
    private final SupplyDemandZones zones = new SupplyDemandZones();
    private final GannLevels levels = new GannLevels(PriceScale.SIG_DIGITS);
    private final LevelRule levelRule = new LevelRule();
    private final ReversalRule reversalRule;
    private final GannDates dates;

    private @Nullable GannFan fan;
    private double highest = Double.NEGATIVE_INFINITY;
    private double lowest = Double.POSITIVE_INFINITY;
    private double angle;
    private double swing;
    private double score;
    private double reliability;
    private boolean awake;

    private double sum;
    private double weights;
    private double agreement;
    private double doubt;

    private GannExpert(long barMillis, Optional<SolarCalendar> sun) {
        reversalRule = new ReversalRule(barMillis);
        dates = new GannDates(reversalRule, barMillis, sun);
    }

    /** The expert with dates of the Sun as well, on bars of a day or more. */
    public static ExpertDefinition withSun(SolarCalendar sun) {
        return define(Optional.of(sun));
    }

    private static ExpertDefinition define(Optional<SolarCalendar> sun) {
        return new ExpertDefinition(
                "gann",
                "Gann's levels, angles, dates and swings from confirmed pivots, through one level"
                        + " rule and one reversal rule; no edge is claimed.",
                0.10,
                (_, timeframe) -> new GannExpert(timeframe.toMillis(), sun));
    }

    @Override
    public void onBar(Bar bar) {
        double open = bar.openValue();
        double high = bar.highValue();
        double low = bar.lowValue();
        double close = bar.closeValue();
        highest = Math.max(highest, high);
        lowest = Math.min(lowest, low);
        one.update(open, high, low, close);
        two.update(open, high, low, close);
        three.update(open, high, low, close);
        if (pivots.onBar(bar)) {
            anchorLevels();
        }
        if (majorPivots.onBar(bar)) {
            anchorDates();
        }
        zones.onBar(bar, pivots);
        double range = pivots.averageTrueRange();
        levelRule.onBar(high, low, close, range);
        offerLevels();
        dates.moveTo(bar.openMillis());
        reversalRule.onBar(bar.openMillis(), close, range);
        conclude(close, range);
    }

    private void anchorLevels() {
        Pivot pivot = pivots.pivot(0);
        levels.rebuild(pivots, highest, lowest);
        double unit = GannFan.unitOfRange(pivot.averageTrueRange(), UNIT_PER_RANGE);
        fan = new GannFan(pivot.direction(), (double) pivot.bar(), pivot.price(), unit);
    }

    private void anchorDates() {
        dates.onPivot(majorPivots.pivot(0));
        if (majorPivots.size() > 1) {
            dates.onRange(majorPivots.pivot(0), majorPivots.pivot(1));
        }
    }

    private void offerLevels() {
        levels.offerTo(levelRule);
        GannFan lines = fan;
        if (lines != null) {
            double now = (double) pivots.bar();
            for (int line = 0; line < GannFan.LINES; line++) {
                double slope = lines.direction() * GannFan.slope(line) * lines.unit();
                levelRule.offerLine(
                        lines.level(line, now), slope, GannFan.weight(line), FAN_NAMES, line);
            }
        }
        offerZones(zones.demand(), 0);
        offerZones(zones.supply(), 1);
    }

    private void offerZones(SupplyDemandZones.Side side, int kind) {
        for (int zone = 0; zone < side.size(); zone++) {
            double weight = side.weight(zone);
            levelRule.offer(side.near(zone), weight, ZONE_NAMES, 2 * zone + kind);
            levelRule.offer(side.far(zone), weight, ZONE_NAMES, ZONE_FAR + 2 * zone + kind);
        }
    }

    private static String edgeName(int index) {
        return index >= ZONE_FAR ? ", far edge" : ", near edge";
    }

    private void conclude(double close, double range) {
        GannFan lines = fan;
        awake = lines != null && range > 0 && (levelsSpeak() || reversalRule.isAwake());
        if (lines == null || !awake) {
            score = 0;
            reliability = 0;
            return;
        }
        angle = lines.score(close, (double) pivots.bar());
        swing = swingScore(range);
        sum = 0;
        weights = 0;
        agreement = 0;
        doubt = 1;
        if (levelsSpeak()) {
            hear(1, levelRule.score(), levelRule.reliability());
        }
        if (reversalRule.isAwake()) {
            hear(DATE_WEIGHT, reversalRule.score(), reversalRule.reliability());
        }
        hear(ANGLE_WEIGHT, angle, Math.abs(angle) / 4);
        hear(SWING_WEIGHT, swing, Math.abs(swing) * swingAgreement() / 4);
        score = Math.clamp(sum / weights, -1.0, 1.0);
        reliability = agreement > 0 ? MOST_RELIABLE * Math.abs(sum) / agreement * (1 - doubt) : 0;
    }

    private void hear(double weight, double opinion, double trust) {
        sum += weight * opinion;
        weights += weight;
        agreement += weight * Math.abs(opinion);
        doubt *= 1 - weight * trust;
    }

    private boolean levelsSpeak() {
        return levelRule.isAwake() && levelRule.reliability() >= LEVELS_SPEAK_FROM;
    }

    private double swingScore(double range) {
        double size = Math.min(1, two.swingRange() / (2 * range));
        return two.direction() * size * Math.exp(-two.barsSinceTurn() / SWING_DECAY_BARS);
    }

    private double swingAgreement() {
        return Math.abs(one.direction() + two.direction() + three.direction()) / 3.0;
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

    /** The earliest bar that can confirm a pivot; whether it does, the market decides. */
    @Override
    public int warmUpBars() {
        return PivotTracker.warmUpBars();
    }

    @Override
    public List<Reason> evidence() {
        GannFan lines = fan;
        if (!awake || lines == null) {
            return List.of();
        }
        List<Reason> reasons = new ArrayList<>(levelsSpeak() ? levelRule.evidence() : List.of());
        reasons.addAll(reversalRule.evidence());
        reasons.add(
                Reason.of(
                        "angle from the last " + (lines.direction() > 0 ? "low" : "high"),
                        new Figure("pivot", lines.price()),
                        new Figure("unit per bar", lines.unit()),
                        new Figure("score", angle)));
        reasons.add(
                Reason.of(
                        "two-bar swing " + swingName(),
                        new Figure("agreement", swingAgreement()),
                        new Figure("trend", two.trend()),
                        new Figure("score", swing)));
        return reasons;
    }

    private String swingName() {
        return switch (two.direction()) {
            case 1 -> "is up";
            case -1 -> "is down";
            default -> "has not turned yet";
        };
    }
}
