package dev.keel.venues.certification.cases;

import dev.keel.core.money.Price;
import java.math.BigDecimal;

/** Numbers as they stand on a wire. */
final class Decimals {
    private Decimals() {}

    /** Whether a term of the wire is this price, however many zeros it is written with. */
    static boolean same(String term, Price price) {
        try {
            return new BigDecimal(term).compareTo(price.value()) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
