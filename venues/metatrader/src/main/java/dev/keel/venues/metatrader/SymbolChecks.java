package dev.keel.venues.metatrader;

import dev.keel.core.order.OrderType;
import dev.keel.core.order.Side;
import dev.keel.venues.metatrader.mailbox.Row;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.stream.Stream;

/** What a symbol's own rules say of an order, before it is sent. */
final class SymbolChecks {
    private SymbolChecks() {}

    /** The volume on the symbol's grid: never more than was asked for. */
    static BigDecimal roundedDown(BigDecimal volume, Row symbol) {
        BigDecimal step = symbol.decimal("volumeStep");
        return volume.divide(step, 0, RoundingMode.DOWN).multiply(step);
    }

    static Optional<String> volume(BigDecimal volume, Row symbol) {
        BigDecimal least = symbol.decimal("volumeMin");
        BigDecimal most = symbol.decimal("volumeMax");
        if (volume.compareTo(least) < 0) {
            return Optional.of("volume must be at least " + least + ", was " + volume);
        }
        return volume.compareTo(most) > 0
                ? Optional.of("volume must be at most " + most + ", was " + volume)
                : Optional.empty();
    }

    /** Whether the symbol takes an order that opens on this side. */
    static Optional<String> opens(Side side, Row symbol) {
        int trade = Math.toIntExact(symbol.number("trade"));
        boolean isAllowed =
                switch (trade) {
                    case 4 -> true;
                    case 1 -> side == Side.BUY;
                    case 2 -> side == Side.SELL;
                    default -> false;
                };
        return isAllowed
                ? Optional.empty()
                : Optional.of("the broker takes no " + side + " on this symbol at the moment");
    }

    /** Whether the prices are on the grid, and far enough from the market. */
    static Optional<String> prices(OrderType type, Side side, Row symbol) {
        BigDecimal tick = symbol.decimal("tickSize");
        Optional<BigDecimal> off =
                Stream.of(type.triggerPrice(), type.limitPrice())
                        .flatMap(Optional::stream)
                        .map(price -> price.value())
                        .filter(price -> price.remainder(tick).signum() != 0)
                        .findFirst();
        if (off.isPresent()) {
            return Optional.of("price must be a multiple of " + tick + ", was " + off.get());
        }
        BigDecimal price = type.triggerPrice().or(type::limitPrice).orElseThrow().value();
        return nearness(price, side, symbol);
    }

    private static Optional<String> nearness(BigDecimal price, Side side, Row symbol) {
        BigDecimal market = symbol.decimal(side == Side.BUY ? "ask" : "bid");
        BigDecimal least =
                symbol.decimal("point").multiply(BigDecimal.valueOf(symbol.number("stopsLevel")));
        if (market.signum() <= 0 || least.signum() <= 0) {
            return Optional.empty();
        }
        return price.subtract(market).abs().compareTo(least) < 0
                ? Optional.of(
                        "price must be "
                                + least.toPlainString()
                                + " away from the market at "
                                + market
                                + ", was "
                                + price)
                : Optional.empty();
    }
}
