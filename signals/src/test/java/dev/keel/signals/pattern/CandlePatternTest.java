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
    private static final int SEEDS = 20;

    private static final int BARS = 2_500;
    private static final int SHAPED_SEEDS = 10;

    /** Open, high, low and close of each bar of shapes that chance seldom makes. */
    private static final int[][] SHAPES = {
        // Three black crows.
        {200, 212, 199, 210, 211, 211, 204, 204, 208, 208, 200, 200, 204, 204, 196, 196},
        // Three stars in the south.
        {230, 231, 205, 220, 224, 225, 208, 216, 214, 214, 211, 211},
        // Three-line strike.
        {200, 206, 199, 205, 203, 210, 202, 209, 207, 214, 206, 213, 215, 216, 197, 198},
        // Concealing baby swallow.
        {220, 220, 210, 210, 209, 209, 200, 200, 196, 203, 191, 192, 205, 206, 188, 189},
        // Mat hold.
        {
            200, 212, 199, 211, 215, 216, 212, 213, 213, 214, 209, 210, 211, 212, 207, 208, 210,
            220, 209, 219
        },
        // Breakaway.
        {
            230, 231, 217, 218, 215, 216, 210, 211, 211, 213, 206, 208, 208, 210, 200, 202, 203,
            218, 202, 217
        },
        // Rising three methods.
        {
            200, 213, 199, 212, 210, 211, 207, 208, 208, 209, 205, 206, 206, 207, 203, 204, 206,
            216, 205, 215
        },
        // Kicking.
        {210, 210, 200, 200, 214, 226, 214, 226},
        // Abandoned baby.
        {220, 221, 208, 209, 204, 205, 203, 204, 208, 218, 207, 217}
    };

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
        for (int seed = 0; seed < SHAPED_SEEDS; seed++) {
            List<Bar> bars = shapedMarket(seed);
            int[] expected = reference(pattern, bars);
            assertThat(ours(pattern, bars)).as("shaped, seed %d", seed).isEqualTo(expected);
            seen += (int) Arrays.stream(expected).filter(value -> value != 0).count();
        }
        assertThat(seen).as("occurrences of %s", pattern).isPositive();
    }

    /**
     * Quiet bars, then a rare shape with some of its prices off by one, right side up or upside
     * down.
     */
    private static List<Bar> shapedMarket(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Bar> bars = new ArrayList<>();
        for (int round = 0; round < 60; round++) {
            for (int quiet = 0; quiet < 14; quiet++) {
                int open = 200 + random.nextInt(3);
                int close = random.nextBoolean() ? open + 3 : open - 3;
                bars.add(whole(bars.size(), open, Math.max(open, close) + 2, open - 5, close));
            }
            int[] shape = SHAPES[random.nextInt(SHAPES.length)];
            boolean mirrored = random.nextInt(3) == 0;
            for (int at = 0; at < shape.length; at += 4) {
                bars.add(jittered(bars.size(), shape, at, mirrored, random));
            }
        }
        return bars;
    }

    private static Bar jittered(
            int index, int[] shape, int at, boolean mirrored, SplittableRandom random) {
        int[] prices = Arrays.copyOfRange(shape, at, at + 4);
        for (int i = 0; i < prices.length; i++) {
            prices[i] += random.nextInt(12) == 0 ? random.nextInt(3) - 1 : 0;
            prices[i] = mirrored ? 400 - prices[i] : prices[i];
        }
        Arrays.sort(prices, 1, 3);
        int low = Math.min(Math.min(prices[0], prices[3]), prices[1]);
        int high = Math.max(Math.max(prices[0], prices[3]), prices[2]);
        return whole(index, prices[0], high, low, prices[3]);
    }

    private static Bar whole(int index, int open, int high, int low, int close) {
        return Bars.bar(index, open, high, low, close);
    }

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
}
