package dev.keel.core.account;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.Origin;
import dev.keel.core.position.Position;
import dev.keel.core.risk.EquityMarks;
import dev.keel.core.signal.SignalId;
import dev.keel.core.signal.SignalSource;
import dev.keel.core.venue.VenueOrder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything an account knows, folded from its events. Immutable; {@link Account#apply} makes the
 * next one.
 *
 * <p>Of closed orders only the latest {@value #REMEMBERED_ORDERS} are kept, so that memory is
 * bounded; the journal has all.
 */
public final class AccountState {
    /** How many closed orders stay at hand at least, for late reports and repeated keys. */
    public static final int REMEMBERED_ORDERS = 64;

    /** How many closed orders are collected before they join the others. */
    private static final int COLLECTED_ORDERS = 8;

    private final AccountProfile profile;
    private final AccountSettings settings;
    private final long sequence;
    private final Book book;
    private final Orders orders;
    private final Signals signals;
    private final @Nullable EquityMarks marks;
    private final Safety safety;
    private final Told told;

    private AccountState(
            AccountProfile profile,
            AccountSettings settings,
            long sequence,
            Book book,
            Orders orders,
            Signals signals,
            @Nullable EquityMarks marks,
            Safety safety,
            Told told) {
        this.profile = profile;
        this.settings = settings;
        this.sequence = sequence;
        this.book = book;
        this.orders = orders;
        this.signals = signals;
        this.marks = marks;
        this.safety = safety;
        this.told = told;
    }

    static AccountState opened(AccountProfile profile, AccountSettings settings) {
        return new AccountState(
                profile,
                settings,
                1,
                new Book(Money.zero(profile.currency()), SortedTable.empty(), SortedTable.empty()),
                Orders.NONE,
                new Signals(SortedTable.empty(), SortedTable.empty()),
                null,
                Safety.NONE,
                Told.NOTHING);
    }

    public AccountId id() {
        return profile.id();
    }

    public AccountProfile profile() {
        return profile;
    }

    public AccountSettings settings() {
        return settings;
    }

    /** How many events the account has had. */
    public long sequence() {
        return sequence;
    }

    /** Cash in the account's currency: transfers, trades and fees. */
    public Money cash() {
        return book.cash;
    }

    public Optional<Instrument> instrument(InstrumentId id) {
        return book.instruments.get(id);
    }

    /** All instruments in the order of their ids. */
    public List<Instrument> instruments() {
        return book.instruments.values();
    }

    /** The position in an instrument; empty if it never traded. */
    public Optional<Position> position(InstrumentId id) {
        return book.positions.get(id);
    }

    /** All positions ever held, flat ones included, in the order of their instruments. */
    public List<Position> positions() {
        return book.positions.values();
    }

    /** The orders that are not terminal, oldest first. */
    public List<Order> openOrders() {
        return orders.open.values();
    }

    /** The orders that were closed latest; of about the same age, in the order of their ids. */
    public List<Order> recentlyClosedOrders() {
        return Stream.concat(orders.older.values().stream(), orders.young().values().stream())
                .toList();
    }

    /** An open or recently closed order. */
    public Optional<Order> order(OrderId id) {
        Optional<Order> open = orders.open.get(id);
        return open.isPresent() ? open : orders.closed(id);
    }

    /** The open or recently closed order with this client key. */
    public Optional<Order> order(ClientKey key) {
        return Stream.concat(openOrders().stream(), recentlyClosedOrders().stream())
                .filter(order ->
                        order.origin() instanceof Origin.OfClient(ClientKey used, String _)
                                && used.equals(key))
                .findFirst();
    }

    /** Signals that wait for a person, in the order of their ids. */
    public List<HeldSignal> heldSignals() {
        return signals.held.values();
    }

    public Optional<HeldSignal> heldSignal(SignalId id) {
        return signals.held.get(id);
    }

    public Optional<EquityMarks> marks() {
        return Optional.ofNullable(marks);
    }

    /** Why the whole account is halted; empty if it is not. */
    public Optional<String> haltReason() {
        return thrown(SwitchScope.OfAccount.INSTANCE).map(Thrown::reason);
    }

    /** A kill switch of the account, if it is thrown. */
    public Optional<Thrown> thrown(SwitchScope scope) {
        return safety.thrown(scope);
    }

    /** Differences from the venue that nobody has explained, oldest first. */
    public List<Difference> unexplained() {
        return safety.differences().values();
    }

    /** Since when a position is without the stop that it should have. */
    public Optional<Instant> nakedSince(InstrumentId instrument) {
        return safety.watch().nakedSince().get(instrument);
    }

    /** Where what is held is to be given up; empty if it needs no stop. */
    public Optional<Price> plannedStop(InstrumentId instrument) {
        return safety.watch()
                .plans()
                .get(instrument)
                .flatMap(plan -> Optional.ofNullable(plan.stop()));
    }

    /** Whether the market has come to where what is held is to be given up. */
    public boolean isAtPlannedStop(InstrumentId instrument, Price last) {
        Optional<Price> stop = plannedStop(instrument);
        return stop.isPresent()
                && position(instrument)
                        .filter(held -> held.isStopped(stop.get(), last))
                        .isPresent();
    }

    /** What is to come in an order's place. */
    public Optional<Amendment> amendment(OrderId order) {
        return safety.amendments().get(order);
    }

    /** Up to where the venue's history is taken; empty while it was never read. */
    public Optional<String> cursor() {
        return Optional.ofNullable(told.cursor());
    }

    /** Orders of others that work on this account, as the venue showed them last. */
    public List<VenueOrder> externalOrders() {
        return told.external();
    }

    /**
     * What is at stake, whatever the market does: positions at cost, and orders that may add to
     * them at the price they are reserved at. What limits over several accounts count.
     */
    public Money stake() {
        Money stake = Money.zero(profile.currency());
        for (Position position : positions()) {
            stake = stake.plus(position.cost());
        }
        for (Order order : openOrders()) {
            if (!order.request().isReduceOnly()) {
                stake = stake.plus(reserved(order));
            }
        }
        return stake;
    }

    private Money reserved(Order order) {
        return instrument(order.request().instrument())
                .orElseThrow(() ->
                        new IllegalStateException(
                                "order " + order.id() + " trades an unknown instrument"))
                .notional(order.reservedAt(), order.remaining());
    }

    Safety safety() {
        return safety;
    }

    Told told() {
        return told;
    }

    /** The bar close of the latest signal of a source; signals up to it were handled. */
    Optional<Instant> lastSignal(SignalSource source) {
        return signals.last.get(source);
    }

    OrderId nextOrderId() {
        return profile.orderId(orders.minted + 1);
    }

    AccountState next() {
        return new AccountState(
                profile, settings, sequence + 1, book, orders, signals, marks, safety, told);
    }

    AccountState withSettings(AccountSettings newSettings) {
        return new AccountState(
                profile, newSettings, sequence, book, orders, signals, marks, safety, told);
    }

    @SuppressWarnings("ReferenceEquality") // what is the same object is certainly equal
    AccountState with(Safety newSafety) {
        if (newSafety == safety) {
            return this;
        }
        return new AccountState(
                profile, settings, sequence, book, orders, signals, marks, newSafety, told);
    }

    @SuppressWarnings("ReferenceEquality") // what is the same object is certainly equal
    AccountState with(Told newTold) {
        if (newTold == told) {
            return this;
        }
        return new AccountState(
                profile, settings, sequence, book, orders, signals, marks, safety, newTold);
    }

    AccountState withMarks(EquityMarks newMarks) {
        return new AccountState(
                profile, settings, sequence, book, orders, signals, newMarks, safety, told);
    }

    AccountState withCash(Money cash) {
        return withBook(new Book(cash, book.instruments, book.positions));
    }

    AccountState withInstrument(Instrument instrument) {
        SortedTable<InstrumentId, Position> positions =
                book.positions
                        .get(instrument.id())
                        .map(held -> book.positions.with(instrument.id(), held.with(instrument)))
                        .orElse(book.positions);
        return withBook(
                new Book(book.cash, book.instruments.with(instrument.id(), instrument), positions));
    }

    AccountState withPosition(Position position, Money cash) {
        return withBook(book.with(position, cash));
    }

    /** What a fill of an order moves, at once. */
    AccountState withTrade(Position position, Money cash, Order order, Safety newSafety) {
        return new AccountState(
                profile,
                settings,
                sequence,
                book.with(position, cash),
                orders.with(order, orders.minted),
                signals,
                marks,
                newSafety,
                told);
    }

    /** Takes a new order; its id must be the next one. */
    AccountState withNewOrder(Order order) {
        return withOrder(order, orders.minted + 1);
    }

    AccountState withOrder(Order order) {
        return withOrder(order, orders.minted);
    }

    AccountState withHeldSignal(HeldSignal held) {
        return withSignals(new Signals(signals.held.with(held.signal().id(), held), signals.last));
    }

    /** Marks a signal as seen, waiting no more. */
    AccountState withHandledSignal(SignalId id) {
        SignalSource source = id.source();
        Optional<Instant> before = signals.last.get(source);
        boolean later = before.isEmpty() || before.get().isBefore(id.barClose());
        return withSignals(
                new Signals(
                        signals.held.size() == 0 ? signals.held : signals.held.without(id),
                        later ? signals.last.with(source, id.barClose()) : signals.last));
    }

    private AccountState withOrder(Order order, long minted) {
        return withOrders(orders.with(order, minted));
    }

    private AccountState withBook(Book newBook) {
        return new AccountState(
                profile, settings, sequence, newBook, orders, signals, marks, safety, told);
    }

    private AccountState withOrders(Orders newOrders) {
        return new AccountState(
                profile, settings, sequence, book, newOrders, signals, marks, safety, told);
    }

    private AccountState withSignals(Signals newSignals) {
        return new AccountState(
                profile, settings, sequence, book, orders, newSignals, marks, safety, told);
    }

    private record Book(
            Money cash,
            SortedTable<InstrumentId, Instrument> instruments,
            SortedTable<InstrumentId, Position> positions) {
        Book with(Position position, Money newCash) {
            return new Book(
                    newCash, instruments, positions.with(position.instrument().id(), position));
        }
    }

    /**
     * Closed orders in two generations: when the younger is full the older is forgotten, so that
     * remembering an order copies half of what is remembered at most. And few orders copy that
     * much: those closed last are collected by themselves first.
     *
     * @param latest of the younger generation, those closed last
     * @param closed of the younger generation, the others
     * @param minted how many order ids have been used
     */
    private record Orders(
            SortedTable<OrderId, Order> open,
            SortedTable<OrderId, Order> latest,
            SortedTable<OrderId, Order> closed,
            SortedTable<OrderId, Order> older,
            long minted) {
        static final Orders NONE =
                new Orders(
                        SortedTable.empty(),
                        SortedTable.empty(),
                        SortedTable.empty(),
                        SortedTable.empty(),
                        0);

        Optional<Order> closed(OrderId id) {
            Optional<Order> last = latest.get(id);
            if (last.isPresent()) {
                return last;
            }
            Optional<Order> young = closed.get(id);
            return young.isPresent() ? young : older.get(id);
        }

        SortedTable<OrderId, Order> young() {
            return closed.withAll(latest);
        }

        Orders with(Order order, long mintedNow) {
            return order.isOpen()
                    ? new Orders(open.with(order.id(), order), latest, closed, older, mintedNow)
                    : withClosed(order, mintedNow);
        }

        private Orders withClosed(Order order, long mintedNow) {
            OrderId id = order.id();
            SortedTable<OrderId, Order> stillOpen = open.without(id);
            if (older.get(id).isPresent()) {
                return new Orders(stillOpen, latest, closed, older.with(id, order), mintedNow);
            }
            if (closed.get(id).isPresent()) {
                return new Orders(stillOpen, latest, closed.with(id, order), older, mintedNow);
            }
            SortedTable<OrderId, Order> more = latest.with(id, order);
            if (closed.size() + more.size() >= REMEMBERED_ORDERS) {
                return new Orders(
                        stillOpen,
                        SortedTable.empty(),
                        SortedTable.empty(),
                        closed.withAll(more),
                        mintedNow);
            }
            return more.size() < COLLECTED_ORDERS
                    ? new Orders(stillOpen, more, closed, older, mintedNow)
                    : new Orders(
                            stillOpen, SortedTable.empty(), closed.withAll(more), older, mintedNow);
        }
    }

    /**
     * @param last the bar close of the latest signal of each source
     */
    private record Signals(
            SortedTable<SignalId, HeldSignal> held, SortedTable<SignalSource, Instant> last) {}
}
