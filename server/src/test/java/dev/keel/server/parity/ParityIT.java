package dev.keel.server.parity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.account.AccountEvent;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.journal.RecordedEvent;
import dev.keel.core.market.BarSeries;
import dev.keel.core.market.Timeframe;
import dev.keel.core.strategy.SmaCross;
import dev.keel.core.strategy.Strategy;
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
import dev.keel.signals.engine.Experts;
import dev.keel.signals.fusion.FusionStrategy;
import dev.keel.sim.backtest.PaperRecord;
import dev.keel.sim.backtest.StrategyChoice;
import dev.keel.sim.market.BarFile;
import dev.keel.sim.market.ReplaySpeed;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A paper run on PostgreSQL, recorded by its ledger, takes the decisions that a backtest takes. */
class ParityIT {
    private static final InstrumentId TEST = InstrumentId.of("TEST");
    private static final StrategyDefinition FUSION = FusionStrategy.definition(Experts.ruleBased());

    /** The same, and nobody tells it of its executions. */
    private static final StrategyDefinition DEAF =
            new StrategyDefinition(
                    FUSION.name(),
                    FUSION.meaning(),
                    FUSION.parameters(),
                    (source, parameters) -> {
                        Strategy learning = FUSION.factory().create(source, parameters);
                        return bar -> learning.onBar(bar);
                    });

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

    /** It takes trading to cost nothing, until its executions tell. */
    private static final Map<String, String> HOPEFUL =
            Map.of("fee", "0", "slippage", "0", "horizon", "12");

    private static final ListingSettings DEAR =
            new ListingSettings(Optional.empty(), Optional.empty(), new BigDecimal("0.008"));

    @Test
    void decidesAsTheBacktestDoesWhenItLearnsFromItsExecutions() {
        Path file = BarFiles.minutes(folder, BarFiles.waves(3_000));
        BarSeries bars = BarFile.load(file).series();
        StrategyChoice choice = new StrategyChoice(FUSION, HOPEFUL);
        PaperRecord paper = new PaperRecord(paper(file, DEAR, choice));

        assertSame(paper.replay(TEST, bars, choice), 100);
        assertThat(paper.replay(TEST, bars, new StrategyChoice(DEAF, HOPEFUL)).isSame()).isFalse();
    }

    /** After a restart it is told again what its executions were. */
    @Test
    void decidesAsTheBacktestDoesAlsoWhenItWasStartedAnew() {
        Path file = BarFiles.minutes(folder, BarFiles.waves(3_000));
        BarSeries bars = BarFile.load(file).series();
        StrategyChoice choice = new StrategyChoice(FUSION, HOPEFUL);
        PlatformSettings settings = settings(TestDatabases.create(), file, DEAR, choice);
        long half;
        try (RunningKeel keel = RunningKeel.start(settings)) {
            keel.platform().play();
            RunningKeel.await("a part is played", () -> events(keel) > 150);
            keel.platform().orchestrator().stop();
            half = events(keel);
        }
        try (RunningKeel keel = RunningKeel.start(settings)) {
            keel.platform().play();
            keel.awaitEnd();
            assertThat(events(keel)).isGreaterThan(half + 100);
        }

        assertSame(new PaperRecord(events(settings)).replay(TEST, bars, choice), 100);
    }

    @Test
    void noticesAnotherStrategy() {
        Path file = BarFiles.minutes(folder, BarFiles.waves(1_000));
        List<AccountEvent> events =
                paper(
                        file,
                        ListingSettings.DEFAULT,
                        new StrategyChoice(SmaCross.DEFINITION, Map.of("fast", "5")));

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

        assertSame(
                new PaperRecord(paper(file, ListingSettings.DEFAULT, choice))
                        .replay(TEST, bars, choice),
                leastDecisions);
    }

    private static void assertSame(PaperRecord.Comparison comparison, int leastDecisions) {
        assertThat(comparison.backtest().lines()).isEqualTo(comparison.paper().lines());
        assertThat(comparison.backtest().hash()).isEqualTo(comparison.paper().hash());
        assertThat(comparison.paper().lines()).hasSizeGreaterThan(leastDecisions);
    }

    private static long events(RunningKeel keel) {
        return keel.platform().account().state().sequence();
    }

    private static List<AccountEvent> paper(
            Path file, ListingSettings listing, StrategyChoice choice) {
        PlatformSettings settings = settings(TestDatabases.create(), file, listing, choice);
        try (RunningKeel keel = RunningKeel.start(settings)) {
            keel.platform().play();
            keel.awaitEnd();
        }
        return events(settings);
    }

    private static PlatformSettings settings(
            String database, Path file, ListingSettings listing, StrategyChoice choice) {
        return new PlatformSettings(
                RunningKeel.DATA,
                Optional.of(database),
                PlatformSettings.CAPITAL,
                RunningKeel.replay(file, ReplaySpeed.MAX),
                listing,
                new StrategySettings(choice, List.of(Timeframe.M1)),
                PlatformSettings.RECONCILE_EVERY);
    }

    private static List<AccountEvent> events(PlatformSettings settings) {
        String database = settings.databaseUrl().orElseThrow();
        try (LedgerDatabase ledger = LedgerDatabase.open(DatabaseAddress.parse(database));
                PostgresJournal journal = PostgresJournal.start(ledger, JournalSettings.DEFAULT)) {
            return journal.read(PaperAccount.ID, 0).stream().map(RecordedEvent::event).toList();
        }
    }
}
