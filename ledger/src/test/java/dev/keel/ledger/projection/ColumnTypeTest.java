package dev.keel.ledger.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnTypeTest {
    @ParameterizedTest
    @CsvSource({
        "2026-01-02T03:04:05.123456789Z, 1767323045123456",
        "1970-01-01T00:00:00Z, 0",
        "1969-12-31T23:59:59.999999999Z, -1",
        "1969-12-31T23:59:59.999999Z, -1"
    })
    void cutsTimesToMicroseconds(Instant instant, long micros) {
        assertThat(ColumnType.micros(instant)).isEqualTo(micros);
        assertThat(ColumnType.TIMESTAMP.toElement(instant)).isEqualTo(micros);
    }

    @Property
    void readsBackTimes(@ForAll("instants") long micros) {
        Instant instant = (Instant) ColumnType.TIMESTAMP.fromElement(micros).orElseThrow();

        assertThat(ColumnType.micros(instant)).isEqualTo(micros);
    }

    @net.jqwik.api.Provide("instants")
    net.jqwik.api.Arbitrary<Long> instants() {
        return net.jqwik.api.Arbitraries.longs().between(-1L << 53, 1L << 53);
    }

    @Property
    void readsBackNumbers(@ForAll BigDecimal number) {
        assertThat(ColumnType.NUMERIC.fromElement(ColumnType.NUMERIC.toElement(number)))
                .contains(number);
    }

    @Test
    void writesNumbersPlain() {
        assertThat(ColumnType.NUMERIC.toElement(new BigDecimal("0.0000000010")))
                .isEqualTo("0.0000000010");
        assertThat(ColumnType.NUMERIC.toElement(new BigDecimal("1E+5"))).isEqualTo("1E+5");
    }

    @Property
    void leavesStorableTextAlone(@ForAll @StringLength(max = 20) String text) {
        String stored = StorableText.of(text);

        assertThat(stored.indexOf('\0')).isNegative();
        assertThat(StorableText.of(stored)).isEqualTo(stored);
        assertThat(stored.codePointCount(0, stored.length()))
                .isEqualTo(text.codePointCount(0, text.length()));
    }

    @Test
    void replacesWhatPostgresCannotHold() {
        assertThat(StorableText.of("a\0b\ud83d\ude80c\ud83dd\ude80"))
                .isEqualTo("a\ufffdb\ud83d\ude80c\ufffdd\ufffd");
    }
}
