package dev.keel.server.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keel.core.account.Account;
import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountId;
import dev.keel.core.account.AccountState;
import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.TradingRules;
import dev.keel.core.journal.Append;
import dev.keel.core.journal.Appended;
import dev.keel.core.journal.Journal;
import dev.keel.core.journal.JournalException;
import dev.keel.core.journal.RecordedEvent;
import dev.keel.core.market.Bar;
import dev.keel.core.market.BarSeries;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.OrderId;
import dev.keel.core.performance.ExecutionHistory;
import dev.keel.core.signal.Signal;
import dev.keel.core.strategy.ExecutionResult;
import dev.keel.core.strategy.LearnsFromExecution;
import dev.keel.core.strategy.SmaCross;
import dev.keel.core.strategy.Strategy;
import dev.keel.server.BarFiles;
import dev.keel.sim.backtest.Backtest;
import dev.keel.sim.backtest.BacktestRequest;
import dev.keel.sim.backtest.BareInstrument;
import dev.keel.sim.backtest.StrategyChoice;
import dev.keel.sim.market.BarFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedExecutionsTest {
    private static final AccountId ACCOUNT = AccountId.of("test");

    private BarSeries bars;
    private List<AccountEvent> events;
    private List<ExecutionResult> expected;

    @BeforeEach
    void trade(@TempDir Path folder) {
        Path file = BarFiles.minutes(folder, BarFiles.waves(400));
        bars = BarFile.load(file).series();
        Instrument instrument = BareInstrument.of(file, TradingRules.FINEST, FeeRates.NONE);
        events =
                Backtest.record(
                        BacktestRequest.of(
                                bars,
                                instrument,
                                new StrategyChoice(
                                        SmaCross.DEFINITION, Map.of("fast", "5", "slow", "12")),
                                Money.of(Asset.of("USD"), "1000")));
        ExecutionHistory history = new ExecutionHistory();
        events.forEach(history::accept);
        expected = told(history);
        assertThat(expected).hasSizeGreaterThan(10);
    }

    @Test
    void takesEveryEventOnceThoughSomeAreCommittedWhileItReads() {
        for (int known = 1; known < events.size() - 6; known += 7) {
            StoredEvents journal = new StoredEvents();
            RecordedExecutions executions = new RecordedExecutions(ACCOUNT, journal);
            int last = known;
            // What is heard of meanwhile is in part what was read, and in part not.
            journal.given = events.subList(0, known);
            journal.meanwhile =
                    () -> {
                        executions.onCommit(append(last - 1, last + 2));
                        executions.onCommit(append(last + 2, last + 4));
                    };

            ExecutionHistory history = executions.read();
            executions.onCommit(append(last + 4, events.size()));

            assertThat(told(history)).isEqualTo(expected);
        }
    }

    @Test
    void readsAnewWhatItWasNotToldOf() {
        StoredEvents journal = new StoredEvents();
        RecordedExecutions executions = new RecordedExecutions(ACCOUNT, journal);
        journal.given = events.subList(0, 10);
        ExecutionHistory before = executions.read();
        journal.given = events;

        assertThat(told(executions.read())).isEqualTo(expected);
        assertThat(told(before)).hasSizeLessThan(expected.size());
    }

    @Test
    void goesOnAfterTheJournalWasAway() {
        StoredEvents journal = new StoredEvents();
        RecordedExecutions executions = new RecordedExecutions(ACCOUNT, journal);
        journal.meanwhile =
                () -> {
                    throw new JournalException("away");
                };
        assertThatThrownBy(executions::read).isInstanceOf(JournalException.class);

        journal.meanwhile = () -> {};
        journal.given = events.subList(0, events.size() - 1);
        ExecutionHistory history = executions.read();
        executions.onCommit(append(events.size() - 1, events.size()));

        assertThat(told(history)).isEqualTo(expected);
    }

    private Append append(int from, int to) {
        AccountState after = Account.replay(events.subList(0, to));
        return new Append(from, events.subList(from, to), after);
    }

    /** What a strategy is told that is shown all bars. */
    private List<ExecutionResult> told(ExecutionHistory history) {
        Listener listener = new Listener();
        Strategy informed = history.inform(listener);
        for (int i = 0; i < bars.size(); i++) {
            assertThat(informed.onBar(bars.bar(i))).isEmpty();
        }
        return listener.told;
    }

    private static final class Listener implements Strategy, LearnsFromExecution {
        private final List<ExecutionResult> told = new ArrayList<>();

        @Override
        public Optional<Signal> onBar(Bar bar) {
            return Optional.empty();
        }

        @Override
        public void onExecution(ExecutionResult result) {
            told.add(result);
        }
    }

    /** Gives what it was given, and has something happen meanwhile. */
    private static final class StoredEvents implements Journal {
        private List<AccountEvent> given = List.of();
        private Runnable meanwhile = () -> {};

        @Override
        public List<RecordedEvent> read(AccountId account, long afterSequence) {
            meanwhile.run();
            return IntStream.range(0, given.size())
                    .mapToObj(i -> new RecordedEvent(i + 1, given.get(i)))
                    .toList();
        }

        @Override
        public CompletionStage<Appended> append(Append append) {
            throw new AssertionError("nothing is appended here");
        }

        @Override
        public List<AccountId> accounts() {
            return List.of(ACCOUNT);
        }

        @Override
        public Optional<OrderId> findOrder(AccountId account, ClientKey key) {
            return Optional.empty();
        }
    }
}
