package dev.keel.server.platform;

import dev.keel.core.account.Account;
import dev.keel.core.account.AccountCommand;
import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountId;
import dev.keel.core.account.AccountState;
import dev.keel.core.account.TradingSwitch;
import dev.keel.core.account.UserId;
import dev.keel.core.execution.RunnerSettings;
import dev.keel.core.execution.RunnerSuspendedException;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.market.LatestPrices;
import dev.keel.core.market.Market;
import dev.keel.core.market.Timeframe;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.core.signal.Signal;
import dev.keel.ledger.journal.JournalSettings;
import dev.keel.ledger.view.AuditReader;
import dev.keel.ledger.view.AuditWriter;
import dev.keel.ledger.view.BooksReader;
import dev.keel.ledger.view.LedgerReader;
import dev.keel.ledger.view.ReconciliationMarks;
import dev.keel.ledger.view.SharedLimits;
import dev.keel.ledger.view.TradingControls;
import dev.keel.ledger.view.WhyReader;
import dev.keel.server.database.DatabaseHost;
import dev.keel.server.orchestrator.Feed;
import dev.keel.server.orchestrator.LiveFeed;
import dev.keel.server.orchestrator.LiveStage;
import dev.keel.server.orchestrator.Orchestrator;
import dev.keel.server.orchestrator.OrchestratorException;
import dev.keel.server.orchestrator.Plan;
import dev.keel.server.orchestrator.PlayedBars;
import dev.keel.server.orchestrator.PlayedStage;
import dev.keel.server.orchestrator.SessionBook;
import dev.keel.server.orchestrator.SignalTarget;
import dev.keel.server.orchestrator.Stage;
import dev.keel.server.runtime.AccountHost;
import dev.keel.server.runtime.ObservedJournal;
import dev.keel.server.runtime.PaperAccount;
import dev.keel.server.runtime.PaperHost;
import dev.keel.server.runtime.VenueTradingAccount;
import dev.keel.server.runtime.World;
import dev.keel.server.safety.AlarmLog;
import dev.keel.server.safety.EmergencyStop;
import dev.keel.server.safety.KillSwitches;
import dev.keel.server.safety.Reconciler;
import dev.keel.server.safety.RecordedSwitches;
import dev.keel.server.safety.TradingGuard;
import dev.keel.server.venues.MarketSources;
import dev.keel.server.venues.StoredAccount;
import dev.keel.server.venues.VenueOffice;
import dev.keel.sim.backtest.BareInstrument;
import dev.keel.sim.loop.MarketClock;
import dev.keel.venues.connector.AccountConnection;
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
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The platform while it runs. For any number of threads. */
public final class Platform implements AutoCloseable {
    private static final String VENUE_ACCOUNTS = "accounts at venues";
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
    private final PaperHost paper;
    private final AccountHost account;
    private final VenueOffice office;
    private final VenueAccounts venueAccounts;
    private final MarketSources marketSources;
    private final Optional<LiveFeed> live;
    private final Orchestrator orchestrator;
    private final EmergencyStop emergencyStop;
    private final KillSwitches killSwitches;
    private final Reconciler reconciler;
    private final Health health;
    private final Caretaker caretaker;
    private final Caretaker guard;

    private Platform(
            PlatformSettings settings, VenueSettings venues, Source source, Storage storage) {
        this.settings = settings;
        this.storage = storage;
        this.office = source.office();
        this.live = source.live();
        this.marketSources = new MarketSources(office.connectors(), SYSTEM);
        live.ifPresent(feed ->
                marketSources.lend(MarketSources.Kind.CRYPTO_EXCHANGE, feed.name(), feed.data()));
        this.tradingGuard = new TradingGuard(new TradingControls(storage.ledger()));
        this.executor = Executors.newVirtualThreadPerTaskExecutor();
        Optional<PlayedStage.Market> market = source.played().map(this::market);
        this.played = market.map(PlayedStage.Market::played).or(() -> live.map(this::livePlayed));
        this.clock = market.<InstantSource>map(PlayedStage.Market::clock).orElse(SYSTEM);
        SessionBook sessions = new SessionBook(new SessionStore(storage.ledger()), SYSTEM);
        ObservedJournal journal =
                new ObservedJournal(storage.journal(), () -> played.ifPresent(PlayedBars::write));
        journal.add(sessions.listener());
        journal.add(new AlarmLog());
        this.paper =
                paperAccount(settings, source)
                        .start(
                                journal,
                                new World(
                                        clock,
                                        history(market),
                                        () -> tradingGuard.above(UserId.OWNER)),
                                executor,
                                source.instruments());
        this.account = paper.host();
        this.venueAccounts = venueAccounts(venues);
        this.orchestrator =
                new Orchestrator(
                        stage(market, venues), plan(settings, source), account, sessions, SYSTEM);
        this.emergencyStop = new EmergencyStop(tradingGuard, this::accounts);
        this.killSwitches =
                new KillSwitches(
                        tradingGuard,
                        this::accounts,
                        new RecordedSwitches(books()),
                        emergencyStop,
                        SYSTEM);
        this.reconciler =
                new Reconciler(
                        this::accounts,
                        settings.reconcileEvery(),
                        new ReconciliationMarks(storage.ledger()),
                        SYSTEM);
        this.health =
                new Health(
                        storage.ledger(), account, venueAccounts, reconciler, orchestrator, SYSTEM);
        this.caretaker = new Caretaker(duties(sessions));
        this.guard = new Caretaker(Map.of("guards of accounts", this::markAll));
        // Whoever looks now sees which accounts are being connected.
        caretaker.doFirst(VENUE_ACCOUNTS);
        caretaker.start();
        guard.start();
    }

