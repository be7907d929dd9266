package dev.keel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keel.core.account.Account;
import dev.keel.core.account.AccountCommand;
import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountId;
import dev.keel.core.account.AccountProfile;
import dev.keel.core.account.AccountSettings;
import dev.keel.core.account.AccountState;
import dev.keel.core.account.Decision;
import dev.keel.core.account.ExecutionMode;
import dev.keel.core.account.KillLevel;
import dev.keel.core.account.SharedLimit;
import dev.keel.core.account.Situation;
import dev.keel.core.account.TradingSwitch;
import dev.keel.core.account.UserId;
import dev.keel.core.execution.AccountRunner;
import dev.keel.core.execution.RunnerPorts;
import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.TradingRules;
import dev.keel.core.journal.Append;
import dev.keel.core.journal.Appended;
import dev.keel.core.journal.Journal;
import dev.keel.core.journal.Lease;
import dev.keel.core.journal.LeaseHeldException;
import dev.keel.core.journal.RecordedEvent;
import dev.keel.core.market.LatestPrices;
import dev.keel.core.market.Quote;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.Evidence;
import dev.keel.core.order.Instruction;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.Origin;
import dev.keel.core.order.Side;
import dev.keel.core.risk.RiskPolicy;
import dev.keel.core.sizing.Sizing;
import dev.keel.core.venue.VenueReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Journal} must do. A test class extends this and gives the journal, another one
 * on the same store, and what is above the accounts; tests may share a store, each uses accounts
 * and currencies of its own.
 */
public abstract class JournalContract {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.891234567Z");
    private static final Asset USD = Asset.of("USD");
    private static final InstrumentId BTC = InstrumentId.of("BTC-USD");
    private static final AtomicInteger NUMBERS = new AtomicInteger(1_000);
    private static final int HISTORY = 400;

    /** The journal under test. */
    protected abstract Journal journal();

    /** Another process on the same store. */
    protected abstract Journal other();

    /** Lets the term of the journal under test end, of which it hears nothing. */
    protected abstract void endTerm();

    /** Stops trading everywhere. */
    protected abstract void halt(String reason);

    /** Lets trading go on. */
    protected abstract void enable();

    /** Stops the trading of a user. */
    protected abstract void haltUser(UserId user, KillLevel level, String reason);

    /** Lets the trading of a user go on. */
    protected abstract void enableUser(UserId user);

    /** Limits what the accounts of a scope have at stake together. */
    protected abstract void limit(String scope, Money limit);

    /** Takes a limit away. */
    protected abstract void unlimit(String scope, Asset currency);

    /** What is used of a limit. */
    protected abstract Money used(String scope, Asset currency);

    @Test
    void readsBackEveryEventAsItWas() {
        Life life = new Life();
        AccountHistories history = AccountHistories.of(1, life.profile);
        List<AccountEvent> expected = new ArrayList<>();

        for (Append append : history.take(HISTORY)) {
            assertThat(appended(append)).isEqualTo(Appended.Committed.INSTANCE);
            expected.addAll(append.events());
        }
        Append rare = RareEvents.after(history.state());
        assertThat(appended(rare)).isEqualTo(Appended.Committed.INSTANCE);
        expected.addAll(rare.events());

        assertThat(expected)
                .as("the history has every type of event")
                .extracting(event -> (Object) event.getClass())
                .contains((Object[]) AccountEvent.class.getPermittedSubclasses());
        assertThat(events(life.id())).isEqualTo(expected);
    }

    @Test
    void readsInTheOrderOfSequencesAfterTheGivenOne() {
        Life life = opened();
        life.append(life.deposit("1"));
        life.append(life.deposit("2"));
        life.append(life.deposit("3"));

        List<RecordedEvent> all = journal().read(life.id(), 0);
        List<RecordedEvent> tail = journal().read(life.id(), 2);

        assertThat(all).extracting(RecordedEvent::sequence).containsExactly(1L, 2L, 3L, 4L);
        assertThat(tail).isEqualTo(all.subList(2, 4));
        assertThat(journal().read(life.id(), 4)).isEmpty();
    }

    @Test
    void knowsNothingOfAnAccountThatWasNeverOpened() {
        AccountId unknown = new Life().id();

        assertThat(journal().read(unknown, 0)).isEmpty();
        assertThat(journal().accounts()).doesNotContain(unknown);
        assertThat(journal().findOrder(unknown, new ClientKey("any"))).isEmpty();
    }

