package dev.keel.server.safety;

import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountId;
import dev.keel.core.account.Difference;
import dev.keel.core.execution.ReconciliationResult;
import dev.keel.ledger.view.ReconciliationMarks;
import dev.keel.server.runtime.AccountHost;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Has every account held against its venue: when its time has come, and when somebody asks. For any
 * number of threads.
 *
 * <p>Accounts count their time by the market's clock. Where that stands still, as in a replay that
 * is paused, the system's clock counts here.
 */
public final class Reconciler {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration SLACK = Duration.ofSeconds(2);

    private final Supplier<List<AccountHost>> running;
    private final Duration every;
    private final ReconciliationMarks marks;
    private final InstantSource clock;
    private final Map<AccountId, Run> latest = new LinkedHashMap<>();

    /**
     * @param running the accounts that run at this moment
     * @param every how often one is due
     * @param clock the system's
     */
    public Reconciler(
            Supplier<List<AccountHost>> running,
            Duration every,
            ReconciliationMarks marks,
            InstantSource clock) {
        this.running = running;
        this.every = every;
        this.marks = marks;
        this.clock = clock;
    }

    /**
     * The latest reconciliation of an account.
     *
     * @param at the system's time
     * @param consecutiveFailures up to and with this one
     */
    public record Run(
            AccountId account, Instant at, ReconciliationResult result, int consecutiveFailures) {
        /** Whether every question was answered. */
        public boolean isWhole() {
            return result.failure() == null && result.whole();
        }

        /** What was found to differ. */
        public List<Difference> differences() {
            return result.events().stream()
                    .filter(AccountEvent.DifferenceFound.class::isInstance)
                    .map(event -> ((AccountEvent.DifferenceFound) event).difference())
                    .toList();
        }
    }

    /** What has the accounts do what is due; for a timer, every second. */
    public void tend() {
        for (AccountHost account : running.get()) {
            account.tend();
            note(account);
            if (isOverdue(account)) {
                var _ = account.reconcile();
            }
        }
    }

    /** Reconciles every account now; blocks until all have answered, for half a minute at most. */
    public List<Run> reconcile() throws InterruptedException {
        Map<AccountHost, CompletableFuture<ReconciliationResult>> asked = new LinkedHashMap<>();
        for (AccountHost account : running.get()) {
            asked.put(account, account.reconcile().toCompletableFuture());
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<Run> runs = new ArrayList<>();
        for (Map.Entry<AccountHost, CompletableFuture<ReconciliationResult>> entry :
                asked.entrySet()) {
            AccountHost account = entry.getKey();
            runs.add(run(account, await(entry.getValue(), deadline)));
            note(account);
        }
        return runs;
    }

    /** The latest of every account that was reconciled since the start. */
    public synchronized List<Run> latest() {
        return List.copyOf(latest.values());
    }

    /** When all accounts were last confirmed; empty while one never was. */
    public synchronized Optional<Instant> lastReconciliation() {
        return latest.size() < running.get().size()
                ? Optional.empty()
                : latest.values().stream().map(Run::at).min(Instant::compareTo);
    }

    /** The most failures in a row that an account has. */
    public int consecutiveFailures() {
        return running.get().stream().mapToInt(AccountHost::failedReconciliations).max().orElse(0);
    }

    /** Differences that nobody could explain, by account; risk is frozen where they are. */
    public Map<AccountId, List<Difference>> unexplained() {
        Map<AccountId, List<Difference>> open = new LinkedHashMap<>();
        for (AccountHost account : running.get()) {
            open.put(account.state().id(), account.state().unexplained());
        }
        return open;
    }

    public Duration every() {
        return every;
    }

    private ReconciliationResult await(CompletableFuture<ReconciliationResult> asked, long deadline)
            throws InterruptedException {
        try {
            return asked.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return failed("no answer for " + PATIENCE.toSeconds() + " s");
        } catch (ExecutionException | CompletionException e) {
            return failed(String.valueOf(e.getCause()));
        }
    }

    private ReconciliationResult failed(String why) {
        return new ReconciliationResult(clock.instant(), false, List.of(), why);
    }

    private Run run(AccountHost account, ReconciliationResult result) {
        return new Run(
                account.state().id(), clock.instant(), result, account.failedReconciliations());
    }

    /** Writes down that there was one, if there was. */
    private void note(AccountHost account) {
        ReconciliationResult result = account.lastReconciliation().orElse(null);
        Run fresh = result == null ? null : remember(account, result);
        if (fresh != null) {
            marks.checked(fresh.at(), consecutiveFailures());
        }
    }

    /** Two runs may well say the same: what tells them apart is which one it is. */
    @SuppressWarnings("ReferenceEquality")
    private synchronized @Nullable Run remember(AccountHost account, ReconciliationResult result) {
        AccountId id = account.state().id();
        Run known = latest.get(id);
        if (known != null && known.result() == result) {
            return null;
        }
        Run fresh = run(account, result);
        latest.put(id, fresh);
        return fresh;
    }

    private synchronized boolean isOverdue(AccountHost account) {
        Run known = latest.get(account.state().id());
        return known != null && clock.instant().isAfter(known.at().plus(every).plus(SLACK));
    }
}
