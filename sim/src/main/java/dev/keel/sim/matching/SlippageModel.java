package dev.keel.sim.matching;

import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Side;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** How much worse than the market's price an order trades that takes liquidity. */
public sealed interface SlippageModel {
    /** However bad it is, this share of the price is left to a seller. */
    BigDecimal LEAST_LEFT = new BigDecimal("0.01");

    /** Takers trade at the market's price. */
    record None() implements SlippageModel {
        public static final None INSTANCE = new None();
    }

    /**
     * Takers pay, or give up, a fixed share of the price.
     *
     * @param fraction from 0 to below 1; 0.0005 is five basis points
     */
    record FixedFraction(BigDecimal fraction) implements SlippageModel {
        public FixedFraction {
            requireFraction("slippage fraction", fraction);
        }
    }

    /**
     * Takers move the price by the square of their share of the bar's volume: {@code impact x
     * (quantity / volume)^2}, and no more than the cap.
     *
     * <p>Reference: the volume share slippage of Quantopian's Zipline, whose usual impact is 0.1.
     *
     * @param impact above 0
     * @param cap the greatest fraction, from 0 to below 1
     * @param unknown the fraction where the volume is not known, from 0 to below 1
     */
    record VolumeShare(BigDecimal impact, BigDecimal cap, BigDecimal unknown)
            implements SlippageModel {
        public VolumeShare {
            requireAboveZero("impact", impact);
            requireFraction("slippage cap", cap);
            requireFraction("slippage without volume", unknown);
        }
    }

    /**
     * Takers move the price by {@code coefficient x sigma x sqrt(quantity / volume)}, and no more
     * than the cap. Sigma and volume are those of a bar; since both scale with its length, it is
     * the same as with those of a day.
     *
     * <p>Reference: R. C. Grinold and R. N. Kahn, "Active Portfolio Management", 2nd ed. 1999,
     * chapter 16, for the square root with a coefficient of about 1; R. Almgren, C. Thum, E.
     * Hauptmann and H. Li, "Direct Estimation of Equity Market Impact", Risk, July 2005, for
     * measurements of it.
     *
     * @param coefficient above 0
     * @param sigma the standard deviation of a bar's return; 0 to measure it: the root of the
     *     exponentially weighted mean of squared logarithmic returns from close to close, with a
     *     weight of 0.97 of the past, known after 20 bars
     * @param cap the greatest fraction, from 0 to below 1
     * @param unknown the fraction where volume or sigma are not known, from 0 to below 1
     */
    record SquareRoot(BigDecimal coefficient, BigDecimal sigma, BigDecimal cap, BigDecimal unknown)
            implements SlippageModel {
        public SquareRoot {
            requireAboveZero("coefficient", coefficient);
            if (sigma.signum() < 0) {
                throw new IllegalArgumentException("sigma must not be negative, was " + sigma);
            }
            requireFraction("slippage cap", cap);
            requireFraction("slippage without volume", unknown);
        }
    }

    /**
     * Takers cross half a spread, and move the price from there.
     *
     * @param half half the distance from bid to ask as a fraction of the price, from 0 to below 1
     * @param impact what comes on top
     */
    record Spread(BigDecimal half, SlippageModel impact) implements SlippageModel {
        public Spread {
            requireFraction("half spread", half);
        }
    }

    /**
     * What is known of the market when an order takes liquidity.
     *
     * @param quantity what is to be traded
     * @param volume what traded in the bar, zero if that is not known
     * @param sigma the measured standard deviation of a bar's return; 0 if that is not known
     */
    record Situation(Quantity quantity, Quantity volume, double sigma) {
        /** Nothing is known. */
        static final Situation UNKNOWN = new Situation(Quantity.ZERO, Quantity.ZERO, 0);
    }

