package dev.keel.core.signal;

import static dev.keel.core.Samples.price;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keel.core.Samples;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Timeframe;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignalTest {
    private static final SignalId ID = new SignalId(Samples.source(Samples.PERP_ID), Samples.NOON);
    private static final List<Reason> REASONS = List.of(Reason.of("a test"));

    @Property
    void theTextOfAnIdAndBackIsTheSame(
            @ForAll @LongRange(min = -1_000_000_000_000L, max = 10_000_000_000_000L) long millis) {
        SignalId id = new SignalId(ID.source(), Instant.ofEpochMilli(millis));

        assertThat(SignalId.parse(id.toString())).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a@b@1m",
                "a@B@1m@noon",
                "a@B@1x@2025-01-01T00:00:00Z",
                "@B@1m@2025-01-01T00:00:00Z",
                "a@B@1m@2025-01-01T00:00:00Z@c"
            })
    void refusesWhatIsNoId(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> SignalId.parse(text));
    }

    @Test
    void ordersIdsByTimeFirst() {
        SignalId later = new SignalId(Samples.source(Samples.ETH_ID), Samples.NOON.plusSeconds(1));
        SignalId earlier = new SignalId(Samples.source(InstrumentId.of("ZZZ")), Samples.NOON);

        assertThat(List.of(earlier, later)).isSorted();
    }

    @Test
    void refusesAStrategyWithTheSeparator() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SignalSource("a@b", Samples.PERP_ID, Timeframe.M1))
                .withMessageStartingWith("strategy");
    }

    @ParameterizedTest
    @CsvSource({
        "LONG,90,110,true", "LONG,100,110,false", "LONG,90,100,false", "LONG,110,120,false",
        "SHORT,110,90,true", "SHORT,90,110,false", "SHORT,100,90,false", "EXIT,,,true",
        "EXIT,90,,false", "EXIT,,110,false", "LONG,,,true"
    })
    void liesOnTheSidesOfItsDirection(
            Direction direction, @Nullable String stop, @Nullable String target, boolean right) {
        PricePlan plan =
                new PricePlan(
                        price("100"),
                        stop == null ? null : price(stop),
                        target == null ? null : price(target),
                        null);
        if (right) {
            assertThat(new Signal(ID, direction, 1, 0, plan, REASONS).prices()).isEqualTo(plan);
        } else {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Signal(ID, direction, 1, 0, plan, REASONS))
                    .withMessageContaining("stop and target");
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.001, 1.001, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesWhatIsNoFraction(double value) {
        PricePlan plan = PricePlan.at(price("1"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Signal(ID, Direction.LONG, value, 0.5, plan, REASONS))
                .withMessageStartingWith("strength");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Signal(ID, Direction.LONG, 0.5, value, plan, REASONS))
                .withMessageStartingWith("confidence");
    }

    @Test
    void mustGiveAReason() {
        PricePlan plan = PricePlan.at(price("1"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Signal(ID, Direction.LONG, 1, 1, plan, List.of()))
                .withMessageContaining("reason");
    }

    @Test
    void writesReasonsWithTheirFigures() {
        Reason reason =
                Reason.of("it rose", new Reason.Figure("fast", 101.5), new Reason.Figure("n", 3));

        assertThat(reason).hasToString("it rose (fast 101.50000, n 3.0000000)");
        assertThat(Reason.of("it rose")).hasToString("it rose");
    }

    @Test
    void refusesFiguresThatAreNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Reason.Figure("fast", Double.NaN))
                .withMessageContaining("fast");
    }
}
