package dev.keel.ledger.verify;

import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountId;
import dev.keel.core.account.AccountState;
import dev.keel.core.journal.JournalException;
import dev.keel.ledger.database.LedgerDatabase;
import dev.keel.ledger.database.LedgerException;
import dev.keel.ledger.event.EventCodec;
import dev.keel.ledger.projection.ColumnType;
import dev.keel.ledger.projection.LedgerTables;
import dev.keel.ledger.projection.Projection;
import dev.keel.ledger.verify.VerificationReport.Counts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** Replays every account and compares. Blocks for as long as that takes; changes nothing. */
public final class LedgerVerifier {
    private static final int PORTION = 1_000;

    /** Found by stepping through the index, whatever the number of events. */
    private static final String ACCOUNTS =
            """
            WITH RECURSIVE with_events AS (
                (SELECT account_id FROM event ORDER BY account_id LIMIT 1)
                UNION ALL
                SELECT (SELECT e.account_id FROM event e WHERE e.account_id > w.account_id
                        ORDER BY e.account_id LIMIT 1)
                FROM with_events w WHERE w.account_id IS NOT NULL)
            SELECT account_id FROM with_events WHERE account_id IS NOT NULL
            UNION SELECT id FROM account ORDER BY 1
            """;

    private static final List<String> TABLES_OF_ACCOUNTS =
            List.of(
                    "fill",
                    "fill_bust",
                    "external_trade",
                    "posting",
                    "risk_adjustments",
                    "broker_positions",
                    "signal",
                    "reconciliation_log",
                    "external_order",
                    "alarm",
                    "kill_switch");

    private static final String ORDERS_OF_NO_ACCOUNT =
            "SELECT t.account_id, t.order_id FROM trade_ledger t WHERE NOT EXISTS (SELECT FROM"
                    + " account a WHERE a.id = t.account_id AND t.order_id / "
                    + LedgerTables.ORDERS_PER_ACCOUNT
                    + " = a.number) ORDER BY t.account_id, t.order_id";

    private final LedgerDatabase database;

    public LedgerVerifier(LedgerDatabase database) {
        this.database = database;
    }

    /** Follows the work; called after each account. */
    @FunctionalInterface
    public interface Progress {
        void verified(int accountsDone, int accountsInAll);
    }

    /**
     * Verifies all accounts.
     *
     * @throws LedgerException if the database cannot be read
     */
    public VerificationReport verify() {
        return verify((_, _) -> {});
    }

    /**
     * Verifies all accounts and tells how far it is.
     *
     * @throws LedgerException if the database cannot be read
     */
    public VerificationReport verify(Progress progress) {
        try (Connection connection = database.connect("keel-verify")) {
            String snapshot = SnapshotWorkers.export(connection);
            VerificationReport report;
            try (SnapshotWorkers workers = SnapshotWorkers.of(database, snapshot)) {
                report = verify(connection, workers::submit, progress);
            }
            connection.rollback();
            return report;
        } catch (SQLException e) {
            throw new LedgerException("the ledger cannot be verified: " + e.getMessage(), e);
        }
    }

    /** Verifies what a connection sees in its transaction. */
    static VerificationReport verify(Connection connection, Progress progress) throws SQLException {
        Runner inTurn =
                work -> {
                    FutureTask<Part> task = new FutureTask<>(() -> work.with(connection));
                    task.run();
                    return task;
                };
        return verify(connection, inTurn, progress);
    }

    /** Runs the work on an account, now or soon. */
    @FunctionalInterface
    private interface Runner {
        Future<Part> run(SnapshotWorkers.Work<Part> work);
    }

    /** What was found of one account. */
    private record Part(Counts counts, Findings findings) {
        static Part of(Connection connection, AccountId account) throws SQLException {
            Findings findings = new Findings();
            return new Part(LedgerVerifier.verify(connection, account, findings), findings);
        }
    }

    private static VerificationReport verify(
            Connection connection, Runner runner, Progress progress) throws SQLException {
        Findings findings = new Findings();
        List<AccountId> accounts = accounts(connection);
        List<Future<Part>> parts =
                accounts.stream().map(account -> runner.run(own -> Part.of(own, account))).toList();
        Counts counts = new Counts(0, 0, 0, 0, 0, 0);
        for (Future<Part> running : parts) {
            Part part = SnapshotWorkers.await(running);
            counts = counts.plus(part.counts());
            findings.addAll(part.findings());
            progress.verified(Math.toIntExact(counts.accounts()), accounts.size());
        }
        findRowsWithoutAccount(connection, accounts, findings);
        findOrdersOfNoAccount(connection, findings);
        return findings.report(counts);
    }

