package dev.keel.venues.simulator.book;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.venues.simulator.BrokerOrder.State;
import dev.keel.venues.simulator.book.BookRules.ClientIds;
import dev.keel.venues.simulator.book.BookRules.PostOnly;
import dev.keel.venues.simulator.book.OrderTerms.Lifetime;
import dev.keel.venues.simulator.book.OrderTerms.Trigger;
import dev.keel.venues.simulator.book.Trade.OrderRef;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** One account at one simulated exchange: what is true, whatever the wire says. Thread-safe. */
public final class Book {
    private final BookRules rules;
    private final InstantSource clock;
    private final long salt;
    private final Map<InstrumentId, Market> markets = new LinkedHashMap<>();
    private final SortedMap<InstrumentId, Quote> quotes = new TreeMap<>();
    private final SortedMap<Long, PlacedOrder> orders = new TreeMap<>();
    private final List<Trade> trades = new ArrayList<>();
    private final List<Movement> movements = new ArrayList<>();
    private final List<BookListener> listeners = new CopyOnWriteArrayList<>();
    private final Holdings holdings;
    private final Admission admission;
    private boolean hedge;

    /**
     * @param salt makes the ids of this exchange's orders differ from those of another
     */
    public Book(List<Market> markets, BookRules rules, InstantSource clock, long salt) {
        this.rules = rules;
        this.clock = clock;
        this.salt = salt;
        this.holdings = new Holdings(rules);
        this.admission = new Admission(rules, holdings);
        markets.forEach(market -> this.markets.put(market.id(), market));
    }

    public void listen(BookListener listener) {
        listeners.add(listener);
    }

    /** The venue's time, as fine as venues tell it. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    public List<Market> markets() {
        return List.copyOf(markets.values());
    }

    /** A market by the venue's name for it. */
    public Optional<Market> market(String wireId) {
        return markets.values().stream().filter(one -> one.wireId().equals(wireId)).findFirst();
    }

    /**
     * @throws IllegalArgumentException if there is none
     */
    public Market market(InstrumentId id) {
        Market market = markets.get(id);
        if (market == null) {
            throw new IllegalArgumentException(
                    "instrument must be one of " + markets.keySet() + ", was " + id);
        }
        return market;
    }

    /** Takes an order, or refuses it. */
    public synchronized Placing place(OrderTerms terms) {
        if (rules.clientIds() == ClientIds.REPLAYED && !terms.clientId().isEmpty()) {
            Optional<PlacedOrder> earlier = byClientId(terms.clientId());
            if (earlier.isPresent()) {
                return new Placing.Taken(earlier.get());
            }
        }
        Quote quote = quotes.get(terms.market().id());
        Optional<Refusal> refusal = admission.check(terms, orders(), quote, hedge);
        boolean endsAtOnce =
                refusal.filter(why -> why == Refusal.WOULD_TRADE).isPresent()
                        && rules.postOnly() == PostOnly.TAKEN_AND_CANCELED;
        if (endsAtOnce) {
            PlacedOrder order = register(terms, State.WORKING);
            put(order.in(State.CANCELED, now()), null);
            return new Placing.Taken(current(order));
        }
        if (refusal.isPresent()) {
            return new Placing.Refused(refusal.get());
        }
        return new Placing.Taken(take(terms, quote));
    }

    private PlacedOrder take(OrderTerms terms, @Nullable Quote quote) {
        State state = terms.trigger() == null ? State.WORKING : State.DORMANT;
        PlacedOrder order = register(terms, state);
        if (state == State.WORKING) {
            match(order, quote, false);
        }
        holdingsChanged(terms.market());
        return current(order);
    }

    private PlacedOrder register(OrderTerms terms, State state) {
        long number = orders.size() + 1L;
        Instant now = now();
        PlacedOrder order =
                new PlacedOrder(
                        number,
                        rules.ids().of(number, salt),
                        terms,
                        PlacedOrder.Progress.none(state),
                        now,
                        now);
        put(order, null);
        return order;
    }

