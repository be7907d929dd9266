package dev.keel.server.cli.research;

import dev.keel.core.money.Money;
import dev.keel.core.performance.Metric;
import dev.keel.core.performance.Performance;
import dev.keel.core.performance.RoundTrip;
import dev.keel.server.cli.terminal.Paragraph;
import dev.keel.sim.backtest.BacktestResult;
import dev.keel.sim.cost.CostModel;
import dev.keel.sim.portfolio.PortfolioResult;
import dev.keel.sim.report.Figures;
import dev.keel.sim.report.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a test was charged, and what it would have come to at twice the costs. */
final class CostTable {
    private static final List<Metric> COMPARED =
            List.of(
                    Metric.TOTAL_RETURN,
                    Metric.MAX_DRAWDOWN,
                    Metric.SHARPE,
                    Metric.PROFIT_FACTOR,
                    Metric.TRADES);

    private CostTable() {}

    /**
     * One run.
     *
     * @param carried what holding positions brought, below 0 cost
     */
    record Run(Performance performance, List<RoundTrip> trades, Money carried, Money finalEquity) {
        static Run of(BacktestResult result, Performance performance) {
            return new Run(performance, result.trades(), result.carried(), result.finalEquity());
        }

        static Run of(PortfolioResult result, Performance performance) {
            return new Run(performance, result.trades(), result.carried(), result.finalEquity());
        }

        private Money fees() {
            Money fees = Money.zero(carried.asset());
            for (RoundTrip trade : trades) {
                fees = fees.plus(trade.fees());
            }
            return fees;
        }
    }

    static List<String> lines(CostModel costs, Run run, Optional<Run> stressed) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.addAll(Paragraph.lines("Costs, " + costs.words() + ".", 0));
        lines.add(charged(run));
        stressed.ifPresent(dear -> lines.addAll(sideBySide(run, dear)));
        return lines;
    }

    private static String charged(Run run) {
        String fees = "Fees paid: " + Figures.money(run.fees().amount());
        return run.carried().isZero()
                ? fees + "; spread and slippage are in the prices."
                : fees
                        + "; for holding positions: "
                        + Figures.money(run.carried().amount())
                        + "; spread and slippage are in the prices.";
    }

    private static List<String> sideBySide(Run run, Run dear) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(row("", "as given", "costs doubled"));
        lines.add(
                row(
                        "Final equity",
                        Figures.money(run.finalEquity().amount()),
                        Figures.money(dear.finalEquity().amount())));
        for (Metric metric : COMPARED) {
            lines.add(
                    row(
                            metric.label(),
                            Verdict.text(run.performance(), metric),
                            Verdict.text(dear.performance(), metric)));
        }
        lines.add(
                row(
                        "Fees paid",
                        Figures.money(run.fees().amount()),
                        Figures.money(dear.fees().amount())));
        return lines;
    }

    private static String row(String name, String given, String doubled) {
        return String.format(Locale.ROOT, "  %-26s %20s %20s", name, given, doubled);
    }
}