    private static Counts verify(Connection connection, AccountId account, Findings findings)
            throws SQLException {
        TableChecks checks = new TableChecks(account, connection, findings);
        AccountReplay replay = new AccountReplay(checks);
        boolean whole = replay(connection, account, replay, findings);
        long events = replay.state().map(AccountState::sequence).orElse(0L);
        if (whole) {
            replay.finish();
            checks.finish(replay);
            new BookCheck(account, connection, findings).compare(replay.books());
        }
        return new Counts(
                1,
                events,
                checks.checked("trade_ledger"),
                checks.checked("fill"),
                checks.checked("broker_positions"),
                checks.checked("signal"));
    }

    /** Returns whether the history could be folded to its end. */
    private static boolean replay(
            Connection connection, AccountId account, AccountReplay replay, Findings findings)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        SELECT sequence, type, at, payload, order_id FROM event
                        WHERE account_id = ? ORDER BY sequence
                        """)) {
            statement.setFetchSize(PORTION);
            statement.setString(1, account.value());
            try (ResultSet rows = statement.executeQuery()) {
                EventCheck check = new EventCheck(account, findings);
                while (rows.next()) {
                    if (!check.take(rows, replay)) {
                        return false;
                    }
                }
                return check.requireAny();
            }
        }
    }

    private static List<AccountId> accounts(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(ACCOUNTS)) {
            List<AccountId> accounts = new ArrayList<>();
            while (rows.next()) {
                accounts.add(AccountId.of(rows.getString(1)));
            }
            return accounts;
        }
    }

    private static void findRowsWithoutAccount(
            Connection connection, List<AccountId> accounts, Findings findings)
            throws SQLException {
        Object[] known = accounts.stream().map(AccountId::value).toArray();
        for (String table : TABLES_OF_ACCOUNTS) {
            String sql =
                    "SELECT account_id, count(*) FROM "
                            + table
                            + " WHERE account_id <> ALL (?) GROUP BY account_id ORDER BY account_id";
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setArray(1, connection.createArrayOf("text", known));
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        findings.add(
                                new Difference(
                                        rows.getString(1),
                                        table,
                                        "of an account without events",
                                        Difference.WHOLE_ROW,
                                        rows.getLong(2) + " rows",
                                        Difference.NONE));
                    }
                }
            }
        }
    }

    /** An account's orders have its number in front. */
    private static void findOrdersOfNoAccount(Connection connection, Findings findings)
            throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(ORDERS_OF_NO_ACCOUNT)) {
            while (rows.next()) {
                findings.add(
                        new Difference(
                                rows.getString(1),
                                "trade_ledger",
                                "order " + rows.getLong(2),
                                Difference.WHOLE_ROW,
                                "a row",
                                Difference.NONE));
            }
        }
    }

    /** Checks that events follow each other and say the same in their columns and inside. */
    private static final class EventCheck {
        private final AccountId account;
        private final Findings findings;
        private long last;

        EventCheck(AccountId account, Findings findings) {
            this.account = account;
            this.findings = findings;
        }

        /** Returns whether the history can be folded on. */
        boolean take(ResultSet row, AccountReplay replay) throws SQLException {
            long sequence = row.getLong("sequence");
            if (sequence != last + 1) {
                report(last + 1, Difference.WHOLE_ROW, Difference.NONE, "an event");
                return false;
            }
            last = sequence;
            try {
                AccountEvent event = EventCodec.decode(account, sequence, row.getString("payload"));
                compareColumns(row, event);
                replay.take(event);
                return true;
            } catch (JournalException | IllegalStateException | IllegalArgumentException e) {
                report(
                        sequence,
                        "payload",
                        String.valueOf(e.getMessage()),
                        "an event that follows");
                return false;
            }
        }

        boolean requireAny() {
            if (last == 0) {
                report(1, Difference.WHOLE_ROW, Difference.NONE, "the account's opening");
            }
            return last > 0;
        }

        private void compareColumns(ResultSet row, AccountEvent event) throws SQLException {
            String type = EventCodec.type(event);
            if (!type.equals(row.getString("type"))) {
                report(last, "type", row.getString("type"), type);
            }
            OffsetDateTime at = row.getObject("at", OffsetDateTime.class);
            if (ColumnType.micros(at.toInstant()) != ColumnType.micros(event.at())) {
                report(last, "at", at.toInstant().toString(), event.at().toString());
            }
            String order = String.valueOf(Projection.orderOf(event));
            if (!order.equals(String.valueOf(row.getObject("order_id")))) {
                report(last, "order_id", String.valueOf(row.getObject("order_id")), order);
            }
        }

        private void report(long sequence, String column, String ledger, String replay) {
            findings.add(
                    new Difference(
                            account.value(),
                            "event",
                            Long.toString(sequence),
                            column,
                            ledger,
                            replay));
        }
    }
}
