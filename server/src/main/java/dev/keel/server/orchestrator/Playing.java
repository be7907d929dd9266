package dev.keel.server.orchestrator;

import dev.keel.core.account.AccountCommand;
import dev.keel.core.account.AccountEvent;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Bar;
import dev.keel.core.money.Price;
import dev.keel.core.signal.Signal;
import dev.keel.server.runtime.AccountHost;
import dev.keel.server.runtime.PaperHost;
import dev.keel.sim.loop.FillTiming;
import dev.keel.sim.loop.TradingLoop;
import dev.keel.sim.market.BarReplay;
import dev.keel.sim.market.ReplayListener;
import dev.keel.sim.market.ReplayProgress;
import dev.keel.sim.market.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One session's playing of a market, on a thread of its own.
 *
 * <p>If the account is suspended in the middle of a bar, the market is held; once the account acts
 * again, that bar is played anew from its open.
 */
final class Playing implements Play, ReplayListener, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Playing.class);
    private static final Duration RETRY_EVERY = Duration.ofMillis(200);
    private static final Duration LONGEST_STEP = Duration.ofSeconds(30);

    private final PlayedStage.Market market;
    private final Feed feed;
    private final Scanners scanners;
    private final PaperHost paper;
    private final AccountHost account;
    private final SessionBook sessions;
    private final Thread thread;

    private volatile boolean scanning;
    private volatile boolean paused;
    private volatile boolean stopping;
    private volatile @Nullable String problem;
    private volatile @Nullable BarReplay replay;

    /** The loop of the running replay; of its thread alone. */
    private @Nullable TradingLoop loop;

    Playing(
            PlayedStage.Market market,
            Scanners scanners,
            PaperHost paper,
            SessionBook sessions,
            boolean scanning) {
        this.market = market;
        this.feed = market.feed();
        this.paper = paper;
        this.account = paper.host();
        this.scanners = scanners;
        this.sessions = sessions;
        this.scanning = scanning;
        this.thread = Thread.ofVirtual().name("market").unstarted(this);
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
        scanning = wanted.contains(feed.instrument().id());
    }

    @Override
    public synchronized void pause() {
        paused = true;
        if (replay != null) {
            replay.pause();
        }
    }

    @Override
    public synchronized void resume() {
        paused = false;
        if (replay != null) {
            replay.resume();
        }
    }

    @Override
    public void stopAndWait() {
        synchronized (this) {
            stopping = true;
            if (replay != null) {
                replay.stop();
            }
        }
        try {
            if (!thread.join(LONGEST_STEP)) {
                LOG.warn("the market did not stop within {} s", LONGEST_STEP.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Orchestrator.State state() {
        if (problem != null) {
            return Orchestrator.State.ERROR;
        }
        if (!thread.isAlive()) {
            return Orchestrator.State.STOPPED;
        }
        if (paused) {
            return Orchestrator.State.PAUSED;
        }
        return replay == null ? Orchestrator.State.STARTING : Orchestrator.State.RUNNING;
    }

    @Override
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    @Override
    public void run() {
        try {
            while (!play()) {
                problem = "the account is suspended: " + account.suspension().orElse("recovering");
                LOG.warn("the market is held: {}", problem);
                awaitAccount();
                problem = null;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // A bug of a strategy or of the loop ends this session, and nothing else.
            problem = "stopped by an error: " + e.getMessage();
            LOG.error("the market stopped at bar {}", market.position(), e);
        } finally {
            sessions.end(account.state());
        }
    }

    /** Plays on from the last bar that is over; false if a suspended account kept it from that. */
    private boolean play() {
        BarReplay next;
        int start = market.position();
        TradingLoop fresh = warmLoop(start);
        synchronized (this) {
            if (stopping) {
                return true;
            }
            loop = fresh;
            next =
                    new BarReplay(
                            feed.bars(),
                            start,
                            feed.speed(),
                            this,
                            InstantSource.system(),
                            Sleeper.SYSTEM);
            if (paused) {
                next.pause();
            }
            replay = next;
        }
        try {
            next.run();
        } catch (RuntimeException e) {
            if (account.suspension().isPresent()) {
                return false;
            }
            throw e;
        }
        if (next.progress().state() == ReplayProgress.State.FINISHED) {
            LOG.info("{} was played to its end", feed.name());
        }
        return true;
    }

    private void awaitAccount() throws InterruptedException {
        while (account.suspension().isPresent() && !stopping) {
            Thread.sleep(RETRY_EVERY);
        }
    }

    private TradingLoop warmLoop(int bars) {
        TradingLoop fresh =
                new TradingLoop(
                        feed.instrument().id(),
                        scanners,
                        paper.simulated(),
                        market.clock(),
                        FillTiming.NEXT_OPEN);
        if (scanning) {
            scanners.start();
        } else {
            scanners.stop();
        }
        for (int i = 0; i < bars; i++) {
            fresh.warmUp(feed.bars().bar(i));
        }
        return fresh;
    }

    @Override
    public void onOpen(int index, Instant time, Price open) {
        requireActing();
        currentLoop().onOpen(feed.bars().bar(index));
        for (Signal signal : scanners.takeFurther()) {
            List<AccountEvent> _ = account.ask(new AccountCommand.OfferSignal(signal));
            paper.simulated().settle();
        }
        scanAsWanted(index);
    }

    @Override
    public void onClose(int index, Bar bar) {
        requireActing();
        currentLoop().onClose(bar);
        market.played().over(bar.closeTime());
    }

    /** A symbol that is scanned again has seen all bars, as if it always had been. */
    private void scanAsWanted(int index) {
        if (scanning == scanners.isScanning()) {
            return;
        }
        if (!scanning) {
            scanners.stop();
            return;
        }
        scanners.start();
        for (int i = 0; i < index; i++) {
            Optional<Signal> _ = scanners.onBar(feed.bars().bar(i));
        }
        List<Signal> _ = scanners.takeFurther();
    }

    /** A market that moves on while the account cannot act would leave it behind. */
    private void requireActing() {
        account.suspension()
                .ifPresent(why -> {
                    throw new IllegalStateException("the account is suspended: " + why);
                });
    }

    private TradingLoop currentLoop() {
        if (loop == null) {
            throw new IllegalStateException("nothing is played yet");
        }
        return loop;
    }
}
