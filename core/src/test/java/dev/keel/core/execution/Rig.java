package dev.keel.core.execution;

import dev.keel.core.Samples;
import dev.keel.core.account.AccountCommand;
import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountId;
import dev.keel.core.account.AccountState;
import dev.keel.core.account.Situation;
import dev.keel.core.account.TradingSwitch;
import dev.keel.core.journal.Append;
import dev.keel.core.journal.Appended;
import dev.keel.core.journal.Journal;
import dev.keel.core.journal.JournalException;
import dev.keel.core.journal.MemoryJournal;
import dev.keel.core.journal.RecordedEvent;
import dev.keel.core.market.LatestPrices;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.venue.Venue;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueProfile;
import dev.keel.core.venue.VenueReport;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A runner with everything around it in the test's hands. */
final class Rig {
    final MemoryJournal memory = new MemoryJournal();
    final SlowJournal journal = new SlowJournal(memory);
    final FakeVenue venue = new FakeVenue();
    final LatestPrices market = new LatestPrices();
    volatile TradingSwitch platform = TradingSwitch.Enabled.INSTANCE;
    private final Executor executor;

    Rig(Executor executor) {
        this.executor = executor;
        market.update(Samples.PERP_ID, Samples.quote("100"));
        market.update(Samples.SPOT_ID, Samples.quote("100"));
    }

    static Rig direct() {
        return new Rig(Runnable::run);
    }

    RunnerPorts ports() {
        return new RunnerPorts(
                journal,
                (_, listener) -> {
                    venue.listener = listener;
                    venue.onConnect.accept(listener);
                    return venue;
                },
                _ -> situation(),
                executor);
    }

    Situation situation() {
        return new Situation(Samples.NOON, market, Samples.NOON, platform);
    }

    /** A running account with 10,000 USD and the perpetual listed. */
    AccountRunner open() {
        AccountRunner runner = AccountRunner.open(Samples.OPEN, situation(), ports());
        runner.tell(new AccountCommand.MoveFunds(Samples.usd("10000"), "deposit"));
        runner.tell(new AccountCommand.ListInstrument(Samples.PERP));
        return runner;
    }

    AccountRunner resume() {
        return AccountRunner.resume(Samples.PROFILE.id(), ports());
    }

    List<AccountEvent> recorded() {
        return memory.read(Samples.PROFILE.id(), 0).stream().map(RecordedEvent::event).toList();
    }

    /** Runs what it is given when the test says so. */
    static final class Steps implements Executor {
        private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();

        @Override
        public void execute(Runnable task) {
            queue.add(task);
        }

        void runAll() {
            Runnable task;
            while ((task = queue.poll()) != null) {
                task.run();
            }
        }
    }

    /** A memory journal whose commits the test can hold back, fail or foresee. */
    static final class SlowJournal implements Journal {
        private final Journal memory;
        private final Queue<Runnable> held = new ArrayDeque<>();
        final List<Append> appends = new ArrayList<>();
        boolean holds;
        Optional<RuntimeException> failure = Optional.empty();
        Optional<Appended> answer = Optional.empty();
        boolean failsAfterWriting;

        SlowJournal(Journal memory) {
            this.memory = memory;
        }

        @Override
        public CompletionStage<Appended> append(Append append) {
            appends.add(append);
            if (answer.isPresent()) {
                return CompletableFuture.completedStage(answer.get());
            }
            if (failure.isPresent()) {
                if (failsAfterWriting) {
                    memory.append(append).toCompletableFuture().join();
                }
                return CompletableFuture.failedStage(failure.get());
            }
            if (!holds) {
                return memory.append(append);
            }
            CompletableFuture<Appended> later = new CompletableFuture<>();
            held.add(() -> later.complete(memory.append(append).toCompletableFuture().join()));
            return later;
        }

        void failWith(String message) {
            failure = Optional.of(new JournalException(message));
        }

        void heal() {
            failure = Optional.empty();
            answer = Optional.empty();
        }

        void commitNext() {
            held.remove().run();
        }

        int waiting() {
            return held.size();
        }

        @Override
        public List<RecordedEvent> read(AccountId account, long afterSequence) {
            return memory.read(account, afterSequence);
        }

        @Override
        public List<AccountId> accounts() {
            return memory.accounts();
        }

        @Override
        public Optional<OrderId> findOrder(AccountId account, ClientKey key) {
            return memory.findOrder(account, key);
        }
    }

    /** Remembers what it was asked, and says what the test tells it to. */
    static final class FakeVenue implements Venue {
        final Queue<OrderId> submitted = new ConcurrentLinkedQueue<>();
        final Queue<OrderId> cancelled = new ConcurrentLinkedQueue<>();
        final Queue<OrderId> queried = new ConcurrentLinkedQueue<>();
        final Queue<Optional<String>> stated = new ConcurrentLinkedQueue<>();
        Consumer<Order> onSubmit = _ -> {};
        Consumer<OrderId> onQuery = _ -> {};
        Consumer<Listener> onConnect = _ -> {};
        volatile Listener listener = new Deaf();
        volatile boolean broken;

        @Override
        public void submit(Order order) {
            submitted.add(order.id());
            onSubmit.accept(order);
        }

        @Override
        public void cancel(Order order) {
            cancelled.add(order.id());
        }

        @Override
        public void query(OrderId order) {
            queried.add(order);
            onQuery.accept(order);
        }

        @Override
        public void state(@Nullable String after) {
            stated.add(Optional.ofNullable(after));
        }

        @Override
        public VenueProfile profile() {
            return VenueProfile.IN_PROCESS;
        }

        @Override
        public Optional<Instant> balanceAsOf() {
            return Optional.of(Samples.NOON);
        }

        /** Fails if it is broken, and is whole again. */
        void breakOnce() {
            if (broken) {
                broken = false;
                throw new IllegalStateException("a bug in the connector");
            }
        }

        void report(OrderId order, OrderChange change) {
            listener.onReport(new VenueReport(order, change));
        }

        void fill(OrderId order, String trade, String quantity) {
            report(order, new OrderChange.Filled(Samples.fill(trade, "100", quantity)));
        }
    }

    /** Hears nothing: nobody is connected yet. */
    private static final class Deaf implements Venue.Listener {
        @Override
        public void onReport(VenueReport report) {}

        @Override
        public void onAnswer(VenueAnswer answer) {}
    }

    /** Everything about a state that matters to these tests. */
    static String dump(AccountState state) {
        return state.sequence()
                + " "
                + state.cash()
                + " "
                + state.positions()
                + state.openOrders()
                + state.recentlyClosedOrders();
    }
}