    @Test
    void refusesASequenceThatIsTakenAndTellsTheActualOne() {
        Life life = opened();
        Append first = life.deposit("1");
        Append second = life.deposit("2");

        assertThat(appended(first)).isEqualTo(Appended.Committed.INSTANCE);
        assertThat(appended(second)).isEqualTo(new Appended.Conflict(2));

        assertThat(events(life.id())).endsWith(first.events().getFirst()).hasSize(2);
    }

    @Test
    void refusesASequenceThatIsNotReached() {
        Life life = opened();
        life.state = life.deposit("1").after();
        Append tooFar = life.deposit("2");

        assertThat(appended(tooFar)).isEqualTo(new Appended.Conflict(1));
        assertThat(events(life.id())).hasSize(1);
    }

    @Test
    void opensAnAccountOnce() {
        Life life = new Life();
        Append opening = life.opening();

        assertThat(appended(opening)).isEqualTo(Appended.Committed.INSTANCE);
        assertThat(appended(opening)).isEqualTo(new Appended.Conflict(1));
    }

    @Test
    void leavesNoAccountBehindWhenItsFirstAppendIsRefused() {
        Life life = new Life();
        life.state = life.opening().after();

        assertThat(appended(life.deposit("1"))).isEqualTo(new Appended.Conflict(0));
        assertThat(journal().accounts()).doesNotContain(life.id());
    }

    @Test
    void writesAllEventsOfAnAppendOrNone() {
        Life life = opened();
        Append two = life.deposits("1", "2");

        life.append(life.deposit("3"));
        assertThat(appended(two)).isEqualTo(new Appended.Conflict(2));
        assertThat(events(life.id())).hasSize(2);

        assertThat(appended(life.deposits("1", "2"))).isEqualTo(Appended.Committed.INSTANCE);
        assertThat(events(life.id())).hasSize(4);
    }

