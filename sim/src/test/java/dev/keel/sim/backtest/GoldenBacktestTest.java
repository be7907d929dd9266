package dev.keel.sim.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.TradingRules;
import dev.keel.core.market.BarSeries;
import dev.keel.core.money.Money;
import dev.keel.core.money.Quantity;
import dev.keel.core.performance.EquityCurve;
import dev.keel.core.performance.Metric;
import dev.keel.core.performance.RoundTrip;
import dev.keel.core.strategy.SmaCross;
import dev.keel.sim.loop.FillTiming;
import dev.keel.sim.market.BarFile;
import dev.keel.testkit.SharedData;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Agreement with {@code EXPECTED_sma10_30.csv}: sma-cross 10/30, capital 1,000,000, fee 0.001, all
 * cash, over every bar file and both fill models, computed by others with exact averages.
 */
class GoldenBacktestTest {
    private static final String EXPECTED = "EXPECTED_sma10_30.csv";

    /** The printed equity has ten significant digits, the drawdown eight decimals. */
    private static final MathContext PRINTED = new MathContext(10);

    private static final Offset<Double> HALF_A_DIGIT = Offset.offset(0.51e-8);

    /**
     * The expected equity was computed without rounding quantities. At 40,000 a unit, lots of 1e-8
     * leave up to 0.0004 of cash idle in each of 945 trades, which shows in the tenth digit.
     */
    private static final Quantity AS_GOOD_AS_UNROUNDED = Quantity.of("0.000000000001");

    private static final String DEAR = "crypto_btcperp_1m.csv.gz";

    private static final List<String> FILES =
            List.of(
                    DEAR,
                    "crypto_ethbtc_5m.csv",
                    "crypto_ethusd_coinbase_1d.csv",
                    "crypto_ltcbtc_5m.csv",
                    "crypto_xmrbtc_5m.csv",
                    "equity_aapl_1d.csv",
                    "equity_spy_1d.csv",
                    "equity_spy_1m.csv",
                    "forex_eurusd_oanda_1h.csv.gz",
                    "forex_usdjpy_fxcm_1m.csv.gz");

    @Test
    void coversEveryExpectation() throws IOException {
        List<String> expected = expectations().map(row -> row.file + " " + row.timing).toList();

        assertThat(expected)
                .containsExactlyInAnyOrderElementsOf(
                        cases().map(each -> each.get()[0] + " " + each.get()[1]).toList());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesToThePrintedDigitsWhereLotsHardlyRound(String file, FillTiming timing)
            throws IOException {
        Row row = expectation(file, timing);

        BacktestResult result = run(row, AS_GOOD_AS_UNROUNDED);

        assertCounts(result, row);
        assertThat(result.finalEquity().amount().round(PRINTED))
                .isEqualByComparingTo(row.finalEquity);
        assertThat(maxDrawdown(result)).isCloseTo(row.maxDrawdown, HALF_A_DIGIT);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithTheLotOfABareFile(String file, FillTiming timing) throws IOException {
        Row row = expectation(file, timing);

        BacktestResult result = run(row, TradingRules.FINEST.lot());

        assertCounts(result, row);
        assertThat(result.finalEquity().toDouble() / row.finalEquity.doubleValue())
                .isCloseTo(1, Offset.offset(3e-9));
        if (!file.equals(DEAR)) {
            assertThat(result.finalEquity().amount().round(PRINTED))
                    .isEqualByComparingTo(row.finalEquity);
        }
        assertThat(maxDrawdown(result)).isCloseTo(row.maxDrawdown, HALF_A_DIGIT);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void tradesAndCurveAddUpToFinalEquity(String file, FillTiming timing) throws IOException {
        Row row = expectation(file, timing);

        BacktestResult result = run(row, TradingRules.FINEST.lot());

        Money capital = result.request().capital();
        Money profits =
                result.trades().stream().map(RoundTrip::pnl).reduce(Money::plus).orElseThrow();
        assertThat(capital.plus(profits)).isEqualTo(result.finalEquity());
        EquityCurve curve = result.curve();
        assertThat(curve.last() / result.finalEquity().toDouble())
                .isCloseTo(1, Offset.offset(1e-12));
    }

    private static void assertCounts(BacktestResult result, Row row) {
        List<RoundTrip> trades = result.trades();
        assertThat(result.curve().size()).isEqualTo(row.bars);
        assertThat(result.counts().buys()).isEqualTo(row.buys);
        assertThat(result.counts().sells()).isEqualTo(row.sells);
        assertThat(trades).hasSize(row.buys);
        assertThat(trades.stream().filter(trade -> !trade.isClosed()).count())
                .isEqualTo(row.openAtEnd);
    }

    private static double maxDrawdown(BacktestResult result) {
        return result.performance().value(Metric.MAX_DRAWDOWN).orElseThrow();
    }

    private static BacktestResult run(Row row, Quantity lot) {
        Path file = SharedData.require(row.file);
        BarSeries bars = BarFile.load(file).series();
        TradingRules rules = new TradingRules(TradingRules.FINEST.tick(), lot, BigDecimal.ZERO);
        Instrument instrument =
                BareInstrument.of(file, rules, FeeRates.flat(new BigDecimal("0.001")));
        StrategyChoice strategy =
                new StrategyChoice(SmaCross.DEFINITION, Map.of("fast", "10", "slow", "30"));
        Money capital = Money.of(BareInstrument.QUOTE, "1000000");
        return Backtest.run(
                BacktestRequest.of(bars, instrument, strategy, capital).withTiming(row.timing));
    }

    private static Stream<Arguments> cases() {
        return FILES.stream()
                .flatMap(file ->
                        Stream.of(FillTiming.values()).map(timing -> Arguments.of(file, timing)));
    }

    private static Row expectation(String file, FillTiming timing) throws IOException {
        return expectations()
                .filter(row -> row.file.equals(file) && row.timing == timing)
                .findFirst()
                .orElseThrow();
    }

    private static Stream<Row> expectations() throws IOException {
        List<String> lines = Files.readAllLines(SharedData.require(EXPECTED));
        return lines.stream().skip(1).map(Row::parse);
    }

    private record Row(
            String file,
            FillTiming timing,
            int bars,
            int buys,
            int sells,
            int openAtEnd,
            BigDecimal finalEquity,
            double maxDrawdown) {
        static Row parse(String line) {
            String[] fields = line.split(",", -1);
            return new Row(
                    fields[0],
                    fields[1].equals("close") ? FillTiming.CLOSE : FillTiming.NEXT_OPEN,
                    Integer.parseInt(fields[2]),
                    Integer.parseInt(fields[3]),
                    Integer.parseInt(fields[4]),
                    Integer.parseInt(fields[5]),
                    new BigDecimal(fields[6]),
                    Double.parseDouble(fields[7]));
        }
    }
}
