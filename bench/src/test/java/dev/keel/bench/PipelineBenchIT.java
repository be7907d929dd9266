package dev.keel.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PipelineBenchIT {
    @Test
    void timesTheWayFromSignalToSendBesideTheCommit() {
        BenchResult result = new PipelineBench(Duration.ofSeconds(1)).run();

        Map<String, Double> figures = result.headline().figures();
        assertThat(figures.get("ordersTimed")).isPositive();
        assertThat(figures.get("commitP50Millis")).isPositive();
        assertThat(figures.get("signalToSendP50Millis"))
                .isGreaterThanOrEqualTo(figures.get("commitP50Millis"));
        assertThat(figures.get("signalToSendBeyondOwnCommitP99Millis"))
                .isLessThanOrEqualTo(figures.get("signalToSendP99Millis"));
        assertThat(result.scenarios().getLast().figures()).isEmpty();
    }
}
