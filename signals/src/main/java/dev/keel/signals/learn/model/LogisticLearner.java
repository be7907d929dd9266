package dev.keel.signals.learn.model;

import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Logistic regression by Tribuo's stochastic gradient descent: the baseline that trees must beat,
 * and what remains where native code cannot be used.
 *
 * <p>The features are standardised by the samples they are learned from. The two rows of weights
 * that Tribuo learns for two outcomes are joined into one, which {@link LogisticModel} uses without
 * Tribuo.
 *
 * @param epochs how often all samples are seen
 * @param learningRate of AdaGrad
 */
public record LogisticLearner(int epochs, double learningRate) implements Learner {
    static final String NAME = "logistic";

    private static final double ADA_GRAD_EPSILON = 0.1;
    private static final int NO_LOGGING = -1;
    private static final String ZERO = "0";
    private static final String ONE = "1";

    /** Tribuo tells about every fit; the reference keeps the level from being forgotten. */
    private static final Logger QUIET = Logger.getLogger("org.tribuo");

    public LogisticLearner {
        if (epochs < 1 || epochs > 1_000) {
            throw new IllegalArgumentException("epochs must be within 1..1000, was " + epochs);
        }
        if (!(learningRate > 0 && learningRate <= 10)) {
            throw new IllegalArgumentException(
                    "learningRate must be above 0 and at most 10, was " + learningRate);
        }
    }

    public static LogisticLearner standard() {
        return new LogisticLearner(5, 0.1);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Model fit(Samples samples, long seed) {
        samples.requireBothOutcomes();
        QUIET.setLevel(Level.WARNING);
        Standardiser standardiser = Standardiser.of(samples);
        LinearSGDTrainer trainer =
                new LinearSGDTrainer(
                        new LogMulticlass(),
                        new AdaGrad(learningRate, ADA_GRAD_EPSILON),
                        epochs,
                        NO_LOGGING,
                        1,
                        seed);
        LinearSGDModel learned = trainer.train(data(samples, standardiser));
        return joined(learned, standardiser, samples.columns());
    }

    @Override
    public String settings() {
        return "epochs " + epochs + ", learning rate " + learningRate;
    }

    private static LogisticModel joined(
            LinearSGDModel learned, Standardiser standardiser, int columns) {
        DenseMatrix matrix = learned.getWeightsCopy();
        int one = learned.getOutputIDInfo().getID(new Label(ONE));
        int zero = learned.getOutputIDInfo().getID(new Label(ZERO));
        double[] weights = new double[columns];
        for (int i = 0; i < columns; i++) {
            int at = learned.getFeatureIDMap().get(name(i)).getID();
            weights[i] = matrix.get(one, at) - matrix.get(zero, at);
        }
        int last = matrix.getDimension2Size() - 1;
        return new LogisticModel(
                standardiser, weights, matrix.get(one, last) - matrix.get(zero, last));
    }

    private static MutableDataset<Label> data(Samples samples, Standardiser standardiser) {
        LabelFactory factory = new LabelFactory();
        MutableDataset<Label> data =
                new MutableDataset<>(new SimpleDataSourceProvenance("samples", factory), factory);
        int columns = samples.columns();
        String[] names = new String[columns];
        for (int i = 0; i < columns; i++) {
            names[i] = name(i);
        }
        for (int row = 0; row < samples.rows(); row++) {
            double[] values = new double[columns];
            for (int i = 0; i < columns; i++) {
                values[i] = standardiser.scaled(i, samples.value(row, i));
            }
            Example<Label> example =
                    new ArrayExample<>(
                            new Label(samples.outcome(row) == 1 ? ONE : ZERO), names, values);
            example.setWeight((float) samples.weight(row));
            data.add(example);
        }
        return data;
    }

    /** Tribuo sorts features by name. */
    private static String name(int column) {
        return String.format(Locale.ROOT, "f%05d", column);
    }
}
