package dev.keel.server.venue;

import dev.keel.core.account.AccountState;
import dev.keel.core.execution.VenueConnector;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Evidence;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Liquidity;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Side;
import dev.keel.core.order.TradeId;
import dev.keel.core.order.VenueOrderId;
import dev.keel.core.venue.History;
import dev.keel.core.venue.Holdings;
import dev.keel.core.venue.Venue;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueProfile;
import dev.keel.core.venue.VenueReport;
import dev.keel.core.venue.VenueStatement;
import dev.keel.core.venue.VenueTrade;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An account at the test venue, as the venue holds it true. It outlives the connections of its
 * owner: market orders trade at once at the market's price, limit orders rest.
 */
public final class TestBroker {
    private static final VenueProfile PROFILE =
            new VenueProfile(Duration.ofMillis(200), Duration.ofMillis(200), Duration.ofSeconds(5));

    private final TestMarket market;
    private final Asset cashAsset = Asset.of("USDT");
    private final Map<InstrumentId, BigDecimal> positions = new TreeMap<>();
    private final Map<Long, VenueOrder> orders = new TreeMap<>();
    private final List<VenueTrade> trades = new ArrayList<>();
    private BigDecimal cash;
    private boolean answering = true;
    private volatile boolean holdsStops = true;

    public TestBroker(TestMarket market, String cash) {
        this.market = market;
        this.cash = new BigDecimal(cash);
    }

    /** What was held before anybody heard of Keel. */
    public synchronized TestBroker holding(InstrumentId id, String quantity) {
        positions.put(id, new BigDecimal(quantity));
        return this;
    }

    public synchronized BigDecimal position(InstrumentId id) {
        return Optional.ofNullable(positions.get(id)).orElse(BigDecimal.ZERO);
    }

    public synchronized BigDecimal cash() {
        return cash;
    }

    /** How many orders were ever taken. */
    public synchronized int taken() {
        return orders.size();
    }

    /** Whether orders are answered; they are taken all the same. */
    public synchronized void answering(boolean wanted) {
        answering = wanted;
    }

    /** From now on stop orders cannot lie here. */
    public TestBroker withoutStops() {
        holdsStops = false;
        return this;
    }

    VenueConnector venues() {
        return Connection::new;
    }

    private synchronized List<VenueReport> take(Order order) {
        long id = order.id().value();
        if (orders.containsKey(id)) {
            throw new AssertionError("order " + id + " was sent twice");
        }
        VenueOrderId venueId = new VenueOrderId("T-" + id);
        List<VenueReport> reports = new ArrayList<>();
        reports.add(new VenueReport(order.id(), new OrderChange.Accepted(venueId)));
        boolean trades = order.request().type() instanceof OrderType.Market;
        orders.put(id, shown(order, venueId, trades));
        if (trades) {
            reports.add(new VenueReport(order.id(), new OrderChange.Filled(trade(order, venueId))));
        }
        return answering ? reports : List.of();
    }

    private static VenueOrder shown(Order order, VenueOrderId venueId, boolean filled) {
        return new VenueOrder(
                order.id(),
                venueId,
                order.request().instrument(),
                order.request().side(),
                order.request().quantity(),
                filled ? order.request().quantity() : Quantity.ZERO,
                filled ? VenueOrder.State.FILLED : VenueOrder.State.WORKING,
                "shown");
    }

    private Fill trade(Order order, VenueOrderId venueId) {
        InstrumentId instrument = order.request().instrument();
        BigDecimal last = Optional.ofNullable(market.ticker(instrument).last()).orElseThrow();
        Fill fill =
                new Fill(
                        new TradeId("t" + order.id()),
                        new Price(last),
                        order.request().quantity(),
                        Money.zero(cashAsset),
                        Liquidity.TAKER,
                        Instant.now());
        BigDecimal signed =
                order.request().side() == Side.BUY
                        ? order.request().quantity().value()
                        : order.request().quantity().value().negate();
        positions.merge(instrument, signed, BigDecimal::add);
        cash = cash.subtract(signed.multiply(last));
        trades.add(
                new VenueTrade(
                        order.id(),
                        venueId,
                        instrument,
                        order.request().side(),
                        fill,
                        VenueTrade.Cause.ORDER));
        return fill;
    }

    private synchronized Optional<VenueReport> end(Order order) {
        VenueOrder known = orders.get(order.id().value());
        if (known == null || known.state() != VenueOrder.State.WORKING) {
            return Optional.empty();
        }
        orders.put(
                order.id().value(),
                new VenueOrder(
                        known.clientId(),
                        known.id(),
                        known.instrument(),
                        known.side(),
                        known.quantity(),
                        known.filled(),
                        VenueOrder.State.CANCELED,
                        "canceled"));
        return Optional.of(
                new VenueReport(
                        order.id(), new OrderChange.Canceled(new Evidence("testex", "canceled"))));
    }

    private synchronized VenueAnswer find(OrderId id, Instant askedAt) {
        VenueOrder known = orders.get(id.value());
        return known == null
                ? new VenueAnswer.NotFound(id, askedAt, "no such order")
                : new VenueAnswer.Found(known);
    }

    private synchronized VenueStatement statement(@Nullable String after, Instant askedAt) {
        int from = after == null ? 0 : Integer.parseInt(after);
        return new VenueStatement(
                askedAt,
                after,
                orders.values().stream()
                        .filter(order -> order.state() == VenueOrder.State.WORKING)
                        .toList(),
                new History(
                        Integer.toString(trades.size()),
                        orders.values().stream()
                                .filter(order -> order.state() != VenueOrder.State.WORKING)
                                .toList(),
                        List.copyOf(trades.subList(from, trades.size())),
                        List.of()),
                new Holdings(positions, new Money(cashAsset, cash)));
    }

    /** One connection of the account's owner. */
    private final class Connection implements Venue {
        private final Listener listener;
        private volatile @Nullable Instant balanceAt;

        Connection(AccountState account, Listener listener) {
            this.listener = listener;
        }

        @Override
        public boolean holdsStops() {
            return holdsStops;
        }

        @Override
        public void submit(Order order) {
            later(() -> take(order).forEach(listener::onReport));
        }

        @Override
        public void cancel(Order order) {
            later(() -> end(order).ifPresent(listener::onReport));
        }

        @Override
        public void query(OrderId order) {
            Instant askedAt = Instant.now();
            later(() -> listener.onAnswer(find(order, askedAt)));
        }

        @Override
        public void state(@Nullable String after) {
            Instant askedAt = Instant.now();
            later(() -> {
                balanceAt = askedAt;
                listener.onAnswer(new VenueAnswer.Stated(statement(after, askedAt)));
            });
        }

        @Override
        public VenueProfile profile() {
            return PROFILE;
        }

        @Override
        public Optional<Instant> balanceAsOf() {
            return Optional.ofNullable(balanceAt);
        }

        private static void later(Runnable work) {
            Thread.ofVirtual().start(work);
        }
    }
}
