package dev.keel.ledger.projection;

import static dev.keel.ledger.projection.Column.OnChange.ADD;
import static dev.keel.ledger.projection.Column.OnChange.FIRST;
import static dev.keel.ledger.projection.Column.OnChange.KEEP;
import static dev.keel.ledger.projection.Column.OnChange.KEY;
import static dev.keel.ledger.projection.Column.OnChange.LAST;
import static dev.keel.ledger.projection.Column.OnChange.REPLACE;
import static dev.keel.ledger.projection.ColumnType.BIGINT;
import static dev.keel.ledger.projection.ColumnType.BOOLEAN;
import static dev.keel.ledger.projection.ColumnType.HASH;
import static dev.keel.ledger.projection.ColumnType.INTEGER;
import static dev.keel.ledger.projection.ColumnType.JSON;
import static dev.keel.ledger.projection.ColumnType.JSONB;
import static dev.keel.ledger.projection.ColumnType.NUMERIC;
import static dev.keel.ledger.projection.ColumnType.TEXT;
import static dev.keel.ledger.projection.ColumnType.TIMESTAMP;

import dev.keel.core.account.AccountProfile;
import dev.keel.core.account.AccountState;
import dev.keel.core.money.Price;
import dev.keel.core.order.Evidence;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Origin;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tables that are written with the events; what their columns mean is told in the schema. */
public final class LedgerTables {
    static final Table<RecordedPayload> EVENT =
            Table.<RecordedPayload>named("event")
                    .column("account_id", TEXT, KEEP, row -> row.account().value())
                    .column("sequence", BIGINT, KEEP, RecordedPayload::sequence)
                    .column("type", TEXT, KEEP, row -> row.event().type())
                    .column("at", TIMESTAMP, KEEP, row -> row.event().at())
                    .column("payload", JSON, KEEP, row -> row.event().payload())
                    // Known in the transaction that writes it.
                    .column("hash", HASH, KEEP, _ -> null)
                    .column("order_id", BIGINT, KEEP, RecordedPayload::order)
                    .build();

    static final Table<AccountAt> ACCOUNT =
            Table.<AccountAt>named("account")
                    .column("id", TEXT, KEY, row -> row.state().id().value())
                    .column("number", INTEGER, KEEP, row -> row.state().profile().number())
                    .column("currency", TEXT, KEEP, row -> row.state().profile().currency().code())
                    .column("user_id", TEXT, KEEP, row -> row.state().profile().user().value())
                    .column("sequence", BIGINT, REPLACE, row -> row.state().sequence())
                    .column("cash", NUMERIC, REPLACE, row -> row.state().cash().amount())
                    .column("stake", NUMERIC, REPLACE, row -> row.state().stake().amount())
                    .column("mode", TEXT, REPLACE, row -> lower(row.state().settings().mode()))
                    .column("halted", BOOLEAN, REPLACE, row -> row.state().haltReason().isPresent())
                    .column(
                            "halt_reason",
                            TEXT,
                            REPLACE,
                            row -> row.state().haltReason().orElse(null))
                    .column("created_at", TIMESTAMP, KEEP, AccountAt::first)
                    .column("updated_at", TIMESTAMP, REPLACE, AccountAt::last)
                    // Known in the transaction that writes it.
                    .column("chain_hash", HASH, REPLACE, _ -> null)
                    .build();

