package dev.keel.signals.indicator;

import dev.keel.core.strategy.Parameter;
import dev.keel.core.strategy.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * A kind of indicator: its name, what people should know of it, its parameters and outputs, and how
 * to make one.
 *
 * @param name lower case with hyphens, such as {@code super-smoother}
 * @param family whose it is: {@code ehlers}, {@code classic}, {@code gann} ...
 * @param meaning one or two sentences
 * @param input what of a bar it takes unless told otherwise; whole bars if it needs several
 * @param outputs the names of its outputs, the main one first
 */
public record IndicatorDefinition(
        String name,
        String family,
        String meaning,
        Feed input,
        List<Parameter> parameters,
        List<String> outputs,
        Factory factory) {
    public IndicatorDefinition {
        parameters = List.copyOf(parameters);
        outputs = List.copyOf(outputs);
        if (outputs.isEmpty()) {
            throw new IllegalArgumentException("indicator '" + name + "' must have an output");
        }
    }

    /**
     * An indicator of one number per bar and one output, which is called {@code value}.
     *
     * @param input what it takes of a bar unless told otherwise
     */
    public static IndicatorDefinition ofNumber(
            String name,
            String family,
            String meaning,
            BarInput input,
            List<Parameter> parameters,
            Function<Parameters, StreamingIndicator> factory) {
        return ofNumber(
                name,
                family,
                meaning,
                input,
                parameters,
                factory,
                List.of(Output.of("value", StreamingIndicator::value)));
    }

    /**
     * An indicator of one number per bar and of named outputs.
     *
     * @param input what it takes of a bar unless told otherwise
     */
    public static <K extends StreamingIndicator> IndicatorDefinition ofNumber(
            String name,
            String family,
            String meaning,
            BarInput input,
            List<Parameter> parameters,
            Function<Parameters, K> factory,
            List<Output<K>> outputs) {
        List<ToDoubleFunction<? super K>> readers = new ArrayList<>();
        outputs.forEach(output -> readers.add(output.reader()));
        return new IndicatorDefinition(
                name,
                family,
                meaning,
                new Feed.OneNumber(input),
                parameters,
                outputs.stream().map(Output::name).toList(),
                (values, chosen) -> new NumberIndicator<>(factory.apply(values), chosen, readers));
    }

    /** An indicator of whole bars, whose outputs are read in the order of their names. */
    public static IndicatorDefinition ofBars(
            String name,
            String family,
            String meaning,
            List<Parameter> parameters,
            Function<Parameters, BarIndicator> factory,
            List<String> outputs) {
        return new IndicatorDefinition(
                name,
                family,
                meaning,
                new Feed.WholeBars(),
                parameters,
                outputs,
                (values, chosen) -> factory.apply(values));
    }

    /**
     * Makes an indicator.
     *
     * @param given parameter values by name; what is missing takes its default
     * @throws IllegalArgumentException naming the parameter that is wrong
     */
    public BarIndicator create(Map<String, String> given) {
        return create(
                given,
                switch (input) {
                    case Feed.OneNumber(BarInput usual) -> usual;
                    case Feed.WholeBars _ -> BarInput.CLOSE;
                });
    }

    /**
     * Makes an indicator that takes another number of each bar than it usually does.
     *
     * @throws IllegalArgumentException naming the parameter that is wrong
     */
    public BarIndicator create(Map<String, String> given, BarInput chosen) {
        return factory.create(Parameters.of(parameters, given), chosen);
    }

    /** What an indicator is fed. */
    public sealed interface Feed {
        /** One number of each bar. */
        record OneNumber(BarInput usual) implements Feed {}

        /** Whole bars; an input cannot be chosen. */
        record WholeBars() implements Feed {}
    }

    /** Makes an indicator from checked parameters. */
    @FunctionalInterface
    public interface Factory {
        /**
         * Makes an indicator.
         *
         * @param input to be ignored by those that are fed whole bars
         */
        BarIndicator create(Parameters parameters, BarInput input);
    }
}
