package dev.keel.venues.metatrader;

import dev.keel.venues.metatrader.mailbox.GarbledException;
import dev.keel.venues.metatrader.mailbox.Mailbox;
import dev.keel.venues.metatrader.terminal.TerminalSession;
import java.io.IOException;
import java.lang.System.Logger;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that works on an account's mailbox: looks at it every few milliseconds, and does
 * what others ask in between.
 */
final class Desk implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Desk.class.getName());

    private final Settings settings;
    private final InstantSource clock;
    private final Mailbox mailbox;
    private final TerminalSession session;
    private final ScheduledExecutorService executor;
    private @Nullable ScheduledFuture<?> looking;
    private final List<Watcher> watchers = new ArrayList<>();
    private final Object closing = new Object();
    private boolean isClosed;

    /** Somebody who wants to know of each look. Called by the desk's thread. */
    interface Watcher {
        /**
         * @param isNews whether there is a new snapshot
         */
        void onLook(boolean isNews);

        void onClose();
    }

    /**
     * @param executor this desk's own, of one thread
     */
    Desk(
            Settings settings,
            InstantSource clock,
            Mailbox mailbox,
            ScheduledExecutorService executor) {
        this.settings = settings;
        this.clock = clock;
        this.mailbox = mailbox;
        this.executor = executor;
        this.session =
                new TerminalSession(mailbox, settings.identity(), clock, settings.patience());
    }

    void start() {
        long every = settings.poll().toNanos();
        looking = executor.scheduleWithFixedDelay(this::look, 0, every, TimeUnit.NANOSECONDS);
    }

    private void look() {
        guarded(() -> {
            boolean isNews = session.tick();
            List.copyOf(watchers).forEach(watcher -> watcher.onLook(isNews));
        });
    }

    /**
     * Has something done in its turn.
     *
     * @throws IllegalStateException if the desk is closed
     */
    void execute(Runnable work) {
        if (!offer(work)) {
            throw new IllegalStateException("the connection must be open, was closed");
        }
    }

    /**
     * Has something done in its turn; once the desk is closed nothing is done any more.
     *
     * @return whether it will be done
     */
    boolean offer(Runnable work) {
        synchronized (closing) {
            if (!isClosed) {
                executor.execute(() -> guarded(work));
            }
            return !isClosed;
        }
    }

    /** The same with a result. */
    <T> CompletableFuture<T> call(Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        execute(() -> {
            try {
                result.complete(work.call());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    /** The top of this thread's work: one odd message must not stop the looking. */
    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (GarbledException e) {
            LOG.log(
                    Logger.Level.WARNING,
                    "the terminal said what cannot be read: {0}",
                    e.getMessage());
        } catch (RuntimeException e) {
            LOG.log(Logger.Level.ERROR, "the mailbox could not be worked on", e);
        }
    }

    /** By the desk's thread only. */
    void watch(Watcher watcher) {
        watchers.add(watcher);
    }

    /** By the desk's thread only. */
    void unwatch(Watcher watcher) {
        watchers.remove(watcher);
    }

    /** By the desk's thread only. */
    TerminalSession session() {
        return session;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    Settings settings() {
        return settings;
    }

    InstantSource clock() {
        return clock;
    }

    @Override
    public void close() {
        synchronized (closing) {
            if (isClosed) {
                return;
            }
            isClosed = true;
            if (looking != null) {
                looking.cancel(false);
            }
            executor.execute(() -> guarded(this::letGo));
            executor.shutdown();
        }
        try {
            if (!executor.awaitTermination(10, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void letGo() {
        session.close();
        List.copyOf(watchers).forEach(Watcher::onClose);
        try {
            mailbox.close();
        } catch (IOException e) {
            LOG.log(Logger.Level.WARNING, "the mailbox could not be closed", e);
        }
    }
}
