package dev.keel.venues.simulator.book;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.order.Side;
import dev.keel.venues.simulator.book.OrderTerms.Leg;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Positions in derivatives, by market and leg. Guarded by the book's lock. */
final class Positions {
    private final SortedMap<String, HeldPosition> held = new TreeMap<>();

    List<HeldPosition> all() {
        return List.copyOf(held.values());
    }

    BigDecimal quantity(InstrumentId market, Leg leg) {
        HeldPosition one = held.get(key(market, leg));
        return one == null ? BigDecimal.ZERO : one.quantity();
    }

    BigDecimal net(InstrumentId market) {
        return held.values().stream()
                .filter(one -> one.market().id().equals(market))
                .map(HeldPosition::quantity)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Books a trade and tells the profit it realised. */
    BigDecimal trade(Market market, Leg leg, Side side, BigDecimal quantity, BigDecimal price) {
        HeldPosition before =
                held.getOrDefault(
                        key(market.id(), leg),
                        new HeldPosition(market, leg, BigDecimal.ZERO, BigDecimal.ZERO));
        BigDecimal change = side == Side.BUY ? quantity : quantity.negate();
        BigDecimal after = before.quantity().add(change);
        BigDecimal closed = closed(before.quantity(), change);
        BigDecimal gain = price.subtract(before.entry()).multiply(market.contractSize());
        BigDecimal profit = gain.multiply(closed);
        if (after.signum() == 0) {
            held.remove(key(market.id(), leg));
        } else {
            BigDecimal entry = entry(before, change, after, price);
            held.put(key(market.id(), leg), new HeldPosition(market, leg, after, entry));
        }
        return profit;
    }

    /** How much of what was held is closed, with the sign of what was held. */
    private static BigDecimal closed(BigDecimal before, BigDecimal change) {
        if (before.signum() * change.signum() >= 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal size = before.abs().min(change.abs());
        return before.signum() > 0 ? size : size.negate();
    }

    private static BigDecimal entry(
            HeldPosition before, BigDecimal change, BigDecimal after, BigDecimal price) {
        boolean turned = before.quantity().signum() * after.signum() <= 0;
        if (turned) {
            return price;
        }
        if (before.quantity().signum() != change.signum()) {
            return before.entry();
        }
        return before.entry()
                .multiply(before.quantity())
                .add(price.multiply(change))
                .divide(after, MathContext.DECIMAL64)
                .stripTrailingZeros();
    }

    private static String key(InstrumentId market, Leg leg) {
        return market + " " + leg;
    }
}
