package dev.keel.venues.ccxt.host;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What a stream has told, to be waited for. */
final class Received implements Consumer<StreamEvent> {
    private final BlockingQueue<StreamEvent> events = new LinkedBlockingQueue<>();

    @Override
    public void accept(StreamEvent event) {
        events.add(event);
    }

    /** The next event of a kind; what comes before it is passed over. */
    StreamEvent await(Predicate<StreamEvent> kind) throws InterruptedException {
        for (int i = 0; i < 100_000; i++) {
            StreamEvent next = events.poll(60, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nothing came any more");
            }
            if (kind.test(next)) {
                return next;
            }
        }
        throw new AssertionError("what was waited for did not come");
    }

    /** The ids of all trades that were told and not waited for, as they came. */
    List<Integer> tradeIds() {
        List<Integer> ids = new ArrayList<>();
        for (StreamEvent event : events) {
            if (event instanceof StreamEvent.Data(var trades)) {
                trades.forEach(trade -> ids.add(trade.path("id").asInt(0)));
            }
        }
        return ids;
    }
}
