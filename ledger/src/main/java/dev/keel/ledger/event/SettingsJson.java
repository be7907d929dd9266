package dev.keel.ledger.event;

import dev.keel.core.account.AccountSettings;
import dev.keel.core.account.ExecutionMode;
import dev.keel.core.risk.Response;
import dev.keel.core.risk.RiskPolicy;
import dev.keel.core.sizing.Sizing;
import dev.keel.ledger.json.JsonFields;
import dev.keel.ledger.json.JsonWriter;
import org.jspecify.annotations.Nullable;

final class SettingsJson {
    private SettingsJson() {}

    static void write(JsonWriter writer, AccountSettings settings) {
        writer.text("mode", settings.mode())
                .child("sizing", inner -> writeSizing(inner, settings.sizing()))
                .child("policy", inner -> writePolicy(inner, settings.policy()))
                .text("confirmation_window", settings.confirmationWindow());
    }

    static AccountSettings read(JsonFields fields) {
        return new AccountSettings(
                fields.choice("mode", ExecutionMode.class),
                readSizing(fields.child("sizing")),
                readPolicy(fields.child("policy")),
                fields.duration("confirmation_window"));
    }

    private static void writeSizing(JsonWriter writer, Sizing sizing) {
        switch (sizing) {
            case Sizing.Fixed(var quantity) ->
                    writer.text("kind", "fixed").decimal("quantity", quantity.value());
            case Sizing.AllCash() -> writer.text("kind", "all_cash");
            case Sizing.PercentOfEquity(var share) ->
                    writer.text("kind", "percent_of_equity").decimal("share", share);
            case Sizing.RiskToStop(var share) ->
                    writer.text("kind", "risk_to_stop").decimal("share", share);
            case Sizing.AtrRisk(var share, var multiple) ->
                    writer.text("kind", "atr_risk")
                            .decimal("share", share)
                            .decimal("multiple", multiple);
            case Sizing.Kelly(var scale, var cap) ->
                    writer.text("kind", "kelly").decimal("scale", scale).decimal("cap", cap);
        }
    }

    private static Sizing readSizing(JsonFields fields) {
        return switch (fields.text("kind")) {
            case "fixed" -> new Sizing.Fixed(fields.quantity("quantity"));
            case "all_cash" -> new Sizing.AllCash();
            case "percent_of_equity" -> new Sizing.PercentOfEquity(fields.decimal("share"));
            case "risk_to_stop" -> new Sizing.RiskToStop(fields.decimal("share"));
            case "atr_risk" ->
                    new Sizing.AtrRisk(fields.decimal("share"), fields.decimal("multiple"));
            case "kelly" -> new Sizing.Kelly(fields.decimal("scale"), fields.decimal("cap"));
            default -> throw Kinds.unknown("sizing", fields);
        };
    }

    private static void writePolicy(JsonWriter writer, RiskPolicy policy) {
        RiskPolicy.TradeLimits trade = policy.trade();
        RiskPolicy.AccountLimits account = policy.account();
        RiskPolicy.Freshness freshness = policy.freshness();
        writer.optionalDecimal("risk_per_trade", trade.riskPerTrade())
                .optionalDecimal("position_size", trade.positionSize())
                .optionalDecimal("slippage", trade.slippage())
                .optionalDecimal("liquidity_ratio", trade.liquidityRatio());
        if (account.openPositions() != null) {
            writer.number("open_positions", account.openPositions());
        }
        writer.optionalDecimal("leverage", account.leverage())
                .optionalDecimal("daily_loss", account.dailyLoss())
                .optionalDecimal("weekly_loss", account.weeklyLoss())
                .optionalDecimal("drawdown", account.drawdown())
                .optionalText("price_age", freshness.priceAge())
                .optionalText("balance_age", freshness.balanceAge())
                .optionalText("duplicate_window", freshness.duplicateWindow());
        if (!policy.triggers().equals(RiskPolicy.Triggers.DEFAULT)) {
            writer.child("triggers", inner -> writeTriggers(inner, policy.triggers()));
        }
    }

    private static void writeTriggers(JsonWriter writer, RiskPolicy.Triggers triggers) {
        writer.optionalText("loss", triggers.loss())
                .optionalText("slippage", triggers.slippage())
                .optionalText("naked_time", triggers.nakedTime());
        if (triggers.staleMultiple() != null) {
            writer.number("stale_multiple", triggers.staleMultiple());
        }
    }

    private static RiskPolicy.Triggers readTriggers(JsonFields fields) {
        return new RiskPolicy.Triggers(
                response(fields, "loss"),
                response(fields, "slippage"),
                fields.integerOrNull("stale_multiple"),
                fields.durationOrNull("naked_time"));
    }

    private static @Nullable Response response(JsonFields fields, String name) {
        return fields.has(name) ? fields.choice(name, Response.class) : null;
    }

    private static RiskPolicy readPolicy(JsonFields fields) {
        return new RiskPolicy(
                new RiskPolicy.TradeLimits(
                        fields.decimalOrNull("risk_per_trade"),
                        fields.decimalOrNull("position_size"),
                        fields.decimalOrNull("slippage"),
                        fields.decimalOrNull("liquidity_ratio")),
                new RiskPolicy.AccountLimits(
                        fields.integerOrNull("open_positions"),
                        fields.decimalOrNull("leverage"),
                        fields.decimalOrNull("daily_loss"),
                        fields.decimalOrNull("weekly_loss"),
                        fields.decimalOrNull("drawdown")),
                new RiskPolicy.Freshness(
                        fields.durationOrNull("price_age"),
                        fields.durationOrNull("balance_age"),
                        fields.durationOrNull("duplicate_window")),
                fields.has("triggers")
                        ? readTriggers(fields.child("triggers"))
                        : RiskPolicy.Triggers.DEFAULT);
    }
}
