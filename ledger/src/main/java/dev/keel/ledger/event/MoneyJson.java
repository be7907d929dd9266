package dev.keel.ledger.event;

import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.ledger.json.JsonFields;

/** Amounts of the one asset that the object around them names in {@code asset}. */
final class MoneyJson {
    private MoneyJson() {}

    static Money read(JsonFields fields, String name) {
        return new Money(Asset.of(fields.text("asset")), fields.decimal(name));
    }
}
