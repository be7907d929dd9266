package dev.keel.server.kill;

import dev.keel.core.account.AccountCommand;
import dev.keel.core.account.AccountId;
import dev.keel.core.account.AccountProfile;
import dev.keel.core.account.AccountSettings;
import dev.keel.core.account.ExecutionMode;
import dev.keel.core.account.Situation;
import dev.keel.core.account.TradingSwitch;
import dev.keel.core.execution.AccountRunner;
import dev.keel.core.execution.RunnerPorts;
import dev.keel.core.execution.RunnerSettings;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.journal.Append;
import dev.keel.core.journal.Appended;
import dev.keel.core.journal.Journal;
import dev.keel.core.journal.JournalException;
import dev.keel.core.journal.Lease;
import dev.keel.core.journal.RecordedEvent;
import dev.keel.core.market.Market;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.risk.RiskPolicy;
import dev.keel.core.sizing.Sizing;
import dev.keel.core.venue.Venue;
import dev.keel.ledger.Ledger;
import dev.keel.ledger.database.DatabaseAddress;
import dev.keel.ledger.journal.JournalSettings;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/**
 * Trades several accounts with the real runners and the real journal until it is killed; or, when
 * told to settle, places nothing and waits until every question is answered.
 *
 * <p>The database is in {@code KEEL_DATABASE_URL}. On its standard output it says {@code took},
 * {@code up}, {@code committed}, {@code sent}, {@code stand}, {@code settled}.
 */
public final class KilledTrader {
    private static final Duration SETTLES_WITHIN = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(25);

    private final Ledger ledger;
    private final RunnerPorts ports;
    private final Random random;
    private final List<AccountRunner> runners = new ArrayList<>();

    private KilledTrader(Ledger ledger, int port, long seed, Stand stand) {
        this.ledger = ledger;
        this.random = new Random(seed);
        Executor executor = Executors.newVirtualThreadPerTaskExecutor();
        this.ports =
                new RunnerPorts(
                        new TellingJournal(ledger.journal(), stand),
                        (state, listener) -> SocketVenue.connect(state.id(), port, listener, stand),
                        KilledTrader::situation,
                        executor,
                        new RunnerSettings(Duration.ofMillis(400), 3));
    }

    /**
     * Runs.
     *
     * @param arguments the venue's port, the seed, where to stand, {@code trade} or {@code settle}
     */
    public static void main(String[] arguments) throws InterruptedException {
        JournalSettings settings =
                JournalSettings.DEFAULT.withLeases(
                        "trader " + ProcessHandle.current().pid(), VenueTerms.LEASE);
        Ledger ledger =
                Ledger.open(DatabaseAddress.parse(System.getenv("KEEL_DATABASE_URL")), settings);
        KilledTrader trader =
                new KilledTrader(
                        ledger,
                        Integer.parseInt(arguments[0]),
                        Long.parseLong(arguments[1]),
                        Stand.parse(arguments[2]));
        for (String name : VenueTerms.ACCOUNTS) {
            trader.runners.add(trader.start(AccountId.of(name)));
        }
        System.out.println("up");
        if (arguments[3].equals("trade")) {
            trader.trade();
        } else {
            System.exit(trader.settle() ? 0 : 3);
        }
    }

    private static Situation situation(Venue venue) {
        return new Situation(
                Instant.now(),
                (Market) venue,
                venue.balanceAsOf().orElse(null),
                TradingSwitch.Enabled.INSTANCE);
    }

    /** Waits for as long as another one holds the account, or its rows in a transaction. */
    private AccountRunner start(AccountId account) throws InterruptedException {
        while (true) {
            try {
                return ledger.journal().accounts().contains(account)
                        ? AccountRunner.resume(account, ports)
                        : open(account);
            } catch (JournalException e) {
                System.err.println(e.getMessage());
                Thread.sleep(PAUSE);
            }
        }
    }

    private AccountRunner open(AccountId account) {
        int number = 1 + VenueTerms.ACCOUNTS.indexOf(account.value());
        AccountSettings settings =
                new AccountSettings(
                        ExecutionMode.PAPER_TRADING,
                        new Sizing.PercentOfEquity(new BigDecimal("0.1")),
                        RiskPolicy.UNLIMITED,
                        Duration.ofMinutes(1));
        return AccountRunner.open(
                new AccountCommand.Open(
                        new AccountProfile(account, VenueTerms.CURRENCY, number), settings),
                new Situation(
                        Instant.now(), _ -> Optional.empty(), null, TradingSwitch.Enabled.INSTANCE),
                ports);
    }