    /** Ends an open order on request. */
    public synchronized Placing cancel(PlacedOrder order) {
        PlacedOrder now = current(order);
        if (!now.isOpen()) {
            return new Placing.Refused(Refusal.ALREADY_DONE);
        }
        PlacedOrder ended = now.in(State.CANCELED, now());
        put(ended, null);
        holdingsChanged(ended.terms().market());
        return new Placing.Taken(ended);
    }

    public synchronized List<PlacedOrder> orders() {
        return List.copyOf(orders.values());
    }

    public List<PlacedOrder> openOrders() {
        return orders().stream().filter(PlacedOrder::isOpen).toList();
    }

    public Optional<PlacedOrder> byId(String id) {
        return orders().stream().filter(order -> order.id().equals(id)).findFirst();
    }

    /** The latest order with this client id. */
    public Optional<PlacedOrder> byClientId(String clientId) {
        return orders().reversed().stream()
                .filter(order -> order.terms().clientId().equals(clientId))
                .findFirst();
    }

    public synchronized List<Trade> trades() {
        return List.copyOf(trades);
    }

    /** What has traded in a market, whoever asks, oldest first. */
    public List<Trade> trades(Market market) {
        return trades().stream().filter(trade -> trade.market().equals(market)).toList();
    }

    public synchronized List<Movement> movements() {
        return List.copyOf(movements);
    }

    public synchronized List<Balance> balances() {
        return holdings.balances(openOrders());
    }

    public synchronized Balance balance(String asset) {
        return holdings.balance(asset, openOrders());
    }

    public synchronized List<HeldPosition> positions() {
        return holdings.positions().all();
    }

    /** Signed: contracts of a derivative, the base asset of a spot market. */
    public synchronized BigDecimal position(InstrumentId id) {
        Market market = market(id);
        return market.isSpot() ? holdings.total(market.base()) : holdings.positions().net(id);
    }

    public synchronized Optional<Quote> quote(InstrumentId id) {
        return Optional.ofNullable(quotes.get(id));
    }

    /** Moves the market: orders wake, and what it reaches trades at its own price. */
    public synchronized void quote(InstrumentId id, BigDecimal bid, BigDecimal ask) {
        Market market = market(id);
        Quote quote = new Quote(bid, ask, now());
        quotes.put(id, quote);
        listeners.forEach(listener -> listener.onQuote(market, bid, ask));
        openOrders().stream()
                .filter(order -> order.terms().market().equals(market))
                .forEach(order -> reach(order, quote));
    }

    /**
     * Trades part of a working order, whatever the market.
     *
     * @throws IllegalArgumentException if it does not work, or has less left
     */
    public synchronized void fill(PlacedOrder order, BigDecimal quantity, BigDecimal price) {
        PlacedOrder now = current(order);
        boolean possible =
                now.state() == State.WORKING
                        && quantity.signum() > 0
                        && quantity.compareTo(now.remaining()) <= 0;
        if (!possible) {
            throw new IllegalArgumentException(
                    "quantity must be left of a working order, was "
                            + quantity
                            + " of "
                            + now.remaining()
                            + " while "
                            + now.state());
        }
        trade(now, quantity, price, true);
        holdingsChanged(now.terms().market());
    }

    /** Money comes, or goes below zero, as a transfer that the history shows. */
    public synchronized void move(String asset, BigDecimal amount) {
        move(Movement.Kind.TRANSFER, asset, amount, null);
    }

    /** The account begins with money; no history shows where it came from. */
    public synchronized void begin(String asset, BigDecimal amount) {
        holdings.add(asset, amount);
    }

