package dev.keel.core.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.Samples;
import dev.keel.core.account.AccountCommand;
import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountId;
import dev.keel.core.account.Situation;
import dev.keel.core.account.TradingSwitch;
import dev.keel.core.journal.Append;
import dev.keel.core.journal.Appended;
import dev.keel.core.journal.Journal;
import dev.keel.core.journal.Lease;
import dev.keel.core.journal.MemoryJournal;
import dev.keel.core.journal.RecordedEvent;
import dev.keel.core.market.LatestPrices;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.order.Side;
import dev.keel.core.order.VenueOrderId;
import dev.keel.core.venue.History;
import dev.keel.core.venue.Holdings;
import dev.keel.core.venue.Venue;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueProfile;
import dev.keel.core.venue.VenueReport;
import dev.keel.core.venue.VenueStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The order protocol of a runner at a venue that is not in this process. */
class RunnerProtocolTest {
    private static final VenueProfile PROFILE =
            new VenueProfile(Duration.ofSeconds(5), Duration.ofSeconds(3), Duration.ofSeconds(10));

    private final LatestPrices market = new LatestPrices();
    private final RemoteVenue venue = new RemoteVenue();
    private final LeasedJournal journal = new LeasedJournal();
    private Instant now = Samples.NOON;
    private int keys;
    private AccountRunner runner;

    @BeforeEach
    void open() {
        market.update(Samples.PERP_ID, Samples.quote("100"));
        runner = AccountRunner.open(Samples.OPEN, situation(), ports());
        runner.tell(new AccountCommand.MoveFunds(Samples.usd("10000"), "deposit"));
        runner.tell(new AccountCommand.ListInstrument(Samples.PERP));
    }

    @Test
    void risksNothingBeforeTheVenueHasConfirmedTheLedger() {
        Order refused = place();
        assertThat(refused.status()).isEqualTo(OrderStatus.REJECTED);
        assertThat(venue.submitted).isEmpty();

        reconcile();

        assertThat(runner.isReconciled()).isTrue();
        assertThat(place().status()).isEqualTo(OrderStatus.PENDING);
    }

    @Test
    void aStatementWithAPartMissingConfirmsNothing() {
        runner.tend();
        venue.listener()
                .onAnswer(
                        new VenueAnswer.Stated(
                                new VenueStatement(now, null, List.of(), null, null)));

        assertThat(runner.isReconciled()).isFalse();
    }

    @Test
    void notFoundMeansNothingBeforeTheVenuesSilenceDoes() {
        reconcile();
        Order order = doubted();
        pass(Duration.ofSeconds(2));

        venue.notFound(order.id(), now);
        stateNothing();

        assertThat(status(order)).isEqualTo(OrderStatus.IN_DOUBT);
    }

    @Test
    void oneQueryProvesNothing() {
        reconcile();
        Order order = doubted();
        pass(PROFILE.silenceMeansNothing().plusSeconds(1));

        for (int i = 0; i < 5; i++) {
            venue.notFound(order.id(), now);
            pass(Duration.ofSeconds(30));
        }

        assertThat(status(order)).isEqualTo(OrderStatus.IN_DOUBT);
    }

    @Test
    void twoDifferentQueriesProveThatAnOrderNeverWas() {
        reconcile();
        Order order = doubted();
        pass(PROFILE.silenceMeansNothing().plusSeconds(1));

        venue.notFound(order.id(), now);
        assertThat(venue.stated).isGreaterThan(1);
        stateNothing();

        assertThat(status(order)).isEqualTo(OrderStatus.REJECTED);
        assertThat(runner.state().order(order.id()).orElseThrow().proof())
                .hasValueSatisfying(proof -> assertThat(proof.source()).isEqualTo("two queries"));
        assertThat(venue.submitted).containsExactly(order.id());
    }

    @Test
    void aStatementThatWasAskedForTooEarlyProvesNothing() {
        reconcile();
        Order order = doubted();
        Instant early = now;
        pass(PROFILE.silenceMeansNothing().plusSeconds(1));
        venue.notFound(order.id(), now);

        venue.listener().onAnswer(new VenueAnswer.Stated(statement(early, List.of())));

        assertThat(status(order)).isEqualTo(OrderStatus.IN_DOUBT);
    }

