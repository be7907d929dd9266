package dev.keel.signals.learn.training;

import dev.keel.core.market.BarSeries;
import dev.keel.core.statistics.Moments;
import dev.keel.core.statistics.SharpeEstimate;
import dev.keel.signals.expert.ExpertDefinition;
import dev.keel.signals.learn.calibration.TradeThreshold;
import dev.keel.signals.learn.registry.ModelRecord;
import dev.keel.signals.learn.registry.ModelRegistry;
import dev.keel.signals.learn.registry.Stage;
import dev.keel.signals.learn.score.BinaryScores;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Puts what was trained into the registry, and counts how often it was tried.
 *
 * <p>The id follows from what the model was made of and what came of it: training the same again
 * gives the same id, is no further trial, and leaves the stage as it is.
 */
public final class TrainedModels {
    /** The Sharpe ratio per trade of the walk-forward. */
    private static final String SHARPE = "walkForward.sharpe";

    private static final int ID_DIGITS = 16;

    private final ModelRegistry registry;

    public TrainedModels(ModelRegistry registry) {
        this.registry = registry;
    }

    /**
     * Stores a training.
     *
     * @param kind the learner's name
     * @param settings what the learner was told
     * @param stage of a model that is new
     */
    public ModelRecord store(
            BarSeries bars,
            TrainingRequest request,
            String kind,
            String settings,
            TrainingResult result,
            Instant now,
            Stage stage) {
        ModelRecord.Artefacts artefacts =
                new ModelRecord.Artefacts(
                        registry.store(result.model().artefact().bytes()),
                        registry.store(result.model().reference().toBytes()),
                        registry.store(result.model().walkForward().toBytes()));
        ModelRecord.Market market =
                new ModelRecord.Market(
                        request.symbol(),
                        bars.format().timeframe(),
                        request.features().schema().hash(),
                        request.primary().map(ExpertDefinition::name));
        Instant from = bars.bar(0).openTime();
        Instant to = bars.bar(bars.size() - 1).openTime();
        String madeOf =
                String.join(
                        "\n",
                        market.symbol().symbol(),
                        market.timeframe().toString(),
                        market.schema(),
                        kind,
                        settings,
                        from.toString(),
                        to.toString(),
                        request.label().describe(),
                        request.validation().describe(),
                        Double.toString(request.decay()),
                        Long.toString(request.seed()),
                        artefacts.model(),
                        artefacts.walkForward());
        madeOf += market.primary().map(primary -> "\n" + primary).orElse("");
        String id =
                ModelRegistry.hash(madeOf.getBytes(StandardCharsets.UTF_8)).substring(0, ID_DIGITS);
        Optional<ModelRecord> same =
                registry.of(market).stream().filter(model -> model.id().equals(id)).findFirst();
        if (same.isPresent()) {
            return same.get();
        }
        int trials = tried(market).size() + 1;
        ModelRecord stored =
                new ModelRecord(
                        id,
                        market,
                        new ModelRecord.Training(
                                kind,
                                settings + ", " + request.validation().describe(),
                                from,
                                to,
                                request.label(),
                                request.seed(),
                                trials,
                                registry.champion(market).map(ModelRecord::id)),
                        artefacts,
                        result.model().calibration().describe(),
                        metrics(result, deflated(market, result, trials)),
                        now,
                        stage);
        registry.store(stored);
        return stored;
    }

    /** All models of the symbol and timeframe: other features or labels are further trials. */
    private List<ModelRecord> tried(ModelRecord.Market market) {
        return registry.all().stream()
                .filter(model ->
                        model.market().symbol().equals(market.symbol())
                                && model.market().timeframe().equals(market.timeframe()))
                .toList();
    }

    /**
     * The probability that the trades' true Sharpe ratio is above 0, given how many models were
     * tried for this market: empty without trades that vary.
     */
    private Optional<Double> deflated(
            ModelRecord.Market market, TrainingResult result, int trials) {
        double[] before =
                tried(market).stream()
                        .flatMap(model -> model.metric(SHARPE).stream())
                        .mapToDouble(Double::doubleValue)
                        .toArray();
        return result.trades()
                .sharpe()
                .map(sharpe -> sharpe.deflated(variance(before, sharpe), trials));
    }

    private static double variance(double[] before, SharpeEstimate sharpe) {
        double[] all = new double[before.length + 1];
        System.arraycopy(before, 0, all, 0, before.length);
        all[before.length] = sharpe.ratio();
        if (all.length < 2) {
            return 0;
        }
        double deviation = Moments.of(all).deviation();
        return deviation * deviation;
    }

    private static Map<String, Double> metrics(TrainingResult result, Optional<Double> deflated) {
        Map<String, Double> metrics = new TreeMap<>();
        metrics.put("samples", (double) result.sizes().samples());
        metrics.put("samples.effective", result.sizes().effective());
        metrics.put("samples.walkForwardEffective", result.sizes().walkForwardEffective());
        put(metrics, "cv", result.scores().raw());
        put(metrics, "calibrated", result.scores().calibrated());
        put(metrics, "walkForward", result.scores().walkForward());
        metrics.put("control.shiftedAuc", result.scores().shifted().auc());
        metrics.put("walkForward.trades", (double) result.trades().count());
        metrics.put("walkForward.meanNet", result.trades().meanNet());
        result.trades()
                .sharpe()
                .ifPresent(sharpe -> {
                    metrics.put(SHARPE, sharpe.ratio());
                    metrics.put("walkForward.psr", sharpe.probabilityAbove(0));
                });
        deflated.ifPresent(value -> metrics.put("walkForward.dsr", value));
        result.trades()
                .unfiltered()
                .ifPresent(all -> {
                    metrics.put("primary.trades", (double) all.count());
                    metrics.put("primary.meanNet", all.meanNet());
                });
        put(metrics, result.trades().threshold());
        return metrics;
    }

    /** Nothing is stored of a threshold that no probability reaches. */
    private static void put(Map<String, Double> metrics, TradeThreshold threshold) {
        if (threshold.trades() > 0) {
            metrics.put("threshold.probability", threshold.probability());
            metrics.put("threshold.trades", (double) threshold.trades());
            metrics.put("threshold.meanNet", threshold.meanNet());
        }
    }

    private static void put(Map<String, Double> metrics, String of, BinaryScores scores) {
        metrics.put(of + ".auc", scores.auc());
        metrics.put(of + ".logLoss", scores.logLoss());
        metrics.put(of + ".baseLogLoss", scores.baseLogLoss());
        metrics.put(of + ".brier", scores.brier());
        metrics.put(of + ".calibrationError", scores.calibrationError());
        metrics.put(of + ".accuracy", scores.accuracy());
    }
}
