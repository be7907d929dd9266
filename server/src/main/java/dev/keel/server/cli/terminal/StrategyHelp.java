package dev.keel.server.cli.terminal;

import dev.keel.core.strategy.Parameter;
import dev.keel.core.strategy.StrategyCatalog;
import dev.keel.core.strategy.StrategyDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a person should know of the strategies before choosing one. */
public final class StrategyHelp {
    private static final int MEANING = 6;
    private static final int PARAMETER_REST = 10;

    private StrategyHelp() {}

    /** Lines of help: every strategy, and below it its parameters with their ranges. */
    public static String[] of(StrategyCatalog catalog) {
        List<String> lines = new ArrayList<>();
        for (StrategyDefinition definition : catalog.all()) {
            lines.add("  " + definition.name());
            lines.addAll(Paragraph.lines(" ".repeat(MEANING) + definition.meaning(), MEANING));
            definition.parameters().forEach(parameter -> lines.addAll(lines(parameter)));
        }
        // To picocli, usage lines are format strings.
        return lines.stream().map(line -> line.replace("%", "%%")).toArray(String[]::new);
    }

    private static List<String> lines(Parameter parameter) {
        String kind =
                switch (parameter.kind()) {
                    case INTEGER -> "whole number";
                    case DECIMAL -> "number";
                };
        String text =
                String.format(
                        Locale.ROOT,
                        "%s: %s (%s from %s to %s, default %s)",
                        parameter.name(),
                        parameter.meaning(),
                        kind,
                        parameter.min().toPlainString(),
                        parameter.max().toPlainString(),
                        parameter.defaultValue().toPlainString());
        return Paragraph.lines(" ".repeat(MEANING) + text, PARAMETER_REST);
    }
}
