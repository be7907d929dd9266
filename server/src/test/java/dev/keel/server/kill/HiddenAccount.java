package dev.keel.server.kill;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Evidence;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Liquidity;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.Side;
import dev.keel.core.order.TradeId;
import dev.keel.core.order.VenueOrderId;
import dev.keel.core.venue.History;
import dev.keel.core.venue.Holdings;
import dev.keel.core.venue.Movement;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueReport;
import dev.keel.core.venue.VenueTrade;
import dev.keel.ledger.json.JsonWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The truth about one account: what it was sent, what works, what has traded, what is held. Spot
 * only: cash is what was paid. For one thread at a time.
 */
final class HiddenAccount {
    private final Random random;
    private final Map<InstrumentId, Price> prices;
    private final Consumer<VenueReport> stream;
    private final List<Submission> arrived = new ArrayList<>();
    private final List<Hidden> orders = new ArrayList<>();
    private final List<Entry> log = new ArrayList<>();
    private final Map<InstrumentId, BigDecimal> held = new TreeMap<>();
    private BigDecimal cash = BigDecimal.ZERO;
    private int numbers;

    /**
     * @param prices the market, as it moves
     * @param stream where fills and ends that nobody asked for are told
     */
    HiddenAccount(Random random, Map<InstrumentId, Price> prices, Consumer<VenueReport> stream) {
        this.random = random;
        this.prices = prices;
        this.stream = stream;
    }

    /** Takes an order, under whatever client id, as often as it comes. */
    VenueReport submit(Submission submission, Instant now) {
        arrived.add(submission);
        if (now.isAfter(submission.madeAt().plus(VenueTerms.VALIDITY))) {
            return refused(submission, "too old");
        }
        if (random.nextInt(25) == 0) {
            return refused(submission, "not today");
        }
        Instant shownFrom = now.plusMillis(random.nextLong(VenueTerms.VISIBILITY.toMillis()));
        Hidden order = new Hidden(submission, new VenueOrderId("V" + ++numbers), shownFrom);
        orders.add(order);
        return new VenueReport(submission.client(), new OrderChange.Accepted(order.id));
    }

    private static VenueReport refused(Submission submission, String words) {
        return new VenueReport(
                submission.client(), new OrderChange.Refused(new Evidence("venue", words)));
    }

    VenueReport cancel(OrderId client, Instant now) {
        Optional<Hidden> open = find(client).filter(Hidden::works);
        if (open.isEmpty()) {
            return new VenueReport(
                    client, new OrderChange.CancelRefused(new Evidence("venue", "not working")));
        }
        return end(open.get(), "cancelled by its owner", now);
    }

    private VenueReport end(Hidden order, String words, Instant now) {
        order.state = VenueOrder.State.CANCELED;
        order.words = words;
        log.add(new Entry(now, order, null, null));
        return new VenueReport(
                order.submission.client(),
                new OrderChange.Canceled(new Evidence("venue", words)),
                order.filled);
    }

    VenueAnswer query(OrderId client, Instant askedAt, Instant now) {
        return find(client)
                .filter(order -> !order.shownFrom.isAfter(now))
                .<VenueAnswer>map(order -> new VenueAnswer.Found(order.shown()))
                .orElseGet(() -> new VenueAnswer.NotFound(client, askedAt, "no such order"));
    }

    List<VenueOrder> working(Instant now) {
        return orders.stream()
                .filter(Hidden::works)
                .filter(order -> !order.shownFrom.isAfter(now))
                .map(Hidden::shown)
                .toList();
    }

    /** The history lags behind; what it does not show yet lies behind its cursor. */
    History history(@Nullable String after, Instant shownUntil) {
        int from = after == null ? 0 : Integer.parseInt(after);
        int to = from;
        List<VenueOrder> ended = new ArrayList<>();
        List<VenueTrade> trades = new ArrayList<>();
        List<Movement> movements = new ArrayList<>();
        while (to < log.size() && !log.get(to).at.isAfter(shownUntil)) {
            Entry entry = log.get(to++);
            Optional.ofNullable(entry.ended).map(Hidden::shown).ifPresent(ended::add);
            Optional.ofNullable(entry.trade).ifPresent(trades::add);
            Optional.ofNullable(entry.movement).ifPresent(movements::add);
        }
        return new History(Integer.toString(to), ended, trades, movements);
    }

    Holdings holdings() {
        return new Holdings(held, new Money(VenueTerms.CURRENCY, cash));
    }

    /** The market has moved: what can trade does, in part or whole. */
    void trade(Instant now) {
        for (Hidden order : List.copyOf(orders)) {
            if (order.works()) {
                order.trigger(price(order.submission));
                if (order.crosses(price(order.submission)) && random.nextInt(3) > 0) {
                    fill(order, now);
                }
            }
        }
    }

