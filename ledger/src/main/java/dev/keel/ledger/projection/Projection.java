package dev.keel.ledger.projection;

import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountId;
import dev.keel.core.account.AccountState;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.money.Money;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.position.Position;
import dev.keel.core.signal.Signal;
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
    private final AccountState after;
    private final AccountId account;
    private final Map<OrderId, OrderTrace.Steps> orders = new LinkedHashMap<>();
    private final Map<InstrumentId, HeldPosition> positions = new LinkedHashMap<>();
    private final List<Row> rows = new ArrayList<>();

    private Projection(AccountState after) {
        this.after = after;
        this.account = after.id();
    }

    /**
     * The rows of all tables, events included; a row that changes twice may come twice, in the
     * order of its changes.
     *
     * @param after the state after the last event, which still remembers every order in them
     */
    public static List<Row> of(List<AccountEvent> events, AccountState after) {
        Projection projection = new Projection(after);
        projection.addEvents(events);
        projection.addAll(events);
        return projection.rows;
    }

    /** The same without the events' own rows. */
    public static List<Row> tablesOf(List<AccountEvent> events, AccountState after) {
        Projection projection = new Projection(after);
        projection.addAll(events);
        return projection.rows;
    }

    private void addEvents(List<AccountEvent> events) {
        long sequence = after.sequence() - events.size();
        for (AccountEvent event : events) {
            sequence++;
            RecordedPayload row = new RecordedPayload(account, sequence, EventCodec.encode(event));
            rows.add(LedgerTables.EVENT.row(Row.Kind.INSERT, row));
        }
    }

    private void addAll(List<AccountEvent> events) {
        long sequence = after.sequence() - events.size();
        for (AccountEvent event : events) {
            sequence++;
            add(sequence, event);
        }
        orders.forEach((id, steps) -> rows.add(orderRow(id, steps)));
        positions
                .values()
                .forEach(
                        position -> rows.add(LedgerTables.POSITION.row(Row.Kind.UPSERT, position)));
        rows.add(accountRow(events));
    }

    private void add(long sequence, AccountEvent event) {
        switch (event) {
            case AccountEvent.OrderPlaced placed -> steps(placed.order()).placed(placed.at());
            case AccountEvent.OrderRefused refused -> steps(refused.order()).placed(refused.at());
            case AccountEvent.OrderChanged(var at, var order, var change) -> {
                steps(order).changed(at, change);
                if (change instanceof OrderChange.Filled(Fill fill)) {
                    addFill(sequence, at, order(order), fill);
                }
            }
            case AccountEvent.SignalHeld(var at, var signal, var expiresAt) ->
                    addSignal(sequence, at, signal, new Outcome.Held(expiresAt));
            case AccountEvent.SignalDeclined(var at, var signal, var reason, var detail, var _) ->
                    addSignal(sequence, at, signal, new Outcome.Declined(reason, detail));
            case AccountEvent.SignalExecuted(var at, var signal, var order) ->
                    addSignal(sequence, at, signal, new Outcome.Executed(order));
            case AccountEvent.Opened _,
                    AccountEvent.FundsMoved _,
                    AccountEvent.InstrumentListed _,
                    AccountEvent.SettingsChanged _,
                    AccountEvent.Halted _,
                    AccountEvent.AmendRequested _,
                    AccountEvent.ExternalTraded _,
                    AccountEvent.ExternalOrdersSeen _,
                    AccountEvent.HistoryRead _,
                    AccountEvent.DifferenceFound _,
                    AccountEvent.DifferenceResolved _,
                    AccountEvent.PositionNaked _,
                    AccountEvent.PositionCovered _,
                    AccountEvent.Alarmed _,
                    AccountEvent.Resumed _,
                    AccountEvent.EquityMarked _ -> {
                // They show in the account's own row.
            }
        }
    }

    private void addFill(long sequence, Instant at, Order order, Fill fill) {
        InstrumentId instrument = order.request().instrument();
        Position position =
                after.position(instrument)
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "account "
                                                + account
                                                + " has a fill and no position in "
                                                + instrument));
        Money notional = position.instrument().notional(fill.price(), fill.quantity());
        RecordedFill row = new RecordedFill(account, sequence, at, order, fill, notional);
        rows.add(LedgerTables.FILL.row(Row.Kind.INSERT, row));
        positions.put(instrument, new HeldPosition(account, position, fill.price(), at));
    }

    private void addSignal(long sequence, Instant at, Signal signal, Outcome outcome) {
        RecordedSignal row = new RecordedSignal(account, sequence, at, signal, outcome);
        rows.add(LedgerTables.SIGNAL.row(Row.Kind.UPSERT, row));
    }

    private Row orderRow(OrderId id, OrderTrace.Steps steps) {
        Order order = order(id);
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

    private Order order(OrderId id) {
        return after.order(id)
                .orElseThrow(() ->
                        new IllegalStateException(
                                "account " + account + " no longer remembers order " + id));
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
