package dev.keel.server.orchestrator;

import dev.keel.core.account.AccountCommand;
import dev.keel.core.account.AccountEvent;
import dev.keel.core.execution.RunnerSuspendedException;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Bar;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.signal.Signal;
import dev.keel.server.runtime.PaperHost;
import dev.keel.venues.connector.ConnectorException;
import dev.keel.venues.connector.MarketData;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One session on a live market, on a thread of its own. Prices go to the paper venue as they come;
 * a bar that has closed goes to the strategies, and their signals to the accounts at once.
 *
 * <p>Bars that were missed, while the line was down or the session was held, are asked for and
 * shown to the strategies; only the signals of the latest bar are offered, and only while it is the
 * latest: an opinion of the past trades nothing.
 */
final class LivePlay implements Play, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(LivePlay.class);
    private static final Duration RETRY_EVERY = Duration.ofSeconds(5);
    private static final Duration LONGEST_STEP = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 200;
    private static final int MOST_WAITING = 100_000;

    private final LiveFeed feed;
    private final Map<InstrumentId, LiveLane> lanes = new TreeMap<>();
    private final PaperHost paper;
    private final SignalTarget target;
    private final PlayedBars played;
    private final InstantSource clock;
    private final Heard heard;
    private final SessionBook sessions;
    private final BlockingQueue<News> news = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Thread thread = Thread.ofVirtual().name("live market").unstarted(this);

    private volatile Set<InstrumentId> scanned = Set.of();
    private volatile boolean warm;
    private volatile boolean paused;
    private volatile boolean stopping;
    private volatile @Nullable String problem;

    /** Whether bars may have been missed; of the playing thread, and of those that tell of gaps. */
    private volatile boolean gapped;

    LivePlay(
            LiveFeed feed,
            List<LiveLane> lanes,
            PaperHost paper,
            SignalTarget target,
            PlayedBars played,
            InstantSource clock,
            Heard heard,
            SessionBook sessions) {
        this.feed = feed;
        lanes.forEach(lane -> this.lanes.put(lane.id(), lane));
        this.paper = paper;
        this.target = target;
        this.played = played;
        this.clock = clock;
        this.heard = heard;
        this.sessions = sessions;
    }

    /** What the venue tells. */
    private sealed interface News {
        record Price(MarketData.Ticker ticker) implements News {}

        record Closed(InstrumentId instrument, Bar bar) implements News {}
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public boolean isAlive() {
        return thread.isAlive();
    }

    @Override
    public void scan(Set<InstrumentId> wanted) {
        scanned = Set.copyOf(wanted);
    }

    @Override
    public void pause() {
        paused = true;
    }

    @Override
    public void resume() {
        gapped = true;
        paused = false;
    }

    @Override
    public void stopAndWait() {
        stopping = true;
        try {
            if (!thread.join(LONGEST_STEP)) {
                LOG.warn("the live market did not stop within {} s", LONGEST_STEP.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Orchestrator.State state() {
        if (!thread.isAlive()) {
            return problem == null ? Orchestrator.State.STOPPED : Orchestrator.State.ERROR;
        }
        if (problem != null) {
            return Orchestrator.State.ERROR;
        }
        if (paused) {
            return Orchestrator.State.PAUSED;
        }
        return warm ? Orchestrator.State.RUNNING : Orchestrator.State.STARTING;
    }

    @Override
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    @Override
    public void run() {
        heard.begin(clock.instant());
        try {
            while (!stopping) {
                listen();
            }
            problem = null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // A bug of a strategy ends this session, and nothing else.
            problem = "stopped by an error: " + e.getMessage();
            LOG.error("the live market stopped", e);
        } finally {
            sessions.end(paper.host().state());
        }
    }

    /** Until it is stopped, or the venue cannot be reached; then it is tried again. */
    private void listen() throws InterruptedException {
        try (MarketData.Subscription _ =
                feed.data()
                        .subscribe(
                                MarketData.Wanted.quotes(lanes.keySet()).withBars(feed.timeframe()),
                                new Ear())) {
            gapped = true;
            while (!stopping) {
                step();
            }
        } catch (ConnectorException e) {
            if (problem == null) {
                LOG.warn("the market cannot be followed: {}", e.getMessage());
            }
            problem = "the market cannot be followed: " + e.getMessage();
            pauseBeforeRetry();
        } catch (RunnerSuspendedException e) {
            LOG.warn("the market is held: {}", e.getMessage());
        }
    }

    private void pauseBeforeRetry() throws InterruptedException {
        long until = clock.millis() + RETRY_EVERY.toMillis();
        while (!stopping && clock.millis() < until) {
            Thread.sleep(POLL_MILLIS);
        }
    }

    private void step() throws InterruptedException {
        News next = news.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
        if (paused) {
            return;
        }
        if (paper.host().suspension().isPresent()) {
            // What comes meanwhile is the past when the account acts again.
            gapped = true;
            return;
        }
        if (gapped) {
            gapped = false;
            catchUp();
        }
        switch (next) {
            case null -> {}
            case News.Price(var ticker) -> price(ticker);
            case News.Closed(var instrument, var bar) -> closed(instrument, bar);
        }
    }

    /** Shows every lane what it has missed. */
    private void catchUp() {
        for (LiveLane lane : lanes.values()) {
            if (lane.isWarm()) {
                lane.missing(clock.instant()).forEach(bar -> show(lane, bar));
            } else {
                lane.warmUp(clock.instant());
            }
        }
        warm = true;
        problem = null;
    }

    private void closed(InstrumentId instrument, Bar bar) {
        LiveLane lane = lanes.get(instrument);
        if (lane == null || lane.hasSeen(bar)) {
            return;
        }
        if (lane.leavesOut(bar)) {
            lane.missing(Instant.ofEpochMilli(bar.openMillis())).forEach(past -> show(lane, past));
        }
        show(lane, bar);
    }

    private void show(LiveLane lane, Bar bar) {
        List<Signal> signals = lane.show(bar);
        boolean latest = clock.millis() < bar.closeMillis() + feed.timeframe().toMillis();
        if (latest && scanned.contains(lane.id())) {
            signals.forEach(this::offer);
        }
        played.over(bar.closeTime());
    }

    private void offer(Signal signal) {
        List<AccountEvent> _ = paper.host().ask(new AccountCommand.OfferSignal(signal));
        paper.simulated().settle();
        target.offer(signal);
    }

    /** The paper venue trades at it. */
    private void price(MarketData.Ticker ticker) {
        Optional<BigDecimal> price = ticker.price();
        if (price.isEmpty()) {
            return;
        }
        paper.simulated()
                .venue()
                .onTrade(ticker.instrument(), new Price(price.get()), Quantity.ZERO, ticker.at());
        paper.host().mark();
        paper.simulated().settle();
    }

    /** Hears on the venue's threads; what is heard is done on this session's own. */
    private final class Ear implements MarketData.Listener {
        @Override
        public void onTicker(MarketData.Ticker ticker) {
            heard.hear(clock.instant());
            // Of a price that finds no room, the next one tells more.
            boolean _ =
                    lanes.containsKey(ticker.instrument()) && news.offer(new News.Price(ticker));
        }

        @Override
        public void onBar(InstrumentId instrument, Bar bar) {
            heard.hear(clock.instant());
            if (!news.offer(new News.Closed(instrument, bar))) {
                gapped = true;
            }
        }

        @Override
        public void onGap(InstrumentId instrument, Instant since, String why) {
            heard.miss(instrument + " since " + since + ": " + why);
            LOG.warn("the market was not heard of: {} since {}: {}", instrument, since, why);
            gapped = true;
        }
    }
}
