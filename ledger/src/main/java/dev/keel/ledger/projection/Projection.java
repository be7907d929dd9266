package dev.keel.ledger.projection;

import dev.keel.core.account.Account;
import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountId;
import dev.keel.core.account.AccountState;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.journal.Append;
import dev.keel.core.order.Evidence;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.position.Position;
import dev.keel.core.signal.Signal;
import dev.keel.core.venue.VenueTrade;
import dev.keel.ledger.event.EventCodec;
import dev.keel.ledger.projection.RecordedSignal.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows that consecutive events of one account change. */
public final class Projection {
    private final @Nullable AccountState before;
    private final AccountState after;
    private final AccountId account;
    private final Map<OrderId, OrderTrace.Steps> orders = new LinkedHashMap<>();
    private final List<Row> rows = new ArrayList<>();

    private Projection(@Nullable AccountState before, AccountState after) {
        this.before = before;
        this.after = after;
        this.account = after.id();
    }

    /**
     * The rows of all tables, events included; a row that changes twice may come twice, in the
     * order of its changes. The state after the append must still remember every order in it.
     *
     * @throws IllegalArgumentException if an event is one of those whose consequences hang on the
     *     state before it, and the append does not tell that
     */
    public static List<Row> of(Append append) {
        Projection projection = new Projection(append.before(), append.after());
        projection.addEvents(append.events());
        projection.addAll(append.events());
        return projection.rows;
    }

    /**
     * The same without the events' own rows.
     *
     * @param before the state before the first event; null if that opens the account
     * @param after the state after the last event
     */
    public static List<Row> tablesOf(
            @Nullable AccountState before, List<AccountEvent> events, AccountState after) {
        Projection projection = new Projection(before, after);
        projection.addAll(events);
        return projection.rows;
    }

    /** The order that an event is about, as {@code event.order_id} has it. */
    public static @Nullable OrderId orderOf(AccountEvent event) {
        return switch (event) {
            case AccountEvent.OrderPlaced placed -> placed.order();
            case AccountEvent.OrderRefused refused -> refused.order();
            case AccountEvent.OrderChanged changed -> changed.order();
            case AccountEvent.SignalExecuted executed -> executed.order();
            case AccountEvent.AmendRequested amend -> amend.order();
            case AccountEvent.ExternalTraded external -> external.trade().clientId();
            case AccountEvent.Opened _,
                    AccountEvent.FundsMoved _,
                    AccountEvent.InstrumentListed _,
                    AccountEvent.SettingsChanged _,
                    AccountEvent.Halted _,
                    AccountEvent.Resumed _,
                    AccountEvent.EquityMarked _,
                    AccountEvent.SignalHeld _,
                    AccountEvent.SignalDeclined _,
                    AccountEvent.ExternalOrdersSeen _,
                    AccountEvent.HistoryRead _,
                    AccountEvent.DifferenceFound _,
                    AccountEvent.DifferenceResolved _,
                    AccountEvent.PositionNaked _,
                    AccountEvent.PositionCovered _,
                    AccountEvent.Alarmed _ ->
                    null;
        };
    }

    private void addEvents(List<AccountEvent> events) {
        long sequence = after.sequence() - events.size();
        for (AccountEvent event : events) {
            sequence++;
            OrderId order = orderOf(event);
            RecordedPayload row =
                    new RecordedPayload(
                            account,
                            sequence,
                            EventCodec.encode(event),
                            order == null ? null : order.value());
            rows.add(LedgerTables.EVENT.row(Row.Kind.INSERT, row));
        }
    }

    private void addAll(List<AccountEvent> events) {
        long sequence = after.sequence() - events.size();
        boolean fold = events.stream().anyMatch(Projection::hangsOnTheStateBefore);
        AccountState state = before;
        for (int i = 0; i < events.size(); i++) {
            sequence++;
            AccountEvent event = events.get(i);
            add(sequence, event);
            if (fold) {
                AccountState next = i == events.size() - 1 ? after : next(state, event);
                if (hangsOnTheStateBefore(event)) {
                    addConsequences(
                            new Moment(sequence, event.at(), required(state, event), next), event);
                }
                state = next;
            }
        }
        orders.forEach((id, steps) -> rows.add(orderRow(id, steps)));
        rows.add(accountRow(events));
    }

    private static AccountState next(@Nullable AccountState state, AccountEvent event) {
        return state == null ? Account.replay(List.of(event)) : Account.apply(state, event);
    }

    private AccountState required(@Nullable AccountState state, AccountEvent event) {
        if (state == null) {
            throw new IllegalArgumentException(
                    "append to account "
                            + account
                            + " must name the state before it: it has "
                            + EventCodec.type(event));
        }
        return state;
    }

