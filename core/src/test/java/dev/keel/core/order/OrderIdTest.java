package dev.keel.core.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.money.Asset;
import org.junit.jupiter.api.Test;

class OrderIdTest {
    private static final long LONGEST = 999_999_999_999_999_999L;

    @Test
    void isEqualByItsNumberAlone() {
        OrderId id = new OrderId(LONGEST);

        assertThat(id)
                .isEqualTo(OrderId.parse("999999999999999999"))
                .hasSameHashCodeAs(new OrderId(LONGEST))
                .isNotEqualTo(new OrderId(LONGEST - (1L << 32)))
                .isNotEqualTo(LONGEST);
    }

    @Test
    void assetsAreEqualByTheirCodes() {
        assertThat(Asset.of("USD"))
                .isEqualTo(Asset.of("USD"))
                .hasSameHashCodeAs(Asset.of("USD"))
                .isNotEqualTo(Asset.of("EUR"))
                .isNotEqualTo("USD");
    }
}
