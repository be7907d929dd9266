package dev.keel.sim.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampFieldTest {
    private final TimestampField field = new TimestampField();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "1969-12-31T23:59:59Z",
                "2024-02-29T23:59:59.999Z",
                "0000-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999Z",
                "2024-01-01T00:00:00.5Z",
                "2024-01-01T01:00:00+01:00",
                "2024-01-01T24:00:00Z"
            })
    void agreesWithInstant(String text) {
        assertThat(read(text)).isEqualTo(Instant.parse(text).toEpochMilli());
    }

    @Test
    void agreesWithInstantOnRandomTimes() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 20_000; i++) {
            long millis = random.nextLong(TimestampField.EARLIEST, TimestampField.LATEST);
            long seconds = Math.floorDiv(millis, 1000) * 1000;
            assertThat(read(Instant.ofEpochMilli(millis).toString())).isEqualTo(millis);
            assertThat(read(Instant.ofEpochMilli(seconds).toString())).isEqualTo(seconds);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2023-02-29T00:00:00Z",
                "2024-01-01T00:00:00z+",
                "2024/01/01T00:00:00Z",
                "2024-01-01T00-00-00Z",
                "2024-01-01T00:00:00,000Z",
                "20240-1-01T00:00:00Z",
                "2024-01-01T00:00:61Z",
                "2024-01-01T00:00:00.000000001Z",
                "-0001-01-01T00:00:00Z",
                "+1000000000-12-31T00:00:00Z",
                "                    ",
                "2024-01-01T00:00Z"
            })
    void refusesOtherText(String text) {
        assertThat(read(text)).isEqualTo(TimestampField.NONE);
    }

    private long read(String text) {
        byte[] bytes = ("," + text + ",").getBytes(StandardCharsets.UTF_8);
        return field.read(bytes, 1, bytes.length - 1);
    }
}
