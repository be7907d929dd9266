package dev.keel.core.account;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Quote;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Evidence;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.position.Position;
import dev.keel.core.position.PositionSide;
import dev.keel.core.venue.History;
import dev.keel.core.venue.Holdings;
import dev.keel.core.venue.Movement;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueReport;
import dev.keel.core.venue.VenueStatement;
import dev.keel.core.venue.VenueTrade;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Holds the venue's statement against the ledger. What the venue's own record explains is taken
 * over and logged; what it does not freezes risk until it is resolved. A figure that differs is
 * believed once two statements, further apart than the venue may be behind, agree on it while the
 * ledger stood still.
 */
final class ReconciliationDesk {
    /** A fill that the history tells first is late if it is older than this. */
    private static final Duration LATE = Duration.ofSeconds(10);

    /** Cash that differs by no more is a matter of rounding. */
    private static final BigDecimal ROUNDING = new BigDecimal("0.01");

    /** Unexplained differences worth more stop trading, in the account's currency. */
    private static final BigDecimal THRESHOLD = new BigDecimal("1000");

    private final Draft draft;
    private final VenueStatement statement;

    /** What was seen before, if the statement was asked for late enough to confirm it. */
    private final @Nullable Sighting before;

    private boolean historyTaken;

    private ReconciliationDesk(Draft draft, AccountCommand.Reconcile command) {
        this.draft = draft;
        this.statement = command.statement();
        this.before =
                Optional.ofNullable(command.before())
                        .filter(sighting -> isLater(command.statement(), sighting))
                        .orElse(null);
    }

    /** Whether a statement was asked for when all that a sighting's ledger knew had to show. */
    private static boolean isLater(VenueStatement statement, Sighting sighting) {
        return !statement.askedAt().isBefore(sighting.answeredAt().plus(sighting.settling()));
    }

    static void take(Draft draft, AccountCommand.Reconcile command) {
        ReconciliationDesk desk = new ReconciliationDesk(draft, command);
        boolean follows =
                Objects.equals(command.statement().after(), draft.state().cursor().orElse(null));
        if (command.statement().history() != null && follows) {
            desk.takeHistory(command.statement().history());
        }
        if (command.statement().openOrders() != null) {
            desk.takeOpenOrders(command.statement().openOrders());
        }
        if (command.statement().holdings() != null) {
            // What the history has not told yet explains nothing; it is not unexplained either.
            desk.historyTaken = command.statement().history() != null && follows;
            desk.compare(command.statement().holdings());
        }
        desk.haltIfTooMuch();
    }

    /** Whether holdings differ at this moment, for whatever reason. */
    static boolean differs(AccountState state, VenueStatement statement) {
        Holdings holdings = statement.holdings();
        if (holdings == null) {
            return false;
        }
        return instruments(state, holdings).stream()
                        .anyMatch(id -> signed(state, id).compareTo(holdings.position(id)) != 0)
                || (holdings.cash() != null
                        && holdings.cash().minus(state.cash()).amount().abs().compareTo(ROUNDING)
                                > 0);
    }

    private void takeHistory(History history) {
        for (VenueTrade trade : history.trades()) {
            if (draft.state().told().trades().get(keyOf(trade)).isEmpty()) {
                takeTrade(trade);
            }
        }
        history.movements().forEach(this::takeMovement);
        String cursor = history.cursor();
        if (cursor != null && !cursor.equals(draft.state().cursor().orElse(null))) {
            // In the venue's order; from now on they are behind the cursor.
            List<TradeKey> covered =
                    history.trades().stream()
                            .map(ReconciliationDesk::keyOf)
                            .filter(key -> draft.state().told().trades().get(key).isPresent())
                            .toList();
            draft.emit(new AccountEvent.HistoryRead(draft.now(), cursor, covered));
        }
        history.ended().forEach(order -> VenueDesk.takeFound(draft, order));
    }

    /** The key that the trade leaves when it is applied; a bust is the trade of the other side. */
    private static TradeKey keyOf(VenueTrade trade) {
        return new TradeKey(
                trade.instrument(),
                trade.fill().tradeId(),
                trade.cause() == VenueTrade.Cause.BUST ? trade.side().opposite() : trade.side());
    }

