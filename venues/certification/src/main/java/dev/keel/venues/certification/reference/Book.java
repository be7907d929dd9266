package dev.keel.venues.certification.reference;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.order.Side;
import dev.keel.venues.simulator.BrokerOrder;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The reference broker's market and account: endless liquidity at one bid and one ask. Guarded by
 * the broker.
 */
final class Book {
    private static final BigDecimal FEE = new BigDecimal("0.001");

    final List<Held> orders = new ArrayList<>();
    final List<Trade> trades = new ArrayList<>();
    final Instrument instrument;
    private final InstantSource clock;
    private final Heard heard;
    BigDecimal bid = new BigDecimal("100");
    BigDecimal ask = new BigDecimal("100.1");
    BigDecimal cash = new BigDecimal("1000000");
    BigDecimal position = BigDecimal.ZERO;
    private BigDecimal average = BigDecimal.ZERO;
    private long sequence;
    private long ids = 1_000;

    /** Hears what happens. */
    interface Heard {
        void traded(Trade trade);

        void ended(Held order);
    }

    Book(Instrument instrument, InstantSource clock, Heard heard) {
        this.instrument = instrument;
        this.clock = clock;
        this.heard = heard;
    }

    long next() {
        sequence++;
        return sequence;
    }

    long sequence() {
        return sequence;
    }

    Optional<Held> byClient(String clientId) {
        return orders.reversed().stream()
                .filter(order -> order.clientId.equals(clientId))
                .findFirst();
    }

    /** Takes an order; one that would break its own terms has ended when this returns. */
    Held take(String clientId, Side side, BigDecimal quantity, Map<String, String> terms) {
        ids++;
        Held order = new Held(clientId, String.valueOf(ids), side, quantity, terms);
        orders.add(order);
        if (order.is("reduceOnly") && reducible(order).signum() == 0) {
            end(order, BrokerOrder.State.EXPIRED);
        } else if (order.is("postOnly") && reached(order).isPresent()) {
            end(order, BrokerOrder.State.EXPIRED);
        } else if (order.terms.containsKey("trigger") || order.terms.containsKey("distance")) {
            order.state = BrokerOrder.State.DORMANT;
            follow(order);
        } else {
            match(order);
            boolean atOnce =
                    "IOC".equals(order.terms.get("tif")) || "FOK".equals(order.terms.get("tif"));
            if (atOnce && order.isOpen()) {
                end(order, BrokerOrder.State.EXPIRED);
            }
        }
        return order;
    }

    void quote(BigDecimal newBid, BigDecimal newAsk) {
        bid = newBid;
        ask = newAsk;
        List.copyOf(orders).stream().filter(Held::isOpen).forEach(this::follow);
    }

    /** Wakes what the market has reached, and trades what it can. */
    private void follow(Held order) {
        if (order.state == BrokerOrder.State.DORMANT && isTriggered(order)) {
            order.state = BrokerOrder.State.WORKING;
        }
        if (order.state == BrokerOrder.State.WORKING) {
            match(order);
        }
    }

    private boolean isTriggered(Held order) {
        boolean buys = order.side == Side.BUY;
        BigDecimal price = buys ? ask : bid;
        BigDecimal distance = order.number("distance").orElse(null);
        BigDecimal trigger = order.number("trigger").orElse(null);
        if (distance != null) {
            BigDecimal before = order.best == null ? price : order.best;
            BigDecimal best = buys ? before.min(price) : before.max(price);
            order.best = best;
            trigger = buys ? best.add(distance) : best.subtract(distance);
        }
        return trigger != null
                && (buys ? price.compareTo(trigger) >= 0 : price.compareTo(trigger) <= 0);
    }

    /** The price at which the order would trade now. */
    private Optional<BigDecimal> reached(Held order) {
        boolean buys = order.side == Side.BUY;
        BigDecimal price = buys ? ask : bid;
        BigDecimal limit = order.number("limit").orElse(null);
        boolean trades =
                limit == null || (buys ? limit.compareTo(price) >= 0 : limit.compareTo(price) <= 0);
        return trades ? Optional.of(price) : Optional.empty();
    }

