package dev.keel.sim.report;

import dev.keel.core.account.DeclineReason;
import dev.keel.core.money.Money;
import dev.keel.core.performance.Metric;
import dev.keel.core.performance.Performance;
import dev.keel.core.performance.RoundTrip;
import dev.keel.core.position.PositionSide;
import dev.keel.core.sizing.Sizing;
import dev.keel.core.statistics.Interval;
import dev.keel.sim.backtest.BacktestCounts;
import dev.keel.sim.backtest.BacktestRequest;
import dev.keel.sim.backtest.BacktestResult;
import dev.keel.sim.matching.SlippageModel;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A backtest as one page of HTML: it needs no network, runs no script and fits a phone. */
final class HtmlReport {
    /** Of more trades only this many first and last ones are shown; the CSV file has all. */
    private static final int TRADES_AT_EACH_END = 200;

    private static final int FEWEST_FOR_A_DISTRIBUTION = 5;

    private static final List<Metric> TILES =
            List.of(
                    Metric.TOTAL_RETURN,
                    Metric.MARKET_RETURN,
                    Metric.CAGR,
                    Metric.MAX_DRAWDOWN,
                    Metric.SHARPE,
                    Metric.TRADES,
                    Metric.WIN_RATE);

    private final BacktestResult result;
    private final BacktestRequest request;
    private final Performance performance;
    private final Map<Metric, Interval> intervals;
    private final String dataName;
    private final String currency;
    private final String verdict;
    private final StringBuilder html = new StringBuilder(256 * 1024);

    private HtmlReport(BacktestResult result, Performance performance, String dataName) {
        this.result = result;
        this.request = result.request();
        this.performance = performance;
        this.intervals = result.intervals();
        this.dataName = dataName;
        this.currency = request.capital().asset().code();
        this.verdict = Verdict.of(result, performance);
    }

    /**
     * Writes the page.
     *
     * @param css the style sheet, trusted
     * @param dataName the name of the data, such as a file's; from outside
     */
    static String of(BacktestResult result, Performance performance, String dataName, String css) {
        return new HtmlReport(result, performance, dataName).page(css);
    }