    /** By which fraction of the market's price a taker trades worse. */
    default BigDecimal fraction(Situation situation) {
        return switch (this) {
            case None _ -> BigDecimal.ZERO;
            case FixedFraction(BigDecimal fraction) -> fraction;
            case VolumeShare(BigDecimal impact, BigDecimal cap, BigDecimal unknown) -> {
                if (situation.volume.isZero()) {
                    yield unknown;
                }
                BigDecimal share = share(situation);
                yield share.multiply(share).multiply(impact).min(cap);
            }
            case SquareRoot(
                            BigDecimal coefficient,
                            BigDecimal sigma,
                            BigDecimal cap,
                            BigDecimal unknown) -> {
                BigDecimal deviation =
                        sigma.signum() > 0
                                ? sigma
                                : new BigDecimal(situation.sigma)
                                        .setScale(12, RoundingMode.HALF_EVEN);
                if (situation.volume.isZero() || deviation.signum() == 0) {
                    yield unknown;
                }
                yield share(situation)
                        .sqrt(MathContext.DECIMAL64)
                        .multiply(deviation)
                        .multiply(coefficient)
                        .min(cap);
            }
            case Spread(BigDecimal half, SlippageModel impact) ->
                    half.add(impact.fraction(situation));
        };
    }

    /** The greatest fraction that can come of it. */
    default BigDecimal worst() {
        return switch (this) {
            case None _ -> BigDecimal.ZERO;
            case FixedFraction(BigDecimal fraction) -> fraction;
            case VolumeShare(BigDecimal _, BigDecimal cap, BigDecimal unknown) -> cap.max(unknown);
            case SquareRoot(BigDecimal _, BigDecimal _, BigDecimal cap, BigDecimal unknown) ->
                    cap.max(unknown);
            case Spread(BigDecimal half, SlippageModel impact) -> half.add(impact.worst());
        };
    }

    /** The same model, every fraction multiplied. */
    default SlippageModel times(BigDecimal factor) {
        return switch (this) {
            case None none -> none;
            case FixedFraction(BigDecimal fraction) -> new FixedFraction(fraction.multiply(factor));
            case VolumeShare(BigDecimal impact, BigDecimal cap, BigDecimal unknown) ->
                    new VolumeShare(
                            impact.multiply(factor),
                            cap.multiply(factor),
                            unknown.multiply(factor));
            case SquareRoot(
                            BigDecimal coefficient,
                            BigDecimal sigma,
                            BigDecimal cap,
                            BigDecimal unknown) ->
                    new SquareRoot(
                            coefficient.multiply(factor),
                            sigma,
                            cap.multiply(factor),
                            unknown.multiply(factor));
            case Spread(BigDecimal half, SlippageModel impact) ->
                    new Spread(half.multiply(factor), impact.times(factor));
        };
    }

    /** Whether the standard deviation of returns has to be measured for it. */
    default boolean needsSigma() {
        return switch (this) {
            case None _, FixedFraction _, VolumeShare _ -> false;
            case SquareRoot root -> root.sigma.signum() == 0;
            case Spread spread -> spread.impact.needsSigma();
        };
    }

    /** The price that a taker gets for a market price, before it is rounded to the tick. */
    default Price against(Side taker, Price market, Situation situation) {
        BigDecimal fraction = fraction(situation);
        if (fraction.signum() == 0) {
            return market;
        }
        return market.times(
                taker == Side.BUY
                        ? BigDecimal.ONE.add(fraction)
                        : BigDecimal.ONE.subtract(fraction).max(LEAST_LEFT));
    }

    private static BigDecimal share(Situation situation) {
        return situation.quantity.value().divide(situation.volume.value(), MathContext.DECIMAL64);
    }

    private static void requireFraction(String name, BigDecimal fraction) {
        if (fraction.signum() < 0 || fraction.compareTo(BigDecimal.ONE) >= 0) {
            throw new IllegalArgumentException(
                    name + " must be from 0 to below 1, was " + fraction);
        }
    }

    private static void requireAboveZero(String name, BigDecimal value) {
        if (value.signum() <= 0) {
            throw new IllegalArgumentException(name + " must be above 0, was " + value);
        }
    }
}
