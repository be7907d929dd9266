package dev.keel.sim.fault.broker;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Liquidity;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Side;
import dev.keel.core.order.TimeInForce;
import dev.keel.core.order.TradeId;
import dev.keel.core.order.VenueOrderId;
import dev.keel.core.venue.History;
import dev.keel.core.venue.Holdings;
import dev.keel.core.venue.Movement;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueTrade;
import dev.keel.sim.fault.clock.Dice;
import dev.keel.sim.fault.clock.VirtualTime;
import dev.keel.sim.fault.plan.Fault;
import dev.keel.sim.fault.plan.FaultPlan;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One account at its broker: the hidden truth. */
public final class Broker {
    private static final BigDecimal MAKER = new BigDecimal("0.0002");
    private static final BigDecimal TAKER = new BigDecimal("0.0005");
    private static final int FEE_DECIMALS = 8;

    private final String name;
    private final BrokerTerms terms;
    private final VirtualTime time;
    private final Market market;
    private final FaultPlan plan;
    private final Dice dice;
    private final BrokerWatch watch;
    private final Books books;
    private final Asset currency;
    private final Map<InstrumentId, Instrument> instruments = new TreeMap<>();
    private final List<BrokerOrder> orders = new ArrayList<>();
    private final List<BrokerOrder> working = new ArrayList<>();
    private final Map<OrderId, List<BrokerOrder>> byClientId = new HashMap<>();
    private final List<BrokerOrder.Traded> trades = new ArrayList<>();
    private final Set<TradeId> busted = new HashSet<>();
    private final List<Entry> log = new ArrayList<>();
    private final Set<Long> seen = new HashSet<>();
    private final List<Consumer<StreamMessage>> listeners = new ArrayList<>();
    private int minted;
    private long bannedUntil;
    private long closedUntil;
    private boolean edited;

    public Broker(
            String name,
            BrokerTerms terms,
            VirtualTime time,
            Market market,
            FaultPlan plan,
            Dice dice,
            Asset currency,
            List<Instrument> instruments,
            BrokerWatch watch) {
        this.name = name;
        this.terms = terms;
        this.time = time;
        this.market = market;
        this.plan = plan;
        this.dice = dice;
        this.watch = watch;
        this.currency = currency;
        this.books = new Books(currency);
        instruments.forEach(instrument -> this.instruments.put(instrument.id(), instrument));
        market.follow(this::onPrice);
    }

    public BrokerTerms terms() {
        return terms;
    }

    /** Has a connection hear the stream from now on. */
    public void connect(Consumer<StreamMessage> listener) {
        listeners.add(listener);
    }

    public void disconnect(Consumer<StreamMessage> listener) {
        listeners.remove(listener);
    }

    // What Keel asks for.

    /**
     * Takes an order, or refuses it.
     *
     * @param nonce tells requests apart, so that the network cannot repeat one
     */
    public BrokerReply place(OrderId clientId, OrderRequest request, long nonce, long madeAt) {
        BrokerReply.Code refusal = gate(nonce, madeAt);
        if (refusal != BrokerReply.Code.DONE) {
            return new BrokerReply(refusal, null);
        }
        if (terms.knowsIds() && byClientId.containsKey(clientId)) {
            return new BrokerReply(BrokerReply.Code.DUPLICATE, null);
        }
        BrokerReply.Code fault = fault(request);
        if (fault != BrokerReply.Code.DONE) {
            return new BrokerReply(fault, null);
        }
        BrokerOrder order = take(clientId, request);
        return new BrokerReply(BrokerReply.Code.DONE, order.view());
    }

    /** Cancels what is left of an order. */
    public BrokerReply cancel(OrderId clientId, long nonce, long madeAt) {
        BrokerReply.Code refusal = gate(nonce, madeAt);
        if (refusal != BrokerReply.Code.DONE) {
            return new BrokerReply(refusal, null);
        }
        Optional<BrokerOrder> order = latest(clientId);
        if (order.isEmpty()) {
            return new BrokerReply(BrokerReply.Code.NO_ORDER, null);
        }
        if (!order.get().isWorking()) {
            return new BrokerReply(
                    terms.refusesLateCancel()
                            ? BrokerReply.Code.TOO_LATE
                            : BrokerReply.Code.NO_ORDER,
                    null);
        }
        end(order.get(), VenueOrder.State.CANCELED, "canceled by the client");
        return new BrokerReply(BrokerReply.Code.DONE, order.get().view());
    }

