package dev.keel.sim.matching;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.market.Bar;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Evidence;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Liquidity;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.Side;
import dev.keel.core.position.Position;
import dev.keel.core.position.PositionSide;
import dev.keel.sim.tariff.FeeSchedule;
import dev.keel.sim.tariff.TradedVolume;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One instrument at the venue: the account's orders on it, oldest first, and what it holds. Guarded
 * by the venue's lock, but for {@link #tape} and {@link #isQuiet}.
 */
final class Book {
    /** Where a book says what happened to an order. */
    interface Reports {
        /**
         * Takes a change; with the last one the order is {@linkplain WorkingOrder#isClosed closed}.
         */
        void report(WorkingOrder order, OrderChange change);
    }

    /** Between which prices the market was when a waiting limit order was reached. */
    private record Span(Price low, Price high) {
        Price worstFor(Side side) {
            return side == Side.BUY ? high : low;
        }

        Price bestFor(Side side) {
            return side == Side.BUY ? low : high;
        }
    }

    private final Tape tape;
    private final VenueModel model;
    private final InstantSource clock;
    private final Reports reports;
    private final VolumeBudget budget;
    private final TradedVolume traded;
    private final List<WorkingOrder> orders = new ArrayList<>();
    private final List<OrderId> filledInRange = new ArrayList<>(0);

    private @Nullable Terms terms;

    /** What the account holds; negative when it is short. */
    private BigDecimal net = BigDecimal.ZERO;

    private @Nullable Bar lastRange;
    private boolean inRange;
    private long event;
    private volatile boolean quiet = true;

    /**
     * @param traded what the account trades on all its instruments together
     */
    Book(VenueModel model, InstantSource clock, Reports reports, TradedVolume traded) {
        this.tape = model.slippage().needsSigma() ? new Tape(new SigmaMeter()) : new Tape();
        this.traded = traded;
        this.model = model;
        this.clock = clock;
        this.reports = reports;
        this.budget = new VolumeBudget(model.participation(), tape);
    }

    /** For any thread; to be written under the lock unless the book is quiet. */
    Tape tape() {
        return tape;
    }

    /** Whether no order waits here; for any thread. */
    boolean isQuiet() {
        return quiet;
    }

    void list(Instrument instrument) {
        terms = new Terms(instrument, model.slippage());
    }

    /** The instrument as it was listed; null before. */
    @Nullable Instrument instrument() {
        return terms == null ? null : terms.instrument();
    }

    BigDecimal net() {
        return net;
    }

    void hold(Position position) {
        BigDecimal quantity = position.quantity().value();
        net = position.side() == PositionSide.SHORT ? quantity.negate() : quantity;
    }

    /** Takes back an order that was here before a restart. */
    void restore(WorkingOrder order) {
        if (order.isImmediate() && order.stage() != WorkingOrder.Stage.ARMED) {
            order.travelUntil(Instant.MIN);
        }
        add(order);
    }

    /** Takes a new order, or refuses it. */
    void submit(WorkingOrder order) {
        Price last = tape.last();
        Optional<String> refusal = refusal(order, last);
        if (refusal.isPresent()) {
            end(order, new OrderChange.Refused(evidence(refusal.get())));
            return;
        }
        reports.report(order, new OrderChange.Accepted(order.venueId()));
        if (order.isExpiredAt(clock.instant())) {
            expire(order);
        } else if (last != null && model.latency().isZero() && !isBornInRange(order)) {
            arrive(order, last);
        } else if (!model.latency().isZero() || order.isImmediate()) {
            order.travelUntil(clock.instant().plus(model.latency()));
        }
        if (!order.isClosed()) {
            add(order);
        }
        sweep();
    }

    /** Cancels the rest of an open order. */
    void cancel(WorkingOrder order, String why) {
        end(order, new OrderChange.Canceled(evidence(why)));
        sweep();
    }

    void open(Bar bar) {
        Price price = bar.openPrice();
        atPrice(price, bar.openTime(), new Span(price, price));
    }

    /**
     * Plays what lies between open and close. Stops come before limits: where a bar reaches both,
     * the worse is assumed.
     */
    void range(Bar bar) {
        event++;
        lastRange = bar;
        filledInRange.clear();
        inRange = true;
        expireInside(bar);
        Price open = bar.openPrice();
        Price close = bar.closePrice();
        Span span = new Span(bar.lowPrice(), bar.highPrice());
        for (WorkingOrder order : orders) {
            if (isIn(order, WorkingOrder.Stage.ARMED)) {
                stopInRange(order, open, span, close);
            }
        }
        for (WorkingOrder order : orders) {
            if (isIn(order, WorkingOrder.Stage.LIMIT) && !order.wasWokenBy(event)) {
                limitAt(order, span.bestFor(order.side()), span);
            }
        }
        inRange = false;
        sweep();
    }

    void close(Bar bar) {
        for (WorkingOrder order : orders) {
            if (order.isBornInRange()) {
                stopBornInRange(order, bar);
            }
        }
        Span span = new Span(bar.lowPrice(), bar.highPrice());
        atPrice(bar.closePrice(), bar.closeTime(), span);
    }

