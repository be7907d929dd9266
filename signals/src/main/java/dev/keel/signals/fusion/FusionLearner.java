package dev.keel.signals.fusion;

import dev.keel.signals.fusion.log.Barriers;
import dev.keel.signals.fusion.log.FusionLog;
import dev.keel.signals.fusion.log.FusionRecord;
import dev.keel.signals.fusion.log.FusionRecord.Opened;
import dev.keel.signals.fusion.log.FusionRecord.OpinionGiven;
import dev.keel.signals.fusion.log.FusionRecord.OutcomeResolved;
import dev.keel.signals.fusion.log.FusionRecord.WeightsMoved;
import dev.keel.signals.fusion.log.Numbers;
import dev.keel.signals.fusion.log.Outcome;

/**
 * Everything that is learned in one market: a fold over its records. Weights, calibrators and
 * opinions that wait are its state; the same records give the same state, bit for bit.
 *
 * <p>An opinion is known by the close of its bar, and opinions come in the order of time: one that
 * is not later than the last is one that was seen already. An outcome counts if its opinion is
 * open, so it counts once. While frozen nothing is learned, and opinions that saw any of that time
 * never teach.
 */
public final class FusionLearner {
    private Opened opened;
    private ExpertWeights weights;
    private Calibrator[] calibrators;
    private Opinions opinions;
    private LossTally[] tallies;
    private LossTally fusedTally;
    private double[] losses;
    private long ups;
    private boolean frozen;
    private long lastGiven = Long.MIN_VALUE;

    /** Begins at the users' weights. */
    public FusionLearner(Opened opened) {
        int experts = opened.experts().size();
        if (experts < 1 || experts > Long.SIZE) {
            throw new IllegalArgumentException(
                    "experts must be 1 to " + Long.SIZE + ", were " + experts);
        }
        this.opened = opened;
        this.weights = new ExpertWeights(opened.prior().toArray(), opened.rules());
        this.calibrators = new Calibrator[experts];
        this.tallies = new LossTally[experts];
        for (int i = 0; i < experts; i++) {
            calibrators[i] = new Calibrator();
            tallies[i] = new LossTally();
        }
        this.fusedTally = new LossTally();
        this.losses = new double[experts];
        this.opinions = new Opinions(experts, opened.rules().horizonBars());
    }

    /**
     * Reads a diary.
     *
     * @throws IllegalArgumentException if it does not begin with what was opened
     * @throws IllegalStateException if an audited move does not follow from the records before it
     */
    public static FusionLearner replay(FusionLog log) {
        FusionLearner[] learner = new FusionLearner[1];
        log.replay(entry -> {
            if (learner[0] == null) {
                if (!(entry instanceof Opened first)) {
                    throw new IllegalArgumentException(
                            "a diary must begin with what was opened, began with " + entry);
                }
                learner[0] = new FusionLearner(first);
            } else {
                learner[0].apply(entry);
            }
        });
        if (learner[0] == null) {
            throw new IllegalArgumentException("a diary must hold a record, was empty");
        }
        return learner[0];
    }

    /**
     * Takes the next record.
     *
     * @throws IllegalStateException if an audited move does not follow from the records before it
     */
    public void apply(FusionRecord entry) {
        switch (entry) {
            case Opened again -> {
                if (!again.equals(opened)) {
                    begin(again);
                }
            }
            case OpinionGiven given -> apply(given);
            case OutcomeResolved resolved -> {
                int slot = opinions.find(resolved.signal().barClose().toEpochMilli());
                if (slot >= 0) {
                    settle(
                            slot,
                            resolved.at().toEpochMilli(),
                            resolved.outcome(),
                            resolved.uniqueness());
                    opinions.forget();
                }
            }
            case WeightsMoved moved -> requireFollows(moved);
            case FusionRecord.Frozen _ -> freeze();
            case FusionRecord.Thawed _ -> thaw();
        }
    }

    /** The experts, in the order of all vectors. */
    public Opened opened() {
        return opened;
    }

    /** The adaptive weights as they are now. */
    public Numbers adaptiveWeights() {
        return Numbers.of(weights.toArray());
    }

    /** The calibrators' intercepts as they are now. */
    public Numbers intercepts() {
        double[] values = new double[calibrators.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = calibrators[i].intercept();
        }
        return Numbers.of(values);
    }

