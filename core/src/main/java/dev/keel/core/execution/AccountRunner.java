package dev.keel.core.execution;

import dev.keel.core.account.Account;
import dev.keel.core.account.AccountCommand;
import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountId;
import dev.keel.core.account.AccountState;
import dev.keel.core.account.Decision;
import dev.keel.core.account.Situation;
import dev.keel.core.account.TradingSwitch;
import dev.keel.core.journal.Append;
import dev.keel.core.journal.Appended;
import dev.keel.core.journal.Journal;
import dev.keel.core.journal.JournalException;
import dev.keel.core.journal.RecordedEvent;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.venue.Venue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of an account. Commands may come from any thread; they are decided one after the
 * other.
 *
 * <p>What piles up while a commit is on its way is decided together and committed together. No
 * effect reaches the venue before the events behind it are durable. If it is not known whether a
 * commit happened, the account is suspended until {@link #recover} has read it again.
 */
public final class AccountRunner {
    /** Commands decided into one append, at most. */
    private static final int MAX_BATCH = 64;

    private final AccountId account;
    private final RunnerPorts ports;
    private final Venue venue;
    private final Queue<Mail> mailbox = new ConcurrentLinkedQueue<>();

    /**
     * Work that was announced and not done; whoever raises it from 0 owns the runner until it is
     * back at 0.
     */
    private final AtomicInteger announced = new AtomicInteger();

    private final Queue<CompletableFuture<Void>> idleWaiters = new ConcurrentLinkedQueue<>();

    private volatile AccountState state;
    private volatile @Nullable Throwable suspendedBy;

    private AccountRunner(AccountState state, RunnerPorts ports) {
        this.account = state.id();
        this.state = state;
        this.ports = ports;
        this.venue = ports.venues().connect(state, report -> tell(new AccountCommand.Take(report)));
    }

    /**
     * Opens a new account and runs it; blocks until the opening is durable.
     *
     * @throws IllegalStateException if the account exists already
     */
    public static AccountRunner open(
            AccountCommand.Open command, Situation situation, RunnerPorts ports) {
        Decision decision = Account.open(command, situation);
        Appended outcome =
                join(ports.journal().append(new Append(0, decision.events(), decision.state())));
        if (!(outcome instanceof Appended.Committed)) {
            throw new IllegalStateException(
                    "account " + command.profile().id() + " exists already");
        }
        return new AccountRunner(decision.state(), ports);
    }

    /**
     * Runs an account that exists; blocks while its events are read. Orders without an answer are
     * in doubt, and the venue is asked for them.
     *
     * @throws JournalException if the journal cannot be read
     */
    public static AccountRunner resume(AccountId account, RunnerPorts ports) {
        AccountRunner runner = new AccountRunner(load(ports.journal(), account), ports);
        runner.askForOpenOrders();
        return runner;
    }

    /** The state after the latest commit. */
    public AccountState state() {
        return state;
    }

    /** Why the runner refuses commands; empty while it runs. */
    public Optional<Throwable> suspension() {
        return Optional.ofNullable(suspendedBy);
    }

    /**
     * Hands in a command.
     *
     * @return completes with the events that follow, once they are durable and handed to the venue;
     *     or exceptionally with {@link IllegalArgumentException} if the command is wrong, or {@link
     *     RunnerSuspendedException}
     */
    public CompletionStage<List<AccountEvent>> submit(AccountCommand command) {
        CompletableFuture<List<AccountEvent>> reply = new CompletableFuture<>();
        post(new Mail(command, reply));
        return reply;
    }

    /** Hands in a command whose outcome nobody waits for. */
    public void tell(AccountCommand command) {
        post(new Mail(command, null));
    }

    /** Completes when there is nothing left to decide or commit. */
    public CompletionStage<Void> whenIdle() {
        CompletableFuture<Void> idle = new CompletableFuture<>();
        idleWaiters.add(idle);
        announce();
        return idle;
    }

    /**
     * Reads the account again after a failed commit and takes up its work; does nothing while it
     * runs. Blocks.
     *
     * @throws JournalException if the journal still cannot be read
     */
    public void recover() {
        if (suspendedBy == null) {
            return;
        }
        state = load(ports.journal(), account);
        suspendedBy = null;
        askForOpenOrders();
    }

    /** What the venue said while nobody listened, it is asked to say again. */
    private void askForOpenOrders() {
        tell(new AccountCommand.DoubtUnanswered());
        for (Order order : state.openOrders()) {
            venue.query(order.id());
        }
    }

    private void post(Mail mail) {
        mailbox.add(mail);
        announce();
    }

    private void announce() {
        if (announced.getAndIncrement() == 0) {
            ports.executor().execute(this::work);
        }
    }

    /** Works until nothing is announced, or a commit is on its way; its completion takes over. */
    private void work() {
        int seen = announced.get();
        while (seen != 0) {
            List<Mail> batch = nextBatch();
            if (batch.isEmpty()) {
                completeIdleWaiters();
                seen = announced.addAndGet(-seen);
            } else if (!guarded(batch, () -> decide(batch, null))) {
                return;
            }
        }
    }

    /** Goes on after a commit that took its time. */
    private void workOn(Batch decided, @Nullable Appended outcome, @Nullable Throwable failure) {
        boolean done =
                guarded(
                        decided.mail,
                        () -> {
                            if (outcome == null) {
                                suspend(
                                        decided.mail,
                                        failure == null
                                                ? new JournalException("the journal gave no answer")
                                                : failure);
                                return true;
                            }
                            return appended(decided, outcome);
                        });
        if (done) {
            work();
        }
    }

    /** The top of the runner's work: a bug suspends the account, and stops no other. */
    private boolean guarded(List<Mail> batch, BooleanSupplier work) {
        try {
            return work.getAsBoolean();
        } catch (RuntimeException e) {
            suspend(batch, e);
            return true;
        }
    }

    private List<Mail> nextBatch() {
        Mail first = mailbox.poll();
        if (first == null) {
            return List.of();
        }
        List<Mail> batch = new ArrayList<>(4);
        batch.add(first);
        Mail next;
        while (batch.size() < MAX_BATCH && (next = mailbox.poll()) != null) {
            batch.add(next);
        }
        return batch;
    }

    /**
     * Decides a batch and has it committed.
     *
     * @param forced the kill switch that the journal saw, if it saw another one than the situation
     * @return whether the batch is done; if not, the commit's completion goes on
     */
    private boolean decide(List<Mail> batch, TradingSwitch.@Nullable Halted forced) {
        if (suspendedBy != null) {
            failAll(batch, suspendedBy);
            return true;
        }
        Batch decided = new Batch(batch, state);
        for (Mail mail : batch) {
            decideOne(decided, mail, forced);
        }
        if (decided.events.isEmpty()) {
            decided.replyAll();
            return true;
        }
        CompletableFuture<Appended> outcome =
                ports.journal()
                        .append(new Append(state.sequence(), decided.events, decided.after))
                        .toCompletableFuture();
        if (outcome.isDone() && !outcome.isCompletedExceptionally()) {
            return appended(decided, outcome.join());
        }
        var _ =
                outcome.whenComplete((appended, failure) ->
                        ports.executor().execute(() -> workOn(decided, appended, failure)));
        return false;
    }

    private void decideOne(Batch decided, Mail mail, TradingSwitch.@Nullable Halted forced) {
        Situation situation = ports.situations().now(venue);
        if (forced != null) {
            situation =
                    new Situation(
                            situation.now(), situation.market(), situation.balanceAsOf(), forced);
        }
        try {
            Decision decision = Account.decide(decided.after, mail.command(), situation);
            decided.add(mail, decision.events(), decision.state());
        } catch (IllegalArgumentException e) {
            decided.refuse(mail, e);
        }
    }

    private boolean appended(Batch decided, Appended outcome) {
        return switch (outcome) {
            case Appended.Committed _ -> {
                state = decided.after;
                decided.events.forEach(this::act);
                decided.replyAll();
                yield true;
            }
            case Appended.Halted(String reason) ->
                    decide(decided.mail, new TradingSwitch.Halted(reason));
            case Appended.KeyTaken(ClientKey key, OrderId _) -> withoutKey(decided.mail, key);
            case Appended.Conflict(long actual) -> {
                suspend(
                        decided.mail,
                        new JournalException(
                                "account "
                                        + account
                                        + " has another writer: expected sequence "
                                        + state.sequence()
                                        + ", found "
                                        + actual));
                yield true;
            }
        };
    }

    /**
     * A client key is good for one order for ever, also when the state no longer remembers it: the
     * command that brought it again changes nothing, the others are decided anew.
     */
    private boolean withoutKey(List<Mail> batch, ClientKey key) {
        List<Mail> others = new ArrayList<>(batch);
        others.removeIf(mail -> {
            boolean repeated =
                    mail.command() instanceof AccountCommand.PlaceOrder place
                            && place.key().equals(key);
            if (repeated) {
                mail.complete(List.of());
            }
            return repeated;
        });
        return others.isEmpty() || decide(others, null);
    }

    /** What a committed event asks of the venue. */
    private void act(AccountEvent event) {
        switch (event) {
            case AccountEvent.OrderPlaced placed -> venue.submit(order(placed.order()));
            case AccountEvent.InstrumentListed listed -> venue.list(listed.instrument());
            case AccountEvent.OrderChanged(var _, OrderId order, OrderChange.CancelRequested _) ->
                    venue.cancel(order(order));
            case AccountEvent.OrderChanged(var _, OrderId order, OrderChange.Doubted _) ->
                    venue.query(order);
            case AccountEvent.Opened _,
                    AccountEvent.FundsMoved _,
                    AccountEvent.SettingsChanged _,
                    AccountEvent.Halted _,
                    AccountEvent.Resumed _,
                    AccountEvent.EquityMarked _,
                    AccountEvent.SignalHeld _,
                    AccountEvent.SignalDeclined _,
                    AccountEvent.SignalExecuted _,
                    AccountEvent.OrderRefused _,
                    AccountEvent.OrderChanged _ -> {}
        }
    }

    private Order order(OrderId id) {
        return state.order(id)
                .orElseThrow(() -> new IllegalStateException("order " + id + " does not exist"));
    }

    private void suspend(List<Mail> batch, Throwable cause) {
        suspendedBy = cause;
        failAll(batch, cause);
    }

    private void failAll(List<Mail> batch, Throwable cause) {
        batch.forEach(mail -> mail.fail(new RunnerSuspendedException(account, cause)));
    }

    private void completeIdleWaiters() {
        CompletableFuture<Void> waiter;
        while ((waiter = idleWaiters.poll()) != null) {
            waiter.complete(null);
        }
    }

    private static AccountState load(Journal journal, AccountId account) {
        return Account.replay(journal.read(account, 0).stream().map(RecordedEvent::event).toList());
    }

    private static <T> T join(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof JournalException cause ? cause : e;
        }
    }

    /** A command and who waits for its outcome, if anybody does. */
    private record Mail(
            AccountCommand command, @Nullable CompletableFuture<List<AccountEvent>> reply) {
        void complete(List<AccountEvent> events) {
            if (reply != null) {
                reply.complete(events);
            }
        }

        void fail(RuntimeException failure) {
            if (reply != null) {
                reply.completeExceptionally(failure);
            }
        }
    }

    /** Commands that are decided together. */
    private static final class Batch {
        private final List<Mail> mail;
        private final List<AccountEvent> events = new ArrayList<>(4);
        private final List<Runnable> replies = new ArrayList<>(4);
        private AccountState after;

        Batch(List<Mail> mail, AccountState before) {
            this.mail = mail;
            this.after = before;
        }

        void add(Mail decided, List<AccountEvent> its, AccountState state) {
            events.addAll(its);
            after = state;
            if (decided.reply() != null) {
                replies.add(() -> decided.complete(its));
            }
        }

        void refuse(Mail refused, IllegalArgumentException why) {
            if (refused.reply() != null) {
                replies.add(() -> refused.fail(why));
            }
        }

        void replyAll() {
            replies.forEach(Runnable::run);
        }
    }
}
