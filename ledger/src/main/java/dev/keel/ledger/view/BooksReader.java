package dev.keel.ledger.view;

import dev.keel.core.account.AccountId;
import dev.keel.core.order.OrderId;
import dev.keel.ledger.database.LedgerDatabase;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the books, the differences from venues, and what safety rules left behind. Safe for any
 * number of threads.
 */
public final class BooksReader {
    private static final String OF_ACCOUNT = " WHERE (?::text IS NULL OR account_id = ?)";

    static final String DIFFERENCES =
            """
            SELECT account_id, number, symbol, subject, classification, action, action_details,
                   trading_stopped, impact, risk_impact, reconciliation_time, resolved_at,
                   coalesce(ledger_quantity, ledger_cash) AS ledger_figure,
                   coalesce(broker_quantity, broker_cash) AS broker_figure,
                   coalesce(quantity_discrepancy, cash_discrepancy) AS discrepancy
            FROM reconciliation_log
            """;

    private final Queries queries;

    public BooksReader(LedgerDatabase database) {
        this.queries = new Queries(database);
    }

    /**
     * Differences found since a moment of the platform's time.
     *
     * @param account null for all
     */
    public ReconciliationReport reconciliation(@Nullable AccountId account, Instant since) {
        String id = valueOf(account);
        String found = OF_ACCOUNT + " AND number IS NOT NULL";
        String recent = found + " AND reconciliation_time >= ?";
        return queries.inTransaction(
                "report differences",
                connection -> {
                    LedgerReader.oneSnapshot(connection);
                    List<ReconciliationEntry> entries =
                            Queries.list(
                                    connection,
                                    DIFFERENCES
                                            + recent
                                            + " ORDER BY reconciliation_time DESC, account_id,"
                                            + " number DESC LIMIT "
                                            + LedgerQuery.MAX_LIMIT,
                                    BookMappings::reconciliation,
                                    id,
                                    id,
                                    since);
                    List<ReconciliationReport.Total> totals =
                            Queries.list(
                                    connection,
                                    "SELECT classification, count(*) AS differences,"
                                            + " coalesce(sum(impact), 0) AS impact"
                                            + " FROM reconciliation_log"
                                            + recent
                                            + " GROUP BY classification ORDER BY classification",
                                    BookMappings::total,
                                    id,
                                    id,
                                    since);
                    List<Long> unresolved =
                            Queries.list(
                                    connection,
                                    "SELECT count(*) AS unresolved FROM reconciliation_log"
                                            + found
                                            + " AND resolved_at IS NULL",
                                    row -> row.integer("unresolved"),
                                    id,
                                    id);
                    return new ReconciliationReport(since, entries, totals, unresolved.getFirst());
                });
    }

    /** What fills made of an order's risk, oldest first. */
    public List<RiskAdjustmentEntry> riskAdjustments(OrderId order) {
        return queries.list(
                "SELECT * FROM risk_adjustments WHERE trade_ledger_id = ? AND sequence IS NOT NULL"
                        + " ORDER BY sequence, adjustment_type",
                BookMappings::adjustment,
                order.value());
    }

    /**
     * Orders of others that work at the venues.
     *
     * @param account null for all
     */
    public List<ExternalOrderEntry> externalOrders(@Nullable AccountId account) {
        String id = valueOf(account);
        return queries.list(
                "SELECT * FROM external_order"
                        + OF_ACCOUNT
                        + " AND status = 'EXTERNAL' ORDER BY account_id, symbol, venue_order",
                BookMappings::externalOrder,
                id,
                id);
    }

    /**
     * The latest alarms, the latest first.
     *
     * @param account null for all
     */
    public List<AlarmEntry> alarms(@Nullable AccountId account, int limit) {
        LedgerQuery.requireLimit(limit);
        String id = valueOf(account);
        return queries.list(
                "SELECT * FROM alarm"
                        + OF_ACCOUNT
                        + " ORDER BY at DESC, account_id, sequence DESC LIMIT ?",
                BookMappings::alarm,
                id,
                id,
                limit);
    }

    /**
     * The kill switches of accounts that are thrown.
     *
     * @param account null for all
     */
    public List<KillSwitchEntry> killSwitches(@Nullable AccountId account) {
        String id = valueOf(account);
        return queries.list(
                "SELECT * FROM kill_switch"
                        + OF_ACCOUNT
                        + " AND level IS NOT NULL ORDER BY account_id, scope, name",
                BookMappings::killSwitch,
                id,
                id);
    }

    /** The latest postings of an account, the latest first. */
    public List<PostingEntry> latestPostings(AccountId account, int limit) {
        LedgerQuery.requireLimit(limit);
        return queries.list(
                "SELECT * FROM posting WHERE account_id = ? ORDER BY sequence DESC, line DESC LIMIT ?",
                BookMappings::posting,
                account.value(),
                limit);
    }

    /** What an order moved in the books, oldest first. */
    public List<PostingEntry> postings(OrderId order) {
        return queries.list(WhyReader.POSTINGS, BookMappings::posting, order.value());
    }

    /** What each book of an account holds; the balances sum to zero. */
    public List<BookBalance> trialBalance(AccountId account) {
        return queries.list(
                "SELECT book, asset, sum(amount) AS balance FROM posting WHERE account_id = ?"
                        + " GROUP BY book, asset ORDER BY book, asset",
                BookMappings::balance,
                account.value());
    }

    private static @Nullable String valueOf(@Nullable AccountId account) {
        return account == null ? null : account.value();
    }
}
