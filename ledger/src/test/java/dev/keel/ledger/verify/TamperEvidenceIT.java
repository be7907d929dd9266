package dev.keel.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.journal.Append;
import dev.keel.core.journal.Appended;
import dev.keel.ledger.TestDatabases;
import dev.keel.ledger.chain.AnchorSettings;
import dev.keel.ledger.chain.AnchorWriter;
import dev.keel.ledger.chain.ChainedEvent;
import dev.keel.ledger.chain.EventHasher;
import dev.keel.ledger.database.DatabaseAddress;
import dev.keel.ledger.database.LedgerDatabase;
import dev.keel.ledger.journal.JournalSettings;
import dev.keel.ledger.journal.PostgresJournal;
import dev.keel.ledger.projection.ColumnType;
import dev.keel.testkit.AccountHistories;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One ledger with five anchors; each test harms a copy of it, as a superuser who puts the triggers
 * to sleep and wakes them again.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TamperEvidenceIT {
    private static final int ANCHORS = 5;
    private static final int APPENDS_BETWEEN_ANCHORS = 25;
    private static final AtomicInteger COPIES = new AtomicInteger();

    private static final String SLEEP = "ALTER TABLE event DISABLE TRIGGER event_is_append_only";
    private static final String WAKE =
            "ALTER TABLE event ENABLE ALWAYS TRIGGER event_is_append_only";
    private static final String ALTERED =
            "altered: the hash does not follow from the row and the event before";

    private final DatabaseAddress untouched = TestDatabases.create();
    private final List<Long> anchored = new ArrayList<>();
    private Path original = Path.of("");
    private long last;
    private long events;
    private DatabaseAddress copy = untouched;
    private Path anchors = Path.of("");

    @BeforeAll
    void live(@TempDir Path folder) {
        original = folder;
        List<AccountHistories> lives =
                List.of(
                        AccountHistories.ofSeed(1),
                        AccountHistories.ofSeed(2),
                        AccountHistories.ofSeed(3));
        try (LedgerDatabase database = LedgerDatabase.open(untouched);
                AnchorWriter writer =
                        AnchorWriter.open(
                                database,
                                original,
                                InstantSource.system(),
                                AnchorSettings.DEFAULT);
                PostgresJournal journal =
                        PostgresJournal.start(database, JournalSettings.DEFAULT)) {
            lives.forEach(life -> commit(journal, List.of(life.open())));
            for (int i = 0; i < ANCHORS; i++) {
                for (AccountHistories life : lives) {
                    commit(
                            journal,
                            Stream.generate(life::next).limit(APPENDS_BETWEEN_ANCHORS).toList());
                }
                writer.writeNow();
                anchored.add(lives.get(1).state().sequence());
            }
        }
        last = lives.get(1).state().sequence();
        events = lives.stream().mapToLong(life -> life.state().sequence()).sum();
        assertThat(anchored.getFirst()).isGreaterThan(20);
    }

    @AfterAll
    void leave() {
        TestDatabases.drop(untouched);
    }

    @BeforeEach
    void copy(@TempDir Path folder) throws IOException {
        String name = "tampered_" + COPIES.incrementAndGet();
        TestDatabases.execute(
                TestDatabases.address("keel"),
                "CREATE DATABASE " + name + " TEMPLATE " + nameOf(untouched));
        copy = TestDatabases.address(name);
        anchors = folder;
        for (String file : List.of("anchors.jsonl", "key", "key.pub")) {
            Files.copy(original.resolve(file), anchors.resolve(file));
        }
    }

    @AfterEach
    void drop() {
        TestDatabases.drop(copy);
    }

    @Test
    void findsNothingWhereNobodyWas() {
        ChainReport report = report();

        assertThat(report.findings()).isEmpty();
        assertThat(report.isClean()).isTrue();
        assertThat(report.events()).isEqualTo(events);
        assertThat(report.chains()).isEqualTo(3);
        assertThat(report.anchors()).isEqualTo(ANCHORS);
        assertThat(report.notes())
                .containsExactly("Keel works as keel_app, which cannot change the history");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "payload = (' ' || payload::text)::json",
                "payload = replace(payload::text, '\"', '\" ')::json",
                "at = at + interval '1 microsecond'",
                "type = type || 'x'",
                "hash = decode(repeat('ab', 32), 'hex')"
            })
    void namesAnAlteredRow(String change) {
        long place = 7;

        harm("UPDATE event SET " + change + where(place));

        assertThat(findings().getFirst())
                .startsWith("account account-2, event")
                .contains(" 7")
                .endsWith(ALTERED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 50, 99})
    void namesAnAlteredRowAmongTheLastHundred(int fromTheEnd) {
        long place = last - fromTheEnd;

        harm("UPDATE event SET payload = (payload::text || ' ')::json" + where(place));

        assertThat(findings())
                .containsExactly("account account-2, event " + place + ": " + ALTERED);
    }

    @Test
    void namesARemovedRow() {
        harm("DELETE FROM event" + where(20));

        assertThat(findings()).containsExactly("account account-2, event 20: missing");
    }

    @Test
    void namesTheFirstRowIfItIsRemoved() {
        harm("DELETE FROM event" + where(1));

        assertThat(findings()).containsExactly("account account-2, event 1: missing");
    }

    @Test
    void namesTheNewestRowIfItIsRemoved() {
        harm("DELETE FROM event" + where(last));

        assertThat(findings())
                .containsExactly(
                        "account account-2, event %d: missing: the account's row ends at event %d"
                                .formatted(last, last),
                        "account account-2, event %d: missing: anchor 5 (line 5) names it"
                                .formatted(last));
    }

    @Test
    void namesTheNewestRowsIfTheAccountsRowHidesTheirRemoval() {
        long end = anchored.get(3) - 1;
        harm(
                "DELETE FROM event WHERE account_id = 'account-2' AND sequence > " + end,
                "UPDATE account SET sequence = "
                        + end
                        + ", chain_hash = (SELECT hash FROM event"
                        + where(end)
                        + ") WHERE id = 'account-2'");

        assertThat(findings())
                .containsExactly(
                        "account account-2, event %d: missing: anchor 4 (line 4) names it"
                                .formatted(end + 1));
    }

    @Test
    void namesRowsThatChangedPlaces() {
        harm(
                "UPDATE event SET sequence = 1000000" + where(10),
                "UPDATE event SET sequence = 10" + where(11),
                "UPDATE event SET sequence = 11" + where(1_000_000));

        assertThat(findings())
                .containsExactly(
                        "account account-2, events 10 to 12: reordered: what is event 11 now was"
                                + " event 10");
    }

    @Test
    void namesARowThatWasAddedAtTheEnd() {
        long forged = last + 1;
        harm(
                "INSERT INTO event (account_id, sequence, type, at, payload, hash) SELECT"
                        + " account_id, sequence + 1, type, at, payload, hash FROM event"
                        + where(last));

        assertThat(findings())
                .containsExactly(
                        "account account-2, event " + forged + ": " + ALTERED,
                        "account account-2, event %d: forged: the account's row ends at event %d"
                                .formatted(forged, last));
    }

    @Test
    void namesARowThatWasPutInBetween() {
        String later = " WHERE account_id = 'account-2' AND sequence >= ";
        harm(
                "UPDATE event SET sequence = sequence + 1000000" + later + 20,
                "UPDATE event SET sequence = sequence - 999999" + later + 1_000_000,
                "INSERT INTO event (account_id, sequence, type, at, payload, hash) SELECT"
                        + " account_id, 20, type, at, payload, hash FROM event"
                        + where(19));

        assertThat(findings().getFirst())
                .startsWith("account account-2, events 20 to ")
                .endsWith("reordered: what is event 21 now was event 20");
    }

    @Test
    void namesTheRowsWhoseWholeChainWasMadeAnew() throws SQLException {
        harm("UPDATE event SET payload = (payload::text || ' ')::json" + where(anchored.get(1)));
        chainAnew("account-2");

        assertThat(findings())
                .containsExactly(
                        ("account account-2, events %d to %d: rewritten together with their hashes:"
                                        + " anchor 2 (line 2) names another hash of event %d;"
                                        + " anchor 1 still fits")
                                .formatted(anchored.get(0) + 1, anchored.get(1), anchored.get(1)));
    }

    @Test
    void namesAnAccountThatIsGoneAltogether() {
        harm(
                "DELETE FROM event WHERE account_id = 'account-2'",
                "DELETE FROM account WHERE id = 'account-2'");

        assertThat(findings())
                .containsExactly(
                        "account account-2, event %d: missing: anchor 1 (line 1) names it"
                                .formatted(anchored.getFirst()));
    }

    @Test
    void namesAnAccountsRowThatIsGoneOrSaysSomethingElse() {
        harm(
                "DELETE FROM account WHERE id = 'account-1'",
                "UPDATE account SET chain_hash = decode(repeat('ab', 32), 'hex') WHERE id ="
                        + " 'account-2'");

        assertThat(findings())
                .containsExactly(
                        "account account-1: its row is missing, its events are there",
                        "account account-2, event "
                                + last
                                + ": rewritten, or the account's row was: the hash of its latest"
                                + " event is another");
    }

    @Test
    void namesATriggerThatSleepsOrIsGone() {
        TestDatabases.execute(copy, "ALTER TABLE anchor DISABLE TRIGGER anchor_is_append_only");
        TestDatabases.execute(copy, "DROP TRIGGER event_is_append_only ON event");

        assertThat(findings())
                .containsExactly(
                        "trigger anchor_is_append_only of anchor: disabled: changes of the history"
                                + " are not refused",
                        "trigger event_is_append_only of event: missing: changes of the history"
                                + " are not refused");
    }

    @Test
    void namesAnAlteredLineOfTheAnchors() throws IOException {
        List<String> lines = lines();
        lines.set(1, lines.get(1).replaceFirst("\"sequence\":\\d", "\"sequence\":9"));
        write(lines);

        assertThat(findings())
                .singleElement()
                .asString()
                .startsWith("anchors.jsonl, line 2: was altered: it has no signature of key ");
    }

    @Test
    void namesALineThatWasTakenOutOfTheAnchors() throws IOException {
        List<String> lines = lines();
        lines.remove(2);
        write(lines);

        assertThat(findings())
                .containsExactly(
                        "anchors.jsonl, line 3: is anchor 4: anchor 3 is missing before it");
    }

    @Test
    void namesLinesOfTheAnchorsThatChangedPlaces() throws IOException {
        List<String> lines = lines();
        Collections.swap(lines, 1, 2);
        write(lines);

        assertThat(findings())
                .contains(
                        "anchors.jsonl, line 2: is anchor 3: anchor 2 is missing before it",
                        "anchors.jsonl, line 3: is anchor 2 and stands after 3");
    }

    @Test
    void tellsThatTheAnchorsWereCutAtTheEndOfALine() throws IOException {
        write(lines().subList(0, 3));

        assertThat(findings())
                .containsExactly(
                        "anchors.jsonl, after line 3: cut short: the last anchor in the file is 3,"
                                + " the database knows 5");
    }

    @Test
    void tellsThatTheAnchorsWereCutInTheMiddleOfALine() throws IOException {
        byte[] bytes = Files.readAllBytes(file());
        Files.write(file(), Arrays.copyOf(bytes, bytes.length - 10));

        assertThat(findings())
                .containsExactly(
                        "anchors.jsonl, line 5: has no end: the file was cut in the middle of it",
                        "anchors.jsonl, after line 5: cut short: the last anchor in the file is 4,"
                                + " the database knows 5");
    }

    @Test
    void tellsThatTheAnchorsAreGone() throws IOException {
        Files.delete(file());

        assertThat(findings())
                .singleElement()
                .asString()
                .startsWith("anchors of key ")
                .endsWith("missing: the database knows 5 of them, and none of their file is here");
    }

    @Test
    void isNotFooledByAnchorsOfAnotherKey(@TempDir Path other) throws IOException {
        try (LedgerDatabase database = LedgerDatabase.open(copy)) {
            AnchorWriter.open(database, other, InstantSource.system(), AnchorSettings.DEFAULT)
                    .close();
        }
        Files.copy(
                other.resolve("key.pub"),
                anchors.resolve("key.pub"),
                StandardCopyOption.REPLACE_EXISTING);

        assertThat(findings())
                .hasSize(ANCHORS + 2)
                .anySatisfy(finding ->
                        assertThat(finding).startsWith("anchors.jsonl, line 1: was altered"));
    }

    @Test
    void takesACopyThatIsOlder(@TempDir Path older) throws IOException {
        Files.copy(anchors.resolve("key.pub"), older.resolve("key.pub"));
        Files.writeString(older.resolve("anchors.jsonl"), lines().getFirst() + "\n");

        try (LedgerDatabase database = LedgerDatabase.open(copy)) {
            ChainReport report =
                    new ChainVerifier(database).verify(List.of(anchors, older), (_, _) -> {});
            assertThat(report.findings()).isEmpty();
            assertThat(report.anchors()).isEqualTo(ANCHORS + 1);
        }
    }

    private void harm(String... statements) {
        List<String> all = new ArrayList<>(List.of(statements));
        all.addFirst(SLEEP);
        all.addLast(WAKE);
        TestDatabases.execute(copy, String.join(";", all));
    }

    private List<String> findings() {
        ChainReport report = report();
        assertThat(report.isClean()).isFalse();
        assertThat(report.findingsInAll()).isEqualTo(report.findings().size());
        return report.findings().stream().map(Tampering::toString).toList();
    }

    private ChainReport report() {
        try (LedgerDatabase database = LedgerDatabase.open(copy)) {
            return new ChainVerifier(database).verify(List.of(anchors), (_, _) -> {});
        }
    }

    /** What one would do who knows how Keel makes its hashes. */
    private void chainAnew(String account) throws SQLException {
        EventHasher hasher = new EventHasher();
        byte[] hash = hasher.origin(account);
        try (Connection connection = TestDatabases.connect(copy);
                Statement statement = connection.createStatement();
                PreparedStatement update =
                        connection.prepareStatement(
                                "UPDATE event SET hash = ? WHERE account_id = ? AND sequence = ?");
                PreparedStatement updateAccount =
                        connection.prepareStatement(
                                "UPDATE account SET chain_hash = ? WHERE id = ?")) {
            statement.execute(SLEEP);
            try (ResultSet row =
                    statement.executeQuery(
                            "SELECT sequence, type, at, payload FROM event WHERE account_id = '"
                                    + account
                                    + "' ORDER BY sequence")) {
                while (row.next()) {
                    hash =
                            hasher.hash(
                                    hash,
                                    new ChainedEvent(
                                            account,
                                            row.getLong(1),
                                            row.getString(2),
                                            ColumnType.micros(
                                                    row.getObject(3, OffsetDateTime.class)
                                                            .toInstant()),
                                            row.getString(4)));
                    update.setBytes(1, hash);
                    update.setString(2, account);
                    update.setLong(3, row.getLong(1));
                    update.executeUpdate();
                }
            }
            updateAccount.setBytes(1, hash);
            updateAccount.setString(2, account);
            updateAccount.executeUpdate();
            statement.execute(WAKE);
        }
    }

    private Path file() {
        return anchors.resolve("anchors.jsonl");
    }

    private List<String> lines() throws IOException {
        return new ArrayList<>(Files.readAllLines(file(), StandardCharsets.ISO_8859_1));
    }

    private void write(List<String> lines) throws IOException {
        Files.writeString(file(), String.join("\n", lines) + "\n", StandardCharsets.ISO_8859_1);
    }

    private static String where(long sequence) {
        return " WHERE account_id = 'account-2' AND sequence = " + sequence;
    }

    private static String nameOf(DatabaseAddress address) {
        return address.jdbcUrl().substring(address.jdbcUrl().lastIndexOf('/') + 1);
    }

    private static void commit(PostgresJournal journal, List<Append> appends) {
        List<CompletableFuture<Appended>> outcomes =
                appends.stream()
                        .map(append -> journal.append(append).toCompletableFuture())
                        .toList();
        assertThat(outcomes)
                .extracting(CompletableFuture::join)
                .containsOnly(Appended.Committed.INSTANCE);
    }
}
