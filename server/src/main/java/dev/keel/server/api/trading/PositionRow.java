package dev.keel.server.api.trading;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.keel.core.market.Market;
import dev.keel.core.market.Quote;
import dev.keel.core.money.Price;
import dev.keel.core.position.Position;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A position at the latest price. */
record PositionRow(
        String symbol,
        String side,
        @Schema(description = "Never below 0; see side") BigDecimal quantity,
        @JsonProperty("avg_price") @Nullable BigDecimal averagePrice,
        @Schema(description = "Null while no price is known") @JsonProperty("current_price")
                @Nullable BigDecimal currentPrice,
        @JsonProperty("price_time") @Nullable Instant priceTime,
        @Schema(description = "Fees aside; null while no price is known")
                @JsonProperty("unrealized_pnl")
                @Nullable BigDecimal unrealizedPnl,
        @Schema(description = "Since the account opened, fees aside") @JsonProperty("realized_pnl")
                BigDecimal realizedPnl,
        @Schema(description = "Since the account opened") BigDecimal fees,
        String currency) {

    static PositionRow of(Position position, Market market) {
        Optional<Quote> quote = market.latest(position.instrument().id());
        return new PositionRow(
                position.instrument().id().symbol(),
                position.side().name().toLowerCase(Locale.ROOT),
                position.quantity().value(),
                position.averagePrice().map(Price::value).orElse(null),
                quote.map(known -> known.last().value()).orElse(null),
                quote.map(Quote::at).orElse(null),
                quote.map(known -> position.unrealised(known.last()).amount()).orElse(null),
                position.realised().amount(),
                position.fees().amount(),
                position.instrument().quote().code());
    }
}
