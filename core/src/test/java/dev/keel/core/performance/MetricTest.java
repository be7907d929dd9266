package dev.keel.core.performance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetricTest {
    private static final Path PAGE = Path.of("..", "docs", "metrics.md");

    @Test
    void hasKeysOfItsOwn() {
        assertThat(Arrays.stream(Metric.values()).map(Metric::key)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void isDescribedForPeople(Metric metric) throws IOException {
        assertThat(Files.readAllLines(PAGE))
                .as("a row of docs/metrics.md")
                .anyMatch(line ->
                        line.startsWith("| `" + metric.key() + "` |")
                                && line.endsWith("| " + metric.absentWhen() + " |"));
    }
}
