package dev.keel.ledger.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderLockTest {

    @TempDir Path temporary;

    @Test
    void createsTheFolderAndNamesItsHolder() throws IOException {
        try (DataFolderLock lock = DataFolderLock.acquire(temporary.resolve("a/b"))) {
            assertThat(lock.folder().resolve("keel.lock"))
                    .hasContent(LockHolder.thisProcess().toString());
        }
    }

    @Test
    void isFreeAfterClose() {
        DataFolderLock.acquire(temporary).close();

        try (DataFolderLock again = DataFolderLock.acquire(temporary)) {
            assertThat(again.folder()).exists();
        }
    }

    @Test
    void takesNoNoticeOfLeftoverFile() throws IOException {
        Files.writeString(temporary.resolve("keel.lock"), "99999999999999999999999");

        try (DataFolderLock lock = DataFolderLock.acquire(temporary)) {
            assertThat(lock.folder().resolve("keel.lock"))
                    .hasContent(LockHolder.thisProcess().toString());
        }
    }

    @Test
    void takesNoNoticeOfProcessThatGotTheNumberLater() throws IOException {
        ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
        Files.writeString(
                temporary.resolve("keel.lock"), parent.pid() + "\n2001-01-01T00:00:00Z\n");

        DataFolderLock.acquire(temporary).close();
    }

    @Test
    void countsHolderThatLivesThoughTheLockIsLost() throws IOException {
        ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
        Files.writeString(
                temporary.resolve("keel.lock"),
                parent.pid() + "\n" + parent.info().startInstant().orElseThrow() + "\n");

        assertThatExceptionOfType(PostgresStartException.class)
                .isThrownBy(() -> DataFolderLock.acquire(temporary))
                .withMessageContaining("is in use by process " + parent.pid());
    }

    @Test
    void knowsTheFolderUnderItsOtherName() throws IOException {
        Path link = Files.createSymbolicLink(temporary.resolve("link"), temporary);
        try (DataFolderLock lock = DataFolderLock.acquire(temporary)) {
            assertThatExceptionOfType(PostgresStartException.class)
                    .isThrownBy(() -> DataFolderLock.acquire(link))
                    .withMessageContaining(lock.folder() + " is in use by process");
        }
    }

    @Test
    void saysWhatIsInTheWayOfTheFolder() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));

        assertThatExceptionOfType(PostgresStartException.class)
                .isThrownBy(() -> DataFolderLock.acquire(file.resolve("data")))
                .withMessageContaining("cannot use the data folder " + file.resolve("data"));
    }
}