    static final Table<OrderTrace> TRADE_LEDGER =
            Table.<OrderTrace>named("trade_ledger")
                    .column("order_id", BIGINT, KEY, row -> row.order().id().value())
                    .column("account_id", TEXT, KEEP, row -> row.account().value())
                    .column("trade_uuid", TEXT, KEEP, LedgerTables::tradeUuid)
                    .column("user_id", TEXT, KEEP, LedgerTables::client)
                    .column("symbol", TEXT, KEEP, LedgerTables::symbol)
                    .column("action", TEXT, KEEP, row -> row.order().request().side().name())
                    .column(
                            "order_type",
                            TEXT,
                            KEEP,
                            row -> OrderMetadata.type(row.order().request().type()))
                    .column("origin", TEXT, KEEP, row -> OrderMetadata.origin(row.order().origin()))
                    .column(
                            "requested_quantity",
                            NUMERIC,
                            KEEP,
                            row -> row.order().request().quantity().value())
                    .column(
                            "filled_quantity",
                            NUMERIC,
                            REPLACE,
                            row -> row.order().execution().quantity().value())
                    .column(
                            "entry_price",
                            NUMERIC,
                            KEEP,
                            row -> row.reservation().map(Price::value).orElse(null))
                    .column("execution_price", NUMERIC, LAST, LedgerTables::lastPrice)
                    .column("avg_execution_price", NUMERIC, REPLACE, OrderTrace::averagePrice)
                    .column(
                            "stop_loss",
                            NUMERIC,
                            KEEP,
                            row -> valueOf(row.order().request().protection().stopLoss()))
                    .column(
                            "take_profit",
                            NUMERIC,
                            KEEP,
                            row -> valueOf(row.order().request().protection().takeProfit()))
                    .column("slippage", NUMERIC, REPLACE, OrderTrace::slippage)
                    .column("realized_pnl", NUMERIC, ADD, OrderTrace::realised)
                    .column("potential_loss", NUMERIC, KEEP, OrderTrace::potentialLoss)
                    .column(
                            "fees",
                            NUMERIC,
                            REPLACE,
                            row -> row.order().execution().fees().amount())
                    .column("status", TEXT, REPLACE, row -> LedgerStatus.of(row.order().status()))
                    .column(
                            "broker_order_id",
                            TEXT,
                            REPLACE,
                            row -> row.order().venueId().map(id -> id.value()).orElse(null))
                    .column(
                            "broker_position_id",
                            TEXT,
                            REPLACE,
                            row -> row.hasTraded() ? symbol(row) : null)
                    .column(
                            "evidence_source",
                            TEXT,
                            REPLACE,
                            row -> row.order().proof().map(Evidence::source).orElse(null))
                    .column(
                            "evidence_reference",
                            TEXT,
                            REPLACE,
                            row -> row.order().proof().map(Evidence::reference).orElse(null))
                    .column("created_at", TIMESTAMP, KEEP, row -> row.order().placement().at())
                    .column("submitted_at", TIMESTAMP, FIRST, OrderTrace::knownAtVenue)
                    .column("executed_at", TIMESTAMP, LAST, LedgerTables::lastFillAt)
                    .column("updated_at", TIMESTAMP, REPLACE, OrderTrace::updatedAt)
                    .column("metadata", JSONB, KEEP, row -> OrderMetadata.of(row.order()))
                    .column("error_message", TEXT, REPLACE, OrderTrace::error)
                    .build();

    static final Table<HeldPosition> POSITION =
            Table.<HeldPosition>named("broker_positions")
                    .column("account_id", TEXT, KEY, row -> row.account().value())
                    .column("symbol", TEXT, KEY, LedgerTables::symbol)
                    .column("side", TEXT, REPLACE, row -> lower(row.position().side()))
                    .column("quantity", NUMERIC, REPLACE, HeldPosition::signedQuantity)
                    .column(
                            "avg_price",
                            NUMERIC,
                            REPLACE,
                            row -> row.position().averagePrice().map(Price::value).orElse(null))
                    .column("current_price", NUMERIC, LAST, HeldPosition::price)
                    .column("cost", NUMERIC, REPLACE, row -> row.position().cost().amount())
                    .column("unrealized_pnl", NUMERIC, LAST, HeldPosition::unrealised)
                    .column(
                            "realized_pnl",
                            NUMERIC,
                            REPLACE,
                            row -> row.position().realised().amount())
                    .column("fees", NUMERIC, REPLACE, row -> row.position().fees().amount())
                    .column("broker_position_id", TEXT, KEEP, LedgerTables::symbol)
                    .column("last_reconciled", TIMESTAMP, LAST, HeldPosition::comparedAt)
                    .column("reconciliation_count", INTEGER, ADD, HeldPosition::comparisons)
                    .column("last_discrepancy", NUMERIC, LAST, HeldPosition::discrepancy)
                    .column("updated_at", TIMESTAMP, REPLACE, HeldPosition::at)
                    .build();

