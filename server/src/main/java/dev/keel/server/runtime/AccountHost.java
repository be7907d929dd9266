package dev.keel.server.runtime;

import dev.keel.core.account.AccountCommand;
import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountState;
import dev.keel.core.account.Situation;
import dev.keel.core.execution.AccountRunner;
import dev.keel.core.execution.ReconciliationResult;
import dev.keel.core.journal.JournalException;
import dev.keel.core.market.Market;
import dev.keel.core.performance.ExecutionHistory;
import dev.keel.core.venue.Venue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An account that runs, as the rest of the platform sees it. For any number of threads. */
public final class AccountHost {
    private static final Logger LOG = LoggerFactory.getLogger(AccountHost.class);

    private final AccountRunner runner;
    private final Venue venue;
    private final Market market;
    private final World world;
    private final CommittedState committed;
    private final RecordedExecutions executions;
    private final AtomicBoolean marking = new AtomicBoolean();

    AccountHost(
            AccountRunner runner,
            Venue venue,
            Market market,
            World world,
            CommittedState committed,
            RecordedExecutions executions) {
        this.runner = runner;
        this.venue = venue;
        this.market = market;
        this.world = world;
        this.committed = committed;
        this.executions = executions;
    }

    /** What a decision would know at this moment. */
    public Situation situation() {
        return world.now(venue);
    }

    /** The prices at the account's venue. */
    public Market market() {
        return market;
    }

    /**
     * What became of all market orders until now, and what will of those to come, until this is
     * asked again; reads the journal and blocks.
     *
     * @throws JournalException if the journal is away
     */
    public ExecutionHistory executions() {
        return executions.read();
    }

    /** The latest durable state: whoever waited for something to be committed finds it here. */
    public AccountState state() {
        AccountState known = runner.state();
        return committed.laterThan(known).orElse(known);
    }

    /**
     * Hands in a command and waits until what follows from it is durable.
     *
     * @return the events that follow; empty if nothing does
     * @throws IllegalArgumentException if the command is wrong
     * @throws dev.keel.core.execution.RunnerSuspendedException if the account does not act just now
     */
    public List<AccountEvent> ask(AccountCommand command) {
        return join(runner.submit(command));
    }

    /** Waits until the durable state is as wanted, at most for a while; false if it never was. */
    public boolean await(Predicate<AccountState> wanted, Duration atMost)
            throws InterruptedException {
        return wanted.test(state()) || committed.await(wanted, atMost);
    }

    /** Why the account takes no command; empty while it does. */
    public Optional<String> suspension() {
        return runner.suspension().map(AccountHost::describe);
    }

    /**
     * Tries to bring a suspended account back; does nothing while it acts. Blocks.
     *
     * @throws JournalException if it stays suspended: the journal is away, or another instance
     *     holds the account
     */
    public void recover() {
        if (runner.suspension().isPresent()) {
            runner.recover();
            LOG.info("account {} acts again", runner.state().id());
        }
    }

    /** Has the account look after what its venue owes it; does not wait. */
    public void tend() {
        runner.tend();
    }

    /** Has time, prices and switches looked at now; does not wait. */
    public void mark() {
        runner.tell(new AccountCommand.Mark());
    }

    /** The same, unless it is under way; for what comes often. Does not wait. */
    public void markOnce() {
        if (marking.compareAndSet(false, true)) {
            var _ =
                    runner.submit(new AccountCommand.Mark())
                            .whenComplete((_, _) -> marking.set(false));
        }
    }

    /** Holds the venue's statement against the ledger now. */
    public CompletionStage<ReconciliationResult> reconcile() {
        return runner.reconcile();
    }

    /** What came of the latest reconciliation; empty until there was one. */
    public Optional<ReconciliationResult> lastReconciliation() {
        return runner.lastReconciliation();
    }

    /** How many reconciliations in a row have failed. */
    public int failedReconciliations() {
        return runner.failedReconciliations();
    }

    /** Lets go of the account, so that another instance can take it; it does nothing more here. */
    public void release() {
        runner.release();
    }

    /** Waits until there is nothing left to decide or commit. */
    public void settle() {
        join(runner.whenIdle());
    }

    static <T> T join(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static String describe(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
