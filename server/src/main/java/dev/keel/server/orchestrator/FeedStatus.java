package dev.keel.server.orchestrator;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What the market is doing.
 *
 * @param feed empty if none is connected
 * @param position how many bars are over
 * @param marketTime the market's time; empty if none is connected
 */
public record FeedStatus(
        State state, Optional<Feed> feed, int position, Optional<Instant> marketTime) {
    static final FeedStatus NONE =
            new FeedStatus(State.NONE, Optional.empty(), 0, Optional.empty());

    /** Whether the market moves. */
    public enum State {
        /** No market is connected. */
        NONE,
        PLAYING,
        HELD,
        /** Played to its end. */
        FINISHED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static FeedStatus of(
            Feed feed, Orchestrator.State orchestrator, int position, Instant marketTime) {
        State state =
                switch (orchestrator) {
                    case STARTING, RUNNING -> State.PLAYING;
                    case PAUSED, ERROR -> State.HELD;
                    case STOPPED -> position == feed.bars().size() ? State.FINISHED : State.HELD;
                };
        return new FeedStatus(state, Optional.of(feed), position, Optional.of(marketTime));
    }

    public boolean moves() {
        return state == State.PLAYING;
    }

    /** One sentence for people. */
    public String detail() {
        if (feed.isEmpty()) {
            return "no market is connected: there are no prices, and orders are refused with"
                    + " NO_PRICE";
        }
        String what = feed.get().description();
        int bars = feed.get().bars().size();
        return switch (state) {
            case NONE, PLAYING -> what + ", bar " + position + " of " + bars;
            case HELD -> what + ", held after bar " + position + " of " + bars;
            case FINISHED -> what + ", played to its end; the platform keeps running";
        };
    }
}
