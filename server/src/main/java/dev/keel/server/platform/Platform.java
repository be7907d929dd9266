package dev.keel.server.platform;

import dev.keel.core.account.Account;
import dev.keel.core.account.AccountState;
import dev.keel.core.account.TradingSwitch;
import dev.keel.core.account.UserId;
import dev.keel.core.execution.RunnerSettings;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.market.Market;
import dev.keel.core.market.Timeframe;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.ledger.journal.JournalSettings;
import dev.keel.ledger.view.AuditReader;
import dev.keel.ledger.view.BooksReader;
import dev.keel.ledger.view.LedgerReader;
import dev.keel.ledger.view.ReconciliationMarks;
import dev.keel.ledger.view.SharedLimits;
import dev.keel.ledger.view.TradingControls;
import dev.keel.ledger.view.WhyReader;
import dev.keel.server.database.DatabaseHost;
import dev.keel.server.orchestrator.Feed;
import dev.keel.server.orchestrator.Orchestrator;
import dev.keel.server.orchestrator.OrchestratorException;
import dev.keel.server.orchestrator.Plan;
import dev.keel.server.orchestrator.PlayedBars;
import dev.keel.server.orchestrator.SessionBook;
import dev.keel.server.runtime.AccountHost;
import dev.keel.server.runtime.ObservedJournal;
import dev.keel.server.runtime.PaperAccount;
import dev.keel.server.runtime.World;
import dev.keel.server.safety.AlarmLog;
import dev.keel.server.safety.EmergencyStop;
import dev.keel.server.safety.KillSwitches;
import dev.keel.server.safety.Reconciler;
import dev.keel.server.safety.RecordedSwitches;
import dev.keel.server.safety.TradingGuard;
import dev.keel.sim.backtest.BareInstrument;
import dev.keel.sim.loop.MarketClock;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The platform while it runs. For any number of threads. */
public final class Platform implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Platform.class);
    private static final InstantSource SYSTEM = InstantSource.system();

    /** How long to wait for an account that another instance holds: it may have died just now. */
    private static final Duration LEASE_PATIENCE =
            JournalSettings.DEFAULT.leaseTerm().plusSeconds(2);

    private final PlatformSettings settings;
    private final Instant startedAt = SYSTEM.instant();
    private final Storage storage;
    private final TradingGuard tradingGuard;
    private final InstantSource clock;
    private final Optional<PlayedBars> played;
    private final ExecutorService executor;
    private final AccountHost account;
    private final Orchestrator orchestrator;
    private final EmergencyStop emergencyStop;
    private final KillSwitches killSwitches;
    private final Reconciler reconciler;
    private final Health health;
    private final Caretaker caretaker;

    private Platform(PlatformSettings settings, Optional<Feed> feed, Storage storage) {
        this.settings = settings;
        this.storage = storage;
        this.tradingGuard = new TradingGuard(new TradingControls(storage.ledger()));
        this.executor = Executors.newVirtualThreadPerTaskExecutor();
        Optional<Orchestrator.Market> market = feed.map(this::market);
        this.played = market.map(Orchestrator.Market::played);
        this.clock = market.<InstantSource>map(Orchestrator.Market::clock).orElse(SYSTEM);
        SessionBook sessions = new SessionBook(new SessionStore(storage.ledger()), SYSTEM);
        ObservedJournal journal =
                new ObservedJournal(storage.journal(), () -> played.ifPresent(PlayedBars::write));
        journal.add(sessions.listener());
        journal.add(new AlarmLog());
        this.account =
                paperAccount(settings, feed)
                        .start(
                                journal,
                                new World(
                                        clock,
                                        history(market),
                                        () -> tradingGuard.above(UserId.OWNER)),
                                executor,
                                feed.map(Feed::instrument).stream().toList());
        this.orchestrator =
                new Orchestrator(market, plan(settings, feed), account, sessions, SYSTEM);
        this.emergencyStop = new EmergencyStop(tradingGuard, account);
        this.killSwitches =
                new KillSwitches(
                        tradingGuard,
                        List.of(account),
                        new RecordedSwitches(books()),
                        emergencyStop,
                        SYSTEM);
        this.reconciler =
                new Reconciler(
                        List.of(account),
                        settings.reconcileEvery(),
                        new ReconciliationMarks(storage.ledger()),
                        SYSTEM);
        this.health = new Health(storage.ledger(), account, reconciler, orchestrator, SYSTEM);
        this.caretaker = new Caretaker(duties(sessions));
        caretaker.start();
    }

    /**
     * Starts everything but the market; blocks until the account takes commands.
     *
     * @throws RuntimeException whose message says what is wrong, if something keeps it from
     *     starting; nothing is left running
     */
    public static Platform start(PlatformSettings settings) {
        Optional<Feed> feed = Markets.load(settings.feed(), settings.listing());
        feed.ifPresent(known -> plan(settings, feed).requireFitFor(known));
        Storage storage = new Storage(settings);
        try {
            return new Platform(settings, feed, storage);
        } catch (RuntimeException e) {
            storage.close();
            throw e;
        }
    }

    /** Lets the market play, if one is connected and is not at its end. */
    public void play() {
        try {
            orchestrator.start(List.of(), List.of());
        } catch (OrchestratorException e) {
            LOG.info("{}", e.reason());
        }
    }

    public PlatformSettings settings() {
        return settings;
    }

    public Instant startedAt() {
        return startedAt;
    }

    /** The platform's time: the market's where one is connected. */
    public InstantSource clock() {
        return clock;
    }

    public DatabaseHost database() {
        return storage.host();
    }

    /** Reads what the ledger holds. */
    public LedgerReader ledger() {
        return new LedgerReader(storage.ledger());
    }

    /** Reads differences, alarms, switches and postings. */
    public BooksReader books() {
        return new BooksReader(storage.ledger());
    }

    /** Tells why something was, or was not, traded. */
    public WhyReader why() {
        return new WhyReader(storage.ledger());
    }

    /** Limits that accounts share. */
    public SharedLimits sharedLimits() {
        return new SharedLimits(storage.ledger());
    }

    /** Who turned switches and set limits. */
    public AuditReader audit() {
        return new AuditReader(storage.ledger());
    }

    public TradingGuard tradingGuard() {
        return tradingGuard;
    }

    public AccountHost account() {
        return account;
    }

    public Orchestrator orchestrator() {
        return orchestrator;
    }

    public EmergencyStop emergencyStop() {
        return emergencyStop;
    }

    public KillSwitches killSwitches() {
        return killSwitches;
    }

    public Reconciler reconciler() {
        return reconciler;
    }

    /** When the accounts were last held against their venues, also before the last restart. */
    public Optional<Instant> lastReconciliation() {
        return reconciler
                .lastReconciliation()
                .or(() -> Optional.ofNullable(tradingGuard.control().lastCheck()));
    }

    /** Whether reconciliations go on; they do not while the account is suspended. */
    public boolean isReconciling() {
        return account.suspension().isEmpty();
    }

    public Health health() {
        return health;
    }

    /** Why nothing that adds risk is taken; empty while it is. */
    public Optional<String> stopReason() {
        return tradingGuard.above(account.state().profile().user())
                        instanceof TradingSwitch.Halted(var _, var reason)
                ? Optional.of(reason)
                : account.state().haltReason();
    }

    /** How many signals ever became orders; blocks. */
    public long executedSignals() {
        return storage.executedSignals();
    }

    /** The version that the jar was built as. */
    public static String version() {
        String version = Platform.class.getPackage().getImplementationVersion();
        return version == null ? "from sources" : version;
    }

    /** Stops the market, lets what it set off come to its end, and closes the ledger; blocks. */
    @Override
    public void close() {
        orchestrator.close();
        caretaker.close();
        account.settle();
        attempt("the last bar that was played", () -> played.ifPresent(PlayedBars::write));
        attempt("letting go of the account", account::release);
        storage.close();
        executor.close();
        LOG.info("stopped");
    }

    private Orchestrator.Market market(Feed feed) {
        PlayedBars bars = new PlayedBars(storage.playedBars(feed.instrument().id()));
        Instant start = bars.lastOver().filter(feed.begin()::isBefore).orElse(feed.begin());
        return new Orchestrator.Market(feed, new MarketClock(start), bars);
    }

    private static Market history(Optional<Orchestrator.Market> market) {
        return instrument -> market.flatMap(known -> known.lastOver(instrument));
    }

    private static PaperAccount paperAccount(PlatformSettings settings, Optional<Feed> feed) {
        Asset currency =
                feed.map(Feed::instrument)
                        .map(Instrument::quote)
                        .or(settings.listing()::quote)
                        .orElse(BareInstrument.QUOTE);
        Duration freshness =
                feed.map(Feed::timeframe)
                        .map(PaperAccount::freshnessOf)
                        .orElse(PaperAccount.FRESHNESS);
        return new PaperAccount(
                new Money(currency, settings.capital()),
                freshness,
                new RunnerSettings(
                        settings.reconcileEvery(), RunnerSettings.DEFAULT.failuresToHalt()),
                LEASE_PATIENCE);
    }

    private static Plan plan(PlatformSettings settings, Optional<Feed> feed) {
        StrategySettings strategy = settings.strategy();
        Timeframe bars = feed.map(Feed::timeframe).orElse(StrategySettings.TIMEFRAME);
        return new Plan(
                strategy.choice().definition(), strategy.choice().given(), strategy.on(bars));
    }

    private Map<String, Runnable> duties(SessionBook sessions) {
        Map<String, Runnable> duties = new LinkedHashMap<>();
        duties.put("database", storage.host()::revive);
        duties.put("kill switch", killSwitches::refresh);
        duties.put("account", account::recover);
        duties.put("reconciliation", reconciler::tend);
        duties.put("emergency stop", emergencyStop::retry);
        duties.put("health", health::checkDatabase);
        duties.put("anchors", storage::anchorIfDue);
        duties.put("played bars", () -> played.ifPresent(PlayedBars::write));
        duties.put("session", () -> sessions.note(account.state()));
        return duties;
    }

    private static void attempt(String what, Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.warn("while stopping, {}: {}", what, e.getMessage());
        }
    }

    /** For people: what the account has, and who decides. */
    public String describeAccount() {
        AccountState state = account.state();
        return "%s, equity %s, mode %s"
                .formatted(
                        state.id(),
                        equity().rounded(2, RoundingMode.HALF_EVEN),
                        state.settings().mode().name().toLowerCase(Locale.ROOT));
    }

    /** Cash and positions at the latest prices; a position without a price at its own. */
    public Money equity() {
        return Account.equity(account.state(), account.situation());
    }
}
