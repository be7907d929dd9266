package dev.keel.signals.learn.training;

import dev.keel.core.market.BarSeries;
import dev.keel.signals.learn.model.Learner;
import dev.keel.signals.learn.model.Model;
import dev.keel.signals.learn.model.Samples;
import java.util.function.Consumer;

/**
 * Judges a model that was trained elsewhere.
 *
 * <p>It goes through a training as any learner does, except that it never learns: every split asks
 * the model as it is. Whether it was trained on these very bars cannot be known here; if it was,
 * its figures are worth nothing.
 */
public final class Examination {
    private Examination() {}

    /**
     * Judges the model on bars; does not close it.
     *
     * @param request whose learner is ignored
     * @throws IllegalArgumentException if there is too little to judge by
     */
    public static TrainingResult run(
            BarSeries bars, Model model, TrainingRequest request, Consumer<String> progress) {
        return Training.run(
                bars,
                new TrainingRequest(
                        request.symbol(),
                        request.features(),
                        new Finished(model),
                        request.label(),
                        request.validation(),
                        request.decay(),
                        request.seed(),
                        request.primary()),
                progress);
    }

    /** A learner that has learned before. */
    private record Finished(Model model) implements Learner {
        @Override
        public String name() {
            return model.kind();
        }

        @Override
        public Model fit(Samples samples, long seed) {
            return new Lent(model);
        }

        @Override
        public String settings() {
            return "imported";
        }
    }

    /** A model that stays open when its borrower is done. */
    private record Lent(Model model) implements Model {
        @Override
        public String kind() {
            return model.kind();
        }

        @Override
        public int columns() {
            return model.columns();
        }

        @Override
        public double predict(double[] row) {
            return model.predict(row);
        }

        @Override
        public byte[] artefact() {
            return model.artefact();
        }

        @Override
        public double[] importance() {
            return model.importance();
        }

        @Override
        public void close() {
            // The owner closes it.
        }
    }
}
