package dev.keel.sim.fault.wire;

import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountId;
import dev.keel.core.journal.Append;
import dev.keel.core.journal.Appended;
import dev.keel.core.journal.Journal;
import dev.keel.core.journal.JournalException;
import dev.keel.core.journal.Lease;
import dev.keel.core.journal.MemoryJournal;
import dev.keel.core.journal.RecordedEvent;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderStatus;
import dev.keel.sim.fault.clock.VirtualTime;
import dev.keel.sim.fault.plan.CrashPoint;
import dev.keel.sim.fault.plan.Fault;
import dev.keel.sim.fault.plan.FaultPlan;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A session on the store, as a process has it whose connection and store fail. */
public final class FaultyJournal implements Journal {
    private final Host host;
    private final MemoryJournal session;
    private final Outage outage;
    private final VirtualTime time;
    private final FaultPlan plan;
    private final WireWatch watch;

    public FaultyJournal(
            Host host,
            MemoryJournal session,
            Outage outage,
            VirtualTime time,
            FaultPlan plan,
            WireWatch watch) {
        this.host = host;
        this.session = session;
        this.outage = outage;
        this.time = time;
        this.plan = plan;
        this.watch = watch;
    }

    /** The session itself, which never fails. */
    public MemoryJournal session() {
        return session;
    }

    @Override
    public Lease acquire(AccountId account) {
        if (host.diesAt(CrashPoint.BEFORE_ACQUIRE, account)) {
            throw new JournalException("the process is gone");
        }
        requireStore();
        Lease lease = session.acquire(account);
        watch.onAcquired(host, account, lease);
        if (host.diesAt(CrashPoint.AFTER_ACQUIRE, account)) {
            throw new JournalException("the process is gone");
        }
        return lease;
    }

    /** Extends the leases of this process. */
    public void renew(AccountId anyAccount) {
        if (host.diesAt(CrashPoint.BEFORE_RENEW, anyAccount) || outage.isOn()) {
            return;
        }
        session.renew();
        host.diesAt(CrashPoint.AFTER_RENEW, anyAccount);
    }

    @Override
    public CompletionStage<Appended> append(Append append) {
        AccountId account = append.after().id();
        Kind kind = Kind.of(append);
        Supplier<Set<OrderStatus>> states = () -> watch.states(account);
        if (!host.isUp() || host.diesAt(kind.before, account)) {
            return lost("the process is gone");
        }
        boolean opens = append.expectedSequence() == 0;
        if (outage.isOn() || plan.strikes(Fault.APPEND_FAILS, states)) {
            return lost("the store cannot be reached");
        }
        if (opens || !plan.strikes(Fault.SLOW_COMMIT, states)) {
            return written(append, kind);
        }
        CompletableFuture<Appended> answer = new CompletableFuture<>();
        long first = plan.dice(Fault.SLOW_COMMIT).between(1, 3 * VirtualTime.SECOND);
        long second = plan.dice(Fault.SLOW_COMMIT).between(1, 3 * VirtualTime.SECOND);
        // The statement is on its way to the store, whatever becomes of its sender.
        time.after(
                first,
                () -> {
                    CompletableFuture<Appended> outcome = written(append, kind);
                    time.after(second, () -> hand(outcome, answer));
                });
        return answer;
    }

    private static void hand(
            CompletableFuture<Appended> outcome, CompletableFuture<Appended> answer) {
        if (outcome.isCompletedExceptionally()) {
            answer.completeExceptionally(outcome.exceptionNow());
        } else {
            answer.complete(outcome.join());
        }
    }

    private CompletableFuture<Appended> written(Append append, Kind kind) {
        if (outage.isOn()) {
            return lost("the store went away");
        }
        Appended outcome = session.append(append).toCompletableFuture().join();
        boolean committed = outcome instanceof Appended.Committed;
        if (committed) {
            watch.onCommitted(host, append);
        }
        if (host.diesAt(kind.after, append.after().id())) {
            return lost("the process is gone");
        }
        boolean unheard =
                committed
                        && plan.strikes(Fault.ANSWER_LOST, () -> watch.states(append.after().id()));
        return unheard ? lost("the answer was lost") : CompletableFuture.completedFuture(outcome);
    }

