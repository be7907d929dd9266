package dev.keel.core.strategy;

import java.math.BigDecimal;

/**
 * A number that shapes a strategy or an indicator.
 *
 * @param name lower camel case
 * @param meaning one sentence for people
 * @param kind whether fractions are allowed
 */
public record Parameter(
        String name,
        String meaning,
        Kind kind,
        BigDecimal defaultValue,
        BigDecimal min,
        BigDecimal max) {
    /** What numbers a parameter takes. */
    public enum Kind {
        INTEGER,
        DECIMAL
    }

    public static Parameter integer(
            String name, String meaning, int defaultValue, int min, int max) {
        return new Parameter(
                name,
                meaning,
                Kind.INTEGER,
                BigDecimal.valueOf(defaultValue),
                BigDecimal.valueOf(min),
                BigDecimal.valueOf(max));
    }

    public static Parameter decimal(
            String name, String meaning, String defaultValue, String min, String max) {
        return new Parameter(
                name,
                meaning,
                Kind.DECIMAL,
                new BigDecimal(defaultValue),
                new BigDecimal(min),
                new BigDecimal(max));
    }

    BigDecimal parse(String text) {
        BigDecimal value;
        try {
            value = new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "parameter '" + name + "' must be a number, was '" + text + "'", e);
        }
        boolean whole = value.stripTrailingZeros().scale() <= 0;
        if ((kind == Kind.INTEGER && !whole)
                || value.compareTo(min) < 0
                || value.compareTo(max) > 0) {
            throw new IllegalArgumentException(
                    "parameter '"
                            + name
                            + "' must be "
                            + (kind == Kind.INTEGER ? "a whole number " : "")
                            + "from "
                            + min.toPlainString()
                            + " to "
                            + max.toPlainString()
                            + ", was "
                            + text);
        }
        return value;
    }
}
