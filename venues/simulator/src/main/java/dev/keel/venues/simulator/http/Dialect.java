package dev.keel.venues.simulator.http;

import dev.keel.venues.simulator.BrokerSide.Ask;
import java.util.Optional;

/** What one venue understands and says. For any number of threads. */
public interface Dialect {
    /** What a request is about; what the venue does not know is {@code OTHER}. */
    Ask asked(WireRequest request);

    /** Does what a request asks, and answers it. */
    WireReply answer(WireRequest request);

    /** What the venue says in this case, whatever was asked. */
    WireReply says(Word word, WireRequest request);

    /** Whether there are streams at all; without them, what happened has to be asked for. */
    default boolean hasStreams() {
        return true;
    }

    /**
     * Whether no two trades are of one millisecond: some venues give their lists by time alone, and
     * never more than a page of one millisecond.
     */
    default boolean tradesApart() {
        return false;
    }

    /**
     * Takes a stream.
     *
     * @return empty if there is none at that place
     */
    Optional<StreamSession> connect(WireRequest upgrade, Channel channel);

    /** Something that every venue has a code for. */
    enum Word {
        /** It is not known whether it was done. */
        UNKNOWN,
        /** Too little money. */
        REFUSED,
        /** A refusal with a code that nobody has heard of. */
        UNLISTED,
        /** The timestamp is outside the window. */
        LATE,
        TOO_MANY_REQUESTS,
        /** An error that is not explained. */
        SERVER_ERROR
    }
}
