package dev.keel.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VenueBenchIT {
    @Test
    void bringsEveryOrderAndEveryTradeOfBothSidesAndTheMemoryOfTheChild() {
        BenchResult result = new VenueBench(40, 5_000).run();

        assertThat(result.scenarios())
                .extracting(BenchResult.Scenario::name)
                .containsExactly("one order at a time", "200 orders in flight", "stream", "memory");
        assertThat(result.headline().figures().get("ccxtP50Micros")).isPositive();
        assertThat(result.scenarios()).allSatisfy(one -> assertThat(one.ratio()).isPositive());
    }
}
