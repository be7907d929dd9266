package dev.keel.server.cli;

import dev.keel.core.order.OrderStatus;
import dev.keel.sim.fault.SimulationReport;
import dev.keel.sim.fault.Story;
import dev.keel.sim.fault.plan.Coverage;
import dev.keel.sim.fault.plan.CrashPoint;
import dev.keel.sim.fault.plan.Fault;
import dev.keel.sim.fault.plan.Impossible;
import java.io.Writer;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** A fault simulation as one JSON object. A cell that cannot be is null. */
final class SimulationJson {
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private final JsonGenerator json;

    private SimulationJson(JsonGenerator json) {
        this.json = json;
    }

    /** Writes the object and a line end; leaves the target open. */
    static void write(Writer target, SimulationReport report) {
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), target)) {
            new SimulationJson(json).report(report);
            json.writeRaw('\n');
        }
    }

    private void report(SimulationReport report) {
        Coverage coverage = report.coverage();
        json.writeStartObject();
        json.writeNumberProperty("seeds", report.seeds());
        json.writeNumberProperty("orders", report.orders());
        json.writeObjectPropertyStart("faults");
        for (Fault fault : Fault.values()) {
            json.writeNumberProperty(fault.name(), coverage.of(fault));
        }
        json.writeEndObject();
        json.writeObjectPropertyStart("crashes");
        for (CrashPoint point : CrashPoint.values()) {
            json.writeNumberProperty(point.name(), coverage.of(point));
        }
        json.writeEndObject();
        coverage(coverage);
        json.writeObjectPropertyStart("checks");
        report.checks()
                .forEach((invariant, count) -> json.writeNumberProperty(invariant.name(), count));
        json.writeEndObject();
        json.writeNumberProperty("violations", report.violations());
        json.writeNumberProperty("ordersPerSecond", Math.round(report.ordersPerSecond()));
        json.writeStringProperty("hash", report.hash());
        json.writeArrayPropertyStart("stories");
        report.stories().forEach(this::story);
        json.writeEndArray();
        json.writeEndObject();
    }

    private void coverage(Coverage coverage) {
        json.writeObjectPropertyStart("coverage");
        json.writeObjectPropertyStart("faults");
        for (Fault fault : Fault.values()) {
            row(
                    fault.name(),
                    state -> Impossible.why(fault, state),
                    state -> coverage.of(fault, state));
        }
        json.writeEndObject();
        json.writeObjectPropertyStart("crashes");
        for (CrashPoint point : CrashPoint.values()) {
            row(
                    point.name(),
                    state -> Impossible.why(point, state),
                    state -> coverage.of(point, state));
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private void row(
            String name,
            Function<OrderStatus, Optional<String>> impossible,
            ToLongFunction<OrderStatus> count) {
        json.writeObjectPropertyStart(name);
        for (OrderStatus state : OrderStatus.values()) {
            long times = count.applyAsLong(state);
            if (times == 0 && impossible.apply(state).isPresent()) {
                json.writeNullProperty(state.name());
            } else {
                json.writeNumberProperty(state.name(), times);
            }
        }
        json.writeEndObject();
    }

    private void story(Story story) {
        json.writeStartObject();
        json.writeNumberProperty("seed", story.seed());
        json.writeStringProperty("profile", story.profile().label());
        json.writeStringProperty("invariant", story.violation().invariant().name());
        json.writeStringProperty("detail", story.violation().detail());
        json.writeArrayPropertyStart("faults");
        story.faults().stream().sorted().forEach(fault -> json.writeString(fault.name()));
        json.writeEndArray();
        json.writeNumberProperty("seconds", story.seconds());
        json.writeArrayPropertyStart("story");
        story.lines().forEach(json::writeString);
        json.writeEndArray();
        json.writeEndObject();
    }
}