    /** Whether what an event means for the tables is the difference that it makes. */
    private static boolean hangsOnTheStateBefore(AccountEvent event) {
        return switch (event) {
            case AccountEvent.OrderChanged(var _, var _, var change) ->
                    change instanceof OrderChange.Filled || change instanceof OrderChange.Busted;
            case AccountEvent.ExternalTraded _,
                    AccountEvent.ExternalOrdersSeen _,
                    AccountEvent.HistoryRead _,
                    AccountEvent.DifferenceFound _,
                    AccountEvent.DifferenceResolved _ ->
                    true;
            case AccountEvent.Halted halted -> SafetyRows.isForDifferences(halted);
            case AccountEvent.Opened _,
                    AccountEvent.FundsMoved _,
                    AccountEvent.InstrumentListed _,
                    AccountEvent.SettingsChanged _,
                    AccountEvent.Resumed _,
                    AccountEvent.EquityMarked _,
                    AccountEvent.SignalHeld _,
                    AccountEvent.SignalDeclined _,
                    AccountEvent.SignalExecuted _,
                    AccountEvent.OrderPlaced _,
                    AccountEvent.OrderRefused _,
                    AccountEvent.AmendRequested _,
                    AccountEvent.PositionNaked _,
                    AccountEvent.PositionCovered _,
                    AccountEvent.Alarmed _ ->
                    false;
        };
    }

    private void add(long sequence, AccountEvent event) {
        switch (event) {
            case AccountEvent.OrderPlaced placed -> steps(placed.order()).placed(placed.at());
            case AccountEvent.OrderRefused refused -> steps(refused.order()).placed(refused.at());
            case AccountEvent.OrderChanged(var at, var order, var change) ->
                    steps(order).changed(at, change);
            case AccountEvent.SignalHeld(var at, var signal, var expiresAt) ->
                    addSignal(sequence, at, signal, new Outcome.Held(expiresAt));
            case AccountEvent.SignalDeclined(var at, var signal, var reason, var detail, var _) ->
                    addSignal(sequence, at, signal, new Outcome.Declined(reason, detail));
            case AccountEvent.SignalExecuted(var at, var signal, var order) ->
                    addSignal(sequence, at, signal, new Outcome.Executed(order));
            case AccountEvent.Halted halted ->
                    rows.add(SafetyRows.thrown(account, sequence, halted));
            case AccountEvent.Resumed resumed ->
                    rows.add(SafetyRows.armed(account, sequence, resumed));
            case AccountEvent.Alarmed alarm ->
                    rows.add(
                            SafetyTables.ALARM.row(
                                    Row.Kind.INSERT, new RecordedAlarm(account, sequence, alarm)));
            case AccountEvent.FundsMoved moved ->
                    addPostings(
                            Entry.ofMovement(
                                    new Posting.Event(account, sequence, moved.at()), moved));
            case AccountEvent.Opened _,
                    AccountEvent.InstrumentListed _,
                    AccountEvent.SettingsChanged _,
                    AccountEvent.AmendRequested _,
                    AccountEvent.ExternalTraded _,
                    AccountEvent.ExternalOrdersSeen _,
                    AccountEvent.HistoryRead _,
                    AccountEvent.DifferenceFound _,
                    AccountEvent.DifferenceResolved _,
                    AccountEvent.PositionNaked _,
                    AccountEvent.PositionCovered _,
                    AccountEvent.EquityMarked _ -> {
                // They show in the account's own row, or in the difference that they make.
            }
        }
    }

    private void addConsequences(Moment moment, AccountEvent event) {
        switch (event) {
            case AccountEvent.OrderChanged(var _, var id, OrderChange.Filled(Fill fill)) ->
                    addFill(moment, orderIn(moment.after(), id), fill);
            case AccountEvent.OrderChanged(
                            var _,
                            var id,
                            OrderChange.Busted(Fill fill, var evidence)) ->
                    addBust(moment, orderIn(moment.after(), id), fill, evidence);
            case AccountEvent.ExternalTraded(var _, var trade) -> addExternal(moment, trade);
            case AccountEvent.HistoryRead _ -> addReordered(moment);
            default -> rows.addAll(SafetyRows.of(moment, event));
        }
    }

    private void addFill(Moment moment, Order order, Fill fill) {
        addTrade(
                BookTables.FILL,
                ofOrder(moment, order, fill, RecordedTrade.Source.OwnOrder.INSTANCE));
        addResult(moment, order);
        addAdjustments(RiskAdjustment.ofFill(moment, order, terms(moment, order), fill));
    }