    private void takeTrade(VenueTrade trade) {
        Optional<Order> own = Optional.ofNullable(trade.clientId()).flatMap(draft.state()::order);
        if (own.isPresent()) {
            takeOwn(own.get(), trade);
        } else if (draft.state().instrument(trade.instrument()).isEmpty()) {
            found(
                    Difference.Subject.FILL,
                    Difference.Explanation.UNKNOWN,
                    trade.instrument(),
                    null,
                    trade.fill().quantity().value(),
                    "trade "
                            + trade.fill().tradeId()
                            + " on an instrument that the account does not know");
        } else {
            draft.emit(new AccountEvent.ExternalTraded(draft.now(), trade));
            found(
                    Difference.Subject.FILL,
                    explanation(trade),
                    trade.instrument(),
                    null,
                    signedQuantity(trade),
                    describe(trade) + "; taken into the ledger");
            VenueDesk.afterPositionChange(draft, trade.instrument());
        }
    }

    private void takeOwn(Order order, VenueTrade trade) {
        boolean busts = trade.cause() == VenueTrade.Cause.BUST;
        boolean news =
                busts
                        ? order.hasFill(trade.fill().tradeId())
                        : !order.hasSeen(trade.fill().tradeId());
        if (!news) {
            return;
        }
        Evidence evidence = new Evidence("venue history", "trade " + trade.fill().tradeId());
        OrderChange change =
                busts
                        ? new OrderChange.Busted(trade.fill(), evidence)
                        : new OrderChange.Filled(trade.fill());
        VenueDesk.take(draft, new VenueReport(order.id(), change));
        boolean late = Duration.between(trade.fill().at(), draft.now()).compareTo(LATE) > 0;
        if (busts || late) {
            found(
                    Difference.Subject.FILL,
                    busts ? Difference.Explanation.BUST : Difference.Explanation.LATE_FILL,
                    trade.instrument(),
                    null,
                    signedQuantity(trade),
                    describe(trade) + "; taken into the ledger");
        }
    }

    private Difference.Explanation explanation(VenueTrade trade) {
        return switch (trade.cause()) {
            case LIQUIDATION -> Difference.Explanation.LIQUIDATION;
            case BUST -> Difference.Explanation.BUST;
            case ORDER ->
                    trade.clientId() != null && draft.state().profile().minted(trade.clientId())
                            ? Difference.Explanation.LATE_FILL
                            : Difference.Explanation.MANUAL_TRADE;
        };
    }

    private static BigDecimal signedQuantity(VenueTrade trade) {
        BigDecimal quantity = trade.fill().quantity().value();
        return PositionSide.openedBy(trade.side()) == PositionSide.LONG
                ? quantity
                : quantity.negate();
    }

    private static String describe(VenueTrade trade) {
        return "trade "
                + trade.fill().tradeId()
                + " of venue order "
                + trade.venueOrder()
                + (trade.clientId() == null ? "" : ", our order " + trade.clientId())
                + ": "
                + trade.side()
                + " "
                + trade.fill().quantity()
                + " at "
                + trade.fill().price();
    }

    private void takeMovement(Movement movement) {
        boolean known = movement.amount().asset().equals(draft.state().profile().currency());
        if (known) {
            draft.emit(
                    new AccountEvent.FundsMoved(
                            draft.now(),
                            movement.amount(),
                            movement.id(),
                            movement.kind(),
                            movement.instrument()));
        }
        Difference.Explanation explanation =
                switch (movement.kind()) {
                    case TRANSFER -> Difference.Explanation.TRANSFER;
                    case FUNDING -> Difference.Explanation.FUNDING;
                    case FEE -> Difference.Explanation.FEE;
                    case ROUNDING -> Difference.Explanation.ROUNDING;
                };
        found(
                movement.kind() == Movement.Kind.FUNDING
                        ? Difference.Subject.FUNDING
                        : Difference.Subject.BALANCE,
                known ? explanation : Difference.Explanation.UNKNOWN,
                movement.instrument(),
                null,
                movement.amount().amount(),
                movement.kind()
                        + " "
                        + movement.id()
                        + " of "
                        + movement.amount()
                        + (known ? "; taken into the ledger" : "; in another currency"));
    }

