package dev.keel.core.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeframeTest {

    @Property
    void textAndBackIsTheSame(@ForAll @LongRange(min = 1, max = 900_000) long seconds) {
        Timeframe timeframe = new Timeframe(Duration.ofSeconds(seconds));

        assertThat(Timeframe.parse(timeframe.toString())).isEqualTo(timeframe);
    }

    @Property
    void everyInstantLiesInItsBar(
            @ForAll @LongRange(min = -10_000_000_000_000L, max = 10_000_000_000_000L) long millis,
            @ForAll @LongRange(min = 1, max = 3_000_000) long seconds) {
        Timeframe timeframe = new Timeframe(Duration.ofSeconds(seconds));

        long start = timeframe.startOfBar(millis);

        assertThat(millis).isBetween(start, start + timeframe.toMillis() - 1);
        assertThat(timeframe.startOfBar(start)).isEqualTo(start);
        assertThat(timeframe.startOfBar(start - 1)).isEqualTo(start - timeframe.toMillis());
    }

    @ParameterizedTest
    @CsvSource({
        "1m,60",
        "5m,300",
        "M5,300",
        "m5,-1",
        "4h,14400",
        "H4,14400",
        "1d,86400",
        "D1,86400",
        "1w,604800",
        "W1,604800",
        "90s,90",
        "60s,60",
        "24h,86400",
        "7d,604800"
    })
    void readsBothSpellings(String text, long seconds) {
        if (seconds < 0) {
            assertThatIllegalArgumentException().isThrownBy(() -> Timeframe.parse(text));
        } else {
            assertThat(Timeframe.parse(text).length()).isEqualTo(Duration.ofSeconds(seconds));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "m", "1", "0m", "1x", "-1m", "1.5h", "1m ", "1234567m", "1M"})
    void refusesWhatIsNoTimeframe(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Timeframe.parse(text))
                .withMessageStartingWith("timeframe");
    }

    @ParameterizedTest
    @CsvSource({
        "2025-01-08T12:34:56Z,1w,2025-01-06T00:00:00Z",
        "2025-01-06T00:00:00Z,1w,2025-01-06T00:00:00Z",
        "2025-01-05T23:59:59.999Z,1w,2024-12-30T00:00:00Z",
        "1969-12-28T00:00:00Z,1w,1969-12-22T00:00:00Z",
        "2025-01-08T12:34:56Z,4h,2025-01-08T12:00:00Z",
        "1969-12-31T23:59:59.999Z,1d,1969-12-31T00:00:00Z",
        "1969-12-31T23:59:59.999Z,1m,1969-12-31T23:59:00Z"
    })
    void startsBarsOnTheGridAndWeeksOnMonday(Instant at, String timeframe, Instant start) {
        assertThat(Timeframe.parse(timeframe).startOfBar(at.toEpochMilli()))
                .isEqualTo(start.toEpochMilli());
    }

    @Test
    void refusesFractionsOfASecond() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Timeframe(Duration.ofMillis(1500)))
                .withMessageContaining("whole seconds");
    }

    @Test
    void ordersByLength() {
        assertThat(Timeframe.parse("60m")).isEqualTo(Timeframe.H1);
        assertThat(Timeframe.M5).isGreaterThan(Timeframe.M1);
    }
}
