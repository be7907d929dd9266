package dev.keel.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FixBenchIT {
    @Test
    void fillsEveryOrderWithBothStores() {
        BenchResult result = new FixBench(300, 1).run();

        assertThat(result.scenarios()).hasSize(3);
        for (BenchResult.Scenario scenario : result.scenarios()) {
            Map<String, Double> figures = scenario.figures();
            assertThat(scenario.ratio()).isPositive();
            assertThat(figures.get("postgresSendToFillP99Millis"))
                    .isGreaterThanOrEqualTo(figures.get("postgresSendToFillP50Millis"));
            assertThat(figures.get("memorySendToFillP50Millis")).isPositive();
        }
    }
}
