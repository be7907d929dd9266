package dev.keel.ledger.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keel.ledger.TestDatabases;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the tables have, and what they refuse, whoever writes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SchemaIT {
    private static final String ORDER =
            "INSERT INTO trade_ledger (order_id, account_id, trade_uuid, symbol, action,"
                    + " order_type, origin, requested_quantity, filled_quantity, fees, status,"
                    + " evidence_source, evidence_reference, created_at, updated_at, metadata)"
                    + " VALUES (%d, 'a', '%s', 'X', 'BUY', 'MARKET', '%s', %s, %s, 0, '%s', %s, %s,"
                    + " now(), now(), '{}')";

    private final DatabaseAddress address = TestDatabases.create();

    @BeforeAll
    void migrate() {
        LedgerDatabase.open(address).close();
    }

    @AfterAll
    void drop() {
        TestDatabases.drop(address);
    }

    /** The columns that others who read these tables know. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    trade_ledger | trade_uuid user_id symbol action order_type requested_quantity filled_quantity entry_price execution_price avg_execution_price stop_loss take_profit slippage potential_loss actual_loss status broker_order_id broker_position_id created_at submitted_at executed_at updated_at metadata error_message
                    broker_positions | quantity avg_price current_price unrealized_pnl margin_used margin_free last_reconciled reconciliation_count last_discrepancy broker_position_id broker_account
                    reconciliation_log | ledger_quantity broker_quantity quantity_discrepancy ledger_price broker_price price_discrepancy action action_details risk_impact trading_stopped reconciliation_time resolved_at broker_data ledger_data error_details
                    risk_adjustments | trade_ledger_id adjustment_type original_quantity adjusted_quantity original_loss adjusted_loss daily_loss_before daily_loss_after risk_score_before risk_score_after reason
                    trading_control | trading_enabled reconciliation_enabled stop_reason stop_threshold_exceeded consecutive_failures max_discrepancy_threshold max_consecutive_failures slippage_threshold stopped_at last_check stop_details
                    """)
    void hasTheColumnsThatOthersKnow(String table, String columns) {
        String present =
                TestDatabases.query(
                        address,
                        "SELECT string_agg(column_name, ' ') FROM information_schema.columns"
                                + " WHERE table_schema = 'public' AND table_name = '"
                                + table
                                + "'");

        assertThat(List.of(present.split(" "))).contains(columns.split(" "));
    }

    @Test
    void hasNoFloatingPointColumn() {
        String columns =
                TestDatabases.query(
                        address,
                        """
                        SELECT count(*) FILTER (WHERE data_type IN ('real', 'double precision', 'money'))
                               || ' of ' || (count(*) > 100)
                        FROM information_schema.columns
                        WHERE table_schema NOT IN ('pg_catalog', 'information_schema')
                        """);

        assertThat(columns).isEqualTo("0 of true");
    }

    @ParameterizedTest
    @CsvSource({
        "1, filled, NULL, NULL, trade_ledger_end_has_evidence",
        "1, rejected, '''risk''', NULL, trade_ledger_end_has_evidence",
        "1, working, '''ack''', '''x''', trade_ledger_end_has_evidence",
        "0, pending, NULL, NULL, requested_quantity",
        "-1, pending, NULL, NULL, requested_quantity",
        "1, done, NULL, NULL, status"
    })
    void refusesAnOrderThatCannotBe(
            String quantity, String status, String source, String reference, String constraint) {
        String sql = ORDER.formatted(9, "9", "safety", quantity, "0", status, source, reference);

        assertThatThrownBy(() -> TestDatabases.execute(address, sql))
                .rootCause()
                .hasMessageContaining(constraint);
    }

    @Test
    void refusesAFillThatHasNoPrice() {
        String sql = ORDER.formatted(9, "9", "safety", "1", "0.5", "working", "NULL", "NULL");

        assertThatThrownBy(() -> TestDatabases.execute(address, sql))
                .rootCause()
                .hasMessageContaining("trade_ledger_execution_is_whole");
    }

    @Test
    void takesAClientKeyOnceAndLetsItLookLikeAnOrderId() {
        String first = ORDER.formatted(1, "2", "client", "1", "0", "pending", "NULL", "NULL");
        String second = ORDER.formatted(2, "2", "safety", "1", "0", "pending", "NULL", "NULL");
        String third = ORDER.formatted(3, "2", "client", "1", "0", "pending", "NULL", "NULL");
        TestDatabases.execute(address, first);
        TestDatabases.execute(address, second);

        assertThatThrownBy(() -> TestDatabases.execute(address, third))
                .rootCause()
                .hasMessageContaining("trade_ledger_client_key");
    }

    @Test
    void hasOneKillSwitch() {
        assertThatThrownBy(() ->
                        TestDatabases.execute(
                                address, "INSERT INTO trading_control (id) VALUES (2)"))
                .rootCause()
                .hasMessageContaining("trading_control_id_check");
        assertThatThrownBy(() ->
                        TestDatabases.execute(
                                address, "UPDATE trading_control SET trading_enabled = false"))
                .rootCause()
                .hasMessageContaining("trading_control_check");
    }
}
