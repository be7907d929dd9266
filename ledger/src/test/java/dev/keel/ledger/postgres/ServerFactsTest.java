package dev.keel.ledger.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerFactsTest {

    @ParameterizedTest
    @ValueSource(ints = {150_000, 150_018, 180_006, 190_000})
    void acceptsDurableServerOfVersion(int version) {
        assertThatCode(() -> new ServerFacts(version, "on", "on").requireFitForLedger())
                .doesNotThrowAnyException();
    }

    @Test
    void acceptsCommitsThatWaitForMore() {
        assertThat(new ServerFacts(180_006, "on", "remote_apply").objections()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "local", "remote_write"})
    void refusesCommitsThatWaitForLess(String synchronousCommit) {
        assertThat(new ServerFacts(180_006, "on", synchronousCommit).objections())
                .containsExactly("synchronous_commit is " + synchronousCommit + ", it must be on");
    }

    @Test
    void namesAllObjections() {
        assertThatExceptionOfType(PostgresStartException.class)
                .isThrownBy(() -> new ServerFacts(140_022, "off", "off").requireFitForLedger())
                .withMessage(
                        "the database is not fit for the ledger: the server is PostgreSQL 14, Keel needs 15 or newer; fsync is off, it must be on; synchronous_commit is off, it must be on");
    }
}
