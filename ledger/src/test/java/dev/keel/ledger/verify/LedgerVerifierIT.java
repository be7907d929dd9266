package dev.keel.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.account.AccountState;
import dev.keel.core.journal.Append;
import dev.keel.core.journal.Appended;
import dev.keel.ledger.Ledger;
import dev.keel.ledger.TestDatabases;
import dev.keel.ledger.database.DatabaseAddress;
import dev.keel.testkit.AccountHistories;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One ledger of random lives; each tampering is planted in a copy of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LedgerVerifierIT {
    private static final int ACCOUNTS = 12;
    private static final int APPENDS = 150;

    private final DatabaseAddress untouched = TestDatabases.create();
    private final Map<String, AccountState> states = new TreeMap<>();
    private long events;

    @BeforeAll
    void live() {
        try (Ledger ledger = Ledger.open(untouched)) {
            List<CompletableFuture<Appended>> outcomes = new ArrayList<>();
            List<AccountHistories> lives = new ArrayList<>();
            for (int seed = 1; seed <= ACCOUNTS; seed++) {
                AccountHistories life = AccountHistories.ofSeed(seed);
                lives.add(life);
                outcomes.add(append(ledger, life.open()));
            }
            for (int i = 0; i < APPENDS; i++) {
                for (AccountHistories life : lives) {
                    outcomes.add(append(ledger, life.next()));
                }
            }
            assertThat(outcomes)
                    .extracting(CompletableFuture::join)
                    .containsOnly(Appended.Committed.INSTANCE);
            for (AccountHistories life : lives) {
                states.put(life.state().id().value(), life.state());
                events += life.state().sequence();
            }
        }
    }

    @AfterAll
    void leave() {
        TestDatabases.drop(untouched);
    }

    @Test
    void findsNothingInAnUntouchedLedger() {
        VerificationReport report = verify(untouched);

        assertThat(report.differences()).isEmpty();
        assertThat(report.isClean()).isTrue();
        assertThat(report.checked().accounts()).isEqualTo(ACCOUNTS);
        assertThat(report.checked().events()).isEqualTo(events);
        assertThat(report.checked().orders()).isEqualTo(count("trade_ledger")).isPositive();
        assertThat(report.checked().fills()).isEqualTo(count("fill")).isPositive();
        assertThat(report.checked().positions()).isEqualTo(count("broker_positions")).isPositive();
        assertThat(report.checked().signals()).isEqualTo(count("signal")).isPositive();
    }

    @Test
    void tellsHowFarItIs() {
        List<String> steps = new ArrayList<>();

        try (Ledger ledger = Ledger.open(untouched)) {
            ledger.verifier().verify((done, all) -> steps.add(done + "/" + all));
        }

        assertThat(steps).hasSize(ACCOUNTS).startsWith("1/" + ACCOUNTS).endsWith("12/12");
    }

    @ParameterizedTest
    @MethodSource
    void findsATampering(Tampering tampering) throws SQLException {
        VerificationReport report = verifyAfter(tampering.sql());

        assertThat(report.isClean()).isFalse();
        assertThat(report.differences())
                .anySatisfy(difference -> {
                    assertThat(difference.table()).isEqualTo(tampering.table());
                    assertThat(difference.column()).isEqualTo(tampering.column());
                });
        assertThat(report.differences())
                .extracting(Difference::account)
                .isSubsetOf("account-3", "account-4", "nobody");
    }

    static Stream<Tampering> findsATampering() {
        String account = " WHERE account_id = 'account-3'";
        String firstFill =
                account + " AND sequence = (SELECT min(sequence) FROM fill" + account + ")";
        String lastSignal =
                account + " AND sequence = (SELECT max(sequence) FROM signal" + account + ")";
        String firstOrder =
                " WHERE order_id = (SELECT min(order_id) FROM trade_ledger"
                        + account
                        + " AND status = 'filled')";
        String lastOrder =
                " WHERE order_id = (SELECT max(order_id) FROM trade_ledger" + account + ")";
        return Stream.of(
                account("SET cash = cash + 0.01", "cash"),
                account(
                        "SET mode = CASE mode WHEN 'manual' THEN 'ai_assisted' ELSE 'manual' END",
                        "mode"),
                account("SET sequence = sequence + 1", "sequence"),
                account("SET number = number + 1000", "number"),
                account("SET created_at = created_at - interval '1 microsecond'", "created_at"),
                new Tampering("DELETE FROM account WHERE id = 'account-3'", "account", "*"),
                new Tampering("DELETE FROM fill" + firstFill, "fill", "*"),
                fill("SET price = price + 0.000000000000000001" + firstFill, "price"),
                fill("SET trade_id = 'x'" + firstFill, "trade_id"),
                fill("SET sequence = 1000000" + firstFill, "*"),
                fill("SET account_id = 'nobody'" + account, "*"),
                order("SET status = 'cancelled'" + firstOrder, "status"),
                order("SET filled_quantity = filled_quantity + 1" + firstOrder, "filled_quantity"),
                order("SET error_message = 'x'" + firstOrder, "error_message"),
                order("SET submitted_at = NULL" + firstOrder, "submitted_at"),
                order("SET metadata = '{}'" + firstOrder, "metadata"),
                order("SET account_id = 'account-4', trade_uuid = 'x'" + firstOrder, "account_id"),
                order("SET order_id = order_id + 1000000" + lastOrder, "*"),
                order("SET order_id = 5" + lastOrder, "*"),
                new Tampering("DELETE FROM trade_ledger" + firstOrder, "trade_ledger", "*"),
                position(
                        "SET quantity = quantity * 2" + account + " AND quantity <> 0", "quantity"),
                position("SET realized_pnl = realized_pnl + 1" + account, "realized_pnl"),
                position("SET symbol = symbol || 'X'" + account, "*"),
                new Tampering("DELETE FROM broker_positions" + account, "broker_positions", "*"),
                signal("SET confidence = confidence / 2" + account, "confidence"),
                signal("SET reasons = '[]'" + account, "reasons"),
                signal("SET sequence = 1000000" + lastSignal, "sequence"),
                new Tampering("DELETE FROM signal" + account, "signal", "*"),
                books("DELETE FROM posting" + firstFill, "posting", "*"),
                books("UPDATE posting SET amount = amount * 2" + firstFill, "posting", "amount"),
                books(
                        "UPDATE posting SET line = line + 9" + firstFill + " AND line = 1",
                        "posting",
                        "*"),
                books(
                        "INSERT INTO posting SELECT account_id, sequence, line + x.more, book, asset,"
                                + " amount * x.sign, order_id, trade_id, symbol, at FROM posting,"
                                + " (VALUES (50, 1), (60, -1)) AS x (more, sign)"
                                + firstFill
                                + " AND line = 1",
                        "posting",
                        "*"),
                new Tampering(
                        "UPDATE risk_adjustments SET adjusted_quantity = 1" + account,
                        "risk_adjustments",
                        "adjusted_quantity"),
                new Tampering("DELETE FROM risk_adjustments" + account, "risk_adjustments", "*"),
                new Tampering("UPDATE kill_switch SET who = 'x'" + account, "kill_switch", "who"),
                new Tampering("DELETE FROM kill_switch" + account, "kill_switch", "*"));
    }

    private static Tampering books(String sql, String table, String column) {
        return new Tampering(
                "ALTER TABLE posting DISABLE TRIGGER posting_is_append_only;" + sql, table, column);
    }

    @ParameterizedTest
    @MethodSource
    void findsATamperedEvent(Tampering tampering) throws SQLException {
        VerificationReport report =
                verifyAfter(
                        "ALTER TABLE event DISABLE TRIGGER event_is_append_only", tampering.sql());

        assertThat(report.differences())
                .anySatisfy(difference -> {
                    assertThat(difference.account()).isEqualTo("account-3");
                    assertThat(difference.table()).isEqualTo("event");
                    assertThat(difference.row()).isEqualTo(tampering.table());
                    assertThat(difference.column()).isEqualTo(tampering.column());
                });
    }

    static Stream<Tampering> findsATamperedEvent() {
        String account = " WHERE account_id = 'account-3'";
        String seventh = account + " AND sequence = 7";
        return Stream.of(
                new Tampering("DELETE FROM event" + account + " AND sequence = 20", "20", "*"),
                new Tampering("DELETE FROM event" + account + " AND sequence = 1", "1", "*"),
                new Tampering("DELETE FROM event" + account, "1", "*"),
                new Tampering("UPDATE event SET type = 'x'" + seventh, "7", "type"),
                new Tampering(
                        "UPDATE event SET at = at + interval '1 microsecond'" + seventh, "7", "at"),
                new Tampering("UPDATE event SET order_id = 5" + seventh, "7", "order_id"),
                new Tampering("UPDATE event SET payload = '{}'" + seventh, "7", "payload"),
                new Tampering(
                        "UPDATE event SET payload = (SELECT payload FROM event"
                                + account
                                + " AND sequence = 1)"
                                + seventh,
                        "7",
                        "payload"));
    }

    /** Who forges the replayed columns alike is caught by the second count. */
    @Test
    void countsCashAndPositionsASecondTime() throws SQLException {
        VerificationReport report =
                verifyAfter(
                        "UPDATE account SET cash = cash + 0.01",
                        "UPDATE broker_positions SET cost = cost + 1");

        assertThat(report.differences())
                .extracting(Difference::column)
                .contains("cash, by the sum of its movements", "cost, by plain arithmetic", "cost");
    }

    @Test
    void boundsTheListAndCountsOn() throws SQLException {
        VerificationReport report =
                verifyAfter("UPDATE fill SET fee = fee + 1, price = price + 1, symbol = 'X'");

        assertThat(report.differences()).hasSize(VerificationReport.MAX_DIFFERENCES);
        assertThat(report.differencesInAll()).isGreaterThan(VerificationReport.MAX_DIFFERENCES);
    }

    @Test
    void verifiesAnEmptyLedger() {
        DatabaseAddress empty = TestDatabases.create();

        VerificationReport report = verify(empty);
        TestDatabases.drop(empty);

        assertThat(report.isClean()).isTrue();
        assertThat(report.checked()).isEqualTo(new VerificationReport.Counts(0, 0, 0, 0, 0, 0));
    }

    /** What the verifier says after these statements, which are undone. */
    private VerificationReport verifyAfter(String... statements) throws SQLException {
        try (Connection connection = TestDatabases.connect(untouched);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String sql : statements) {
                assertThat(statement.execute(sql)).isFalse();
            }
            VerificationReport report = LedgerVerifier.verify(connection, (_, _) -> {});
            connection.rollback();
            return report;
        }
    }

    /**
     * A change behind the ledger's back, and where it must be found.
     *
     * @param table or the number of the event
     */
    record Tampering(String sql, String table, String column) {}

    private static Tampering account(String change, String column) {
        return new Tampering(
                "UPDATE account " + change + " WHERE id = 'account-3'", "account", column);
    }

    private static Tampering fill(String change, String column) {
        return new Tampering("UPDATE fill " + change, "fill", column);
    }

    private static Tampering order(String change, String column) {
        return new Tampering("UPDATE trade_ledger " + change, "trade_ledger", column);
    }

    private static Tampering position(String change, String column) {
        return new Tampering("UPDATE broker_positions " + change, "broker_positions", column);
    }

    private static Tampering signal(String change, String column) {
        return new Tampering("UPDATE signal " + change, "signal", column);
    }

    private static VerificationReport verify(DatabaseAddress address) {
        try (Ledger ledger = Ledger.open(address)) {
            return ledger.verifier().verify();
        }
    }

    private long count(String table) {
        return Long.parseLong(TestDatabases.query(untouched, "SELECT count(*) FROM " + table));
    }

    private static CompletableFuture<Appended> append(Ledger ledger, Append append) {
        return ledger.journal().append(append).toCompletableFuture();
    }
}
