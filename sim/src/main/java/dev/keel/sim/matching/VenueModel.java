package dev.keel.sim.matching;

import dev.keel.sim.tariff.Carry;
import dev.keel.sim.tariff.FeeSchedule;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a simulated venue takes from an account beside the instrument's fees.
 *
 * @param latency how long an order is on its way before it can trade; 0 or more. It is acknowledged
 *     at once, and a cancel works at once
 * @param limitFill when a resting limit order counts as filled
 * @param participation the share of a bar's volume that all orders on the instrument together may
 *     take, above 0 to 1; null for no limit
 * @param fees what fills cost; null for the rates of the instrument
 * @param carry what holding a position costs
 */
public record VenueModel(
        Duration latency,
        LimitFill limitFill,
        SlippageModel slippage,
        @Nullable BigDecimal participation,
        @Nullable FeeSchedule fees,
        Carry carry) {
    /**
     * No latency, no slippage, no volume limit; limit orders fill when the market trades through.
     */
    public static final VenueModel PLAIN =
            new VenueModel(Duration.ZERO, LimitFill.THROUGH, SlippageModel.None.INSTANCE, null);

    /** Fees are the instrument's, and holding is free. */
    public VenueModel(
            Duration latency,
            LimitFill limitFill,
            SlippageModel slippage,
            @Nullable BigDecimal participation) {
        this(latency, limitFill, slippage, participation, null, Carry.NONE);
    }

    public VenueModel {
        if (latency.isNegative()) {
            throw new IllegalArgumentException("latency must not be negative, was " + latency);
        }
        if (participation != null
                && (participation.signum() <= 0 || participation.compareTo(BigDecimal.ONE) > 0)) {
            throw new IllegalArgumentException(
                    "participation must be above 0 and at most 1, was " + participation);
        }
    }

    public VenueModel withLatency(Duration newLatency) {
        return new VenueModel(newLatency, limitFill, slippage, participation, fees, carry);
    }

    public VenueModel withLimitFill(LimitFill newLimitFill) {
        return new VenueModel(latency, newLimitFill, slippage, participation, fees, carry);
    }

    public VenueModel withSlippage(SlippageModel newSlippage) {
        return new VenueModel(latency, limitFill, newSlippage, participation, fees, carry);
    }

    public VenueModel withParticipation(BigDecimal newParticipation) {
        return new VenueModel(latency, limitFill, slippage, newParticipation, fees, carry);
    }

    public VenueModel withFees(FeeSchedule newFees) {
        return new VenueModel(latency, limitFill, slippage, participation, newFees, carry);
    }

    public VenueModel withCarry(Carry newCarry) {
        return new VenueModel(latency, limitFill, slippage, participation, fees, newCarry);
    }
}
