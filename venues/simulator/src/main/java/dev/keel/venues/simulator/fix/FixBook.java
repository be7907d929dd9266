package dev.keel.venues.simulator.fix;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.order.Side;
import dev.keel.venues.simulator.BrokerOrder;
import dev.keel.venues.simulator.fix.Wire.Message;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Orders, the market that fills them, and what is held. Used under the broker's lock. */
final class FixBook {
    private static final List<String> STOPS = List.of("3", "4");
    private static final List<String> AT_ONCE = List.of("3", "4");

    private final FixServer server;
    private final Reporter reporter;
    private final BigDecimal feeRate;
    private final @Nullable String spotCash;
    private final List<FixOrder> orders = new ArrayList<>();
    private final List<FixOrder> ended = new ArrayList<>();
    private final List<BookedTrade> trades = new ArrayList<>();
    private final Map<InstrumentId, Quote> quotes = new TreeMap<>();
    private final Map<InstrumentId, BigDecimal> positions = new TreeMap<>();
    private final Map<String, BigDecimal> balances = new TreeMap<>();
    private int ids;

    private record Quote(BigDecimal bid, BigDecimal ask) {}

    /**
     * @param feeRate of the notional of each trade
     * @param spotCash what is paid with on a spot market, where nobody sells what is not held; null
     *     on any other
     */
    FixBook(FixServer server, Reporter reporter, BigDecimal feeRate, @Nullable String spotCash) {
        this.server = server;
        this.reporter = reporter;
        this.feeRate = feeRate;
        this.spotCash = spotCash;
    }

    // What is asked for.

    void newOrder(Message message) {
        Map<String, String> terms = new TreeMap<>();
        message.fields().forEach(field -> terms.put(field.getKey().toString(), field.getValue()));
        FixOrder order =
                new FixOrder(
                        message.text(11),
                        "V" + ++ids,
                        InstrumentId.of(message.text(55)),
                        message.is(54, "1") ? Side.BUY : Side.SELL,
                        new BigDecimal(message.text(38)),
                        terms,
                        STOPS.contains(message.text(40))
                                ? BrokerOrder.State.DORMANT
                                : BrokerOrder.State.WORKING);
        orders.add(order);
        Optional<Refusal> refusal = refusal(order);
        if (refusal.isPresent()) {
            order.state = BrokerOrder.State.REJECTED;
            ended.add(order);
            reporter.rejected(order, refusal.get());
            return;
        }
        reporter.happened(order, "0", "");
        match(order);
        if (order.isOpen() && AT_ONCE.contains(terms.getOrDefault("59", ""))) {
            end(order, BrokerOrder.State.CANCELED, "");
        }
    }

    /** Why an order cannot stand; empty if it can. */
    private Optional<Refusal> refusal(FixOrder order) {
        Quote quote = quotes.get(order.instrument);
        if (order.isPostOnly() && quote != null && crosses(order, quote)) {
            return Optional.of(Refusal.WOULD_TAKE);
        }
        if (quote == null && order.terms.getOrDefault("40", "").equals("1")) {
            return Optional.of(Refusal.CLOSED);
        }
        if (spotCash != null
                && order.side == Side.SELL
                && position(order.instrument).compareTo(order.quantity) < 0
                && !order.has("E")) {
            return Optional.of(Refusal.TOO_LITTLE);
        }
        boolean kill = order.terms.getOrDefault("59", "").equals("4");
        return kill && (quote == null || !crosses(order, quote))
                ? Optional.of(Refusal.OTHER)
                : Optional.empty();
    }

    Optional<FixOrder> find(String clientId, String venueId) {
        return orders.reversed().stream()
                .filter(order ->
                        order.clientId.equals(clientId)
                                || (!venueId.isEmpty() && order.venueId.equals(venueId)))
                .findFirst();
    }

    FixOrder working(String clientId) {
        return find(clientId, "")
                .filter(FixOrder::isOpen)
                .orElseThrow(
                        () -> new IllegalArgumentException("order " + clientId + " does not work"));
    }

    List<FixOrder> all() {
        return orders;
    }

    List<FixOrder> open() {
        return orders.stream().filter(FixOrder::isOpen).toList();
    }

    /** In the order in which they ended. */
    List<FixOrder> ended() {
        return ended;
    }

    /** In the order in which they came about. */
    List<BookedTrade> trades() {
        return trades;
    }

    void end(FixOrder order, BrokerOrder.State state, String request) {
        order.state = state;
        ended.add(order);
        reporter.happened(order, state == BrokerOrder.State.EXPIRED ? "C" : "4", request);
    }

