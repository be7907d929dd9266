package dev.keel.signals.learn.training;

import dev.keel.core.statistics.SharpeEstimate;
import dev.keel.signals.learn.calibration.Calibration;
import dev.keel.signals.learn.calibration.TradeThreshold;
import dev.keel.signals.learn.drift.DriftReference;
import dev.keel.signals.learn.registry.WalkForwardPredictions;
import dev.keel.signals.learn.score.BinaryScores;
import java.util.List;
import java.util.Optional;

/**
 * What came of a training.
 *
 * @param sizes how much there was to learn from
 * @param scores how good it is
 * @param trades what trading by it would have made in walk-forward
 * @param model what was learned
 * @param importance of each feature to the model, the most important first
 */
public record TrainingResult(
        Sizes sizes, Scores scores, Trades trades, Learned model, List<Importance> importance) {
    public TrainingResult {
        importance = List.copyOf(importance);
    }

    /**
     * How much there was to learn from.
     *
     * @param effective labels that told nothing twice
     * @param walkForwardEffective the same among those of the walk-forward
     */
    public record Sizes(int bars, int samples, double effective, double walkForwardEffective) {
        /**
         * How far the AUC of something worthless may lie from 0.5 by chance: 2 / sqrt(effective),
         * which is generous.
         */
        public double chanceBand() {
            return 2 / Math.sqrt(effective);
        }

        public double walkForwardChanceBand() {
            return 2 / Math.sqrt(walkForwardEffective);
        }
    }

    /**
     * How good it is on samples it was not trained on.
     *
     * @param raw as the models said it
     * @param calibrated with a calibration of the other folds' predictions
     * @param shifted of models that learned outcomes moved far away in time: must be chance
     * @param walkForward calibrated by what was known before
     * @param pathAucs of each path of a combinatorial validation; empty otherwise
     */
    public record Scores(
            BinaryScores raw,
            BinaryScores calibrated,
            BinaryScores shifted,
            BinaryScores walkForward,
            List<Double> pathAucs) {
        public Scores {
            pathAucs = List.copyOf(pathAucs);
        }
    }

    /**
     * What trading by it would have made in walk-forward: one trade at a time, opened where its
     * value after costs was expected to be above 0.
     *
     * @param count of trades
     * @param meanNet of a trade, as a fraction of its price
     * @param sharpe per trade; empty if there are too few
     * @param threshold the best one on the validation's predictions as the models said them: of
     *     long trades, or of the primary's for a meta model; chosen in hindsight
     * @param unfiltered what the primary of a meta model made in walk-forward without it
     */
    public record Trades(
            int count,
            double meanNet,
            Optional<SharpeEstimate> sharpe,
            TradeThreshold threshold,
            Optional<Unfiltered> unfiltered) {}

    /**
     * All trades of a primary in walk-forward, one at a time.
     *
     * @param meanNet of a trade, as a fraction of its price
     */
    public record Unfiltered(int count, double meanNet) {}

    /** The model and what goes with it. */
    public record Learned(
            Artefact artefact,
            Calibration calibration,
            DriftReference reference,
            WalkForwardPredictions walkForward) {}

    /** Bytes that do not change. */
    public static final class Artefact {
        private final byte[] bytes;

        Artefact(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        public byte[] bytes() {
            return bytes.clone();
        }
    }

    /** How much a feature matters to the model, a share. */
    public record Importance(String feature, double share) {}
}