    /** Shows an order as it was so long ago. */
    public BrokerReply show(OrderId clientId, long behind) {
        if (isAway()) {
            return new BrokerReply(unavailable(), null);
        }
        long asOf = time.micros() - behind;
        return latest(clientId)
                .filter(order -> order.isVisible(time.micros(), asOf))
                .map(order -> new BrokerReply(BrokerReply.Code.DONE, order.viewAt(asOf)))
                .orElseGet(() -> new BrokerReply(BrokerReply.Code.NO_ORDER, null));
    }

    /** Whether it answers nothing now. */
    public boolean isAway() {
        return time.micros() < Math.max(bannedUntil, closedUntil);
    }

    public List<VenueOrder> openOrders(long behind) {
        long asOf = time.micros() - behind;
        List<VenueOrder> open = new ArrayList<>();
        for (BrokerOrder order : orders) {
            if (order.isVisible(time.micros(), asOf) && order.endedAt() > asOf) {
                open.add(order.viewAt(asOf));
            }
        }
        return open;
    }

    public History history(@Nullable String cursor, long behind) {
        long asOf = time.micros() - behind;
        int from = cursor == null ? 0 : Integer.parseInt(cursor);
        List<VenueOrder> ended = new ArrayList<>();
        List<VenueTrade> traded = new ArrayList<>();
        List<Movement> moved = new ArrayList<>();
        int next = from;
        while (next < log.size() && log.get(next).at <= asOf) {
            switch (log.get(next).what) {
                case VenueOrder order -> ended.add(order);
                case VenueTrade trade -> traded.add(trade);
                case Movement movement -> moved.add(movement);
                default -> throw new IllegalStateException("the log holds nothing else");
            }
            next++;
        }
        return new History(Integer.toString(next), ended, traded, moved);
    }

    public Holdings holdings(long behind) {
        return books.holdingsAt(time.micros() - behind, plan.has(Fault.CASH_ROUNDING));
    }

    // The truth.

    public BigDecimal position(InstrumentId instrument) {
        return books.position(instrument);
    }

    public BigDecimal cash() {
        return books.cash();
    }

    /** The orders with a client id, the latest last. */
    public List<BrokerOrder> orders(OrderId clientId) {
        return Collections.unmodifiableList(byClientId.getOrDefault(clientId, List.of()));
    }

    /** Everything that is told of the account in order: trades, movements and ends. */
    public History everything() {
        return history(null, 0);
    }

    public boolean isEdited() {
        return edited;
    }

    // What befalls the account.

    /** Money comes in or goes out. */
    public void move(Movement.Kind kind, BigDecimal amount, @Nullable InstrumentId instrument) {
        books.move(time.micros(), amount);
        Movement movement =
                new Movement(
                        name + "-M" + ++minted,
                        kind,
                        new Money(currency, amount),
                        instrument,
                        time.instant());
        log.add(new Entry(time.micros(), movement));
        watch.onMovement(movement);
    }

    /** Refuses everything until then, saying that it was too much. */
    public void ban(long until) {
        bannedUntil = until;
    }

    /** Answers nothing until then. */
    public void close(long until) {
        closedUntil = until;
    }

    /** Somebody else's order, from the broker's own window. */
    public void placeForeign(OrderRequest request) {
        if (fault(request) == BrokerReply.Code.DONE) {
            take(null, request);
        }
    }

    /** Ends a working order of Keel's that nobody asked to end. */
    public boolean cancelOne() {
        List<BrokerOrder> own = working.stream().filter(o -> o.clientId() != null).toList();
        if (own.isEmpty()) {
            return false;
        }
        end(dice.pick(own), VenueOrder.State.CANCELED, "canceled by the broker");
        return true;
    }

