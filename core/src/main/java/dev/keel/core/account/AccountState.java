package dev.keel.core.account;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.money.Money;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.Origin;
import dev.keel.core.position.Position;
import dev.keel.core.risk.EquityMarks;
import dev.keel.core.signal.SignalId;
import dev.keel.core.signal.SignalSource;
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
    /** How many closed orders stay at hand, for late reports and repeated keys. */
    public static final int REMEMBERED_ORDERS = 128;

    private final AccountProfile profile;
    private final AccountSettings settings;
    private final long sequence;
    private final Book book;
    private final Orders orders;
    private final Signals signals;
    private final @Nullable EquityMarks marks;
    private final @Nullable String haltReason;

    private AccountState(
            AccountProfile profile,
            AccountSettings settings,
            long sequence,
            Book book,
            Orders orders,
            Signals signals,
            @Nullable EquityMarks marks,
            @Nullable String haltReason) {
        this.profile = profile;
        this.settings = settings;
        this.sequence = sequence;
        this.book = book;
        this.orders = orders;
        this.signals = signals;
        this.marks = marks;
        this.haltReason = haltReason;
    }

    static AccountState opened(AccountProfile profile, AccountSettings settings) {
        return new AccountState(
                profile,
                settings,
                1,
                new Book(Money.zero(profile.currency()), SortedTable.empty(), SortedTable.empty()),
                new Orders(SortedTable.empty(), SortedTable.empty(), 0, 0),
                new Signals(SortedTable.empty(), SortedTable.empty()),
                null,
                null);
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

    /** The latest closed orders, in the order in which they closed. */
    public List<Order> recentlyClosedOrders() {
        return orders.closed.values();
    }

    /** An open or recently closed order. */
    public Optional<Order> order(OrderId id) {
        Optional<Order> open = orders.open.get(id);
        return open.isPresent() ? open : orders.closing(id).flatMap(orders.closed::get);
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

    /** Why the account is halted; empty if it is not. */
    public Optional<String> haltReason() {
        return Optional.ofNullable(haltReason);
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
                profile, settings, sequence + 1, book, orders, signals, marks, haltReason);
    }

    AccountState withSettings(AccountSettings newSettings) {
        return new AccountState(
                profile, newSettings, sequence, book, orders, signals, marks, haltReason);
    }

    AccountState withHalt(@Nullable String reason) {
        return new AccountState(profile, settings, sequence, book, orders, signals, marks, reason);
    }

    AccountState withMarks(EquityMarks newMarks) {
        return new AccountState(
                profile, settings, sequence, book, orders, signals, newMarks, haltReason);
    }

    AccountState withCash(Money cash) {
        return withBook(new Book(cash, book.instruments, book.positions));
    }

    AccountState withInstrument(Instrument instrument) {
        return withBook(
                new Book(
                        book.cash,
                        book.instruments.with(instrument.id(), instrument),
                        book.positions));
    }

    AccountState withPosition(Position position, Money cash) {
        return withBook(
                new Book(
                        cash,
                        book.instruments,
                        book.positions.with(position.instrument().id(), position)));
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
        return withOrders(
                order.isOpen() ? orders.withOpen(order, minted) : orders.withClosed(order, minted));
    }

    private AccountState withBook(Book newBook) {
        return new AccountState(
                profile, settings, sequence, newBook, orders, signals, marks, haltReason);
    }

    private AccountState withOrders(Orders newOrders) {
        return new AccountState(
                profile, settings, sequence, book, newOrders, signals, marks, haltReason);
    }

    private AccountState withSignals(Signals newSignals) {
        return new AccountState(
                profile, settings, sequence, book, orders, newSignals, marks, haltReason);
    }

    private record Book(
            Money cash,
            SortedTable<InstrumentId, Instrument> instruments,
            SortedTable<InstrumentId, Position> positions) {}

    /**
     * @param closed by the number of their closing, so that the one that closed first is forgotten
     *     first: an old order that closed just now may still get a late fill
     * @param minted how many order ids have been used
     * @param closings how many orders have closed
     */
    private record Orders(
            SortedTable<OrderId, Order> open,
            SortedTable<Long, Order> closed,
            long minted,
            long closings) {

        Orders withOpen(Order order, long nowMinted) {
            return new Orders(open.with(order.id(), order), closed, nowMinted, closings);
        }

        Orders withClosed(Order order, long nowMinted) {
            boolean wasOpen = open.get(order.id()).isPresent();
            Optional<Long> before =
                    wasOpen || nowMinted > minted ? Optional.empty() : closing(order.id());
            if (before.isPresent()) {
                return new Orders(open, closed.with(before.get(), order), minted, closings);
            }
            SortedTable<Long, Order> more = closed.with(closings, order);
            return new Orders(
                    open.without(order.id()),
                    more.size() > REMEMBERED_ORDERS ? more.withoutFirst() : more,
                    nowMinted,
                    closings + 1);
        }

        /** The number under which a closed order is remembered. */
        Optional<Long> closing(OrderId id) {
            List<Order> remembered = closed.values();
            for (int i = remembered.size() - 1; i >= 0; i--) {
                if (remembered.get(i).id().equals(id)) {
                    return Optional.of(closings - remembered.size() + i);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * @param last the bar close of the latest signal of each source
     */
    private record Signals(
            SortedTable<SignalId, HeldSignal> held, SortedTable<SignalSource, Instant> last) {}
}