    @Override
    public List<RecordedEvent> read(AccountId account, long afterSequence) {
        requireStore();
        return session.read(account, afterSequence);
    }

    @Override
    public List<AccountId> accounts() {
        requireStore();
        return session.accounts();
    }

    @Override
    public Optional<OrderId> findOrder(AccountId account, ClientKey key) {
        requireStore();
        return session.findOrder(account, key);
    }

    private void requireStore() {
        if (!host.isUp() || outage.isOn()) {
            throw new JournalException("the store cannot be reached");
        }
    }

    private static CompletableFuture<Appended> lost(String why) {
        return CompletableFuture.failedFuture(new JournalException(why));
    }

    /** When the store is away. */
    public static final class Outage {
        private final VirtualTime time;
        private long until;

        public Outage(VirtualTime time) {
            this.time = time;
        }

        public void begin(long micros) {
            until = Math.max(until, time.micros() + micros);
        }

        public boolean isOn() {
            return time.micros() < until;
        }
    }

    /** What an append is about. */
    private enum Kind {
        OPENING(CrashPoint.BEFORE_APPEND_OPENING, CrashPoint.AFTER_APPEND_OPENING),
        INTENT(CrashPoint.BEFORE_APPEND_INTENT, CrashPoint.AFTER_APPEND_INTENT),
        CANCEL(CrashPoint.BEFORE_APPEND_CANCEL, CrashPoint.AFTER_APPEND_CANCEL),
        FILL(CrashPoint.BEFORE_APPEND_FILL, CrashPoint.AFTER_APPEND_FILL),
        END(CrashPoint.BEFORE_APPEND_END, CrashPoint.AFTER_APPEND_END),
        DOUBT(CrashPoint.BEFORE_APPEND_DOUBT, CrashPoint.AFTER_APPEND_DOUBT),
        HISTORY(CrashPoint.BEFORE_APPEND_HISTORY, CrashPoint.AFTER_APPEND_HISTORY),
        OTHER(CrashPoint.BEFORE_APPEND_OTHER, CrashPoint.AFTER_APPEND_OTHER);

        private final CrashPoint before;
        private final CrashPoint after;

        Kind(CrashPoint before, CrashPoint after) {
            this.before = before;
            this.after = after;
        }

        static Kind of(Append append) {
            Kind kind = OTHER;
            for (AccountEvent event : append.events()) {
                Kind own = of(event);
                kind = own.compareTo(kind) < 0 ? own : kind;
            }
            return kind;
        }

        private static Kind of(AccountEvent event) {
            return switch (event) {
                case AccountEvent.Opened _ -> OPENING;
                case AccountEvent.OrderPlaced _ -> INTENT;
                case AccountEvent.HistoryRead _,
                        AccountEvent.ExternalTraded _,
                        AccountEvent.DifferenceFound _ ->
                        HISTORY;
                case AccountEvent.OrderChanged(var _, var _, OrderChange change) ->
                        switch (change) {
                            case OrderChange.CancelRequested _ -> CANCEL;
                            case OrderChange.Filled _, OrderChange.Busted _ -> FILL;
                            case OrderChange.Canceled _,
                                    OrderChange.Expired _,
                                    OrderChange.Refused _ ->
                                    END;
                            case OrderChange.Doubted _ -> DOUBT;
                            case OrderChange.Accepted _, OrderChange.CancelRefused _ -> OTHER;
                        };
                case AccountEvent.FundsMoved _,
                        AccountEvent.InstrumentListed _,
                        AccountEvent.SettingsChanged _,
                        AccountEvent.Halted _,
                        AccountEvent.Resumed _,
                        AccountEvent.EquityMarked _,
                        AccountEvent.SignalHeld _,
                        AccountEvent.SignalDeclined _,
                        AccountEvent.SignalExecuted _,
                        AccountEvent.OrderRefused _,
                        AccountEvent.AmendRequested _,
                        AccountEvent.ExternalOrdersSeen _,
                        AccountEvent.DifferenceResolved _,
                        AccountEvent.PositionNaked _,
                        AccountEvent.PositionCovered _,
                        AccountEvent.Alarmed _ ->
                        OTHER;
            };
        }
    }
}