    void trade(Tick tick) {
        atPrice(tick.price(), tick.at(), null);
    }

    private Optional<String> refusal(WorkingOrder order, @Nullable Price last) {
        if (terms == null) {
            return Optional.of(
                    RefusalCode.UNKNOWN_INSTRUMENT + ": " + order.request().instrument());
        }
        Optional<String> broken = terms.refusal(order.request(), last);
        if (broken.isEmpty()
                && last != null
                && model.latency().isZero()
                && takesAgainstItsWill(order, last)) {
            return Optional.of(postOnly(last));
        }
        return broken;
    }

    private static boolean takesAgainstItsWill(WorkingOrder order, Price market) {
        return order.request().isPostOnly() && order.accepts(market);
    }

    private static String postOnly(Price market) {
        return RefusalCode.POST_ONLY + ": would trade at once at " + market;
    }

    /**
     * Whether this is the stop of an entry that filled in the range which was just played: the rest
     * of that range is still to come for it.
     */
    private boolean isBornInRange(WorkingOrder order) {
        boolean born =
                lastRange != null
                        && order.stage() == WorkingOrder.Stage.ARMED
                        && tape.endsWith(lastRange)
                        && filledInRange.stream().anyMatch(order::protects);
        order.bornInRange(born);
        return born;
    }

    /** Holds the stop against the bar's worst price, which came after the entry, or may have. */
    private void stopBornInRange(WorkingOrder order, Bar bar) {
        order.bornInRange(false);
        Price worst = order.side() == Side.BUY ? bar.highPrice() : bar.lowPrice();
        if (order.isTriggeredBy(worst)) {
            fire(order, order.triggerPrice());
        }
    }

    private void atPrice(Price price, Instant now, @Nullable Span span) {
        event++;
        for (WorkingOrder order : orders) {
            if (!order.isClosed()) {
                atPrice(order, price, now, span);
            }
        }
        sweep();
    }

    private void atPrice(WorkingOrder order, Price price, Instant now, @Nullable Span span) {
        order.bornInRange(false);
        Instant arrivesAt = order.arrivesAt();
        if (order.isExpiredAt(now)) {
            expire(order);
        } else if (arrivesAt == null) {
            waitingAt(order, price, span);
        } else if (!arrivesAt.isAfter(now)) {
            arrive(order, price);
        }
    }

    /** An order reaches the market: what it can trade at once, it takes. */
    private void arrive(WorkingOrder order, Price market) {
        order.travelUntil(null);
        switch (order.stage()) {
            case MARKET -> take(order, market);
            case LIMIT -> {
                if (takesAgainstItsWill(order, market)) {
                    end(order, new OrderChange.Canceled(evidence(postOnly(market))));
                } else if (order.accepts(market)) {
                    take(order, market);
                }
                cancelRestIfImmediate(order);
            }
            case ARMED -> stopAt(order, market);
        }
    }

    private void waitingAt(WorkingOrder order, Price market, @Nullable Span span) {
        switch (order.stage()) {
            case MARKET -> take(order, market);
            case LIMIT -> limitAt(order, market, span);
            case ARMED -> stopAt(order, market);
        }
    }

    /**
     * Fills a waiting limit order if the market has reached it: at the limit, or where the whole
     * span lies beyond it, at the price of the span that is worst for the account.
     */
    private void limitAt(WorkingOrder order, Price market, @Nullable Span span) {
        Price limit = order.limit();
        if (limit == null || !order.isReachedBy(market, model.limitFill())) {
            return;
        }
        Price worst = span == null ? limit : span.worstFor(order.side());
        Price price = order.accepts(worst) ? worst : limit;
        trade(order, rules().rounded(order.side(), price), Liquidity.MAKER);
    }

    private void stopAt(WorkingOrder order, Price market) {
        if (order.isTriggeredBy(market)) {
            fire(order, market);
        } else {
            order.follow(market);
        }
    }

    /**
     * Holds a stop against a bar: first its worst price against the trigger as it stood, then, for
     * one that trails, the close against the trigger that the best price has pulled along.
     */
    private void stopInRange(WorkingOrder order, Price open, Span span, Price close) {
        if (order.isTriggeredBy(span.worstFor(order.side()))) {
            fire(order, order.isTriggeredBy(open) ? open : order.triggerPrice());
            return;
        }
        order.follow(span.bestFor(order.side()));
        if (order.isTriggeredBy(close)) {
            fire(order, order.triggerPrice());
        }
    }

    private void fire(WorkingOrder order, Price market) {
        order.wake(event);
        if (order.accepts(market)) {
            take(order, market);
        }
        cancelRestIfImmediate(order);
    }

    private void take(WorkingOrder order, Price market) {
        Price price = rules().takerPrice(order.side(), market, order.limit(), situation(order));
        trade(order, price, Liquidity.TAKER);
        cancelRestIfImmediate(order);
    }

