package dev.keel.sim.report;

import dev.keel.sim.sweep.Confirmation;
import dev.keel.sim.sweep.SweepResult;
import dev.keel.sim.sweep.SweepTrust;
import dev.keel.sim.sweep.Trial;
import dev.keel.sim.sweep.Trial.Method;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a sweep comes to, in a few sentences. */
public final class SweepVerdict {
    private SweepVerdict() {}

    /** Says what was tried, what was best, and how far that can be believed. */
    public static String of(SweepResult result) {
        if (result.trials().isEmpty()) {
            return "The strategy refuses all "
                    + result.refused()
                    + " combinations"
                    + result.refusal().map(why -> ": " + why).orElse("")
                    + ".";
        }
        double capital = result.request().base().capital().toDouble();
        long winners =
                result.trials().stream().filter(trial -> trial.finalEquity() > capital).count();
        Trial best = result.trials().getFirst();
        return String.format(
                Locale.ROOT,
                "Of %,d combinations %,d made money. The best by %s is %s: %s %s, %s of %s left.%s%s",
                result.trials().size(),
                winners,
                result.request().objective(),
                parameters(best),
                lower(result.request().objective().metric().label()),
                value(result, best.objective()),
                money(best.finalEquity()),
                money(capital),
                result.refused() == 0
                        ? ""
                        : String.format(
                                Locale.ROOT, " The strategy refuses %,d more.", result.refused()),
                agreement(result));
    }

    /** Says how far the best can be believed. */
    public static String trust(SweepTrust trust) {
        StringBuilder text = new StringBuilder();
        trust.overfitting()
                .ifPresent(found ->
                        text.append(
                                String.format(
                                        Locale.ROOT,
                                        "Probability of overfitting (PBO) %.2f: that often the"
                                                + " best in one half of the time was below the"
                                                + " middle in the other. ",
                                        found.probability())));
        trust.deflatedSharpe()
                .ifPresent(probability ->
                        text.append(
                                String.format(
                                        Locale.ROOT,
                                        "Deflated Sharpe ratio %.2f: the probability that the"
                                                + " best is better than the luckiest of %,d"
                                                + " trials without skill. ",
                                        probability,
                                        trust.trials())));
        return text.toString().strip();
    }

    /** The parameters of a trial, such as {@code fast 24, slow 48}. */
    public static String parameters(Trial trial) {
        return trial.parameters().entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    /** A value of the objective as people read it. */
    public static String value(SweepResult result, OptionalDouble value) {
        if (value.isEmpty()) {
            return "-";
        }
        double known = value.getAsDouble();
        return switch (result.request().objective()) {
            case TOTAL_RETURN, CAGR, MAX_DRAWDOWN, WIN_RATE -> Figures.percent(known);
            case SHARPE, SORTINO, CALMAR, PROFIT_FACTOR ->
                    String.format(Locale.ROOT, "%.2f", known);
            case EXPECTANCY -> money(known);
        };
    }

    /** Whether the objective is read as per cent. */
    static boolean isPercentage(SweepResult result) {
        return switch (result.request().objective()) {
            case TOTAL_RETURN, CAGR, MAX_DRAWDOWN, WIN_RATE -> true;
            case SHARPE, SORTINO, CALMAR, PROFIT_FACTOR, EXPECTANCY -> false;
        };
    }

    /** A value of the objective in few characters; per cent without their sign. */
    static String shortValue(SweepResult result, double value) {
        return isPercentage(result)
                ? String.format(Locale.ROOT, "%.1f", 100 * value)
                : String.format(Locale.ROOT, "%.2f", value);
    }

    /** An amount as people read it. */
    public static String money(double amount) {
        return Figures.money(BigDecimal.valueOf(amount));
    }

    /** How a trial went through the whole pipeline. */
    public static String pipeline(Trial trial, @Nullable Confirmation confirmation) {
        if (confirmation != null) {
            return confirmation.agrees() ? "confirmed" : "DIFFERS from the screening";
        }
        return trial.method() == Method.FULL ? "yes" : "screened only";
    }

    private static String agreement(SweepResult result) {
        int confirmed = result.confirmations().size();
        if (!result.agrees()) {
            long wrong = result.confirmations().stream().filter(pair -> !pair.agrees()).count();
            return " Screening and pipeline DIFFER for "
                    + wrong
                    + " of the best "
                    + confirmed
                    + ": trust the pipeline, and report this.";
        }
        if (confirmed > 0) {
            return " The best "
                    + confirmed
                    + " were run again through the whole pipeline, which agrees.";
        }
        return result.obstacle()
                .map(why -> " All went through the whole pipeline, since " + why + ".")
                .orElse("");
    }

    private static String lower(String label) {
        return label.substring(0, 1).toLowerCase(Locale.ROOT) + label.substring(1);
    }
}