    /** Where prices come from, and how venues are reached. */
    private record Source(VenueOffice office, Optional<Feed> played, Optional<LiveFeed> live) {
        static Source open(PlatformSettings settings, VenueSettings venues) {
            Optional<Feed> played = Markets.load(settings.feed(), settings.listing());
            VenueOffice office = new VenueOffice(settings.dataDirectory(), venues.source());
            try {
                Source source =
                        new Source(
                                office, played, Markets.open(settings.feed(), office.connectors()));
                source.require(settings, venues);
                return source;
            } catch (RuntimeException e) {
                office.close();
                throw e;
            }
        }

        private void require(PlatformSettings settings, VenueSettings venues) {
            Plan plan = plan(settings, this);
            played.ifPresent(feed -> PlayedStage.requireFit(plan, feed));
            live.ifPresent(feed -> LiveStage.requireFit(plan, feed));
            venues.signals()
                    .ifPresent(id -> {
                        StoredAccount _ = office.accounts().book().require(id);
                        if (live.isEmpty()) {
                            throw new IllegalArgumentException(
                                    "account "
                                            + id
                                            + " trades signals of a live market alone: --feed VENUE");
                        }
                    });
        }

        List<Instrument> instruments() {
            return live.map(LiveFeed::instruments)
                    .orElseGet(() -> played.map(Feed::instrument).stream().toList());
        }

        Optional<Timeframe> timeframe() {
            return live.map(LiveFeed::timeframe).or(() -> played.map(Feed::timeframe));
        }

        void close() {
            live.ifPresent(feed -> feed.data().close());
            office.close();
        }
    }