    /** What slippage depends on, if it depends on anything. */
    private SlippageModel.Situation situation(WorkingOrder order) {
        return model.slippage() instanceof SlippageModel.None
                ? SlippageModel.Situation.UNKNOWN
                : new SlippageModel.Situation(order.open(), tape.volume(), tape.sigma());
    }

    private void cancelRestIfImmediate(WorkingOrder order) {
        if (!order.isClosed() && order.isImmediate()) {
            String rule = order.isAllOrNothing() ? "fill or kill" : "immediate or cancel";
            end(order, new OrderChange.Canceled(evidence(rule + ": no more to be had at once")));
        }
    }

    /** Trades as much as the market, the position and the order's pair leave, maybe nothing. */
    private void trade(WorkingOrder order, Price price, Liquidity liquidity) {
        Quantity wanted = order.open();
        if (order.request().isReduceOnly()) {
            wanted = rules().wholeLots(wanted.min(reducibleBy(order.side())));
        }
        if (wanted.isZero()) {
            cancelForNothing(order);
            return;
        }
        Quantity quantity = rules().wholeLots(budget.offer(wanted));
        boolean tooLittle =
                order.isAllOrNothing() && order.request().quantity().isGreaterThan(quantity);
        if (quantity.isZero() || tooLittle) {
            return;
        }
        fill(order, price, quantity, liquidity);
        afterFill(order, quantity);
    }

    private void fill(WorkingOrder order, Price price, Quantity quantity, Liquidity liquidity) {
        budget.use(quantity);
        net = order.side() == Side.BUY ? net.add(quantity.value()) : net.subtract(quantity.value());
        Money fee = fee(order, price, quantity, liquidity);
        Fill fill =
                new Fill(order.trade(quantity), price, quantity, fee, liquidity, clock.instant());
        reports.report(order, new OrderChange.Filled(fill));
        if (inRange && !order.request().protection().isNone()) {
            filledInRange.add(order.id());
        }
    }

    private Money fee(WorkingOrder order, Price price, Quantity quantity, Liquidity liquidity) {
        FeeSchedule schedule = model.fees();
        if (schedule == null) {
            return rules().fee(price, quantity, liquidity);
        }
        Instant now = clock.instant();
        Money notional = rules().notional(price, quantity);
        Money fee = schedule.fee(notional, quantity, liquidity, traded.at(now));
        traded.add(now, notional);
        return order.feeTab(notional.asset()).add(fee, schedule.minimumPerOrder());
    }

    private void afterFill(WorkingOrder order, Quantity quantity) {
        for (WorkingOrder pair : orders) {
            if (!pair.isClosed() && order.isPairedWith(pair)) {
                pair.withdraw(quantity);
                if (order.isClosed() || pair.open().isZero()) {
                    endPaired(pair, order);
                }
            }
        }
        boolean reducesNothing =
                order.request().isReduceOnly() && reducibleBy(order.side()).isZero();
        if (!order.isClosed() && (order.open().isZero() || reducesNothing)) {
            cancelForNothing(order);
        }
    }

    private void cancelForNothing(WorkingOrder order) {
        String why =
                order.open().isZero()
                        ? "pair: the rest was filled by the other"
                        : "reduce-only: nothing is left to reduce";
        end(order, new OrderChange.Canceled(evidence(why)));
    }

    private void endPaired(WorkingOrder order, WorkingOrder filled) {
        end(order, new OrderChange.Canceled(evidence("pair: order " + filled.id() + " filled")));
    }

    /** How much of what is held an order of this side can close. */
    private Quantity reducibleBy(Side side) {
        boolean opposite = side == Side.BUY ? net.signum() < 0 : net.signum() > 0;
        return opposite ? new Quantity(net.abs()) : Quantity.ZERO;
    }

    /** Whether a price was reached before or after an expiry inside a bar is not known. */
    private void expireInside(Bar bar) {
        for (WorkingOrder order : orders) {
            if (order.expiresBefore(bar.closeTime())) {
                expire(order);
            }
        }
    }

    private void expire(WorkingOrder order) {
        end(order, new OrderChange.Expired(evidence("time in force is over")));
    }

    private void end(WorkingOrder order, OrderChange change) {
        order.close();
        reports.report(order, change);
    }

    private static boolean isIn(WorkingOrder order, WorkingOrder.Stage stage) {
        return !order.isClosed() && order.arrivesAt() == null && order.stage() == stage;
    }

    private void add(WorkingOrder order) {
        orders.add(order);
        quiet = false;
    }

    /** Takes out what has ended; never in the middle of an event. */
    private void sweep() {
        if (!quiet) {
            orders.removeIf(WorkingOrder::isClosed);
            quiet = orders.isEmpty();
        }
    }

    private Terms rules() {
        if (terms == null) {
            throw new IllegalStateException("an order waits on an instrument that is not listed");
        }
        return terms;
    }

    private static Evidence evidence(String reference) {
        return new Evidence(MatchingVenue.EVIDENCE_SOURCE, reference);
    }
}