    @Test
    void anOrderThatWasThereAndIsGoneIsCanceledNotRefused() {
        reconcile();
        Order order = place();
        accept(order);
        venue.report(order.id(), new OrderChange.Doubted("the cancel timed out"));
        runner.tend();
        pass(PROFILE.silenceMeansNothing().plusSeconds(1));

        venue.notFound(order.id(), now);
        stateNothing();

        assertThat(status(order)).isEqualTo(OrderStatus.CANCELED);
    }

    @Test
    void silenceIsDoubtedAndAsked() {
        reconcile();
        Order order = place();
        runner.tend();
        pass(PROFILE.answerPatience().plusSeconds(1));

        assertThat(status(order)).isEqualTo(OrderStatus.IN_DOUBT);
        assertThat(venue.queried).contains(order.id());
        assertThat(venue.submitted).containsExactly(order.id());
    }

    @Test
    void aDoubtThatLastsIsToldOnce() {
        reconcile();
        Order order = doubted();

        for (int i = 0; i < 5; i++) {
            pass(Duration.ofSeconds(30));
        }

        assertThat(status(order)).isEqualTo(OrderStatus.IN_DOUBT);
        assertThat(journal.memory.read(runner.state().id(), 0).stream().map(RecordedEvent::event))
                .filteredOn(AccountEvent.Alarmed.class::isInstance)
                .singleElement()
                .asString()
                .contains("UNRESOLVED")
                .contains(order.id().toString());
    }

    @Test
    void asksForTheHistoryWhenAnOrderHasMoreFillsThanAreKnown() {
        reconcile();
        Order order = place();
        accept(order);
        int before = venue.stated;

        venue.listener()
                .onAnswer(
                        new VenueAnswer.Found(
                                new VenueOrder(
                                        order.id(),
                                        new VenueOrderId("v" + order.id()),
                                        Samples.PERP_ID,
                                        Side.BUY,
                                        Samples.quantity("1"),
                                        Samples.quantity("0.5"),
                                        VenueOrder.State.WORKING,
                                        "open")));

        assertThat(venue.stated).isGreaterThan(before);
    }

    @Test
    void threeFailuresInARowStopNewRisk() {
        reconcile();
        for (int i = 0; i < 3; i++) {
            runner.reconcile();
            venue.listener()
                    .onAnswer(new VenueAnswer.Failed(VenueAnswer.Failed.STATEMENT, "maintenance"));
        }

        assertThat(runner.state().haltReason())
                .hasValueSatisfying(why -> assertThat(why).contains("3 ").contains("maintenance"));
    }

    @Test
    void aStatementThatNeverComesFails() {
        reconcile();
        CompletionStage<ReconciliationResult> result = runner.reconcile();

        pass(PROFILE.answerPatience().plusSeconds(1));

        assertThat(result.toCompletableFuture())
                .isCompletedWithValueMatching(done -> done.failure() != null);
    }

    @Test
    void reconcilesEveryMinuteAndOnReconnect() {
        reconcile();
        int before = venue.stated;

        pass(Duration.ofSeconds(59));
        assertThat(venue.stated).isEqualTo(before);
        pass(Duration.ofSeconds(2));
        assertThat(venue.stated).isEqualTo(before + 1);
        stateNothing();

        venue.listener().onAnswer(new VenueAnswer.Reconnected());
        assertThat(venue.stated).isEqualTo(before + 2);
    }

    @Test
    void aWriterWhoseLeaseEndedSendsNothing() {
        reconcile();
        journal.held = false;

        var outcome = runner.submit(order("late"));

        assertThat(outcome.toCompletableFuture()).isCompletedExceptionally();
        assertThat(venue.submitted).isEmpty();
        assertThat(runner.suspension()).containsInstanceOf(LeaseLostException.class);
    }

    @Test
    void aLeaseThatEndsBetweenCommitAndSendKeepsTheOrderBack() {
        reconcile();
        journal.endsWithNextAppend = true;

        runner.tell(order("late"));

        assertThat(venue.submitted).isEmpty();
        assertThat(runner.suspension()).isPresent();

        journal.held = true;
        runner.recover();
        assertThat(runner.state().openOrders())
                .singleElement()
                .satisfies(order -> assertThat(order.status()).isEqualTo(OrderStatus.IN_DOUBT));
        assertThat(venue.submitted).isEmpty();
    }

