package dev.keel.venues.fix.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.order.Order;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.venue.VenueStatement;
import dev.keel.venues.fix.Incident;
import dev.keel.venues.fix.transport.FixVersion;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Scenarios 31 to 35: what nobody here asked for. */
final class UnsolicitedScenariosTest extends Scenarios {
    @ParameterizedTest(name = "31. {0}")
    @EnumSource(FixVersion.class)
    void telephonedOrderIsNoneOfOurs(FixVersion version) {
        Bench bench = bench(version);
        bench.tell(
                new Report(version)
                        .with(11, "desk-1")
                        .with(37, "V9")
                        .fill("E1", "3", "100", "3", "1"));

        assertThat(bench.told()).isEmpty();
        VenueStatement statement = bench.statement(null, bench::answerWithNothing);
        assertThat(statement.history()).isNotNull();
        assertThat(Objects.requireNonNull(statement.history()).trades())
                .singleElement()
                .satisfies(trade -> {
                    assertThat(trade.clientId()).isNull();
                    assertThat(trade.venueOrder().value()).isEqualTo("V9");
                    assertThat(trade.fill().quantity().toString()).isEqualTo("3");
                });
    }

    @ParameterizedTest(name = "32. {0}")
    @EnumSource(FixVersion.class)
    void unsolicitedCancelOfAPartFilledOrder(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();
        bench.tell(bench.report(order).fill("E2", "4", "100", "4", "1"));

        bench.tell(bench.report(order).exec("E3").cum("4").happened("4", "4"));

        assertThat(bench.told()).containsExactly("filled 4 at 100", "canceled of 4");
        assertThat(bench.status(order)).isEqualTo(OrderStatus.CANCELED);
    }

    @ParameterizedTest(name = "33. {0}")
    @EnumSource(FixVersion.class)
    void unsolicitedRestatement(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();

        bench.tell(
                bench.report(order).exec("E2").with(44, "101").happened("D", "0").with(378, "3"));

        assertThat(bench.told()).isEmpty();
        assertThat(bench.incidents()).contains(Incident.Kind.CHANGED_BY_VENUE);
        assertThat(bench.status(order)).isEqualTo(OrderStatus.WORKING);
    }

    @ParameterizedTest(name = "34. {0}")
    @EnumSource(FixVersion.class)
    void unsolicitedCutOfTheQuantity(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();
        bench.tell(bench.report(order).fill("E2", "4", "100", "4", "1"));

        bench.tell(
                bench.report(order)
                        .exec("E3")
                        .with(38, "6")
                        .cum("4")
                        .happened("D", "1")
                        .with(378, "5"));
        bench.tell(bench.report(order).with(38, "6").fill("E4", "2", "100", "6", "2"));

        assertThat(bench.told())
                .containsExactly("filled 4 at 100", "filled 2 at 100", "canceled of 6");
        assertThat(bench.status(order)).isEqualTo(OrderStatus.CANCELED);
    }

    @ParameterizedTest(name = "35. {0}")
    @EnumSource(FixVersion.class)
    void waveOfCancelsAtTheLogon(FixVersion version) {
        Bench bench = bench(version);
        Order first = bench.working();
        Order second = bench.buy();
        bench.tell(bench.report(second).with(37, "V2").exec("N2").happened("0", "0"));
        bench.told();
        bench.transport().drop("the line dropped");

        bench.logon();
        bench.tell(bench.report(first).exec("E3").happened("4", "4"));
        bench.tell(bench.report(second).with(37, "V2").exec("E4").happened("4", "4"));

        assertThat(bench.told()).containsExactly("canceled of 0", "canceled of 0");
        assertThat(bench.status(first)).isEqualTo(OrderStatus.CANCELED);
        assertThat(bench.status(second)).isEqualTo(OrderStatus.CANCELED);
        assertThat(bench.sent("D")).hasSize(2);
    }
}
