package dev.keel.server.api.venue;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.swagger.v3.oas.annotations.media.Schema;

/** A secret out of a request: it can be handed on, and not be printed. */
@Schema(type = "string", format = "password")
public final class Secret {
    private final String value;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Secret(String value) {
        this.value = value;
    }

    /** A copy, for the taker to wipe. */
    public char[] characters() {
        return value.strip().toCharArray();
    }

    @Override
    public String toString() {
        return "***";
    }
}