    /** The calibrators' slopes as they are now. */
    public Numbers slopes() {
        double[] values = new double[calibrators.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = calibrators[i].slope();
        }
        return Numbers.of(values);
    }

    /** How many opinions wait for their outcome. */
    public int openOpinions() {
        return opinions.open();
    }

    /** Tells whether nothing is learned at present. */
    public boolean isFrozen() {
        return frozen;
    }

    void begin(Opened anew) {
        FusionLearner fresh = new FusionLearner(anew);
        opened = fresh.opened;
        weights = fresh.weights;
        calibrators = fresh.calibrators;
        opinions = fresh.opinions;
        tallies = fresh.tallies;
        fusedTally = fresh.fusedTally;
        ups = 0;
        losses = fresh.losses;
    }

    /**
     * Takes an opinion; the arrays are copied.
     *
     * @return false if it was known already
     */
    boolean give(
            long closeMillis,
            double entry,
            double upper,
            double lower,
            long awake,
            double[] scores,
            double[] probabilities,
            double fused) {
        if (closeMillis <= lastGiven) {
            return false;
        }
        lastGiven = closeMillis;
        opinions.add(closeMillis, entry, upper, lower, awake, scores, probabilities, fused, frozen);
        return true;
    }

    /** Tells whether an opinion of this bar would be a new one. */
    boolean isNew(long closeMillis) {
        return closeMillis > lastGiven;
    }

    void onClose(long closeMillis, double close, Opinions.Settlement settlement) {
        opinions.onClose(closeMillis, close, settlement);
    }

    /**
     * Closes an open opinion and learns from it.
     *
     * @return whether anything was learned
     */
    boolean settle(int slot, long atMillis, Outcome outcome, double uniqueness) {
        opinions.close(slot, atMillis);
        if (outcome == Outcome.NEITHER || opinions.isTainted(slot)) {
            return false;
        }
        boolean up = outcome == Outcome.UP;
        ups += up ? 1 : 0;
        long awake = opinions.awake(slot);
        for (int i = 0; i < losses.length; i++) {
            losses[i] = 0;
            if (ExpertWeights.isSet(awake, i)) {
                losses[i] = loss(opinions.probability(slot, i), up);
                tallies[i].add(losses[i], uniqueness);
            }
        }
        fusedTally.add(loss(opinions.fused(slot), up), uniqueness);
        weights.update(losses, awake, uniqueness);
        for (int i = 0; i < losses.length; i++) {
            if (ExpertWeights.isSet(awake, i)) {
                calibrators[i].update(opinions.score(slot, i), up, uniqueness);
            }
        }
        return true;
    }

    long givenAt(int slot) {
        return opinions.given(slot);
    }

    /** The losses of what was learned from last. */
    Numbers lastLosses() {
        return Numbers.of(losses);
    }

    void freeze() {
        frozen = true;
        opinions.taint();
    }

    void thaw() {
        frozen = false;
    }

    ExpertWeights weights() {
        return weights;
    }

    Calibrator calibrator(int expert) {
        return calibrators[expert];
    }

    LossTally tally(int expert) {
        return tallies[expert];
    }

    long ups() {
        return ups;
    }

    LossTally fusedTally() {
        return fusedTally;
    }

    private void apply(OpinionGiven given) {
        double fused = 0;
        for (int i = 0; i < given.weights().size(); i++) {
            fused += given.weights().get(i) * given.probabilities().get(i);
        }
        Barriers barriers = given.barriers();
        give(
                given.signal().barClose().toEpochMilli(),
                barriers.entry(),
                barriers.upper(),
                barriers.lower(),
                given.awake(),
                given.scores().toArray(),
                given.probabilities().toArray(),
                fused);
    }

    private void requireFollows(WeightsMoved moved) {
        if (!moved.after().equals(adaptiveWeights())
                || !moved.intercepts().equals(intercepts())
                || !moved.slopes().equals(slopes())) {
            throw new IllegalStateException(
                    "weights after "
                            + moved.signal()
                            + " must be "
                            + moved.after()
                            + " as they were written, were "
                            + adaptiveWeights());
        }
    }

    private static double loss(double probability, boolean up) {
        return -StrictMath.log(up ? probability : 1 - probability);
    }
}
