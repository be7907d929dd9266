package dev.keel.server.cli.data;

import dev.keel.sim.data.Gap;
import dev.keel.sim.data.QualityReport;
import dev.keel.sim.data.Spike;
import dev.keel.sim.market.Refusal;
import java.io.Writer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** A quality report as one JSON object. */
final class QualityJson {
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private QualityJson() {}

    /** Writes the object and a line end; leaves the target open. */
    static void write(Writer target, QualityReport report, String written) {
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), target)) {
            json.writeStartObject();
            report(json, report);
            json.writeStringProperty("written", written);
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void report(JsonGenerator json, QualityReport report) {
        json.writeStringProperty("file", report.source().name());
        json.writeNumberProperty("bytes", report.source().size());
        json.writeStringProperty("sha256", report.source().sha256());
        json.writeStringProperty("timeframe", report.timeframe().toString());
        json.writeStringProperty("from", report.span().first().toString());
        json.writeStringProperty("to", report.span().last().toString());
        json.writeNumberProperty("rowsRead", report.rows().read());
        json.writeNumberProperty("rowsKept", report.rows().kept());
        json.writeNumberProperty("rowsRefused", report.rows().refused());
        json.writeNumberProperty("rowsOutOfOrder", report.rows().outOfOrder());
        json.writeBooleanProperty("faultless", report.isFaultless());
        json.writeArrayPropertyStart("refused");
        report.refused().forEach(refusal -> refusal(json, refusal));
        json.writeEndArray();
        gaps(json, report.gaps());
        json.writeArrayPropertyStart("spikes");
        report.spikes().forEach(spike -> spike(json, spike));
        json.writeEndArray();
        figures(json, report.figures());
    }

    private static void refusal(JsonGenerator json, Refusal refusal) {
        json.writeStartObject();
        json.writeNumberProperty("line", refusal.line());
        json.writeStringProperty("reason", refusal.reason().toString());
        json.writeStringProperty("detail", refusal.detail());
        json.writeEndObject();
    }

    private static void gaps(JsonGenerator json, QualityReport.Gaps gaps) {
        json.writeObjectPropertyStart("gaps");
        json.writeStringProperty("calendar", gaps.calendar());
        json.writeNumberProperty("unexplained", gaps.unexplained());
        json.writeNumberProperty("missingBars", gaps.missingBars());
        json.writeNumberProperty("marketClosed", gaps.closed());
        json.writeNumberProperty("holidays", gaps.holidays());
        json.writeNumberProperty("longestSeconds", gaps.longest().toSeconds());
        json.writeArrayPropertyStart("list");
        for (Gap gap : gaps.list()) {
            json.writeStartObject();
            json.writeNumberProperty("line", gap.line());
            json.writeStringProperty("from", gap.from().toString());
            json.writeStringProperty("to", gap.to().toString());
            json.writeStringProperty("kind", gap.kind().toString());
            json.writeNumberProperty("missing", gap.missing());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void spike(JsonGenerator json, Spike spike) {
        json.writeStartObject();
        json.writeNumberProperty("line", spike.line());
        json.writeStringProperty("at", spike.at().toString());
        json.writeStringProperty("kind", spike.kind().toString());
        json.writeNumberProperty("logMove", spike.move());
        json.writeNumberProperty("deviations", spike.deviations());
        json.writeEndObject();
    }

    private static void figures(JsonGenerator json, QualityReport.Figures figures) {
        json.writeNumberProperty("overlaps", figures.overlaps());
        json.writeNumberProperty("flatBars", figures.flatBars());
        json.writeNumberProperty("staleStretches", figures.staleRuns());
        json.writeNumberProperty("longestStaleBars", figures.longestStaleRun());
        json.writeNumberProperty("longestStaleLine", figures.longestStaleLine());
        json.writeNumberProperty("zeroVolumeBars", figures.zeroVolumeBars());
        json.writeNumberProperty("roundedVolumes", figures.roundedVolumes());
        json.writeNumberProperty("adjustedBars", figures.adjustedBars());
    }
}
