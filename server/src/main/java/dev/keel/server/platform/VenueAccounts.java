package dev.keel.server.platform;

import dev.keel.core.account.AccountId;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.LatestPrices;
import dev.keel.server.runtime.AccountHost;
import dev.keel.server.venues.AccountDesk;
import dev.keel.server.venues.StoredAccount;
import dev.keel.server.venues.StoredPreflight;
import dev.keel.venues.connector.AccountConnection;
import dev.keel.venues.connector.ConnectorInfo;
import dev.keel.venues.connector.Environment;
import dev.keel.venues.connector.MarketData;
import dev.keel.venues.connector.MarketData.Wanted;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the accounts at venues, each by itself: one that cannot be connected is tried again, and
 * keeps no other from running. Accounts that are added, removed, enabled or disabled while the
 * platform runs are started and stopped within seconds. For any number of threads.
 *
 * <p>Before an account's runner is connected, its keys were looked over by real calls in this
 * process, and nothing spoke against trading; an account that trades real money needs a certificate
 * for its connector's version besides, or a person who accepts that there is none.
 */
public final class VenueAccounts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VenueAccounts.class);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final AccountDesk desk;
    private final VenueSettings settings;
    private final Path dataDirectory;
    private final Starter starter;
    private final Audit audit;
    private final Executor executor;
    private final InstantSource clock;
    private final Map<AccountId, Entry> entries = new TreeMap<>();
    private boolean closing;

    /**
     * @param executor runs attempts, which block
     */
    VenueAccounts(
            AccountDesk desk,
            VenueSettings settings,
            Path dataDirectory,
            Starter starter,
            Audit audit,
            Executor executor,
            InstantSource clock) {
        this.desk = desk;
        this.settings = settings;
        this.dataDirectory = dataDirectory;
        this.starter = starter;
        this.audit = audit;
        this.executor = executor;
        this.clock = clock;
    }

    /** Starts an account's runner over an open connection; blocks. */
    @FunctionalInterface
    interface Starter {
        AccountHost start(
                StoredAccount account,
                AccountConnection connection,
                LatestPrices prices,
                List<Instrument> instruments);
    }

    /** Writes down what a person accepted; blocks until it is durable. */
    @FunctionalInterface
    interface Audit {
        void accepted(AccountId account, String detail);
    }

    /** How an account stands. */
    public enum State {
        CONNECTING,
        RUNNING,
        /** It cannot be connected, or may not trade; tried again. */
        WAITING
    }

    /**
     * An account as it stands.
     *
     * @param problem why it does not run; empty while it does, or is being connected
     */
    public record Status(StoredAccount account, State state, String problem, Instant since) {}

    /** What runs of an account. */
    private record Live(
            AccountHost host, AccountConnection connection, MarketData.Subscription prices) {}

    /** One account's. Guarded by the map's owner. */
    private static final class Entry {
        private StoredAccount stored;
        private State state = State.CONNECTING;
        private String problem = "";
        private Instant since;
        private Instant nextTry;
        private Duration wait = FIRST_WAIT;
        private boolean attempting;
        private @Nullable Live live;

        Entry(StoredAccount stored, Instant now) {
            this.stored = stored;
            this.since = now;
            this.nextTry = now;
        }
    }

    /** Starts what is to run and does not, and stops what is not to run; for a timer. */
    void tend() {
        Map<AccountId, StoredAccount> wanted = new TreeMap<>();
        for (StoredAccount account : desk.book().all()) {
            if (account.isEnabled()) {
                wanted.put(account.id(), account);
            }
        }
        List<Entry> due = new ArrayList<>();
        List<Entry> gone = new ArrayList<>();
        synchronized (this) {
            if (closing) {
                return;
            }
            Instant now = clock.instant();
            wanted.values()
                    .forEach(account -> entries.putIfAbsent(account.id(), new Entry(account, now)));
            entries.forEach((id, entry) -> {
                StoredAccount asked = wanted.get(id);
                boolean replaced = asked == null || !asked.equals(entry.stored);
                if (replaced && !entry.attempting) {
                    gone.add(entry);
                } else if (entry.live == null
                        && !entry.attempting
                        && !now.isBefore(entry.nextTry)) {
                    entry.attempting = true;
                    due.add(entry);
                }
            });
            gone.forEach(entry -> entries.remove(entry.stored.id()));
        }
        gone.forEach(VenueAccounts::end);
        due.forEach(entry -> executor.execute(() -> attempt(entry)));
    }

    /** The accounts that run. */
    public synchronized List<AccountHost> running() {
        return entries.values().stream()
                .flatMap(entry -> Stream.ofNullable(entry.live).map(Live::host))
                .toList();
    }

    /** The account of a name, if it runs. */
    public synchronized Optional<AccountHost> find(AccountId id) {
        return Optional.ofNullable(entries.get(id))
                .flatMap(entry -> Optional.ofNullable(entry.live))
                .map(Live::host);
    }

    /** Every account that is to run, in the order of their names. */
    public synchronized List<Status> status() {
        return entries.values().stream()
                .map(entry -> new Status(entry.stored, entry.state, entry.problem, entry.since))
                .toList();
    }

    /** Lets go of every account; waits for what is on its way. */
    @Override
    public void close() {
        List<Entry> all;
        synchronized (this) {
            closing = true;
            all = List.copyOf(entries.values());
            entries.clear();
        }
        all.forEach(VenueAccounts::end);
    }

    private void attempt(Entry entry) {
        StoredAccount account = entry.stored;
        try {
            Live live = connect(account);
            boolean unwanted;
            synchronized (this) {
                entry.attempting = false;
                unwanted = closing;
                if (!unwanted) {
                    entry.live = live;
                    settle(entry, State.RUNNING, "");
                    entry.wait = FIRST_WAIT;
                }
            }
            if (unwanted) {
                end(live);
            } else {
                LOG.info("account {} runs at {}", account.id(), account.place().venue());
            }
        } catch (RuntimeException e) {
            failed(entry, String.valueOf(e.getMessage()));
        }
    }

    private void failed(Entry entry, String why) {
        boolean news;
        synchronized (this) {
            entry.attempting = false;
            news = !why.equals(entry.problem);
            settle(entry, State.WAITING, why);
            entry.nextTry = clock.instant().plus(entry.wait);
            Duration twice = entry.wait.multipliedBy(2);
            entry.wait = twice.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : twice;
        }
        if (news) {
            LOG.warn("ALARM account {} does not run: {}", entry.stored.id(), why);
        }
    }

    private void settle(Entry entry, State state, String problem) {
        if (entry.state != state || !entry.problem.equals(problem)) {
            entry.since = clock.instant();
        }
        entry.state = state;
        entry.problem = problem;
    }

    private Live connect(StoredAccount account) {
        Optional<String> accepted = requireCertificate(account);
        AccountConnection connection = desk.open(account);
        try {
            StoredPreflight looked = desk.look(account, connection);
            if (!looked.passed()) {
                throw new IllegalStateException("it may not trade: " + looked.refusal());
            }
            accepted.ifPresent(detail -> audit.accepted(account.id(), detail));
            return run(account, connection);
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** What a person has to have accepted; empty where there is nothing to accept. */
    private Optional<String> requireCertificate(StoredAccount account) {
        if (account.place().environment() != Environment.LIVE) {
            return Optional.empty();
        }
        ConnectorInfo info = desk.connectors().require(account.place().venue().value()).info();
        Optional<String> missing =
                settings.certificates().missing(dataDirectory, info, account.place().kind());
        if (missing.isPresent() && !settings.acceptUncertified().contains(account.id())) {
            throw new IllegalStateException(
                    "connector "
                            + info.venue()
                            + " version "
                            + info.version()
                            + " is not certified: "
                            + missing.get()
                            + "; keel venues certify "
                            + info.venue()
                            + ", or start with --accept-uncertified "
                            + account.id());
        }
        return missing.map(
                why -> "connector " + info.venue() + " version " + info.version() + ": " + why);
    }

    private Live run(StoredAccount account, AccountConnection connection) {
        List<Instrument> instruments =
                account.place().instruments().stream()
                        .sorted()
                        .map(symbol -> find(symbol, connection.instruments()))
                        .toList();
        VenuePrices prices = new VenuePrices(clock);
        MarketData market = connection.marketData();
        instruments.forEach(instrument -> prices.begin(market, instrument.id()));
        MarketData.Subscription subscription =
                market.subscribe(Wanted.quotes(account.place().instruments()), prices);
        try {
            AccountHost host = starter.start(account, connection, prices.latest(), instruments);
            prices.wakes(host);
            return new Live(host, connection, subscription);
        } catch (RuntimeException e) {
            subscription.close();
            throw e;
        }
    }

    private static Instrument find(InstrumentId symbol, List<Instrument> offered) {
        return offered.stream()
                .filter(instrument -> instrument.id().equals(symbol))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "symbol " + symbol + " is not one that the account may trade"));
    }

    private static void end(Entry entry) {
        Live live = entry.live;
        if (live != null) {
            end(live);
            LOG.info("account {} does not run any more", entry.stored.id());
        }
    }

    private static void end(Live live) {
        try {
            live.host.settle();
            live.host.release();
        } catch (RuntimeException e) {
            LOG.warn("account {}: {}", live.host.state().id(), e.getMessage());
        } finally {
            live.prices.close();
            live.connection.close();
        }
    }
}
