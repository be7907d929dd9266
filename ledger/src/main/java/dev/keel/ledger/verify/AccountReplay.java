package dev.keel.ledger.verify;

import dev.keel.core.account.Account;
import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountState;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.venue.VenueTrade;
import dev.keel.ledger.projection.LedgerTables;
import dev.keel.ledger.projection.Projection;
import dev.keel.ledger.projection.Row;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Folds one account's events into its state, its rows and its plain books. A row that cannot change
 * any more is handed to the check of its table at once.
 */
final class AccountReplay {
    /** Rows of closed orders that may pile up before they are looked through. */
    private static final int SLACK = 1_000;

    private final TableChecks checks;
    private final PlainBooks books = new PlainBooks();
    private final Map<Object, Row> orders = new HashMap<>();
    private final Map<Object, Row> positions = new HashMap<>();
    private final Map<Object, Row> signals = new HashMap<>();
    private final Map<Object, Row> differences = new HashMap<>();
    private final Map<List<Object>, Row> others = new HashMap<>();
    private @Nullable AccountState state;
    private @Nullable Row account;
    private long ordersSeen;

    AccountReplay(TableChecks checks) {
        this.checks = checks;
    }

    /**
     * Takes the next event.
     *
     * @throws RuntimeException if it cannot follow
     */
    void take(AccountEvent event) throws SQLException {
        AccountState after = next(event);
        count(after, event);
        for (Row row : Projection.tablesOf(state, List.of(event), after)) {
            keep(row);
        }
        state = after;
        releaseForgottenOrders(after);
    }

    /** Hands in the rows that could still have changed. */
    void finish() throws SQLException {
        for (Map<?, Row> kept : List.of(orders, positions, signals, differences, others)) {
            for (Row row : kept.values()) {
                checks.add(row);
            }
        }
        if (account != null) {
            checks.add(account);
        }
    }

    Optional<AccountState> state() {
        return Optional.ofNullable(state);
    }

    PlainBooks books() {
        return books;
    }

    /** How many orders were placed or refused. */
    long orders() {
        return ordersSeen;
    }

    private AccountState next(AccountEvent event) {
        return state == null ? Account.replay(List.of(event)) : Account.apply(state, event);
    }

    private void count(AccountState after, AccountEvent event) {
        switch (event) {
            case AccountEvent.FundsMoved moved -> books.moveFunds(moved.amount().amount());
            case AccountEvent.HistoryRead read -> books.readHistory(read.covered());
            case AccountEvent.OrderPlaced _, AccountEvent.OrderRefused _ -> ordersSeen++;
            case AccountEvent.OrderChanged(var _, var id, var change) ->
                    count(after, after.order(id).orElseThrow(), change);
            case AccountEvent.ExternalTraded(var _, var trade) -> {
                Instrument instrument = after.instrument(trade.instrument()).orElseThrow();
                if (trade.cause() == VenueTrade.Cause.BUST) {
                    books.bust(instrument, trade.side(), trade.fill());
                } else {
                    books.fill(instrument, trade.side(), trade.fill());
                }
            }
            case AccountEvent.Opened _,
                    AccountEvent.InstrumentListed _,
                    AccountEvent.SettingsChanged _,
                    AccountEvent.Halted _,
                    AccountEvent.AmendRequested _,
                    AccountEvent.ExternalOrdersSeen _,
                    AccountEvent.DifferenceFound _,
                    AccountEvent.DifferenceResolved _,
                    AccountEvent.PositionNaked _,
                    AccountEvent.PositionCovered _,
                    AccountEvent.Alarmed _,
                    AccountEvent.Resumed _,
                    AccountEvent.EquityMarked _,
                    AccountEvent.SignalHeld _,
                    AccountEvent.SignalDeclined _,
                    AccountEvent.SignalExecuted _ -> {}
        }
    }

    private void count(AccountState after, Order order, OrderChange change) {
        switch (change) {
            case OrderChange.Filled(Fill fill) ->
                    books.fill(instrument(after, order), order.request().side(), fill);
            case OrderChange.Busted(Fill fill, var _) ->
                    books.bust(instrument(after, order), order.request().side(), fill);
            case OrderChange.Accepted _,
                    OrderChange.Refused _,
                    OrderChange.Doubted _,
                    OrderChange.CancelRequested _,
                    OrderChange.CancelRefused _,
                    OrderChange.Canceled _,
                    OrderChange.Expired _ -> {}
        }
    }

    private static Instrument instrument(AccountState state, Order order) {
        return state.instrument(order.request().instrument()).orElseThrow();
    }

    private void keep(Row row) throws SQLException {
        switch (row.table().name()) {
            case "account" -> account = account == null ? row : account.then(row);
            case "trade_ledger" -> orders.merge(row.key(), row, Row::then);
            case "broker_positions" -> positions.merge(row.key(), row, Row::then);
            case "signal" -> keepSignal(row);
            case "reconciliation_log" -> differences.merge(row.key(), row, Row::then);
            case "external_order", "kill_switch" ->
                    others.merge(List.of(row.table().name(), row.key()), row, Row::then);
            case "fill", "fill_bust", "external_trade", "posting", "risk_adjustments", "alarm" ->
                    checks.add(row);
            default ->
                    throw new IllegalStateException(
                            "table " + row.table().name() + " is not checked");
        }
    }

    /** A signal that waits may still change; any other has its final state. */
    private void keepSignal(Row row) throws SQLException {
        Row earlier = signals.remove(row.key());
        Row whole = earlier == null ? row : earlier.then(row);
        if (LedgerTables.isHeldSignal(whole)) {
            signals.put(whole.key(), whole);
        } else {
            checks.add(whole);
        }
    }

    /** No event can change an order that the state has forgotten. */
    private void releaseForgottenOrders(AccountState after) throws SQLException {
        int bound = after.openOrders().size() + AccountState.REMEMBERED_ORDERS + SLACK;
        if (orders.size() <= bound) {
            return;
        }
        List<Row> forgotten = new ArrayList<>();
        for (Iterator<Row> rows = orders.values().iterator(); rows.hasNext(); ) {
            Row row = rows.next();
            if (after.order(new OrderId(LedgerTables.orderId(row))).isEmpty()) {
                forgotten.add(row);
                rows.remove();
            }
        }
        for (Row row : forgotten) {
            checks.add(row);
        }
    }
}
