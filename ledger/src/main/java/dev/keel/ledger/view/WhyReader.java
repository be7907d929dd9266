package dev.keel.ledger.view;

import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountId;
import dev.keel.core.account.ExecutionMode;
import dev.keel.core.order.Evidence;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.Origin;
import dev.keel.core.signal.SignalId;
import dev.keel.ledger.database.LedgerDatabase;
import dev.keel.ledger.event.EventCodec;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers why: from a signal, an order or a fill it reads the whole chain, in one snapshot and by
 * indexes alone. Safe for any number of threads.
 */
public final class WhyReader {
    static final String POSTINGS =
            """
            SELECT p.* FROM event e
            JOIN posting p ON p.account_id = e.account_id AND p.sequence = e.sequence
            WHERE e.order_id = ? ORDER BY p.sequence, p.line
            """;

    private static final String EVENTS_OF_ORDER =
            "SELECT account_id, sequence, payload FROM event WHERE order_id = ? ORDER BY sequence";

    private static final String SETTINGS_AT =
            """
            SELECT account_id, sequence, payload FROM event
            WHERE account_id = ? AND sequence <= ? AND type IN ('opened', 'settings_changed')
            ORDER BY sequence DESC LIMIT 1
            """;

    private final Queries queries;

    public WhyReader(LedgerDatabase database) {
        this.queries = new Queries(database);
    }

    /** Why a signal was, or was not, executed; empty if it was never offered to the account. */
    public Optional<Why> ofSignal(AccountId account, SignalId signal) {
        return ask(connection -> {
            Optional<SignalRow> row = signal(connection, account, signal);
            if (row.isEmpty()) {
                return Optional.empty();
            }
            OrderId order = row.get().entry().outcome().order();
            return order == null
                    ? Optional.of(ofDeclined(connection, row.get()))
                    : ofOrder(connection, order);
        });
    }

    /** Why an order was placed or refused, and what became of it; empty if there is none. */
    public Optional<Why> ofOrder(OrderId order) {
        return ask(connection -> ofOrder(connection, order));
    }

    /** The same for one fill: of fills and postings those of that trade alone. */
    public Optional<Why> ofFill(OrderId order, String trade) {
        return ask(connection ->
                ofOrder(connection, order)
                        .filter(why ->
                                why.fills().stream().anyMatch(fill -> fill.tradeId().equals(trade)))
                        .map(why -> narrowed(why, trade)));
    }

    private <T> Optional<T> ask(Queries.Work<Optional<T>> work) {
        return queries.inTransaction(
                "tell why",
                connection -> {
                    LedgerReader.oneSnapshot(connection);
                    return work.on(connection);
                });
    }

    /** An event as it was written, and as it is meant. */
    private record Stored(AccountId account, long sequence, String payload, AccountEvent event) {}

    /** A signal, and the sequence of the latest event about it. */
    private record SignalRow(SignalEntry entry, long sequence) {}

