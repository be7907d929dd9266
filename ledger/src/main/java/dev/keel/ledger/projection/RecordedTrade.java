package dev.keel.ledger.projection;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.money.Money;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Evidence;
import dev.keel.core.order.FeeSource;
import dev.keel.core.order.Fill;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.Side;
import dev.keel.core.venue.VenueTrade;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A trade and the event that recorded it.
 *
 * @param order null for a trade of others
 */
record RecordedTrade(
        Moment moment,
        @Nullable OrderId order,
        InstrumentId instrument,
        Side side,
        Fill fill,
        Source source) {

    /** Where it comes from. */
    sealed interface Source {
        /** An order of the account. */
        record OwnOrder() implements Source {
            static final OwnOrder INSTANCE = new OwnOrder();
        }

        /** A fill of an order of the account, taken back. */
        record Busted(Evidence evidence) implements Source {}

        record OfOthers(VenueTrade trade) implements Source {}
    }

    /** What the venue kept of the base asset. */
    BigDecimal feeInBase() {
        return fill.feeSource() instanceof FeeSource.FromBase(Quantity kept)
                ? kept.value()
                : BigDecimal.ZERO;
    }

    /** By the terms of its position. */
    Money notional() {
        return moment.position(instrument).instrument().notional(fill.price(), fill.quantity());
    }

    @Nullable Long orderNumber() {
        return order == null ? null : order.value();
    }

    @Nullable String evidenceSource() {
        return source instanceof Source.Busted(var evidence) ? evidence.source() : null;
    }

    @Nullable String evidenceReference() {
        return source instanceof Source.Busted(var evidence) ? evidence.reference() : null;
    }

    @Nullable String cause() {
        return source instanceof Source.OfOthers(var trade) ? trade.cause().name() : null;
    }

    @Nullable String venueOrder() {
        return source instanceof Source.OfOthers(var trade) ? trade.venueOrder().value() : null;
    }
}
