package dev.keel.venues.fix.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.order.Order;
import dev.keel.core.order.OrderStatus;
import dev.keel.venues.fix.transport.FixVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Scenarios 1 to 6: orders that go the usual way. */
final class VanillaScenariosTest extends Scenarios {
    @ParameterizedTest(name = "1. {0}")
    @EnumSource(FixVersion.class)
    void newThenPartialThenFill(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.buy();

        bench.tell(bench.report(order).exec("E1").happened("0", "0"));
        bench.tell(bench.report(order).fill("E2", "4", "99.5", "4", "1"));
        bench.tell(bench.report(order).fill("E3", "6", "100", "10", "2"));

        assertThat(bench.told())
                .containsExactly("accepted V1", "filled 4 at 99.5", "filled 6 at 100");
        assertThat(bench.status(order)).isEqualTo(OrderStatus.FILLED);
        assertThat(bench.sent("D")).hasSize(1);
    }

    @ParameterizedTest(name = "2. {0}")
    @EnumSource(FixVersion.class)
    void partFilledOrderIsDoneForTheDay(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();

        bench.tell(bench.report(order).fill("E2", "4", "100", "4", "1"));
        bench.tell(bench.report(order).exec("E3").cum("4").happened("3", "3"));

        assertThat(bench.told()).containsExactly("filled 4 at 100");
        assertThat(bench.status(order)).isEqualTo(OrderStatus.PARTIALLY_FILLED);
    }

    @ParameterizedTest(name = "3. {0}")
    @EnumSource(FixVersion.class)
    void rejectedWithAReason(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.buy();

        bench.tell(bench.report(order).exec("E1").happened("8", "8").with(103, "3"));

        assertThat(bench.told()).containsExactly("refused");
        assertThat(bench.status(order)).isEqualTo(OrderStatus.REJECTED);
    }

    @ParameterizedTest(name = "4. {0}")
    @EnumSource(FixVersion.class)
    void pendingNewIsNoAcceptance(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.buy();

        bench.tell(bench.report(order).exec("E1").happened("A", "A"));
        assertThat(bench.told()).isEmpty();
        assertThat(bench.status(order)).isEqualTo(OrderStatus.PENDING);

        bench.tell(bench.report(order).exec("E2").happened("0", "0"));
        assertThat(bench.told()).containsExactly("accepted V1");
    }

    @ParameterizedTest(name = "5. {0}")
    @EnumSource(FixVersion.class)
    void fillBeforeNew(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.buy();

        bench.tell(bench.report(order).fill("E2", "4", "100", "4", "1"));
        bench.tell(bench.report(order).exec("E1").happened("0", "0"));

        assertThat(bench.told()).containsExactly("accepted V1", "filled 4 at 100");
        assertThat(bench.status(order)).isEqualTo(OrderStatus.PARTIALLY_FILLED);
    }

    @ParameterizedTest(name = "6. {0}")
    @EnumSource(FixVersion.class)
    void wholeFillWithoutNew(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.buy();

        bench.tell(bench.report(order).fill("E1", "10", "100", "10", "2"));

        assertThat(bench.told()).containsExactly("accepted V1", "filled 10 at 100");
        assertThat(bench.status(order)).isEqualTo(OrderStatus.FILLED);
    }
}