    private void addBust(Moment moment, Order order, Fill fill, Evidence evidence) {
        addTrade(
                BookTables.FILL_BUST,
                ofOrder(moment, order, fill, new RecordedTrade.Source.Busted(evidence)));
        addResult(moment, order);
        addAdjustments(
                RiskAdjustment.ofBust(
                        moment,
                        orderIn(moment.before(), order.id()),
                        order,
                        terms(moment, order),
                        fill));
    }

    private void addExternal(Moment moment, VenueTrade trade) {
        addTrade(
                BookTables.EXTERNAL_TRADE,
                new RecordedTrade(
                        moment,
                        trade.clientId(),
                        trade.instrument(),
                        trade.side(),
                        trade.fill(),
                        new RecordedTrade.Source.OfOthers(trade)));
    }

    /**
     * Trades that turn out to have happened in another order may have cost and realised something
     * else.
     */
    private void addReordered(Moment moment) {
        List<InstrumentId> changed = new ArrayList<>();
        for (Position position : moment.after().positions()) {
            InstrumentId instrument = position.instrument().id();
            if (!position.equals(moment.positionBefore(instrument))) {
                changed.add(instrument);
                rows.add(
                        LedgerTables.POSITION.row(
                                Row.Kind.UPDATE, HeldPosition.reordered(moment, position)));
            }
        }
        addPostings(Entry.ofReordering(moment, changed));
    }

    private static RecordedTrade ofOrder(
            Moment moment, Order order, Fill fill, RecordedTrade.Source source) {
        return new RecordedTrade(
                moment,
                order.id(),
                order.request().instrument(),
                order.request().side(),
                fill,
                source);
    }

    private void addTrade(Table<RecordedTrade> table, RecordedTrade trade) {
        Moment moment = trade.moment();
        Position position = moment.position(trade.instrument());
        rows.add(table.row(Row.Kind.INSERT, trade));
        rows.add(
                LedgerTables.POSITION.row(
                        Row.Kind.UPSERT,
                        HeldPosition.traded(moment, position, trade.fill().price())));
        addPostings(
                Entry.ofTrade(moment, trade.instrument(), trade.order(), trade.fill().tradeId()));
    }

    /** What an order brought is what its fills closed. */
    private void addResult(Moment moment, Order order) {
        InstrumentId instrument = order.request().instrument();
        Position earlier = moment.positionBefore(instrument);
        Position later = moment.position(instrument);
        boolean closes =
                !earlier.isFlat()
                        && (later.isFlat()
                                || later.side() != earlier.side()
                                || earlier.quantity().isGreaterThan(later.quantity()));
        if (closes) {
            steps(order.id()).realised(later.realised().minus(earlier.realised()));
        }
    }

    private static Instrument terms(Moment moment, Order order) {
        return moment.position(order.request().instrument()).instrument();
    }

    private void addPostings(List<Posting> postings) {
        for (Posting posting : postings) {
            rows.add(BookTables.POSTING.row(Row.Kind.INSERT, posting));
        }
    }

    private void addAdjustments(List<RiskAdjustment> adjustments) {
        for (RiskAdjustment adjustment : adjustments) {
            rows.add(BookTables.RISK_ADJUSTMENT.row(Row.Kind.INSERT, adjustment));
        }
    }

    private void addSignal(long sequence, Instant at, Signal signal, Outcome outcome) {
        RecordedSignal row = new RecordedSignal(account, sequence, at, signal, outcome);
        rows.add(LedgerTables.SIGNAL.row(Row.Kind.UPSERT, row));
    }

    private Row orderRow(OrderId id, OrderTrace.Steps steps) {
        Order order = orderIn(after, id);
        Row.Kind kind = steps.isNew() ? Row.Kind.INSERT : Row.Kind.UPDATE;
        return LedgerTables.TRADE_LEDGER.row(kind, steps.trace(account, order, instrument(order)));
    }

    private Row accountRow(List<AccountEvent> events) {
        boolean isNew = events.getFirst() instanceof AccountEvent.Opened;
        return LedgerTables.ACCOUNT.row(
                isNew ? Row.Kind.INSERT : Row.Kind.UPDATE,
                new LedgerTables.AccountAt(after, events.getFirst().at(), events.getLast().at()));
    }

    private OrderTrace.Steps steps(OrderId order) {
        return orders.computeIfAbsent(order, _ -> new OrderTrace.Steps());
    }

    private static Order orderIn(AccountState state, OrderId id) {
        return state.order(id)
                .orElseThrow(() ->
                        new IllegalStateException(
                                "account " + state.id() + " no longer remembers order " + id));
    }

    /** What the order was and is counted in: a position keeps the terms it began with. */
    private @Nullable Instrument instrument(Order order) {
        InstrumentId id = order.request().instrument();
        return after.position(id)
                .map(Position::instrument)
                .or(() -> after.instrument(id))
                .orElse(null);
    }
}
