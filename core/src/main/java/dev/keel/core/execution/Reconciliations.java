package dev.keel.core.execution;

import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.Sighting;
import dev.keel.core.venue.VenueStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** When a runner asks for statements, and how that has gone so far. */
final class Reconciliations {
    private static final int MOST_SIGHTINGS = 64;

    private final RunnerSettings settings;
    private final Duration patience;
    private final List<CompletableFuture<ReconciliationResult>> waiting = new ArrayList<>();

    /** Newest last; as far back as a statement may be behind, and one more. */
    private final Deque<Sighting> sightings = new ArrayDeque<>();

    private @Nullable Instant askedAt;
    private @Nullable Instant nextAt;

    /** In a row; written by the owner, read by anyone. */
    private final AtomicInteger failures = new AtomicInteger();

    /** What came of the latest one; written by the owner, read by anyone. */
    private volatile @Nullable ReconciliationResult last;

    Reconciliations(RunnerSettings settings, Duration patience) {
        this.settings = settings;
        this.patience = patience;
    }

    void await(CompletableFuture<ReconciliationResult> waiter) {
        waiting.add(waiter);
    }

    /** Whether a statement is to be asked for now; if so it counts as asked. */
    boolean isDue(Instant now) {
        if (askedAt != null) {
            return false;
        }
        return nextAt == null || !now.isBefore(nextAt);
    }

    void asked(Instant now) {
        askedAt = now;
        nextAt = now.plus(settings.reconcileEvery());
    }

    /** Whether the answer is overdue. */
    boolean isLate(Instant now) {
        return askedAt != null && now.isAfter(askedAt.plus(patience));
    }

    /** Asks again soon: something was seen that only a second look can confirm. */
    void lookAgain(Instant at) {
        if (nextAt == null || at.isBefore(nextAt)) {
            nextAt = at;
        }
    }

    /**
     * What a statement is held against: the latest sighting so old that nothing which the statement
     * shows can lie before it, or the latest of all if none is. A venue may be behind by longer
     * than the time between two statements.
     */
    @Nullable Sighting before(VenueStatement statement) {
        Sighting settled = settledBefore(statement);
        return settled == null ? sightings.peekLast() : settled;
    }

    /** The latest sighting that a statement cannot lie before; null if there is none. */
    @Nullable Sighting settledBefore(VenueStatement statement) {
        Iterator<Sighting> newestFirst = sightings.descendingIterator();
        while (newestFirst.hasNext()) {
            Sighting sighting = newestFirst.next();
            if (isSettled(sighting, statement.askedAt())) {
                return sighting;
            }
        }
        return null;
    }

    private static boolean isSettled(Sighting sighting, Instant askedAt) {
        return !askedAt.isBefore(sighting.answeredAt().plus(sighting.settling()));
    }

    /** Keeps the newest of those that are settled, and all that are not, within bounds. */
    private void remember(Sighting sighting) {
        Instant asked = sighting.statement().askedAt();
        while (sightings.size() > 1 && isSecondSettled(asked)) {
            sightings.removeFirst();
        }
        if (sightings.size() == MOST_SIGHTINGS) {
            // Often asked of a venue that is long behind: every other one will do.
            boolean[] keeps = {false};
            sightings.removeIf(each -> {
                keeps[0] = !keeps[0];
                return !keeps[0];
            });
        }
        sightings.addLast(sighting);
    }

    private boolean isSecondSettled(Instant askedAt) {
        Iterator<Sighting> oldestFirst = sightings.iterator();
        oldestFirst.next();
        return isSettled(oldestFirst.next(), askedAt);
    }

    void answered() {
        askedAt = null;
    }

    /** A statement was taken. */
    void taken(Sighting sighting, List<AccountEvent> events) {
        remember(sighting);
        VenueStatement statement = sighting.statement();
        if (statement.isWhole()) {
            failures.set(0);
        }
        complete(
                new ReconciliationResult(sighting.answeredAt(), statement.isWhole(), events, null));
    }

    /**
     * A statement failed, in whole or in part.
     *
     * @return whether so many have failed in a row that trading must stop
     */
    boolean failed() {
        return failures.incrementAndGet() >= settings.failuresToHalt();
    }

    int failures() {
        return failures.get();
    }

    /** Tells those who wait that there was no statement. */
    void fail(Instant now, String why) {
        askedAt = null;
        complete(new ReconciliationResult(now, false, List.of(), why));
    }

    /** After a suspension nothing that was seen before counts. */
    void forget() {
        sightings.clear();
        askedAt = null;
        nextAt = null;
    }

    @Nullable ReconciliationResult last() {
        return last;
    }

    private void complete(ReconciliationResult result) {
        last = result;
        List<CompletableFuture<ReconciliationResult>> all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(waiter -> waiter.complete(result));
    }
}
