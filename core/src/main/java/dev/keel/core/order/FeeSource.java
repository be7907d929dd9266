package dev.keel.core.order;

import dev.keel.core.money.Money;
import dev.keel.core.money.Quantity;

/** What a venue took a fill's fee from. */
public sealed interface FeeSource {
    /** From cash, in the instrument's quote asset. */
    record FromCash() implements FeeSource {
        public static final FromCash INSTANCE = new FromCash();
    }

    /**
     * From what was traded: as much less was received, or more was given, than was traded. The
     * fill's fee is what that was worth at its price.
     *
     * @param quantity of the base asset, above 0
     */
    record FromBase(Quantity quantity) implements FeeSource {
        public FromBase {
            if (quantity.isZero()) {
                throw new IllegalArgumentException(
                        "a fee in the base asset must be above 0, was 0");
            }
        }
    }

    /**
     * From an asset that is neither, such as an exchange's own token. It moves nothing that the
     * account counts; the fill's fee is 0.
     */
    record Apart(Money amount) implements FeeSource {}
}
