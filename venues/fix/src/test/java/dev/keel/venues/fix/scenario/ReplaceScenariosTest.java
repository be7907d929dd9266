package dev.keel.venues.fix.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.order.Order;
import dev.keel.core.order.OrderStatus;
import dev.keel.venues.fix.Incident;
import dev.keel.venues.fix.transport.FixMessage;
import dev.keel.venues.fix.transport.FixVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Scenarios 16 to 30. Keel never sends a replace (G): to amend is a cancel and a new order. What is
 * left of them is what comes unasked, or from somebody else's hand.
 */
final class ReplaceScenariosTest extends Scenarios {
    @ParameterizedTest(name = "16. {0}")
    @EnumSource(FixVersion.class)
    void increaseOfAnUntouchedOrder(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();

        bench.tell(bench.report(order).exec("E2").with(38, "15").happened("5", "0"));
        bench.tell(bench.report(order).with(38, "15").fill("E3", "10", "100", "10", "1"));

        assertThat(bench.told()).containsExactly("filled 10 at 100");
        assertThat(bench.incidents()).contains(Incident.Kind.CHANGED_BY_VENUE);
        assertThat(bench.status(order)).isEqualTo(OrderStatus.FILLED);
    }

    @ParameterizedTest(name = "17. {0}")
    @EnumSource(FixVersion.class)
    void increaseOfAPartFilledOrderAndWhatItOverfills(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();
        bench.tell(bench.report(order).fill("E2", "4", "100", "4", "1"));

        bench.tell(bench.report(order).exec("E3").cum("4").happened("E", "E"));
        bench.tell(bench.report(order).fill("E4", "2", "100", "6", "E"));
        bench.tell(bench.report(order).exec("E5").with(38, "15").cum("6").happened("5", "1"));
        bench.tell(bench.report(order).with(38, "15").fill("E6", "9", "100", "15", "2"));

        assertThat(bench.told())
                .containsExactly("filled 4 at 100", "filled 2 at 100", "filled 9 at 100");
        assertThat(bench.position()).isEqualTo("15");
    }

    @ParameterizedTest(name = "18. {0}")
    @EnumSource(FixVersion.class)
    void increaseOfAFilledOrder(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();
        bench.tell(bench.report(order).fill("E2", "10", "100", "10", "2"));

        bench.tell(bench.report(order).exec("E3").with(38, "12").cum("10").happened("5", "1"));
        bench.tell(bench.report(order).with(38, "12").fill("E4", "2", "100", "12", "2"));

        assertThat(bench.told()).containsExactly("filled 10 at 100", "filled 2 at 100");
        assertThat(bench.position()).isEqualTo("12");
    }

    @ParameterizedTest(name = "19. {0}")
    @EnumSource(FixVersion.class)
    void refusalOfAReplaceThatKeelNeverSent(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();
        bench.tell(bench.report(order).fill("E2", "10", "100", "10", "2"));

        bench.tell(
                FixMessage.of("9")
                        .with(11, "by-hand-1")
                        .with(41, "by-hand-0")
                        .with(37, "V1")
                        .with(39, "2")
                        .with(434, "2")
                        .with(102, "0"));

        assertThat(bench.told()).containsExactly("filled 10 at 100");
        assertThat(bench.incidents()).contains(Incident.Kind.UNMATCHED_REPORT);
        assertThat(bench.status(order)).isEqualTo(OrderStatus.FILLED);
    }

    @ParameterizedTest(name = "20. {0}")
    @EnumSource(FixVersion.class)
    void decreaseAboveWhatHasTraded(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();
        bench.tell(bench.report(order).fill("E2", "4", "100", "4", "1"));

        bench.tell(bench.report(order).exec("E3").cum("4").happened("E", "E"));
        bench.tell(bench.report(order).fill("E4", "1", "100", "5", "E"));
        bench.tell(bench.report(order).exec("E5").with(38, "8").cum("5").happened("5", "1"));
        bench.tell(bench.report(order).with(38, "8").fill("E6", "3", "100", "8", "2"));

        assertThat(bench.told())
                .containsExactly(
                        "filled 4 at 100", "filled 1 at 100", "filled 3 at 100", "canceled of 8");
        assertThat(bench.status(order)).isEqualTo(OrderStatus.CANCELED);
    }

    @ParameterizedTest(name = "21. {0}")
    @EnumSource(FixVersion.class)
    void decreaseToWhatHasTraded(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();
        bench.tell(bench.report(order).fill("E2", "4", "100", "4", "1"));

        bench.tell(bench.report(order).exec("E3").with(38, "4").cum("4").happened("5", "2"));

        assertThat(bench.told()).containsExactly("filled 4 at 100", "canceled of 4");
        assertThat(bench.status(order)).isEqualTo(OrderStatus.CANCELED);
    }

    @ParameterizedTest(name = "22. {0}")
    @EnumSource(FixVersion.class)
    void decreaseBelowWhatHasTradedIsAmendedToIt(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();
        bench.tell(bench.report(order).fill("E2", "6", "100", "6", "1"));

        bench.tell(bench.report(order).exec("E3").with(38, "6").cum("6").happened("5", "2"));

        assertThat(bench.told()).containsExactly("filled 6 at 100", "canceled of 6");
        assertThat(bench.filled(order)).isEqualTo("6");
    }

