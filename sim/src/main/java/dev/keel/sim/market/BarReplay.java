package dev.keel.sim.market;

import dev.keel.core.market.Bar;
import dev.keel.core.market.BarSeries;
import dev.keel.sim.market.ReplayProgress.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Plays a series to a listener so that market time runs a chosen number of times faster than real
 * time.
 *
 * <p>The first bar to play opens at once; from there on, an open or close that lies m later in
 * market time is delivered m / speed later in real time, or as soon as the listener has returned. A
 * replay that falls behind skips nothing: it delivers without a wait until it has caught up. Gaps
 * of the series take their time too; a pause does not count. Where bars overlap, a bar closes when
 * the next one opens.
 *
 * <p>{@link #run()} plays once, on the thread that calls it. The other methods are for any thread;
 * a pause or stop takes effect before the next delivery, at most 50 ms later when the replay is
 * waiting.
 */
public final class BarReplay implements Runnable {
    /** How long a wait goes on before pause and stop are looked at again. */
    private static final Duration LONGEST_SLEEP = Duration.ofMillis(50);

    private static final double LONGEST_SLEEP_NANOS = 50e6;

    private final BarSeries series;
    private final int startIndex;
    private final ReplaySpeed speed;
    private final ReplayListener listener;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicReference<Wish> wish = new AtomicReference<>(Wish.PLAY);

    /** Written by the running thread alone, once it runs. */
    private volatile ReplayProgress progress;

    /** The real time at which the first bar opened, moved on by every pause. */
    private Instant anchor = Instant.EPOCH;

    private enum Wish {
        PLAY,
        PAUSE,
        STOP
    }

    /**
     * Creates a replay that is ready to run.
     *
     * @param startIndex the first bar to play, 0 to the number of bars (which plays none): the
     *     position at which an earlier replay ended
     * @throws IllegalArgumentException if the series is empty or the start index out of range
     */
    public BarReplay(
            BarSeries series,
            int startIndex,
            ReplaySpeed speed,
            ReplayListener listener,
            InstantSource clock,
            Sleeper sleeper) {
        if (series.isEmpty()) {
            throw new IllegalArgumentException("series must have bars, was empty");
        }
        if (startIndex < 0 || startIndex > series.size()) {
            throw new IllegalArgumentException(
                    "startIndex must be from 0 to " + series.size() + ", was " + startIndex);
        }
        this.series = series;
        this.startIndex = startIndex;
        this.speed = speed;
        this.listener = listener;
        this.clock = clock;
        this.sleeper = sleeper;
        this.progress = new ReplayProgress(State.READY, startIndex, series.size(), startTime());
    }

    /**
     * Plays to the end, or until it is stopped or the thread interrupted (which stays interrupted
     * then). An exception of the listener ends the replay and comes out here; the bar at which it
     * happened does not lie behind.
     *
     * @throws IllegalStateException if it was run before
     */
    @Override
    public void run() {
        if (!started.compareAndSet(false, true)) {
            throw new IllegalStateException("a replay must be run once, was run before");
        }
        State end = State.FAILED;
        try {
            progress = progress.in(State.RUNNING);
            anchor = clock.instant();
            end = playAll() ? State.FINISHED : State.STOPPED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end = State.STOPPED;
        } finally {
            progress = progress.in(end);
        }
    }

    /** Holds the replay; without effect if it was stopped. Held before the run, it waits there. */
    public void pause() {
        wish.compareAndSet(Wish.PLAY, Wish.PAUSE);
    }

    /** Goes on where it was held. */
    public void resume() {
        wish.compareAndSet(Wish.PAUSE, Wish.PLAY);
    }

    /** Ends the replay for good. Does not wait for it. */
    public void stop() {
        wish.set(Wish.STOP);
    }

    public ReplayProgress progress() {
        return progress;
    }

    private boolean playAll() throws InterruptedException {
        for (int i = startIndex; i < series.size(); i++) {
            if (!play(i)) {
                return false;
            }
        }
        return true;
    }

    /** Plays a bar; false if it was stopped in it. */
    private boolean play(int index) throws InterruptedException {
        Bar bar = series.bar(index);
        if (!awaitMarketTime(bar.openMillis())) {
            return false;
        }
        listener.onOpen(index, bar.openTime(), bar.openPrice());
        progress = progress.at(index, bar.openTime());
        Instant close = closeTime(bar, index);
        if (!awaitMarketTime(close.toEpochMilli())) {
            return false;
        }
        listener.onClose(index, bar);
        progress = progress.at(index + 1, close);
        return true;
    }

    /**
     * Returns when the market has come to a time and the replay may go on; false if it was stopped.
     */
    private boolean awaitMarketTime(long marketMillis) throws InterruptedException {
        while (true) {
            switch (wish.get()) {
                case STOP -> {
                    return false;
                }
                case PAUSE -> sitOutPause();
                case PLAY -> {
                    Duration wait = untilDue(marketMillis);
                    if (!wait.isPositive()) {
                        return true;
                    }
                    sleeper.sleep(wait);
                }
            }
        }
    }

    private void sitOutPause() throws InterruptedException {
        Instant paused = clock.instant();
        progress = progress.in(State.PAUSED);
        while (wish.get() == Wish.PAUSE) {
            sleeper.sleep(LONGEST_SLEEP);
        }
        anchor = anchor.plus(Duration.between(paused, clock.instant()));
        progress = progress.in(State.RUNNING);
    }

    /** How long to sleep now; zero or less once the time has come. */
    private Duration untilDue(long marketMillis) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (speed.isMax()) {
            return Duration.ZERO;
        }
        double dueNanos = (marketMillis - series.openMillis(startIndex)) * 1e6 / speed.factor();
        Duration elapsed = Duration.between(anchor, clock.instant());
        double elapsedNanos = elapsed.toSeconds() * 1e9 + elapsed.toNanosPart();
        double waitNanos = Math.ceil(dueNanos - elapsedNanos);
        return Duration.ofNanos((long) Math.min(waitNanos, LONGEST_SLEEP_NANOS));
    }

    private Instant startTime() {
        return startIndex < series.size()
                ? series.bar(startIndex).openTime()
                : series.bar(startIndex - 1).closeTime();
    }

    private Instant closeTime(Bar bar, int index) {
        boolean hasNext = index + 1 < series.size();
        long close = bar.closeMillis();
        return Instant.ofEpochMilli(
                hasNext ? Math.min(close, series.openMillis(index + 1)) : close);
    }
}
