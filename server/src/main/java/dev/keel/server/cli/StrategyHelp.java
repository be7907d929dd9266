package dev.keel.server.cli;

import dev.keel.core.strategy.Parameter;
import dev.keel.core.strategy.StrategyCatalog;
import dev.keel.core.strategy.StrategyDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a person should know of the strategies before choosing one. */
final class StrategyHelp {
    private StrategyHelp() {}

    /** Lines of help: every strategy, and below it its parameters with their ranges. */
    static String[] of(StrategyCatalog catalog) {
        List<String> lines = new ArrayList<>();
        for (StrategyDefinition definition : catalog.all()) {
            lines.add("  " + literal(definition.name()));
            lines.add("      " + literal(definition.meaning()));
            definition.parameters().forEach(parameter -> lines.add(line(parameter)));
        }
        return lines.toArray(String[]::new);
    }

    private static String line(Parameter parameter) {
        String kind =
                switch (parameter.kind()) {
                    case INTEGER -> "whole number";
                    case DECIMAL -> "number";
                };
        return String.format(
                Locale.ROOT,
                "      %-15s %s (%s from %s to %s, default %s)",
                literal(parameter.name()),
                literal(parameter.meaning()),
                kind,
                parameter.min().toPlainString(),
                parameter.max().toPlainString(),
                parameter.defaultValue().toPlainString());
    }

    /** Usage lines are format strings to picocli. */
    private static String literal(String text) {
        return text.replace("%", "%%");
    }
}
