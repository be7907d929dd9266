package dev.keel.ledger.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.order.OrderStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LedgerStatusTest {
    @ParameterizedTest
    @EnumSource
    void readsItsOwnWords(OrderStatus status) {
        assertThat(LedgerStatus.parse(LedgerStatus.of(status))).contains(status);
    }

    @Test
    void knowsNoOrderThatFailed() {
        assertThat(LedgerStatus.parse("failed")).isEmpty();
        assertThat(LedgerStatus.parse("FILLED")).isEmpty();
    }
}
