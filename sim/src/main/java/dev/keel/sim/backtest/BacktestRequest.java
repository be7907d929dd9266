package dev.keel.sim.backtest;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.market.Bar;
import dev.keel.core.market.BarSeries;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.risk.RiskPolicy;
import dev.keel.core.sizing.Sizing;
import dev.keel.sim.loop.FillTiming;
import dev.keel.sim.matching.VenueModel;

/**
 * What to test, and under which conditions.
 *
 * @param bars of the instrument, at least one; their prices are multiples of its tick, since a
 *     venue would round fills to prices that sizing and risk never saw
 * @param instrument with the fees that fills cost
 * @param capital what the account starts with, above 0, in the instrument's quote asset
 * @param sizing how much an entry buys
 * @param venue slippage, latency and volume limits of the simulated venue
 * @param policy the limits that orders are judged by
 */
public record BacktestRequest(
        BarSeries bars,
        Instrument instrument,
        StrategyChoice strategy,
        Money capital,
        Sizing sizing,
        FillTiming timing,
        VenueModel venue,
        RiskPolicy policy) {

    public BacktestRequest {
        if (bars.isEmpty()) {
            throw new IllegalArgumentException("bars must not be empty");
        }
        if (!capital.isPositive()) {
            throw new IllegalArgumentException("capital must be above 0, was " + capital);
        }
        if (!capital.asset().equals(instrument.quote())) {
            throw new IllegalArgumentException(
                    "capital must be in " + instrument.quote() + ", was " + capital);
        }
        requireOnTick(bars, instrument.rules().tick());
    }

    /**
     * All cash into every entry, filled at the next open without slippage, and no limits but the
     * cash there is.
     */
    public static BacktestRequest of(
            BarSeries bars, Instrument instrument, StrategyChoice strategy, Money capital) {
        return new BacktestRequest(
                bars,
                instrument,
                strategy,
                capital,
                new Sizing.AllCash(),
                FillTiming.NEXT_OPEN,
                VenueModel.PLAIN,
                RiskPolicy.UNLIMITED);
    }

    public BacktestRequest withBars(BarSeries newBars) {
        return new BacktestRequest(
                newBars, instrument, strategy, capital, sizing, timing, venue, policy);
    }

    public BacktestRequest withStrategy(StrategyChoice newStrategy) {
        return new BacktestRequest(
                bars, instrument, newStrategy, capital, sizing, timing, venue, policy);
    }

    public BacktestRequest withSizing(Sizing newSizing) {
        return new BacktestRequest(
                bars, instrument, strategy, capital, newSizing, timing, venue, policy);
    }

    public BacktestRequest withInstrument(Instrument newInstrument) {
        return new BacktestRequest(
                bars, newInstrument, strategy, capital, sizing, timing, venue, policy);
    }

    public BacktestRequest withTiming(FillTiming newTiming) {
        return new BacktestRequest(
                bars, instrument, strategy, capital, sizing, newTiming, venue, policy);
    }

    public BacktestRequest withVenue(VenueModel newVenue) {
        return new BacktestRequest(
                bars, instrument, strategy, capital, sizing, timing, newVenue, policy);
    }

    public BacktestRequest withPolicy(RiskPolicy newPolicy) {
        return new BacktestRequest(
                bars, instrument, strategy, capital, sizing, timing, venue, newPolicy);
    }

    private static void requireOnTick(BarSeries bars, Price tick) {
        if (Price.ofUnscaled(1, bars.format().priceDecimals()).isMultipleOf(tick)) {
            return;
        }
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.bar(i);
            for (long unscaled : new long[] {bar.open(), bar.high(), bar.low(), bar.close()}) {
                Price price = Price.ofUnscaled(unscaled, bars.format().priceDecimals());
                if (!price.isMultipleOf(tick)) {
                    throw new IllegalArgumentException(
                            "prices must be multiples of the tick "
                                    + tick
                                    + ", the bar of "
                                    + bar.openTime()
                                    + " has "
                                    + price);
                }
            }
        }
    }
}
