package dev.keel.sim.matching;

import static dev.keel.sim.matching.Requests.buy;
import static dev.keel.sim.matching.Requests.limit;
import static dev.keel.sim.matching.Requests.sell;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.market.Bar;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.Origin;
import dev.keel.core.order.Placement;
import dev.keel.core.venue.VenueReport;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A market from one thread, orders from others. */
class ThreadsTest {
    private static final int TRADERS = 3;
    private static final int ORDERS = 2_000;

    private final List<VenueReport> reports = new ArrayList<>();
    private final AtomicBoolean delivering = new AtomicBoolean();
    private final AtomicBoolean overlapped = new AtomicBoolean();
    private final MatchingVenue venue =
            new MatchingVenue(
                    VenueModel.PLAIN,
                    () -> TestVenue.START,
                    TestVenue.hearing(this::take),
                    TestVenue.account(TestVenue.PERPETUAL));

    @Test
    void noOrderIsLostAndNoneFillsTwice() throws InterruptedException, ExecutionException {
        venue.onOpen(TestVenue.BTC, bar(0));
        try (ExecutorService threads = Executors.newFixedThreadPool(TRADERS + 1)) {
            List<Future<?>> work = new ArrayList<>();
            work.add(threads.submit(this::playMarket));
            for (int trader = 0; trader < TRADERS; trader++) {
                int number = trader;
                work.add(threads.submit(() -> trade(number)));
            }
            for (Future<?> each : work) {
                each.get();
            }
        }
        playMarket();

        assertThat(overlapped).isFalse();
        assertThat(ordersWith(OrderChange.Accepted.class)).hasSize(TRADERS * ORDERS);
        assertThat(ordersWith(OrderChange.Filled.class)).hasSize(TRADERS * ORDERS);
        assertThat(reports).hasSize(2 * TRADERS * ORDERS);
        assertThat(inOrder()).isTrue();
    }

    /** Bars that trade through every limit there is. */
    private void playMarket() {
        for (int i = 1; i < 3_000; i++) {
            Bar bar = bar(i);
            venue.onOpen(TestVenue.BTC, bar);
            venue.onRange(TestVenue.BTC, bar);
            venue.onClose(TestVenue.BTC, bar);
        }
    }

    private void trade(int trader) {
        OrderRequest[] kinds = {
            buy("1"), sell("1"), buy("1").withType(limit("95")), sell("1").withType(limit("105"))
        };
        for (int i = 0; i < ORDERS; i++) {
            OrderId id = new OrderId(1 + i + (long) trader * ORDERS);
            Placement placement =
                    new Placement(new Origin.OfSafety("test"), TestVenue.START, Price.of("100"));
            venue.submit(
                    Order.pending(
                            id, kinds[i % kinds.length], placement, Money.zero(TestVenue.USD)));
        }
    }

    private void take(VenueReport report) {
        if (!delivering.compareAndSet(false, true)) {
            overlapped.set(true);
        }
        reports.add(report);
        delivering.set(false);
    }

    private Set<OrderId> ordersWith(Class<? extends OrderChange> kind) {
        Set<OrderId> orders = new HashSet<>();
        reports.stream()
                .filter(report -> kind.isInstance(report.change()))
                .forEach(report -> orders.add(report.order()));
        return orders;
    }

    private boolean inOrder() {
        Set<OrderId> accepted = new HashSet<>();
        for (VenueReport report : reports) {
            if (report.change() instanceof OrderChange.Accepted) {
                accepted.add(report.order());
            } else if (!accepted.contains(report.order())) {
                return false;
            }
        }
        return true;
    }

    private static Bar bar(int minute) {
        long millis = TestVenue.START.plusSeconds(60L * minute).toEpochMilli();
        return new Bar(TestVenue.FORMAT, millis, 10_000, 11_000, 9_000, 10_000, 0);
    }
}
