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
import dev.keel.core.order.Evidence;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.venue.Venue;
import dev.keel.core.venue.VenueReport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
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

    /** Reports kept while suspended; what is beyond, the venue is asked for after recovery. */
    private static final int MAX_KEPT = 10_000;

    /** Starting anew: doubts what has no answer, and asks for every open order. */
    private static final Mail RESTART = new Mail(new AccountCommand.DoubtUnanswered(), null);

    private static final OrderChange NEVER_SENT =
            new OrderChange.Canceled(new Evidence("keel", "cancelled before it was sent"));

    private final AccountId account;
    private final RunnerPorts ports;
    private final Venue venue;
    private final Queue<Mail> mailbox = new ConcurrentLinkedQueue<>();

    /**
     * Work that was announced and not done; whoever raises it from 0 owns the runner until it is
     * back at 0.
     */
    private final AtomicInteger announced = new AtomicInteger(1);

    private final Queue<CompletableFuture<Void>> idleWaiters = new ConcurrentLinkedQueue<>();

    /** The account as it was read again after a suspension, until the runner takes it up. */
    private final AtomicReference<@Nullable AccountState> reread = new AtomicReference<>();

    private final AtomicBoolean asked = new AtomicBoolean();

    /** What goes before the mailbox, and waits while suspended; the owner's alone. */
    private final Deque<Mail> kept = new ArrayDeque<>();

    /** Waiters that came before the owner last looked for mail; the owner's alone. */
    private final List<CompletableFuture<Void>> waiting = new ArrayList<>();

    private volatile AccountState state;
    private volatile @Nullable Throwable suspendedBy;

    /** Connects; what is announced meanwhile waits for {@link #start}. */
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
        AccountRunner runner = new AccountRunner(decision.state(), ports);
        runner.start();
        return runner;
    }

    /**
     * Runs an account that exists; blocks while its events are read. Orders without an answer are
     * in doubt, and the venue is asked for them.
     *
     * @throws JournalException if the journal cannot be read
     */
    public static AccountRunner resume(AccountId account, RunnerPorts ports) {
        AccountRunner runner = new AccountRunner(load(ports.journal(), account), ports);
        runner.kept.add(RESTART);
        runner.start();
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

    /** Asks the venue again for every order in doubt; for a timer. */
    public void askAgain() {
        asked.set(true);
        announce();
    }

    /**
     * Reads the account again after a failed commit and has the runner take up its work: reports
     * that came meanwhile are taken, and the venue is asked for every open order. Does nothing
     * while it runs. Blocks while it reads; {@link #whenIdle} tells when the work is done.
     *
     * @throws JournalException if the journal still cannot be read
     */
    public void recover() {
        if (suspendedBy == null) {
            return;
        }
        reread.set(load(ports.journal(), account));
        announce();
    }

    private void start() {
        ports.executor().execute(this::work);
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
            takeUpAgain();
            // Before the mailbox is looked at: who waits must find all done that he sent before.
            collectIdleWaiters();
            List<Mail> batch = nextBatch();
            if (!batch.isEmpty()) {
                if (!guarded(batch, () -> decide(batch, null))) {
                    return;
                }
            } else if (asked.getAndSet(false)) {
                guarded(batch, this::askForDoubtful);
            } else {
                completeIdleWaiters();
                seen = announced.addAndGet(-seen);
            }
        }
    }

    /** Ends a suspension, if the account was read again. */
    private void takeUpAgain() {
        AccountState fresh = reread.getAndSet(null);
        if (fresh != null && suspendedBy != null) {
            state = fresh;
            suspendedBy = null;
            kept.addFirst(RESTART);
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
        } catch (RuntimeException | Error e) {
            suspend(batch, e);
            return true;
        }
    }

    /** The next commands to decide together; starting anew is decided alone. */
    private List<Mail> nextBatch() {
        List<Mail> batch = new ArrayList<>(4);
        while (batch.size() < MAX_BATCH) {
            Queue<Mail> source = kept.isEmpty() || suspendedBy != null ? mailbox : kept;
            Mail next = source.peek();
            if (next == null || (next.isRestart() && !batch.isEmpty())) {
                break;
            }
            batch.add(source.remove());
            if (next.isRestart()) {
                break;
            }
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
            batch.stream().filter(Mail::isReport).forEach(this::keep);
            failAll(batch, suspendedBy);
            return true;
        }
        Batch decided = new Batch(batch, state, forced);
        for (Mail mail : batch) {
            decideOne(decided, mail, forced);
        }
        if (decided.events.isEmpty()) {
            finish(decided);
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
            if (mail.isReport()) {
                throw new IllegalStateException(
                        "a report of the venue cannot be taken: " + e.getMessage(), e);
            }
            decided.refuse(mail, e);
        }
    }

    private boolean appended(Batch decided, Appended outcome) {
        return switch (outcome) {
            case Appended.Committed _ -> {
                state = decided.after;
                finish(decided);
                yield true;
            }
            case Appended.Halted(String reason) -> {
                if (decided.forced != null) {
                    throw new IllegalStateException(
                            "the journal found risk in what was decided while halted");
                }
                yield decide(decided.mail, new TradingSwitch.Halted(reason));
            }
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

    /** Does what committed events ask for, and answers. */
    private void finish(Batch decided) {
        if (decided.mail.getFirst().isRestart()) {
            // What the venue said while nobody listened, it is asked to say again.
            state.openOrders().forEach(order -> venue.query(order.id()));
        } else {
            actAll(decided.events);
        }
        decided.replyAll();
    }

    /** One failure does not keep the others from the venue: a cancel may be among them. */
    private void actAll(List<AccountEvent> events) {
        Set<OrderId> unsent = new HashSet<>();
        RuntimeException failure = null;
        for (AccountEvent event : events) {
            try {
                act(event, unsent);
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /**
     * What a committed event asks of the venue.
     *
     * @param unsent takes orders that were cancelled by the very commit that placed them: they are
     *     never sent
     */
    private void act(AccountEvent event, Set<OrderId> unsent) {
        switch (event) {
            case AccountEvent.OrderPlaced placed -> {
                Order order = order(placed.order());
                if (order.status() == OrderStatus.PENDING) {
                    venue.submit(order);
                } else {
                    unsent.add(order.id());
                    tell(new AccountCommand.Take(new VenueReport(order.id(), NEVER_SENT)));
                }
            }
            case AccountEvent.OrderChanged(var _, OrderId id, OrderChange.CancelRequested _) -> {
                if (!unsent.contains(id)) {
                    state.order(id).filter(Order::isOpen).ifPresent(venue::cancel);
                }
            }
            case AccountEvent.OrderChanged(var _, OrderId id, OrderChange.Doubted _) ->
                    venue.query(id);
            case AccountEvent.InstrumentListed listed -> venue.list(listed.instrument());
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

    private boolean askForDoubtful() {
        if (suspendedBy == null) {
            state.openOrders().stream()
                    .filter(order -> order.status() == OrderStatus.IN_DOUBT)
                    .forEach(order -> venue.query(order.id()));
        }
        return true;
    }

    private Order order(OrderId id) {
        return state.order(id)
                .orElseThrow(() -> new IllegalStateException("order " + id + " does not exist"));
    }

    private void suspend(List<Mail> batch, Throwable cause) {
        suspendedBy = cause;
        batch.reversed().stream().filter(Mail::isReport).forEach(kept::addFirst);
        failAll(batch, cause);
    }

    private void keep(Mail report) {
        if (kept.size() < MAX_KEPT) {
            kept.addLast(report);
        }
    }

    private void failAll(List<Mail> batch, Throwable cause) {
        batch.forEach(mail -> mail.fail(new RunnerSuspendedException(account, cause)));
    }

    private void collectIdleWaiters() {
        CompletableFuture<Void> waiter;
        while ((waiter = idleWaiters.poll()) != null) {
            waiting.add(waiter);
        }
    }

    private void completeIdleWaiters() {
        List<CompletableFuture<Void>> done = List.copyOf(waiting);
        waiting.clear();
        done.forEach(waiter -> waiter.complete(null));
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
        boolean isRestart() {
            return command instanceof AccountCommand.DoubtUnanswered;
        }

        /** Whether nobody but the runner remembers it: it must not get lost. */
        boolean isReport() {
            return reply == null && command instanceof AccountCommand.Take;
        }

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
        private final TradingSwitch.@Nullable Halted forced;
        private AccountState after;

        Batch(List<Mail> mail, AccountState before, TradingSwitch.@Nullable Halted forced) {
            this.mail = mail;
            this.after = before;
            this.forced = forced;
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
