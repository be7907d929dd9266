package dev.keel.core.execution;

import static dev.keel.core.Samples.market;
import static dev.keel.core.Samples.place;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.keel.core.Samples;
import dev.keel.core.account.Account;
import dev.keel.core.account.AccountCommand;
import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountState;
import dev.keel.core.account.TradingSwitch;
import dev.keel.core.journal.Appended;
import dev.keel.core.journal.JournalException;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.core.order.Evidence;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Liquidity;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Protection;
import dev.keel.core.order.Side;
import dev.keel.core.order.TradeId;
import dev.keel.core.order.VenueOrderId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class AccountRunnerTest {
    private static final AccountCommand BUY = place(market(Samples.PERP_ID, Side.BUY, "1"), "buy");
    private static final AccountCommand SELL =
            place(market(Samples.PERP_ID, Side.SELL, "1"), "sell");
    private static final AccountCommand WRONG =
            new AccountCommand.CancelOrder(new OrderId(9), "no such order");

    @Test
    void completesBeforeSubmitReturnsWithADirectExecutor() {
        AccountRunner runner = Rig.direct().open();

        assertThat(future(runner, BUY)).isCompletedWithValueMatching(events -> events.size() == 1);
    }

    @Test
    void opensAnAccountOnlyOnce() {
        Rig rig = Rig.direct();
        rig.open();

        assertThatIllegalStateException().isThrownBy(rig::open).withMessageContaining("exists");
    }

    @Test
    void sendsNothingBeforeTheCommit() {
        Rig rig = Rig.direct();
        AccountRunner runner = rig.open();
        rig.journal.holds = true;

        CompletableFuture<List<AccountEvent>> reply = future(runner, BUY);

        assertThat(rig.venue.submitted).isEmpty();
        assertThat(reply).isNotDone();
        assertThat(runner.state().openOrders()).isEmpty();
    }

    @Test
    void sendsAfterTheCommit() {
        Rig rig = Rig.direct();
        AccountRunner runner = rig.open();
        rig.journal.holds = true;
        CompletableFuture<List<AccountEvent>> reply = future(runner, BUY);

        rig.journal.commitNext();

        assertThat(rig.venue.submitted).hasSize(1);
        assertThat(reply).isCompleted();
    }

    @Test
    void commitsTogetherWhatArrivesDuringACommit() {
        Rig rig = Rig.direct();
        AccountRunner runner = rig.open();
        rig.journal.holds = true;
        runner.tell(BUY);
        int before = rig.journal.appends.size();

        List<CompletableFuture<List<AccountEvent>>> replies = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            replies.add(future(runner, place(market(Samples.PERP_ID, Side.BUY, "1"), "key " + i)));
        }
        rig.journal.commitNext();
        rig.journal.commitNext();

        assertThat(rig.journal.appends).hasSize(before + 1);
        assertThat(replies).allMatch(CompletableFuture::isDone);
        assertThat(rig.venue.submitted).hasSize(11);
    }

    @Test
    void failsAWrongCommandAlone() {
        Rig rig = Rig.direct();
        AccountRunner runner = rig.open();
        rig.journal.holds = true;
        runner.tell(BUY);
        CompletableFuture<List<AccountEvent>> wrong = future(runner, WRONG);
        CompletableFuture<List<AccountEvent>> right = future(runner, SELL);

        rig.journal.commitNext();
        rig.journal.commitNext();

        assertThat(failure(wrong)).isInstanceOf(IllegalArgumentException.class);
        assertThat(right).isCompleted();
        assertThat(runner.suspension()).isEmpty();
    }

    @Test
    void suspendsWhenAnotherWriterWasFaster() {
        Rig rig = Rig.direct();
        AccountRunner runner = rig.open();
        rig.resume().tell(BUY);

        CompletableFuture<List<AccountEvent>> reply = future(runner, SELL);

        assertThat(failure(reply))
                .isInstanceOf(RunnerSuspendedException.class)
                .hasMessageContaining("another writer");
        assertThat(rig.venue.submitted).hasSize(1);
    }

    @Test
    void suspendsWhenTheOutcomeOfACommitIsNotKnown() {
        Rig rig = Rig.direct();
        AccountRunner runner = rig.open();
        rig.journal.failWith("connection lost");

        CompletableFuture<List<AccountEvent>> reply = future(runner, BUY);

        assertThat(failure(reply))
                .isInstanceOf(RunnerSuspendedException.class)
                .hasRootCauseMessage("connection lost");
        assertThat(rig.venue.submitted).isEmpty();
        assertThat(runner.suspension()).isPresent();
    }

    @Test
    void suspendsWhenTheJournalThrows() {
        Rig rig = Rig.direct();
        AccountRunner runner = rig.open();
        rig.journal.failure = Optional.of(new JournalException("unused"));
        rig.journal.failWith("down");

        assertThat(failure(future(runner, BUY))).isInstanceOf(RunnerSuspendedException.class);
        assertThat(failure(future(runner, SELL))).isInstanceOf(RunnerSuspendedException.class);
    }

    @Test
    void findsWhatAFailedCommitWroteAfterAll() {
        Rig rig = Rig.direct();
        AccountRunner runner = rig.open();
        rig.journal.failsAfterWriting = true;
        rig.journal.failWith("connection lost");
        runner.tell(BUY);
        rig.journal.heal();

        runner.recover();

        Order order = runner.state().openOrders().getFirst();
        assertThat(order.status()).isEqualTo(OrderStatus.IN_DOUBT);
        assertThat(rig.venue.queried).containsExactly(order.id());
        assertThat(rig.venue.submitted).isEmpty();
    }

    @Test
    void goesOnAfterRecovery() {
        Rig rig = Rig.direct();
        AccountRunner runner = rig.open();
        rig.journal.failWith("connection lost");
        runner.tell(BUY);
        rig.journal.heal();

        runner.recover();

        assertThat(future(runner, BUY)).isCompleted();
        assertThat(runner.suspension()).isEmpty();
        assertThat(rig.venue.submitted).hasSize(1);
    }

    @Test
    void recoversOnlyWhenSuspended() {
        Rig rig = Rig.direct();
        AccountRunner runner = rig.open();
        AccountState before = runner.state();

        runner.recover();

        assertThat(runner.state()).isSameAs(before);
    }

    @Test
    void doesNotLoseAFillWhoseCommitFailed() {
        Rig rig = Rig.direct();
        AccountRunner runner = rig.open();
        OrderId order = buy(runner);
        rig.journal.failWith("connection lost");
        rig.venue.fill(order, "t1", "1");
        rig.journal.heal();

        runner.recover();

        assertThat(runner.state().order(order).orElseThrow().status())
                .isEqualTo(OrderStatus.FILLED);
    }

    @Test
    void doesNotLoseFillsThatComeWhileSuspended() {
        Rig rig = Rig.direct();
        AccountRunner runner = rig.open();
        OrderId order = buy(runner);
        rig.journal.failWith("connection lost");
        runner.tell(new AccountCommand.Halt("storm", "tester"));
        rig.journal.heal();
        rig.venue.fill(order, "t1", "0.4");
        rig.venue.fill(order, "t2", "0.6");

        runner.recover();

        assertThat(runner.state().order(order).orElseThrow().execution().tradeIds())
                .containsExactly(new TradeId("t1"), new TradeId("t2"));
    }

    @Test
    void asksForEveryOpenOrderAfterRecovery() {
        Rig rig = Rig.direct();
        AccountRunner runner = rig.open();
        OrderId working = buy(runner);
        rig.venue.report(working, new OrderChange.Accepted(new VenueOrderId("v1")));
        rig.journal.failWith("connection lost");
        runner.tell(SELL);
        rig.journal.heal();

        runner.recover();

        assertThat(rig.venue.queried).containsExactly(working);
    }

    @Test
    void asksForEveryOpenOrderAfterARestart() {
        Rig rig = Rig.direct();
        AccountRunner runner = rig.open();
        OrderId working = buy(runner);
        rig.venue.report(working, new OrderChange.Accepted(new VenueOrderId("v1")));
        runner.tell(SELL);
        OrderId pending = runner.state().openOrders().getLast().id();

        AccountRunner again = rig.resume();

        assertThat(rig.venue.queried).containsExactly(working, pending);
        assertThat(again.state().order(pending).orElseThrow().status())
                .isEqualTo(OrderStatus.IN_DOUBT);
        assertThat(again.state().order(working).orElseThrow().status())
                .isEqualTo(OrderStatus.WORKING);
    }

    @Test
    void asksForAnOrderThatWasInDoubtBeforeTheRestart() {
        Rig rig = Rig.direct();
        OrderId doubtful = buy(rig.open());
        rig.venue.report(doubtful, new OrderChange.Doubted("silence"));
        rig.venue.queried.clear();

        rig.resume();

        assertThat(rig.venue.queried).containsExactly(doubtful);
    }

    @Test
    void asksAgainForWhatIsInDoubt() {
        Rig rig = Rig.direct();
        AccountRunner runner = rig.open();
        OrderId doubtful = buy(runner);
        runner.tell(SELL);
        rig.venue.report(doubtful, new OrderChange.Doubted("silence"));
        rig.venue.queried.clear();

        runner.tend();

        assertThat(rig.venue.queried).containsExactly(doubtful);
    }

    @Test
    void doesNotAskForEverWhenTheVenueKnowsNothing() {
        Rig rig = Rig.direct();
        AccountRunner runner = rig.open();
        rig.venue.onQuery = id -> rig.venue.report(id, new OrderChange.Doubted("still nothing"));

        rig.venue.report(buy(runner), new OrderChange.Doubted("silence"));

        assertThat(rig.venue.queried).hasSize(1);
    }

    @Test
    void doubtsBeforeAnythingElseAfterRecovery() {
        Rig.Steps steps = new Rig.Steps();
        Rig rig = new Rig(steps);
        AccountRunner runner = rig.open();
        steps.runAll();
        rig.journal.failWith("connection lost");
        runner.tell(SELL);
        steps.runAll();
        rig.journal.heal();

        runner.recover();
        CompletableFuture<List<AccountEvent>> reply = future(runner, BUY);
        steps.runAll();

        assertThat(reply).isCompleted();
        assertThat(runner.state().openOrders())
                .extracting(Order::status)
                .containsExactly(OrderStatus.PENDING);
        assertThat(rig.venue.queried).isEmpty();
    }

    @Test
    void decidesAgainWhenTheJournalSawTheKillSwitch() {
        Rig rig = Rig.direct();
        AccountRunner runner = rig.open();
        rig.memory.platform(new TradingSwitch.Halted("all stop"));

        CompletableFuture<List<AccountEvent>> reply = future(runner, BUY);

        assertThat(reply.join()).hasOnlyElementsOfType(AccountEvent.OrderRefused.class);
        assertThat(rig.venue.submitted).isEmpty();
        assertThat(runner.suspension()).isEmpty();
    }

    @Test
    void closesUnderTheKillSwitchWithAPlainOrder() {
        Rig rig = Rig.direct();
        AccountRunner runner = rig.open();
        rig.venue.fill(buy(runner), "t1", "1");
        rig.memory.platform(new TradingSwitch.Halted("all stop"));

        CompletableFuture<List<AccountEvent>> reply = future(runner, SELL);

        assertThat(reply.join()).hasOnlyElementsOfType(AccountEvent.OrderPlaced.class);
        assertThat(rig.venue.submitted).hasSize(2);
    }

    @Test
    void suspendsInsteadOfAskingAJournalForEverThatIsAlwaysHalted() {
        Rig rig = Rig.direct();
        AccountRunner runner = rig.open();
        rig.journal.answer = Optional.of(new Appended.Halted(new TradingSwitch.Halted("all stop")));

        assertThat(failure(future(runner, BUY))).isInstanceOf(RunnerSuspendedException.class);
    }

    @Test
    void takesAClientKeyOnce() {
        Rig rig = Rig.direct();
        AccountRunner runner = rig.open();
        runner.tell(BUY);

        assertThat(future(runner, BUY)).isCompletedWithValue(List.of());
        assertThat(rig.venue.submitted).hasSize(1);
    }

    @Test
    void findsAnOldClientKeyThroughTheJournal() {
        Rig rig = Rig.direct();
        AccountRunner runner = rig.open();
        close(rig, runner, "old");
        for (int i = 0; i <= 2 * AccountState.REMEMBERED_ORDERS; i++) {
            close(rig, runner, "key " + i);
        }
        int sent = rig.venue.submitted.size();

        CompletableFuture<List<AccountEvent>> reply =
                future(runner, place(market(Samples.PERP_ID, Side.BUY, "1"), "old"));

        assertThat(reply).isCompletedWithValue(List.of());
        assertThat(rig.venue.submitted).hasSize(sent);
    }

    @Test
    void executesTheOthersOfABatchWithAnOldClientKey() {
        Rig rig = Rig.direct();
        AccountRunner runner = rig.open();
        close(rig, runner, "old");
        for (int i = 0; i <= 2 * AccountState.REMEMBERED_ORDERS; i++) {
            close(rig, runner, "key " + i);
        }
        rig.journal.holds = true;
        runner.tell(BUY);
        var old = future(runner, place(market(Samples.PERP_ID, Side.BUY, "1"), "old"));
        var other = future(runner, SELL);

        while (rig.journal.waiting() > 0) {
            rig.journal.commitNext();
        }

        assertThat(old).isCompletedWithValue(List.of());
        assertThat(other).isCompletedWithValueMatching(events -> events.size() == 1);
    }

    @Test
    void neverSendsWhatTheSameCommitHalts() {
        Rig rig = Rig.direct();
        AccountRunner runner = rig.open();
        rig.journal.holds = true;
        runner.tell(place(market(Samples.PERP_ID, Side.BUY, "3"), "first"));
        runner.tell(BUY);
        runner.tell(new AccountCommand.Halt("storm", "tester"));

        while (rig.journal.waiting() > 0) {
            rig.journal.commitNext();
        }

        assertThat(rig.venue.submitted).hasSize(1);
        assertThat(rig.venue.cancelled).hasSize(1);
        assertThat(runner.state().recentlyClosedOrders())
                .singleElement()
                .satisfies(order ->
                        assertThat(order.proof())
                                .contains(new Evidence("keel", "cancelled before it was sent")));
    }

    @Test
    void cancelsAnOrderThatClosedInTheSameCommitWithoutHarm() {
        Rig rig = Rig.direct();
        AccountRunner runner = rig.open();
        OrderId old = buy(runner);
        for (int i = 0; i <= 2 * AccountState.REMEMBERED_ORDERS; i++) {
            close(rig, runner, "key " + i);
        }
        rig.journal.holds = true;
        runner.tell(place(market(Samples.PERP_ID, Side.BUY, "3"), "first"));
        runner.tell(new AccountCommand.CancelOrder(old, "wish"));
        rig.venue.fill(old, "t1", "1");

        while (rig.journal.waiting() > 0) {
            rig.journal.commitNext();
        }

        assertThat(runner.suspension()).isEmpty();
        assertThat(runner.state().order(old).orElseThrow().status()).isEqualTo(OrderStatus.FILLED);
    }

    @Test
    void reachesTheVenueWithEverythingEvenIfItFailsOnce() {
        Rig rig = Rig.direct();
        AccountRunner runner = rig.open();
        OrderId entry =
                id(
                        future(
                                runner,
                                place(
                                        market(Samples.PERP_ID, Side.BUY, "1")
                                                .withProtection(
                                                        Protection.of(
                                                                Samples.price("90"),
                                                                Samples.price("110"))),
                                        "entry")));
        rig.venue.onSubmit =
                order -> {
                    if (order.request().type() instanceof OrderType.Stop) {
                        throw new IllegalStateException("a bug in the connector");
                    }
                };

        rig.venue.fill(entry, "t1", "1");

        assertThat(rig.venue.submitted).hasSize(3);
        assertThat(runner.suspension()).isPresent();
    }

    @Test
    void suspendsOnABugAndAnswersWhoComesLater() {
        Rig rig = Rig.direct();
        AccountRunner runner = rig.open();
        rig.venue.onSubmit =
                _ -> {
                    throw new IllegalStateException("a bug in the connector");
                };

        assertThat(failure(future(runner, BUY))).isInstanceOf(RunnerSuspendedException.class);
        assertThat(failure(future(runner, SELL))).isInstanceOf(RunnerSuspendedException.class);
        assertThat(runner.whenIdle()).isCompleted();
    }

    @Test
    void suspendsOnAnErrorAndAnswersWhoComesLater() {
        Rig rig = Rig.direct();
        AccountRunner runner = rig.open();
        rig.venue.onSubmit =
                _ -> {
                    throw new StackOverflowError("a bug in the connector");
                };

        assertThat(failure(future(runner, BUY))).isInstanceOf(RunnerSuspendedException.class);
        assertThat(failure(future(runner, SELL))).isInstanceOf(RunnerSuspendedException.class);
    }

    @Test
    void neverDropsAReportThatItCannotTake() {
        Rig rig = Rig.direct();
        AccountRunner runner = rig.open();
        OrderId order = buy(runner);
        Fill inAnotherAsset =
                new Fill(
                        new TradeId("t1"),
                        Samples.price("100"),
                        Samples.quantity("1"),
                        Money.of(Asset.of("BNB"), "0.1"),
                        Liquidity.TAKER,
                        Samples.NOON);

        rig.venue.report(order, new OrderChange.Filled(inAnotherAsset));

        assertThat(runner.suspension().orElseThrow()).hasMessageContaining("assets");
    }

    @Test
    void takesReportsThatComeWhileItConnects() {
        Rig rig = Rig.direct();
        OrderId order = buy(rig.open());
        rig.venue.onConnect = _ -> rig.venue.fill(order, "t1", "1");

        AccountRunner again = rig.resume();

        assertThat(again.state().order(order).orElseThrow().status()).isEqualTo(OrderStatus.FILLED);
    }

    @Test
    void takesReportsThatTheVenueGivesAtOnce() {
        Rig rig = Rig.direct();
        AccountRunner runner = rig.open();
        rig.venue.onSubmit = order -> rig.venue.fill(order.id(), "t" + order.id(), "1");

        runner.tell(BUY);

        assertThat(runner.state().openOrders()).isEmpty();
        assertThat(runner.state().positions()).hasSize(1);
    }

    @Test
    void isIdleOnlyWhenTheCommitIsDone() {
        Rig rig = Rig.direct();
        AccountRunner runner = rig.open();
        rig.journal.holds = true;
        runner.tell(BUY);
        CompletableFuture<Void> idle = runner.whenIdle().toCompletableFuture();
        assertThat(idle).isNotDone();

        rig.journal.commitNext();

        assertThat(idle).isCompleted();
    }

    @Test
    void isIdleOnlyWhenWhatFollowsIsDone() {
        Rig rig = Rig.direct();
        AccountRunner runner = rig.open();
        rig.journal.holds = true;
        rig.venue.onSubmit = order -> rig.venue.fill(order.id(), "t" + order.id(), "1");
        runner.tell(BUY);
        CompletableFuture<Void> idle = runner.whenIdle().toCompletableFuture();
        rig.journal.commitNext();
        assertThat(idle).isNotDone();

        rig.journal.commitNext();

        assertThat(idle).isCompleted();
    }

    @Test
    void recordsWhatItKnows() {
        Rig rig = Rig.direct();
        AccountRunner runner = rig.open();
        rig.venue.fill(buy(runner), "t1", "1");

        assertThat(Rig.dump(Account.replay(rig.recorded()))).isEqualTo(Rig.dump(runner.state()));
    }

    private static OrderId buy(AccountRunner runner) {
        return id(future(runner, BUY));
    }

    /** Places and cancels an order. */
    private static void close(Rig rig, AccountRunner runner, String key) {
        OrderId order = id(future(runner, place(market(Samples.PERP_ID, Side.BUY, "1"), key)));
        rig.venue.report(order, new OrderChange.Canceled(new Evidence("venue", "cancelled")));
    }

    private static OrderId id(CompletableFuture<List<AccountEvent>> reply) {
        return ((AccountEvent.OrderPlaced) reply.join().getFirst()).order();
    }

    private static CompletableFuture<List<AccountEvent>> future(
            AccountRunner runner, AccountCommand command) {
        return runner.submit(command).toCompletableFuture();
    }

    private static Throwable failure(CompletableFuture<?> future) {
        assertThat(future).isCompletedExceptionally();
        return future.handle(
                        (_, failure) -> {
                            assertThat(failure).isNotNull();
                            return failure instanceof CompletionException
                                    ? failure.getCause()
                                    : failure;
                        })
                .join();
    }
}
