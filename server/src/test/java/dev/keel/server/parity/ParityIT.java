package dev.keel.server.parity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.account.AccountEvent;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.journal.RecordedEvent;
import dev.keel.core.market.BarSeries;
import dev.keel.core.market.Timeframe;
import dev.keel.core.strategy.SmaCross;
import dev.keel.core.strategy.StrategyDefinition;
import dev.keel.ledger.database.DatabaseAddress;
import dev.keel.ledger.database.LedgerDatabase;
import dev.keel.ledger.journal.JournalSettings;
import dev.keel.ledger.journal.PostgresJournal;
import dev.keel.server.BarFiles;
import dev.keel.server.RunningKeel;
import dev.keel.server.TestDatabases;
import dev.keel.server.platform.ListingSettings;
import dev.keel.server.platform.PlatformSettings;
import dev.keel.server.platform.StrategySettings;
import dev.keel.server.runtime.PaperAccount;
import dev.keel.signals.ehlers.EhlersTrend;
import dev.keel.sim.backtest.PaperRecord;
import dev.keel.sim.backtest.StrategyChoice;
import dev.keel.sim.market.BarFile;
import dev.keel.sim.market.ReplaySpeed;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A paper run on PostgreSQL, recorded by its ledger, takes the decisions that a backtest takes. */
class ParityIT {
    private static final InstrumentId TEST = InstrumentId.of("TEST");

    @TempDir private Path folder;

    @Test
    void decidesAsTheBacktestDoes() {
        assertParity(SmaCross.DEFINITION, 100, Map.of("fast", "5", "slow", "12"));
    }

    /** Stops and targets are placed, filled and cancelled. */
    @Test
    void decidesAsTheBacktestDoesWithProtection() {
        assertParity(EhlersTrend.DEFINITION, 30, Map.of("shorts", "0"));
    }

    @Test
    void noticesAnotherStrategy() {
        Path file = BarFiles.minutes(folder, BarFiles.waves(1_000));
        List<AccountEvent> events =
                paper(file, new StrategyChoice(SmaCross.DEFINITION, Map.of("fast", "5")));

        PaperRecord.Comparison comparison =
                new PaperRecord(events)
                        .replay(
                                TEST,
                                BarFile.load(file).series(),
                                new StrategyChoice(SmaCross.DEFINITION, Map.of("fast", "6")));

        assertThat(comparison.isSame()).isFalse();
        assertThat(comparison.firstDifference()).isPresent();
    }

    private void assertParity(
            StrategyDefinition strategy, int leastDecisions, Map<String, String> given) {
        Path file = BarFiles.minutes(folder, BarFiles.waves(3_000));
        BarSeries bars = BarFile.load(file).series();
        StrategyChoice choice = new StrategyChoice(strategy, given);

        PaperRecord.Comparison comparison =
                new PaperRecord(paper(file, choice)).replay(TEST, bars, choice);

        assertThat(comparison.backtest().lines()).isEqualTo(comparison.paper().lines());
        assertThat(comparison.backtest().hash()).isEqualTo(comparison.paper().hash());
        assertThat(comparison.paper().lines()).hasSizeGreaterThan(leastDecisions);
    }

    private static List<AccountEvent> paper(Path file, StrategyChoice choice) {
        String database = TestDatabases.create();
        try (RunningKeel keel =
                RunningKeel.start(
                        new PlatformSettings(
                                Path.of("unused"),
                                Optional.of(database),
                                PlatformSettings.CAPITAL,
                                RunningKeel.replay(file, ReplaySpeed.MAX),
                                ListingSettings.DEFAULT,
                                new StrategySettings(choice, List.of(Timeframe.M1)),
                                PlatformSettings.RECONCILE_EVERY))) {
            keel.platform().play();
            keel.awaitEnd();
        }
        try (LedgerDatabase ledger = LedgerDatabase.open(DatabaseAddress.parse(database));
                PostgresJournal journal = PostgresJournal.start(ledger, JournalSettings.DEFAULT)) {
            return journal.read(PaperAccount.ID, 0).stream().map(RecordedEvent::event).toList();
        }
    }
}