    /**
     * Starts everything but the market; blocks until the paper account takes commands. Accounts at
     * venues are connected meanwhile, each by itself.
     *
     * @throws RuntimeException whose message says what is wrong, if something keeps it from
     *     starting; nothing is left running
     */
    public static Platform start(PlatformSettings settings, VenueSettings venues) {
        Source source = Source.open(settings, venues);
        try {
            return start(settings, venues, source);
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }

    private static Platform start(PlatformSettings settings, VenueSettings venues, Source source) {
        Storage storage = new Storage(settings);
        try {
            return new Platform(settings, venues, source, storage);
        } catch (RuntimeException e) {
            storage.close();
            throw e;
        }
    }

    /** Starts one that has no venue but the paper one. */
    public static Platform start(PlatformSettings settings) {
        return start(settings, VenueSettings.NONE);
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

    /** The accounts that run at this moment, the paper account first. */
    public List<AccountHost> accounts() {
        return Stream.concat(Stream.of(account), venueAccounts.running().stream()).toList();
    }

    /** The accounts at venues, whether they run or not. */
    public VenueAccounts venueAccounts() {
        return venueAccounts;
    }

    /** Adds, looks over and removes accounts at venues, and knows the ways there. */
    public VenueOffice office() {
        return office;
    }

    /** Where people and programs get prices from. */
    public MarketSources marketSources() {
        return marketSources;
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
        guard.close();
        account.settle();
        attempt("the last bar that was played", () -> played.ifPresent(PlayedBars::write));
        attempt("letting go of the account", account::release);
        attempt("letting go of the accounts at venues", venueAccounts::close);
        attempt("the sources of prices", marketSources::close);
        live.ifPresent(feed -> attempt("the live market", feed.data()::close));
        attempt("the ways to venues", office::close);
        storage.close();
        executor.close();
        LOG.info("stopped");
    }

    private PlayedStage.Market market(Feed feed) {
        PlayedBars bars = new PlayedBars(storage.playedBars(feed.instrument().id()));
        Instant start = bars.lastOver().filter(feed.begin()::isBefore).orElse(feed.begin());
        return new PlayedStage.Market(feed, new MarketClock(start), bars);
    }

    private PlayedBars livePlayed(LiveFeed feed) {
        return new PlayedBars(storage.playedBars(feed.instruments().getFirst().id()));
    }

    private static Market history(Optional<PlayedStage.Market> market) {
        return instrument -> market.flatMap(known -> known.lastOver(instrument));
    }

    private Optional<Stage> stage(Optional<PlayedStage.Market> market, VenueSettings venues) {
        if (live.isPresent() && played.isPresent()) {
            return Optional.of(
                    new LiveStage(
                            live.get(),
                            paper,
                            venues.signals()
                                    .<SignalTarget>map(id -> signal -> offer(id, signal))
                                    .orElse(SignalTarget.NONE),
                            played.get(),
                            SYSTEM));
        }
        return market.map(known -> new PlayedStage(known, paper));
    }

    /** A signal that finds its account away is gone: it would be the past when that is back. */
    private void offer(AccountId id, Signal signal) {
        Optional<AccountHost> target = venueAccounts.find(id);
        if (target.isEmpty()) {
            LOG.warn("ALARM signal {} is not offered: account {} does not run", signal.id(), id);
            return;
        }
        try {
            List<AccountEvent> _ = target.get().ask(new AccountCommand.OfferSignal(signal));
        } catch (RunnerSuspendedException | IllegalArgumentException e) {
            LOG.warn("ALARM signal {} is not offered: {}", signal.id(), e.getMessage());
        }
    }

    private VenueAccounts venueAccounts(VenueSettings venues) {
        AuditWriter audit = new AuditWriter(storage.ledger());
        return new VenueAccounts(
                office.accounts(),
                venues,
                settings.dataDirectory(),
                this::startAtVenue,
                (id, detail) -> audit.acceptedUncertified(id, "keel run", detail),
                executor,
                SYSTEM);
    }

    private AccountHost startAtVenue(
            StoredAccount stored,
            AccountConnection connection,
            LatestPrices prices,
            List<Instrument> instruments) {
        ObservedJournal journal = new ObservedJournal(storage.journal(), () -> {});
        journal.add(new AlarmLog());
        return new VenueTradingAccount(
                        stored.id(), stored.mode(), stored.maxLeverage(), runnerSettings(settings))
                .start(
                        journal,
                        new World(SYSTEM, prices, () -> tradingGuard.above(UserId.OWNER)),
                        executor,
                        connection.venues(),
                        instruments);
    }

    private static RunnerSettings runnerSettings(PlatformSettings settings) {
        return new RunnerSettings(
                settings.reconcileEvery(), RunnerSettings.DEFAULT.failuresToHalt());
    }

    private static PaperAccount paperAccount(PlatformSettings settings, Source source) {
        Asset currency =
                source.instruments().stream()
                        .findFirst()
                        .map(Instrument::quote)
                        .or(settings.listing()::quote)
                        .orElse(BareInstrument.QUOTE);
        Duration freshness =
                source.played()
                        .map(Feed::timeframe)
                        .map(PaperAccount::freshnessOf)
                        .orElse(PaperAccount.FRESHNESS);
        return new PaperAccount(
                new Money(currency, settings.capital()),
                freshness,
                runnerSettings(settings),
                LEASE_PATIENCE);
    }

    private static Plan plan(PlatformSettings settings, Source source) {
        StrategySettings strategy = settings.strategy();
        Timeframe bars = source.timeframe().orElse(StrategySettings.TIMEFRAME);
        return new Plan(
                strategy.choice().definition(), strategy.choice().given(), strategy.on(bars));
    }

    private void recoverAll() {
        accounts().forEach(AccountHost::recover);
    }

    /**
     * Has accounts look at time and prices: at losses, stops that Keel keeps, old prices. By
     * itself, for other duties may block. A played market tells its account itself, in the market's
     * time.
     */
    private void markAll() {
        List<AccountHost> marked =
                live.isEmpty() && played.isPresent() ? venueAccounts.running() : accounts();
        marked.forEach(AccountHost::markOnce);
    }

    private Map<String, Runnable> duties(SessionBook sessions) {
        Map<String, Runnable> duties = new LinkedHashMap<>();
        duties.put("database", storage.host()::revive);
        duties.put("kill switch", killSwitches::refresh);
        duties.put(VENUE_ACCOUNTS, venueAccounts::tend);
        duties.put("account", this::recoverAll);
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
