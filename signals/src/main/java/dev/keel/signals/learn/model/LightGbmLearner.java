package dev.keel.signals.learn.model;

import com.microsoft.ml.lightgbm.PredictionType;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMDataset;
import io.github.metarank.lightgbm4j.LGBMException;
import java.util.Locale;

/**
 * Boosted trees by LightGBM, in native code.
 *
 * <p>One thread, {@code deterministic} and {@code force_row_wise}: the same samples and seed give
 * the same trees. More threads than free cores would slow it down many times over.
 *
 * <p>Reference: G. Ke and others, "LightGBM: a highly efficient gradient boosting decision tree",
 * NeurIPS 2017.
 *
 * @param rounds the number of trees
 * @param learningRate how much each tree counts
 * @param leaves the most leaves of a tree
 * @param leafShare the least share of the samples that a leaf holds
 */
public record LightGbmLearner(int rounds, double learningRate, int leaves, double leafShare)
        implements Learner {
    static final String NAME = "lightgbm";

    private static final int LEAST_LEAF = 20;

    public LightGbmLearner {
        if (rounds < 1 || rounds > 10_000) {
            throw new IllegalArgumentException("rounds must be within 1..10000, was " + rounds);
        }
        if (!(learningRate > 0 && learningRate <= 1)) {
            throw new IllegalArgumentException(
                    "learningRate must be above 0 and at most 1, was " + learningRate);
        }
        if (leaves < 2 || leaves > 1_000) {
            throw new IllegalArgumentException("leaves must be within 2..1000, was " + leaves);
        }
        if (!(leafShare >= 0 && leafShare < 0.5)) {
            throw new IllegalArgumentException("leafShare must be within 0..0.5, was " + leafShare);
        }
    }

    /** Small trees, slowly: markets are noise mostly. */
    public static LightGbmLearner standard() {
        return new LightGbmLearner(100, 0.05, 8, 0.01);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Model fit(Samples samples, long seed) {
        samples.requireBothOutcomes();
        LightGbmLibrary.require();
        String parameters = parameters(samples.rows(), seed);
        try (LGBMDataset data = data(samples, parameters);
                LGBMBooster booster = LGBMBooster.create(data, parameters)) {
            for (int round = 0; round < rounds; round++) {
                if (booster.updateOneIter()) {
                    break;
                }
            }
            return LightGbmModel.load(LightGbmModel.artefactOf(booster));
        } catch (LGBMException e) {
            throw new IllegalStateException("LightGBM must learn, but said " + e.getMessage(), e);
        }
    }

    @Override
    public String settings() {
        return "rounds "
                + rounds
                + ", learning rate "
                + learningRate
                + ", leaves "
                + leaves
                + ", leaf share "
                + leafShare;
    }

    private static LGBMDataset data(Samples samples, String parameters) throws LGBMException {
        LGBMDataset data =
                LGBMDataset.createFromMat(
                        samples.values(),
                        samples.rows(),
                        samples.columns(),
                        true,
                        parameters,
                        null);
        float[] outcomes = new float[samples.rows()];
        float[] weights = new float[samples.rows()];
        for (int i = 0; i < outcomes.length; i++) {
            outcomes[i] = samples.outcome(i);
            weights[i] = (float) samples.weight(i);
        }
        data.setField("label", outcomes);
        data.setField("weight", weights);
        return data;
    }

    private String parameters(int rows, long seed) {
        int leaf = Math.max(LEAST_LEAF, (int) (rows * leafShare));
        return String.format(
                Locale.ROOT,
                "objective=binary num_threads=1 deterministic=true force_row_wise=true seed=%d"
                        + " learning_rate=%s num_leaves=%d min_data_in_leaf=%d feature_fraction=0.7"
                        + " bagging_fraction=0.8 bagging_freq=1 lambda_l2=1 verbosity=-1",
                Math.floorMod(seed, Integer.MAX_VALUE),
                learningRate,
                leaves,
                leaf);
    }

    /** The kind of answer that is asked of LightGBM: a probability. */
    static PredictionType probability() {
        return PredictionType.C_API_PREDICT_NORMAL;
    }
}
