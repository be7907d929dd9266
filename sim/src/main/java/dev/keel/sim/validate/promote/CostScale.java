package dev.keel.sim.validate.promote;

import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.Instrument;
import dev.keel.sim.backtest.BacktestRequest;
import dev.keel.sim.matching.SlippageModel;
import dev.keel.sim.matching.VenueModel;
import java.math.BigDecimal;

/** The same backtest at other costs: what is left of it when trading is dearer, or free. */
public final class CostScale {
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final BigDecimal LEAST_SLIPPAGE = new BigDecimal("0.0001");

    /** Rates must stay below 1. */
    private static final BigDecimal MOST = new BigDecimal("0.99");

    private CostScale() {}

    /**
     * Fees and slippage twice as high; a rebate stays. Where there is no slippage at all, a basis
     * point stands for its double: nobody trades without.
     */
    public static BacktestRequest doubled(BacktestRequest request) {
        FeeRates fees = request.instrument().fees();
        // A rebate is not a cost: it is not doubled.
        BigDecimal maker =
                fees.maker().signum() < 0 ? fees.maker() : fees.maker().multiply(TWO).min(MOST);
        FeeRates dear = new FeeRates(maker, fees.taker().multiply(TWO).min(MOST));
        return with(request, dear, doubled(request.venue()));
    }

    /** Neither fees nor slippage. */
    public static BacktestRequest free(BacktestRequest request) {
        return with(
                request, FeeRates.NONE, request.venue().withSlippage(SlippageModel.None.INSTANCE));
    }

    private static BacktestRequest with(BacktestRequest request, FeeRates fees, VenueModel venue) {
        Instrument instrument = request.instrument();
        return new BacktestRequest(
                request.bars(),
                new Instrument(
                        instrument.id(),
                        instrument.base(),
                        instrument.quote(),
                        instrument.kind(),
                        instrument.rules(),
                        fees,
                        instrument.contractSize()),
                request.strategy(),
                request.capital(),
                request.sizing(),
                request.timing(),
                venue,
                request.policy());
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
