package dev.keel.core.execution;

import dev.keel.core.account.Account;
import dev.keel.core.account.AccountCommand;
import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountId;
import dev.keel.core.account.AccountState;
import dev.keel.core.account.AlarmKind;
import dev.keel.core.account.Decision;
import dev.keel.core.account.KillLevel;
import dev.keel.core.account.SharedLimit;
import dev.keel.core.account.Sighting;
import dev.keel.core.account.Situation;
import dev.keel.core.account.StopKeeper;
import dev.keel.core.account.SwitchScope;
import dev.keel.core.account.TradingSwitch;
import dev.keel.core.journal.Append;
import dev.keel.core.journal.Appended;
import dev.keel.core.journal.Journal;
import dev.keel.core.journal.JournalException;
import dev.keel.core.journal.Lease;
import dev.keel.core.journal.RecordedEvent;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.Evidence;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.venue.Venue;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueProfile;
import dev.keel.core.venue.VenueReport;
import dev.keel.core.venue.VenueStatement;
import java.time.Instant;
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
    private static final Mail RESTART = Mail.of(new AccountCommand.DoubtUnanswered(), null);

    private static final TradingSwitch NOT_RECONCILED =
            new TradingSwitch.Halted("the venue has not confirmed the ledger since the start");

    private static final OrderChange NEVER_SENT =
            new OrderChange.Canceled(new Evidence("keel", "cancelled before it was sent"));

    private final AccountId account;
    private final RunnerPorts ports;
    private final Venue venue;
    private final Queue<Mail> mailbox = new ConcurrentLinkedQueue<>();

    /** Mail that the owner has taken out of the mailbox, or has got itself; the owner's alone. */
    private final Deque<Mail> arrived = new ArrayDeque<>();

    /**
     * Work that was announced and not done; whoever raises it from 0 owns the runner until it is
     * back at 0.
     */
    private final AtomicInteger announced = new AtomicInteger(1);

    /**
     * The thread that works as the owner. Not synchronised: a thread finds itself here only if it
     * wrote itself last, and for every other one any answer but itself is the same.
     */
    private @Nullable Thread worker;

    private final Queue<CompletableFuture<Void>> idleWaiters = new ConcurrentLinkedQueue<>();

    /** The account as it was read again after a suspension, until the runner takes it up. */
    private final AtomicReference<@Nullable AccountState> reread = new AtomicReference<>();

    /** The lease that came with it. */
    private volatile Lease lease;

    private final AtomicBoolean tended = new AtomicBoolean();
    private final AtomicBoolean statementWanted = new AtomicBoolean();
    private final Queue<CompletableFuture<ReconciliationResult>> reconcileWaiters =
            new ConcurrentLinkedQueue<>();

    /** A venue in this process cannot have done anything that the ledger does not know. */
    private final boolean sureAtOnce;

    /** The owner's alone. */
    private Inquiries inquiries;

    /** The owner's alone. */
    private final Reconciliations reconciliations;

    /** What goes before the mailbox, and waits while suspended; the owner's alone. */
    private final Deque<Mail> kept = new ArrayDeque<>();

    /** Waiters that came before the owner last looked for mail; the owner's alone. */
    private final List<CompletableFuture<Void>> waiting = new ArrayList<>();

    /** Orders that the commit at hand placed and cancelled: never sent. The owner's alone. */
    private final Set<OrderId> unsent = new HashSet<>();

    /** Whether the venue has confirmed the ledger since the runner took the account up. */
    private volatile boolean reconciled;

    private volatile AccountState state;
    private volatile @Nullable Throwable suspendedBy;

    /** Connects; what is announced meanwhile waits for {@link #start}. */
    private AccountRunner(AccountState state, Lease lease, RunnerPorts ports) {
        this.account = state.id();
        this.state = state;
        this.lease = lease;
        this.ports = ports;
        this.venue = ports.venues().connect(state, new Ear());
        this.sureAtOnce = venue.profile().equals(VenueProfile.IN_PROCESS);
        this.inquiries = new Inquiries(venue.profile());
        this.reconciliations =
                new Reconciliations(ports.settings(), venue.profile().answerPatience());
        this.reconciled = sureAtOnce;
    }

    /**
     * Opens a new account and runs it; blocks until the opening is durable.
     *
     * @throws IllegalStateException if the account exists already
     */
    public static AccountRunner open(
            AccountCommand.Open command, Situation situation, RunnerPorts ports) {
        Decision decision = Account.open(command, situation);
        Lease lease = ports.journal().acquire(command.profile().id());
        Append opening = new Append(0, decision.events(), decision.state(), lease.token());
        Appended outcome = join(ports.journal().append(opening));
        if (!(outcome instanceof Appended.Committed)) {
            lease.release();
            throw new IllegalStateException(
                    "account " + command.profile().id() + " exists already");
        }
        AccountRunner runner = new AccountRunner(decision.state(), lease, ports);
        runner.start();
        return runner;
    }

    /**
     * Runs an account that exists; blocks while its events are read. Orders without an answer are
     * in doubt, and the venue is asked for them. No risk is added before the venue's statement has
     * been held against the ledger.
     *
     * @throws dev.keel.core.journal.LeaseHeldException if another process holds the account
     * @throws JournalException if the journal cannot be read
     */
    public static AccountRunner resume(AccountId account, RunnerPorts ports) {
        // In this order: nobody else can append to what is read here.
        Lease lease = ports.journal().acquire(account);
        AccountRunner runner = new AccountRunner(load(ports.journal(), account), lease, ports);
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
        post(Mail.of(command, reply));
        return reply;
    }

    /** Hands in a command whose outcome nobody waits for. */
    public void tell(AccountCommand command) {
        post(Mail.of(command, null));
    }

    /** Completes when there is nothing left to decide or commit. */
    public CompletionStage<Void> whenIdle() {
        CompletableFuture<Void> idle = new CompletableFuture<>();
        idleWaiters.add(idle);
        announce();
        return idle;
    }

    /**
     * Looks after what the venue owes an answer for, and reconciles when it is time; for a timer,
     * every second or so.
     */
    public void tend() {
        tended.set(true);
        announce();
    }

    /**
     * Asks the venue for a statement now, and holds it against the ledger.
     *
     * @return completes with what came of it; a statement that fails is a result too
     */
    public CompletionStage<ReconciliationResult> reconcile() {
        CompletableFuture<ReconciliationResult> result = new CompletableFuture<>();
        reconcileWaiters.add(result);
        statementWanted.set(true);
        tend();
        return result;
    }

    /** What came of the latest reconciliation, whoever asked for it; empty until there is one. */
    public Optional<ReconciliationResult> lastReconciliation() {
        return Optional.ofNullable(reconciliations.last());
    }

    /** How many reconciliations in a row have failed, in whole or in part. */
    public int failedReconciliations() {
        return reconciliations.failures();
    }

    /** Whether the venue has confirmed the ledger since the account was taken up. */
    public boolean isReconciled() {
        return reconciled;
    }

    /** Lets go of the account, so that another process need not wait for the lease to end. */
    public void release() {
        suspendedBy = new LeaseLostException(account);
        lease.release();
    }

    /**
     * Reads the account again after a failed commit and has the runner take up its work: reports
     * that came meanwhile are taken, and the venue is asked for every open order. Does nothing
     * while it runs. Blocks while it reads; {@link #whenIdle} tells when the work is done.
     *
     * @throws dev.keel.core.journal.LeaseHeldException if another process has taken the account
     *     over
     * @throws JournalException if the journal still cannot be read
     */
    public void recover() {
        if (suspendedBy == null) {
            return;
        }
        Lease fresh = ports.journal().acquire(account);
        AccountState read = load(ports.journal(), account);
        lease = fresh;
        reread.set(read);
        announce();
    }

    private void start() {
        ports.executor().execute(this::work);
    }

    /**
     * Takes mail. The owner keeps what it gets itself, such as the reports of a venue that answers
     * at once, and looks for it before it stops; and whoever finds the runner idle becomes its
     * owner. Only what comes while another thread works has to go through the mailbox.
     */
    private void post(Mail mail) {
        if (isWorkingHere()) {
            // What came before it goes before it.
            emptyMailbox();
            arrived.addLast(mail);
        } else if (announced.compareAndSet(0, 1)) {
            arrived.addLast(mail);
            ports.executor().execute(this::work);
        } else {
            mailbox.add(mail);
            announce();
        }
    }

    @SuppressWarnings("ReferenceEquality") // a thread is equal to itself alone
    private boolean isWorkingHere() {
        return worker == Thread.currentThread();
    }

    private void emptyMailbox() {
        Mail next;
        while ((next = mailbox.poll()) != null) {
            arrived.addLast(next);
        }
    }

    private void announce() {
        if (announced.getAndIncrement() == 0) {
            ports.executor().execute(this::work);
        }
    }

    /** Works until nothing is announced, or a commit is on its way; its completion takes over. */
    private void work() {
        worker = Thread.currentThread();
        try {
            workOnAll();
        } finally {
            worker = null;
        }
    }

    private void workOnAll() {
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
            } else if (tended.get() && tended.getAndSet(false)) {
                guarded(batch, this::lookAfter);
            } else {
                completeIdleWaiters();
                if (arrived.isEmpty()) {
                    seen = announced.addAndGet(-seen);
                }
            }
        }
    }

    /** Ends a suspension, if the account was read again. */
    private void takeUpAgain() {
        AccountState fresh = reread.get() == null ? null : reread.getAndSet(null);
        if (fresh != null && suspendedBy != null) {
            state = fresh;
            suspendedBy = null;
            reconciled = sureAtOnce;
            inquiries = new Inquiries(venue.profile());
            reconciliations.forget();
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

    /** The next commands to decide together; starting anew, and a statement, are decided alone. */
    private List<Mail> nextBatch() {
        emptyMailbox();
        if (kept.isEmpty() && arrived.isEmpty()) {
            return List.of();
        }
        List<Mail> batch = new ArrayList<>(2);
        while (batch.size() < MAX_BATCH) {
            Queue<Mail> source = kept.isEmpty() || suspendedBy != null ? arrived : kept;
            Mail next = source.peek();
            if (next == null || (next.isAlone() && !batch.isEmpty())) {
                break;
            }
            source.remove();
            VenueAnswer answer = next.answer();
            if (answer == null || guarded(List.of(), () -> isWorthDeciding(answer))) {
                batch.add(next);
            }
            if (next.isAlone()) {
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
    private boolean decide(List<Mail> batch, @Nullable TradingSwitch forced) {
        Throwable suspension = suspendedBy;
        if (suspension == null && !lease.isHeld()) {
            suspension = new LeaseLostException(account);
            suspendedBy = suspension;
        }
        if (suspension != null) {
            batch.stream().filter(Mail::isReport).forEach(this::keep);
            failAll(batch, suspension);
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
                        .append(new Append(state, decided.events, decided.after, lease.token()))
                        .toCompletableFuture();
        if (outcome.isDone() && !outcome.isCompletedExceptionally()) {
            return appended(decided, outcome.join());
        }
        var _ =
                outcome.whenComplete((appended, failure) ->
                        ports.executor().execute(() -> workOn(decided, appended, failure)));
        return false;
    }

    private void decideOne(Batch decided, Mail mail, @Nullable TradingSwitch forced) {
        Situation situation = ports.situations().now(venue);
        if (!venue.holdsStops()) {
            situation = situation.with(StopKeeper.KEEL);
        }
        if (forced != null) {
            situation = situation.with(forced);
        } else if (!reconciled) {
            situation = situation.with(NOT_RECONCILED);
        }
        try {
            AccountCommand command = mail.command(reconciliations);
            Decision decision = Account.decide(decided.after, command, situation);
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
            case Appended.Halted(TradingSwitch.Halted by) -> {
                requireUnforced(decided);
                yield decide(decided.mail, by);
            }
            case Appended.OverLimit(SharedLimit limit) -> {
                if (decided.mail.size() > 1) {
                    // One by one, so that what fits is not refused with what does not.
                    decided.mail.reversed().forEach(mail -> kept.addFirst(mail.alone()));
                    yield true;
                }
                requireUnforced(decided);
                yield decide(decided.mail, new TradingSwitch.LimitReached(limit));
            }
            case Appended.Fenced _ -> {
                suspend(decided.mail, new LeaseLostException(account));
                yield true;
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

    private static void requireUnforced(Batch decided) {
        if (decided.forced != null) {
            throw new IllegalStateException(
                    "the journal found risk in what was decided under " + decided.forced);
        }
    }

    /**
     * A client key is good for one order for ever, also when the state no longer remembers it: the
     * command that brought it again changes nothing, the others are decided anew.
     */
    private boolean withoutKey(List<Mail> batch, ClientKey key) {
        List<Mail> others = new ArrayList<>(batch);
        boolean removed =
                others.removeIf(mail -> {
                    boolean repeated = mail.usesKey(key);
                    if (repeated) {
                        mail.complete(List.of());
                    }
                    return repeated;
                });
        if (!removed) {
            throw new IllegalStateException(
                    "client key " + key + " is taken, and no command has it");
        }
        return others.isEmpty() || decide(others, null);
    }

    /** Does what committed events ask for, and answers. */
    private void finish(Batch decided) {
        if (!lease.isHeld()) {
            // What was committed, whoever holds the account now will ask the venue for.
            suspend(decided.mail, new LeaseLostException(account));
            return;
        }
        Mail first = decided.mail.getFirst();
        if (first.isRestart()) {
            // What the venue said while nobody listened, it is asked to say again.
            state.openOrders().forEach(order -> venue.query(order.id()));
            inquiries.follow(state, now());
            inquiries.allAsked(now());
            if (!sureAtOnce) {
                statementWanted.set(true);
                tended.set(true);
            }
        } else {
            actAll(decided.events);
        }
        if (!sureAtOnce) {
            inquiries.follow(state, now());
        }
        if (first.answer() instanceof VenueAnswer.Stated(VenueStatement statement)) {
            reconciled(statement, decided.events);
        }
        decided.replyAll();
    }

    /** A statement has been taken, and what follows from it is durable. */
    private void reconciled(VenueStatement statement, List<AccountEvent> events) {
        Instant now = now();
        Sighting settled = reconciliations.settledBefore(statement);
        reconciliations.taken(
                new Sighting(
                        statement,
                        state,
                        now,
                        venue.profile().visibilityDelay(),
                        settled == null ? null : settled.ledger()),
                events);
        if (statement.isWhole()) {
            reconciled = true;
        } else {
            failed("part of a statement");
        }
        inquiries.proven(state, statement).forEach(this::tellLater);
        boolean differs = Account.differs(state, statement);
        if (differs) {
            reconciliations.lookAgain(now.plus(venue.profile().visibilityDelay()).plusSeconds(1));
        }
    }

    private void failed(String what) {
        if (reconciliations.failed()) {
            tell(
                    new AccountCommand.Halt(
                            SwitchScope.OfAccount.INSTANCE,
                            KillLevel.NO_NEW,
                            reconciliations.failures()
                                    + " reconciliations in a row failed, the last: "
                                    + what,
                            "keel"));
        }
    }

    private void tellLater(VenueReport report) {
        tell(new AccountCommand.Take(report));
    }

    /** Takes what needs no decision, and tells whether one is needed. */
    private boolean isWorthDeciding(VenueAnswer answer) {
        if (suspendedBy != null) {
            return false;
        }
        return switch (answer) {
            case VenueAnswer.Found(VenueOrder found) -> {
                if (hasUnknownFills(found)) {
                    askForStatement();
                }
                yield true;
            }
            case VenueAnswer.Stated _ -> {
                reconciliations.answered();
                yield true;
            }
            case VenueAnswer.NotFound absent -> {
                if (inquiries.notFound(absent)) {
                    askForStatement();
                }
                yield false;
            }
            case VenueAnswer.Failed(String query, String why) -> {
                if (query.equals(VenueAnswer.Failed.STATEMENT)) {
                    reconciliations.fail(now(), why);
                    failed(why);
                }
                yield false;
            }
            case VenueAnswer.Reconnected _ -> {
                askForStatement();
                yield false;
            }
        };
    }

    /** Fills are told by reports and by the history alone. */
    private boolean hasUnknownFills(VenueOrder found) {
        return Optional.ofNullable(found.clientId())
                .flatMap(state::order)
                .filter(order -> found.filled().isGreaterThan(order.execution().quantity()))
                .isPresent();
    }

    private boolean lookAfter() {
        if (suspendedBy != null) {
            failReconciliations("the account is suspended: " + suspendedBy.getMessage());
            return true;
        }
        if (!lease.isHeld()) {
            suspend(List.of(), new LeaseLostException(account));
            return true;
        }
        Instant now = now();
        inquiries.follow(state, now);
        inquiries.silent(now).forEach(this::tellLater);
        inquiries.due(now).forEach(venue::query);
        inquiries.unresolved(now).forEach(this::alarm);
        CompletableFuture<ReconciliationResult> waiter;
        while ((waiter = reconcileWaiters.poll()) != null) {
            reconciliations.await(waiter);
        }
        if (reconciliations.isLate(now)) {
            reconciliations.fail(now, "no answer for " + venue.profile().answerPatience());
            failed("no answer");
        }
        if (statementWanted.getAndSet(false) || reconciliations.isDue(now)) {
            askForStatement();
        }
        return true;
    }

    private void alarm(OrderId unresolved) {
        tell(
                new AccountCommand.RaiseAlarm(
                        AlarmKind.UNRESOLVED,
                        order(unresolved).request().instrument(),
                        "order " + unresolved + " is still in doubt"));
    }

    private void failReconciliations(String why) {
        CompletableFuture<ReconciliationResult> waiter;
        while ((waiter = reconcileWaiters.poll()) != null) {
            reconciliations.await(waiter);
        }
        reconciliations.fail(now(), why);
    }

    private void askForStatement() {
        reconciliations.asked(now());
        venue.state(state.cursor().orElse(null));
    }

    private Instant now() {
        return ports.situations().now(venue).now();
    }

    /** One failure does not keep the others from the venue: a cancel may be among them. */
    private void actAll(List<AccountEvent> events) {
        if (!unsent.isEmpty()) {
            unsent.clear();
        }
        RuntimeException failure = null;
        for (AccountEvent event : events) {
            try {
                act(event);
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
     * What a committed event asks of the venue. Orders that were cancelled by the very commit that
     * placed them are never sent.
     */
    private void act(AccountEvent event) {
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
            case AccountEvent.OrderChanged changed -> act(changed.order(), changed.change());
            case AccountEvent.InstrumentListed listed -> venue.list(listed.instrument());
            case AccountEvent.Opened _,
                    AccountEvent.AmendRequested _,
                    AccountEvent.ExternalTraded _,
                    AccountEvent.ExternalOrdersSeen _,
                    AccountEvent.HistoryRead _,
                    AccountEvent.DifferenceFound _,
                    AccountEvent.DifferenceResolved _,
                    AccountEvent.PositionNaked _,
                    AccountEvent.PositionCovered _,
                    AccountEvent.Alarmed _,
                    AccountEvent.FundsMoved _,
                    AccountEvent.SettingsChanged _,
                    AccountEvent.Halted _,
                    AccountEvent.Resumed _,
                    AccountEvent.EquityMarked _,
                    AccountEvent.SignalHeld _,
                    AccountEvent.SignalDeclined _,
                    AccountEvent.SignalExecuted _,
                    AccountEvent.OrderRefused _ -> {}
        }
    }

    private void act(OrderId id, OrderChange change) {
        switch (change) {
            case OrderChange.CancelRequested _ -> {
                if (!unsent.contains(id)) {
                    state.order(id).filter(Order::isOpen).ifPresent(venue::cancel);
                }
            }
            case OrderChange.Doubted _ -> venue.query(id);
            case OrderChange.Accepted _,
                    OrderChange.Refused _,
                    OrderChange.CancelRefused _,
                    OrderChange.Filled _,
                    OrderChange.Busted _,
                    OrderChange.Canceled _,
                    OrderChange.Expired _ -> {}
        }
    }

    private Order order(OrderId id) {
        return state.order(id)
                .orElseThrow(() -> new IllegalStateException("order " + id + " does not exist"));
    }

    private void suspend(List<Mail> batch, Throwable cause) {
        suspendedBy = cause;
        // Commands that wait to be decided one by one have somebody who waits for them.
        List<Mail> waiting = kept.stream().filter(mail -> !mail.isReport()).toList();
        kept.removeIf(mail -> !mail.isReport());
        batch.reversed().stream().filter(Mail::isReport).forEach(kept::addFirst);
        failAll(batch, cause);
        failAll(waiting, cause);
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
        if (waiting.isEmpty()) {
            return;
        }
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

    /** Hears the venue. */
    private final class Ear implements Venue.Listener {
        @Override
        public void onReport(VenueReport report) {
            tell(new AccountCommand.Take(report));
        }

        @Override
        public void onAnswer(VenueAnswer answer) {
            post(new Mail(null, answer, null, false));
        }
    }

    /**
     * A command, or a venue's answer, and who waits for its outcome, if anybody does.
     *
     * @param single whether it has to be decided alone
     */
    private record Mail(
            @Nullable AccountCommand given,
            @Nullable VenueAnswer answer,
            @Nullable CompletableFuture<List<AccountEvent>> reply,
            boolean single) {
        static Mail of(
                AccountCommand command, @Nullable CompletableFuture<List<AccountEvent>> reply) {
            return new Mail(command, null, reply, false);
        }

        Mail alone() {
            return new Mail(given, answer, reply, true);
        }

        AccountCommand command(Reconciliations reconciliations) {
            if (given != null) {
                return given;
            }
            return switch (answer) {
                case VenueAnswer.Found(VenueOrder order) -> new AccountCommand.TakeFound(order);
                case VenueAnswer.Stated(VenueStatement statement) ->
                        new AccountCommand.Reconcile(statement, reconciliations.before(statement));
                case null, default ->
                        throw new IllegalStateException("nothing is to be decided of " + answer);
            };
        }

        boolean usesKey(ClientKey key) {
            return switch (given) {
                case AccountCommand.PlaceOrder place -> place.key().equals(key);
                case AccountCommand.AmendOrder amend -> amend.key().equals(key);
                case null, default -> false;
            };
        }

        boolean isRestart() {
            return given instanceof AccountCommand.DoubtUnanswered;
        }

        boolean isAlone() {
            return single || isRestart() || answer instanceof VenueAnswer.Stated;
        }

        /** Whether nobody but the runner remembers it: it must not get lost. */
        boolean isReport() {
            return reply == null && given instanceof AccountCommand.Take;
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
        private final List<Runnable> replies = new ArrayList<>(0);

        /** Those of the one decision that had any, or of all in a list of their own. */
        private List<AccountEvent> events = List.of();

        private final @Nullable TradingSwitch forced;
        private AccountState after;

        Batch(List<Mail> mail, AccountState before, @Nullable TradingSwitch forced) {
            this.mail = mail;
            this.after = before;
            this.forced = forced;
        }

        void add(Mail decided, List<AccountEvent> its, AccountState state) {
            events = joined(events, its);
            after = state;
            if (decided.reply() != null) {
                replies.add(() -> decided.complete(its));
            }
        }

        private static List<AccountEvent> joined(List<AccountEvent> so, List<AccountEvent> more) {
            if (so.isEmpty() || more.isEmpty()) {
                return so.isEmpty() ? more : so;
            }
            if (so.size() == 1 && more.size() == 1) {
                // The acknowledgement of an order and its fill: a list that needs no copy.
                return List.of(so.getFirst(), more.getFirst());
            }
            List<AccountEvent> all = new ArrayList<>(so.size() + more.size());
            all.addAll(so);
            all.addAll(more);
            return all;
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
