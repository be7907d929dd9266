package dev.keel.server.cli.research;

import dev.keel.core.account.DeclineReason;
import dev.keel.core.performance.Metric;
import dev.keel.core.performance.Performance;
import dev.keel.core.performance.RoundTrip;
import dev.keel.core.statistics.Interval;
import dev.keel.server.cli.terminal.Paragraph;
import dev.keel.sim.backtest.BacktestCounts;
import dev.keel.sim.backtest.BacktestResult;
import dev.keel.sim.report.Figures;
import dev.keel.sim.report.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A backtest as text for people. */
final class BacktestTable {
    private static final int LAST_TRADES = 10;

    /** What fits on a screen. */
    static final List<Metric> HEADLINE =
            List.of(
                    Metric.TOTAL_RETURN,
                    Metric.MARKET_RETURN,
                    Metric.CAGR,
                    Metric.VOLATILITY,
                    Metric.SHARPE,
                    Metric.SORTINO,
                    Metric.CALMAR,
                    Metric.MAX_DRAWDOWN,
                    Metric.MAX_DRAWDOWN_SECONDS,
                    Metric.EXPOSURE,
                    Metric.BETA,
                    Metric.ALPHA,
                    Metric.PROBABILISTIC_SHARPE,
                    Metric.TRADES,
                    Metric.OPEN_TRADES,
                    Metric.WIN_RATE,
                    Metric.PROFIT_FACTOR,
                    Metric.EXPECTANCY,
                    Metric.AVERAGE_WIN,
                    Metric.AVERAGE_LOSS,
                    Metric.BEST_TRADE,
                    Metric.WORST_TRADE,
                    Metric.MAX_CONSECUTIVE_LOSSES,
                    Metric.AVERAGE_HOLDING_SECONDS,
                    Metric.TURNOVER,
                    Metric.FEES);

    private BacktestTable() {}

    static String of(String dataName, BacktestResult result, Performance performance) {
        List<String> lines = new ArrayList<>();
        lines.addAll(
                Paragraph.lines(
                        result.request().strategy().definition().name()
                                + " on "
                                + dataName
                                + parameters(result),
                        0));
        lines.add(
                String.format(
                        Locale.ROOT,
                        "%,d bars of %s, %s to %s UTC",
                        result.curve().size(),
                        result.request().bars().format().timeframe(),
                        Figures.time(Instant.ofEpochMilli(result.curve().startMillis())),
                        Figures.time(Instant.ofEpochMilli(result.curve().lastMillis()))));
        lines.add("");
        lines.addAll(Paragraph.lines(Verdict.of(result, performance), 0));
        lines.add("");
        lines.addAll(metrics(result, performance));
        lines.add("");
        lines.addAll(Paragraph.lines("Signals: " + signals(result.counts()) + ".", 0));
        lines.add("");
        lines.addAll(trades(result.trades()));
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }

    private static String parameters(BacktestResult result) {
        StringBuilder text = new StringBuilder();
        result.request()
                .strategy()
                .parameters()
                .toMap()
                .forEach((name, value) ->
                        text.append(text.isEmpty() ? " (" : ", ")
                                .append(name)
                                .append(' ')
                                .append(value.toPlainString()));
        return text.isEmpty() ? "" : text.append(')').toString();
    }

    private static List<String> metrics(BacktestResult result, Performance performance) {
        List<String> lines = new ArrayList<>();
        Map<Metric, Interval> intervals = result.intervals();
        for (Metric metric : HEADLINE) {
            boolean known = performance.value(metric).isPresent();
            Interval interval = intervals.get(metric);
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "  %-26s %20s%s",
                            metric.label(),
                            Verdict.text(performance, metric),
                            !known
                                    ? "  (" + metric.absentWhen() + ")"
                                    : interval == null ? "" : "  " + range(metric, interval)));
        }
        lines.add("");
        lines.addAll(
                Paragraph.lines(
                        "Ranges are bootstrap intervals at 95 %: chance within these data alone. "
                                + (Metric.values().length - HEADLINE.size())
                                + " more figures with --format json and --out.",
                        0));
        return lines;
    }

    private static String range(Metric metric, Interval interval) {
        return Figures.metric(metric, interval.low())
                + " to "
                + Figures.metric(metric, interval.high());
    }

    /** What became of the signals, in words. */
    static String signals(BacktestCounts counts) {
        StringBuilder text = new StringBuilder();
        text.append(counts.signals()).append(" made; ");
        text.append(counts.buys()).append(" buys and ").append(counts.sells()).append(" sells");
        Map<DeclineReason, Integer> declined = new TreeMap<>(counts.declined());
        declined.forEach((reason, count) ->
                text.append("; ")
                        .append(count)
                        .append(" declined: ")
                        .append(reason.name().toLowerCase(Locale.ROOT).replace('_', ' ')));
        if (counts.unheard() > 0) {
            text.append("; ").append(counts.unheard()).append(" at the last bar, too late to act");
        }
        return text.toString();
    }

    private static List<String> trades(List<RoundTrip> trades) {
        if (trades.isEmpty()) {
            return List.of("No trades.");
        }
        int first = Math.max(0, trades.size() - LAST_TRADES);
        List<String> lines = new ArrayList<>();
        lines.add(
                first == 0
                        ? "Trades"
                        : "The last "
                                + LAST_TRADES
                                + " of "
                                + trades.size()
                                + " trades; --format json and --out give all");
        lines.add(row("entry", "exit", "side", "quantity", "price in", "price out", "profit"));
        for (RoundTrip trade : trades.subList(first, trades.size())) {
            lines.add(
                    row(
                            Figures.time(trade.entryTime()),
                            trade.exitTime().map(Figures::time).orElse("still open"),
                            trade.side().name().toLowerCase(Locale.ROOT),
                            Figures.exact(trade.entry().quantity().value()),
                            Figures.exact(trade.entry().price().value()),
                            trade.exitPrice()
                                    .map(price -> Figures.exact(price.value()))
                                    .orElse("-"),
                            Figures.money(trade.pnl().amount())));
        }
        return lines;
    }

    private static String row(
            String entry,
            String exit,
            String side,
            String quantity,
            String priceIn,
            String priceOut,
            String profit) {
        return String.format(
                Locale.ROOT,
                "  %-16s  %-16s  %-5s  %18s  %12s  %12s  %16s",
                entry,
                exit,
                side,
                quantity,
                priceIn,
                priceOut,
                profit);
    }
}