    /** Takes back one of the latest trades. */
    public boolean bustOne() {
        List<BrokerOrder.Traded> recent =
                trades.subList(Math.max(0, trades.size() - 5), trades.size()).stream()
                        .filter(traded -> !busted.contains(traded.trade().fill().tradeId()))
                        .filter(traded -> traded.trade().cause() == VenueTrade.Cause.ORDER)
                        .toList();
        if (recent.isEmpty()) {
            return false;
        }
        BrokerOrder.Traded chosen = dice.pick(recent);
        busted.add(chosen.trade().fill().tradeId());
        VenueTrade trade = chosen.trade();
        Fill fill = trade.fill();
        VenueTrade bust =
                new VenueTrade(
                        trade.clientId(),
                        trade.venueOrder(),
                        trade.instrument(),
                        trade.side(),
                        fill,
                        VenueTrade.Cause.BUST);
        BigDecimal before = position(trade.instrument());
        books.trade(
                time.micros(),
                instrument(trade.instrument()),
                trade.side().opposite(),
                fill.price().value(),
                fill.quantity().value(),
                fill.fee().amount().negate());
        if (chosen.order() != null) {
            chosen.order().fill(time.micros(), fill.quantity().value().negate());
        }
        log.add(new Entry(time.micros(), bust));
        watch.onTrade(bust, chosen.order(), before);
        if (terms.tellsBusts()) {
            tell(new StreamMessage.Traded(bust));
        }
        return true;
    }

    /** Closes a part of a derivative's position by force. */
    public boolean liquidateOne() {
        for (Instrument instrument : instruments.values()) {
            BigDecimal held = position(instrument.id());
            if (instrument.kind() == InstrumentKind.LINEAR && held.signum() != 0) {
                Side side = held.signum() > 0 ? Side.SELL : Side.BUY;
                BigDecimal part = part(instrument, held.abs());
                trade(null, instrument, side, part, false, VenueTrade.Cause.LIQUIDATION);
                return true;
            }
        }
        return false;
    }

    /** Changes a position, and no record will ever explain it. Once. */
    public boolean editOne() {
        if (edited) {
            return false;
        }
        for (Instrument instrument : instruments.values()) {
            BigDecimal held = position(instrument.id());
            if (held.signum() > 0) {
                edited = true;
                books.edit(time.micros(), instrument.id(), instrument.rules().lot().value());
                watch.onEdited(instrument.id());
                return true;
            }
        }
        return false;
    }

    /** Trades by other rules from now on. */
    public void change(Instrument changed) {
        instruments.put(changed.id(), changed);
    }

    public Instrument instrument(InstrumentId id) {
        return Optional.ofNullable(instruments.get(id)).orElseThrow();
    }

    // Its workings.

    private BrokerReply.Code gate(long nonce, long madeAt) {
        if (time.micros() < closedUntil) {
            return BrokerReply.Code.UNAVAILABLE;
        }
        if (!seen.add(nonce)) {
            return BrokerReply.Code.DUPLICATE;
        }
        if (time.micros() < bannedUntil) {
            return BrokerReply.Code.BANNED;
        }
        boolean stale = time.micros() - madeAt > terms.validity();
        return stale ? BrokerReply.Code.EXPIRED_REQUEST : BrokerReply.Code.DONE;
    }

    private BrokerReply.Code unavailable() {
        return time.micros() < closedUntil ? BrokerReply.Code.UNAVAILABLE : BrokerReply.Code.BANNED;
    }

