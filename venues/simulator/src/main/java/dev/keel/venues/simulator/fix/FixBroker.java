package dev.keel.venues.simulator.fix;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.order.Side;
import dev.keel.venues.simulator.BrokerOrder;
import dev.keel.venues.simulator.BrokerSide;
import dev.keel.venues.simulator.WireFault;
import dev.keel.venues.simulator.fix.Wire.Message;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A broker behind a {@link FixServer}: it takes orders, fills them as its quotes move, and answers
 * what its version can be asked. Instruments go by their own names.
 */
public final class FixBroker implements BrokerSide {
    private static final long SESSION_MILLIS = 15_000;
    private static final Set<WireFault> FAULTS =
            EnumSet.of(
                    WireFault.LOST_BEFORE,
                    WireFault.DROPPED_AFTER,
                    WireFault.HANGS_AFTER,
                    WireFault.VENUE_REFUSES);

    private final FixServer server;
    private final Reporter reporter;
    private final List<FixOrder> orders = new ArrayList<>();
    private final Map<InstrumentId, Quote> quotes = new TreeMap<>();
    private final Map<InstrumentId, BigDecimal> positions = new TreeMap<>();
    private final Map<String, BigDecimal> balances = new TreeMap<>();
    private final Map<Ask, Integer> counts = new EnumMap<>(Ask.class);
    private final Map<Ask, Deque<WireFault>> faults = new EnumMap<>(Ask.class);
    private final BigDecimal feeRate;
    private int ids;
    private boolean automatic = true;

    private record Quote(BigDecimal bid, BigDecimal ask) {}

    /**
     * @param feeRate of the notional of each trade
     */
    public FixBroker(Dialect dialect, InstantSource clock, BigDecimal feeRate) {
        this.server = new FixServer(dialect, clock);
        this.reporter = new Reporter(server);
        this.feeRate = feeRate;
        server.application(this::take);
    }

    public FixServer server() {
        return server;
    }

    /** Whether it answers orders by itself; a script answers them otherwise. */
    public void automatic(boolean answers) {
        synchronized (server) {
            automatic = answers;
        }
    }

    /** Sends what a script makes up. */
    public void say(String type, List<Map.Entry<Integer, String>> body) {
        server.send(type, body);
    }

    // What comes over the wire; the server's lock is held.

    private void take(Message message) {
        Ask ask = ask(message.type());
        counts.merge(ask, 1, Integer::sum);
        WireFault fault = Optional.ofNullable(faults.get(ask)).map(Deque::poll).orElse(null);
        if (fault == WireFault.LOST_BEFORE || !automatic) {
            return;
        }
        if (fault == WireFault.VENUE_REFUSES) {
            reporter.refuse(message);
            return;
        }
        if (fault == WireFault.HANGS_AFTER) {
            reporter.mute(true);
        }
        if (fault == WireFault.DROPPED_AFTER) {
            server.drop();
        }
        answer(message);
        reporter.mute(false);
    }

    private static Ask ask(String type) {
        return switch (type) {
            case "D" -> Ask.SUBMIT;
            case "F" -> Ask.CANCEL;
            case "H" -> Ask.QUERY;
            case "AF" -> Ask.OPEN_ORDERS;
            case "AD" -> Ask.HISTORY;
            case "AN" -> Ask.HOLDINGS;
            default -> Ask.OTHER;
        };
    }

    private void answer(Message message) {
        boolean known =
                server.dialect().newer() || !List.of("AF", "AD", "AN").contains(message.type());
        switch (known ? message.type() : "") {
            case "D" -> newOrder(message);
            case "F" -> cancelRequest(message);
            case "H" -> reporter.status(message, find(message.text(11), message.text(37)));
            case "AF" -> reporter.massStatus(message.text(584), open());
            case "AD" -> reporter.trades(message.text(568), orders);
            case "AN" -> reporter.positions(message.text(710), positions);
            default -> reporter.unsupported(message);
        }
    }

    private void newOrder(Message message) {
        Map<String, String> terms = new TreeMap<>();
        message.fields().forEach(field -> terms.put(field.getKey().toString(), field.getValue()));
        boolean stop = List.of("3", "4").contains(message.text(40));
        FixOrder order =
                new FixOrder(
                        message.text(11),
                        "V" + ++ids,
                        InstrumentId.of(message.text(55)),
                        message.is(54, "1") ? Side.BUY : Side.SELL,
                        new BigDecimal(message.text(38)),
                        terms,
                        stop ? BrokerOrder.State.DORMANT : BrokerOrder.State.WORKING);
        orders.add(order);
        String refusal = refusal(order);
        if (!refusal.isEmpty()) {
            order.state = BrokerOrder.State.REJECTED;
            reporter.rejected(order, refusal);
            return;
        }
        reporter.happened(order, "0", "");
        match(order);
        if (order.isOpen() && List.of("3", "4").contains(terms.getOrDefault("59", ""))) {
            end(order, BrokerOrder.State.CANCELED, "");
        }
    }

    /** Why an order cannot stand; empty if it can. */
    private String refusal(FixOrder order) {
        Quote quote = quotes.get(order.instrument);
        boolean postOnly = List.of(order.terms.getOrDefault("18", "").split(" ", -1)).contains("6");
        if (postOnly && quote != null && crosses(order, quote)) {
            return "0";
        }
        if (quote == null && order.terms.getOrDefault("40", "").equals("1")) {
            return "2";
        }
        boolean kill = order.terms.getOrDefault("59", "").equals("4");
        return kill && (quote == null || !crosses(order, quote)) ? "99" : "";
    }

