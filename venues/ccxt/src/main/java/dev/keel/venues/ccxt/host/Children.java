package dev.keel.venues.ccxt.host;

import dev.keel.venues.connector.ConnectorException;
import dev.keel.venues.connector.ConnectorException.Category;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Sees to it that there is a child: starts one, asks each second whether it lives, kills one that
 * says nothing, and starts another, ever more slowly if they end soon.
 */
final class Children implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Children.class);
    private static final long PING = 0;

    private final NodeRuntime node;
    private final HostSettings settings;
    private final Unpacking unpacking;
    private final Inbox inbox;
    private final Consumer<String> complaints;
    private final ScheduledExecutorService timer;
    private final CompletableFuture<Void> firstReady = new CompletableFuture<>();
    private final AtomicReference<@Nullable HostProcess> ready = new AtomicReference<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final Object lock = new Object();

    // Guarded by the lock.
    private @Nullable HostProcess newest;
    private @Nullable Path bundle;
    private Duration pause;
    private long readySince;
    private boolean closed;

    /** Puts what a child runs into a file of its own, which is deleted in the end. */
    @FunctionalInterface
    interface Unpacking {
        Path unpack() throws IOException;
    }

    /** Who is told. Called from the child's threads; must not block. */
    interface Inbox {
        void onReady(HostProcess child);

        void onAnswer(long id, JsonNode message);

        void onEvent(long watch, JsonNode message);

        void onEnd(String why);
    }

    Children(
            NodeRuntime node,
            HostSettings settings,
            Unpacking unpacking,
            Inbox inbox,
            Consumer<String> complaints) {
        this.node = node;
        this.settings = settings;
        this.unpacking = unpacking;
        this.inbox = inbox;
        this.complaints = complaints;
        this.pause = settings.firstPause();
        ScheduledThreadPoolExecutor one =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("keel-host-timer").factory());
        one.setRemoveOnCancelPolicy(true);
        this.timer = one;
    }

    /** Starts the first and waits until it is ready. */
    void start() {
        try {
            synchronized (lock) {
                bundle = unpacking.unpack();
            }
            launch();
            long millis = settings.pingEvery().toMillis();
            ScheduledFuture<?> _ =
                    timer.scheduleWithFixedDelay(this::ping, millis, millis, TimeUnit.MILLISECONDS);
            firstReady.get(settings.startPatience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException | ExecutionException | TimeoutException e) {
            throw new ConnectorException(
                    Category.FATAL, "the venue host did not start on " + node.explain());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectorException(Category.FATAL, "the start was interrupted");
        }
    }

    /** The child that is ready; null while there is none. */
    @Nullable HostProcess current() {
        return ready.get();
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    /** Does something after a while, unless all is closed by then. */
    void later(Duration delay, Runnable work) {
        try {
            ScheduledFuture<?> _ = timer.schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("nothing more is done after the end");
        }
    }

    /** The pause after a pause. */
    Duration longer(Duration than) {
        Duration twice = than.multipliedBy(2);
        return twice.compareTo(settings.longestPause()) < 0 ? twice : settings.longestPause();
    }

    private void launch() {
        synchronized (lock) {
            Path file = bundle;
            if (closed || file == null) {
                return;
            }
            try {
                HostProcess child = HostProcess.start(node, file, settings, new Hearing());
                newest = child;
                later(settings.startPatience(), () -> requireReady(child));
            } catch (IOException e) {
                LOG.error("no child could be started: {}", e.getMessage());
                launchLater();
            }
        }
    }

    private void launchLater() {
        Duration now = pause;
        pause = longer(now);
        later(now, this::launch);
    }

    private void requireReady(HostProcess child) {
        synchronized (lock) {
            if (newest == child && ready.get() != child) {
                child.kill("it was not ready within " + settings.startPatience());
            }
        }
    }

    private void ping() {
        HostProcess child = ready.get();
        if (child == null) {
            return;
        }
        if (unanswered.getAndIncrement() >= settings.missedPings()) {
            child.kill("it said nothing for " + settings.missedPings() + " pings");
            return;
        }
        if (!child.offer(Outgoing.of(HostMessages.ping(PING)))) {
            LOG.warn("too much waits for the child to ask whether it lives");
        }
    }

    @Override
    public void close() {
        HostProcess child;
        Path file;
        synchronized (lock) {
            closed = true;
            child = newest;
            file = bundle;
            bundle = null;
        }
        ready.set(null);
        timer.shutdownNow();
        if (child != null) {
            child.kill("the host is closed");
            if (!child.awaitEnd(10_000)) {
                LOG.warn("the child {} did not end", child.pid());
            }
        }
        delete(file);
    }

    private static void delete(@Nullable Path file) {
        if (file == null) {
            return;
        }
        try {
            HostBundle.delete(file);
        } catch (IOException e) {
            LOG.warn("{} could not be deleted: {}", file, e.getMessage());
        }
    }

    /** Hears one child after the other. */
    private final class Hearing implements HostProcess.Ears {
        @Override
        public void onLine(HostProcess child, byte[] line) {
            // Whatever it says is a sign of life: an answer can be far behind what a stream tells.
            unanswered.set(0);
            HostMessages.read(line)
                    .ifPresentOrElse(
                            message -> onMessage(child, message),
                            () -> child.kill("it wrote a line that is none of the protocol's"));
        }

        private void onMessage(HostProcess child, JsonNode message) {
            if (message.has("watch")) {
                inbox.onEvent(message.path("watch").asLong(-1), message);
            } else if (message.has("hello")) {
                onHello(child, message.path("hello"));
            } else if (message.path("id").asLong(-1) != PING) {
                inbox.onAnswer(message.path("id").asLong(-1), message);
            }
        }

        private void onHello(HostProcess child, JsonNode about) {
            synchronized (lock) {
                if (closed || newest != child) {
                    return;
                }
                readySince = System.nanoTime();
                unanswered.set(0);
                ready.set(child);
            }
            LOG.info(
                    "venue host {} is ready: ccxt {} on Node {}",
                    child.pid(),
                    about.path("ccxt").asString("?"),
                    about.path("node").asString("?"));
            firstReady.complete(null);
            inbox.onReady(child);
        }

        @Override
        public void onComplaint(String line) {
            complaints.accept(line);
        }

        @Override
        public void onEnd(HostProcess child, String why) {
            boolean over;
            synchronized (lock) {
                boolean wasReady = ready.compareAndSet(child, null);
                if (wasReady && isHealthy()) {
                    pause = settings.firstPause();
                }
                over = closed;
            }
            inbox.onEnd(why);
            if (!over) {
                LOG.warn("venue host {} is gone: {}", child.pid(), why);
                synchronized (lock) {
                    launchLater();
                }
            }
        }

        private boolean isHealthy() {
            long lived = System.nanoTime() - readySince;
            return lived > settings.longestPause().toNanos();
        }
    }
}
