package dev.keel.signals.fusion;

import dev.keel.core.market.Bar;
import dev.keel.core.signal.Reason;
import dev.keel.core.signal.Reason.Figure;
import dev.keel.core.signal.SignalId;
import dev.keel.core.signal.SignalSource;
import dev.keel.signals.expert.Expert;
import dev.keel.signals.expert.ExpertDefinition;
import dev.keel.signals.fusion.log.Barriers;
import dev.keel.signals.fusion.log.FusionLog;
import dev.keel.signals.fusion.log.FusionRecord;
import dev.keel.signals.fusion.log.FusionRecord.OpinionGiven;
import dev.keel.signals.fusion.log.FusionRecord.OutcomeResolved;
import dev.keel.signals.fusion.log.FusionRecord.WeightsMoved;
import dev.keel.signals.fusion.log.Numbers;
import dev.keel.signals.fusion.log.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hears all experts of one market at every closed bar and mixes what they say:
 *
 * <pre>
 * p = sum of e_i p_i over the awake      e_i effective weights, scaled to sum 1 over the awake
 * S = 2 p - 1
 * confidence = |S| max(0, 1 - d / 0.5)   d = sqrt(sum of e_i (p_i - p)^2), the disagreement
 * </pre>
 *
 * <p>p_i is the expert's score through its own calibrator. Every opinion, acted upon or not, is
 * held against two barriers of the closes to come: up if {@code entry (1 + w)} comes first, down if
 * {@code entry (1 - w)} does, else, when the horizon ends, by the sign of what was gained. w is the
 * deviation of one-bar returns times the root of the horizon times a multiple. The barriers are as
 * far above as below, so that S = 0 means that nothing is known. Outcomes of earlier opinions are
 * learned before the experts are heard at the same bar.
 *
 * <p>With a log, opinions and outcomes are written before they count, and what the log holds
 * already is taken up first: bars shown again change nothing. All bars since the oldest open
 * opinion should be shown again then.
 *
 * <p>Reference: M. Lopez de Prado, "Advances in Financial Machine Learning", 2018, section 3.4, for
 * the barriers; here they are touched by closes alone, so that no bar touches both.
 *
 * <p>Used by one thread at a time.
 */
public final class FusionEngine {
    private static final int VOLATILITY_SPAN = 100;

    /** The farthest that a barrier lies, as a fraction of the entry. */
    private static final double FARTHEST_BARRIER = 0.9;

    private static final double LARGEST_DISAGREEMENT = 0.5;

    private final SignalSource source;
    private final List<ExpertDefinition> definitions;
    private final Expert[] experts;
    private final FusionSettings settings;
    private final @Nullable FusionLog log;
    private final FusionLearner learner;
    private final ReturnVolatility volatility = new ReturnVolatility(VOLATILITY_SPAN);
    private final WeightBounds bounds;
    private final Opinions.Settlement settlement = this::settle;
    private final double[] effective;
    private final double[] weights;
    private final double[] scores;
    private final double[] probabilities;
    private long awake;
    private double probability = 0.5;
    private double disagreement;
    private double barrier;
    private long now = Long.MIN_VALUE;
    private boolean boundsAreStale = true;

    /** An engine whose memory ends with it. */
    public FusionEngine(
            SignalSource source, List<ExpertDefinition> experts, FusionSettings settings) {
        this(source, experts, settings, null);
    }

    /**
     * An engine that goes on where its log ends.
     *
     * @throws IllegalStateException if the log contradicts itself
     */
    public static FusionEngine resuming(
            SignalSource source,
            List<ExpertDefinition> experts,
            FusionSettings settings,
            FusionLog log) {
        return new FusionEngine(source, experts, settings, log);
    }

    private FusionEngine(
            SignalSource source,
            List<ExpertDefinition> definitions,
            FusionSettings settings,
            @Nullable FusionLog log) {
        this.source = source;
        this.definitions = List.copyOf(definitions);
        this.settings = settings;
        this.log = log;
        FusionRecord.Opened opened = opened(definitions, settings);
        this.learner = new FusionLearner(opened);
        int count = definitions.size();
        this.experts = new Expert[count];
        for (int i = 0; i < count; i++) {
            experts[i] =
                    definitions.get(i).factory().create(source.instrument(), source.timeframe());
        }
        this.bounds = new WeightBounds(settings.floor(), settings.cap(), count);
        this.effective = new double[count];
        this.weights = new double[count];
        this.scores = new double[count];
        this.probabilities = new double[count];
        if (log != null) {
            resume(log, opened);
        }
    }