    private void cancelRequest(Message message) {
        Optional<FixOrder> order = find(message.text(41), message.text(37));
        if (order.isEmpty()) {
            reporter.cancelRefused(message, "NONE", "8", "1");
        } else if (!order.get().isOpen()) {
            reporter.cancelRefused(message, order.get().venueId, order.get().status(), "0");
        } else {
            end(order.get(), BrokerOrder.State.CANCELED, message.text(11));
        }
    }

    private Optional<FixOrder> find(String clientId, String venueId) {
        return orders.reversed().stream()
                .filter(order ->
                        order.clientId.equals(clientId)
                                || (!venueId.isEmpty() && order.venueId.equals(venueId)))
                .findFirst();
    }

    private List<FixOrder> open() {
        return orders.stream().filter(FixOrder::isOpen).toList();
    }

    // What the market does.

    @Override
    public void quote(InstrumentId instrument, BigDecimal bid, BigDecimal ask) {
        synchronized (server) {
            quotes.put(instrument, new Quote(bid, ask));
            open().stream()
                    .filter(order -> order.instrument.equals(instrument))
                    .forEach(this::match);
        }
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
        boolean reduces = List.of(order.terms.getOrDefault("18", "").split(" ", -1)).contains("E");
        if (!reduces) {
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

    private void trade(FixOrder order, BigDecimal quantity, BigDecimal price) {
        FixOrder.Trade trade =
                new FixOrder.Trade(
                        "E" + ++ids,
                        quantity,
                        price,
                        quantity.multiply(price).multiply(feeRate),
                        server.now());
        order.trades.add(trade);
        order.filled = order.filled.add(quantity);
        order.paid = order.paid.add(quantity.multiply(price));
        hold(order, quantity);
        if (order.left().signum() <= 0) {
            order.state = BrokerOrder.State.FILLED;
        }
        reporter.filled(order, trade);
    }

    private void hold(FixOrder order, BigDecimal quantity) {
        positions.merge(
                order.instrument,
                order.side == Side.BUY ? quantity : quantity.negate(),
                BigDecimal::add);
    }

    private void end(FixOrder order, BrokerOrder.State state, String request) {
        order.state = state;
        reporter.happened(order, state == BrokerOrder.State.EXPIRED ? "C" : "4", request);
    }

    // The broker's side.

    @Override
    public List<BrokerOrder> orders() {
        synchronized (server) {
            return orders.stream().map(FixOrder::shown).toList();
        }
    }

    @Override
    public void fill(String clientId, BigDecimal quantity, BigDecimal price) {
        synchronized (server) {
            trade(working(clientId), quantity, price);
        }
    }

    @Override
    public void cancel(String clientId) {
        synchronized (server) {
            end(working(clientId), BrokerOrder.State.CANCELED, "");
        }
    }

    private FixOrder working(String clientId) {
        return find(clientId, "")
                .filter(FixOrder::isOpen)
                .orElseThrow(
                        () -> new IllegalArgumentException("order " + clientId + " does not work"));
    }

    @Override
    public String placeByHand(
            InstrumentId instrument, Side side, BigDecimal quantity, BigDecimal limit) {
        synchronized (server) {
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
            return order.venueId;
        }
    }

    @Override
    public void bust(String clientId) {
        synchronized (server) {
            FixOrder order =
                    find(clientId, "")
                            .filter(each -> !each.trades.isEmpty())
                            .orElseThrow(() ->
                                    new IllegalArgumentException(
                                            "order " + clientId + " has no trade"));
            FixOrder.Trade last = order.trades.removeLast();
            order.filled = order.filled.subtract(last.quantity());
            order.paid = order.paid.subtract(last.quantity().multiply(last.price()));
            hold(order, last.quantity().negate());
            if (order.state == BrokerOrder.State.FILLED) {
                order.state = BrokerOrder.State.CANCELED;
            }
            reporter.busted(order, "E" + ++ids, last);
        }
    }

    @Override
    public void move(String asset, BigDecimal amount) {
        synchronized (server) {
            balances.merge(asset, amount, BigDecimal::add);
        }
    }

    @Override
    public BigDecimal balance(String asset) {
        synchronized (server) {
            return balances.getOrDefault(asset, BigDecimal.ZERO);
        }
    }

    @Override
    public BigDecimal position(InstrumentId instrument) {
        synchronized (server) {
            return positions.getOrDefault(instrument, BigDecimal.ZERO);
        }
    }

    @Override
    public Set<WireFault> faults() {
        return Set.copyOf(FAULTS);
    }

    @Override
    public void inject(WireFault fault, Ask ask, int times) {
        if (!FAULTS.contains(fault)) {
            throw new IllegalArgumentException("fault must be among " + FAULTS + ", was " + fault);
        }
        synchronized (server) {
            Deque<WireFault> waiting = faults.computeIfAbsent(ask, _ -> new ArrayDeque<>());
            for (int i = 0; i < times; i++) {
                waiting.add(fault);
            }
        }
    }

    @Override
    public int received(Ask ask) {
        synchronized (server) {
            return counts.getOrDefault(ask, 0);
        }
    }

    @Override
    public List<String> wire() {
        return server.received();
    }

    /**
     * FIX has one line for all: while the streams are cut, reports take their numbers and stay
     * behind; when they are let in again, the line drops once and comes back.
     */
    @Override
    public void streams(boolean up) {
        server.sendIntoTheVoid(!up);
        if (!up) {
            return;
        }
        server.drop();
        try {
            if (!server.awaitSession(SESSION_MILLIS)) {
                throw new IllegalStateException("the session did not come back");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before the session came back", e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