    @Test
    void letsExactlyOneOfManyRacingWritersWin() {
        Life life = opened();
        List<Append> rivals =
                IntStream.range(1, 21).mapToObj(i -> life.deposit(Integer.toString(i))).toList();

        List<Appended> outcomes = raced(rivals);

        assertThat(outcomes).filteredOn(Appended.Committed.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(new Appended.Conflict(2)::equals).hasSize(19);
        assertThat(events(life.id())).hasSize(2);
    }

    @Test
    void takesAppendsOfManyAccountsAtOnce() {
        List<Life> lives = IntStream.range(0, 30).mapToObj(_ -> new Life()).toList();
        List<CompletableFuture<Long>> written =
                lives.stream()
                        .map(life -> CompletableFuture.supplyAsync(() -> live(life, 20)))
                        .toList();

        List<Long> sequences = written.stream().map(JournalContract::await).toList();

        for (int i = 0; i < lives.size(); i++) {
            assertThat(journal().read(lives.get(i).id(), 0))
                    .hasSize(Math.toIntExact(sequences.get(i)));
        }
    }

    @Test
    void takesAppendsOfOneAccountThatFollowEachOtherWithoutWaiting() {
        Life life = opened();
        List<CompletableFuture<Appended>> outcomes = new ArrayList<>();
        for (int i = 1; i <= 50; i++) {
            Append next = life.deposit(Integer.toString(i));
            life.state = next.after();
            outcomes.add(journal().append(next).toCompletableFuture());
        }

        assertThat(outcomes)
                .allSatisfy(outcome ->
                        assertThat(await(outcome)).isEqualTo(Appended.Committed.INSTANCE));
        assertThat(events(life.id())).hasSize(51);
    }

    @Test
    void listsAccountsInTheOrderOfTheirIds() {
        List<AccountId> opened = new ArrayList<>();
        for (String name : List.of("b", "a", "B", "a-1", "a.1", "A_1", "10", "9")) {
            Life life = new Life(name + "-" + NUMBERS.get());
            appended(life.opening());
            opened.add(life.id());
        }

        List<AccountId> listed = journal().accounts();

        assertThat(listed).containsAll(opened).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void refusesRiskWhileThePlatformIsHalted() {
        Life life = trading();
        Append buys = life.place("risky", Side.BUY);
        halt("a test says so");

        Appended halted = appended(buys);
        enable();

        assertThat(halted)
                .isEqualTo(new Appended.Halted(new TradingSwitch.Halted("a test says so")));
        assertThat(events(life.id())).hasSize(Math.toIntExact(life.state.sequence()));
        assertThat(appended(buys)).isEqualTo(Appended.Committed.INSTANCE);
    }

    @Test
    void takesWhatAddsNoRiskWhileThePlatformIsHalted() {
        Life life = trading();
        halt("a test says so");

        Appended funds = appended(life.deposit("5"));
        life.state = life.deposit("5").after();
        Appended reducing = appended(life.place("reducing", Side.SELL, Instruction.REDUCE_ONLY));
        enable();

        assertThat(funds).isEqualTo(Appended.Committed.INSTANCE);
        assertThat(reducing).isEqualTo(Appended.Committed.INSTANCE);
    }

    @Test
    void callsAStaleAppendAConflictAlsoWhileThePlatformIsHalted() {
        Life life = trading();
        Append buys = life.place("late", Side.BUY);
        appended(life.deposit("5"));
        halt("a test says so");

        Appended outcome = appended(buys);
        enable();

        assertThat(outcome).isInstanceOf(Appended.Conflict.class);
    }

    @Test
    void findsAnOrderByItsClientKey() {
        Life life = trading();
        Append buys = life.place("my key", Side.BUY);
        life.append(buys);
        AccountId other = trading().id();

        assertThat(journal().findOrder(life.id(), new ClientKey("my key"))).contains(orderOf(buys));
        assertThat(journal().findOrder(life.id(), new ClientKey("my"))).isEmpty();
        assertThat(journal().findOrder(other, new ClientKey("my key"))).isEmpty();
    }

    @Test
    void findsARefusedOrderByItsClientKey() {
        Life life = trading();
        Append refused = life.place("refused key", Side.SELL);

        life.append(refused);

        assertThat(refused.events().getFirst()).isInstanceOf(AccountEvent.OrderRefused.class);
        assertThat(journal().findOrder(life.id(), new ClientKey("refused key")))
                .contains(orderOf(refused));
    }

    @Test
    void doesNotTakeAnOrdersIdForAClientKey() {
        Life life = trading();
        Append buys = life.place("a key", Side.BUY);
        life.append(buys);
        String id = orderOf(buys).toString();

        assertThat(journal().findOrder(life.id(), new ClientKey(id))).isEmpty();
        Append second = life.place(id, Side.BUY);
        assertThat(appended(second)).isEqualTo(Appended.Committed.INSTANCE);
        assertThat(journal().findOrder(life.id(), new ClientKey(id))).contains(orderOf(second));
    }

    @Test
    void takesAClientKeyOnceForAnAccount() {
        Life life = trading();
        Life other = trading();
        Append first = life.place("once", Side.BUY);
        life.append(first);
        Append again = life.placeUnseen("once", orderOf(first));

        assertThat(appended(again))
                .isEqualTo(new Appended.KeyTaken(new ClientKey("once"), orderOf(first)));
        assertThat(events(life.id())).hasSize(Math.toIntExact(life.state.sequence()));
        assertThat(appended(other.place("once", Side.BUY))).isEqualTo(Appended.Committed.INSTANCE);
    }

    @Test
    void takesAKeyOnceAlsoFromAppendsThatFollowEachOtherWithoutWaiting() {
        Life life = trading();
        Append first = life.place("twice", Side.BUY);
        life.state = first.after();
        Append again = life.placeUnseen("twice", orderOf(first));

        CompletableFuture<Appended> one = journal().append(first).toCompletableFuture();
        CompletableFuture<Appended> two = journal().append(again).toCompletableFuture();

        assertThat(await(one)).isEqualTo(Appended.Committed.INSTANCE);
        assertThat(await(two))
                .isEqualTo(new Appended.KeyTaken(new ClientKey("twice"), orderOf(first)));
    }

    @Test
    void givesEachLeaseAGreaterTokenAndEndsTheOneBefore() {
        AccountId account = new Life().id();

        Lease first = journal().acquire(account);
        Lease second = journal().acquire(account);

        assertThat(first.token()).isEqualTo(1);
        assertThat(second.token()).isEqualTo(2);
        assertThat(first.isHeld()).isFalse();
        assertThat(second.isHeld()).isTrue();
    }

    @Test
    void refusesAnAccountThatAnotherHolds() {
        AccountId account = new Life().id();
        Lease lease = journal().acquire(account);

        assertThatThrownBy(() -> other().acquire(account))
                .isInstanceOf(LeaseHeldException.class)
                .hasMessageContaining("account " + account + " is held by one");
        assertThat(lease.isHeld()).isTrue();
    }

    @Test
    void givesAwayAtOnceWhatWasReleased() {
        AccountId account = new Life().id();
        Lease lease = journal().acquire(account);

        lease.release();
        Lease next = other().acquire(account);

        assertThat(lease.isHeld()).isFalse();
        assertThat(next.isHeld()).isTrue();
        assertThat(next.token()).isGreaterThan(lease.token());
    }

    @Test
    void doesNotReleaseWhatAnotherHasTaken() {
        AccountId account = new Life().id();
        Lease lease = journal().acquire(account);
        endTerm();
        Lease taken = other().acquire(account);

        lease.release();

        assertThat(taken.isHeld()).isTrue();
        assertThatThrownBy(() -> journal().acquire(account))
                .isInstanceOf(LeaseHeldException.class)
                .hasMessageContaining("is held by two");
    }

    @Test
    void fencesWhoeverLostTheAccount() {
        Life life = opened();
        Lease lost = journal().acquire(life.id());
        life.append(life.deposit("1"), lost);
        endTerm();
        Lease taken = other().acquire(life.id());

        Appended late = appended(fenced(life.deposit("2"), lost));

        assertThat(late).isEqualTo(new Appended.Fenced(taken.token()));
        assertThat(events(life.id())).hasSize(2);
        Append next = fenced(life.deposit("3"), taken);
        assertThat(await(other().append(next).toCompletableFuture()))
                .isEqualTo(Appended.Committed.INSTANCE);
        assertThat(appended(fenced(life.deposit("2"), lost)))
                .as("before its sequence is looked at")
                .isEqualTo(new Appended.Fenced(taken.token()));
    }

    @Test
    void takesAppendsOfAnEndedTermWhileNobodyHasTakenOver() {
        Life life = opened();
        Lease lease = journal().acquire(life.id());
        endTerm();

        life.append(life.deposit("1"), lease);

        assertThat(events(life.id())).hasSize(2);
    }

    @Test
    void fencesWhoeverBringsNoLeaseOrOneThatNeverWas() {
        Life leased = opened();
        Lease lease = journal().acquire(leased.id());
        Life free = opened();

        assertThat(appended(leased.deposit("1"))).isEqualTo(new Appended.Fenced(lease.token()));
        assertThat(appended(fenced(free.deposit("1"), lease))).isEqualTo(new Appended.Fenced(0));
        assertThat(appended(free.deposit("1"))).isEqualTo(Appended.Committed.INSTANCE);
    }

    @Test
    void fencesTheOpeningOfAnAccountThatAnotherHolds() {
        Life life = new Life();
        Lease lost = journal().acquire(life.id());
        endTerm();
        Lease taken = other().acquire(life.id());

        assertThat(appended(fenced(life.opening(), lost)))
                .isEqualTo(new Appended.Fenced(taken.token()));
        assertThat(journal().accounts()).doesNotContain(life.id());
    }

    @Test
    void refusesRiskOfAUserWhoIsHaltedAndOfNobodyElse() {
        UserId user = newUser();
        Life life = trading(new Life(user, USD));
        Life others = trading();
        Append buys = life.place("risky", Side.BUY);
        haltUser(user, KillLevel.REDUCE_ONLY, "enough");

        assertThat(appended(buys))
                .isEqualTo(
                        new Appended.Halted(
                                new TradingSwitch.Halted(KillLevel.REDUCE_ONLY, "enough")));
        others.append(others.place("risky", Side.BUY));
        life.append(life.deposit("5"));

        enableUser(user);
        life.append(life.place("risky", Side.BUY));
    }

    @Test
    void tellsTheSwitchThatGoesFurther() {
        UserId user = newUser();
        Life life = trading(new Life(user, USD));
        Append buys = life.place("risky", Side.BUY);
        halt("platform");
        haltUser(user, KillLevel.FLATTEN, "user");

        Appended flattened = appended(buys);
        haltUser(user, KillLevel.NO_NEW, "user");
        Appended halted = appended(buys);
        enable();
        enableUser(user);

        assertThat(flattened)
                .isEqualTo(
                        new Appended.Halted(new TradingSwitch.Halted(KillLevel.FLATTEN, "user")));
        assertThat(halted).isEqualTo(new Appended.Halted(new TradingSwitch.Halted("platform")));
    }

    @Test
    void refusesWhatExceedsTheLimitOfThePlatform() {
        Asset currency = newCurrency();
        Life one = trading(new Life(newUser(), currency));
        Life two = trading(new Life(newUser(), currency));
        limit(SharedLimit.PLATFORM, Money.of(currency, "250"));
        one.append(one.place("first", Side.BUY));
        two.append(two.place("second", Side.BUY));

        Appended third = appended(one.place("third", Side.BUY));

        assertThat(third)
                .isEqualTo(
                        new Appended.OverLimit(
                                new SharedLimit(
                                        SharedLimit.PLATFORM,
                                        Money.of(currency, "250"),
                                        Money.of(currency, "300"))));
        assertThat(used(SharedLimit.PLATFORM, currency)).isEqualTo(Money.of(currency, "200"));
        assertThat(events(one.id())).hasSize(Math.toIntExact(one.state.sequence()));
        assertThat(journal().findOrder(one.id(), new ClientKey("third"))).isEmpty();
    }

    @Test
    void countsAUsersLimitOverTheAccountsOfTheUserInItsCurrency() {
        Asset currency = newCurrency();
        UserId user = newUser();
        Life one = trading(new Life(user, currency));
        Life two = trading(new Life(user, currency));
        Life foreign = trading(new Life(user, newCurrency()));
        Life others = trading(new Life(newUser(), currency));
        limit(SharedLimit.ofUser(user), Money.of(currency, "100"));

        one.append(one.place("all of it", Side.BUY));
        others.append(others.place("not counted", Side.BUY));
        foreign.append(foreign.place("not counted", Side.BUY));

        assertThat(appended(two.place("too much", Side.BUY)))
                .isInstanceOfSatisfying(
                        Appended.OverLimit.class,
                        over ->
                                assertThat(over.limit().scope())
                                        .isEqualTo(SharedLimit.ofUser(user)));
        assertThat(used(SharedLimit.ofUser(user), currency)).isEqualTo(Money.of(currency, "100"));
    }

    @Test
    void countsWhatWasAtStakeBeforeTheLimitWasSet() {
        Asset currency = newCurrency();
        Life life = trading(new Life(newUser(), currency));
        life.append(life.place("before", Side.BUY));
        limit(SharedLimit.PLATFORM, Money.of(currency, "150"));

        assertThat(used(SharedLimit.PLATFORM, currency)).isEqualTo(Money.of(currency, "100"));
        assertThat(appended(life.place("after", Side.BUY))).isInstanceOf(Appended.OverLimit.class);

        unlimit(SharedLimit.PLATFORM, currency);
        life.append(life.place("unlimited", Side.BUY));
        limit(SharedLimit.PLATFORM, Money.of(currency, "150"));
        assertThat(used(SharedLimit.PLATFORM, currency)).isEqualTo(Money.of(currency, "200"));
    }

    @Test
    void takesWhatAddsNoRiskAlsoOverTheLimit() {
        Asset currency = newCurrency();
        Life life = trading(new Life(newUser(), currency));
        life.append(life.place("first", Side.BUY));
        life.append(life.place("second", Side.BUY));
        limit(SharedLimit.PLATFORM, Money.of(currency, "50"));

        life.append(life.deposit("5"));
        life.append(life.place("reducing", Side.SELL, Instruction.REDUCE_ONLY));
        life.append(life.canceled(life.state.openOrders().getFirst().id()));

        assertThat(used(SharedLimit.PLATFORM, currency)).isEqualTo(Money.of(currency, "100"));
    }

    @Test
    void givesBackWhatIsNoLongerAtStake() {
        Asset currency = newCurrency();
        Life one = trading(new Life(newUser(), currency));
        Life two = trading(new Life(newUser(), currency));
        limit(SharedLimit.PLATFORM, Money.of(currency, "100"));
        one.append(one.place("first", Side.BUY));
        Append waiting = two.place("second", Side.BUY);
        assertThat(appended(waiting)).isInstanceOf(Appended.OverLimit.class);

        one.append(one.canceled(one.state.openOrders().getFirst().id()));

        assertThat(used(SharedLimit.PLATFORM, currency)).isEqualTo(Money.zero(currency));
        two.append(waiting);
        assertThat(used(SharedLimit.PLATFORM, currency)).isEqualTo(Money.of(currency, "100"));
    }

    @Test
    void holdsAppendsThatFollowEachOtherWithoutWaitingAgainstOneLimit() {
        Asset currency = newCurrency();
        limit(SharedLimit.PLATFORM, Money.of(currency, "350"));
        List<Life> lives =
                IntStream.range(0, 10)
                        .mapToObj(_ -> trading(new Life(newUser(), currency)))
                        .toList();

        List<CompletableFuture<Appended>> outcomes =
                lives.stream()
                        .map(life ->
                                journal().append(life.place("one", Side.BUY)).toCompletableFuture())
                        .toList();

        assertThat(outcomes)
                .extracting(JournalContract::await)
                .filteredOn(Appended.Committed.class::isInstance)
                .hasSize(3);
        assertThat(used(SharedLimit.PLATFORM, currency)).isEqualTo(Money.of(currency, "300"));
    }

    /** A thousand orders on twenty accounts that have room for 333 together. */
    @Test
    void letsNoCrowdOvershootASharedLimit() {
        Asset currency = newCurrency();
        List<Life> lives =
                IntStream.range(0, 20)
                        .mapToObj(_ -> trading(new Life(newUser(), currency)))
                        .toList();
        limit(SharedLimit.PLATFORM, Money.of(currency, "33350"));
        List<AccountRunner> runners;
        List<List<AccountEvent>> replies;
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            runners =
                    lives.stream()
                            .map(life -> AccountRunner.resume(life.id(), life.ports(executor)))
                            .toList();
            replies =
                    IntStream.range(0, 1_000)
                            .mapToObj(i ->
                                    CompletableFuture.supplyAsync(
                                                    () ->
                                                            runners.get(i % 20)
                                                                    .submit(buy("crowd-" + i)),
                                                    executor)
                                            .thenCompose(reply -> reply))
                            .toList()
                            .stream()
                            .map(JournalContract::await)
                            .toList();
        }

        assertThat(runners).allSatisfy(runner -> assertThat(runner.suspension()).isEmpty());
        assertThat(replies)
                .filteredOn(events -> events.getFirst() instanceof AccountEvent.OrderPlaced)
                .hasSize(333);
        assertThat(replies)
                .filteredOn(events -> events.getFirst() instanceof AccountEvent.OrderRefused)
                .hasSize(667);
        Money atStake =
                runners.stream()
                        .map(runner -> runner.state().stake())
                        .reduce(Money.zero(currency), Money::plus);
        assertThat(atStake).isEqualTo(Money.of(currency, "33300"));
        assertThat(used(SharedLimit.PLATFORM, currency)).isEqualTo(atStake);
    }

    /** Appends and waits for the outcome. */
    protected final Appended appended(Append append) {
        return await(journal().append(append).toCompletableFuture());
    }

    private List<AccountEvent> events(AccountId account) {
        return journal().read(account, 0).stream().map(RecordedEvent::event).toList();
    }

    private Life opened() {
        Life life = new Life();
        life.append(life.opening());
        return life;
    }

    private static Append fenced(Append append, Lease lease) {
        return new Append(
                append.expectedSequence(), append.events(), append.after(), lease.token());
    }

    private static UserId newUser() {
        return new UserId("user-" + NUMBERS.getAndIncrement());
    }

    private static Asset newCurrency() {
        return Asset.of("C" + NUMBERS.getAndIncrement());
    }

    private static AccountCommand buy(String key) {
        return new AccountCommand.PlaceOrder(
                OrderRequest.market(BTC, Side.BUY, Quantity.of("1")),
                new ClientKey(key),
                "tester",
                null);
    }

    /** An account with money and an instrument. */
    private Life trading() {
        return trading(new Life());
    }

    private Life trading(Life life) {
        life.append(life.opening());
        life.append(life.deposit("1000000"));
        life.append(
                life.decide(
                        new AccountCommand.ListInstrument(
                                Instrument.spot(
                                        BTC,
                                        Asset.of("BTC"),
                                        life.profile.currency(),
                                        TradingRules.FINEST,
                                        FeeRates.NONE))));
        return life;
    }

    private long live(Life life, int appends) {
        AccountHistories history = AccountHistories.of(life.profile.number(), life.profile);
        for (Append append : history.take(appends)) {
            Appended outcome = appended(append);
            if (!(outcome instanceof Appended.Committed)) {
                throw new AssertionError("expected a commit, was " + outcome);
            }
        }
        return history.state().sequence();
    }

    private List<Appended> raced(List<Append> rivals) {
        return rivals.stream()
                .map(rival -> CompletableFuture.supplyAsync(() -> appended(rival)))
                .toList()
                .stream()
                .map(JournalContract::await)
                .toList();
    }

    private static OrderId orderOf(Append append) {
        return append.clientKeys().values().iterator().next();
    }

    private static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(60, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("no outcome", e);
        }
    }