    /**
     * Takes the next closed bar.
     *
     * @throws IllegalArgumentException if it is not later than the last
     */
    public void onBar(Bar bar) {
        if (bar.closeMillis() <= now) {
            throw new IllegalArgumentException(
                    "bars must come in order, was " + bar.openTime() + " again");
        }
        now = bar.closeMillis();
        double close = bar.closeValue();
        learner.onClose(now, close, settlement);
        volatility.update(close);
        hear(bar);
        mix();
        barrier = barrier();
        if (isAwake()) {
            give(close);
        }
    }

    /** Tells whether any expert has an opinion and the market's volatility is known. */
    public boolean isAwake() {
        return awake != 0 && volatility.isReady();
    }

    /** The probability that the upper barrier comes first; 0.5 while asleep. */
    public double probability() {
        return probability;
    }

    /** The fused score, from -1, down, to 1, up; 0 while asleep. */
    public double score() {
        return 2 * probability - 1;
    }

    /** |score|, shrunk by disagreement, 0 to 1. */
    public double confidence() {
        return Math.abs(score()) * Math.max(0, 1 - disagreement / LARGEST_DISAGREEMENT);
    }

    /**
     * What the score is worth: the expected gain, as a fraction of the price, of going its way and
     * leaving at the first barrier; at least 0, before costs.
     */
    public double expectedMove() {
        return Math.abs(score()) * barrier;
    }

    /** How far the barriers are from the last close, as a fraction of it. */
    public double barrierDistance() {
        return barrier;
    }

    /** How many experts are awake. */
    public int awakeExperts() {
        return Long.bitCount(awake);
    }

    /** The bars until every expert can be awake. */
    public int warmUpBars() {
        int bars = volatility.warmUpBars();
        for (Expert expert : experts) {
            bars = Math.max(bars, expert.warmUpBars());
        }
        return bars;
    }

    /** What has been learned. */
    public FusionLearner learner() {
        return learner;
    }

    /**
     * Stops learning: the data or the platform are not to be trusted. Opinions that are open, and
     * those given until {@link #thaw}, never teach.
     */
    public void freeze(String reason) {
        if (learner.isFrozen()) {
            return;
        }
        write(new FusionRecord.Frozen(time(), reason));
        learner.freeze();
    }

    /** Learns again, from the opinions that are given from now on. */
    public void thaw(String reason) {
        if (!learner.isFrozen()) {
            return;
        }
        write(new FusionRecord.Thawed(time(), reason));
        learner.thaw();
    }

    /** Where every expert stands, in their order. */
    public List<ExpertStanding> standings() {
        bounds.apply(learner.weights(), effective);
        List<ExpertStanding> standings = new ArrayList<>();
        for (int i = 0; i < experts.length; i++) {
            ExpertWeights adaptive = learner.weights();
            Calibrator calibrator = learner.calibrator(i);
            LossTally tally = learner.tally(i);
            standings.add(
                    new ExpertStanding(
                            definitions.get(i).name(),
                            adaptive.prior(i),
                            adaptive.weight(i),
                            usedWeight(i),
                            tally.outcomes(),
                            tally.unique(),
                            tally.mean(),
                            calibrator.intercept(),
                            calibrator.slope()));
        }
        return standings;
    }

    /** The mean logarithmic loss of the fusion's own probabilities; not a number at first. */
    public double logLoss() {
        return learner.fusedTally().mean();
    }

    /**
     * The share of the outcomes that were up; not a number at first. Whoever knew that share alone,
     * and said it every time, would lose {@code -r ln r - (1 - r) ln(1 - r)}.
     */
    public double upShare() {
        return outcomes() == 0 ? Double.NaN : (double) learner.ups() / outcomes();
    }

    /** How many opinions have found their outcome. */
    public long outcomes() {
        return learner.fusedTally().outcomes();
    }

    /**
     * Why: the fusion's figures, then every expert's opinion, weight and evidence; those asleep are
     * named as asleep.
     */
    public List<Reason> reasons() {
        List<Reason> reasons = new ArrayList<>();
        reasons.add(
                Reason.of(
                        Long.bitCount(awake)
                                + " of "
                                + experts.length
                                + " experts are awake and lean "
                                + way(score()),
                        new Figure("probability of up", probability),
                        new Figure("score", score()),
                        new Figure("confidence", confidence()),
                        new Figure("disagreement", disagreement),
                        new Figure("barrier distance", barrier)));
        for (int i = 0; i < experts.length; i++) {
            explain(i, reasons);
        }
        return reasons;
    }

