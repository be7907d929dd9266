package dev.keel.venues.fix;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** An account's options by name. */
record Options(Map<String, String> all) {
    private static final Set<String> KNOWN =
            Set.of(
                    "host",
                    "port",
                    "senderCompId",
                    "senderSubId",
                    "targetCompId",
                    "targetSubId",
                    "account",
                    "heartbeatSeconds",
                    "trustStore",
                    "trustStoreType",
                    "trustStorePassword",
                    "onDisconnect",
                    "reduceOnly",
                    "holdings",
                    "doNotKnow",
                    "recovery.plan");

    void checkNames(boolean asksOverRest) {
        for (String name : new TreeMap<>(all).keySet()) {
            boolean known =
                    KNOWN.contains(name)
                            || name.startsWith("instrument.")
                            || name.startsWith("opening.")
                            || name.startsWith(PricePlace.OPTION)
                            || (asksOverRest && name.startsWith(RestAccount.OPTION));
            if (!known) {
                throw wrong(name, "is not known", all.getOrDefault(name, ""));
            }
        }
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(all.get(name)).map(String::strip).filter(v -> !v.isEmpty());
    }

    String required(String name) {
        return get(name).orElseThrow(() -> wrong(name, "must be given", ""));
    }

    int number(String name, int otherwise, int least, int most) {
        String text = get(name).orElse(Integer.toString(otherwise));
        if (!text.matches("[0-9]{1,6}")
                || Integer.parseInt(text) < least
                || Integer.parseInt(text) > most) {
            throw wrong(name, "must be " + least + " to " + most, text);
        }
        return Integer.parseInt(text);
    }

    /** One of two words; the first where nothing is said. */
    String word(String name, String usual, String other) {
        String text = get(name).orElse(usual);
        if (!text.equals(usual) && !text.equals(other)) {
            throw wrong(name, "must be " + usual + " or " + other, text);
        }
        return text;
    }

    /** Those whose names begin so, without that beginning. */
    Map<String, String> below(String beginning) {
        Map<String, String> below = new TreeMap<>();
        all.forEach((name, value) -> {
            if (name.startsWith(beginning)) {
                below.put(name.substring(beginning.length()), value);
            }
        });
        return below;
    }

    static IllegalArgumentException wrong(String name, String rule, String value) {
        return new IllegalArgumentException(
                "option " + name + " " + rule + ", was '" + value + "'");
    }
}
