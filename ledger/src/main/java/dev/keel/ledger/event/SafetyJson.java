package dev.keel.ledger.event;

import dev.keel.core.account.Difference;
import dev.keel.core.account.KillLevel;
import dev.keel.core.account.SwitchScope;
import dev.keel.core.account.TradeKey;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.order.Side;
import dev.keel.core.order.TradeId;
import dev.keel.core.risk.Check;
import dev.keel.core.risk.RefusalReason;
import dev.keel.ledger.json.JsonFields;
import dev.keel.ledger.json.JsonWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Kill switches, checks, and differences from the venue. What is as it was in the first events is
 * left out.
 */
final class SafetyJson {
    private SafetyJson() {}

    static void writeScope(JsonWriter writer, SwitchScope scope) {
        switch (scope) {
            case SwitchScope.OfAccount _ -> {}
            case SwitchScope.OfStrategy(String strategy) -> writer.text("strategy", strategy);
            case SwitchScope.OfSymbol(InstrumentId instrument) ->
                    writer.text("instrument", instrument);
        }
    }

    static SwitchScope readScope(JsonFields fields) {
        if (fields.has("strategy")) {
            return new SwitchScope.OfStrategy(fields.text("strategy"));
        }
        return fields.has("instrument")
                ? new SwitchScope.OfSymbol(InstrumentId.of(fields.text("instrument")))
                : SwitchScope.OfAccount.INSTANCE;
    }

    static void writeLevel(JsonWriter writer, KillLevel level) {
        writer.optionalText("level", level == KillLevel.REDUCE_ONLY ? null : level);
    }

    static KillLevel readLevel(JsonFields fields) {
        return fields.has("level")
                ? fields.choice("level", KillLevel.class)
                : KillLevel.REDUCE_ONLY;
    }

    static void writeChecks(JsonWriter writer, List<Check> checks) {
        if (!checks.isEmpty()) {
            writer.children("checks", checks, SafetyJson::writeCheck);
        }
    }

    static List<Check> readChecks(JsonFields fields) {
        return fields.has("checks")
                ? fields.children("checks").stream().map(SafetyJson::readCheck).toList()
                : List.of();
    }

    private static void writeCheck(JsonWriter writer, Check check) {
        writer.text("rule", check.rule())
                .text("limit", check.limit())
                .text("actual", check.actual())
                .text("verdict", check.passed() ? "passed" : "failed");
    }

    private static Check readCheck(JsonFields fields) {
        return new Check(
                fields.choice("rule", RefusalReason.class),
                fields.text("limit"),
                fields.text("actual"),
                fields.text("verdict").equals("passed"));
    }

    static void writeDifference(JsonWriter writer, Difference difference) {
        writer.number("number", difference.number())
                .text("subject", difference.subject())
                .text("explanation", difference.explanation())
                .optionalText("instrument", difference.instrument())
                .optionalDecimal("ledger", difference.ledger())
                .optionalDecimal("venue", difference.venue());
        if (difference.impact() != null) {
            writer.text("asset", difference.impact().asset())
                    .decimal("impact", difference.impact().amount());
        }
        writer.text("detail", difference.detail());
    }

    static Difference readDifference(JsonFields fields) {
        return new Difference(
                fields.integer("number"),
                fields.choice("subject", Difference.Subject.class),
                fields.choice("explanation", Difference.Explanation.class),
                readInstrument(fields),
                fields.has("ledger") ? fields.decimal("ledger") : null,
                fields.has("venue") ? fields.decimal("venue") : null,
                fields.has("impact") ? MoneyJson.read(fields, "impact") : null,
                fields.text("detail"));
    }

    static void writeKey(JsonWriter writer, TradeKey key) {
        writer.text("instrument", key.instrument())
                .text("trade", key.trade())
                .text("side", key.side());
    }

    static TradeKey readKey(JsonFields fields) {
        return new TradeKey(
                InstrumentId.of(fields.text("instrument")),
                new TradeId(fields.text("trade")),
                fields.choice("side", Side.class));
    }

    static @Nullable InstrumentId readInstrument(JsonFields fields) {
        return fields.has("instrument") ? InstrumentId.of(fields.text("instrument")) : null;
    }
}
