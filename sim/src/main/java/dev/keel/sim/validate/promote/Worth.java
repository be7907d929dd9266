package dev.keel.sim.validate.promote;

import dev.keel.core.performance.Metric;
import dev.keel.sim.validate.Evaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a strategy is worth, in plain words. */
final class Worth {
    private Worth() {}

    static List<String> of(Findings found, List<Gate> gates) {
        List<String> sentences = new ArrayList<>();
        sentences.add(outcome(found.own()));
        if (found.own().closedTrades() > 0) {
            sentences.add(costs(found));
        }
        sentences.add(verdict(gates, found));
        return sentences;
    }

    private static String outcome(Evaluation own) {
        double total = own.totalReturn();
        String text =
                own.sharpe().isEmpty()
                        ? "It never held anything, so nothing can be said of it"
                        : total > 0
                                ? "It gained " + percent(total)
                                : total < 0
                                        ? "It lost " + percent(-total) + " of its capital"
                                        : "It neither gained nor lost";
        return text
                + " in "
                + own.closedTrades()
                + " closed trades; holding the instrument over the same bars "
                + (own.metric(Metric.MARKET_RETURN, 0) < 0 ? "lost " : "gained ")
                + percent(Math.abs(own.metric(Metric.MARKET_RETURN, 0)))
                + " before fees.";
    }

    /** Whether there was anything before costs took it: measured, not reckoned from the fees. */
    private static String costs(Findings found) {
        double gross = found.free().totalReturn();
        String text =
                "Without any fees and slippage it would have "
                        + (gross >= 0 ? "gained " : "lost ")
                        + percent(Math.abs(gross))
                        + ".";
        if (found.own().totalReturn() >= 0) {
            return text;
        }
        return text
                + (gross > 0
                        ? " What it finds is smaller than what it costs to act on it."
                        : " It loses even when trading is free: there is nothing here to be made"
                                + " cheaper.");
    }

    private static String verdict(List<Gate> gates, Findings found) {
        List<Gate> failed =
                gates.stream().filter(gate -> gate.outcome() == Gate.Outcome.FAILED).toList();
        if (failed.isEmpty()) {
            return "Nothing in these bars speaks against it. That is not a promise: trade it on"
                    + " paper, on bars nobody has looked at yet, before it is given money.";
        }
        String names =
                failed.stream()
                        .map(gate -> "'" + gate.title() + "'")
                        .collect(Collectors.joining(", "));
        String loses =
                found.own().totalReturn() < 0
                        ? "As it stands it is a way to lose money: "
                        : "It must not be given money: ";
        return loses
                + "it failed "
                + failed.size()
                + " of "
                + gates.size()
                + " gates, "
                + names
                + ".";
    }

    private static String percent(double fraction) {
        return String.format(Locale.ROOT, "%,.2f %%", fraction * 100);
    }
}
