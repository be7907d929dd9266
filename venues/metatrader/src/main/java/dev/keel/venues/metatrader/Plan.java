package dev.keel.venues.metatrader;

import dev.keel.venues.metatrader.mailbox.Row;

/** What is to be done about a request of the core's. */
sealed interface Plan {
    record Send(Row command) implements Plan {}

    /** Nothing is sent: it cannot be done, or not safely. */
    record Veto(String why) implements Plan {}

    /** Nothing has to be sent: what was to be taken away is gone. */
    record Nothing() implements Plan {}
}
