package dev.keel.signals.learn;

import dev.keel.core.market.Bar;
import dev.keel.core.signal.Reason;
import dev.keel.core.signal.Reason.Figure;
import dev.keel.signals.expert.Expert;
import dev.keel.signals.learn.calibration.Calibration;
import dev.keel.signals.learn.drift.DriftLevel;
import dev.keel.signals.learn.drift.DriftMonitor;
import dev.keel.signals.learn.drift.DriftReference;
import dev.keel.signals.learn.drift.PageHinkley;
import dev.keel.signals.learn.feature.FeatureStream;
import dev.keel.signals.learn.label.BarrierWatch;
import dev.keel.signals.learn.label.MovingDeviation;
import dev.keel.signals.learn.model.Model;
import dev.keel.signals.learn.registry.ModelRecord;
import dev.keel.signals.learn.score.BinaryScores;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a model says of each bar.
 *
 * <pre>
 * score       = 2 p - 1, p = calibrated probability that the upper barrier comes first
 * reliability = max(0, 2 AUC - 1) (1 - ECE) of the model's walk-forward
 * </pre>
 *
 * <p>It sleeps while there is no row of features, while what the model said over the last {@value
 * #DRIFT_WINDOW} rows is distributed too differently from what it said in validation, and for good
 * once its log loss on trades that it watched, one at a time, has risen. It does not close its
 * model.
 */
final class MlExpert implements Expert {
    static final int DRIFT_WINDOW = 1_000;

    private final ModelRecord entry;
    private final Model model;
    private final Calibration calibration;
    private final FeatureStream stream;
    private final DriftMonitor drift;
    private final PageHinkley loss = PageHinkley.ofLogLoss();
    private final BarrierWatch watch;
    private final MovingDeviation deviation;
    private final double[] row;
    private final double trust;
    private double said;
    private double probability;
    private double watchedProbability;
    private boolean spoke;

    /**
     * @throws IllegalArgumentException if model, schema and reference are of different widths
     */
    MlExpert(ModelRecord entry, Model model, DriftReference reference, FeatureStream stream) {
        int columns = stream.schema().size();
        if (model.columns() != columns || reference.columns() != columns + 1) {
            throw new IllegalArgumentException(
                    "model "
                            + entry.id()
                            + " must have "
                            + columns
                            + " features, had "
                            + model.columns()
                            + ", and its drift reference one more, had "
                            + reference.columns());
        }
        this.entry = entry;
        this.model = model;
        this.calibration = Calibration.parse(entry.calibration());
        this.stream = stream;
        this.drift = new DriftMonitor(reference, DRIFT_WINDOW);
        this.watch = new BarrierWatch(entry.training().label());
        this.deviation = new MovingDeviation(entry.training().label().volatilitySpan());
        this.row = new double[columns];
        this.trust = trust(entry);
    }

    private static double trust(ModelRecord entry) {
        double auc = entry.metric("walkForward.auc").orElse(0.5);
        double error = entry.metric("walkForward.calibrationError").orElse(1.0);
        return Math.clamp(2 * auc - 1, 0, 1) * Math.clamp(1 - error, 0, 1);
    }

    @Override
    public void onBar(Bar bar) {
        double moving = deviation.next(bar.closeValue());
        OptionalInt settled = watch.onBar(bar);
        if (settled.isPresent() && settled.getAsInt() != 0) {
            loss.add(BinaryScores.logLoss(watchedProbability, settled.getAsInt() > 0 ? 1 : 0));
        }
        stream.onBar(bar);
        spoke = stream.isReady();
        if (!spoke) {
            return;
        }
        stream.copyTo(row, 0);
        said = model.predict(row);
        probability = calibration.apply(said);
        drift.add(row, said);
        if (!watch.isOpen() && moving > 0) {
            watch.open(bar.closeValue(), moving);
            watchedProbability = probability;
        }
    }

    @Override
    public boolean isAwake() {
        return spoke && !loss.isAlarmed() && drift.level() != DriftLevel.ACT;
    }

    @Override
    public double score() {
        return isAwake() ? 2 * probability - 1 : 0;
    }

    @Override
    public double reliability() {
        return isAwake() ? trust : 0;
    }

    @Override
    public int warmUpBars() {
        return stream.warmUpBars();
    }

    @Override
    public List<Reason> evidence() {
        if (!isAwake()) {
            return List.of();
        }
        return List.of(
                Reason.of(
                        "model "
                                + entry.id()
                                + " ("
                                + entry.training().kind()
                                + ") gives the upper barrier this probability",
                        new Figure("calibrated", probability),
                        new Figure("said", said),
                        new Figure("walk-forward AUC", entry.metric("walkForward.auc").orElse(0.5)),
                        new Figure("drift of predictions", drift.predictionIndex())));
    }
}