    /** An account and the decisions about it. */
    private final class Life {
        private final AccountProfile profile;
        private AccountState state;

        Life() {
            this("contract-" + NUMBERS.get());
        }

        Life(String name) {
            this(new AccountProfile(AccountId.of(name), USD, NUMBERS.getAndIncrement()));
        }

        Life(UserId user, Asset currency) {
            this(
                    new AccountProfile(
                            AccountId.of("contract-" + NUMBERS.get()),
                            user,
                            currency,
                            NUMBERS.getAndIncrement()));
        }

        private Life(AccountProfile profile) {
            this.profile = profile;
            this.state = opening().after();
        }

        AccountId id() {
            return profile.id();
        }

        Append opening() {
            AccountSettings settings =
                    new AccountSettings(
                            ExecutionMode.MANUAL,
                            new Sizing.AllCash(),
                            RiskPolicy.UNLIMITED,
                            Duration.ofMinutes(1));
            Decision decision =
                    Account.open(new AccountCommand.Open(profile, settings), situation());
            return new Append(0, decision.events(), decision.state());
        }

        Append deposit(String amount) {
            return decide(
                    new AccountCommand.MoveFunds(Money.of(profile.currency(), amount), "deposit"));
        }

        Append deposits(String first, String second) {
            AccountCommand next =
                    new AccountCommand.MoveFunds(
                            Money.of(profile.currency(), second), "second deposit");
            Append one = deposit(first);
            Decision two = Account.decide(one.after(), next, situation());
            List<AccountEvent> events = new ArrayList<>(one.events());
            events.addAll(two.events());
            return new Append(state, events, two.state());
        }

