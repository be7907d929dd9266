package dev.keel.core.performance;

import static dev.keel.core.performance.Trading.BTC;
import static dev.keel.core.performance.Trading.START;
import static dev.keel.core.performance.Trading.fill;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.account.AccountEvent;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Evidence;
import dev.keel.core.order.Fill;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Origin;
import dev.keel.core.order.Side;
import dev.keel.core.strategy.ExecutionResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExecutionResultsTest {
    private static final OrderId ORDER = new OrderId(7);
    private static final Instant END = START.plusSeconds(30);
    private static final Price REFERENCE = Price.of("100");

    private final List<ExecutionResult> told = new ArrayList<>();
    private final ExecutionResults results =
            new ExecutionResults((at, result) -> {
                assertThat(at).isEqualTo(END);
                told.add(result);
            });

    @Test
    void tellsOfAnOrderOnceItIsFilledWhole() {
        place(market());
        filled(fill(1, "1", "100", "0.1"));
        assertThat(told).isEmpty();
        filled(fill(2, "1", "101", "0.1"));

        assertThat(told).hasSize(1);
        ExecutionResult result = told.getFirst();
        assertThat(result.instrument()).isEqualTo(BTC.id());
        assertThat(result.side()).isEqualTo(Side.BUY);
        assertThat(result.asked()).isEqualTo(Quantity.of("2"));
        assertThat(result.reference()).isEqualTo(REFERENCE);
        assertThat(result.placedAt()).isEqualTo(START);
        assertThat(result.fills())
                .extracting(Fill::price)
                .containsExactly(Price.of("100"), Price.of("101"));
        assertThat(result.refusalReason()).isEmpty();
    }

    @Test
    void tellsOfARefusalWithTheVenuesWords() {
        place(market());
        change(new OrderChange.Refused(new Evidence("venue ack", "no margin")));

        assertThat(told).hasSize(1);
        assertThat(told.getFirst().fills()).isEmpty();
        assertThat(told.getFirst().refusalReason()).contains("no margin");
    }

    @Test
    void tellsWhatWasFilledBeforeAnOrderEndedEarly() {
        place(market());
        change(new OrderChange.Doubted("timeout"));
        filled(fill(1, "0.5", "100", "0"));
        change(new OrderChange.Canceled(new Evidence("venue", "no liquidity")));

        assertThat(told).hasSize(1);
        assertThat(told.getFirst().fills()).hasSize(1);
        assertThat(told.getFirst().refusalReason()).contains("no liquidity");
    }

    @Test
    void tellsOfAnOrderOnce() {
        place(market());
        filled(fill(1, "2", "100", "0"));
        filled(fill(2, "2", "100", "0"));

        assertThat(told).hasSize(1);
    }

    @Test
    void forgetsATradeThatWasTakenBack() {
        place(market());
        Fill busted = fill(1, "1", "90", "0");
        filled(busted);
        change(new OrderChange.Busted(busted, new Evidence("venue", "busted")));
        filled(fill(2, "2", "100", "0"));

        assertThat(told.getFirst().fills()).extracting(Fill::price).containsExactly(REFERENCE);
    }

    /** A limit order trades at its limit or better: it says nothing about slippage. */
    @Test
    void passesOverOrdersThatNameTheirPrice() {
        place(market().withType(new OrderType.Limit(REFERENCE)));
        filled(fill(1, "2", "100", "0"));

        assertThat(told).isEmpty();
    }

    private static OrderRequest market() {
        return OrderRequest.market(BTC.id(), Side.BUY, Quantity.of("2"));
    }

    private void place(OrderRequest request) {
        Origin origin = new Origin.OfSafety("test");
        results.accept(new AccountEvent.OrderPlaced(START, ORDER, request, origin, REFERENCE));
    }

    private void filled(Fill fill) {
        change(new OrderChange.Filled(fill));
    }

    private void change(OrderChange change) {
        results.accept(new AccountEvent.OrderChanged(END, ORDER, change));
    }
}