    private void fill(Hidden order, Instant now) {
        Submission submission = order.submission;
        BigDecimal rest = submission.quantity().minus(order.filled).value();
        BigDecimal most = submission.side() == Side.SELL ? rest.min(held(submission)) : rest;
        if (most.signum() == 0) {
            stream.accept(end(order, "nothing is held", now));
            return;
        }
        BigDecimal part =
                random.nextBoolean()
                        ? most
                        : BigDecimal.valueOf(1 + random.nextLong(most.longValueExact()));
        order.filled = order.filled.plus(new Quantity(part));
        boolean whole = order.filled.equals(submission.quantity());
        VenueTrade trade =
                book(
                        submission.client(),
                        order.id,
                        submission.instrument(),
                        submission.side(),
                        part,
                        now);
        if (whole) {
            order.state = VenueOrder.State.FILLED;
            order.words = "filled";
            log.add(new Entry(now, order, null, null));
        }
        stream.accept(new VenueReport(submission.client(), new OrderChange.Filled(trade.fill())));
    }

    /** A person trades on the same account. */
    void tradeByHand(InstrumentId instrument, Instant now) {
        BigDecimal has = held.getOrDefault(instrument, BigDecimal.ZERO);
        boolean sells = has.signum() > 0 && random.nextBoolean();
        var _ =
                book(
                        null,
                        new VenueOrderId("M" + ++numbers),
                        instrument,
                        sells ? Side.SELL : Side.BUY,
                        BigDecimal.ONE,
                        now);
    }

    void move(Movement.Kind kind, Money amount, Instant now) {
        cash = cash.add(amount.amount());
        log.add(new Entry(now, null, null, new Movement("X" + ++numbers, kind, amount, null, now)));
    }

    private VenueTrade book(
            @Nullable OrderId client,
            VenueOrderId order,
            InstrumentId instrument,
            Side side,
            BigDecimal quantity,
            Instant now) {
        Price price = price(instrument);
        BigDecimal paid = price.value().multiply(quantity);
        BigDecimal fee = paid.multiply(VenueTerms.FEE_RATE);
        boolean buys = side == Side.BUY;
        cash = (buys ? cash.subtract(paid) : cash.add(paid)).subtract(fee);
        held.merge(instrument, buys ? quantity : quantity.negate(), BigDecimal::add);
        Fill fill =
                new Fill(
                        new TradeId("T" + ++numbers),
                        price,
                        new Quantity(quantity),
                        new Money(VenueTerms.CURRENCY, fee),
                        Liquidity.TAKER,
                        now);
        VenueTrade trade =
                new VenueTrade(client, order, instrument, side, fill, VenueTrade.Cause.ORDER);
        log.add(new Entry(now, null, trade, null));
        return trade;
    }

    /** All there is to know. */
    void dump(JsonWriter json) {
        json.children("arrived", arrived, (child, submission) -> submission.write(child))
                .children("orders", orders, (child, order) -> Wire.order(child, order.shown()));
        Wire.history(json, history(null, Instant.MAX));
        Wire.holdings(json, holdings());
    }

    private BigDecimal held(Submission submission) {
        return held.getOrDefault(submission.instrument(), BigDecimal.ZERO);
    }

    private Price price(Submission submission) {
        return price(submission.instrument());
    }

    private Price price(InstrumentId instrument) {
        return Optional.ofNullable(prices.get(instrument)).orElseThrow();
    }

    private Optional<Hidden> find(OrderId client) {
        return orders.stream()
                .filter(order -> order.submission.client().equals(client))
                .findFirst();
    }

    /** A line of the history: one of the three. */
    private record Entry(
            Instant at,
            @Nullable Hidden ended,
            @Nullable VenueTrade trade,
            @Nullable Movement movement) {}

    /** An order as it truly is. */
    private static final class Hidden {
        private final Submission submission;
        private final VenueOrderId id;
        private final Instant shownFrom;
        private Quantity filled = Quantity.ZERO;
        private VenueOrder.State state = VenueOrder.State.WORKING;
        private String words = "working";
        private boolean triggered;

        Hidden(Submission submission, VenueOrderId id, Instant shownFrom) {
            this.submission = submission;
            this.id = id;
            this.shownFrom = shownFrom;
        }

        boolean works() {
            return state == VenueOrder.State.WORKING;
        }

        void trigger(Price last) {
            Price trigger = submission.price();
            if (submission.kind() == Submission.Kind.STOP && trigger != null) {
                triggered |=
                        submission.side() == Side.BUY
                                ? !last.isBelow(trigger)
                                : !last.isAbove(trigger);
            }
        }

        boolean crosses(Price last) {
            Price limit = submission.price();
            return switch (submission.kind()) {
                case MARKET -> true;
                case STOP -> triggered;
                case LIMIT ->
                        limit != null
                                && (submission.side() == Side.BUY
                                        ? !last.isAbove(limit)
                                        : !last.isBelow(limit));
            };
        }

        VenueOrder shown() {
            return new VenueOrder(
                    submission.client(),
                    id,
                    submission.instrument(),
                    submission.side(),
                    submission.quantity(),
                    filled,
                    state,
                    words);
        }
    }
}
