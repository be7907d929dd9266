package dev.keel.server.platform;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what has to be done every second, on a thread of its own. */
final class Caretaker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Caretaker.class);
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Map<String, Runnable> duties;
    private final Map<String, String> problems = new HashMap<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("caretaker").unstarted(this::work);

    /**
     * @param duties by what they do, in the order in which they are done
     */
    Caretaker(Map<String, Runnable> duties) {
        this.duties = new LinkedHashMap<>(duties);
    }

    /** Does one duty before the others begin; one that fails is tried again with them. */
    void doFirst(String what) {
        attempt(what, Objects.requireNonNull(duties.get(what), what));
    }

    void start() {
        thread.start();
    }

    /** Waits until the duty that is being done is done. */
    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        try {
            while (!stop.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                duties.forEach(this::attempt);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A duty that fails, such as while the database is away, is tried again; said is it once. */
    private void attempt(String what, Runnable duty) {
        try {
            duty.run();
            if (problems.remove(what) != null) {
                LOG.info("{}: works again", what);
            }
        } catch (RuntimeException e) {
            String problem = String.valueOf(e.getMessage());
            if (problems.put(what, problem) == null) {
                LOG.warn("{}: {}", what, problem);
            }
        }
    }
}
