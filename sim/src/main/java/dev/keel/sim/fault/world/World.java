package dev.keel.sim.fault.world;

import dev.keel.core.account.AccountId;
import dev.keel.core.account.AccountProfile;
import dev.keel.core.account.AccountSettings;
import dev.keel.core.account.AccountState;
import dev.keel.core.account.SharedLimit;
import dev.keel.core.account.TradingSwitch;
import dev.keel.core.account.UserId;
import dev.keel.core.execution.AccountRunner;
import dev.keel.core.execution.RunnerSettings;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.journal.Journal;
import dev.keel.core.journal.MemoryStore;
import dev.keel.core.journal.RecordedEvent;
import dev.keel.core.money.Money;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.venue.Movement;
import dev.keel.sim.fault.broker.Broker;
import dev.keel.sim.fault.broker.BrokerTerms;
import dev.keel.sim.fault.broker.Market;
import dev.keel.sim.fault.clock.Chronicle;
import dev.keel.sim.fault.clock.Dice;
import dev.keel.sim.fault.clock.VirtualTime;
import dev.keel.sim.fault.oracle.Oracle;
import dev.keel.sim.fault.oracle.Verdicts;
import dev.keel.sim.fault.plan.Coverage;
import dev.keel.sim.fault.plan.CrashPoint;
import dev.keel.sim.fault.plan.Fault;
import dev.keel.sim.fault.plan.FaultPlan;
import dev.keel.sim.fault.wire.BrokerTable;
import dev.keel.sim.fault.wire.FaultyJournal;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The world of one seed, from its first second to the last word on every order. */
public final class World {
    private static final Duration LEASE_TERM = Duration.ofSeconds(10);
    private static final long HEAL = 900 * VirtualTime.SECOND;
    private static final long LAST_WORDS = 125 * VirtualTime.SECOND;

    /** How many orders, one after the other, may have to be proven absent until all is settled. */
    private static final int PROOFS = 8;

    private static final int MOST_CRASHES = 8;
    private static final BigDecimal CAPITAL = new BigDecimal("10000");

    /** How many of the venues with a table of their own take stop orders. */
    private static final double HOLDS_STOPS = 0.6;

    private final WorldSetup setup;
    private final Dice dice;
    private final VirtualTime time;
    private final Chronicle chronicle;
    private final Coverage coverage = new Coverage();
    private final Verdicts verdicts = new Verdicts();
    private final FaultPlan plan;
    private final List<Instrument> instruments;
    private final Market market;
    private final Oracle oracle;
    private final MemoryStore store;
    private final FaultyJournal.Outage outage;
    private final RunnerSettings runnerSettings;
    private final Map<AccountId, Seat> seats = new TreeMap<>();
    private final List<AccountId> accounts;
    private final List<Instance> running = new ArrayList<>();
    private final Map<UserId, TradingSwitch> users = new TreeMap<>();
    private final Trouble trouble;
    private final Traders traders;
    private TradingSwitch platform = TradingSwitch.Enabled.INSTANCE;
    private int started;
    private int crashes;
    private boolean healed;

    private World(WorldSetup setup) {
        this.setup = setup;
        this.dice = Dice.of(setup.seed(), "world");
        this.time = new VirtualTime(Dice.of(setup.seed(), "ties"));
        this.chronicle = new Chronicle(time, setup.told());
        this.plan =
                new FaultPlan(setup.seed(), setup.profile(), setup.without(), coverage, chronicle);
        this.instruments = new ArrayList<>(Scenery.instruments(dice));
        this.market = new Market(time, Dice.of(setup.seed(), "market"), instruments);
        this.oracle = new Oracle(market, verdicts, chronicle);
        this.store = new MemoryStore(time, LEASE_TERM);
        this.outage = new FaultyJournal.Outage(time);
        this.runnerSettings =
                new RunnerSettings(Duration.ofSeconds(dice.from(10, 60)), dice.from(3, 8));
        int count = dice.from(1, 4);
        for (int i = 1; i <= count; i++) {
            seats.put(AccountId.of("a" + i), seat(i));
        }
        this.accounts = List.copyOf(seats.keySet());
        this.trouble = new Trouble(this, Dice.of(setup.seed(), "trouble"));
        this.traders = new Traders(this, Dice.of(setup.seed(), "traders"));
        limits();
    }

