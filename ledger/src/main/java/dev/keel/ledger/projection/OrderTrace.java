package dev.keel.ledger.projection;

import dev.keel.core.account.AccountId;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.order.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An order after some events, and what the events leave behind beside it.
 *
 * @param instrument null if the account does not know it; such an order was refused
 * @param knownAtVenue when one of the events first said that the venue has it
 * @param lastFill the latest fill among the events
 * @param doubt what is not known, if the latest event was a doubt
 * @param realised what the fills among the events realised by closing; null if they closed nothing
 * @param updatedAt the time of the latest event
 */
record OrderTrace(
        AccountId account,
        Order order,
        @Nullable Instrument instrument,
        @Nullable Instant knownAtVenue,
        @Nullable Fill lastFill,
        @Nullable String doubt,
        @Nullable BigDecimal realised,
        Instant updatedAt) {
    private static final int SCALE = 18;

    /** What is carried from event to event before the order's last state is known. */
    static final class Steps {
        private @Nullable Instant knownAtVenue;
        private @Nullable Fill lastFill;
        private @Nullable String doubt;
        private @Nullable BigDecimal realised;
        private @Nullable Instant updatedAt;
        private boolean isNew;

        void placed(Instant at) {
            isNew = true;
            updatedAt = at;
        }

        void changed(Instant at, OrderChange change) {
            updatedAt = at;
            doubt = null;
            switch (change) {
                case OrderChange.Accepted _, OrderChange.Canceled _, OrderChange.Expired _ ->
                        known(at);
                case OrderChange.Filled(Fill fill) -> {
                    known(at);
                    lastFill = fill;
                }
                case OrderChange.Doubted(String detail) -> doubt = detail;
                case OrderChange.Busted _,
                        OrderChange.Refused _,
                        OrderChange.CancelRequested _,
                        OrderChange.CancelRefused _ -> {}
            }
        }

        boolean isNew() {
            return isNew;
        }

        OrderTrace trace(AccountId account, Order order, @Nullable Instrument instrument) {
            if (updatedAt == null) {
                throw new IllegalStateException("order " + order.id() + " has no event");
            }
            return new OrderTrace(
                    account, order, instrument, knownAtVenue, lastFill, doubt, realised, updatedAt);
        }

        /** A fill, or the bust of one, closed what was held. */
        void realised(Money profit) {
            realised = realised == null ? profit.amount() : realised.add(profit.amount());
        }

        private void known(Instant at) {
            if (knownAtVenue == null) {
                knownAtVenue = at;
            }
        }
    }

    Optional<Price> reservation() {
        return Optional.ofNullable(order.placement().reservation());
    }

    boolean hasTraded() {
        return order.execution().quantity().isPositive();
    }

    @Nullable BigDecimal averagePrice() {
        return hasTraded() && instrument != null
                ? instrument
                        .averagePrice(order.execution().notional(), order.execution().quantity())
                        .value()
                : null;
    }

    /**
     * {@code (average - reservation) / reservation}, its sign turned for a sale; half-even to 18
     * decimals.
     */
    @Nullable BigDecimal slippage() {
        BigDecimal average = averagePrice();
        Price expected = order.placement().reservation();
        if (average == null || expected == null) {
            return null;
        }
        BigDecimal worse =
                order.request().side() == Side.BUY
                        ? average.subtract(expected.value())
                        : expected.value().subtract(average);
        return worse.divide(expected.value(), SCALE, RoundingMode.HALF_EVEN);
    }

    @Nullable BigDecimal potentialLoss() {
        Price expected = order.placement().reservation();
        Price stop = order.request().protection().stopLoss();
        if (instrument == null || expected == null || stop == null) {
            return null;
        }
        Money entered = instrument.notional(expected, order.request().quantity());
        Money left = instrument.notional(stop, order.request().quantity());
        return entered.minus(left).abs().amount();
    }

    @Nullable String error() {
        return order.status() == OrderStatus.REJECTED
                ? order.proof().map(why -> why.reference()).orElse(null)
                : doubt;
    }
}
