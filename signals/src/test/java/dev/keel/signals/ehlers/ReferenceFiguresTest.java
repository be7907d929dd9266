package dev.keel.signals.ehlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.keel.core.market.Bar;
import dev.keel.core.market.BarFormat;
import dev.keel.core.market.Timeframe;
import dev.keel.signals.indicator.BarIndicator;
import dev.keel.signals.indicator.BarInput;
import dev.keel.signals.indicator.IndicatorCatalog;
import dev.keel.signals.indicator.IndicatorDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Every printed digit of the reference figures. Those of mama, dominant-cycle and sinewave come
 * from TA-Lib 0.4.0 and have ten places; the others from an implementation in Python that was
 * checked against a second one, and have eight.
 */
class ReferenceFiguresTest {
    private static final List<Integer> INDEXES = List.of(63, 100, 150, 200, 300, 399);
    private static final BarFormat FORMAT = new BarFormat(Timeframe.H1, 14, 0);
    private static final IndicatorCatalog CATALOG = new IndicatorCatalog(EhlersIndicators.all());

    @ParameterizedTest
    @CsvFileSource(resources = "reference.csv", delimiter = '|', numLinesToSkip = 1)
    void agreesToEveryPrintedDigit(
            String name,
            @Nullable String parameters,
            String input,
            String output,
            String at63,
            String at100,
            String at150,
            String at200,
            String at300,
            String at399) {
        IndicatorDefinition definition = CATALOG.find(name);
        BarIndicator indicator = definition.create(given(parameters), BarInput.parse(input));
        int index = definition.outputs().indexOf(output);
        List<Double> values = new ArrayList<>();
        for (Bar bar : series()) {
            indicator.update(bar);
            values.add(indicator.output(index));
        }

        List<String> expected = List.of(at63, at100, at150, at200, at300, at399);
        for (int i = 0; i < INDEXES.size(); i++) {
            String printed = expected.get(i);
            int places = printed.length() - printed.indexOf('.') - 1;
            assertThat(values.get(INDEXES.get(i)))
                    .as("%s %s at %d", name, output, INDEXES.get(i))
                    .isCloseTo(Double.parseDouble(printed), within(0.51 * Math.pow(10, -places)));
        }
    }

    private static Map<String, String> given(@Nullable String parameters) {
        Map<String, String> given = new TreeMap<>();
        if (parameters != null) {
            for (String pair : parameters.split(",", -1)) {
                int at = pair.indexOf('=');
                given.put(pair.substring(0, at), pair.substring(at + 1));
            }
        }
        return given;
    }

    /** The bars that the figures were computed on, to fourteen decimals. */
    private static List<Bar> series() {
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            double close =
                    100
                            + 0.05 * i
                            + 10 * Math.sin(2 * Math.PI * i / 20)
                            + 3 * Math.sin(2 * Math.PI * i / 7.3);
            double high = close + 1 + 0.5 * Math.pow(Math.sin(0.7 * i), 2);
            double low = close - 1 - 0.5 * Math.pow(Math.cos(0.3 * i), 2);
            bars.add(
                    new Bar(
                            FORMAT,
                            i * 3_600_000L,
                            units(close),
                            units(high),
                            units(low),
                            units(close),
                            0));
        }
        return bars;
    }

    private static long units(double price) {
        return Math.round(price * 1e14);
    }
}