    private void match(Held order) {
        reached(order)
                .ifPresent(price -> {
                    BigDecimal quantity =
                            order.is("reduceOnly")
                                    ? order.open().min(reducible(order))
                                    : order.open();
                    if (quantity.signum() > 0) {
                        fill(order, quantity, price);
                    }
                    if (order.isOpen()) {
                        end(order, BrokerOrder.State.EXPIRED);
                    }
                });
    }

    private BigDecimal reducible(Held order) {
        return order.side == Side.BUY
                ? position.negate().max(BigDecimal.ZERO)
                : position.max(BigDecimal.ZERO);
    }

    void fill(Held order, BigDecimal quantity, BigDecimal price) {
        if (!order.isOpen() || quantity.compareTo(order.open()) > 0) {
            throw new IllegalStateException(
                    "order " + order.venueId + " is " + order.state + ", open " + order.open());
        }
        BigDecimal fee = notional(price, quantity).multiply(FEE);
        order.filled = order.filled.add(quantity);
        long at = next();
        Trade trade = new Trade(at, "t" + at, order, price, quantity, fee, clock.instant(), false);
        trades.add(trade);
        settle(order.side, quantity, price, fee);
        heard.traded(trade);
        if (order.open().signum() == 0) {
            end(order, BrokerOrder.State.FILLED);
        }
    }

    /** Takes back the latest trade of an order; the account is as if it had not been. */
    void bust(Held order) {
        Trade last =
                trades.reversed().stream()
                        .filter(trade -> trade.order() == order && !trade.busted())
                        .findFirst()
                        .orElseThrow();
        Trade bust =
                new Trade(
                        next(),
                        last.id(),
                        order,
                        last.price(),
                        last.quantity(),
                        last.fee(),
                        clock.instant(),
                        true);
        trades.add(bust);
        settle(last.side().opposite(), last.quantity(), last.price(), last.fee().negate());
        order.filled = order.filled.subtract(last.quantity());
        heard.traded(bust);
    }

    void end(Held order, BrokerOrder.State state) {
        order.state = state;
        order.endedAt = next();
        heard.ended(order);
    }

    private BigDecimal notional(BigDecimal price, BigDecimal quantity) {
        return price.multiply(quantity).multiply(instrument.contractSize());
    }

    private void settle(Side side, BigDecimal quantity, BigDecimal price, BigDecimal fee) {
        BigDecimal signed = side == Side.BUY ? quantity : quantity.negate();
        cash = cash.subtract(fee);
        if (instrument.kind() == InstrumentKind.SPOT) {
            cash = cash.subtract(notional(price, signed));
        } else {
            realise(signed, price);
        }
        position = position.add(signed);
    }

    /** Profit is made on what closes; what opens, or turns, has a price of its own. */
    private void realise(BigDecimal signed, BigDecimal price) {
        boolean opens = position.signum() * signed.signum() >= 0;
        if (opens) {
            BigDecimal whole = position.add(signed);
            average =
                    average.multiply(position)
                            .add(price.multiply(signed))
                            .divide(whole, MathContext.DECIMAL128);
            return;
        }
        BigDecimal closed = signed.abs().min(position.abs());
        BigDecimal gain = price.subtract(average).multiply(closed);
        cash =
                cash.add(
                        (position.signum() > 0 ? gain : gain.negate())
                                .multiply(instrument.contractSize()));
        if (signed.abs().compareTo(position.abs()) > 0) {
            average = price;
        }
    }

    /** The order as everybody sees it. */
    static BrokerOrder shown(Held order, Instrument instrument) {
        return new BrokerOrder(
                order.clientId,
                order.venueId,
                instrument.id(),
                order.side,
                order.quantity,
                order.filled,
                order.state,
                order.terms);
    }
}
