package dev.keel.sim.backtest;

import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountSettings;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.journal.DecisionStream;
import dev.keel.core.market.BarSeries;
import dev.keel.core.money.Money;
import dev.keel.sim.loop.FillTiming;
import dev.keel.sim.matching.VenueModel;
import java.util.List;
import java.util.Optional;

/**
 * What a paper account recorded while it traded one market, held against a backtest of the same
 * market: the same core must take the same decisions.
 *
 * @param events of the account, oldest first
 */
public record PaperRecord(List<AccountEvent> events) {
    public PaperRecord {
        events = List.copyOf(events);
    }

    /**
     * Runs the backtest and compares.
     *
     * @param bars the market that was played, in the timeframe that the strategy saw
     * @throws IllegalArgumentException if the account never had funds, or never listed the
     *     instrument
     */
    public Comparison replay(InstrumentId instrument, BarSeries bars, StrategyChoice strategy) {
        BacktestRequest request = request(instrument, bars, strategy);
        return new Comparison(
                DecisionStream.of(events), DecisionStream.of(Backtest.record(request)));
    }

    /** The backtest under the account's own settings as they were when it began to trade. */
    private BacktestRequest request(
            InstrumentId instrument, BarSeries bars, StrategyChoice strategy) {
        AccountSettings settings = settings();
        return new BacktestRequest(
                bars,
                listed(instrument),
                strategy,
                capital(),
                settings.sizing(),
                FillTiming.NEXT_OPEN,
                VenueModel.PLAIN,
                settings.policy());
    }

    private AccountSettings settings() {
        AccountSettings settings = null;
        for (AccountEvent event : events) {
            switch (event) {
                case AccountEvent.Opened opened -> settings = opened.settings();
                case AccountEvent.SettingsChanged changed -> settings = changed.settings();
                case AccountEvent.SignalExecuted _, AccountEvent.SignalDeclined _ -> {
                    if (settings != null) {
                        return settings;
                    }
                }
                default -> {}
            }
        }
        return Optional.ofNullable(settings)
                .orElseThrow(() -> new IllegalArgumentException("events must open an account"));
    }

    private Money capital() {
        return events.stream()
                .filter(AccountEvent.FundsMoved.class::isInstance)
                .map(AccountEvent.FundsMoved.class::cast)
                .map(AccountEvent.FundsMoved::amount)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the account never had funds"));
    }

    private Instrument listed(InstrumentId instrument) {
        return events.stream()
                .filter(AccountEvent.InstrumentListed.class::isInstance)
                .map(event -> ((AccountEvent.InstrumentListed) event).instrument())
                .filter(listed -> listed.id().equals(instrument))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("the account never listed " + instrument));
    }

    /** Both streams of decisions. */
    public record Comparison(DecisionStream paper, DecisionStream backtest) {
        public boolean isSame() {
            return paper.hash().equals(backtest.hash());
        }

        /** Where the streams part, counted from 0; empty if they are the same. */
        public Optional<Integer> firstDifference() {
            List<String> left = paper.lines();
            List<String> right = backtest.lines();
            int shorter = Math.min(left.size(), right.size());
            for (int i = 0; i < shorter; i++) {
                if (!left.get(i).equals(right.get(i))) {
                    return Optional.of(i);
                }
            }
            return left.size() == right.size() ? Optional.empty() : Optional.of(shorter);
        }
    }
}
