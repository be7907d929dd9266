package dev.keel.sim.cost;

import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.market.Timeframe;
import dev.keel.sim.matching.LimitFill;
import dev.keel.sim.matching.SlippageModel;
import dev.keel.sim.matching.VenueModel;
import dev.keel.sim.tariff.Carry;
import dev.keel.sim.tariff.FeeSchedule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that trading costs.
 *
 * @param name for people
 * @param fees of fills
 * @param halfSpread half the distance from bid to ask as a fraction of the price, paid by every
 *     taker
 * @param slippage how the price moves against a taker on top of the spread
 * @param carry what holding a position costs
 * @param delay how long an order is on its way
 * @param participation the share of a bar's volume that can be traded; null for all of it
 */
public record CostModel(
        String name,
        FeeSchedule fees,
        BigDecimal halfSpread,
        SlippageModel slippage,
        Carry carry,
        Delay delay,
        @Nullable BigDecimal participation) {
    /** Nothing costs anything. */
    public static final CostModel NONE =
            new CostModel(
                    "none",
                    FeeSchedule.flat(FeeRates.NONE),
                    BigDecimal.ZERO,
                    SlippageModel.None.INSTANCE,
                    Carry.NONE,
                    Delay.NONE,
                    null);

    /**
     * A fee of 0.1 % of every fill, half a spread of 0.02 % and a slippage of 0.03 % on every fill
     * that takes liquidity, and 3 % a year for what is sold short: more than a large market costs a
     * small trader, and less than a small market costs a large one.
     */
    public static final CostModel CONSERVATIVE =
            new CostModel(
                    "conservative",
                    FeeSchedule.flat(FeeRates.flat(new BigDecimal("0.001"))),
                    new BigDecimal("0.0002"),
                    new SlippageModel.FixedFraction(new BigDecimal("0.0003")),
                    Carry.of(null, new BigDecimal("0.03")),
                    Delay.NONE,
                    null);

    public CostModel {
        if (halfSpread.signum() < 0 || halfSpread.compareTo(BigDecimal.ONE) >= 0) {
            throw new IllegalArgumentException(
                    "half spread must be from 0 to below 1, was " + halfSpread.toPlainString());
        }
    }

    /** A fee and a slippage, and nothing else. */
    public static CostModel of(BigDecimal fee, BigDecimal slippage) {
        return NONE.withName("given")
                .withFees(FeeSchedule.flat(FeeRates.flat(fee)))
                .withSlippage(
                        slippage.signum() == 0
                                ? SlippageModel.None.INSTANCE
                                : new SlippageModel.FixedFraction(slippage));
    }

    public CostModel withName(String newName) {
        return new CostModel(newName, fees, halfSpread, slippage, carry, delay, participation);
    }

    public CostModel withFees(FeeSchedule newFees) {
        return new CostModel(name, newFees, halfSpread, slippage, carry, delay, participation);
    }

    public CostModel withHalfSpread(BigDecimal newHalf) {
        return new CostModel(name, fees, newHalf, slippage, carry, delay, participation);
    }

    public CostModel withSlippage(SlippageModel newSlippage) {
        return new CostModel(name, fees, halfSpread, newSlippage, carry, delay, participation);
    }

    public CostModel withCarry(Carry newCarry) {
        return new CostModel(name, fees, halfSpread, slippage, newCarry, delay, participation);
    }

    public CostModel withDelay(Delay newDelay) {
        return new CostModel(name, fees, halfSpread, slippage, carry, newDelay, participation);
    }

    public CostModel withParticipation(BigDecimal share) {
        return new CostModel(name, fees, halfSpread, slippage, carry, delay, share);
    }

    /**
     * The same model, dearer: everything that is paid is multiplied; rebates and funding that is
     * received stay as they are, and so do delay and the share of volume.
     *
     * @param factor 1 or more
     */
    public CostModel times(BigDecimal factor) {
        return new CostModel(
                name + " x " + factor.stripTrailingZeros().toPlainString(),
                fees.times(factor),
                halfSpread.multiply(factor),
                slippage.times(factor),
                carry.times(factor),
                delay,
                participation);
    }

    /** The rates that sizing and risk count on: those of the lowest tier. */
    public FeeRates rates() {
        return fees.firstRates();
    }

    /** An instrument as it trades under these costs. */
    public Instrument on(Instrument instrument) {
        return new Instrument(
                instrument.id(),
                instrument.base(),
                instrument.quote(),
                instrument.kind(),
                instrument.rules(),
                rates(),
                instrument.contractSize());
    }

    /**
     * The venue that charges them.
     *
     * @param timeframe of the bars that are played, for a delay in bars
     */
    public VenueModel venue(Timeframe timeframe) {
        SlippageModel whole =
                halfSpread.signum() == 0
                        ? slippage
                        : new SlippageModel.Spread(halfSpread, slippage);
        return new VenueModel(
                delay.on(timeframe),
                LimitFill.THROUGH,
                whole,
                participation,
                fees.isFlat() ? null : fees,
                carry);
    }

    /** One line for people: what it charges. */
    public String words() {
        List<String> parts = new ArrayList<>();
        parts.add(feeWords());
        if (halfSpread.signum() > 0) {
            parts.add("half spread " + percent(halfSpread));
        }
        switch (slippage) {
            case SlippageModel.None _ -> {}
            case SlippageModel.FixedFraction(BigDecimal fraction) ->
                    parts.add("slippage " + percent(fraction));
            case SlippageModel.VolumeShare share ->
                    parts.add(
                            "slippage "
                                    + share.impact().toPlainString()
                                    + " x volume share squared, at most "
                                    + percent(share.cap()));
            case SlippageModel.SquareRoot root ->
                    parts.add(
                            "slippage "
                                    + root.coefficient().toPlainString()
                                    + " x sigma x root of volume share, at most "
                                    + percent(root.cap()));
            case SlippageModel.Spread(BigDecimal half, SlippageModel _) ->
                    parts.add("half spread " + percent(half) + " besides");
        }
        if (carry.funding() != null) {
            parts.add(carry.funding().words());
        }
        if (carry.borrowRate().signum() > 0) {
            parts.add("borrowing " + percent(carry.borrowRate()) + " a year");
        }
        if (!delay.isNone()) {
            parts.add("delay " + delay);
        }
        if (participation != null) {
            parts.add("at most " + percent(participation) + " of a bar's volume");
        }
        return name + ": " + String.join(", ", parts);
    }

    private String feeWords() {
        FeeRates rates = rates();
        String text =
                rates.maker().compareTo(rates.taker()) == 0
                        ? "fee " + percent(rates.taker())
                        : "fee "
                                + percent(rates.maker())
                                + " maker, "
                                + percent(rates.taker())
                                + " taker";
        if (fees.tiers().size() > 1) {
            text += " in " + fees.tiers().size() + " tiers";
        }
        if (fees.perUnit().signum() > 0) {
            text += " and " + fees.perUnit().toPlainString() + " a unit";
        }
        return fees.minimumPerOrder().signum() > 0
                ? text + ", at least " + fees.minimumPerOrder().toPlainString() + " an order"
                : text;
    }

    private static String percent(BigDecimal fraction) {
        BigDecimal hundredfold = fraction.movePointRight(2).stripTrailingZeros();
        return hundredfold.toPlainString() + " %";
    }
}
