package dev.keel.ledger.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The logs are those of PostgreSQL 18.6. */
class StartFailureTest {

    @Test
    void recognisesPortThatIsTaken() {
        assertThat(
                        StartFailure.of(
                                """
                                LOG:  could not bind IPv4 address "127.0.0.1": Address already in use
                                HINT:  Is another postmaster already running on port 5999? If not, wait a few seconds and retry.
                                WARNING:  could not create listen socket for "127.0.0.1"
                                FATAL:  could not create any TCP/IP sockets
                                """))
                .isEqualTo(StartFailure.PORT_TAKEN);
    }

    @Test
    void recognisesPredecessor() {
        assertThat(
                        StartFailure.of(
                                """
                                FATAL:  lock file "postmaster.pid" already exists
                                HINT:  Is another postmaster (PID 5002) running in data directory "/data"?
                                """))
                .isEqualTo(StartFailure.PREDECESSOR_ALIVE);
        assertThat(
                        StartFailure.of(
                                """
                                FATAL:  pre-existing shared memory block (key 2146343, ID 4) is still in use
                                HINT:  Terminate any old server processes associated with data directory "/data".
                                """))
                .isEqualTo(StartFailure.PREDECESSOR_ALIVE);
    }

    @Test
    void leavesTheRestToTheOperator() {
        assertThat(StartFailure.of("FATAL:  could not map anonymous shared memory"))
                .isEqualTo(StartFailure.OTHER);
        assertThat(StartFailure.of("")).isEqualTo(StartFailure.OTHER);
    }
}
