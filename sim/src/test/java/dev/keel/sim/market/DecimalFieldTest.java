package dev.keel.sim.market;

import static dev.keel.sim.market.DecimalField.Outcome.NUMBER;
import static dev.keel.sim.market.DecimalField.Outcome.TOO_FINE;
import static dev.keel.sim.market.DecimalField.Outcome.TOO_GREAT;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalFieldTest {
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

    private final DecimalField field = new DecimalField();

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "000, 0, 0",
        "0.000, 0, 0",
        "007.50, 75, 1",
        "100, 100, 0",
        "1.010, 101, 2",
        "0.000000000000000001, 1, 18",
        "9223372036854775807, 9223372036854775807, 0",
        "9.223372036854775807, 9223372036854775807, 18",
    })
    void readsDigitsAndDecimals(String text, long unscaled, int decimals) {
        assertThat(read(text)).isEqualTo(NUMBER);
        assertThat(field.unscaled()).isEqualTo(unscaled);
        assertThat(field.decimals()).isEqualTo(decimals);
    }

    @Test
    void agreesWithBigDecimalOnRandomNumbers() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 50_000; i++) {
            String text = randomNumber(random);
            assertThat(read(text)).as(text).isEqualTo(expected(text));
            if (expected(text) == NUMBER) {
                assertThat(BigDecimal.valueOf(field.unscaled(), field.decimals()))
                        .as(text)
                        .isEqualByComparingTo(text);
            }
        }
    }

    private DecimalField.Outcome read(String text) {
        byte[] bytes = ("x" + text + "y").getBytes(StandardCharsets.UTF_8);
        return field.read(bytes, 1, bytes.length - 1);
    }

    private static DecimalField.Outcome expected(String text) {
        BigDecimal value = new BigDecimal(text).stripTrailingZeros();
        BigDecimal whole = value.scale() < 0 ? value.setScale(0) : value;
        if (whole.scale() > 18) {
            return isGreater(whole.toBigInteger()) || lateOverflow(text) ? TOO_GREAT : TOO_FINE;
        }
        return isGreater(whole.unscaledValue()) ? TOO_GREAT : NUMBER;
    }

    /** With both faults in a number, the one met first from the left counts. */
    private static boolean lateOverflow(String text) {
        int end = Math.min(text.length(), text.indexOf('.') + 19);
        BigDecimal head = new BigDecimal(text.substring(0, end)).stripTrailingZeros();
        return head.scale() >= 0 && isGreater(head.unscaledValue());
    }

    private static boolean isGreater(BigInteger value) {
        return new BigDecimal(value).compareTo(LARGEST) > 0;
    }

    private static String randomNumber(SplittableRandom random) {
        String digits = "0".repeat(random.nextInt(2)) + digits(random, 1 + random.nextInt(20));
        int decimals = random.nextInt(22);
        return decimals == 0 ? digits : digits + "." + digits(random, decimals);
    }

    /** Zeros and nines are where carrying, stripping and overflow happen. */
    private static String digits(SplittableRandom random, int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            int kind = random.nextInt(4);
            digits.append(kind == 0 ? 0 : kind == 1 ? 9 : random.nextInt(10));
        }
        return digits.toString();
    }
}
