package dev.keel.venues.ccxt.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.venues.ccxt.host.StreamEvent.Interrupted;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchingTest {
    private final List<Runnable> work = new ArrayList<>();
    private final List<StreamEvent> told = new ArrayList<>();
    private final Watching watching =
            new Watching(Hosts.call("a", "watchTrades", "[]"), told::add, work::add, 3);

    private void offer(int count) {
        for (int i = 0; i < count; i++) {
            watching.offer(new Interrupted("event " + i));
        }
    }

    private void tell() {
        List.copyOf(work).forEach(Runnable::run);
        work.clear();
    }

    @Test
    void tellsEachOnceInItsOrder() {
        offer(3);
        tell();

        assertThat(told)
                .extracting(event -> ((Interrupted) event).why())
                .containsExactly("event 0", "event 1", "event 2");
        assertThat(work).isEmpty();
    }

    @Test
    void oneThreadTellsAtATime() {
        offer(3);

        assertThat(work).hasSize(1);
    }

    @Test
    void saysHowManyWereDroppedWhenTooManyWait() {
        offer(4);
        tell();

        assertThat(told)
                .extracting(event -> ((Interrupted) event).why())
                .containsExactly("the listener was slow, 3 events were dropped", "event 3");
    }

    @Test
    void tellsNothingAfterItsEnd() {
        offer(2);
        watching.end();
        offer(1);
        tell();

        assertThat(told).isEmpty();
    }

    @Test
    void goesOnAfterAListenerFailed() {
        List<StreamEvent> heard = new ArrayList<>();
        Watching failing =
                new Watching(
                        Hosts.call("a", "watchTrades", "[]"),
                        event -> {
                            heard.add(event);
                            throw new IllegalStateException("broken");
                        },
                        Runnable::run,
                        3);

        failing.offer(new Interrupted("one"));
        failing.offer(new Interrupted("two"));

        assertThat(heard).hasSize(2);
    }
}
