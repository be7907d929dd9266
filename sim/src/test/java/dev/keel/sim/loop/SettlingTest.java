package dev.keel.sim.loop;

import static dev.keel.sim.loop.PaperDesk.bar;
import static dev.keel.sim.loop.PaperDesk.flat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.account.AccountCommand;
import dev.keel.core.journal.MemoryJournal;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Protection;
import dev.keel.core.order.Side;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;

/**
 * An account on other threads is waited for: what it orders in answer to a fill is there before the
 * market goes on. Repeated, since a loop that did not wait might be lucky.
 */
class SettlingTest {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final PaperDesk desk = PaperDesk.opened(new MemoryJournal(), threads);
    private final TradingLoop loop = desk.loop(_ -> Optional.empty(), FillTiming.CLOSE);

    @AfterEach
    void stop() {
        threads.close();
    }

    @RepeatedTest(30)
    void theStopOfAnEntryThatFillsInTheRangeIsThereBeforeTheClose() {
        loop.onOpen(flat(0, "100"));
        placeEntryAt95();

        loop.onClose(bar(0, "100", "100", "88", "97"));

        assertThat(desk.fills()).containsExactly("BUY 1 @ 95", "SELL 1 @ 90");
    }

    @RepeatedTest(30)
    void theStopOfAnEntryThatFillsAtTheOpenIsThereBeforeTheRange() {
        loop.onOpen(flat(0, "100"));
        placeEntryAt95();
        loop.onClose(flat(0, "100"));

        PaperDesk.play(loop, bar(1, "94", "97", "88", "97"));

        assertThat(desk.fills()).containsExactly("BUY 1 @ 94", "SELL 1 @ 90");
    }

    private void placeEntryAt95() {
        OrderRequest entry =
                OrderRequest.market(PaperDesk.BTC, Side.BUY, Quantity.of("1"))
                        .withType(new OrderType.Limit(Price.of("95")))
                        .withProtection(Protection.of(Price.of("90"), Price.of("110")));
        desk.runner.tell(new AccountCommand.PlaceOrder(entry, new ClientKey("k"), "tester", null));
        desk.account.settle();
    }
}
