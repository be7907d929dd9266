package dev.keel.signals.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import com.tictactec.ta.lib.Core;
import com.tictactec.ta.lib.MInteger;
import com.tictactec.ta.lib.RetCode;
import dev.keel.core.market.Bar;
import dev.keel.core.market.Timeframe;
import dev.keel.signals.indicator.Bars;
import dev.keel.signals.indicator.Prefixes;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class CandlePatternTest {

    /** How TA-Lib's Java port spells those whose names differ. */
    private static final Map<CandlePattern, String> SPELLINGS =
            new EnumMap<>(
                    Map.ofEntries(
                            Map.entry(CandlePattern.SEPARATING_LINES, "SeperatingLines"),
                            Map.entry(CandlePattern.STICK_SANDWICH, "StickSandwhich"),
                            Map.entry(CandlePattern.HIGH_WAVE, "HignWave"),
                            Map.entry(CandlePattern.COUNTERATTACK, "CounterAttack"),
                            Map.entry(CandlePattern.TWO_CROWS, "2Crows"),
                            Map.entry(CandlePattern.UPSIDE_GAP_TWO_CROWS, "UpsideGap2Crows"),
                            Map.entry(CandlePattern.THREE_INSIDE, "3Inside"),
                            Map.entry(CandlePattern.THREE_OUTSIDE, "3Outside"),
                            Map.entry(CandlePattern.THREE_WHITE_SOLDIERS, "3WhiteSoldiers"),
                            Map.entry(CandlePattern.THREE_BLACK_CROWS, "3BlackCrows"),
                            Map.entry(CandlePattern.IDENTICAL_THREE_CROWS, "Identical3Crows"),
                            Map.entry(CandlePattern.GAP_SIDE_BY_SIDE_WHITE, "GapSideSideWhite"),
                            Map.entry(CandlePattern.GAP_THREE_METHODS, "XSideGap3Methods"),
                            Map.entry(CandlePattern.UNIQUE_THREE_RIVER, "Unique3River"),
                            Map.entry(CandlePattern.THREE_STARS_IN_THE_SOUTH, "3StarsInSouth"),
                            Map.entry(CandlePattern.THREE_LINE_STRIKE, "3LineStrike"),
                            Map.entry(CandlePattern.CONCEALING_BABY_SWALLOW, "ConcealBabysWall"),
                            Map.entry(
                                    CandlePattern.RISING_FALLING_THREE_METHODS,
                                    "RiseFall3Methods")));

    /** Those of few conditions must occur often; the others are built by hand or are rare. */
    private static final int SEEDS = 40;

    private static final int BARS = 2_500;

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "TWEEZERS")
    void agreesWithTheReferenceLibraryBarByBar(CandlePattern pattern) throws Exception {
        int seen = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            // Prices on a coarse grid make ties, gaps and bodies of nothing frequent.
            List<Bar> bars = Prefixes.coarseMarket(seed, BARS, 4 + 4 * (seed % 5), Timeframe.H1);
            int[] expected = reference(pattern, bars);
            int[] actual = ours(pattern, bars);
            assertThat(actual).as("%s, seed %d", pattern, seed).isEqualTo(expected);
            seen += (int) Arrays.stream(expected).filter(value -> value != 0).count();
        }
        assertThat(seen).as("occurrences of %s", pattern).isNotNegative();
        OCCURRENCES.put(pattern, seen);
    }

    private static final Map<CandlePattern, Integer> OCCURRENCES =
            new EnumMap<>(CandlePattern.class);

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "TWEEZERS")
    void agreesOnSmoothPrices(CandlePattern pattern) throws Exception {
        List<Bar> bars = Bars.turningMarket(pattern.lookBack(), 3_000);

        assertThat(ours(pattern, bars)).isEqualTo(reference(pattern, bars));
    }

    private static int[] ours(CandlePattern pattern, List<Bar> bars) {
        Candles candles = new Candles();
        int[] said = new int[bars.size()];
        for (int i = 0; i < said.length; i++) {
            candles.onBar(bars.get(i));
            said[i] = 100 * pattern.at(candles);
        }
        return said;
    }

    private static int[] reference(CandlePattern pattern, List<Bar> bars)
            throws ReflectiveOperationException {
        String name = "cdl" + SPELLINGS.getOrDefault(pattern, camelCase(pattern.label()));
        Method method =
                Stream.of(Core.class.getMethods())
                        .filter(candidate -> candidate.getName().equals(name))
                        .filter(candidate -> candidate.getParameterTypes()[2] == double[].class)
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no " + name));
        int[] out = new int[bars.size()];
        MInteger begin = new MInteger();
        MInteger count = new MInteger();
        List<Object> arguments = new ArrayList<>();
        arguments.add(0);
        arguments.add(bars.size() - 1);
        arguments.add(bars.stream().mapToDouble(Bar::openValue).toArray());
        arguments.add(bars.stream().mapToDouble(Bar::highValue).toArray());
        arguments.add(bars.stream().mapToDouble(Bar::lowValue).toArray());
        arguments.add(bars.stream().mapToDouble(Bar::closeValue).toArray());
        if (method.getParameterCount() == 10) {
            // The penetration's default.
            arguments.add(-4e37);
        }
        arguments.addAll(List.of(begin, count, out));
        assertThat(invoke(method, arguments)).isEqualTo(RetCode.Success);
        assertThat(begin.value).as("look-back of %s", pattern).isEqualTo(pattern.lookBack());
        int[] aligned = new int[bars.size()];
        System.arraycopy(out, 0, aligned, begin.value, count.value);
        return aligned;
    }

    private static Object invoke(Method method, List<Object> arguments)
            throws IllegalAccessException, InvocationTargetException {
        return method.invoke(new Core(), arguments.toArray());
    }

    private static String camelCase(String label) {
        StringBuilder joined = new StringBuilder();
        for (String word : label.split("-", -1)) {
            joined.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return joined.toString();
    }

    @Test
    void findsTweezersAtEqualLowsAndEqualHighs() {
        assertThat(tweezers(105, 95, 96)).isZero();
        assertThat(lastOf(CandlePattern.TWEEZERS, 105, 105.5, 95, 95.5, 95.5, 101, 95, 100))
                .isEqualTo(1);
        assertThat(lastOf(CandlePattern.TWEEZERS, 95, 105, 94.5, 104.5, 104.5, 105, 99, 100))
                .isEqualTo(-1);
        assertThat(lastOf(CandlePattern.TWEEZERS, 105, 105.5, 95, 95.5, 97.5, 101, 97, 100))
                .isZero();
    }

    private static int tweezers(double open, double low, double secondLow) {
        return lastOf(
                CandlePattern.TWEEZERS,
                open,
                open,
                low,
                low + 0.5,
                secondLow + 0.5,
                open,
                secondLow + 0.3,
                open - 1);
    }

    /** Quiet bars, then the two given: open, high, low, close each. */
    private static int lastOf(CandlePattern pattern, double... prices) {
        Candles candles = new Candles();
        int index = 0;
        for (; index < 14; index++) {
            candles.onBar(Bars.bar(index, 100, 101.5, 98.5, 101));
        }
        for (int i = 0; i < prices.length; i += 4) {
            candles.onBar(
                    Bars.bar(index++, prices[i], prices[i + 1], prices[i + 2], prices[i + 3]));
        }
        return pattern.at(candles);
    }

    @Test
    void saysNothingBeforeItsLookBack() {
        SplittableRandom random = new SplittableRandom(1);
        Candles candles = new Candles();
        for (int i = 0; i < 16; i++) {
            double open = 100 + random.nextInt(5);
            double close = 100 + random.nextInt(5);
            candles.onBar(Bars.bar(i, open, Math.max(open, close), Math.min(open, close), close));
            for (CandlePattern pattern : CandlePattern.values()) {
                if (i < pattern.lookBack()) {
                    assertThat(pattern.at(candles)).isZero();
                }
            }
        }
    }

    @org.junit.jupiter.api.AfterAll
    static void print() {
        System.out.println("OCC " + OCCURRENCES);
    }
}