    private BrokerReply.Code fault(OrderRequest request) {
        Instrument instrument = instruments.get(request.instrument());
        if (instrument == null) {
            return BrokerReply.Code.INVALID;
        }
        // What is held can be closed, also after the lot has become coarser.
        boolean onLot =
                request.isReduceOnly() || request.quantity().isMultipleOf(instrument.rules().lot());
        if (!onLot) {
            return BrokerReply.Code.INVALID;
        }
        Price tick = instrument.rules().tick();
        boolean onTick =
                request.type().limitPrice().filter(p -> !p.isMultipleOf(tick)).isEmpty()
                        && request.type()
                                .triggerPrice()
                                .filter(p -> !p.isMultipleOf(tick))
                                .isEmpty();
        if (!onTick) {
            return BrokerReply.Code.INVALID;
        }
        BigDecimal price = market.price(request.instrument());
        boolean crosses =
                request.type() instanceof OrderType.Limit(Price limit)
                        && (request.side() == Side.BUY
                                ? limit.value().compareTo(price) >= 0
                                : limit.value().compareTo(price) <= 0);
        if (request.isPostOnly() && crosses) {
            return BrokerReply.Code.INVALID;
        }
        if (instrument.kind() == InstrumentKind.SPOT) {
            boolean poor =
                    request.side() == Side.BUY
                            ? price.multiply(request.quantity().value()).compareTo(books.cash()) > 0
                            : position(instrument.id()).signum() <= 0;
            return poor ? BrokerReply.Code.FUNDS : BrokerReply.Code.DONE;
        }
        return request.isReduceOnly() && !reduces(request)
                ? BrokerReply.Code.FUNDS
                : BrokerReply.Code.DONE;
    }

    private boolean reduces(OrderRequest request) {
        int sign = position(request.instrument()).signum();
        return request.side() == Side.BUY ? sign < 0 : sign > 0;
    }

    private BrokerOrder take(@Nullable OrderId clientId, OrderRequest request) {
        long now = time.micros();
        BrokerOrder order =
                new BrokerOrder(
                        clientId,
                        new VenueOrderId(name + "-" + ++minted),
                        request,
                        now,
                        now + hiddenFor(clientId));
        orders.add(order);
        working.add(order);
        if (clientId != null) {
            byClientId.computeIfAbsent(clientId, _ -> new ArrayList<>(1)).add(order);
        }
        watch.onTaken(order);
        boolean fillsFirst = terms.fillsFirst();
        if (!fillsFirst) {
            tell(new StreamMessage.Taken(order.view()));
        }
        tryTrade(order, market.price(request.instrument()), false);
        if (fillsFirst && order.isWorking()) {
            tell(new StreamMessage.Taken(order.view()));
        }
        boolean atOnce =
                request.timeInForce() instanceof TimeInForce.ImmediateOrCancel
                        || request.timeInForce() instanceof TimeInForce.FillOrKill;
        if (atOnce && order.isWorking()) {
            end(order, VenueOrder.State.EXPIRED, "not filled at once");
        }
        return order;
    }

    private long hiddenFor(@Nullable OrderId order) {
        return plan.strikes(Fault.INVISIBLE_ORDER, () -> watch.state(order))
                ? plan.dice(Fault.INVISIBLE_ORDER).between(0, terms.lag() + 1)
                : 0;
    }

    private void onPrice(InstrumentId instrument, BigDecimal price) {
        for (BrokerOrder order : List.copyOf(working)) {
            if (!order.request().instrument().equals(instrument) || !order.isWorking()) {
                continue;
            }
            if (order.request().timeInForce() instanceof TimeInForce.GoodTillDate(var until)
                    && !time.instant().isBefore(until)) {
                end(order, VenueOrder.State.EXPIRED, "its time was up");
            } else {
                tryTrade(order, price, true);
            }
        }
    }

    private void tryTrade(BrokerOrder order, BigDecimal price, boolean rested) {
        if (!order.wakes(price) || !order.allows(price)) {
            return;
        }
        Instrument instrument = instrument(order.request().instrument());
        BigDecimal most = most(order, instrument, price);
        if (most.signum() <= 0) {
            end(order, VenueOrder.State.CANCELED, "nothing to trade it with");
            return;
        }
        BigDecimal quantity = order.remaining().min(most);
        boolean whole = order.request().timeInForce() instanceof TimeInForce.FillOrKill;
        boolean capped = quantity.compareTo(order.remaining()) < 0;
        if (whole && capped) {
            return;
        }
        if (!whole && plan.strikes(Fault.PARTIAL_FILL, () -> watch.state(order.clientId()))) {
            quantity = part(instrument, quantity);
        }
        boolean maker = rested && order.request().type() instanceof OrderType.Limit;
        trade(order, instrument, order.request().side(), quantity, maker, VenueTrade.Cause.ORDER);
        if (order.remaining().signum() <= 0) {
            overfill(order, instrument);
            end(order, VenueOrder.State.FILLED, "filled");
        } else if (quantity.compareTo(most) >= 0) {
            end(order, VenueOrder.State.CANCELED, "nothing more to trade it with");
        }
    }

