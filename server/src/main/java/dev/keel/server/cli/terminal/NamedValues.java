package dev.keel.server.cli.terminal;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Options that are typed as {@code NAME=VALUE} and may be repeated. */
public final class NamedValues {
    private NamedValues() {}

    /**
     * Reads them, each name once.
     *
     * @param texts null where the option was not given
     * @throws IllegalArgumentException in words that follow the option's name
     */
    public static Map<String, String> parse(@Nullable List<String> texts) {
        Map<String, String> values = new TreeMap<>();
        for (String text : texts == null ? List.<String>of() : texts) {
            int at = text.indexOf('=');
            if (at < 1) {
                throw new IllegalArgumentException("must be NAME=VALUE, was '" + text + "'");
            }
            String name = text.substring(0, at);
            if (values.put(name, text.substring(at + 1)) != null) {
                throw new IllegalArgumentException("gives '" + name + "' twice");
            }
        }
        return values;
    }
}