    @ParameterizedTest(name = "23. {0}")
    @EnumSource(FixVersion.class)
    void twoChangesInTurn(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();

        bench.tell(bench.report(order).exec("E2").with(38, "12").happened("5", "0"));
        bench.tell(bench.report(order).exec("E3").with(38, "8").happened("5", "0"));
        bench.tell(bench.report(order).with(38, "8").fill("E4", "8", "100", "8", "2"));

        assertThat(bench.told()).containsExactly("filled 8 at 100", "canceled of 8");
        assertThat(bench.incidents()).filteredOn(Incident.Kind.CHANGED_BY_VENUE::equals).hasSize(2);
    }

    @ParameterizedTest(name = "24. {0}")
    @EnumSource(FixVersion.class)
    void aRefusedAndThenADoneChange(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();

        bench.tell(
                FixMessage.of("9")
                        .with(11, "h1")
                        .with(41, "h0")
                        .with(37, "V1")
                        .with(39, "0")
                        .with(434, "2"));
        bench.tell(bench.report(order).exec("E3").with(38, "8").happened("5", "0"));

        assertThat(bench.told()).isEmpty();
        assertThat(bench.status(order)).isEqualTo(OrderStatus.WORKING);
    }

    @ParameterizedTest(name = "25. {0}")
    @EnumSource(FixVersion.class)
    void pendingReplaceAndThenItsRefusal(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();

        bench.tell(bench.report(order).exec("E2").happened("E", "E"));
        bench.tell(
                FixMessage.of("9")
                        .with(11, "h1")
                        .with(41, "h0")
                        .with(37, "V1")
                        .with(39, "0")
                        .with(434, "2"));
        bench.tell(bench.report(order).fill("E3", "10", "100", "10", "2"));

        assertThat(bench.told()).containsExactly("filled 10 at 100");
    }

    @ParameterizedTest(name = "26. {0}")
    @EnumSource(FixVersion.class)
    void chainOfForeignClientIds(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();

        bench.tell(
                bench.report(order)
                        .with(11, "h1")
                        .with(41, order.id().toString())
                        .exec("E2")
                        .with(38, "9")
                        .happened("5", "0"));
        bench.tell(
                bench.report(order)
                        .with(11, "h2")
                        .with(41, "h1")
                        .exec("E3")
                        .with(38, "8")
                        .happened("5", "0"));
        bench.tell(
                bench.report(order).with(11, "h2").with(38, "8").fill("E4", "8", "100", "8", "2"));

        assertThat(bench.told()).containsExactly("filled 8 at 100", "canceled of 8");
        assertThat(bench.status(order)).isEqualTo(OrderStatus.CANCELED);
    }

    @ParameterizedTest(name = "27. {0}")
    @EnumSource(FixVersion.class)
    void chainWithBothPendingFirst(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();

        bench.tell(
                bench.report(order)
                        .with(11, "h1")
                        .with(41, order.id().toString())
                        .exec("E2")
                        .happened("E", "E"));
        bench.tell(bench.report(order).with(11, "h2").with(41, "h1").exec("E3").happened("E", "E"));
        bench.tell(
                bench.report(order)
                        .with(11, "h1")
                        .with(41, order.id().toString())
                        .exec("E4")
                        .with(38, "9")
                        .happened("5", "E"));
        bench.tell(
                bench.report(order)
                        .with(11, "h2")
                        .with(41, "h1")
                        .exec("E5")
                        .with(38, "8")
                        .happened("5", "0"));

        assertThat(bench.told()).isEmpty();
        assertThat(bench.status(order)).isEqualTo(OrderStatus.WORKING);
    }

    @ParameterizedTest(name = "28. {0}")
    @EnumSource(FixVersion.class)
    void cancelWhileAChangeIsPendingIsRefused(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();
        String cancel = bench.cancel(order);

        bench.tell(
                FixMessage.of("9")
                        .with(11, cancel)
                        .with(41, order.id().toString())
                        .with(37, "V1")
                        .with(39, "E")
                        .with(434, "1")
                        .with(102, "3"));

        assertThat(bench.told()).containsExactly("doubted");
        assertThat(bench.status(order)).isEqualTo(OrderStatus.IN_DOUBT);
    }

    @ParameterizedTest(name = "29. {0}")
    @EnumSource(FixVersion.class)
    void changeWhileTheProcessWasDead(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();
        bench.restart();
        bench.logon();

        bench.tell(
                bench.report(order)
                        .with(11, "h1")
                        .with(41, order.id().toString())
                        .exec("E2")
                        .with(38, "8")
                        .happened("5", "0"));
        bench.tell(
                bench.report(order).with(11, "h1").with(38, "8").fill("E3", "8", "100", "8", "2"));

        assertThat(bench.told()).containsExactly("filled 8 at 100", "canceled of 8");
    }

    @ParameterizedTest(name = "30. {0}")
    @EnumSource(FixVersion.class)
    void cancelRacesAForeignChange(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();
        String cancel = bench.cancel(order);

        bench.tell(
                bench.report(order)
                        .with(11, "h1")
                        .with(41, order.id().toString())
                        .exec("E2")
                        .with(38, "8")
                        .happened("5", "6"));
        bench.tell(
                bench.report(order)
                        .with(11, cancel)
                        .with(41, "h1")
                        .exec("E3")
                        .with(38, "8")
                        .happened("4", "4"));

        assertThat(bench.told()).containsExactly("canceled of 0");
        assertThat(bench.status(order)).isEqualTo(OrderStatus.CANCELED);
    }
}
