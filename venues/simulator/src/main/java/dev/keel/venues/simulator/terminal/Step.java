package dev.keel.venues.simulator.terminal;

/** Where a terminal can die between a command and its result. */
public enum Step {
    /** The command is read, the journal does not know it. */
    BEFORE_SENDING,
    /** The journal says that it is about to be sent; it was not. */
    AFTER_SENDING,
    /** The broker has done it; the journal does not know. */
    AFTER_SEND,
    /** The journal has what came back; its end and the result are missing. */
    AFTER_DONE,
    /** The journal has its end; the result is missing. */
    AFTER_END
}
