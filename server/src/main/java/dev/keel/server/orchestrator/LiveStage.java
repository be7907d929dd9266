package dev.keel.server.orchestrator;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.BarFormat;
import dev.keel.core.performance.ExecutionHistory;
import dev.keel.server.runtime.PaperHost;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A venue's market as it lives. */
public final class LiveStage implements Stage {
    /** Bars come in these decimals when a plan is tried out; those of the venue may differ. */
    private static final int DECIMALS = 8;

    /** When silence is taken for a broken line: quotes of a market that trades come in seconds. */
    private static final Duration SILENCE = Duration.ofMinutes(2);

    private final LiveFeed feed;
    private final PaperHost account;
    private final SignalTarget target;
    private final PlayedBars played;
    private final InstantSource clock;
    private final Heard heard = new Heard();

    /**
     * @param target where signals go beside the paper account
     * @param clock the system's
     */
    public LiveStage(
            LiveFeed feed,
            PaperHost account,
            SignalTarget target,
            PlayedBars played,
            InstantSource clock) {
        this.feed = feed;
        this.account = account;
        this.target = target;
        this.played = played;
        this.clock = clock;
    }

    @Override
    public Set<InstrumentId> offered() {
        Set<InstrumentId> offered = new TreeSet<>();
        feed.instruments().forEach(instrument -> offered.add(instrument.id()));
        return Collections.unmodifiableSet(offered);
    }

    @Override
    public void requireFit(Plan plan) {
        requireFit(plan, feed);
    }

    /** The same before there is a stage. */
    public static void requireFit(Plan plan, LiveFeed feed) {
        BarFormat bars = new BarFormat(feed.timeframe(), DECIMALS, DECIMALS);
        for (Instrument instrument : feed.instruments()) {
            new Scanners(plan, instrument.id(), bars, ExecutionHistory::new).start();
        }
    }

    @Override
    public Play play(Plan plan, Set<InstrumentId> scanned, SessionBook sessions) {
        List<LiveLane> lanes =
                feed.instruments().stream()
                        .map(instrument ->
                                new LiveLane(instrument, feed, plan, account.host()::executions))
                        .toList();
        LivePlay play = new LivePlay(feed, lanes, account, target, played, clock, heard, sessions);
        play.scan(scanned);
        return play;
    }

    @Override
    public FeedStatus status(Orchestrator.State orchestrator, Optional<Play> play) {
        Optional<Instant> last = heard.last();
        FeedStatus.State state =
                switch (orchestrator) {
                    case STARTING, RUNNING ->
                            isSilent() ? FeedStatus.State.STALE : FeedStatus.State.PLAYING;
                    case PAUSED, STOPPED -> FeedStatus.State.HELD;
                    case ERROR -> FeedStatus.State.STALE;
                };
        return new FeedStatus(
                state,
                "live",
                feed.description() + said(state, last),
                List.copyOf(offered()),
                Optional.of(clock.instant()),
                Optional.empty());
    }

    private boolean isSilent() {
        return heard.since()
                .filter(since -> since.plus(SILENCE).isBefore(clock.instant()))
                .isPresent();
    }

    private String said(FeedStatus.State state, Optional<Instant> last) {
        String heardOf =
                last.map(at -> ", last heard of at " + at).orElse(", nothing heard of it yet");
        return switch (state) {
            case STALE -> ", STALE" + heardOf + heard.gap().map(why -> "; " + why).orElse("");
            case HELD -> ", held" + heardOf;
            case NONE, PLAYING, FINISHED -> heardOf;
        };
    }
}