    private void trade() throws InterruptedException {
        Workload workload = new Workload(random);
        for (long round = 0; ; round++) {
            AccountRunner runner = runners.get(random.nextInt(runners.size()));
            list(runner);
            workload.command(runner.state()).ifPresent(runner::tell);
            if (random.nextInt(300) == 0) {
                turnSwitch();
            }
            tend(round);
            Thread.sleep(2 + random.nextLong(10));
        }
    }

    /** Finishes an opening that was cut short. */
    private static void list(AccountRunner runner) {
        for (Instrument instrument : VenueTerms.INSTRUMENTS) {
            if (runner.state().instrument(instrument.id()).isEmpty()) {
                runner.tell(new AccountCommand.ListInstrument(instrument));
            }
        }
    }

    /** Throws the platform's kill switch for a moment; a kill in between leaves it thrown. */
    private void turnSwitch() {
        try {
            var _ = ledger.controls().disable("a drill", "workload");
            var _ = ledger.controls().enable("workload");
        } catch (RuntimeException e) {
            System.err.println("the switch could not be turned: " + e.getMessage());
        }
    }

    private void tend(long round) {
        for (AccountRunner runner : runners) {
            if (runner.suspension().isEmpty()) {
                if (round % 8 == 0) {
                    runner.tend();
                }
            } else if (round % 20 == 0) {
                recover(runner);
            }
        }
    }

    private static void recover(AccountRunner runner) {
        System.err.println(runner.state().id() + " is suspended: " + runner.suspension());
        try {
            runner.recover();
        } catch (JournalException e) {
            System.err.println("still suspended: " + e.getMessage());
        }
    }

    /** Ends when three statements in a row have found nothing to do. */
    private boolean settle() throws InterruptedException {
        Instant end = Instant.now().plus(SETTLES_WITHIN);
        int clean = 0;
        for (long round = 0; Instant.now().isBefore(end); round++) {
            tend(round * 40);
            Thread.sleep(VenueTerms.VISIBILITY.plusMillis(50));
            clean = isClean() ? clean + 1 : 0;
            if (clean == 3) {
                System.out.println("settled");
                return true;
            }
        }
        runners.forEach(runner ->
                System.err.println(
                        runner.state().id()
                                + " has not settled: "
                                + runner.suspension()
                                + " reconciled "
                                + runner.isReconciled()
                                + " open "
                                + runner.state().openOrders()
                                + " unexplained "
                                + runner.state().unexplained()));
        return false;
    }

    private boolean isClean() {
        boolean clean = true;
        for (AccountRunner runner : runners) {
            var result = runner.reconcile().toCompletableFuture().join();
            clean &=
                    result.whole()
                            && result.events().isEmpty()
                            && runner.isReconciled()
                            && runner.suspension().isEmpty()
                            && runner.state().unexplained().isEmpty()
                            && runner.state().openOrders().stream().allMatch(KilledTrader::rests);
        }
        return clean;
    }

    private static boolean rests(Order order) {
        return order.status() == OrderStatus.WORKING
                || order.status() == OrderStatus.PARTIALLY_FILLED;
    }

    /** Says when it has committed, and stands where it was told to. */
    private record TellingJournal(Journal journal, Stand stand) implements Journal {
        @Override
        public Lease acquire(AccountId account) {
            Lease lease = journal.acquire(account);
            System.out.println("took " + account);
            return lease;
        }

        @Override
        public CompletionStage<Appended> append(Append append) {
            stand.pass(Stand.Point.BEFORE_COMMIT);
            return journal.append(append)
                    .thenApply(outcome -> {
                        stand.pass(Stand.Point.AFTER_COMMIT);
                        if (outcome instanceof Appended.Committed) {
                            System.out.println("committed");
                        }
                        return outcome;
                    });
        }

        @Override
        public List<RecordedEvent> read(AccountId account, long afterSequence) {
            return journal.read(account, afterSequence);
        }

        @Override
        public List<AccountId> accounts() {
            return journal.accounts();
        }

        @Override
        public Optional<OrderId> findOrder(AccountId account, ClientKey key) {
            return journal.findOrder(account, key);
        }
    }
}
