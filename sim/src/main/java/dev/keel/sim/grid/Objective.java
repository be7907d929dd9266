package dev.keel.sim.grid;

import dev.keel.core.performance.Metric;
import dev.keel.core.performance.Performance;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** What makes one combination better than another. */
public enum Objective {
    TOTAL_RETURN(Metric.TOTAL_RETURN, Better.HIGHER),
    CAGR(Metric.CAGR, Better.HIGHER),
    SHARPE(Metric.SHARPE, Better.HIGHER),
    SORTINO(Metric.SORTINO, Better.HIGHER),
    CALMAR(Metric.CALMAR, Better.HIGHER),
    MAX_DRAWDOWN(Metric.MAX_DRAWDOWN, Better.LOWER),
    PROFIT_FACTOR(Metric.PROFIT_FACTOR, Better.HIGHER),
    EXPECTANCY(Metric.EXPECTANCY, Better.HIGHER),
    WIN_RATE(Metric.WIN_RATE, Better.HIGHER);

    private final Metric metric;
    private final Better better;

    Objective(Metric metric, Better better) {
        this.metric = metric;
        this.better = better;
    }

    /**
     * Finds an objective by its metric's key, such as {@code sharpe}.
     *
     * @throws IllegalArgumentException naming what is on offer
     */
    public static Objective parse(String text) {
        return Arrays.stream(values())
                .filter(objective -> objective.toString().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "objective must be one of "
                                        + List.of(values())
                                        + ", was '"
                                        + text
                                        + "'"));
    }

    public Metric metric() {
        return metric;
    }

    /** The value of a performance; empty if it has none. */
    public OptionalDouble of(Performance performance) {
        return performance.value(metric);
    }

    /** More is better; what has no value, such as one that never traded, is as good as 0. */
    public double score(Performance performance) {
        return -penalty(OptionalDouble.of(of(performance).orElse(0)));
    }

    /** Less is better; what has no value comes last. */
    public double penalty(OptionalDouble value) {
        if (value.isEmpty()) {
            return Double.POSITIVE_INFINITY;
        }
        return switch (better) {
            case HIGHER -> -value.getAsDouble();
            case LOWER -> value.getAsDouble();
        };
    }

    /** Whether it is computed from single trades, and not from equity alone. */
    public boolean needsTrades() {
        return switch (this) {
            case PROFIT_FACTOR, EXPECTANCY, WIN_RATE -> true;
            case TOTAL_RETURN, CAGR, SHARPE, SORTINO, CALMAR, MAX_DRAWDOWN -> false;
        };
    }

    /** The metric's key. */
    @Override
    public String toString() {
        return metric.key();
    }

    private enum Better {
        HIGHER,
        LOWER
    }
}
