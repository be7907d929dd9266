package dev.keel.server.cli.signals;

import dev.keel.core.market.Bar;
import dev.keel.core.market.BarSeries;
import dev.keel.signals.indicator.BarIndicator;
import dev.keel.signals.indicator.IndicatorDefinition;
import java.io.PrintWriter;
import java.util.Locale;

/** The rows of an indicator's values: a header, then a bar a line. */
final class IndicatorRows {
    private static final int WIDTH = 18;

    private final Layout layout;
    private final IndicatorDefinition definition;
    private final long firstMillis;

    /**
     * @param firstMillis bars that open before this time are taken in and not printed
     */
    IndicatorRows(Layout layout, IndicatorDefinition definition, long firstMillis) {
        this.layout = layout;
        this.definition = definition;
        this.firstMillis = firstMillis;
    }

    /** How a row looks. */
    enum Layout {
        CSV,
        TABLE;

        /**
         * @throws IllegalArgumentException if there is none of this name
         */
        static Layout parse(String text) {
            return switch (text) {
                case "csv" -> CSV;
                case "table" -> TABLE;
                default ->
                        throw new IllegalArgumentException(
                                "must be csv or table, was '" + text + "'");
            };
        }
    }

    /** Shows the indicator all bars, and prints those from the first that is wanted on. */
    void print(PrintWriter printer, BarIndicator indicator, BarSeries bars) {
        printer.print(header(layout, definition));
        printer.print('\n');
        int outputs = definition.outputs().size();
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.bar(i);
            indicator.update(bar);
            if (bar.openMillis() < firstMillis) {
                continue;
            }
            row.setLength(0);
            row.append(bar.openTime());
            for (int output = 0; output < outputs; output++) {
                append(row, layout, indicator.output(output));
            }
            row.append(layout == Layout.CSV ? "," : "  ").append(indicator.isReady()).append('\n');
            printer.append(row);
        }
    }

    private static String header(Layout layout, IndicatorDefinition definition) {
        return switch (layout) {
            case CSV -> "timestamp," + String.join(",", definition.outputs()) + ",ready";
            case TABLE -> {
                StringBuilder line = new StringBuilder(pad("timestamp", 20));
                definition.outputs().forEach(name -> line.append(right(name)));
                yield line.append("  ready").toString();
            }
        };
    }

    private static void append(StringBuilder row, Layout layout, double value) {
        switch (layout) {
            case CSV -> row.append(',').append(value);
            case TABLE -> row.append(right(String.format(Locale.ROOT, "%.8g", value)));
        }
    }

    private static String right(String text) {
        return " ".repeat(Math.max(1, WIDTH - text.length())) + text;
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