    /** Lives through a world. */
    public static WorldResult live(WorldSetup setup) {
        return new World(setup).live();
    }

    private WorldResult live() {
        launch();
        if (plan.has(Fault.SECOND_INSTANCE)) {
            plan.struck(Fault.SECOND_INSTANCE, Set.of());
            launch();
        }
        if (plan.has(Fault.CLOCK_SKEW)) {
            plan.struck(Fault.CLOCK_SKEW, Set.of());
        }
        if (plan.has(Fault.CASH_ROUNDING)) {
            plan.struck(Fault.CASH_ROUNDING, Set.of());
        }
        time.every(VirtualTime.SECOND, this::everySecond);
        traders.start();
        int drawn = dice.from(40, 150);
        int seconds = setup.seconds() == 0 ? drawn : Math.min(drawn, setup.seconds());
        run(seconds * VirtualTime.SECOND);
        heal();
        settle();
        int lived = (int) (time.micros() / VirtualTime.SECOND);
        return new WorldResult(
                orders(),
                coverage,
                verdicts,
                log(),
                Math.min(lived, seconds),
                plan.faults(),
                chronicle.lines());
    }

    /** After how long a broker's silence about an order begins to mean something. */
    private long longestSilence() {
        return seats.values().stream()
                .filter(seat -> seat.table() != null)
                .map(seat -> seat.table().profile().silenceMeansNothing())
                .mapToLong(silence -> silence.toSeconds() * VirtualTime.SECOND)
                .max()
                .orElse(0);
    }

    private void run(long until) {
        boolean goesOn = true;
        while (goesOn && verdicts.isClean()) {
            goesOn = time.step(until);
        }
    }

    private boolean everySecond() {
        if (healed) {
            return false;
        }
        market.move();
        trouble.strike();
        return true;
    }

    /** From here on nothing goes wrong any more, and nobody trades. */
    private void heal() {
        chronicle.tell(() -> "ALL IS HEALED");
        healed = true;
        plan.end();
        seats.values().forEach(seat -> seat.broker.close(0));
        seats.values().forEach(seat -> seat.broker.ban(0));
        // What was held back in part trades to its end, as it would at a venue.
        market.standStill();
        if (seats.values().stream().anyMatch(Seat::keepsStops)) {
            // Who keeps stops himself needs prices to the end.
            market.repeat();
        }
        running.forEach(Instance::wake);
        platform(TradingSwitch.Enabled.INSTANCE);
        List.copyOf(users.keySet()).forEach(user -> user(user, TradingSwitch.Enabled.INSTANCE));
    }

    private void settle() {
        long end = time.micros() + HEAL + PROOFS * longestSilence();
        boolean settled = false;
        while (verdicts.isClean() && !settled && time.micros() < end) {
            run(time.micros() + 5 * VirtualTime.SECOND);
            settled = accounts.stream().allMatch(account -> unsettled(account).isEmpty());
        }
        run(time.micros() + LAST_WORDS);
        for (AccountId account : accounts) {
            Seat seat = Objects.requireNonNull(seats.get(account));
            if (verdicts.isClean()) {
                oracle.settles(account, unsettled(account));
                oracle.isProtected(account);
                if (seat.keepsStops()) {
                    oracle.keepsStops(account, market);
                }
                compare(account);
            }
        }
    }

    private Optional<String> unsettled(AccountId account) {
        Optional<AccountRunner> runner = activeRunner(account);
        if (runner.isEmpty()) {
            return Optional.of("no process runs it");
        }
        return runner.get().isReconciled()
                ? oracle.unsettled(account)
                : Optional.of("it is not reconciled");
    }

