package dev.keel.venues.ccxt.host;

import tools.jackson.databind.JsonNode;

/** What a watched stream tells. */
public sealed interface StreamEvent {
    record Data(JsonNode value) implements StreamEvent {}

    /** It broke, or the child did; it is being opened again, and something may have been missed. */
    record Interrupted(String why) implements StreamEvent {}
}
