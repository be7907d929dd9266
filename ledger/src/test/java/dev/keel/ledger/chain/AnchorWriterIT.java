package dev.keel.ledger.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keel.core.journal.Append;
import dev.keel.core.journal.Appended;
import dev.keel.ledger.TestDatabases;
import dev.keel.ledger.database.DatabaseAddress;
import dev.keel.ledger.database.LedgerDatabase;
import dev.keel.ledger.database.LedgerException;
import dev.keel.ledger.journal.JournalSettings;
import dev.keel.ledger.journal.PostgresJournal;
import dev.keel.ledger.verify.ChainReport;
import dev.keel.ledger.verify.ChainVerifier;
import dev.keel.ledger.verify.Tampering;
import dev.keel.testkit.AccountHistories;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnchorWriterIT {
    private static final AnchorSettings SETTINGS = new AnchorSettings(Duration.ofSeconds(60), 50);

    private final DatabaseAddress address = TestDatabases.create();
    private final LedgerDatabase database = LedgerDatabase.open(address);
    private final PostgresJournal journal =
            PostgresJournal.start(database, JournalSettings.DEFAULT);
    private final AccountHistories life = AccountHistories.ofSeed(7);
    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-01-02T03:04:05Z"));

    @TempDir private Path temporary;

    @BeforeEach
    void live() {
        commit(life.open());
    }

    @AfterEach
    void close() {
        journal.close();
        database.close();
        TestDatabases.drop(address);
    }

    @Test
    void writesOncePerIntervalIfSomethingWasCommitted() throws IOException {
        try (AnchorWriter writer = open()) {
            writer.writeIfDue();
            assertThat(lines()).isEmpty();

            pass(60);
            writer.writeIfDue();
            assertThat(lines()).hasSize(1);

            commit(life.next());
            writer.writeIfDue();
            assertThat(lines()).hasSize(1);

            pass(60);
            writer.writeIfDue();
            assertThat(lines()).hasSize(2);

            pass(60);
            writer.writeIfDue();
            assertThat(lines()).hasSize(2);
        }
    }

    @Test
    void writesAtOnceAfterManyEvents() throws IOException {
        try (AnchorWriter writer = open()) {
            long begin = life.state().sequence();
            while (life.state().sequence() - begin < SETTINGS.events()) {
                commit(life.next());
            }

            writer.writeIfDue();

            assertThat(lines())
                    .singleElement()
                    .asString()
                    .contains("\"sequence\":" + life.state().sequence());
        }
    }

    @Test
    void writesWhatIsLeftWhenItIsClosed() throws IOException {
        open().close();

        assertThat(lines())
                .singleElement()
                .asString()
                .contains("{\"anchor\":1,\"at\":\"2026-01-02T03:04:05Z\"");
        requireClean(1);
    }

    @Test
    void goesOnAfterARestart() throws IOException {
        open().close();
        commit(life.next());
        open().close();

        assertThat(lines()).hasSize(2);
        requireClean(2);
    }

    @Test
    void keepsItsSecretKeyForItsOwner() throws IOException {
        open().close();

        assertThat(permissions("key")).isEqualTo("rw-------");
        assertThat(permissions("key.pub")).isEqualTo("rw-r--r--");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
                .isEqualTo("rwx------");
    }

    @Test
    void everyKeyIsAnother(@TempDir Path other) throws IOException {
        open().close();
        AnchorWriter.open(database, other, now::get, SETTINGS).close();

        assertThat(Files.readString(other.resolve("key")))
                .isNotEqualTo(Files.readString(folder().resolve("key")));
    }

    /** As a kill in the middle of a write leaves it. */
    @Test
    void takesAwayALineThatWasNotWrittenToItsEnd() throws IOException {
        open().close();
        Files.writeString(file(), "{\"anchor\":2,\"at\"", StandardOpenOption.APPEND);
        commit(life.next());
        open().close();

        assertThat(lines()).hasSize(2);
        requireClean(2);
    }

    /** As a kill between the file and the database leaves it. */
    @Test
    void takesAnAnchorThatTheDatabaseDoesNotKnow() {
        open().close();
        TestDatabases.execute(
                address,
                "ALTER TABLE anchor DISABLE TRIGGER ALL; DELETE FROM anchor;"
                        + " ALTER TABLE anchor ENABLE ALWAYS TRIGGER anchor_is_append_only");
        commit(life.next());
        open().close();

        requireClean(2);
    }

    @Test
    void doesNotHideThatTheFileWasCut() throws IOException {
        open().close();
        commit(life.next());
        open().close();
        Files.writeString(file(), lines().getFirst() + "\n");
        commit(life.next());
        open().close();

        assertThat(verify().findings())
                .extracting(Tampering::toString)
                .containsExactly(
                        "anchors.jsonl, line 2: is anchor 3: anchor 2 is missing before it");
    }

    @Test
    void doesNotHideThatTheFileWasCutInALineThatIsKnown() throws IOException {
        open().close();
        Files.writeString(file(), lines().getFirst().substring(0, 50));
        commit(life.next());
        open().close();

        assertThat(verify().findings())
                .singleElement()
                .asString()
                .startsWith("anchors.jsonl, line 1: was altered");
    }

    @Test
    void doesNotHideThatTheFileWasCutWhileItWasOpen() throws IOException {
        try (AnchorWriter writer = open()) {
            writer.writeNow();
            commit(life.next());
            writer.writeNow();
            Files.writeString(file(), lines().getFirst() + "\n");
            commit(life.next());
            writer.writeNow();
        }

        assertThat(verify().findings())
                .extracting(Tampering::toString)
                .containsExactly(
                        "anchors.jsonl, line 2: is anchor 3: anchor 2 is missing before it");
    }

    @Test
    void refusesToSignWithAnotherKeyWhatItHasBegun() throws IOException {
        open().close();
        Files.delete(folder().resolve("key"));

        assertThatThrownBy(this::open)
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("the key of the anchors in")
                .hasMessageContaining("is gone");
    }

    @Test
    void refusesAKeyThatIsNoneWithoutShowingIt() throws IOException {
        open().close();
        Files.writeString(folder().resolve("key"), "c2VjcmV0");

        assertThatThrownBy(this::open)
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("cannot be used")
                .hasMessageNotContaining("c2VjcmV0")
                .hasNoCause();
    }

    @Test
    void letsNobodyElseWriteToItsFile() {
        try (AnchorWriter writer = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("writes anchors to");
            writer.writeNow();
        }
    }

    @Test
    void namesWhatWasRewrittenWhileKeelWasAway() {
        open().close();
        TestDatabases.execute(
                address,
                "ALTER TABLE event DISABLE TRIGGER event_is_append_only; UPDATE event SET hash ="
                        + " decode(repeat('ab', 32), 'hex') WHERE sequence = (SELECT max(sequence) FROM"
                        + " event); UPDATE account SET chain_hash = decode(repeat('ab', 32), 'hex');"
                        + " ALTER TABLE event ENABLE ALWAYS TRIGGER event_is_append_only");
        open().close();

        assertThat(verify().findings())
                .extracting(Tampering::what)
                .anyMatch(
                        what -> what.startsWith("rewritten together with their hashes: anchor 1"));
    }

    private AnchorWriter open() {
        return AnchorWriter.open(database, folder(), now::get, SETTINGS);
    }

    private void pass(long seconds) {
        now.updateAndGet(time -> time.plusSeconds(seconds));
    }

    private void requireClean(long anchors) {
        ChainReport report = verify();
        assertThat(report.findings()).isEmpty();
        assertThat(report.anchors()).isEqualTo(anchors);
    }

    private ChainReport verify() {
        return new ChainVerifier(database).verify(List.of(folder()), (_, _) -> {});
    }

    private Path folder() {
        return temporary.resolve("anchors");
    }

    private Path file() {
        return folder().resolve("anchors.jsonl");
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(file(), StandardCharsets.ISO_8859_1);
    }

    private String permissions(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder().resolve(name)));
    }

    private void commit(Append append) {
        assertThat(journal.append(append).toCompletableFuture().join())
                .isEqualTo(Appended.Committed.INSTANCE);
    }
}
