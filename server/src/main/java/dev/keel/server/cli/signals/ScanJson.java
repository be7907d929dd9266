package dev.keel.server.cli.signals;

import dev.keel.core.signal.Reason;
import dev.keel.signals.fusion.ExpertStanding;
import dev.keel.signals.scan.ScanMarket;
import dev.keel.signals.scan.ScanRow;
import java.io.Writer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** A scan as one JSON object. A loss that is not known yet is null. */
final class ScanJson {
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private final JsonGenerator json;

    private ScanJson(JsonGenerator json) {
        this.json = json;
    }

    /** Writes the object and a line end; leaves the target open. */
    static void write(Writer target, FileScan scan, int top, boolean standings) {
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), target)) {
            new ScanJson(json).scan(scan, top, standings);
            json.writeRaw('\n');
        }
    }

    private void scan(FileScan scan, int top, boolean standings) {
        json.writeStartObject();
        json.writeNumberProperty("markets", scan.scanner().markets().size());
        json.writeArrayPropertyStart("rows");
        scan.scanner().top(top).forEach(this::row);
        json.writeEndArray();
        if (standings) {
            json.writeArrayPropertyStart("experts");
            scan.scanner().markets().forEach(market -> market(scan, market));
            json.writeEndArray();
        }
        json.writeArrayPropertyStart("errors");
        scan.failures().forEach(failure -> json.writeString(failure.message()));
        json.writeEndArray();
        json.writeEndObject();
    }

    private void row(ScanRow row) {
        json.writeStartObject();
        json.writeStringProperty("symbol", row.market().instrument().symbol());
        json.writeStringProperty("timeframe", row.market().timeframe().toString());
        json.writeStringProperty("closedAt", row.at().toString());
        json.writeNumberProperty("close", row.close());
        json.writeNumberProperty("bars", row.bars());
        json.writeNumberProperty("probability", row.opinion().probability());
        json.writeNumberProperty("score", row.opinion().score());
        json.writeNumberProperty("confidence", row.opinion().confidence());
        json.writeNumberProperty("rank", row.rank());
        json.writeNumberProperty("awakeExperts", row.opinion().awakeExperts());
        json.writeArrayPropertyStart("reasons");
        row.reasons().forEach(this::reason);
        json.writeEndArray();
        json.writeEndObject();
    }

    private void reason(Reason reason) {
        json.writeStartObject();
        json.writeStringProperty("text", reason.text());
        json.writeArrayPropertyStart("figures");
        for (Reason.Figure figure : reason.figures()) {
            json.writeStartObject();
            json.writeStringProperty("name", figure.name());
            json.writeNumberProperty("value", figure.value());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void market(FileScan scan, ScanMarket market) {
        json.writeStartObject();
        json.writeStringProperty("symbol", market.instrument().symbol());
        json.writeStringProperty("timeframe", market.timeframe().toString());
        loss("logLoss", scan.scanner().logLoss(market));
        loss("upShare", scan.scanner().upShare(market));
        json.writeArrayPropertyStart("standings");
        scan.scanner().standings(market).forEach(this::standing);
        json.writeEndArray();
        json.writeEndObject();
    }

    private void standing(ExpertStanding one) {
        json.writeStartObject();
        json.writeStringProperty("name", one.name());
        json.writeNumberProperty("prior", one.prior());
        json.writeNumberProperty("adaptive", one.adaptive());
        json.writeNumberProperty("effective", one.effective());
        json.writeNumberProperty("outcomes", one.outcomes());
        json.writeNumberProperty("uniqueOutcomes", one.uniqueOutcomes());
        loss("logLoss", one.logLoss());
        json.writeNumberProperty("intercept", one.intercept());
        json.writeNumberProperty("slope", one.slope());
        json.writeEndObject();
    }

    private void loss(String name, double nats) {
        if (Double.isNaN(nats)) {
            json.writeNullProperty(name);
        } else {
            json.writeNumberProperty(name, nats);
        }
    }
}
