package dev.keel.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadBenchTest {
    @TempDir private Path folder;

    @Test
    void measuresBothFormsBesideTheBytes() throws IOException {
        StringBuilder text = new StringBuilder("timestamp,open,high,low,close,volume\n");
        Instant start = Instant.parse("2024-01-01T00:00:00Z");
        for (int minute = 0; minute < 100; minute++) {
            text.append(start.plusSeconds(60L * minute)).append(",10,11.5,9,10.25,3\n");
        }
        Path file = Files.writeString(folder.resolve("bars.csv"), text);

        BenchResult result = new LoadBench(file, 1_000, 2).run();

        List<BenchResult.Scenario> scenarios = result.scenarios();
        assertThat(scenarios)
                .extracting(BenchResult.Scenario::name)
                .containsExactly("CSV, 1,000 bars", "columnar, 1,000 bars");
        assertThat(scenarios)
                .allSatisfy(scenario -> {
                    assertThat(scenario.ours()).isPositive();
                    assertThat(scenario.limit()).isPositive();
                    assertThat(scenario.figures()).containsKey("millisPerMillionBars");
                });
    }
}
