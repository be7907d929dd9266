package dev.keel.ledger.projection;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Order;
import dev.keel.core.order.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a fill made of the risk that an order was judged by.
 *
 * @param original as it was judged, or stood before
 * @param adjusted as it stands now
 */
record RiskAdjustment(
        Moment moment, Order order, String type, Risk original, Risk adjusted, String reason) {

    /**
     * What may be lost.
     *
     * @param loss at the stop; null without one
     */
    record Risk(Quantity quantity, @Nullable BigDecimal loss) {}

    /** A fill of a part, and one at a worse price than the order was judged at. */
    static List<RiskAdjustment> ofFill(Moment moment, Order order, Instrument terms, Fill fill) {
        List<RiskAdjustment> adjustments = new ArrayList<>();
        Price expected = order.placement().reservation();
        if (expected == null || order.request().isReduceOnly()) {
            return adjustments;
        }
        Quantity asked = order.request().quantity();
        Quantity filled = order.execution().quantity();
        if (order.remaining().isPositive()) {
            adjustments.add(
                    new RiskAdjustment(
                            moment,
                            order,
                            "partial_fill",
                            risk(order, terms, expected, asked),
                            risk(order, terms, expected, filled),
                            "filled " + filled + " of " + asked));
        }
        if (isWorse(order.request().side(), fill.price(), expected)) {
            adjustments.add(
                    new RiskAdjustment(
                            moment,
                            order,
                            "slippage",
                            risk(order, terms, expected, fill.quantity()),
                            risk(order, terms, fill.price(), fill.quantity()),
                            "filled at " + fill.price() + ", judged at " + expected));
        }
        return adjustments;
    }

    /** A fill that the venue took back. */
    static List<RiskAdjustment> ofBust(
            Moment moment, Order before, Order after, Instrument terms, Fill fill) {
        Price expected = after.placement().reservation();
        if (expected == null) {
            return List.of();
        }
        return List.of(
                new RiskAdjustment(
                        moment,
                        after,
                        "bust",
                        risk(after, terms, expected, before.execution().quantity()),
                        risk(after, terms, expected, after.execution().quantity()),
                        "the venue took back trade " + fill.tradeId()));
    }

    private static boolean isWorse(Side side, Price price, Price expected) {
        return side == Side.BUY ? expected.isBelow(price) : price.isBelow(expected);
    }

    private static Risk risk(Order order, Instrument terms, Price entered, Quantity quantity) {
        Price stop = order.request().protection().stopLoss();
        return new Risk(
                quantity,
                stop == null
                        ? null
                        : terms.notional(entered, quantity)
                                .minus(terms.notional(stop, quantity))
                                .abs()
                                .amount());
    }
}
