package dev.keel.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FanoutBenchIT {
    @Test
    void sendsOneSignalToEveryAccountInASizeOfItsOwn() {
        BenchResult result = new FanoutBench(20, 2).run();

        Map<String, Double> figures = result.headline().figures();
        assertThat(result.headline().note()).endsWith("; 20 sizes");
        assertThat(figures.get("firstSendSeconds")).isPositive();
        assertThat(figures.get("firstToLastSendSeconds")).isPositive();
        assertThat(figures.get("signalToSendP99Millis"))
                .isGreaterThanOrEqualTo(figures.get("signalToSendP50Millis"));
        assertThat(figures.get("rawIntentsSeconds")).isPositive();
    }
}
