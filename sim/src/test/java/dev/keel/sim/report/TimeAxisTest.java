package dev.keel.sim.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeAxisTest {
    private static final long YEAR_MILLIS = 31_557_600_000L;

    @ParameterizedTest
    @CsvSource({
        "2024-01-01T10:02:00Z, 2024-01-01T10:09:00Z, 10:02, 10:08",
        "2024-01-01T10:02:00Z, 2024-01-01T15:10:00Z, 11:00, 15:00",
        "2022-01-01T00:01:00Z, 2022-02-01T05:31:00Z, 3 Jan, 31 Jan",
        "2023-11-20T00:00:00Z, 2024-05-10T00:00:00Z, Dec 2023, May 2024",
        "2016-05-18T00:00:00Z, 2026-03-11T00:00:00Z, 2018, 2024",
    })
    void marksRoundTimes(Instant start, Instant end, String first, String last) {
        List<TimeAxis.Mark> marks = new TimeAxis(start.toEpochMilli(), end.toEpochMilli()).marks();

        assertThat(marks.getFirst().label()).isEqualTo(first);
        assertThat(marks.getLast().label()).isEqualTo(last);
    }

    @Test
    void placesItsEnds() {
        TimeAxis axis = new TimeAxis(1000, 3000);

        assertThat(axis.place(1000)).isEqualTo(0);
        assertThat(axis.place(2000)).isCloseTo(0.5, within(1e-12));
        assertThat(axis.place(3000)).isEqualTo(1);
    }

    @Test
    void needsASpan() {
        assertThatThrownBy(() -> new TimeAxis(5, 5)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void marksAFewTimesInOrderWhateverTheSpan(
            @ForAll @LongRange(min = -50 * YEAR_MILLIS, max = 80 * YEAR_MILLIS) long start,
            @ForAll @LongRange(min = 60_000, max = 100 * YEAR_MILLIS) long span) {
        List<TimeAxis.Mark> marks = new TimeAxis(start, start + span).marks();

        assertThat(marks).hasSizeLessThanOrEqualTo(9);
        assertThat(marks).extracting(TimeAxis.Mark::place).isSorted();
        assertThat(marks).allSatisfy(mark -> assertThat(mark.place()).isBetween(0.0, 1.0));
    }
}