    private void takeOpenOrders(List<VenueOrder> working) {
        Set<OrderId> shown = new HashSet<>();
        List<VenueOrder> external = new ArrayList<>();
        for (VenueOrder order : working) {
            OrderId id = order.clientId();
            if (id == null || !draft.state().profile().minted(id)) {
                external.add(order);
            } else {
                shown.add(id);
                takeOwnWorking(order, id);
            }
        }
        if (!external.equals(draft.state().externalOrders())) {
            draft.emit(new AccountEvent.ExternalOrdersSeen(draft.now(), external));
        }
        for (Order order : draft.state().openOrders()) {
            boolean shouldShow =
                    order.status() == OrderStatus.WORKING
                            || order.status() == OrderStatus.PARTIALLY_FILLED;
            if (shouldShow && !shown.contains(order.id()) && wasThere(order)) {
                draft.emit(
                        order.id(), new OrderChange.Doubted("not among the venue's open orders"));
            }
        }
    }

    /**
     * Whether the order must have shown in this statement and the one before if it still worked.
     */
    private boolean wasThere(Order order) {
        return before != null
                && before.ledger()
                        .order(order.id())
                        .filter(known -> known.venueId().isPresent())
                        .isPresent()
                && before.statement().openOrders() != null
                && before.statement().openOrders().stream()
                        .map(VenueOrder::clientId)
                        .noneMatch(order.id()::equals);
    }

    private void takeOwnWorking(VenueOrder order, OrderId id) {
        Optional<Order> known = draft.state().order(id);
        if (known.filter(Order::isOpen).isPresent()) {
            VenueDesk.takeFound(draft, order);
            return;
        }
        // The statement may be older than the end; only one that was asked for after it counts.
        boolean confirmed =
                before != null
                        && before.statement().openOrders() != null
                        && before.ledger().order(id).filter(Order::isOpen).isEmpty()
                        && before.statement().openOrders().stream()
                                .map(VenueOrder::clientId)
                                .anyMatch(id::equals);
        if (confirmed && !isOnRecord(Difference.Subject.ORDER, order.instrument(), null)) {
            draft.emit(
                    new AccountEvent.Alarmed(
                            draft.now(),
                            AlarmKind.REAPPEARED_ORDER,
                            order.instrument(),
                            "order " + id + " works at the venue as " + order.id()));
            found(
                    Difference.Subject.ORDER,
                    Difference.Explanation.UNKNOWN,
                    order.instrument(),
                    null,
                    order.quantity().value(),
                    "order " + id + " has ended in the ledger and works at the venue");
        }
    }

    private void compare(Holdings holdings) {
        for (InstrumentId id : instruments(draft.state(), holdings)) {
            comparePosition(id, holdings.position(id));
        }
        if (holdings.cash() != null) {
            compareCash(holdings.cash());
        }
    }

    private void comparePosition(InstrumentId id, BigDecimal venue) {
        BigDecimal ledger = signed(draft.state(), id);
        if (ledger.compareTo(venue) == 0) {
            resolve(Difference.Subject.POSITION, id, "position " + plain(venue));
        } else if (isConfirmed(id, ledger, venue)
                && !isOnRecord(Difference.Subject.POSITION, id, venue)) {
            found(
                    Difference.Subject.POSITION,
                    Difference.Explanation.UNKNOWN,
                    id,
                    ledger,
                    venue,
                    "two statements agree on the position, and no trade explains it");
        }
    }

    private boolean isConfirmed(InstrumentId id, BigDecimal ledger, BigDecimal venue) {
        return before != null
                && historyTaken
                && before.statement().holdings() != null
                && before.statement().holdings().position(id).compareTo(venue) == 0
                && signed(before.ledger(), id).compareTo(ledger) == 0
                && before.ledger().position(id).equals(draft.state().position(id))
                && before.earlier() != null
                && before.earlier().position(id).equals(draft.state().position(id));
    }

    private void compareCash(Money venue) {
        Money ledger = draft.state().cash();
        Money difference = venue.minus(ledger);
        if (difference.isZero()) {
            resolve(Difference.Subject.BALANCE, null, "cash " + venue);
            return;
        }
        boolean confirmed =
                before != null
                        && historyTaken
                        && before.statement().holdings() != null
                        && venue.equals(before.statement().holdings().cash())
                        && before.ledger().cash().equals(ledger)
                        && before.earlier() != null
                        && before.earlier().cash().equals(ledger);
        if (!confirmed) {
            return;
        }
        if (difference.amount().abs().compareTo(ROUNDING) <= 0) {
            found(
                    Difference.Subject.BALANCE,
                    Difference.Explanation.ROUNDING,
                    null,
                    ledger.amount(),
                    venue.amount(),
                    "two statements agree; booked as rounding");
            draft.emit(
                    new AccountEvent.FundsMoved(
                            draft.now(),
                            difference,
                            "rounding-" + draft.state().sequence(),
                            Movement.Kind.ROUNDING,
                            null));
            resolve(Difference.Subject.BALANCE, null, "cash " + venue);
        } else if (!isOnRecord(Difference.Subject.BALANCE, null, venue.amount())) {
            found(
                    Difference.Subject.BALANCE,
                    Difference.Explanation.UNKNOWN,
                    null,
                    ledger.amount(),
                    venue.amount(),
                    "two statements agree on the balance, and no movement explains it");
        }
    }

