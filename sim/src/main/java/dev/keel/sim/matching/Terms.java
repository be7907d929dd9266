package dev.keel.sim.matching;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Liquidity;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The conditions on which one instrument trades at this venue: rules, prices and fees. */
final class Terms {
    private final Instrument instrument;
    private final SlippageModel slippage;
    private final Grid ticks;
    private final Grid lots;

    Terms(Instrument instrument, SlippageModel slippage) {
        this.instrument = instrument;
        this.slippage = slippage;
        this.ticks = Grid.of(instrument.rules().tick().value());
        this.lots = Grid.of(instrument.rules().lot().value());
    }

    /**
     * Says what rule a request breaks.
     *
     * @param last the market's price, which a market order's notional is counted at, if known
     * @return the code and the words; empty if it breaks none
     */
    Optional<String> refusal(OrderRequest request, @Nullable Price last) {
        if (!lots.contains(request.quantity().value())) {
            return Optional.of(
                    RefusalCode.OFF_LOT
                            + ": quantity "
                            + request.quantity()
                            + " is no multiple of "
                            + instrument.rules().lot());
        }
        BigDecimal offTick = offTick(request.type());
        if (offTick != null) {
            return Optional.of(
                    RefusalCode.OFF_TICK
                            + ": "
                            + offTick.toPlainString()
                            + " is no multiple of "
                            + instrument.rules().tick());
        }
        return tooSmall(request, last);
    }

    /**
     * The price of a taker: the market's with slippage, rounded to the tick against the taker, but
     * never beyond a limit.
     */
    Price takerPrice(
            Side side, Price market, @Nullable Price limit, SlippageModel.Situation situation) {
        Price rounded = rounded(side, slippage.against(side, market, situation));
        if (limit == null) {
            return rounded;
        }
        boolean beyond = side == Side.BUY ? rounded.isAbove(limit) : rounded.isBelow(limit);
        return beyond ? limit : rounded;
    }

    /** Rounds to the tick against the trader; never below one tick. */
    Price rounded(Side side, Price price) {
        if (ticks.contains(price.value())) {
            return price;
        }
        RoundingMode mode = side == Side.BUY ? RoundingMode.CEILING : RoundingMode.FLOOR;
        BigDecimal value = ticks.round(price.value(), mode);
        return value.signum() > 0 ? new Price(value) : instrument.rules().tick();
    }

    Quantity wholeLots(Quantity quantity) {
        return lots.contains(quantity.value())
                ? quantity
                : new Quantity(lots.round(quantity.value(), RoundingMode.DOWN));
    }

    Instrument instrument() {
        return instrument;
    }

    Money notional(Price price, Quantity quantity) {
        return instrument.notional(price, quantity);
    }

    Money fee(Price price, Quantity quantity, Liquidity liquidity) {
        BigDecimal rate =
                switch (liquidity) {
                    case MAKER -> instrument.fees().maker();
                    case TAKER -> instrument.fees().taker();
                };
        return instrument.fee(instrument.notional(price, quantity), rate);
    }

    private @Nullable BigDecimal offTick(OrderType type) {
        return switch (type) {
            case OrderType.Market _ -> null;
            case OrderType.Limit(Price limit) -> offTick(limit.value());
            case OrderType.Stop(Price trigger) -> offTick(trigger.value());
            case OrderType.StopLimit(Price trigger, Price limit) -> {
                BigDecimal off = offTick(trigger.value());
                yield off != null ? off : offTick(limit.value());
            }
            case OrderType.TrailingStop(BigDecimal distance) -> offTick(distance);
        };
    }

    private @Nullable BigDecimal offTick(BigDecimal value) {
        return ticks.contains(value) ? null : value;
    }

    private Optional<String> tooSmall(OrderRequest request, @Nullable Price last) {
        BigDecimal least = instrument.rules().minNotional();
        if (least.signum() == 0 || request.isReduceOnly()) {
            return Optional.empty();
        }
        Price price =
                request.type().limitPrice().or(() -> request.type().triggerPrice()).orElse(last);
        if (price == null) {
            return Optional.empty();
        }
        Money notional = instrument.notional(price, request.quantity());
        return notional.amount().compareTo(least) >= 0
                ? Optional.empty()
                : Optional.of(
                        RefusalCode.BELOW_MIN_NOTIONAL
                                + ": "
                                + notional
                                + " is below "
                                + least.toPlainString());
    }
}
