package dev.keel.server.api;

import java.util.Locale;

/** Words that several routes share. */
public final class Wording {
    /** Who acts through the API, as long as there are no logins. */
    public static final String CLIENT = "api";

    private Wording() {}

    /** A word of a closed list, as the wire has it. */
    public static String of(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
