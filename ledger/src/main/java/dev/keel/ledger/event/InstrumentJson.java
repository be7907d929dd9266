package dev.keel.ledger.event;

import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.instrument.TradingRules;
import dev.keel.core.money.Asset;
import dev.keel.ledger.json.JsonFields;
import dev.keel.ledger.json.JsonWriter;

final class InstrumentJson {
    private InstrumentJson() {}

    static void write(JsonWriter writer, Instrument instrument) {
        writer.text("id", instrument.id())
                .text("base", instrument.base())
                .text("quote", instrument.quote())
                .text("kind", instrument.kind())
                .decimal("tick", instrument.rules().tick().value())
                .decimal("lot", instrument.rules().lot().value())
                .decimal("min_notional", instrument.rules().minNotional())
                .decimal("maker_fee", instrument.fees().maker())
                .decimal("taker_fee", instrument.fees().taker())
                .decimal("contract_size", instrument.contractSize());
    }

    static Instrument read(JsonFields fields) {
        return new Instrument(
                InstrumentId.of(fields.text("id")),
                Asset.of(fields.text("base")),
                Asset.of(fields.text("quote")),
                fields.choice("kind", InstrumentKind.class),
                new TradingRules(
                        fields.price("tick"),
                        fields.quantity("lot"),
                        fields.decimal("min_notional")),
                new FeeRates(fields.decimal("maker_fee"), fields.decimal("taker_fee")),
                fields.decimal("contract_size"));
    }
}