    /**
     * Funding of a position: a rate above 0 is paid by who is long, and received by who is short.
     */
    public synchronized void fund(InstrumentId id, BigDecimal rate) {
        Market market = market(id);
        Quote quote = quotes.get(id);
        BigDecimal amount =
                quote == null ? BigDecimal.ZERO : holdings.funding(market, quote.middle(), rate);
        if (amount.signum() != 0) {
            move(Movement.Kind.FUNDING, market.quote(), amount, market);
        }
    }

    private void move(
            Movement.Kind kind, String asset, BigDecimal amount, @Nullable Market market) {
        holdings.add(asset, amount);
        Movement movement = new Movement(movements.size() + 1L, kind, asset, amount, market, now());
        movements.add(movement);
        listeners.forEach(listener -> listener.onMovement(movement));
    }

    public synchronized BigDecimal leverage(Market market) {
        return holdings.leverage(market);
    }

    public synchronized void leverage(Market market, BigDecimal value) {
        holdings.leverage(market, value);
    }

    public synchronized boolean isHedged() {
        return hedge;
    }

    /** Sets the position mode; false if something is open or held, and nothing was changed. */
    public synchronized boolean hedge(boolean wanted) {
        boolean busy =
                !holdings.positions().all().isEmpty()
                        || openOrders().stream().anyMatch(one -> !one.terms().market().isSpot());
        if (wanted != hedge && busy) {
            return false;
        }
        hedge = wanted;
        return true;
    }

    private PlacedOrder current(PlacedOrder order) {
        return orders.getOrDefault(order.number(), order);
    }

    private void put(PlacedOrder order, @Nullable Trade trade) {
        orders.put(order.number(), order);
        listeners.forEach(listener -> listener.onOrder(order, trade));
    }

    private void holdingsChanged(Market market) {
        listeners.forEach(listener -> listener.onHoldings(market));
    }

    private void reach(PlacedOrder order, Quote quote) {
        Trigger trigger = order.terms().trigger();
        if (order.state() == State.WORKING || trigger == null) {
            match(order, quote, true);
        } else {
            wake(order, Triggers.after(trigger, order.terms().side(), quote), quote);
        }
        holdingsChanged(order.terms().market());
    }

    private void wake(PlacedOrder order, @Nullable Trigger left, Quote quote) {
        if (left != null) {
            orders.put(order.number(), order.asking(order.terms().with(left)));
            return;
        }
        PlacedOrder awake = order.in(State.WORKING, now());
        put(awake, null);
        match(awake, quote, false);
    }

    /** Trades what the market reaches, and ends what may not wait. */
    private void match(PlacedOrder order, @Nullable Quote quote, boolean waited) {
        OrderTerms terms = order.terms();
        BigDecimal price = terms.price();
        Quote against = quote == null || !quote.reaches(terms) ? null : quote;
        BigDecimal quantity = holdings.tradable(order);
        if (against != null && quantity.signum() > 0) {
            BigDecimal at = waited && price != null ? price : against.against(terms.side());
            trade(order, quantity, at, waited);
        }
        PlacedOrder now = current(order);
        boolean mayWait =
                price != null
                        && terms.manner().lifetime() != Lifetime.IOC
                        && terms.manner().lifetime() != Lifetime.FOK;
        boolean useless = terms.manner().reduceOnly() && quantity.signum() == 0;
        if (now.isOpen() && (!mayWait || useless || against != null)) {
            put(now.in(State.EXPIRED, now()), null);
        }
    }

    private void trade(PlacedOrder order, BigDecimal quantity, BigDecimal price, boolean maker) {
        Holdings.Booked booked = holdings.book(order.terms(), quantity, price, maker);
        Trade trade =
                new Trade(
                        trades.size() + 1L,
                        new OrderRef(order.number(), order.id(), order.terms().clientId()),
                        order.terms().market(),
                        order.terms().side(),
                        quantity,
                        price,
                        booked.charge(),
                        booked.profit(),
                        maker,
                        now());
        trades.add(trade);
        put(order.traded(trade), trade);
    }
}
