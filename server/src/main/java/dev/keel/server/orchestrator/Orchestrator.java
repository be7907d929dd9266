package dev.keel.server.orchestrator;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Timeframe;
import dev.keel.server.runtime.AccountHost;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts and stops what a market shows, one session after the other. For any number of threads.
 *
 * <p>A pause or stop holds the market itself: no bar, no signal, no fill. Orders and positions stay
 * as they are.
 */
public final class Orchestrator implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Orchestrator.class);

    /** What the orchestrator is doing. */
    public enum State {
        STOPPED,
        STARTING,
        RUNNING,
        PAUSED,
        /** Something keeps it from going on; it is tried again by itself, or is to be started. */
        ERROR;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Optional<Stage> stage;
    private final AccountHost account;
    private final SessionBook sessions;
    private final InstantSource systemClock;
    private final Set<InstrumentId> symbols = new TreeSet<>();

    private Plan plan;
    private @Nullable Play playing;

    /**
     * Creates one that is stopped.
     *
     * @param stage empty if no market is connected
     * @param account whose figures a session has
     */
    public Orchestrator(
            Optional<Stage> stage,
            Plan plan,
            AccountHost account,
            SessionBook sessions,
            InstantSource systemClock) {
        this.stage = stage;
        this.plan = plan;
        this.account = account;
        this.sessions = sessions;
        this.systemClock = systemClock;
        stage.ifPresent(known -> symbols.addAll(known.offered()));
    }

    /**
     * Starts a session, where the last one ended.
     *
     * @param wantedSymbols empty keeps them as they are
     * @param wantedTimeframes empty keeps them as they are
     * @throws OrchestratorException if it cannot be started, saying why
     */
    public synchronized void start(
            List<InstrumentId> wantedSymbols, List<Timeframe> wantedTimeframes) {
        Stage known = requireStage();
        if (isPlaying()) {
            throw new OrchestratorException("the orchestrator runs already");
        }
        wantedSymbols.forEach(symbol -> requireOffered(known, symbol));
        plan = fitting(known, wantedTimeframes);
        if (!wantedSymbols.isEmpty()) {
            symbols.clear();
            symbols.addAll(wantedSymbols);
        }
        sessions.begin(
                new Session(
                        UUID.randomUUID(),
                        systemClock.instant(),
                        Optional.empty(),
                        sessions.nothing(account.state())),
                account.state());
        Play next = known.play(plan, Set.copyOf(symbols), sessions);
        playing = next;
        next.start();
        LOG.info("session started: {} on {}", plan.strategy().name(), plan.timeframes());
    }

    /** Ends the session; waits until the step that is being played is over. */
    public void stop() {
        Play current;
        synchronized (this) {
            current = playing;
        }
        if (current != null) {
            current.stopAndWait();
        }
    }

    /**
     * Holds the market; one that is still starting begins held.
     *
     * @throws OrchestratorException if it does not run
     */
    public synchronized void pause() {
        Play current = playing;
        if (current != null && current.state() == State.STARTING) {
            current.pause();
        } else {
            requireIn(State.RUNNING, "pause").pause();
        }
    }

    /**
     * Lets the market go on.
     *
     * @throws OrchestratorException if it is not paused
     */
    public synchronized void resume() {
        requireIn(State.PAUSED, "resume").resume();
    }

    /**
     * Has a symbol scanned for signals.
     *
     * @throws OrchestratorException if no market that is connected offers it
     */
    public synchronized void add(InstrumentId symbol) {
        requireOffered(requireStage(), symbol);
        symbols.add(symbol);
        scanAsWanted();
    }

    /**
     * Has a symbol scanned no more; its position and orders stay.
     *
     * @throws OrchestratorException if it is not scanned
     */
    public synchronized void remove(InstrumentId symbol) {
        if (!symbols.remove(symbol)) {
            throw new OrchestratorException("symbol " + symbol + " is not scanned");
        }
        scanAsWanted();
    }

    public synchronized OrchestratorStatus status() {
        State state = playing == null ? State.STOPPED : playing.state();
        return new OrchestratorStatus(
                state,
                List.copyOf(symbols),
                plan,
                isPlaying() ? sessions.current(account.state()) : Optional.empty(),
                feedStatus(state),
                playing == null ? Optional.empty() : playing.problem());
    }

    /** All sessions, the latest first; blocks. */
    public List<Session> sessions() {
        return sessions.latest(account.state());
    }

    @Override
    public void close() {
        stop();
    }

    private FeedStatus feedStatus(State state) {
        return stage.map(known -> known.status(state, Optional.ofNullable(playing)))
                .orElse(FeedStatus.NONE);
    }

    private void scanAsWanted() {
        if (playing != null) {
            playing.scan(Set.copyOf(symbols));
        }
    }

    private boolean isPlaying() {
        return playing != null && playing.isAlive();
    }

    private Plan fitting(Stage known, List<Timeframe> timeframes) {
        try {
            Plan wanted = timeframes.isEmpty() ? plan : plan.withTimeframes(timeframes);
            known.requireFit(wanted);
            return wanted;
        } catch (IllegalArgumentException e) {
            throw new OrchestratorException(String.valueOf(e.getMessage()));
        }
    }

    private Play requireIn(State state, String action) {
        if (playing == null || playing.state() != state) {
            State actual = playing == null ? State.STOPPED : playing.state();
            throw new OrchestratorException(
                    "the orchestrator must be " + state + " to " + action + ", is " + actual);
        }
        return playing;
    }

    private Stage requireStage() {
        return stage.orElseThrow(() ->
                new OrchestratorException(
                        "no market is connected: start Keel with --replay FILE, --synthetic SEED"
                                + " or --feed VENUE"));
    }

    private static void requireOffered(Stage known, InstrumentId symbol) {
        if (!known.offered().contains(symbol)) {
            List<InstrumentId> offered = known.offered().stream().sorted().toList();
            throw new OrchestratorException(
                    "symbol "
                            + symbol
                            + " is not offered by the market, which has "
                            + (offered.size() == 1 ? offered.getFirst() : offered));
        }
    }
}