    private void compare(AccountId account) {
        Journal reader = store.session("reader", time);
        AccountState read =
                dev.keel.core.account.Account.replay(
                        reader.read(account, 0).stream().map(RecordedEvent::event).toList());
        oracle.compare(account, read, "what is read again");
        activeRunner(account)
                .ifPresent(runner -> oracle.compare(account, runner.state(), "the runner"));
    }

    private String log() {
        Journal reader = store.session("reader", time);
        StringBuilder log = new StringBuilder();
        for (AccountId account : reader.accounts()) {
            for (RecordedEvent recorded : reader.read(account, 0)) {
                log.append(account)
                        .append(' ')
                        .append(recorded.sequence())
                        .append(' ')
                        .append(recorded.event())
                        .append('\n');
            }
        }
        return log.toString();
    }

    private long orders() {
        return accounts.stream().mapToLong(oracle::orders).sum();
    }

    private Seat seat(int number) {
        AccountId id = AccountId.of("a" + number);
        Dice own = Dice.of(setup.seed(), "table " + number);
        List<String> venues = setup.profile().venues();
        BrokerTable table =
                venues.isEmpty() ? null : BrokerTable.of(own.pick(venues), own.chance(HOLDS_STOPS));
        BrokerTerms drawn = BrokerTerms.drawn(dice);
        BrokerTerms terms = table == null ? drawn : drawn.within(table.profile(), own);
        Broker broker =
                new Broker(
                        "v" + number,
                        terms,
                        time,
                        market,
                        plan,
                        Dice.of(setup.seed(), "broker " + number),
                        Scenery.USD,
                        instruments,
                        oracle.at(id));
        oracle.setBroker(id, broker);
        broker.move(Movement.Kind.TRANSFER, CAPITAL, null);
        UserId user = new UserId("u" + dice.from(1, 2));
        AccountProfile profile = new AccountProfile(id, user, Scenery.USD, number);
        return new Seat(profile, Scenery.settings(dice), broker, table);
    }

    private void limits() {
        if (dice.chance(0.3)) {
            limit(SharedLimit.PLATFORM, dice.from(2, 12));
        }
        if (dice.chance(0.3)) {
            limit(SharedLimit.ofUser(new UserId("u1")), dice.from(1, 8));
        }
    }

    private void limit(String scope, int thousands) {
        Money limit = new Money(Scenery.USD, new BigDecimal(thousands * 1000));
        store.limit(scope, limit);
        oracle.limit(scope, limit);
    }

    private void launch() {
        Duration skew =
                plan.has(Fault.CLOCK_SKEW)
                        ? Duration.ofMillis(dice.from(-2000, 2000))
                        : Duration.ZERO;
        started++;
        Instance instance =
                new Instance(
                        "p" + started, this, skew, Dice.of(setup.seed(), "instance " + started));
        chronicle.tell(() -> instance.name() + " starts");
        running.add(instance);
        instance.start();
    }

    void restartLater(Instance gone) {
        running.remove(gone);
        time.after(dice.between(1, 20) * VirtualTime.SECOND, this::launch);
    }

    /** Whether a process dies at this point; more often where it seldom comes by. */
    boolean mayCrash(CrashPoint point) {
        double weight =
                switch (point) {
                    case BEFORE_RENEW, AFTER_RENEW -> 0.15;
                    case BEFORE_APPEND_OTHER, AFTER_APPEND_OTHER -> 0.3;
                    case BEFORE_QUERY, AFTER_QUERY -> 0.5;
                    case ANYWHERE -> 0.6;
                    case BEFORE_APPEND_FILL,
                            AFTER_APPEND_FILL,
                            BEFORE_APPEND_DOUBT,
                            AFTER_APPEND_DOUBT,
                            AFTER_ACQUIRE ->
                            2;
                    case BEFORE_APPEND_CANCEL, AFTER_APPEND_CANCEL -> 3;
                    case BEFORE_APPEND_OPENING, AFTER_APPEND_OPENING -> 4;
                    case BEFORE_APPEND_HISTORY, AFTER_APPEND_HISTORY -> 12;
                    case BEFORE_APPEND_INTENT,
                            AFTER_APPEND_INTENT,
                            BEFORE_APPEND_END,
                            AFTER_APPEND_END,
                            BEFORE_SUBMIT,
                            AFTER_SUBMIT,
                            BEFORE_CANCEL,
                            AFTER_CANCEL,
                            BEFORE_STATEMENT,
                            AFTER_STATEMENT,
                            BEFORE_ACQUIRE ->
                            1;
                };
        if (crashes >= MOST_CRASHES || !plan.isDue(Fault.CRASH, weight)) {
            return false;
        }
        crashes++;
        return true;
    }

