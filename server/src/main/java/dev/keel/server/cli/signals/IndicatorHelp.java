package dev.keel.server.cli.signals;

import dev.keel.core.strategy.Parameter;
import dev.keel.server.cli.terminal.Paragraph;
import dev.keel.signals.indicator.IndicatorCatalog;
import dev.keel.signals.indicator.IndicatorDefinition;
import dev.keel.signals.indicator.IndicatorDefinition.Feed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a person should know of the indicators before choosing one. */
final class IndicatorHelp {
    private static final int NAME = 4;
    private static final int MEANING = 8;
    private static final int PARAMETER_REST = 12;

    private IndicatorHelp() {}

    /** Lines: every family, its indicators, and below each its parameters with their ranges. */
    static List<String> lines(IndicatorCatalog catalog) {
        Map<String, List<IndicatorDefinition>> families = new TreeMap<>();
        catalog.all()
                .forEach(definition ->
                        families.computeIfAbsent(definition.family(), _ -> new ArrayList<>())
                                .add(definition));
        List<String> lines = new ArrayList<>();
        families.forEach((family, definitions) -> {
            lines.add("  " + family);
            definitions.forEach(definition -> lines.addAll(lines(definition)));
        });
        return lines;
    }

    private static List<String> lines(IndicatorDefinition definition) {
        List<String> lines = new ArrayList<>();
        lines.add(" ".repeat(NAME) + definition.name());
        lines.addAll(indented(definition.meaning(), MEANING));
        lines.addAll(
                indented(
                        "takes "
                                + feed(definition.input())
                                + "; gives "
                                + String.join(", ", definition.outputs()),
                        PARAMETER_REST));
        definition.parameters().forEach(parameter -> lines.addAll(lines(parameter)));
        return lines;
    }

    private static String feed(Feed feed) {
        return switch (feed) {
            case Feed.OneNumber(var usual) -> usual + " unless --input says otherwise";
            case Feed.WholeBars _ -> "whole bars";
        };
    }

    private static List<String> lines(Parameter parameter) {
        String kind =
                switch (parameter.kind()) {
                    case INTEGER -> "whole number";
                    case DECIMAL -> "number";
                };
        return indented(
                String.format(
                        Locale.ROOT,
                        "%s: %s (%s from %s to %s, default %s)",
                        parameter.name(),
                        parameter.meaning(),
                        kind,
                        parameter.min().toPlainString(),
                        parameter.max().toPlainString(),
                        parameter.defaultValue().toPlainString()),
                PARAMETER_REST);
    }

    private static List<String> indented(String text, int rest) {
        return Paragraph.lines(" ".repeat(MEANING) + text, rest);
    }
}
