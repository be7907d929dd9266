package dev.keel.signals.learn.feature;

import java.util.regex.Pattern;

/**
 * One number about a market at a closed bar.
 *
 * @param name unique in a schema: lower case letters, digits and {@code . - _}
 * @param unit what it counts, such as {@code log} or {@code ATR}; 1 for a plain ratio
 * @param lookBack the bars until it is settled, at least 1
 * @param module the family it comes from, such as {@code price}
 * @param version of its definition: another way to compute it is another version
 */
public record Feature(String name, String unit, int lookBack, String module, int version) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9._-]{1,80}");

    public Feature {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name must be 1 to 80 lower case letters, digits or . _ -, was '" + name + "'");
        }
        if (unit.isBlank() || module.isBlank() || (unit + module).contains("\t")) {
            throw new IllegalArgumentException(
                    "unit and module must be words, were '" + unit + "' and '" + module + "'");
        }
        if (lookBack < 1) {
            throw new IllegalArgumentException("lookBack must be at least 1, was " + lookBack);
        }
        if (version < 1) {
            throw new IllegalArgumentException("version must be at least 1, was " + version);
        }
    }

    /** One line that holds all that makes the feature what it is. */
    String definition() {
        return String.join(
                "\t", name, unit, Integer.toString(lookBack), module, Integer.toString(version));
    }
}
