package dev.keel.ledger.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostmasterFileTest {

    /** As PostgreSQL 18.6 wrote it. */
    private static final List<String> RUNNING =
            List.of(
                    "5002",
                    "/data/postgres/cluster",
                    "1795224889",
                    "5999",
                    "",
                    "127.0.0.1",
                    "  2146343         4",
                    "ready   ");

    @TempDir Path cluster;

    @Test
    void readsServerThatIsReady() {
        assertThat(PostmasterFile.parse(RUNNING))
                .hasValueSatisfying(file -> {
                    assertThat(file.pid()).isEqualTo(5002);
                    assertThat(file.isReady()).isTrue();
                });
    }

    @Test
    void readsServerThatIsStillWriting() {
        assertThat(PostmasterFile.parse(RUNNING.subList(0, 5)))
                .hasValueSatisfying(file -> assertThat(file.isReady()).isFalse());
    }

    @Test
    void readsNothingFromRubbish() throws IOException {
        assertThat(PostmasterFile.parse(List.of())).isEmpty();
        assertThat(PostmasterFile.parse(List.of(""))).isEmpty();
        assertThat(PostmasterFile.parse(List.of("-7"))).isEmpty();
        assertThat(PostmasterFile.parse(List.of("postgres"))).isEmpty();
        assertThat(PostmasterFile.read(cluster)).isEmpty();
    }

    @Test
    void changesOnlyTheProcessWhenDisowned() throws IOException {
        Files.write(PostmasterFile.path(cluster), RUNNING);

        PostmasterFile.disown(cluster);

        List<String> disowned = Files.readAllLines(PostmasterFile.path(cluster));
        assertThat(ProcessHandle.of(Long.parseLong(disowned.getFirst()))).isEmpty();
        assertThat(disowned.subList(1, 8)).isEqualTo(RUNNING.subList(1, 8));
    }
}
