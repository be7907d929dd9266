package dev.keel.core.strategy;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Side;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a market order: what was asked, and what came of it. Market orders only, since
 * only they are meant to trade at the price that was there.
 *
 * @param reference the market's price when the order was placed
 * @param fills oldest first; none if it did not trade
 * @param refusal why the venue refused it or ended it early; null if neither
 */
public record ExecutionResult(
        InstrumentId instrument,
        Side side,
        Quantity asked,
        Price reference,
        Instant placedAt,
        List<Fill> fills,
        @Nullable String refusal) {
    public ExecutionResult {
        fills = List.copyOf(fills);
    }

    public Optional<String> refusalReason() {
        return Optional.ofNullable(refusal);
    }
}