    static final Table<RecordedSignal> SIGNAL =
            Table.<RecordedSignal>named("signal")
                    .column("account_id", TEXT, KEY, row -> row.account().value())
                    .column("id", TEXT, KEY, row -> row.signal().id().toString())
                    .column("sequence", BIGINT, REPLACE, RecordedSignal::sequence)
                    .column("strategy", TEXT, KEEP, row -> row.signal().id().source().strategy())
                    .column("symbol", TEXT, KEEP, row -> row.signal().instrument().symbol())
                    .column(
                            "timeframe",
                            TEXT,
                            KEEP,
                            row -> row.signal().id().source().timeframe().toString())
                    .column("bar_close", TIMESTAMP, KEEP, row -> row.signal().id().barClose())
                    .column("direction", TEXT, KEEP, row -> row.signal().direction().name())
                    .column(
                            "strength",
                            NUMERIC,
                            KEEP,
                            row -> BigDecimal.valueOf(row.signal().strength()))
                    .column(
                            "confidence",
                            NUMERIC,
                            KEEP,
                            row -> BigDecimal.valueOf(row.signal().confidence()))
                    .column("entry", NUMERIC, KEEP, row -> row.signal().prices().entry().value())
                    .column("stop", NUMERIC, KEEP, row -> valueOf(row.signal().prices().stop()))
                    .column("target", NUMERIC, KEEP, row -> valueOf(row.signal().prices().target()))
                    .column(
                            "average_true_range",
                            NUMERIC,
                            KEEP,
                            row -> row.signal().prices().averageTrueRange())
                    .column("reasons", JSONB, KEEP, RecordedSignal::reasons)
                    .column("status", TEXT, REPLACE, RecordedSignal::status)
                    .column("decline_reason", TEXT, REPLACE, RecordedSignal::declineReason)
                    .column("detail", TEXT, REPLACE, RecordedSignal::detail)
                    .column("order_id", BIGINT, REPLACE, RecordedSignal::order)
                    .column("expires_at", TIMESTAMP, FIRST, RecordedSignal::expiresAt)
                    .column("created_at", TIMESTAMP, KEEP, RecordedSignal::at)
                    .column("updated_at", TIMESTAMP, REPLACE, RecordedSignal::at)
                    .build();

    /** How many order ids each account number has; they begin at 1. */
    public static final long ORDERS_PER_ACCOUNT = 100_000_000_000L;

    private LedgerTables() {}

    /** All of them, in the order in which they are written. */
    public static List<Table<?>> all() {
        return List.of(
                ACCOUNT,
                EVENT,
                TRADE_LEDGER,
                BookTables.FILL,
                BookTables.FILL_BUST,
                BookTables.EXTERNAL_TRADE,
                POSITION,
                BookTables.POSTING,
                BookTables.RISK_ADJUSTMENT,
                SIGNAL,
                SafetyTables.RECONCILIATION,
                SafetyTables.EXTERNAL_ORDER,
                SafetyTables.ALARM,
                SafetyTables.KILL_SWITCH);
    }

    /** The tables that came with the books: those that a ledger without books lacks rows of. */
    public static List<Table<?>> books() {
        return List.of(
                BookTables.POSTING,
                BookTables.RISK_ADJUSTMENT,
                SafetyTables.ALARM,
                SafetyTables.KILL_SWITCH);
    }

    /** The id of the account's first order. */
    public static long firstOrderId(AccountProfile profile) {
        return profile.number() * ORDERS_PER_ACCOUNT + 1;
    }

    /** The order that a row of {@code trade_ledger} is about. */
    public static long orderId(Row row) {
        return (Long) valueOf(row, TRADE_LEDGER, "order_id");
    }

    /** What a row of {@code trade_ledger} adds to what its order realised; empty for any other. */
    public static Optional<BigDecimal> realised(Row row) {
        return row.table() == TRADE_LEDGER
                ? row.value(TRADE_LEDGER.indexOf("realized_pnl")).map(BigDecimal.class::cast)
                : Optional.empty();
    }

    /** Whether a row of {@code signal} is about a signal that waits for a person. */
    public static boolean isHeldSignal(Row row) {
        return valueOf(row, SIGNAL, "status").equals("held");
    }

    private static Object valueOf(Row row, Table<?> table, String column) {
        if (row.table() != table) {
            throw new IllegalArgumentException(
                    "row must be of " + table.name() + ", was of " + row.table().name());
        }
        return row.value(table.indexOf(column)).orElseThrow();
    }

    /** An account after events, and the times of the first and the last of them. */
    record AccountAt(AccountState state, Instant first, Instant last) {}

    private static String tradeUuid(OrderTrace row) {
        return row.order().origin() instanceof Origin.OfClient(var key, var _)
                ? key.value()
                : row.order().id().toString();
    }

    private static @Nullable String client(OrderTrace row) {
        return row.order().origin() instanceof Origin.OfClient(var _, var who) ? who : null;
    }

    private static String symbol(OrderTrace row) {
        return row.order().request().instrument().symbol();
    }

    private static String symbol(HeldPosition row) {
        return row.position().instrument().id().symbol();
    }

    private static @Nullable BigDecimal lastPrice(OrderTrace row) {
        Fill fill = row.lastFill();
        return fill == null ? null : fill.price().value();
    }

    private static @Nullable Instant lastFillAt(OrderTrace row) {
        Fill fill = row.lastFill();
        return fill == null ? null : fill.at();
    }

    private static @Nullable BigDecimal valueOf(@Nullable Price price) {
        return price == null ? null : price.value();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