    private void overfill(BrokerOrder order, Instrument instrument) {
        boolean may = instrument.kind() == InstrumentKind.LINEAR && !order.request().isReduceOnly();
        if (may
                && order.clientId() != null
                && plan.strikes(Fault.OVER_FILL, () -> watch.state(order.clientId()))) {
            trade(
                    order,
                    instrument,
                    order.request().side(),
                    instrument.rules().lot().value(),
                    false,
                    VenueTrade.Cause.ORDER);
        }
    }

    /** How much of an order can trade: reduce-only by the position, spot by what is there. */
    private BigDecimal most(BrokerOrder order, Instrument instrument, BigDecimal price) {
        BigDecimal held = position(instrument.id());
        BigDecimal opposite =
                (order.request().side() == Side.BUY ? held.negate() : held).max(BigDecimal.ZERO);
        if (order.request().isReduceOnly()) {
            return opposite;
        }
        if (instrument.kind() == InstrumentKind.LINEAR) {
            return order.remaining();
        }
        if (order.request().side() == Side.SELL) {
            return opposite;
        }
        BigDecimal cost = price.multiply(order.remaining()).multiply(BigDecimal.ONE.add(TAKER));
        return cost.compareTo(books.cash()) > 0 ? BigDecimal.ZERO : order.remaining();
    }

    /** Some of a quantity, in whole lots; all of it where it is a single one. */
    private BigDecimal part(Instrument instrument, BigDecimal quantity) {
        BigDecimal lot = instrument.rules().lot().value();
        BigDecimal some = quantity.multiply(BigDecimal.valueOf(0.2 + 0.6 * dice.share()));
        BigDecimal lots = some.divide(lot, 0, RoundingMode.DOWN);
        return lots.signum() == 0 ? quantity : lots.multiply(lot);
    }

    private void trade(
            @Nullable BrokerOrder order,
            Instrument instrument,
            Side side,
            BigDecimal quantity,
            boolean maker,
            VenueTrade.Cause cause) {
        BigDecimal price =
                maker && order != null
                        ? order.request().type().limitPrice().orElseThrow().value()
                        : market.price(instrument.id());
        BigDecimal fee =
                price.multiply(quantity)
                        .multiply(maker ? MAKER : TAKER)
                        .setScale(FEE_DECIMALS, RoundingMode.HALF_EVEN);
        Fill fill =
                new Fill(
                        new TradeId(name + "-T" + ++minted),
                        new Price(price),
                        new Quantity(quantity),
                        new Money(currency, fee),
                        maker ? Liquidity.MAKER : Liquidity.TAKER,
                        time.instant());
        VenueTrade trade =
                new VenueTrade(
                        order == null ? null : order.clientId(),
                        order == null ? new VenueOrderId(name + "-X" + minted) : order.id(),
                        instrument.id(),
                        side,
                        fill,
                        cause);
        BigDecimal before = position(instrument.id());
        books.trade(time.micros(), instrument, side, price, quantity, fee);
        if (order != null) {
            order.fill(time.micros(), quantity);
        }
        trades.add(new BrokerOrder.Traded(time.micros(), trade, order));
        log.add(new Entry(time.micros(), trade));
        watch.onTrade(trade, order, before);
        tell(new StreamMessage.Traded(trade));
    }

    private void end(BrokerOrder order, VenueOrder.State how, String why) {
        order.end(time.micros(), how, why);
        working.remove(order);
        log.add(new Entry(time.micros(), order.view()));
        watch.onEnded(order);
        tell(new StreamMessage.Ended(order.view()));
    }

    private Optional<BrokerOrder> latest(OrderId clientId) {
        List<BrokerOrder> own = byClientId.get(clientId);
        return own == null ? Optional.empty() : Optional.of(own.getLast());
    }

    private void tell(StreamMessage message) {
        List.copyOf(listeners).forEach(listener -> listener.accept(message));
    }

    /** What happened, in the order of the broker's books. */
    private record Entry(long at, Object what) {}
}
