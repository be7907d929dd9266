package dev.keel.sim.validate.promote;

import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.Instrument;
import dev.keel.sim.backtest.BacktestRequest;
import dev.keel.sim.matching.SlippageModel;
import dev.keel.sim.matching.VenueModel;
import java.math.BigDecimal;

/**
 * The same backtest at twice the costs. Where there is no slippage at all, a basis point stands for
 * its double: nobody trades without.
 */
public final class DoubledCosts {
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final BigDecimal LEAST_SLIPPAGE = new BigDecimal("0.0001");

    /** Rates must stay below 1. */
    private static final BigDecimal MOST = new BigDecimal("0.99");

    private DoubledCosts() {}

    /** Fees and slippage twice as high; a rebate stays. */
    public static BacktestRequest of(BacktestRequest request) {
        return new BacktestRequest(
                request.bars(),
                doubled(request.instrument()),
                request.strategy(),
                request.capital(),
                request.sizing(),
                request.timing(),
                doubled(request.venue()),
                request.policy());
    }

    private static Instrument doubled(Instrument instrument) {
        FeeRates fees = instrument.fees();
        // A rebate is not a cost: it is not doubled.
        BigDecimal maker =
                fees.maker().signum() < 0 ? fees.maker() : fees.maker().multiply(TWO).min(MOST);
        return new Instrument(
                instrument.id(),
                instrument.base(),
                instrument.quote(),
                instrument.kind(),
                instrument.rules(),
                new FeeRates(maker, fees.taker().multiply(TWO).min(MOST)),
                instrument.contractSize());
    }

    private static VenueModel doubled(VenueModel venue) {
        BigDecimal slippage =
                venue.slippage() instanceof SlippageModel.FixedFraction(BigDecimal fraction)
                                && fraction.signum() > 0
                        ? fraction.multiply(TWO).min(MOST)
                        : LEAST_SLIPPAGE;
        return venue.withSlippage(new SlippageModel.FixedFraction(slippage));
    }
}
