package dev.keel.venues.simulator.book;

import dev.keel.core.order.Side;
import dev.keel.venues.simulator.book.BookRules.Fees;
import dev.keel.venues.simulator.book.Trade.Charge;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Money, assets and positions of the account. Guarded by the book's lock. */
final class Holdings {
    private static final int MARGIN_SCALE = 8;

    private final BookRules rules;
    private final SortedMap<String, BigDecimal> totals = new TreeMap<>();
    private final SortedMap<String, BigDecimal> leverages = new TreeMap<>();
    private final Positions positions = new Positions();

    Holdings(BookRules rules) {
        this.rules = rules;
    }

    Positions positions() {
        return positions;
    }

    BigDecimal total(String asset) {
        return totals.getOrDefault(asset, BigDecimal.ZERO);
    }

    void add(String asset, BigDecimal amount) {
        totals.merge(asset, amount, BigDecimal::add);
    }

    BigDecimal leverage(Market market) {
        return leverages.getOrDefault(market.id().symbol(), rules.leverage());
    }

    void leverage(Market market, BigDecimal value) {
        leverages.put(market.id().symbol(), value);
    }

    List<Balance> balances(Collection<PlacedOrder> open) {
        return totals.keySet().stream().map(asset -> balance(asset, open)).toList();
    }

    Balance balance(String asset, Collection<PlacedOrder> open) {
        BigDecimal byOrders =
                open.stream()
                        .map(order -> lockedBy(order.terms(), order.remaining(), asset, null))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal byPositions =
                positions.all().stream()
                        .filter(held -> held.market().quote().equals(asset))
                        .map(held -> margin(held.market(), held.notional()))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Balance(asset, total(asset), byOrders.add(byPositions));
    }

    /** Whether the account can pay for an order that may trade at the market. */
    boolean affords(OrderTerms terms, BigDecimal marketPrice, Collection<PlacedOrder> open) {
        String asset = paidIn(terms);
        BigDecimal needed = lockedBy(terms, terms.quantity(), asset, marketPrice);
        return balance(asset, open).free().compareTo(needed) >= 0;
    }

    /** Books a trade; the position's leg is that of the order. */
    Booked book(OrderTerms terms, BigDecimal quantity, BigDecimal price, boolean maker) {
        Market market = terms.market();
        BigDecimal rate = maker ? market.rules().maker() : market.rules().taker();
        BigDecimal value = market.notional(price, quantity);
        if (!market.isSpot()) {
            BigDecimal profit =
                    positions.trade(market, terms.manner().leg(), terms.side(), quantity, price);
            Charge charge = new Charge(value.multiply(rate), market.quote());
            add(market.quote(), profit.subtract(charge.amount()));
            return new Booked(charge, profit);
        }
        boolean buys = terms.side() == Side.BUY;
        add(market.base(), buys ? quantity : quantity.negate());
        add(market.quote(), buys ? value.negate() : value);
        Charge charge =
                buys && rules.fees() == Fees.IN_BOUGHT_ASSET
                        ? new Charge(quantity.multiply(rate), market.base())
                        : new Charge(value.multiply(rate), market.quote());
        add(charge.asset(), charge.amount().negate());
        return new Booked(charge, BigDecimal.ZERO);
    }

    record Booked(Charge charge, BigDecimal profit) {}

    private static String paidIn(OrderTerms terms) {
        boolean inBase = terms.market().isSpot() && terms.side() == Side.SELL;
        return inBase ? terms.market().base() : terms.market().quote();
    }

    private BigDecimal lockedBy(
            OrderTerms terms, BigDecimal quantity, String asset, @Nullable BigDecimal price) {
        if (!paidIn(terms).equals(asset)) {
            return BigDecimal.ZERO;
        }
        if (terms.market().isSpot() && terms.side() == Side.SELL) {
            return quantity;
        }
        BigDecimal at = terms.limitOr(price == null ? BigDecimal.ZERO : price);
        BigDecimal notional = terms.market().notional(at, quantity);
        if (terms.market().isSpot()) {
            return notional;
        }
        return closes(terms) ? BigDecimal.ZERO : margin(terms.market(), notional);
    }

    private boolean closes(OrderTerms terms) {
        BigDecimal held = positions.quantity(terms.market().id(), terms.manner().leg());
        int way = terms.side() == Side.BUY ? 1 : -1;
        return terms.manner().reduceOnly() || held.signum() == -way;
    }

    private BigDecimal margin(Market market, BigDecimal notional) {
        return notional.divide(leverage(market), MARGIN_SCALE, RoundingMode.UP);
    }

    /** What is left of an order; of a reduce-only order no more than it can reduce. */
    BigDecimal tradable(PlacedOrder order) {
        OrderTerms terms = order.terms();
        if (!terms.manner().reduceOnly()) {
            return order.remaining();
        }
        BigDecimal held = positions.quantity(terms.market().id(), terms.manner().leg());
        boolean against = held.signum() == (terms.side() == Side.BUY ? -1 : 1);
        return against ? order.remaining().min(held.abs()) : BigDecimal.ZERO;
    }

    /** What funding brings, or costs if it is below zero. */
    BigDecimal funding(Market market, BigDecimal price, BigDecimal rate) {
        return market.notional(price, positions.net(market.id()))
                .multiply(rate)
                .negate()
                .setScale(MARGIN_SCALE, RoundingMode.HALF_EVEN);
    }
}
