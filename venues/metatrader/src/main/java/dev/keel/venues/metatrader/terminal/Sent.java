package dev.keel.venues.metatrader.terminal;

import dev.keel.venues.metatrader.mailbox.Message;

/** What became of a command. */
public sealed interface Sent {
    /** It certainly never left. */
    record Not(String why) implements Sent {}

    /** What the Expert Advisor says of it. */
    record Done(Message result) implements Sent {}

    /** No result came in time; one may still come, as {@link Done}. */
    record Silent(String why) implements Sent {}
}