        Append place(String key, Side side, Instruction... instructions) {
            OrderRequest request = OrderRequest.market(BTC, side, Quantity.of("1"));
            for (Instruction instruction : instructions) {
                request = request.with(instruction);
            }
            return decide(
                    new AccountCommand.PlaceOrder(request, new ClientKey(key), "tester", null));
        }

        Append decide(AccountCommand command) {
            Decision decision = Account.decide(state, command, situation());
            return new Append(state, decision.events(), decision.state());
        }

        Append canceled(OrderId order) {
            OrderChange change = new OrderChange.Canceled(new Evidence("venue", "gone"));
            return decide(new AccountCommand.Take(new VenueReport(order, change)));
        }

        RunnerPorts ports(Executor executor) {
            return new RunnerPorts(
                    journal(), (_, _) -> new SilentVenue(), _ -> situation(), executor);
        }

        void append(Append append, Lease lease) {
            append(fenced(append, lease));
        }

        void append(Append append) {
            assertThat(appended(append)).isEqualTo(Appended.Committed.INSTANCE);
            state = append.after();
        }

        /** An order as it is placed when the state has forgotten the key. */
        Append placeUnseen(String key, OrderId before) {
            AccountEvent placed =
                    new AccountEvent.OrderPlaced(
                            NOW,
                            new OrderId(before.value() + 1),
                            OrderRequest.market(BTC, Side.BUY, Quantity.of("1")),
                            new Origin.OfClient(new ClientKey(key), "tester"),
                            Price.of("100"));
            return new Append(state, List.of(placed), Account.apply(state, placed));
        }

        private Situation situation() {
            LatestPrices prices = new LatestPrices();
            prices.update(BTC, new Quote(Price.of("100"), NOW, Quantity.ZERO));
            return new Situation(NOW, prices, NOW, TradingSwitch.Enabled.INSTANCE);
        }
    }
}
