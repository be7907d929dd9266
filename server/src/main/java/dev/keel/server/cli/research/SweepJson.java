package dev.keel.server.cli.research;

import dev.keel.sim.sweep.Confirmation;
import dev.keel.sim.sweep.SweepResult;
import dev.keel.sim.sweep.SweepTrust;
import dev.keel.sim.sweep.Trial;
import java.io.Writer;
import java.util.Locale;
import java.util.OptionalDouble;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** A sweep as one JSON object: counts, the best trials, and the confirmations. */
final class SweepJson {
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private final JsonGenerator json;

    private SweepJson(JsonGenerator json) {
        this.json = json;
    }

    /** Writes the object and a line end; leaves the target open. */
    static void write(Writer target, SweepResult result, SweepTrust trust, int top) {
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), target)) {
            new SweepJson(json).result(result, trust, top);
            json.writeRaw('\n');
        }
    }

    private void result(SweepResult result, SweepTrust trust, int top) {
        json.writeStartObject();
        json.writeStringProperty(
                "strategy", result.request().base().strategy().definition().name());
        json.writeNumberProperty("bars", result.request().base().bars().size());
        json.writeStringProperty("objective", result.request().objective().toString());
        json.writeNumberProperty("combinations", result.request().grid().size());
        json.writeNumberProperty("tried", result.trials().size());
        json.writeNumberProperty("refused", result.refused());
        json.writeNumberProperty("resumed", result.resumed());
        json.writeName("notScreenedBecause");
        result.obstacle().ifPresentOrElse(json::writeString, json::writeNull);
        json.writeArrayPropertyStart("best");
        result.trials().stream().limit(top).forEach(this::trial);
        json.writeEndArray();
        json.writeArrayPropertyStart("confirmations");
        result.confirmations().forEach(this::confirmation);
        json.writeEndArray();
        json.writeBooleanProperty("agrees", result.agrees());
        json.writeNumberProperty("trialsInAll", trust.trials());
        number("deflatedSharpe", trust.deflatedSharpe());
        number(
                "probabilityOfOverfitting",
                trust.overfitting()
                        .map(found -> OptionalDouble.of(found.probability()))
                        .orElseGet(OptionalDouble::empty));
        json.writeEndObject();
    }

    private void trial(Trial trial) {
        json.writeStartObject();
        json.writeObjectPropertyStart("parameters");
        trial.parameters().forEach(json::writeStringProperty);
        json.writeEndObject();
        number("objective", trial.objective());
        json.writeNumberProperty("finalEquity", trial.finalEquity());
        json.writeNumberProperty("fills", trial.fills());
        json.writeStringProperty("method", trial.method().name().toLowerCase(Locale.ROOT));
        json.writeEndObject();
    }

    private void confirmation(Confirmation pair) {
        json.writeStartObject();
        json.writeObjectPropertyStart("parameters");
        pair.full().parameters().forEach(json::writeStringProperty);
        json.writeEndObject();
        json.writeNumberProperty("screenedEquity", pair.screened().finalEquity());
        json.writeNumberProperty("pipelineEquity", pair.full().finalEquity());
        json.writeNumberProperty("screenedFills", pair.screened().fills());
        json.writeNumberProperty("pipelineFills", pair.full().fills());
        json.writeBooleanProperty("agrees", pair.agrees());
        json.writeEndObject();
    }

    private void number(String name, OptionalDouble value) {
        json.writeName(name);
        if (value.isPresent()) {
            json.writeNumber(value.getAsDouble());
        } else {
            json.writeNull();
        }
    }
}
