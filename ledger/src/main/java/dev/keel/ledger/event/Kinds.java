package dev.keel.ledger.event;

import dev.keel.ledger.json.JsonFields;

/** Closed alternatives, told apart by the field {@code kind}. */
final class Kinds {
    private Kinds() {}

    static IllegalArgumentException unknown(String what, JsonFields fields) {
        return new IllegalArgumentException(
                what + " of kind '" + fields.text("kind") + "' is not known");
    }
}
