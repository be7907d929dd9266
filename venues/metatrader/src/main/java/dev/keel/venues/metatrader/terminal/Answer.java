package dev.keel.venues.metatrader.terminal;

import dev.keel.venues.metatrader.mailbox.Message;
import java.time.Instant;

/** What came of a question. */
public sealed interface Answer {
    /**
     * @param askedAt our time before it was asked
     */
    record Given(Instant askedAt, Message message) implements Answer {}

    record Failed(String why) implements Answer {}
}