    @Test
    void aFencedWriterStopsForGood() {
        reconcile();
        journal.answer = new Appended.Fenced(9);

        runner.tell(order("late"));

        assertThat(venue.submitted).isEmpty();
        assertThat(runner.suspension()).containsInstanceOf(LeaseLostException.class);
    }

    private Order doubted() {
        Order order = place();
        venue.report(order.id(), new OrderChange.Doubted("timed out"));
        runner.tend();
        return order;
    }

    private Order place() {
        OrderId latest = new OrderId(Long.MAX_VALUE / 10_000);
        List<AccountEvent> events =
                runner.submit(order("key " + ++keys)).toCompletableFuture().join();
        for (AccountEvent event : events) {
            if (event instanceof AccountEvent.OrderPlaced placed) {
                latest = placed.order();
            } else if (event instanceof AccountEvent.OrderRefused refused) {
                latest = refused.order();
            }
        }
        return runner.state().order(latest).orElseThrow();
    }

    private static AccountCommand order(String key) {
        return new AccountCommand.PlaceOrder(
                OrderRequest.market(Samples.PERP_ID, Side.BUY, Samples.quantity("1")),
                new ClientKey(key),
                "tester",
                null);
    }

    private void accept(Order order) {
        venue.report(order.id(), new OrderChange.Accepted(new VenueOrderId("v" + order.id())));
    }

    private OrderStatus status(Order order) {
        return runner.state().order(order.id()).orElseThrow().status();
    }

    private void pass(Duration time) {
        now = now.plus(time);
        runner.tend();
    }

    private void reconcile() {
        runner.tend();
        stateNothing();
    }

    private void stateNothing() {
        venue.listener().onAnswer(new VenueAnswer.Stated(statement(now, List.of())));
    }

    private VenueStatement statement(Instant askedAt, List<VenueOrder> working) {
        return new VenueStatement(
                askedAt,
                runner.state().cursor().orElse(null),
                working,
                new History("1", List.of(), List.of(), List.of()),
                new Holdings(Map.of(), null));
    }

    private Situation situation() {
        return new Situation(now, market, now, TradingSwitch.Enabled.INSTANCE);
    }

    private RunnerPorts ports() {
        return new RunnerPorts(
                journal,
                (_, listener) -> {
                    venue.listener = listener;
                    return venue;
                },
                _ -> situation(),
                Runnable::run);
    }

    /** A journal whose lease the test ends when it likes. */
    private static final class LeasedJournal implements Journal {
        private final MemoryJournal memory = new MemoryJournal();
        private boolean held = true;
        private boolean endsWithNextAppend;
        private @Nullable Appended answer;

        @Override
        public Lease acquire(AccountId account) {
            return new Lease() {
                @Override
                public AccountId account() {
                    return account;
                }

                @Override
                public long token() {
                    return 0;
                }

                @Override
                public boolean isHeld() {
                    return held;
                }

                @Override
                public void release() {
                    held = false;
                }
            };
        }

        @Override
        public CompletionStage<Appended> append(Append append) {
            if (answer != null) {
                return CompletableFuture.completedStage(answer);
            }
            if (endsWithNextAppend) {
                held = false;
            }
            return memory.append(append);
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

    /** Remembers what it was asked. */
    private final class RemoteVenue implements Venue {
        private final List<OrderId> submitted = new ArrayList<>();
        private final List<OrderId> queried = new ArrayList<>();
        private int stated;
        private @Nullable Listener listener;

        Listener listener() {
            return Objects.requireNonNull(listener, "listener");
        }

        void report(OrderId order, OrderChange change) {
            listener().onReport(new VenueReport(order, change));
        }

        void notFound(OrderId order, Instant askedAt) {
            listener().onAnswer(new VenueAnswer.NotFound(order, askedAt, "no such order"));
        }

        @Override
        public void submit(Order order) {
            submitted.add(order.id());
        }

        @Override
        public void cancel(Order order) {}

        @Override
        public void query(OrderId order) {
            queried.add(order);
        }

        @Override
        public void state(@Nullable String after) {
            stated++;
        }

        @Override
        public VenueProfile profile() {
            return PROFILE;
        }

        @Override
        public Optional<Instant> balanceAsOf() {
            return Optional.of(now);
        }
    }
}