    private void explain(int index, List<Reason> reasons) {
        String name = definitions.get(index).name();
        if (!ExpertWeights.isSet(awake, index)) {
            reasons.add(
                    Reason.of(name + " is asleep", new Figure("weight kept", usedWeight(index))));
            return;
        }
        reasons.add(
                Reason.of(
                        name + " leans " + way(scores[index]),
                        new Figure("weight", weights[index]),
                        new Figure("score", scores[index]),
                        new Figure("reliability", experts[index].reliability()),
                        new Figure("probability of up", probabilities[index])));
        for (Reason evidence : experts[index].evidence()) {
            reasons.add(new Reason(name + ": " + evidence.text(), evidence.figures()));
        }
    }

    private void hear(Bar bar) {
        awake = 0;
        for (int i = 0; i < experts.length; i++) {
            Expert expert = experts[i];
            expert.onBar(bar);
            boolean speaks = expert.isAwake();
            double score = speaks ? expert.score() : 0;
            if (!(score >= -1 && score <= 1)) {
                throw new IllegalStateException(
                        "score of expert '"
                                + definitions.get(i).name()
                                + "' must be -1 to 1, was "
                                + score);
            }
            awake |= speaks ? 1L << i : 0;
            scores[i] = score;
            probabilities[i] = speaks ? learner.calibrator(i).probability(score) : 0.5;
        }
    }

    private void mix() {
        probability = 0.5;
        disagreement = 0;
        if (!isAwake()) {
            return;
        }
        if (boundsAreStale) {
            bounds.apply(learner.weights(), effective);
            boundsAreStale = false;
        }
        double total = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = ExpertWeights.isSet(awake, i) ? usedWeight(i) : 0;
            total += weights[i];
        }
        double mixed = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= total;
            mixed += weights[i] * probabilities[i];
        }
        double spread = 0;
        for (int i = 0; i < weights.length; i++) {
            double distance = probabilities[i] - mixed;
            spread += weights[i] * distance * distance;
        }
        probability = mixed;
        disagreement = Math.sqrt(spread);
    }

    /** Of all experts, awake or not. */
    private double usedWeight(int index) {
        return switch (settings.adaptation()) {
            case ON -> effective[index];
            case OFF -> learner.weights().prior(index);
        };
    }

    private double barrier() {
        double wide =
                settings.barrierMultiple()
                        * volatility.value()
                        * Math.sqrt(settings.rules().horizonBars());
        return Math.min(FARTHEST_BARRIER, Math.max(settings.leastBarrier(), wide));
    }

    private void give(double close) {
        double upper = close * (1 + barrier);
        double lower = close * (1 - barrier);
        if (!learner.isNew(now)) {
            return;
        }
        if (log != null) {
            write(
                    new OpinionGiven(
                            FusionRecord.SCHEMA,
                            new SignalId(source, time()),
                            new Barriers(close, upper, lower),
                            awake,
                            Numbers.of(scores),
                            Numbers.of(probabilities),
                            Numbers.of(weights)));
        }
        learner.give(now, close, upper, lower, awake, scores, probabilities, probability);
    }

    private void settle(int slot, Outcome outcome, double uniqueness) {
        boundsAreStale = true;
        if (log == null) {
            learner.settle(slot, now, outcome, uniqueness);
            return;
        }
        SignalId signal = new SignalId(source, Instant.ofEpochMilli(learner.givenAt(slot)));
        write(new OutcomeResolved(signal, time(), outcome, uniqueness));
        Numbers before = learner.adaptiveWeights();
        if (learner.settle(slot, now, outcome, uniqueness)) {
            write(
                    new WeightsMoved(
                            signal,
                            before,
                            learner.adaptiveWeights(),
                            learner.lastLosses(),
                            learner.intercepts(),
                            learner.slopes()));
        }
    }

    private void resume(FusionLog kept, FusionRecord.Opened opened) {
        FusionRecord.Opened[] last = new FusionRecord.Opened[1];
        kept.replay(entry -> {
            if (entry instanceof FusionRecord.Opened one) {
                last[0] = one;
            }
            learner.apply(entry);
        });
        if (!opened.equals(last[0])) {
            kept.append(opened);
            learner.begin(opened);
        }
    }

    private void write(FusionRecord entry) {
        if (log != null) {
            log.append(entry);
        }
    }

    private Instant time() {
        return Instant.ofEpochMilli(Math.max(0, now));
    }

    private static FusionRecord.Opened opened(
            List<ExpertDefinition> definitions, FusionSettings settings) {
        double[] priors = definitions.stream().mapToDouble(ExpertDefinition::prior).toArray();
        return new FusionRecord.Opened(
                FusionRecord.SCHEMA,
                definitions.stream().map(ExpertDefinition::name).toList(),
                Numbers.of(ExpertWeights.normalised(priors)),
                settings.rules());
    }

    private static String way(double score) {
        if (score > 0) {
            return "up";
        }
        return score < 0 ? "down" : "neither way";
    }
}
