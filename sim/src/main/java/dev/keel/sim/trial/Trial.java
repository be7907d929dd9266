package dev.keel.sim.trial;

import dev.keel.core.market.BarSeries;
import dev.keel.sim.backtest.BacktestRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/**
 * One configuration that was tested.
 *
 * @param time when, on the wall's clock
 * @param purpose what for, such as {@code backtest} or {@code promote}
 * @param strategy its name
 * @param symbol the instrument, by name
 * @param data the fingerprint of the bars
 * @param bars how many there were, at least 1
 * @param conditions parameters and costs, in one line
 * @param sharpe the Sharpe ratio per bar
 */
public record Trial(
        Instant time,
        String purpose,
        String strategy,
        String symbol,
        String data,
        int bars,
        String conditions,
        double sharpe) {
    public Trial {
        requireLine("purpose", purpose);
        requireLine("strategy", strategy);
        requireLine("symbol", symbol);
        requireLine("data", data);
        requireLine("conditions", conditions);
        if (bars < 1) {
            throw new IllegalArgumentException("bars must be at least 1, was " + bars);
        }
        if (!Double.isFinite(sharpe)) {
            throw new IllegalArgumentException("sharpe must be finite, was " + sharpe);
        }
    }

    /** What a trial is called: the same strategy, parameters, data and costs have the same key. */
    public String key() {
        return Fingerprint.of(strategy + '\t' + data + '\t' + conditions);
    }

    /**
     * What names the market of several requests over the same bars: hashing a million bars takes a
     * moment, so it is done once.
     *
     * @param symbol the instrument, by name
     * @param data the fingerprint of the bars
     * @param bars how many there are
     */
    public record MarketData(String symbol, String data, int bars) {
        public static MarketData of(String symbol, BarSeries bars) {
            return new MarketData(symbol, Fingerprint.of(bars), bars.size());
        }

        /** A trial of a request on these bars. */
        public Trial trial(Instant time, String purpose, BacktestRequest request, double sharpe) {
            return new Trial(
                    time,
                    purpose,
                    request.strategy().definition().name(),
                    symbol,
                    data,
                    bars,
                    conditions(request),
                    sharpe);
        }

        private static String conditions(BacktestRequest request) {
            StringBuilder text = new StringBuilder();
            Map<String, BigDecimal> parameters = request.strategy().parameters().toMap();
            parameters.forEach((name, value) ->
                    text.append(name)
                            .append('=')
                            .append(value.stripTrailingZeros().toPlainString())
                            .append(' '));
            text.append("capital=").append(request.capital().amount().toPlainString());
            text.append(" fees=").append(request.instrument().fees());
            text.append(" sizing=").append(request.sizing());
            text.append(" fill=").append(request.timing());
            text.append(" venue=").append(request.venue());
            return text.toString().replaceAll("\\s+", " ");
        }
    }

    private static void requireLine(String name, String value) {
        if (value.isBlank() || value.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException(
                    name + " must be one line without tabs, was '" + value + "'");
        }
    }
}