    void platform(TradingSwitch now) {
        chronicle.tell(() -> "the platform's switch: " + now);
        platform = now;
        store.platform(now);
        oracle.platform(now);
    }

    void user(UserId user, TradingSwitch now) {
        chronicle.tell(() -> "the switch of " + user + ": " + now);
        users.put(user, now);
        store.user(user, now);
        oracle.user(user, now);
    }

    /** The switches above each account, as one reads them now. */
    Map<AccountId, TradingSwitch> switches() {
        Map<AccountId, TradingSwitch> seen = new TreeMap<>();
        seats.forEach((account, seat) -> {
            TradingSwitch ofUser =
                    Optional.ofNullable(users.get(seat.profile.user()))
                            .orElse(TradingSwitch.Enabled.INSTANCE);
            seen.put(account, platform instanceof TradingSwitch.Enabled ? ofUser : platform);
        });
        return seen;
    }

    /** A runner of the account that works; empty while none does. */
    Optional<AccountRunner> activeRunner(AccountId account) {
        return running.stream()
                .flatMap(instance -> instance.runner(account).stream())
                .filter(runner -> runner.suspension().isEmpty())
                .findFirst();
    }

    /** The process that runs an account, or another that lives. */
    Optional<Instance> instanceOf(AccountId account) {
        return running.stream()
                .filter(instance ->
                        instance.runner(account)
                                .filter(runner -> runner.suspension().isEmpty())
                                .isPresent())
                .findFirst();
    }

    Set<OrderStatus> states() {
        EnumSet<OrderStatus> all = EnumSet.noneOf(OrderStatus.class);
        accounts.forEach(account -> all.addAll(oracle.states(account)));
        return all;
    }

    /** An instrument trades by other rules from now on. */
    void change(Instrument changed) {
        instruments.replaceAll(known -> known.id().equals(changed.id()) ? changed : known);
        seats.values().forEach(seat -> seat.broker.change(changed));
    }

    boolean isHealed() {
        return healed;
    }

    long seed() {
        return setup.seed();
    }

    VirtualTime time() {
        return time;
    }

    Chronicle chronicle() {
        return chronicle;
    }

    FaultPlan plan() {
        return plan;
    }

    Oracle oracle() {
        return oracle;
    }

    Market market() {
        return market;
    }

    MemoryStore store() {
        return store;
    }

    FaultyJournal.Outage outage() {
        return outage;
    }

    RunnerSettings runnerSettings() {
        return runnerSettings;
    }

    Tampering tampering() {
        return setup.tampering();
    }

    List<Instrument> instruments() {
        return List.copyOf(instruments);
    }

    List<AccountId> accounts() {
        return accounts;
    }

    Seat seat(AccountId account) {
        return Optional.ofNullable(seats.get(account)).orElseThrow();
    }

    List<Instance> running() {
        return List.copyOf(running);
    }

    /** An account, and where it trades. */
    record Seat(
            AccountProfile profile,
            AccountSettings settings,
            Broker broker,
            @Nullable BrokerTable table) {
        /** Whether stops do not lie at the venue. */
        boolean keepsStops() {
            return table != null && !table.holdsStops();
        }
    }
}
