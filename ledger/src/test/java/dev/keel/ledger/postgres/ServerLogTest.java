package dev.keel.ledger.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLogTest {

    @TempDir Path folder;

    private ServerLog log;

    @BeforeEach
    void create() {
        log = new ServerLog(folder.resolve("postgres.log"), 100);
    }

    @Test
    void keepsOneEarlierLog() throws IOException {
        log.begin();
        Files.writeString(log.file(), "first");
        log.begin();
        Files.writeString(log.file(), "second");
        log.begin();

        assertThat(log.file()).isEmptyFile();
        assertThat(folder.resolve("postgres.log.1")).hasContent("second");
    }

    @Test
    void setsLongLogAsideInPlace() throws IOException {
        Files.writeString(log.file(), "x".repeat(100));
        log.keepBounded();
        assertThat(log.file()).hasSize(100);

        Files.writeString(log.file(), "x".repeat(101));
        Object file = Files.getAttribute(log.file(), "unix:ino");
        log.keepBounded();

        assertThat(log.file()).isEmptyFile();
        assertThat(Files.getAttribute(log.file(), "unix:ino")).isEqualTo(file);
    }

    @Test
    void showsTheLastLines() throws IOException {
        String lines =
                IntStream.rangeClosed(1, 2_000)
                        .mapToObj(number -> "line " + number)
                        .collect(Collectors.joining("\n"));
        Files.writeString(log.file(), lines);

        assertThat(log.tail()).startsWith("line 1986\n").endsWith("\nline 2000");
    }

    @Test
    void showsShortLogWhole() throws IOException {
        Files.writeString(log.file(), "only\n");

        assertThat(log.tail()).isEqualTo("only");
    }
}
