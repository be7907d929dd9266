package dev.keel.sim.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keel.sim.fault.oracle.Invariant;
import dev.keel.sim.fault.plan.CrashPoint;
import dev.keel.sim.fault.plan.Fault;
import dev.keel.sim.fault.plan.Profile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FaultSimulationTest {
    private static final int SHARE_OF_CI = 1_500;

    @Test
    void keepsEveryInvariantWhateverGoesWrong() {
        SimulationReport report = run(SHARE_OF_CI, 1, Profile.DEFAULT);

        assertThat(report.stories()).isEmpty();
        assertThat(report.seeds()).isEqualTo(SHARE_OF_CI);
        assertThat(report.orders()).isGreaterThan(20L * SHARE_OF_CI);
        assertThat(Fault.values())
                .allSatisfy(f -> assertThat(report.coverage().of(f)).isPositive());
        assertThat(CrashPoint.values())
                .filteredOn(point -> report.coverage().of(point) == 0)
                .isEmpty();
        assertThat(report.checks()).hasSize(Invariant.values().length);
        assertThat(report.checks().values()).allSatisfy(times -> assertThat(times).isPositive());
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void keepsEveryInvariantInEveryProfile(Profile profile) {
        SimulationReport report = run(60, 100_000, profile);

        assertThat(report.stories()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("regressions")
    void failsNoMoreWhereItFailedOnce(long seed, Profile profile) {
        assertThat(run(1, seed, profile).stories()).isEmpty();
    }

    @Test
    void doesTheSameUnderTheSameSeeds() {
        SimulationReport once = run(40, 7, Profile.DEFAULT);
        SimulationReport again = run(40, 7, Profile.DEFAULT);
        SimulationReport others = run(40, 8, Profile.DEFAULT);

        assertThat(again.hash()).isEqualTo(once.hash()).hasSize(64);
        assertThat(again.orders()).isEqualTo(once.orders());
        assertThat(again.checks()).isEqualTo(once.checks());
        assertThat(others.hash()).isNotEqualTo(once.hash());
    }

    @Test
    void goesWrongInNothingWhereAllIsQuiet() {
        SimulationReport report = run(20, 1, Profile.QUIET);

        assertThat(Fault.values()).allSatisfy(f -> assertThat(report.coverage().of(f)).isZero());
        assertThat(report.orders()).isPositive();
    }

    @Test
    void tellsItsSpeedByTheClockItIsGiven() {
        AtomicLong nanos = new AtomicLong();

        SimulationReport report =
                FaultSimulation.run(
                        new SimulationRequest(2, 1, Profile.QUIET),
                        _ -> {},
                        () -> nanos.getAndAdd(2_000_000_000L));

        assertThat(report.ordersPerSecond()).isEqualTo(report.orders() / 2.0);
    }

    @Test
    void namesWhatIsWrongWithARequest() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SimulationRequest(0, 1, Profile.DEFAULT))
                .withMessage("seeds must be at least 1, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SimulationRequest(1, -1, Profile.DEFAULT))
                .withMessage("from must be 0 or more, was -1");
    }

    static Stream<Arguments> regressions() throws IOException {
        try (InputStream file =
                        Objects.requireNonNull(
                                FaultSimulationTest.class.getResourceAsStream("regressions.txt"));
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            List<String[]> lines =
                    reader.lines()
                            .filter(line -> !line.startsWith("#"))
                            .map(line -> line.split(" ", 2))
                            .toList();
            return lines.stream()
                    .map(line ->
                            Arguments.of(
                                    Long.parseLong(line[0]), Profile.named(line[1]).orElseThrow()));
        }
    }

    private static SimulationReport run(int seeds, long from, Profile profile) {
        return FaultSimulation.run(new SimulationRequest(seeds, from, profile), _ -> {}, () -> 0);
    }
}
