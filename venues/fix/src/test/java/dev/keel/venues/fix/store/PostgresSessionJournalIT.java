package dev.keel.venues.fix.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keel.ledger.database.Restriction;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.Isolated;

/** Alone: one of its tests ends every connection of a session that there is. */
@Execution(ExecutionMode.SAME_THREAD)
@Isolated
class PostgresSessionJournalIT {
    private static SessionJournal open(String session) {
        return Databases.sessions().open(session);
    }

    private static SessionChange sent(int number) {
        return new SessionChange.Sent(
                number + 1, Optional.of(new StoredMessage(number, "D", "order " + number)));
    }

    @Test
    void numbersAndMessagesOutliveTheProcess(TestInfo test) {
        try (SessionJournal journal = open(test.getDisplayName())) {
            assertThat(journal.load().nextSender()).isEqualTo(1);
            journal.commit(
                    List.of(
                            new SessionChange.Sent(2, Optional.empty()),
                            sent(2),
                            new SessionChange.NextTarget(7),
                            sent(3)));
        }
        try (SessionJournal journal = open(test.getDisplayName())) {
            SessionState state = journal.load();

            assertThat(state.nextSender()).isEqualTo(4);
            assertThat(state.nextTarget()).isEqualTo(7);
            assertThat(journal.read(1, 100, 100))
                    .containsExactly(
                            new StoredMessage(2, "D", "order 2"),
                            new StoredMessage(3, "D", "order 3"));
            assertThat(journal.read(1, 100, 1))
                    .containsExactly(new StoredMessage(3, "D", "order 3"));
        }
    }

    @Test
    void theRoleThatCannotChangeTheHistoryCanKeepSessions() {
        assertThat(Databases.database().restriction()).isInstanceOf(Restriction.OwnLogin.class);
    }

    @Test
    void aSessionHasOneOwner(TestInfo test) {
        try (SessionJournal second = open(test.getDisplayName())) {
            try (SessionJournal first = open(test.getDisplayName())) {
                first.load();

                assertThatThrownBy(second::load)
                        .isInstanceOf(StoreException.class)
                        .hasMessageContaining("in use by another Keel");
            }
            assertThat(second.load().nextSender()).isEqualTo(1);
        }
    }

    @Test
    void aResetForgetsWhatWasSent(TestInfo test) {
        Instant at = Instant.parse("2026-01-02T03:04:05Z");
        try (SessionJournal journal = open(test.getDisplayName())) {
            journal.load();
            journal.commit(List.of(sent(1), sent(2)));
            journal.commit(List.of(sent(3), new SessionChange.Reset(at), sent(1)));

            assertThat(journal.load()).isEqualTo(new SessionState(2, 1, at));
            assertThat(journal.read(1, 100, 100))
                    .containsExactly(new StoredMessage(1, "D", "order 1"));
        }
    }

    @Test
    void aLostConnectionFailsTheCommitAndTheNumbersAreReadAgain(TestInfo test) {
        try (SessionJournal journal = open(test.getDisplayName())) {
            journal.load();
            journal.commit(List.of(sent(1)));
            Databases.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE application_name = 'keel-fix'");

            assertThatThrownBy(() -> journal.commit(List.of(sent(2))))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("may not have been stored");
            assertThatThrownBy(() -> journal.commit(List.of(sent(2))))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("must be loaded first");
            assertThat(journal.load().nextSender()).isEqualTo(2);
            journal.commit(List.of(sent(2)));
            assertThat(journal.load().nextSender()).isEqualTo(3);
        }
    }

    @Test
    void onlyASessionWhoseNumbersAreKeptWaitsForTheDisk(TestInfo test) throws SQLException {
        assertThat(synchronousCommit(provider -> provider.open(test.getDisplayName())))
                .isEqualTo("on");
        assertThat(synchronousCommit(provider -> provider.openForOneLogon(test.getDisplayName())))
                .isEqualTo("off");
    }

    /** On the connection that the journal commits on. */
    private static String synchronousCommit(Function<MessageStoreProvider, SessionJournal> opening)
            throws SQLException {
        List<Connection> used = new ArrayList<>();
        MessageStoreProvider provider =
                PostgresSessionJournal.provider(purpose -> {
                    used.add(Databases.database().connect(purpose));
                    return used.getLast();
                });
        try (SessionJournal journal = opening.apply(provider)) {
            journal.load();
            journal.commit(List.of(sent(1)));
            assertThat(journal.read(1, 1, 1)).hasSize(1);
            try (Statement statement = used.getFirst().createStatement();
                    ResultSet row = statement.executeQuery("SHOW synchronous_commit")) {
                row.next();
                return row.getString(1);
            }
        }
    }

    @Test
    void whatIsPutAsideIsKept(TestInfo test) {
        Instant at = Instant.parse("2026-01-02T03:04:05Z");
        try (SessionJournal journal = open(test.getDisplayName())) {
            journal.load();
            journal.commit(
                    List.of(
                            new SessionChange.Parked(5, at, "body", "why"),
                            new SessionChange.NextTarget(6)));

            assertThat(journal.load().nextTarget()).isEqualTo(6);
            assertThat(
                            Databases.query(
                                    "SELECT sequence || body || why FROM fix_parked"
                                            + " WHERE session = '"
                                            + test.getDisplayName()
                                            + "'"))
                    .containsExactly("5bodywhy");
        }
    }

    @Test
    void onlyTheNewestMessagesAreKept(TestInfo test) {
        try (SessionJournal journal = open(test.getDisplayName())) {
            journal.load();
        }
        Databases.execute(
                "INSERT INTO fix_message (session, sequence, message_type, body) SELECT '"
                        + test.getDisplayName()
                        + "', n, 'D', 'x' FROM generate_series(1, 20100) AS n;"
                        + " UPDATE fix_session SET next_sender = 20101 WHERE session = '"
                        + test.getDisplayName()
                        + "'");
        try (SessionJournal journal = open(test.getDisplayName())) {
            journal.load();

            assertThat(journal.read(1, 200, 1_000)).hasSize(100);
        }
    }
}
