package dev.keel.sim.validate.promote;

import dev.keel.core.market.BarSeries;
import dev.keel.core.statistics.Overfitting;
import dev.keel.sim.backtest.BacktestRequest;
import dev.keel.sim.backtest.StrategyChoice;
import dev.keel.sim.trial.Trial;
import dev.keel.sim.trial.TrialBook;
import dev.keel.sim.trial.TrialCount;
import dev.keel.sim.validate.Candidate;
import dev.keel.sim.validate.Evaluation;
import dev.keel.sim.validate.forward.Neighbourhood;
import dev.keel.sim.validate.forward.ParameterGrid;
import dev.keel.sim.validate.forward.WalkForward;
import dev.keel.sim.validate.forward.WalkForwardReport;
import dev.keel.sim.validate.leak.LookAhead;
import dev.keel.sim.validate.leak.LookAheadReport;
import dev.keel.sim.validate.leak.WarmUp;
import dev.keel.sim.validate.leak.WarmUpReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Puts a strategy through every check. */
public final class Promotion {
    private static final int MOST_OBSERVATIONS = 8_192;
    private static final int OBSERVATIONS_PER_BLOCK = 4;

    private final Candidate candidate;
    private final BacktestRequest request;
    private final BacktestRequest stressed;
    private final BacktestRequest free;
    private final ParameterGrid grid;
    private final PromotionSettings settings;
    private final Consumer<String> news;
    private final int own;

    private Promotion(Subject subject, PromotionSettings settings, Consumer<String> news) {
        this.candidate = subject.candidate();
        this.request = subject.request().withStrategy(candidate.on(subject.request().bars()));
        this.stressed = subject.stressed().withStrategy(request.strategy());
        this.free = subject.free().withStrategy(request.strategy());
        this.grid = subject.grid();
        this.settings = settings;
        this.news = news;
        this.own = grid.find(this.request.strategy());
        if (own < 0) {
            throw new IllegalArgumentException(
                    "grid must hold the configuration that is to be promoted, "
                            + this.request.strategy().parameters().toMap());
        }
    }

    /**
     * What is put to the test.
     *
     * @param request bars and conditions; its strategy is not looked at
     * @param stressed the same at twice the costs
     * @param free the same without costs
     * @param grid the configurations among which this one was chosen, itself among them
     */
    public record Subject(
            Candidate candidate,
            BacktestRequest request,
            BacktestRequest stressed,
            BacktestRequest free,
            ParameterGrid grid) {}

    /**
     * Runs every check and judges.
     *
     * @param book takes every configuration that is run
     * @param now when, on the wall's clock, for the book
     * @param news takes how far it has come, in words
     * @throws IllegalArgumentException if the grid does not hold the configuration, or the bars are
     *     too few to be judged
     */
    public static PromotionReport run(
            Subject subject,
            PromotionSettings settings,
            TrialBook book,
            Instant now,
            Consumer<String> news) {
        return new Promotion(subject, settings, news).run(book, now);
    }

    private PromotionReport run(TrialBook book, Instant now) {
        List<Evaluation> evaluations = evaluate();
        TrialCount trials = record(evaluations, book, now);
        LookAheadReport lookAhead =
                LookAhead.analyse(
                        candidate,
                        request.instrument().id(),
                        request.bars(),
                        settings.lookAhead(),
                        done -> news.accept("looked at " + done + " cuts for look-ahead"));
        WarmUpReport warmUp =
                WarmUp.analyse(
                        candidate,
                        request.instrument().id(),
                        request.bars(),
                        settings.lookAhead().mostBars(),
                        done -> news.accept("started " + done + " times later"));
        WalkForwardReport forward = WalkForward.run(request, grid, settings.walkForward(), news);
        news.accept("running at doubled costs, and without any");
        Evaluation dear = Evaluation.run(stressed);
        Evaluation cheap = Evaluation.run(free);
        news.accept("drawing other outcomes");
        Findings findings =
                new Findings(
                        evaluations.get(own),
                        dear,
                        cheap,
                        trials,
                        lookAhead,
                        warmUp,
                        forward,
                        overfitting(evaluations),
                        Neighbourhood.of(grid, evaluations, own),
                        marketReturns(request.bars()));
        return report(findings);
    }

    private List<Evaluation> evaluate() {
        List<Evaluation> evaluations = new ArrayList<>();
        List<ParameterGrid.Point> points = grid.points();
        for (int i = 0; i < points.size(); i++) {
            StrategyChoice choice = i == own ? request.strategy() : points.get(i).choice();
            evaluations.add(Evaluation.run(request.withStrategy(choice)));
            news.accept("tested " + (i + 1) + " of " + points.size() + " configurations");
        }
        return evaluations;
    }

    /** In the book before anything is judged, so that this very attempt counts. */
    private TrialCount record(List<Evaluation> evaluations, TrialBook book, Instant now) {
        Trial.MarketData market =
                Trial.MarketData.of(request.instrument().id().toString(), request.bars());
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < evaluations.size(); i++) {
            trials.add(
                    market.trial(
                            now,
                            "promote",
                            request.withStrategy(grid.points().get(i).choice()),
                            evaluations.get(i).sharpePerBar()));
        }
        book.add(trials);
        return book.read().count(request.strategy().definition().name(), market);
    }

    /** Empty if there is but one configuration, or too few bars. */
    private Optional<Overfitting> overfitting(List<Evaluation> evaluations) {
        int bars = request.bars().size();
        int blocks = Overfitting.USUAL_BLOCKS;
        while (blocks > 2 && bars < blocks * OBSERVATIONS_PER_BLOCK) {
            blocks -= 2;
        }
        if (evaluations.size() < 2 || bars < blocks * OBSERVATIONS_PER_BLOCK) {
            return Optional.empty();
        }
        double[][] returns = new double[evaluations.size()][];
        for (int i = 0; i < returns.length; i++) {
            returns[i] = summed(evaluations.get(i).returns());
        }
        return Optional.of(Overfitting.of(returns, blocks));
    }

    /** Sums of neighbouring returns, so that a million bars do not take a million numbers each. */
    private static double[] summed(double[] returns) {
        int count = Math.min(returns.length, MOST_OBSERVATIONS);
        double[] sums = new double[count];
        for (int i = 0; i < returns.length; i++) {
            sums[(int) ((long) i * count / returns.length)] += returns[i];
        }
        return sums;
    }

    private static double[] marketReturns(BarSeries bars) {
        double[] returns = new double[bars.size() - 1];
        for (int i = 0; i < returns.length; i++) {
            returns[i] = bars.closeValue(i + 1) / bars.closeValue(i) - 1;
        }
        return returns;
    }

    private PromotionReport report(Findings findings) {
        BarSeries bars = request.bars();
        Map<String, String> parameters = new TreeMap<>();
        request.strategy()
                .parameters()
                .toMap()
                .forEach((name, value) -> parameters.put(name, value.toPlainString()));
        List<Gate> gates = new Gates(findings, settings).all();
        return new PromotionReport(
                request.strategy().definition().name(),
                parameters,
                request.instrument().id().toString(),
                bars.size(),
                bars.bar(0).openTime(),
                bars.bar(bars.size() - 1).closeTime(),
                findings.trials(),
                gates,
                Worth.of(findings, gates),
                findings.lookAhead(),
                findings.warmUp(),
                findings.forward());
    }
}
