package dev.keel.ledger.verify;

import dev.keel.ledger.chain.Anchors;
import dev.keel.ledger.chain.ChainedEvent;
import dev.keel.ledger.chain.EventHasher;
import dev.keel.ledger.database.LedgerDatabase;
import dev.keel.ledger.database.LedgerException;
import dev.keel.ledger.projection.ColumnType;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Looks for traces of changes that Keel did not make: follows the chain of every account's events,
 * and compares it with the account's row and with the signed anchors. Takes a bounded memory
 * whatever the number of events; changes nothing.
 *
 * <p>Rows that are newer than the last anchor are guarded by their chain and by the account's row
 * alone: whoever can rewrite those together leaves a trace only in the tables that follow from
 * them.
 */
public final class ChainVerifier {
    private static final int PORTION = 2_000;

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

    private static final String EVENTS =
            "SELECT sequence, type, at, payload, hash FROM event WHERE account_id = ? ORDER BY"
                    + " sequence";

    private static final String SLEEPING_TRIGGERS =
            """
            SELECT tgname, tgrelid::regclass::text FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
            WHERE p.proname = 'refuse_change' AND t.tgenabled <> 'A' ORDER BY 2, 1
            """;

    private static final String UNGUARDED =
            """
            SELECT NOT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = 'event'::regclass
                               AND tgname = 'event_is_append_only')
            """;

    private final LedgerDatabase database;

    public ChainVerifier(LedgerDatabase database) {
        this.database = database;
    }

    /**
     * Verifies all chains.
     *
     * @param anchorFolders the ledger's own folder of anchors first, whose file must reach as far
     *     as the database knows; then copies, which may be older, and folders of others
     * @param progress told after each account
     * @throws LedgerException if the database or the anchors cannot be read
     */
    public ChainReport verify(List<Path> anchorFolders, LedgerVerifier.Progress progress) {
        try (Connection connection = database.connect("keel-verify")) {
            // In this order: a running Keel commits, then anchors, then notes the anchor here.
            Map<String, Long> known = knownAnchors(connection);
            Collected collected = new Collected();
            List<Anchors> files = open(anchorFolders, collected);
            String snapshot = SnapshotWorkers.export(connection);
            useIndexes(connection);
            verifyChains(connection, snapshot, progress, collected);
            Set<String> shown = new HashSet<>();
            for (Anchors file : files) {
                boolean own = file.isIn(anchorFolders.getFirst());
                long upTo = known.getOrDefault(file.keyId(), 0L);
                AnchorCheck check = new AnchorCheck(connection, file, upTo, own, collected::add);
                collected.anchors += check.run();
                shown.add(file.keyId());
            }
            known.keySet().removeAll(shown);
            known.forEach((key, last) -> collected.add(missing(key, last)));
            checkTriggers(connection, collected);
            connection.rollback();
            return collected.report(notes(collected.anchors));
        } catch (SQLException e) {
            throw new LedgerException("the chains cannot be verified: " + e.getMessage(), e);
        }
    }

    /** What was found so far; for one thread. */
    private static final class Collected {
        private final List<Tampering> findings = new ArrayList<>();
        private long findingsInAll;
        private long events;
        private long chains;
        private long anchors;

        void add(Tampering finding) {
            findingsInAll++;
            if (findings.size() < ChainReport.MAX_FINDINGS) {
                findings.add(finding);
            }
        }

        void add(ChainCheck check) {
            chains++;
            events += check.events();
            check.findings().forEach(this::add);
            findingsInAll += check.more();
        }

        ChainReport report(List<String> notes) {
            return new ChainReport(events, chains, anchors, findings, findingsInAll, notes);
        }
    }

    private static List<Anchors> open(List<Path> folders, Collected collected) {
        List<Anchors> files = new ArrayList<>();
        for (Path folder : folders) {
            try {
                Anchors.in(folder).ifPresent(files::add);
            } catch (LedgerException e) {
                collected.add(new Tampering("anchors", String.valueOf(e.getMessage())));
            }
        }
        return files;
    }

    private static Tampering missing(String key, long last) {
        return new Tampering(
                "anchors of key " + key,
                "missing: the database knows %d of them, and none of their file is here"
                        .formatted(last));
    }

    private List<String> notes(long anchors) {
        List<String> notes = new ArrayList<>();
        if (anchors == 0) {
            notes.add(
                    "there are no anchors: chains were compared with nothing outside the database");
        }
        notes.add(database.restriction().description());
        return notes;
    }

    /** Accounts share nothing but the snapshot; their results are taken in their order. */
    private void verifyChains(
            Connection connection,
            String snapshot,
            LedgerVerifier.Progress progress,
            Collected collected)
            throws SQLException {
        List<String> accounts = accounts(connection);
        try (SnapshotWorkers workers = SnapshotWorkers.of(database, snapshot)) {
            List<Future<ChainCheck>> checks =
                    accounts.stream()
                            .map(account ->
                                    workers.submit(own -> {
                                        useIndexes(own);
                                        return follow(own, account);
                                    }))
                            .toList();
            for (Future<ChainCheck> check : checks) {
                collected.add(SnapshotWorkers.await(check));
                progress.verified(Math.toIntExact(collected.chains), accounts.size());
            }
        }
    }

    /** Whatever the planner knows: no sorting of all rows. */
    private static void useIndexes(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off");
        }
    }

    private static ChainCheck follow(Connection connection, String account) throws SQLException {
        ChainCheck check = new ChainCheck(account, new EventHasher());
        try (PreparedStatement statement = connection.prepareStatement(EVENTS)) {
            statement.setFetchSize(PORTION);
            statement.setString(1, account);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    check.take(event(account, rows), rows.getBytes(5));
                }
            }
        }
        check.finish(end(connection, account));
        return check;
    }

    private static ChainedEvent event(String account, ResultSet row) throws SQLException {
        return new ChainedEvent(
                account,
                row.getLong(1),
                row.getString(2),
                ColumnType.micros(row.getObject(3, OffsetDateTime.class).toInstant()),
                row.getString(4));
    }

    private static ChainCheck.@Nullable End end(Connection connection, String account)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT sequence, chain_hash FROM account WHERE id = ?")) {
            statement.setString(1, account);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? new ChainCheck.End(
                                row.getLong(1), HexFormat.of().formatHex(row.getBytes(2)))
                        : null;
            }
        }
    }

    private static List<String> accounts(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(ACCOUNTS)) {
            List<String> accounts = new ArrayList<>();
            while (rows.next()) {
                accounts.add(rows.getString(1));
            }
            return accounts;
        }
    }

    private static Map<String, Long> knownAnchors(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT key_id, max(number) FROM anchor GROUP BY key_id")) {
            Map<String, Long> known = new TreeMap<>();
            while (rows.next()) {
                known.put(rows.getString(1), rows.getLong(2));
            }
            return known;
        }
    }

    /** Whoever changes events has to put them to sleep, and may forget to wake them. */
    private static void checkTriggers(Connection connection, Collected collected)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery(SLEEPING_TRIGGERS)) {
                while (rows.next()) {
                    collected.add(
                            new Tampering(
                                    "trigger " + rows.getString(1) + " of " + rows.getString(2),
                                    "disabled: changes of the history are not refused"));
                }
            }
            try (ResultSet row = statement.executeQuery(UNGUARDED)) {
                row.next();
                if (row.getBoolean(1)) {
                    collected.add(
                            new Tampering(
                                    "trigger event_is_append_only of event",
                                    "missing: changes of the history are not refused"));
                }
            }
        }
    }
}