    private String page(String css) {
        String title = title();
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.append("<meta name=\"color-scheme\" content=\"light dark\">\n");
        html.append("<meta http-equiv=\"Content-Security-Policy\"");
        html.append(" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
        html.append("<title>").append(Html.escape(title)).append(" - Keel backtest</title>\n");
        html.append("<style>\n").append(css).append("</style>\n</head>\n<body>\n");
        header(title);
        html.append("<main>\n");
        tiles();
        charts();
        calendar();
        distribution();
        metrics();
        conditions();
        trades();
        html.append("</main>\n");
        footer();
        return html.append("</body>\n</html>\n").toString();
    }

    private String title() {
        return request.strategy().definition().name() + " on " + dataName;
    }

    private void header(String title) {
        html.append("<header>\n<h1>").append(Html.escape(title)).append("</h1>\n");
        html.append("<p class=\"soft\">")
                .append(
                        Html.escape(
                                String.format(
                                        Locale.ROOT,
                                        "%,d bars of %s, %s to %s UTC",
                                        request.bars().size(),
                                        request.bars().format().timeframe(),
                                        time(result.curve().startMillis()),
                                        time(result.curve().lastMillis()))))
                .append("</p>\n<p class=\"verdict\">")
                .append(Html.escape(verdict))
                .append("</p>\n</header>\n");
    }

    private void tiles() {
        html.append("<dl class=\"tiles\">\n");
        int change = result.finalEquity().compareTo(request.capital());
        tile("Final equity, " + currency, amount(result.finalEquity()), change);
        for (Metric metric : TILES) {
            boolean signed =
                    metric == Metric.TOTAL_RETURN
                            || metric == Metric.MARKET_RETURN
                            || metric == Metric.CAGR
                            || metric == Metric.SHARPE;
            int sign = signed ? (int) Math.signum(performance.value(metric).orElse(0)) : 0;
            tile(metric.label(), text(metric), sign);
        }
        html.append("</dl>\n");
    }

    private void tile(String label, String value, int sign) {
        html.append("<div><dt>").append(Html.escape(label)).append("</dt><dd");
        html.append(cssOfSign(sign)).append('>').append(Html.escape(value));
        html.append("</dd></div>\n");
    }

    private void charts() {
        if (result.curve().lastMillis() <= result.curve().startMillis()) {
            return;
        }
        BacktestCharts charts = new BacktestCharts(result);
        html.append("<section class=\"card\">\n<h2>Price and trades</h2>\n<figure>\n<figcaption>");
        html.append("<span class=\"key market\"></span>closes of ")
                .append(Html.escape(request.instrument().id().symbol()))
                .append(" &nbsp; <span class=\"key buy\"></span>buys, below");
        html.append(" &nbsp; <span class=\"key sell\"></span>sells, above</figcaption>\n");
        html.append(charts.price(text(Metric.TRADES) + " closed trades."));
        html.append("</figure>\n</section>\n");
        html.append("<section class=\"card\">\n<h2>Equity</h2>\n<figure>\n<figcaption>");
        html.append("<span class=\"key equity\"></span>equity in ").append(Html.escape(currency));
        html.append(charts.isLogarithmic() ? ", logarithmic scale" : "").append(" &nbsp; ");
        if (charts.showsMarket()) {
            html.append("<span class=\"key market\"></span>the capital in ")
                    .append(Html.escape(request.instrument().id().symbol()))
                    .append(" from the first open");
        }
        html.append("</figcaption>\n").append(charts.equity(verdict));
        html.append("</figure>\n</section>\n");
        html.append("<section class=\"card\">\n<h2>Drawdown</h2>\n<figure>\n<figcaption>");
        html.append("<span class=\"key drawdown\"></span>");
        html.append("fall of equity below its highest close so far</figcaption>\n");
        html.append(charts.drawdown("At most " + text(Metric.MAX_DRAWDOWN) + "."));
        html.append("</figure>\n</section>\n");
    }

    private void calendar() {
        if (result.curve().size() == 0) {
            return;
        }
        CalendarReturns calendar = CalendarReturns.of(result.curve());
        html.append("<section class=\"card\">\n<h2 id=\"calendar\">").append(calendar.title());
        html.append("</h2>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\"");
        html.append(
                " aria-labelledby=\"calendar\">\n<table class=\"calendar\">\n<thead><tr><td></td>");
        calendar.columns()
                .forEach(
                        column -> html.append("<th scope=\"col\">").append(column).append("</th>"));
        html.append("</tr></thead>\n<tbody>\n");
        for (CalendarReturns.Row row : calendar.rows()) {
            html.append("<tr><th scope=\"row\">").append(row.head()).append("</th>");
            row.returns()
                    .forEach(change -> {
                        if (change.isPresent()) {
                            change(change.getAsDouble());
                        } else {
                            html.append("<td></td>");
                        }
                    });
            change(row.total());
            html.append("</tr>\n");
        }
        html.append("</tbody>\n</table>\n</div>\n</section>\n");
    }

    private void change(double change) {
        cell(cssOfSign((int) Math.signum(change)), Figures.percent(change));
    }

    private void distribution() {
        double[] returns =
                result.trades().stream()
                        .filter(RoundTrip::isClosed)
                        .mapToDouble(HtmlReport::returnOf)
                        .toArray();
        if (returns.length < FEWEST_FOR_A_DISTRIBUTION) {
            return;
        }
        html.append("<section class=\"card\">\n<h2>Distribution of trades</h2>\n<figure>\n");
        html.append("<figcaption>closed trades by their return on what was paid for them, fees");
        html.append(" included</figcaption>\n").append(new Histogram(returns).toHtml());
        html.append("</figure>\n</section>\n");
    }

    private static double returnOf(RoundTrip trade) {
        return trade.pnl().toDouble() / trade.entry().notional().toDouble();
    }

    private void metrics() {
        html.append("<section class=\"card\">\n<h2>Figures</h2>\n");
        html.append("<p class=\"soft\">Amounts in ").append(Html.escape(currency));
        html.append(". Ranges are bootstrap intervals at 95 %: chance within these data alone.");
        html.append("</p>\n<div class=\"groups\">\n");
        for (Metric.Section section : Metric.Section.values()) {
            metricTable(
                    section.label(),
                    Arrays.stream(Metric.values())
                            .filter(metric -> metric.section() == section)
                            .toList());
        }
        html.append("</div>\n</section>\n");
    }

    private void metricTable(String caption, List<Metric> metrics) {
        html.append("<div><table>\n<caption>").append(Html.escape(caption)).append("</caption>\n");
        html.append("<tbody>\n");
        for (Metric metric : metrics) {
            html.append("<tr><th scope=\"row\">").append(Html.escape(metric.label()));
            if (performance.value(metric).isEmpty()) {
                html.append("<span class=\"why\">")
                        .append(Html.escape("not known: " + metric.absentWhen()))
                        .append("</span>");
            }
            Interval interval = intervals.get(metric);
            if (interval != null) {
                html.append("<span class=\"why\">")
                        .append(Html.escape(Figures.metric(metric, interval.low())))
                        .append(" to ")
                        .append(Html.escape(Figures.metric(metric, interval.high())))
                        .append("</span>");
            }
            html.append("</th><td>").append(Html.escape(text(metric))).append("</td></tr>\n");
        }
        html.append("</tbody>\n</table></div>\n");
    }

    private void conditions() {
        html.append("<section class=\"card\">\n<h2>Conditions</h2>\n<dl class=\"facts\">\n");
        facts().forEach((name, value) ->
                html.append("<dt>")
                        .append(Html.escape(name))
                        .append("</dt><dd>")
                        .append(Html.escape(value))
                        .append("</dd>\n"));
        html.append("</dl>\n</section>\n");
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Data", dataName);
        facts.put("Strategy", request.strategy().definition().name());
        facts.put("Parameters", parameters());
        facts.put("Capital", money(request.capital()));
        facts.put("Size", size(request.sizing()));
        facts.put(
                "Filled",
                switch (request.timing()) {
                    case NEXT_OPEN -> "at the open of the bar after the signal";
                    case CLOSE -> "at the close of the signal's bar";
                });
        facts.put(
                "Fee",
                Figures.percent(request.instrument().fees().taker().doubleValue())
                        + " of the notional of each fill");
        facts.put("Slippage", slippage(request.venue().slippage()));
        facts.put(
                "Rules",
                "tick "
                        + request.instrument().rules().tick()
                        + ", lot "
                        + request.instrument().rules().lot()
                        + ", least notional "
                        + Figures.exact(request.instrument().rules().minNotional()));
        facts.put("Signals", signals(result.counts()));
        return facts;
    }

    private String parameters() {
        List<String> texts = new ArrayList<>();
        request.strategy()
                .parameters()
                .toMap()
                .forEach((name, value) -> texts.add(name + " = " + value.toPlainString()));
        return texts.isEmpty() ? "none" : String.join(", ", texts);
    }

    private static String size(Sizing sizing) {
        return switch (sizing) {
            case Sizing.AllCash() -> "all cash";
            case Sizing.Fixed(var quantity) -> quantity + " units";
            case Sizing.PercentOfEquity(BigDecimal share) ->
                    Figures.percent(share.doubleValue()) + " of equity";
            case Sizing.RiskToStop(BigDecimal share) ->
                    Figures.percent(share.doubleValue()) + " of equity at risk to the stop";
            case Sizing.AtrRisk(BigDecimal share, BigDecimal multiple) ->
                    Figures.percent(share.doubleValue())
                            + " of equity at risk over "
                            + multiple.toPlainString()
                            + " average true ranges";
            case Sizing.Kelly(BigDecimal scale, BigDecimal cap) ->
                    scale.toPlainString()
                            + " of Kelly's fraction, at most "
                            + Figures.percent(cap.doubleValue())
                            + " of equity";
        };
    }

    private static String signals(BacktestCounts counts) {
        StringBuilder text = new StringBuilder();
        text.append(counts.signals()).append(" made");
        Map<DeclineReason, Integer> declined = new TreeMap<>(counts.declined());
        declined.forEach((reason, count) ->
                text.append(", ")
                        .append(count)
                        .append(" declined: ")
                        .append(reason.name().toLowerCase(Locale.ROOT).replace('_', ' ')));
        if (counts.unheard() > 0) {
            text.append(", ").append(counts.unheard()).append(" at the last bar, too late to act");
        }
        return text.append("; ")
                .append(counts.buys())
                .append(" buys, ")
                .append(counts.sells())
                .append(" sells")
                .toString();
    }

    private void trades() {
        List<RoundTrip> all = result.trades();
        html.append("<section class=\"card\">\n<h2 id=\"trades\">Trades</h2>\n");
        if (all.isEmpty()) {
            html.append("<p>There were none.</p>\n</section>\n");
            return;
        }
        boolean cut = all.size() > 2 * TRADES_AT_EACH_END;
        html.append("<div class=\"scroll tall\" tabindex=\"0\" role=\"region\"");
        html.append(" aria-labelledby=\"trades\">\n<table>\n<caption>");
        if (cut) {
            html.append("The first and last ").append(TRADES_AT_EACH_END).append(" of ");
            html.append(all.size()).append(" trades; trades.csv has all. ");
        }
        html.append("Times in UTC, oldest first.");
        html.append("</caption>\n<thead><tr><th scope=\"col\">#</th>");
        html.append("<th scope=\"col\" class=\"text\">Entry</th>");
        html.append("<th scope=\"col\" class=\"text\">Exit</th>");
        html.append("<th scope=\"col\" class=\"text\">Side</th><th scope=\"col\">Quantity</th>");
        html.append("<th scope=\"col\">Entry price</th><th scope=\"col\">Exit price</th>");
        html.append(
                "<th scope=\"col\">Fees</th><th scope=\"col\">Profit or loss</th></tr></thead>");
        html.append("\n<tbody>\n");
        for (int i = 0; i < all.size(); i++) {
            if (cut && i == TRADES_AT_EACH_END) {
                i = all.size() - TRADES_AT_EACH_END;
                html.append("<tr><td colspan=\"9\">...</td></tr>\n");
            }
            trade(i + 1, all.get(i));
        }
        html.append("</tbody>\n</table>\n</div>\n</section>\n");
    }

    private void trade(int number, RoundTrip trade) {
        html.append("<tr>");
        cell("", Integer.toString(number));
        cell(" class=\"text\"", Figures.time(trade.entryTime()));
        cell(" class=\"text\"", trade.exitTime().map(Figures::time).orElse("still open"));
        cell(" class=\"text\"", trade.side() == PositionSide.LONG ? "long" : "short");
        cell("", Figures.exact(trade.entry().quantity().value()));
        cell("", Figures.exact(trade.entry().price().value()));
        cell("", trade.exitPrice().map(price -> Figures.exact(price.value())).orElse("-"));
        cell("", amount(trade.fees()));
        cell(cssOfSign(trade.pnl().amount().signum()), amount(trade.pnl()));
        html.append("</tr>\n");
    }

    private void cell(String attributes, String text) {
        html.append("<td").append(attributes).append('>').append(Html.escape(text)).append("</td>");
    }

    private void footer() {
        html.append("<footer>\n<p>Made by Keel. A simulation of the past: it assumes that every");
        html.append(" order trades at the price named above, whatever its size, and it promises");
        html.append(" nothing. Open positions count at the last close, without the fee that");
        html.append(" closing them would cost. Annual figures use the bars per year that the data");
        html.append(" have; docs/metrics.md gives every formula.</p>\n</footer>\n");
    }

    private String text(Metric metric) {
        return Verdict.text(performance, metric);
    }

    private String money(Money money) {
        return amount(money) + " " + currency;
    }

    private static String amount(Money money) {
        return Figures.money(money.amount());
    }

    private static String time(long millis) {
        return Figures.time(Instant.ofEpochMilli(millis));
    }

    private static String cssOfSign(int sign) {
        return sign == 0 ? "" : sign > 0 ? " class=\"gain\"" : " class=\"loss\"";
    }

    private static String slippage(SlippageModel model) {
        return switch (model) {
            case SlippageModel.None _ -> "none";
            case SlippageModel.FixedFraction(BigDecimal fraction) ->
                    Figures.percent(fraction.doubleValue()) + " against every taker";
            case SlippageModel.VolumeShare share ->
                    share.impact().toPlainString() + " x (share of the bar's volume) squared";
            case SlippageModel.SquareRoot root ->
                    root.coefficient().toPlainString()
                            + " x sigma x root of the share of the bar's volume";
            case SlippageModel.Spread(BigDecimal half, SlippageModel impact) ->
                    "half a spread of "
                            + Figures.percent(half.doubleValue())
                            + ", then "
                            + slippage(impact);
        };
    }
}