    private static Why ofDeclined(Connection connection, SignalRow signal) throws SQLException {
        AccountId account = signal.entry().account();
        List<Stored> last =
                Queries.list(
                        connection,
                        "SELECT account_id, sequence, payload FROM event"
                                + " WHERE account_id = ? AND sequence = ?",
                        WhyReader::stored,
                        account.value(),
                        signal.sequence());
        Why.Risk risk =
                last.stream()
                        .map(Stored::event)
                        .filter(AccountEvent.SignalDeclined.class::isInstance)
                        .map(AccountEvent.SignalDeclined.class::cast)
                        .map(declined -> new Why.Risk(declined.checks(), List.of()))
                        .findFirst()
                        .orElse(Why.Risk.NONE);
        return new Why(
                account,
                signal.entry(),
                gate(connection, signal),
                risk,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static Optional<Why> ofOrder(Connection connection, OrderId id) throws SQLException {
        List<LedgerEntry> rows =
                Queries.list(
                        connection,
                        "SELECT * FROM trade_ledger WHERE order_id = ?",
                        Mappings::ledgerEntry,
                        id.value());
        List<Stored> events =
                Queries.list(connection, EVENTS_OF_ORDER, WhyReader::stored, id.value());
        Optional<Origin> origin = events.stream().flatMap(one -> origin(one).stream()).findFirst();
        if (rows.isEmpty() || origin.isEmpty()) {
            return Optional.empty();
        }
        LedgerEntry order = rows.getFirst();
        AccountId account = order.names().account();
        Optional<SignalRow> signal = signalBehind(connection, account, origin.get());
        Why.OrderStory story =
                new Why.OrderStory(
                        order, origin.get(), lineage(connection, order, origin.get(), events));
        return Optional.of(
                new Why(
                        account,
                        signal.map(SignalRow::entry).orElse(null),
                        signal.isPresent() ? gate(connection, signal.get()) : null,
                        risk(events),
                        story,
                        events.stream().map(WhyReader::message).toList(),
                        fills(connection, id),
                        Queries.list(connection, POSTINGS, BookMappings::posting, id.value()),
                        adjustments(connection, id),
                        differences(connection, order)));
    }

    private static List<FillEntry> fills(Connection connection, OrderId id) throws SQLException {
        return Queries.list(
                connection,
                "SELECT * FROM fill WHERE order_id = ? ORDER BY sequence",
                Mappings::fill,
                id.value());
    }

    private static List<RiskAdjustmentEntry> adjustments(Connection connection, OrderId id)
            throws SQLException {
        return Queries.list(
                connection,
                "SELECT * FROM risk_adjustments WHERE trade_ledger_id = ? AND sequence IS NOT NULL"
                        + " ORDER BY sequence, adjustment_type",
                BookMappings::adjustment,
                id.value());
    }

    /** A difference is decided with what it follows from, at the same instant. */
    private static List<ReconciliationEntry> differences(Connection connection, LedgerEntry order)
            throws SQLException {
        return Queries.list(
                connection,
                BooksReader.DIFFERENCES
                        + " WHERE account_id = ? AND number IS NOT NULL AND symbol = ?"
                        + " AND reconciliation_time BETWEEN ? AND ? ORDER BY number",
                BookMappings::reconciliation,
                order.names().account().value(),
                order.terms().symbol(),
                order.times().created(),
                order.times().updated());
    }

    private static Why.Risk risk(List<Stored> events) {
        for (Stored stored : events) {
            if (stored.event() instanceof AccountEvent.OrderPlaced placed) {
                return new Why.Risk(placed.checks(), List.of());
            }
            if (stored.event() instanceof AccountEvent.OrderRefused refused) {
                return new Why.Risk(List.of(), refused.violations());
            }
        }
        return Why.Risk.NONE;
    }

    private static Why.Lineage lineage(
            Connection connection, LedgerEntry order, Origin origin, List<Stored> events)
            throws SQLException {
        List<OrderId> exits =
                Queries.list(
                        connection,
                        "SELECT order_id FROM trade_ledger WHERE origin = 'protection'"
                                + " AND metadata ->> 'entry_order' = ? ORDER BY order_id",
                        row -> new OrderId(row.integer("order_id")),
                        order.names().order().toString());
        List<OrderId> replacedBy = new ArrayList<>();
        for (Stored stored : events) {
            if (stored.event() instanceof AccountEvent.AmendRequested amend) {
                replacedBy.addAll(
                        Queries.list(
                                connection,
                                "SELECT order_id FROM trade_ledger WHERE account_id = ?"
                                        + " AND trade_uuid = ? AND origin = 'client'",
                                row -> new OrderId(row.integer("order_id")),
                                stored.account().value(),
                                amend.key().value()));
            }
        }
        OrderId entry =
                origin instanceof Origin.OfProtection(var protectedOrder) ? protectedOrder : null;
        return new Why.Lineage(entry, exits, replacedBy);
    }

    /** The signal that an order, or the entry that it protects, was placed for. */
    private static Optional<SignalRow> signalBehind(
            Connection connection, AccountId account, Origin origin) throws SQLException {
        return switch (origin) {
            case Origin.OfSignal(var id) -> signal(connection, account, id);
            case Origin.OfProtection(var entry) -> {
                Optional<Origin> ofEntry =
                        Queries.list(connection, EVENTS_OF_ORDER, WhyReader::stored, entry.value())
                                .stream()
                                .flatMap(one -> origin(one).stream())
                                .findFirst();
                yield ofEntry.isPresent() && ofEntry.get() instanceof Origin.OfSignal(var id)
                        ? signal(connection, account, id)
                        : Optional.empty();
            }
            case Origin.OfClient _, Origin.OfSafety _ -> Optional.empty();
        };
    }

    private static Optional<SignalRow> signal(Connection connection, AccountId account, SignalId id)
            throws SQLException {
        return Queries.list(
                        connection,
                        "SELECT * FROM signal WHERE account_id = ? AND id = ?",
                        row -> new SignalRow(Mappings.signal(row), row.integer("sequence")),
                        account.value(),
                        id.toString())
                .stream()
                .findFirst();
    }

    private static Why.Gate gate(Connection connection, SignalRow signal) throws SQLException {
        SignalEntry entry = signal.entry();
        boolean waited = entry.times().expires() != null;
        return new Why.Gate(
                mode(connection, entry.account(), signal.sequence()),
                waited ? entry.times().created() : null,
                entry.times().expires(),
                entry.outcome().status(),
                entry.outcome().reason(),
                entry.outcome().detail(),
                entry.times().updated());
    }

    private static ExecutionMode mode(Connection connection, AccountId account, long sequence)
            throws SQLException {
        List<Stored> settings =
                Queries.list(connection, SETTINGS_AT, WhyReader::stored, account.value(), sequence);
        return settings.stream()
                .map(Stored::event)
                .flatMap(event ->
                        switch (event) {
                            case AccountEvent.Opened opened ->
                                    Optional.of(opened.settings().mode()).stream();
                            case AccountEvent.SettingsChanged changed ->
                                    Optional.of(changed.settings().mode()).stream();
                            default -> Optional.<ExecutionMode>empty().stream();
                        })
                .findFirst()
                .orElseThrow(() ->
                        new SQLException("account " + account + " has no settings in its events"));
    }

    private static Optional<Origin> origin(Stored stored) {
        return switch (stored.event()) {
            case AccountEvent.OrderPlaced placed -> Optional.of(placed.origin());
            case AccountEvent.OrderRefused refused -> Optional.of(refused.origin());
            default -> Optional.empty();
        };
    }

    private static Stored stored(Rows row) throws SQLException {
        AccountId account = AccountId.of(row.text("account_id"));
        long sequence = row.integer("sequence");
        String payload = row.text("payload");
        return new Stored(
                account, sequence, payload, EventCodec.decode(account, sequence, payload));
    }

    private static Why.Message message(Stored stored) {
        Evidence evidence = evidence(stored.event());
        return new Why.Message(
                stored.sequence(),
                stored.event().at(),
                EventCodec.type(stored.event()),
                evidence == null ? null : evidence.source(),
                evidence == null ? null : evidence.reference(),
                stored.payload());
    }

    private static @Nullable Evidence evidence(AccountEvent event) {
        if (!(event instanceof AccountEvent.OrderChanged(var _, var _, var change))) {
            return null;
        }
        return switch (change) {
            case OrderChange.Refused(var evidence) -> evidence;
            case OrderChange.CancelRefused(var evidence) -> evidence;
            case OrderChange.Busted(var _, var evidence) -> evidence;
            case OrderChange.Canceled(var evidence) -> evidence;
            case OrderChange.Expired(var evidence) -> evidence;
            case OrderChange.Accepted _,
                    OrderChange.Doubted _,
                    OrderChange.CancelRequested _,
                    OrderChange.Filled _ ->
                    null;
        };
    }

    private static Why narrowed(Why why, String trade) {
        return new Why(
                why.account(),
                why.signal(),
                why.gate(),
                why.risk(),
                why.order(),
                why.messages(),
                why.fills().stream().filter(fill -> fill.tradeId().equals(trade)).toList(),
                why.postings().stream()
                        .filter(posting -> Objects.equals(posting.cause().trade(), trade))
                        .toList(),
                why.adjustments(),
                why.differences());
    }
}
