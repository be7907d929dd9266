package dev.keel.venues.fix.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.order.Order;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.venues.fix.transport.FixMessage;
import dev.keel.venues.fix.transport.FixVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Scenarios 7 to 15: cancels, and what crosses them. */
final class CancelScenariosTest extends Scenarios {
    @ParameterizedTest(name = "7a. {0}")
    @EnumSource(FixVersion.class)
    void cancelOfAnUntouchedOrder(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();
        String cancel = bench.cancel(order);

        bench.tell(
                bench.report(order)
                        .with(11, cancel)
                        .with(41, order.id().toString())
                        .exec("E2")
                        .happened("6", "6"));
        assertThat(bench.status(order)).isEqualTo(OrderStatus.CANCELING);
        bench.tell(
                bench.report(order)
                        .with(11, cancel)
                        .with(41, order.id().toString())
                        .exec("E3")
                        .happened("4", "4"));

        assertThat(bench.told()).containsExactly("canceled of 0");
        assertThat(bench.status(order)).isEqualTo(OrderStatus.CANCELED);
    }

    @ParameterizedTest(name = "7b. {0}")
    @EnumSource(FixVersion.class)
    void cancelIsRefusedAndTheOrderIsAskedFor(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();
        String cancel = bench.cancel(order);

        bench.tell(
                FixMessage.of("9")
                        .with(11, cancel)
                        .with(41, order.id().toString())
                        .with(37, "V1")
                        .with(39, "0")
                        .with(434, "1")
                        .with(102, "2"));

        assertThat(bench.told()).containsExactly("doubted");
        assertThat(bench.status(order)).isEqualTo(OrderStatus.IN_DOUBT);
    }

    @ParameterizedTest(name = "8. {0}")
    @EnumSource(FixVersion.class)
    void fillsWhileTheCancelIsPending(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();
        String cancel = bench.cancel(order);

        bench.tell(bench.report(order).fill("E2", "3", "100", "3", "6"));
        bench.tell(
                bench.report(order)
                        .with(11, cancel)
                        .with(41, order.id().toString())
                        .exec("E3")
                        .cum("3")
                        .happened("6", "6"));
        bench.tell(bench.report(order).fill("E4", "2", "100", "5", "6"));
        bench.tell(
                bench.report(order)
                        .with(11, cancel)
                        .with(41, order.id().toString())
                        .exec("E5")
                        .cum("5")
                        .happened("4", "4"));

        assertThat(bench.told())
                .containsExactly("filled 3 at 100", "filled 2 at 100", "canceled of 5");
        assertThat(bench.status(order)).isEqualTo(OrderStatus.CANCELED);
        assertThat(bench.filled(order)).isEqualTo("5");
    }

    @ParameterizedTest(name = "9. {0}")
    @EnumSource(FixVersion.class)
    void filledBeforeTheCancelIsTooLate(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();
        String cancel = bench.cancel(order);

        bench.tell(bench.report(order).fill("E2", "10", "100", "10", "2"));
        bench.tell(
                FixMessage.of("9")
                        .with(11, cancel)
                        .with(41, order.id().toString())
                        .with(37, "V1")
                        .with(39, "2")
                        .with(434, "1")
                        .with(102, "0"));

        assertThat(bench.told()).containsExactly("filled 10 at 100", "doubted");
        assertThat(bench.status(order)).isEqualTo(OrderStatus.FILLED);
    }

    @ParameterizedTest(name = "10. {0}")
    @EnumSource(FixVersion.class)
    void cancelBeforeAnyAcknowledgement(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.buy();
        String cancel = bench.cancel(order);

        bench.tell(bench.report(order).exec("E1").happened("0", "0"));
        assertThat(bench.status(order)).isEqualTo(OrderStatus.CANCELING);
        bench.tell(
                bench.report(order)
                        .with(11, cancel)
                        .with(41, order.id().toString())
                        .exec("E2")
                        .happened("4", "4"));

        assertThat(bench.told()).containsExactly("accepted V1", "canceled of 0");
        assertThat(bench.status(order)).isEqualTo(OrderStatus.CANCELED);
    }

    @ParameterizedTest(name = "11. {0}")
    @EnumSource(FixVersion.class)
    void acknowledgementAndCancelCross(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.buy();
        bench.tell(bench.report(order).exec("E1").happened("A", "A"));
        String cancel = bench.cancel(order);

        bench.tell(bench.report(order).exec("E2").happened("0", "0"));
        bench.tell(
                bench.report(order)
                        .with(11, cancel)
                        .with(41, order.id().toString())
                        .exec("E3")
                        .happened("6", "6"));
        bench.tell(
                bench.report(order)
                        .with(11, cancel)
                        .with(41, order.id().toString())
                        .exec("E4")
                        .happened("4", "4"));

        assertThat(bench.told()).containsExactly("accepted V1", "canceled of 0");
        assertThat(bench.sent("F")).hasSize(1);
    }

    @ParameterizedTest(name = "12. {0}")
    @EnumSource(FixVersion.class)
    void cancelOfAnOrderThatTheVenueDoesNotKnowIsNoEnd(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();
        bench.tell(bench.report(order).fill("E2", "4", "100", "4", "1"));
        String cancel = bench.cancel(order);

        bench.tell(
                FixMessage.of("9")
                        .with(11, cancel)
                        .with(41, order.id().toString())
                        .with(37, "NONE")
                        .with(39, "8")
                        .with(434, "1")
                        .with(102, "1"));

        assertThat(bench.told()).containsExactly("filled 4 at 100", "doubted");
        assertThat(bench.status(order)).isEqualTo(OrderStatus.IN_DOUBT);
        assertThat(bench.filled(order)).isEqualTo("4");
    }

    @ParameterizedTest(name = "13. {0}")
    @EnumSource(FixVersion.class)
    void silenceToACancelLeadsToAQuestion(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();
        bench.cancel(order);

        // Nothing comes; the account's watchdog doubts and asks.
        bench.venue().query(order.id());
        bench.tell(
                bench.report(order)
                        .status("0", "0")
                        .with(790, bench.last("H").get(790).orElse("x")));

        assertThat(bench.answer(VenueAnswer.Found.class).order().state())
                .isEqualTo(dev.keel.core.venue.VenueOrder.State.WORKING);
        assertThat(bench.told()).isEmpty();
        assertThat(bench.sent("F")).hasSize(1);
    }

    @ParameterizedTest(name = "14. {0}")
    @EnumSource(FixVersion.class)
    void cancelAcknowledgementWithTheOrdersOwnIdAlone(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();
        bench.cancel(order);

        bench.tell(bench.report(order).exec("E2").happened("4", "4"));

        assertThat(bench.told()).containsExactly("canceled of 0");
        assertThat(bench.status(order)).isEqualTo(OrderStatus.CANCELED);
    }

    @ParameterizedTest(name = "15. {0}")
    @EnumSource(FixVersion.class)
    void fillAfterCanceled(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();
        String cancel = bench.cancel(order);
        bench.tell(
                bench.report(order)
                        .with(11, cancel)
                        .with(41, order.id().toString())
                        .exec("E2")
                        .happened("4", "4"));

        bench.tell(bench.report(order).fill("E3", "4", "100", "4", "4"));

        assertThat(bench.told()).containsExactly("canceled of 0", "filled 4 at 100");
        assertThat(bench.status(order)).isEqualTo(OrderStatus.CANCELED);
        assertThat(bench.filled(order)).isEqualTo("4");
        assertThat(bench.position()).isEqualTo("4");
    }
}
