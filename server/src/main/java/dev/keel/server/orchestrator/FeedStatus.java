package dev.keel.server.orchestrator;

import dev.keel.core.instrument.InstrumentId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the market is doing.
 *
 * @param kind {@code replay}, {@code synthetic} or {@code live}; {@code none} if none is connected
 * @param detail one sentence for people
 * @param instruments what it has
 * @param marketTime the market's time; empty if none is connected
 * @param progress how far it was played; empty where there is no end
 */
public record FeedStatus(
        State state,
        String kind,
        String detail,
        List<InstrumentId> instruments,
        Optional<Instant> marketTime,
        Optional<Progress> progress) {
    static final FeedStatus NONE =
            new FeedStatus(
                    State.NONE,
                    "none",
                    "no market is connected: there are no prices, and orders are refused with"
                            + " NO_PRICE",
                    List.of(),
                    Optional.empty(),
                    Optional.empty());

    public FeedStatus {
        instruments = List.copyOf(instruments);
    }

    /** Whether the market moves. */
    public enum State {
        /** No market is connected. */
        NONE,
        PLAYING,
        HELD,
        /** Played to its end. */
        FINISHED,
        /** It should move, and nothing is heard of it. */
        STALE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How far a market was played.
     *
     * @param position how many bars are over
     * @param bars how many there are
     */
    public record Progress(int position, int bars) {}

    static FeedStatus of(
            Feed feed, Orchestrator.State orchestrator, int position, Instant marketTime) {
        int bars = feed.bars().size();
        State state =
                switch (orchestrator) {
                    case STARTING, RUNNING -> State.PLAYING;
                    case PAUSED, ERROR -> State.HELD;
                    case STOPPED -> position == bars ? State.FINISHED : State.HELD;
                };
        return new FeedStatus(
                state,
                feed.kind().toString(),
                feed.description() + where(state, position, bars),
                List.of(feed.instrument().id()),
                Optional.of(marketTime),
                Optional.of(new Progress(position, bars)));
    }

    private static String where(State state, int position, int bars) {
        return switch (state) {
            case NONE, PLAYING, STALE -> ", bar " + position + " of " + bars;
            case HELD -> ", held after bar " + position + " of " + bars;
            case FINISHED -> ", played to its end; the platform keeps running";
        };
    }

    public boolean isConnected() {
        return state != State.NONE;
    }

    public boolean moves() {
        return state == State.PLAYING;
    }
}
