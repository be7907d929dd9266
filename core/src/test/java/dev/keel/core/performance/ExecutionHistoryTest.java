package dev.keel.core.performance;

import static dev.keel.core.performance.Trading.BTC;
import static dev.keel.core.performance.Trading.fill;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.account.AccountEvent;
import dev.keel.core.market.Bar;
import dev.keel.core.market.BarSeries;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.Origin;
import dev.keel.core.order.Side;
import dev.keel.core.signal.Signal;
import dev.keel.core.strategy.ExecutionResult;
import dev.keel.core.strategy.LearnsFromExecution;
import dev.keel.core.strategy.Strategy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExecutionHistoryTest {
    private static final BarSeries BARS = Trading.days(100, 101, 102, 103, 104);

    private final ExecutionHistory history = new ExecutionHistory();
    private final Diary diary = new Diary();
    private final Strategy informed = history.inform(diary);

    @Test
    void tellsOfAnOrderBeforeTheBarInWhichItEnded() {
        see(0);
        trade(1, BARS.bar(1).openTime());
        see(1);
        see(2);

        assertThat(diary.lines).containsExactly("bar 101", "order 1", "bar 102", "bar 103");
    }

    /** The close of a bar is the open of the next: what a run does first, another may do later. */
    @Test
    void tellsOfAnOrderThatEndedAtACloseWithTheNextBar() {
        trade(1, BARS.bar(0).closeTime());
        see(0);
        see(1);

        assertThat(diary.lines).containsExactly("bar 101", "order 1", "bar 102");
    }

    @Test
    void tellsOneThatBeginsLaterTheSameAtTheSameBars() {
        see(0);
        trade(1, BARS.bar(1).openTime());
        see(1);
        trade(2, BARS.bar(2).openTime());
        trade(3, BARS.bar(2).closeTime());
        see(2);
        see(3);

        Diary later = new Diary();
        Strategy again = history.inform(later);
        for (int i = 0; i < BARS.size(); i++) {
            assertThat(again.onBar(BARS.bar(i))).isEmpty();
        }

        assertThat(later.lines)
                .containsExactlyElementsOf(diary.lines)
                .containsExactly(
                        "bar 101", "order 1", "bar 102", "order 2", "bar 103", "order 3",
                        "bar 104");
    }

    @Test
    void leavesAStrategyThatDoesNotLearnAsItIs() {
        Strategy deaf = _ -> Optional.empty();

        assertThat(history.inform(deaf)).isSameAs(deaf);
    }

    private void see(int bar) {
        assertThat(informed.onBar(BARS.bar(bar))).isEmpty();
    }

    /** The quantity is the order's number, for the diary. */
    private void trade(int number, Instant at) {
        OrderId order = new OrderId(number);
        String quantity = Integer.toString(number);
        Price price = Price.of("100");
        history.accept(
                new AccountEvent.OrderPlaced(
                        at,
                        order,
                        OrderRequest.market(BTC.id(), Side.BUY, Quantity.of(quantity)),
                        new Origin.OfSafety("test"),
                        price));
        history.accept(
                new AccountEvent.OrderChanged(
                        at, order, new OrderChange.Filled(fill(number, quantity, "100", "0"))));
    }

    private static final class Diary implements Strategy, LearnsFromExecution {
        private final List<String> lines = new ArrayList<>();

        @Override
        public Optional<Signal> onBar(Bar bar) {
            lines.add("bar " + bar.closePrice());
            return Optional.empty();
        }

        @Override
        public void onExecution(ExecutionResult result) {
            lines.add("order " + result.asked());
        }
    }
}
