package dev.keel.sim.matching;

import dev.keel.core.account.AccountState;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Bar;
import dev.keel.core.market.BarSeries;
import dev.keel.core.market.Market;
import dev.keel.core.market.Quote;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Evidence;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.Origin;
import dev.keel.core.position.Position;
import dev.keel.core.venue.History;
import dev.keel.core.venue.Holdings;
import dev.keel.core.venue.Venue;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueProfile;
import dev.keel.core.venue.VenueReport;
import dev.keel.core.venue.VenueStatement;
import dev.keel.sim.tariff.TradedVolume;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One account's orders matched against market data: the venue of a backtest, and the paper venue.
 *
 * <p><b>The market</b> comes in as bars, each in three calls: {@link #onOpen}, when only its open
 * is known; {@link #onRange}, when the rest of it is played; {@link #onClose}. Or it comes in as
 * trades ({@link #onTrade}), but not both for one instrument. After the range the market's price is
 * the close.
 *
 * <p><b>When orders trade.</b> An order meets the market's price when it is submitted, or with
 * {@linkplain VenueModel#latency latency} at the first open, close or trade that comes no earlier
 * than it arrives. What it can take there it takes, as a taker. Then it waits:
 *
 * <ul>
 *   <li><i>Market</i>: fills at the price it meets; what volume does not allow, or before there is
 *       a price, waits for the next open, close or trade.
 *   <li><i>Limit</i>: takes the market's price if that is at the limit or better, never paying
 *       slippage beyond the limit. Waiting, it fills as a maker: at the open if the bar opens
 *       beyond the limit, else at the limit when the range trades {@linkplain LimitFill through it
 *       or touches it}; what volume did not allow before, where all of a bar lies beyond the limit,
 *       at the bar's worst price. Post-only that would take is refused, or canceled if it was
 *       acknowledged already.
 *   <li><i>Stop</i>: is triggered when the market is at the trigger or beyond, and then is a market
 *       order at the trigger, or at the open if the bar opens beyond it; never better.
 *   <li><i>Stop-limit</i>: once triggered, takes the price that triggered it if the limit allows,
 *       else waits as a limit order from the next event on.
 *   <li><i>Trailing stop</i>: the trigger follows the best price since the order arrived. In a bar,
 *       the worst price is held against the trigger as it stood before; then the best price pulls
 *       the trigger along; and if the close lies beyond it then, the order fills at the trigger.
 * </ul>
 *
 * <p><b>In a range</b>, stops come before limits. Orders that a fill in the range gives rise to
 * meet the close; but the stop of an entry that filled in the range is held against the bar's worst
 * price too: after a limit entry the market certainly got there later, after a stop entry it may
 * have, and the worse is assumed.
 *
 * <p><b>Conditions.</b>
 *
 * <ul>
 *   <li><i>Pairs</i>: the exits of one entry share one quantity. What one of them trades, the other
 *       no longer can; it is canceled when it has nothing left, or when the one fills whole. A part
 *       filled does not take the stop away from the rest.
 *   <li><i>Reduce-only</i>: a fill is capped by the opposite position; an order that has nothing
 *       left to reduce when it would trade, or after it has, is canceled.
 *   <li><i>Immediate or cancel, fill or kill</i>: decided at the price the order meets, for stops
 *       when they are triggered. Before there is a price they wait for one.
 *   <li><i>Good till date</i>: expires at the first event that comes no earlier, before matching.
 *       An order that expires inside a bar takes no part in its range.
 *   <li><i>Volume</i>: with {@linkplain VenueModel#participation a share of volume} set, fills on
 *       an instrument share that part of the bar's volume, oldest order first, rounded down to the
 *       lot; the rest goes on with the next bar. At the open the volume of the bar before stands
 *       for the one that nobody knows yet. Unknown volume limits nothing.
 *   <li><i>Prices</i> of takers carry the {@linkplain VenueModel#slippage slippage}; all fills are
 *       rounded to the tick against the account. <i>Fees</i> are the instrument's, on the notional,
 *       or those of a {@linkplain VenueModel#fees schedule}; its 30 days begin anew at a restart.
 *   <li><i>Holding</i>: what {@linkplain VenueModel#carry it costs} is charged at its times, on
 *       what is held then at the last price before; of times inside a bar, on what is held after
 *       the bar's open. It shows in the history of the next statement.
 * </ul>
 *
 * <p><b>Refused</b> is what a venue refuses: unknown instruments, prices off tick, quantities off
 * lot, a notional below the minimum (unless reduce-only). Funds and holdings are the account's
 * business, not checked here.
 *
 * <p><b>After a restart</b> the orders that the account knows a venue id of work on with what
 * remains; trailing stops start from the next price. Orders without one were never here, and a
 * query says so. A cancel that was not answered before is answered when the order is queried.
 *
 * <p><b>Threads.</b> Safe for any number; the market of one instrument must come from one thread at
 * a time. Reports are delivered in order, one at a time, on a thread that called the venue, after
 * the venue has done its part: the listener may call back. With a single thread, all reports are
 * delivered when a call returns.
 */
public final class MatchingVenue implements Venue, Market {
    static final String EVIDENCE_SOURCE = "paper venue";

    private static final History NO_HISTORY = new History(null, List.of(), List.of(), List.of());

    private final Object lock = new Object();
    private final VenueModel model;
    private final InstantSource clock;
    private final Outbox outbox;
    private final Map<InstrumentId, Book> books = new ConcurrentHashMap<>();
    private final Map<OrderId, WorkingOrder> open = new HashMap<>();
    private final ClosedOrders closed = new ClosedOrders();
    private final TradedVolume traded = new TradedVolume();
    private final @Nullable CarryDesk carry;

    /** The book that was asked for last, to save the look-up; any thread's answer is right. */
    private volatile @Nullable NamedBook recent;

    /**
     * Takes up the account's working orders, positions and instruments.
     *
     * @param clock market time; stamps fills and decides when an order arrives
     * @param listener hears nothing before the first call
     */
    public MatchingVenue(
            VenueModel model,
            InstantSource clock,
            Venue.Listener listener,
            AccountState restoredFrom) {
        this.model = model;
        this.clock = clock;
        this.outbox = new Outbox(lock, listener);
        this.carry =
                model.carry().isNone()
                        ? null
                        : new CarryDesk(model.carry(), restoredFrom.cursor().orElse(null));
        synchronized (lock) {
            restore(restoredFrom);
        }
    }

    @Override
    public void submit(Order order) {
        synchronized (lock) {
            if (open.containsKey(order.id())) {
                throw new IllegalStateException("order " + order.id() + " was sent twice");
            }
            WorkingOrder working = new WorkingOrder(order);
            book(order.request().instrument()).submit(working);
            if (!working.isClosed()) {
                open.put(working.id(), working);
            }
        }
        outbox.deliver();
    }

    @Override
    public void cancel(Order order) {
        synchronized (lock) {
            WorkingOrder working = open.get(order.id());
            if (working != null) {
                bookOf(working).cancel(working, "canceled on request");
            } else {
                Evidence why = evidence("order " + order.id() + " is not open");
                outbox.add(new VenueReport(order.id(), new OrderChange.CancelRefused(why)));
            }
        }
        outbox.deliver();
    }

    /**
     * {@inheritDoc}
     *
     * <p>Says again all that was said of an order since the restart. Of one that ended so long ago
     * that it is forgotten nothing is said.
     */
    @Override
    public void query(OrderId order) {
        synchronized (lock) {
            WorkingOrder working = open.get(order);
            if (working != null) {
                answer(working);
            } else {
                closed.find(order).ifPresentOrElse(this::repeat, () -> answerUnknown(order));
            }
        }
        outbox.deliver();
    }

    /**
     * {@inheritDoc}
     *
     * <p>It keeps no cash, which is the account's own, and no history but that of {@linkplain
     * VenueModel#carry charges on what is held}: every trade is reported.
     */
    @Override
    public void state(@Nullable String after) {
        Instant askedAt = clock.instant();
        synchronized (lock) {
            List<VenueOrder> working =
                    open.values().stream()
                            .filter(order -> !order.open().isZero())
                            .sorted(Comparator.comparing(WorkingOrder::id))
                            .map(MatchingVenue::show)
                            .toList();
            Map<InstrumentId, BigDecimal> held = new HashMap<>();
            books.forEach((id, book) -> held.put(id, book.net()));
            VenueStatement statement =
                    new VenueStatement(
                            askedAt,
                            after,
                            working,
                            carry == null ? NO_HISTORY : carry.after(after),
                            new Holdings(held, null));
            outbox.add(new VenueAnswer.Stated(statement));
        }
        outbox.deliver();
    }

    @Override
    public VenueProfile profile() {
        return VenueProfile.IN_PROCESS;
    }

    /** In process, the balance is always confirmed as of now. */
    @Override
    public Optional<Instant> balanceAsOf() {
        return Optional.of(clock.instant());
    }

    /** Takes the rules and fees of an instrument, for orders from now on and fills of all. */
    @Override
    public void list(Instrument instrument) {
        synchronized (lock) {
            book(instrument.id()).list(instrument);
        }
    }

    /** The market as the bars or trades have told it so far. */
    @Override
    public Optional<Quote> latest(InstrumentId instrument) {
        return book(instrument).tape().quote();
    }

    /**
     * Whether money has moved on the account without a trade, which a statement would show. Whoever
     * drives the market has the account reconciled then, as a live one is after the venue's notice.
     */
    public boolean owesStatement() {
        return carry != null && carry.isOwed();
    }

    /**
     * A bar opens.
     *
     * @param bar only its time and open are looked at
     */
    public void onOpen(InstrumentId instrument, Bar bar) {
        Book book = book(instrument);
        charge(book, bar.openMillis());
        if (book.isQuiet()) {
            book.tape().open(bar);
            return;
        }
        synchronized (lock) {
            book.tape().open(bar);
            book.open(bar);
        }
        outbox.deliver();
    }

    /** What lies between the open and the close of a bar is played. */
    public void onRange(InstrumentId instrument, Bar bar) {
        Book book = book(instrument);
        charge(book, bar.closeMillis() - 1);
        if (book.isQuiet()) {
            book.tape().play(bar);
            return;
        }
        synchronized (lock) {
            book.tape().play(bar);
            book.range(bar);
        }
        outbox.deliver();
    }

    /** A bar closes, after its range was played. */
    public void onClose(InstrumentId instrument, Bar bar) {
        Book book = book(instrument);
        if (book.isQuiet()) {
            return;
        }
        synchronized (lock) {
            book.close(bar);
        }
        outbox.deliver();
    }

    /** The market of an instrument, for bars that nobody here waits for. */
    public Passing passing(InstrumentId instrument) {
        return new Passing(book(instrument), carry == null && !model.slippage().needsSigma());
    }

    /** The market trades. Waiting limit orders fill at their limit, stops at the trade's price. */
    public void onTrade(InstrumentId instrument, Price price, Quantity quantity, Instant at) {
        Book book = book(instrument);
        charge(book, at.toEpochMilli());
        synchronized (lock) {
            Tick tick = new Tick(price, quantity, at);
            book.tape().trade(tick);
            book.trade(tick);
        }
        outbox.deliver();
    }

    /** Charges what is held for the time that has passed, before anything else happens. */
    private void charge(Book book, long upToMillis) {
        if (carry != null) {
            synchronized (lock) {
                carry.charge(book, upToMillis);
            }
        }
    }

    private void restore(AccountState account) {
        account.instruments().forEach(this::list);
        for (Position position : account.positions()) {
            book(position.instrument().id()).hold(position);
        }
        for (Order order : account.openOrders()) {
            order.venueId()
                    .map(id -> WorkingOrder.restored(order, id, pairTraded(account, order)))
                    .ifPresent(this::restore);
        }
    }

    private void restore(WorkingOrder working) {
        open.put(working.id(), working);
        bookOf(working).restore(working);
    }

    /** What the other exits of the same entry have traded. */
    private static Quantity pairTraded(AccountState account, Order order) {
        if (!(order.origin() instanceof Origin.OfProtection)) {
            return Quantity.ZERO;
        }
        List<Quantity> traded =
                Stream.concat(
                                account.openOrders().stream(),
                                account.recentlyClosedOrders().stream())
                        .filter(other -> other.origin().equals(order.origin()))
                        .filter(other -> !other.id().equals(order.id()))
                        .map(other -> other.execution().quantity())
                        .toList();
        return traded.stream().reduce(Quantity.ZERO, Quantity::plus);
    }

    private void answer(WorkingOrder working) {
        repeat(working);
        if (working.isCancelOwed()) {
            bookOf(working).cancel(working, "canceled on request");
        } else if (working.open().isZero()) {
            bookOf(working).cancel(working, "pair: all was filled by the other");
        }
    }

    private void repeat(WorkingOrder working) {
        for (OrderChange change : working.history()) {
            outbox.add(new VenueReport(working.id(), change));
        }
    }

    private void answerUnknown(OrderId order) {
        if (!closed.mayHaveForgotten(order)) {
            Evidence why = evidence("order " + order + " is not known");
            outbox.add(new VenueReport(order, new OrderChange.Refused(why)));
        }
    }

    private static VenueOrder show(WorkingOrder order) {
        Quantity quantity = order.request().quantity();
        return new VenueOrder(
                order.id(),
                order.venueId(),
                order.request().instrument(),
                order.side(),
                quantity,
                quantity.minus(order.open()),
                VenueOrder.State.WORKING,
                order.stage().toString());
    }

    private void report(WorkingOrder order, OrderChange change) {
        order.history().add(change);
        outbox.add(new VenueReport(order.id(), change));
        if (order.isClosed()) {
            open.remove(order.id());
            closed.add(order);
        }
    }

    private Book bookOf(WorkingOrder order) {
        return book(order.request().instrument());
    }

    private Book book(InstrumentId instrument) {
        NamedBook known = recent;
        if (known != null && known.name.equals(instrument)) {
            return known.book;
        }
        NamedBook found =
                new NamedBook(instrument, books.computeIfAbsent(instrument, _ -> newBook()));
        recent = found;
        return found.book;
    }

    private Book newBook() {
        return new Book(model, clock, this::report, traded);
    }

    private static Evidence evidence(String reference) {
        return new Evidence(EVIDENCE_SOURCE, reference);
    }

    /**
     * Bars on which nothing can happen at this venue. By far the most bars of a market are such:
     * they move its last price, and nothing else, without an object or a look-up.
     */
    public static final class Passing {
        private final Book book;

        /** Neither what is held is charged for as time goes by, nor are bars measured. */
        private final boolean timeless;

        private Passing(Book book, boolean timeless) {
            this.book = book;
            this.timeless = timeless;
        }

        /** Whether no order waits and no bar is looked at for itself, so that a bar may pass. */
        public boolean isQuiet() {
            return timeless && book.isQuiet();
        }

        /**
         * Bars up to this one have opened and closed, as in three calls of the venue for each; only
         * while it is quiet.
         */
        public void pass(BarSeries series, int index) {
            book.tape().pass(series, index);
        }
    }

    private record NamedBook(InstrumentId name, Book book) {}
}
