package dev.keel.signals.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import com.tictactec.ta.lib.Core;
import com.tictactec.ta.lib.MInteger;
import com.tictactec.ta.lib.RetCode;
import dev.keel.core.market.Bar;
import java.util.List;

/** TA-Lib as an oracle. Index zero of an answer is the bar at its look-back. */
public final class TaLib {

    /** Of MAMA, HT_DCPERIOD and HT_PHASOR. */
    public static final int LOOK_BACK = 32;

    private TaLib() {}

    /** MAMA, then FAMA. */
    public static double[][] mama(double[] prices, double fastLimit, double slowLimit) {
        double[][] out = {answers(prices), answers(prices)};
        MInteger begin = new MInteger();
        RetCode code =
                new Core()
                        .mama(
                                0,
                                prices.length - 1,
                                prices,
                                fastLimit,
                                slowLimit,
                                begin,
                                new MInteger(),
                                out[0],
                                out[1]);
        check(code, begin);
        return out;
    }

    public static double[] dominantCyclePeriod(double[] prices) {
        double[] out = answers(prices);
        MInteger begin = new MInteger();
        RetCode code =
                new Core().htDcPeriod(0, prices.length - 1, prices, begin, new MInteger(), out);
        check(code, begin);
        return out;
    }

    /** The in-phase component, then the quadrature. */
    public static double[][] phasor(double[] prices) {
        double[][] out = {answers(prices), answers(prices)};
        MInteger begin = new MInteger();
        RetCode code =
                new Core()
                        .htPhasor(
                                0,
                                prices.length - 1,
                                prices,
                                begin,
                                new MInteger(),
                                out[0],
                                out[1]);
        check(code, begin);
        return out;
    }

    /** Wilder's average; its answers begin at the bar numbered like the period. */
    public static double[] averageTrueRange(List<Bar> bars, int period) {
        double[] out = new double[bars.size() - period];
        RetCode code =
                new Core()
                        .atr(
                                0,
                                bars.size() - 1,
                                bars.stream().mapToDouble(Bar::highValue).toArray(),
                                bars.stream().mapToDouble(Bar::lowValue).toArray(),
                                bars.stream().mapToDouble(Bar::closeValue).toArray(),
                                period,
                                new MInteger(),
                                new MInteger(),
                                out);
        assertThat(code).isEqualTo(RetCode.Success);
        return out;
    }

    private static double[] answers(double[] prices) {
        return new double[prices.length - LOOK_BACK];
    }

    private static void check(RetCode code, MInteger begin) {
        assertThat(code).isEqualTo(RetCode.Success);
        assertThat(begin.value).isEqualTo(LOOK_BACK);
    }
}
