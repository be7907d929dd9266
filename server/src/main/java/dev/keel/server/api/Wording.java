package dev.keel.server.api;

import dev.keel.core.account.ExecutionMode;
import java.util.Locale;

/** Words that several routes share. */
public final class Wording {
    /** Who acts through the API, as long as there are no logins. */
    public static final String CLIENT = "api";

    private Wording() {}

    public static String of(ExecutionMode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }
}
