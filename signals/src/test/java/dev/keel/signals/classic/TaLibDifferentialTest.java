package dev.keel.signals.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.tictactec.ta.lib.Core;
import com.tictactec.ta.lib.MAType;
import com.tictactec.ta.lib.MInteger;
import com.tictactec.ta.lib.RetCode;
import dev.keel.core.market.Bar;
import dev.keel.signals.indicator.BarIndicator;
import dev.keel.signals.indicator.Bars;
import dev.keel.signals.indicator.IndicatorCatalog;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that TA-Lib has too, on random walks, from its first answer on. */
class TaLibDifferentialTest {
    private static final int COUNT = 600;
    private static final IndicatorCatalog CATALOG = new IndicatorCatalog(ClassicIndicators.all());

    private final Core library = new Core();
    private final MInteger begin = new MInteger();
    private final MInteger answered = new MInteger();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void averages(long seed) {
        List<Bar> bars = Bars.turningMarket(seed, COUNT);
        double[] closes = closes(bars);
        double[] out = new double[COUNT];

        check(library.sma(0, COUNT - 1, closes, 17, begin, answered, out));
        assertAgrees("sma", Map.of("period", "17"), 0, bars, out);
        check(library.ema(0, COUNT - 1, closes, 17, begin, answered, out));
        assertAgrees("ema", Map.of("period", "17"), 0, bars, out);
        check(library.wma(0, COUNT - 1, closes, 17, begin, answered, out));
        assertAgrees("wma", Map.of("period", "17"), 0, bars, out);
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void strengthAndChange(long seed) {
        List<Bar> bars = Bars.turningMarket(seed, COUNT);
        double[] closes = closes(bars);
        double[] out = new double[COUNT];

        check(library.rsi(0, COUNT - 1, closes, 14, begin, answered, out));
        assertAgrees("rsi", Map.of(), 0, bars, out);
        check(library.roc(0, COUNT - 1, closes, 10, begin, answered, out));
        assertAgrees("roc", Map.of(), 0, bars, out);
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8, 9})
    void convergence(long seed) {
        List<Bar> bars = Bars.turningMarket(seed, COUNT);
        double[] macd = new double[COUNT];
        double[] signal = new double[COUNT];
        double[] histogram = new double[COUNT];

        check(
                library.macd(
                        0,
                        COUNT - 1,
                        closes(bars),
                        12,
                        26,
                        9,
                        begin,
                        answered,
                        macd,
                        signal,
                        histogram));
        assertAgrees("macd", Map.of(), 0, bars, macd);
        assertAgrees("macd", Map.of(), 1, bars, signal);
        assertAgrees("macd", Map.of(), 2, bars, histogram);
    }

    @ParameterizedTest
    @ValueSource(longs = {10, 11, 12})
    void bands(long seed) {
        List<Bar> bars = Bars.turningMarket(seed, COUNT);
        double[] upper = new double[COUNT];
        double[] middle = new double[COUNT];
        double[] lower = new double[COUNT];

        check(
                library.bbands(
                        0,
                        COUNT - 1,
                        closes(bars),
                        20,
                        2,
                        2,
                        MAType.Sma,
                        begin,
                        answered,
                        upper,
                        middle,
                        lower));
        assertAgrees("bollinger", Map.of(), 0, bars, middle);
        assertAgrees("bollinger", Map.of(), 1, bars, upper);
        assertAgrees("bollinger", Map.of(), 2, bars, lower);
        check(library.stdDev(0, COUNT - 1, closes(bars), 20, 1, begin, answered, middle));
        assertAgrees("standard-deviation", Map.of(), 0, bars, middle);
        check(library.max(0, COUNT - 1, highs(bars), 20, begin, answered, upper));
        assertAgrees("donchian", Map.of(), 0, bars, upper);
        check(library.min(0, COUNT - 1, lows(bars), 20, begin, answered, lower));
        assertAgrees("donchian", Map.of(), 2, bars, lower);
    }

    @ParameterizedTest
    @ValueSource(longs = {13, 14, 15})
    void directionalMovement(long seed) {
        List<Bar> bars = Bars.turningMarket(seed, COUNT);
        double[] high = highs(bars);
        double[] low = lows(bars);
        double[] close = closes(bars);
        double[] out = new double[COUNT];

        check(library.adx(0, COUNT - 1, high, low, close, 14, begin, answered, out));
        assertAgrees("adx", Map.of(), 0, bars, out);
        check(library.plusDI(0, COUNT - 1, high, low, close, 14, begin, answered, out));
        assertAgrees("adx", Map.of(), 1, bars, out);
        check(library.minusDI(0, COUNT - 1, high, low, close, 14, begin, answered, out));
        assertAgrees("adx", Map.of(), 2, bars, out);
    }

    @ParameterizedTest
    @ValueSource(longs = {16, 17, 18})
    void stochastic(long seed) {
        List<Bar> bars = Bars.turningMarket(seed, COUNT);
        double[] slowK = new double[COUNT];
        double[] slowD = new double[COUNT];

        check(
                library.stoch(
                        0,
                        COUNT - 1,
                        highs(bars),
                        lows(bars),
                        closes(bars),
                        14,
                        3,
                        MAType.Sma,
                        3,
                        MAType.Sma,
                        begin,
                        answered,
                        slowK,
                        slowD));
        assertAgrees("stochastic", Map.of(), 0, bars, slowK);
        assertAgrees("stochastic", Map.of(), 1, bars, slowD);
    }

    @ParameterizedTest
    @ValueSource(longs = {24, 25, 26, 27, 28, 29})
    void parabolicStop(long seed) {
        List<Bar> bars = Bars.turningMarket(seed, COUNT);
        double[] out = new double[COUNT];

        check(library.sar(0, COUNT - 1, highs(bars), lows(bars), 0.02, 0.2, begin, answered, out));
        assertAgrees("parabolic-sar", Map.of(), 0, bars, out);
    }

    @ParameterizedTest
    @ValueSource(longs = {19, 20, 21, 22, 23})
    void moneyFlow(long seed) {
        List<Bar> bars = Bars.turningMarketWithVolume(seed, COUNT);
        double[] volumes = bars.stream().mapToDouble(Bar::volumeValue).toArray();
        double[] out = new double[COUNT];

        check(
                library.mfi(
                        0,
                        COUNT - 1,
                        highs(bars),
                        lows(bars),
                        closes(bars),
                        volumes,
                        14,
                        begin,
                        answered,
                        out));
        assertAgrees("mfi", Map.of(), 0, bars, out);
    }

    private void assertAgrees(
            String name,
            Map<String, String> parameters,
            int output,
            List<Bar> bars,
            double[] expected) {
        BarIndicator indicator = CATALOG.find(name).create(parameters);
        assertThat(answered.value).isEqualTo(bars.size() - begin.value).isGreaterThan(500);
        for (int i = 0; i < bars.size(); i++) {
            indicator.update(bars.get(i));
            if (i >= begin.value) {
                assertThat(indicator.output(output))
                        .as("%s at %d", name, i)
                        .isCloseTo(expected[i - begin.value], within(1e-8));
            }
        }
    }

    private static void check(RetCode code) {
        assertThat(code).isEqualTo(RetCode.Success);
    }

    private static double[] closes(List<Bar> bars) {
        return bars.stream().mapToDouble(Bar::closeValue).toArray();
    }

    private static double[] highs(List<Bar> bars) {
        return bars.stream().mapToDouble(Bar::highValue).toArray();
    }

    private static double[] lows(List<Bar> bars) {
        return bars.stream().mapToDouble(Bar::lowValue).toArray();
    }
}