    private boolean isOnRecord(
            Difference.Subject subject,
            @Nullable InstrumentId instrument,
            @Nullable BigDecimal venue) {
        return draft.state().unexplained().stream()
                .filter(known -> known.subject() == subject)
                .filter(known -> Objects.equals(known.instrument(), instrument))
                .anyMatch(known ->
                        venue == null
                                || (known.venue() != null && known.venue().compareTo(venue) == 0));
    }

    private void resolve(
            Difference.Subject subject, @Nullable InstrumentId instrument, String agreed) {
        for (Difference known : draft.state().unexplained()) {
            if (known.subject() == subject && Objects.equals(known.instrument(), instrument)) {
                draft.emit(
                        new AccountEvent.DifferenceResolved(
                                draft.now(),
                                known.number(),
                                new Evidence(
                                        "statement",
                                        agreed + " on both sides at " + statement.askedAt())));
            }
        }
    }

    private void found(
            Difference.Subject subject,
            Difference.Explanation explanation,
            @Nullable InstrumentId instrument,
            @Nullable BigDecimal ledger,
            @Nullable BigDecimal venue,
            String detail) {
        draft.emit(
                new AccountEvent.DifferenceFound(
                        draft.now(),
                        new Difference(
                                draft.state().safety().differencesFound() + 1,
                                subject,
                                explanation,
                                instrument,
                                ledger,
                                venue,
                                impact(subject, instrument, ledger, venue),
                                detail)));
    }

    private @Nullable Money impact(
            Difference.Subject subject,
            @Nullable InstrumentId id,
            @Nullable BigDecimal ledger,
            @Nullable BigDecimal venue) {
        BigDecimal gap =
                Objects.requireNonNullElse(venue, BigDecimal.ZERO)
                        .subtract(Objects.requireNonNullElse(ledger, BigDecimal.ZERO))
                        .abs();
        if (subject == Difference.Subject.BALANCE || subject == Difference.Subject.FUNDING) {
            return new Money(draft.state().profile().currency(), gap);
        }
        if (id == null) {
            return null;
        }
        Optional<Instrument> instrument = draft.state().instrument(id);
        Optional<Price> price =
                draft.situation()
                        .market()
                        .latest(id)
                        .map(Quote::last)
                        .or(() -> draft.state().position(id).flatMap(Position::averagePrice));
        return instrument.isPresent() && price.isPresent()
                ? instrument.get().notional(price.get(), new Quantity(gap))
                : null;
    }

    private void haltIfTooMuch() {
        BigDecimal total = BigDecimal.ZERO;
        for (Difference known : draft.state().unexplained()) {
            if (known.impact() != null) {
                total = total.add(known.impact().amount());
            }
        }
        boolean halted = draft.state().thrown(SwitchScope.OfAccount.INSTANCE).isPresent();
        if (total.compareTo(THRESHOLD) > 0 && !halted) {
            draft.emit(
                    new AccountEvent.Halted(
                            draft.now(),
                            SwitchScope.OfAccount.INSTANCE,
                            KillLevel.NO_NEW,
                            "unexplained differences of " + plain(total),
                            "keel"));
        }
    }

    private static Set<InstrumentId> instruments(AccountState state, Holdings holdings) {
        Set<InstrumentId> all = new TreeSet<>(holdings.positions().keySet());
        state.positions().forEach(position -> all.add(position.instrument().id()));
        for (Difference known : state.unexplained()) {
            if (known.instrument() != null) {
                all.add(known.instrument());
            }
        }
        return all;
    }

    private static BigDecimal signed(AccountState state, InstrumentId id) {
        return state.position(id)
                .map(position ->
                        position.side() == PositionSide.SHORT
                                ? position.quantity().value().negate()
                                : position.quantity().value())
                .orElse(BigDecimal.ZERO);
    }

    private static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }
}
