package dev.keel.sim.validate.forward;

import dev.keel.core.performance.Metric;
import dev.keel.sim.validate.Evaluation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What makes one configuration better than another; more is better. */
public enum Objective {
    /** Sharpe ratio per bar; 0 for one that never traded. */
    SHARPE("sharpe"),
    /** Sortino ratio of a year. */
    SORTINO("sortino"),
    /** Total return, as a fraction. */
    RETURN("return"),
    /** Total return less the greatest drawdown, both as fractions. */
    RETURN_LESS_DRAWDOWN("return-less-drawdown"),
    /** The profits of all winning trades over the losses of the others. */
    PROFIT_FACTOR("profit-factor");

    private final String label;

    Objective(String label) {
        this.label = label;
    }

    /** The name on the command line. */
    public String label() {
        return label;
    }

    /** Finds an objective by its label. */
    public static Optional<Objective> named(String label) {
        return Arrays.stream(values()).filter(one -> one.label.equals(label)).findFirst();
    }

    public static List<String> labels() {
        return Arrays.stream(values()).map(Objective::label).toList();
    }

    /** How good a backtest was; 0 where the metric is absent, as for one that never traded. */
    public double of(Evaluation evaluation) {
        return switch (this) {
            case SHARPE -> evaluation.sharpePerBar();
            case SORTINO -> evaluation.metric(Metric.SORTINO, 0);
            case RETURN -> evaluation.totalReturn();
            case RETURN_LESS_DRAWDOWN ->
                    evaluation.totalReturn() - evaluation.metric(Metric.MAX_DRAWDOWN, 0);
            case PROFIT_FACTOR -> evaluation.metric(Metric.PROFIT_FACTOR, 0);
        };
    }
}
