package dev.keel.signals.learn.registry;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Timeframe;
import dev.keel.signals.learn.label.BarrierSettings;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A model's record as text: a line {@code name = value} for each thing, in a fixed order. */
final class RecordText {
    private static final String HEAD =
            "# A model of Keel's registry. Written by Keel; the stage changes.";
    private static final String METRIC = "metric.";
    private static final String NONE = "none";

    private final Map<String, String> values;

    private RecordText(Map<String, String> values) {
        this.values = values;
    }

    static String write(ModelRecord model) {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("id", model.id());
        lines.put("stage", model.stage().toString());
        lines.put("symbol", model.market().symbol().symbol());
        lines.put("timeframe", model.market().timeframe().toString());
        lines.put("schema", model.market().schema());
        model.market().primary().ifPresent(primary -> lines.put("primary", primary));
        lines.put("kind", model.training().kind());
        lines.put("settings", model.training().settings());
        lines.put("from", model.training().from().toString());
        lines.put("to", model.training().to().toString());
        lines.put("label", model.training().label().describe());
        lines.put("seed", Long.toString(model.training().seed()));
        lines.put("trials", Integer.toString(model.training().trials()));
        lines.put("parent", model.training().parent().orElse(NONE));
        lines.put("artefact.model", model.artefacts().model());
        lines.put("artefact.reference", model.artefacts().reference());
        lines.put("artefact.walkForward", model.artefacts().walkForward());
        lines.put("calibration", model.calibration());
        lines.put("created", model.created().toString());
        new TreeMap<>(model.metrics())
                .forEach((name, value) -> lines.put(METRIC + name, value.toString()));
        StringBuilder text = new StringBuilder(HEAD).append('\n');
        lines.forEach((name, value) ->
                text.append(name).append(" = ").append(oneLine(value)).append('\n'));
        return text.toString();
    }

    /**
     * Reads a record.
     *
     * @throws IllegalArgumentException naming the line that is missing or wrong
     */
    static ModelRecord read(String text) {
        Map<String, String> values = new TreeMap<>();
        for (String line : text.lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            int at = line.indexOf(" = ");
            if (at < 1) {
                throw new IllegalArgumentException("must hold lines name = value, held " + line);
            }
            values.put(line.substring(0, at), line.substring(at + 3));
        }
        return new RecordText(values).toRecord();
    }

    private ModelRecord toRecord() {
        return new ModelRecord(
                value("id"),
                new ModelRecord.Market(
                        InstrumentId.of(value("symbol")),
                        Timeframe.parse(value("timeframe")),
                        value("schema"),
                        Optional.ofNullable(values.get("primary"))),
                new ModelRecord.Training(
                        value("kind"),
                        value("settings"),
                        time("from"),
                        time("to"),
                        BarrierSettings.parse(value("label")),
                        whole("seed"),
                        Math.toIntExact(whole("trials")),
                        Optional.of(value("parent")).filter(parent -> !parent.equals(NONE))),
                new ModelRecord.Artefacts(
                        value("artefact.model"),
                        value("artefact.reference"),
                        value("artefact.walkForward")),
                value("calibration"),
                metrics(),
                time("created"),
                Stage.parse(value("stage")));
    }

    private Map<String, Double> metrics() {
        Map<String, Double> metrics = new TreeMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(METRIC)) {
                metrics.put(name.substring(METRIC.length()), number(name, value));
            }
        });
        return metrics;
    }

    private String value(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("must have " + name + ", has not");
        }
        return value;
    }

    private Instant time(String name) {
        try {
            return Instant.parse(value(name));
        } catch (DateTimeException e) {
            throw wrong(name, "a time", e);
        }
    }

    private long whole(String name) {
        try {
            return Long.parseLong(value(name));
        } catch (NumberFormatException e) {
            throw wrong(name, "a whole number", e);
        }
    }

    private double number(String name, String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw wrong(name, "a number", e);
        }
    }

    private IllegalArgumentException wrong(String name, String wanted, Exception cause) {
        return new IllegalArgumentException(
                name + " must be " + wanted + ", was '" + values.get(name) + "'", cause);
    }

    private static String oneLine(String value) {
        return value.replaceAll("[\\r\\n]+", " ");
    }
}
