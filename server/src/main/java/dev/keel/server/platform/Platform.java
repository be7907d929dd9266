package dev.keel.server.platform;

import dev.keel.core.account.AccountState;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.market.Timeframe;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.core.risk.RiskPolicy;
import dev.keel.ledger.database.LedgerDatabase;
import dev.keel.ledger.journal.JournalSettings;
import dev.keel.ledger.journal.PostgresJournal;
import dev.keel.server.database.ConnectionFile;
import dev.keel.server.database.DatabaseHost;
import dev.keel.server.orchestrator.Feed;
import dev.keel.server.orchestrator.Orchestrator;
import dev.keel.server.orchestrator.Plan;
import dev.keel.server.orchestrator.PlayedBars;
import dev.keel.server.orchestrator.SessionBook;
import dev.keel.server.runtime.AccountHost;
import dev.keel.server.runtime.ObservedJournal;
import dev.keel.server.runtime.PaperAccount;
import dev.keel.server.runtime.World;
import dev.keel.sim.loop.MarketClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The platform while it runs. For any number of threads. */
public final class Platform implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Platform.class);

    private final PlatformSettings settings;
    private final Instant startedAt = Instant.now();
    private final Parts parts;
    private final LedgerDesk ledger;
    private final TradingGuard tradingGuard;
    private final InstantSource clock;
    private final AccountHost account;
    private final Orchestrator orchestrator;
    private final Caretaker caretaker;

}
