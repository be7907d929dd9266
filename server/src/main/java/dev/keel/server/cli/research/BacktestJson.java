package dev.keel.server.cli.research;

import dev.keel.core.market.BarSeries;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.performance.Metric;
import dev.keel.core.performance.Performance;
import dev.keel.core.performance.RoundTrip;
import dev.keel.core.statistics.Interval;
import dev.keel.sim.backtest.BacktestResult;
import dev.keel.sim.portfolio.PortfolioMarket;
import dev.keel.sim.portfolio.PortfolioResult;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * A backtest as one JSON object. Amounts are JSON numbers with all their digits; a metric that is
 * not known is null.
 */
final class BacktestJson {
    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                    .build();

    private final JsonGenerator json;

    private BacktestJson(JsonGenerator json) {
        this.json = json;
    }

    /**
     * Writes the object and a line end; leaves the target open.
     *
     * @param stressed the same test at doubled costs, which is added where there is one
     */
    static void write(
            Writer target,
            BacktestResult result,
            Performance performance,
            Optional<BacktestResult> stressed) {
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), target)) {
            BacktestJson writer = new BacktestJson(json);
            json.writeStartObject();
            writer.result(result, performance);
            stressed.ifPresent(
                    run -> writer.stressed(run.finalEquity(), run.carried(), run.performance()));
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    /** Writes a test on several markets. */
    static void write(Writer target, PortfolioResult result, Optional<PortfolioResult> stressed) {
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), target)) {
            BacktestJson writer = new BacktestJson(json);
            json.writeStartObject();
            writer.portfolio(result);
            stressed.ifPresent(
                    run -> writer.stressed(run.finalEquity(), run.carried(), run.performance()));
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private void portfolio(PortfolioResult result) {
        List<PortfolioMarket> markets = result.request().markets();
        json.writeStringProperty(
                "strategy", markets.getFirst().lanes().getFirst().strategy().definition().name());
        json.writeArrayPropertyStart("markets");
        for (PortfolioMarket market : markets) {
            BarSeries bars = market.bars();
            json.writeStartObject();
            json.writeStringProperty("symbol", market.instrument().id().toString());
            json.writeNumberProperty("bars", bars.size());
            json.writeStringProperty("timeframe", bars.format().timeframe().toString());
            json.writeArrayPropertyStart("tradedAt");
            market.lanes().forEach(lane -> json.writeString(lane.timeframe().toString()));
            json.writeEndArray();
            json.writeStringProperty("from", bars.bar(0).openTime().toString());
            json.writeStringProperty("to", bars.bar(bars.size() - 1).openTime().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("trades");
        for (RoundTrip trade : result.trades()) {
            json.writeStartObject();
            json.writeStringProperty("symbol", trade.instrument().id().toString());
            trade(trade);
            json.writeEndObject();
        }
        json.writeEndArray();
        number("finalEquity", result.finalEquity().amount());
        number("carried", result.carried().amount());
        metrics(result.performance());
    }

    private void stressed(Money finalEquity, Money carried, Performance performance) {
        json.writeObjectPropertyStart("stressed");
        number("finalEquity", finalEquity.amount());
        number("carried", carried.amount());
        metrics(performance);
        json.writeEndObject();
    }

    private void metrics(Performance performance) {
        json.writeObjectPropertyStart("metrics");
        for (Metric metric : Metric.values()) {
            metric(metric, performance.value(metric));
        }
        json.writeEndObject();
    }

    private void intervals(Map<Metric, Interval> intervals) {
        json.writeObjectPropertyStart("intervals");
        intervals.forEach(this::interval);
        json.writeEndObject();
    }

    private void interval(Metric metric, Interval interval) {
        json.writeObjectPropertyStart(metric.key());
        json.writeNumberProperty("level", interval.level());
        json.writeNumberProperty("low", interval.low());
        json.writeNumberProperty("high", interval.high());
        json.writeEndObject();
    }

    private void result(BacktestResult result, Performance performance) {
        BarSeries bars = result.request().bars();
        json.writeStringProperty("strategy", result.request().strategy().definition().name());
        json.writeNumberProperty("bars", bars.size());
        json.writeStringProperty("from", bars.bar(0).openTime().toString());
        json.writeStringProperty("to", bars.bar(bars.size() - 1).openTime().toString());
        json.writeArrayPropertyStart("trades");
        for (RoundTrip trade : result.trades()) {
            json.writeStartObject();
            trade(trade);
            json.writeEndObject();
        }
        json.writeEndArray();
        number("finalEquity", result.finalEquity().amount());
        metrics(performance);
        intervals(result.intervals());
    }

    private void trade(RoundTrip trade) {
        json.writeStringProperty("entryTime", trade.entryTime().toString());
        json.writeName("exitTime");
        trade.exitTime()
                .ifPresentOrElse(time -> json.writeString(time.toString()), json::writeNull);
        json.writeStringProperty("side", trade.side().toString());
        number("quantity", trade.entry().quantity().value());
        number("entryPrice", trade.entry().price().value());
        json.writeName("exitPrice");
        Optional<Price> exit = trade.exitPrice();
        exit.ifPresentOrElse(price -> json.writeNumber(plain(price.value())), json::writeNull);
        number("fees", trade.fees().amount());
        number("pnl", trade.pnl().amount());
    }

    private void metric(Metric metric, OptionalDouble value) {
        json.writeName(metric.key());
        value.ifPresentOrElse(
                known -> json.writeNumber(plain(new BigDecimal(Double.toString(known)))),
                json::writeNull);
    }

    private void number(String name, BigDecimal value) {
        json.writeNumberProperty(name, plain(value));
    }

    /** Without trailing zeros and without an exponent. */
    private static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0, RoundingMode.UNNECESSARY) : stripped;
    }
}