    FixOrder placeByHand(
            InstrumentId instrument, Side side, BigDecimal quantity, BigDecimal limit) {
        FixOrder order =
                new FixOrder(
                        "desk-" + ++ids,
                        "V" + ids,
                        instrument,
                        side,
                        quantity,
                        Map.of("44", limit.toPlainString(), "40", "2"),
                        BrokerOrder.State.WORKING);
        orders.add(order);
        reporter.happened(order, "0", "");
        match(order);
        return order;
    }

    void bust(String clientId) {
        FixOrder order =
                find(clientId, "")
                        .filter(each -> !each.trades.isEmpty())
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "order " + clientId + " has no trade"));
        FixOrder.Trade last = order.trades.removeLast();
        order.filled = order.filled.subtract(last.quantity());
        order.paid = order.paid.subtract(last.quantity().multiply(last.price()));
        hold(order, last.quantity().negate(), last.price(), last.fee().negate());
        if (order.state == BrokerOrder.State.FILLED) {
            order.state = BrokerOrder.State.CANCELED;
        }
        reporter.busted(order, "E" + ++ids, last);
    }

    // What the market does.

    void quote(InstrumentId instrument, BigDecimal bid, BigDecimal ask) {
        quotes.put(instrument, new Quote(bid, ask));
        open().stream().filter(order -> order.instrument.equals(instrument)).forEach(this::match);
    }

    private void match(FixOrder order) {
        Quote quote = quotes.get(order.instrument);
        if (quote == null) {
            return;
        }
        if (order.state == BrokerOrder.State.DORMANT && isTriggered(order, quote)) {
            order.state = BrokerOrder.State.WORKING;
        }
        if (order.state == BrokerOrder.State.WORKING && crosses(order, quote)) {
            BigDecimal left = left(order);
            if (left.signum() == 0) {
                end(order, BrokerOrder.State.CANCELED, "");
                return;
            }
            trade(order, left, order.side == Side.BUY ? quote.ask() : quote.bid());
            if (order.isOpen()) {
                end(order, BrokerOrder.State.CANCELED, "");
            }
        }
    }

    /** What may trade: an order that must only reduce is capped by what is held. */
    private BigDecimal left(FixOrder order) {
        if (!order.has("E")) {
            return order.left();
        }
        BigDecimal held = position(order.instrument);
        boolean opposite = (held.signum() > 0) == (order.side == Side.SELL) && held.signum() != 0;
        return opposite ? order.left().min(held.abs()) : BigDecimal.ZERO;
    }

    private static boolean isTriggered(FixOrder order, Quote quote) {
        BigDecimal trigger = order.trigger().orElseThrow();
        return order.side == Side.BUY
                ? quote.ask().compareTo(trigger) >= 0
                : quote.bid().compareTo(trigger) <= 0;
    }

    private static boolean crosses(FixOrder order, Quote quote) {
        Predicate<BigDecimal> reached =
                order.side == Side.BUY
                        ? limit -> quote.ask().compareTo(limit) <= 0
                        : limit -> quote.bid().compareTo(limit) >= 0;
        return order.limit().map(reached::test).orElse(true);
    }

    void trade(FixOrder order, BigDecimal quantity, BigDecimal price) {
        int number = ++ids;
        FixOrder.Trade trade =
                new FixOrder.Trade(
                        "E" + number,
                        Integer.toString(number),
                        quantity,
                        price,
                        quantity.multiply(price).multiply(feeRate),
                        server.now());
        order.trades.add(trade);
        trades.add(
                new BookedTrade(
                        order.clientId,
                        order.venueId,
                        order.instrument,
                        order.side,
                        trade.id(),
                        quantity,
                        price,
                        trade.fee(),
                        server.instant()));
        order.filled = order.filled.add(quantity);
        order.paid = order.paid.add(quantity.multiply(price));
        hold(order, quantity, price, trade.fee());
        if (order.left().signum() <= 0) {
            order.state = BrokerOrder.State.FILLED;
            ended.add(order);
        }
        reporter.filled(order, trade);
    }

    private void hold(FixOrder order, BigDecimal quantity, BigDecimal price, BigDecimal fee) {
        BigDecimal signed = order.side == Side.BUY ? quantity : quantity.negate();
        positions.merge(order.instrument, signed, BigDecimal::add);
        if (spotCash != null) {
            move(spotCash, signed.multiply(price).add(fee).negate());
        }
    }

    void move(String asset, BigDecimal amount) {
        balances.merge(asset, amount, BigDecimal::add);
    }

    BigDecimal balance(String asset) {
        return balances.getOrDefault(asset, BigDecimal.ZERO);
    }

    BigDecimal position(InstrumentId instrument) {
        return positions.getOrDefault(instrument, BigDecimal.ZERO);
    }

    Map<InstrumentId, BigDecimal> positions() {
        return positions;
    }
}
