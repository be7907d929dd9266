package dev.keel.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** States: PostgreSQL documentation, appendix A. */
class FailureKindTest {
    @ParameterizedTest
    @CsvSource({
        "40001, COLLISION", // serialization_failure
        "40P01, COLLISION", // deadlock_detected
        "23505, COLLISION", // unique_violation
        "23514, DATA", // check_violation
        "22003, DATA", // numeric_value_out_of_range
        "54000, DATA", // program_limit_exceeded
        "08006, CONNECTION", // connection_failure
        "57P01, CONNECTION", // admin_shutdown
        "25P03, CONNECTION", // idle_in_transaction_session_timeout
        ", CONNECTION",
        "53100, SERVER", // disk_full
        "55P03, SERVER", // lock_not_available
        "25006, SERVER", // read_only_sql_transaction
        "42P01, SERVER" // undefined_table
    })
    void tellsWhoIsToBlame(@Nullable String state, FailureKind kind) {
        assertThat(FailureKind.of(new SQLException("test", state))).isEqualTo(kind);
    }
}
