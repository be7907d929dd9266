package dev.keel.server.cli.research;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.money.Money;
import dev.keel.core.performance.Metric;
import dev.keel.core.performance.Performance;
import dev.keel.core.performance.RoundTrip;
import dev.keel.server.cli.terminal.Paragraph;
import dev.keel.sim.cost.CostModel;
import dev.keel.sim.portfolio.Lane;
import dev.keel.sim.portfolio.PortfolioMarket;
import dev.keel.sim.portfolio.PortfolioResult;
import dev.keel.sim.report.Figures;
import dev.keel.sim.report.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A test on several markets as text for people. */
final class PortfolioTable {
    private PortfolioTable() {}

    static String of(CostModel costs, PortfolioResult result, Optional<PortfolioResult> stressed) {
        Performance performance = result.performance();
        List<String> lines = new ArrayList<>();
        List<PortfolioMarket> markets = result.request().markets();
        lines.add(
                String.format(
                        Locale.ROOT,
                        "%s on %d markets and one account, %s to %s UTC",
                        markets.getFirst().lanes().getFirst().strategy().definition().name(),
                        markets.size(),
                        Figures.time(Instant.ofEpochMilli(result.curve().startMillis())),
                        Figures.time(Instant.ofEpochMilli(result.curve().lastMillis()))));
        lines.add("");
        lines.add(row("market", "bars", "of", "traded at", "first bar", "trades", "profit"));
        markets.forEach(market -> lines.add(row(market, result.trades())));
        lines.add("");
        for (Metric metric : BacktestTable.HEADLINE) {
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "  %-26s %20s",
                            metric.label(),
                            Verdict.text(performance, metric)));
        }
        lines.add("");
        lines.addAll(
                Paragraph.lines("Signals: " + BacktestTable.signals(result.counts()) + ".", 0));
        lines.addAll(
                CostTable.lines(
                        costs,
                        CostTable.Run.of(result, performance),
                        stressed.map(run -> CostTable.Run.of(run, run.performance()))));
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }

    private static String row(PortfolioMarket market, List<RoundTrip> all) {
        InstrumentId id = market.instrument().id();
        List<RoundTrip> trades =
                all.stream().filter(trade -> trade.instrument().id().equals(id)).toList();
        Money profit =
                trades.stream()
                        .map(RoundTrip::pnl)
                        .reduce(Money.zero(market.instrument().quote()), Money::plus);
        return row(
                id.toString(),
                String.format(Locale.ROOT, "%,d", market.bars().size()),
                market.bars().format().timeframe().toString(),
                market.lanes().stream()
                        .map(Lane::timeframe)
                        .map(Object::toString)
                        .collect(Collectors.joining(", ")),
                Figures.time(market.bars().bar(0).openTime()),
                Integer.toString(trades.size()),
                Figures.money(profit.amount()));
    }

    private static String row(
            String market,
            String bars,
            String frame,
            String traded,
            String first,
            String trades,
            String profit) {
        return String.format(
                Locale.ROOT,
                "  %-28s %10s %4s  %-10s %-16s %7s %16s",
                market,
                bars,
                frame,
                traded,
                first,
                trades,
                profit);
    }
}
