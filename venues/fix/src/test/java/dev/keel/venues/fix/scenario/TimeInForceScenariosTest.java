package dev.keel.venues.fix.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Side;
import dev.keel.core.order.TimeInForce;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueOrder;
import dev.keel.venues.fix.Incident;
import dev.keel.venues.fix.transport.FixVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Scenarios 48 to 50: orders that live on, and those that must not. */
final class TimeInForceScenariosTest extends Scenarios {
    @ParameterizedTest(name = "48a. {0}")
    @EnumSource(FixVersion.class)
    void goodTillCancelIsRestatedOverTheDayUnderItsId(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();

        bench.tell(bench.report(order).exec("E2").happened("3", "3"));
        bench.tell(bench.report(order).exec("E3").happened("D", "0").with(378, "1"));
        bench.tell(bench.report(order).fill("E4", "10", "100", "10", "2"));

        assertThat(bench.told()).containsExactly("filled 10 at 100");
        assertThat(bench.status(order)).isEqualTo(OrderStatus.FILLED);
    }

    @ParameterizedTest(name = "48b. {0}")
    @EnumSource(FixVersion.class)
    void goodTillCancelIsRestatedUnderAnotherOrderId(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();

        bench.tell(
                bench.report(order).with(37, "V1-B").exec("E2").happened("D", "0").with(378, "1"));

        assertThat(bench.told()).containsExactly("accepted V1-B");
        assertThat(bench.status(order)).isEqualTo(OrderStatus.IN_DOUBT);

        bench.venue().query(order.id());
        bench.tell(bench.report(order).with(37, "V1-B").status("0", "0"));
        assertThat(bench.answer(VenueAnswer.Found.class).order().state())
                .isEqualTo(VenueOrder.State.WORKING);
        assertThat(bench.status(order)).isEqualTo(OrderStatus.WORKING);
    }

    @ParameterizedTest(name = "49. {0}")
    @EnumSource(FixVersion.class)
    void splitRestatesQuantityAndPrice(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();

        bench.tell(
                bench.report(order)
                        .exec("E2")
                        .with(38, "20")
                        .with(44, "50")
                        .happened("D", "0")
                        .with(378, "4"));

        assertThat(bench.told()).isEmpty();
        assertThat(bench.incidents()).contains(Incident.Kind.CHANGED_BY_VENUE);
    }

    @ParameterizedTest(name = "50a. {0}")
    @EnumSource(FixVersion.class)
    void fillOrKillThatCannotFill(FixVersion version) {
        Bench bench = bench(version);
        Order order =
                bench.place(
                        OrderRequest.market(Bench.TEST, Side.BUY, Quantity.of("10"))
                                .withType(new OrderType.Limit(Price.of("100")))
                                .withTimeInForce(TimeInForce.FillOrKill.INSTANCE));
        bench.venue().submit(order);
        assertThat(bench.last("D").get(59)).contains("4");

        bench.tell(bench.report(order).exec("E1").happened("0", "0"));
        bench.tell(bench.report(order).exec("E2").happened("4", "4"));

        assertThat(bench.told()).containsExactly("accepted V1", "canceled of 0");
    }

    @ParameterizedTest(name = "50b. {0}")
    @EnumSource(FixVersion.class)
    void restOfAnImmediateOrCancel(FixVersion version) {
        Bench bench = bench(version);
        Order order =
                bench.place(
                        OrderRequest.market(Bench.TEST, Side.BUY, Quantity.of("10"))
                                .withType(new OrderType.Limit(Price.of("100")))
                                .withTimeInForce(TimeInForce.ImmediateOrCancel.INSTANCE));
        bench.venue().submit(order);
        assertThat(bench.last("D").get(59)).contains("3");

        bench.tell(bench.report(order).fill("E1", "4", "100", "4", "1"));
        bench.tell(bench.report(order).exec("E2").cum("4").happened("C", "C"));

        assertThat(bench.told()).containsExactly("accepted V1", "filled 4 at 100", "expired of 4");
        assertThat(bench.status(order)).isEqualTo(OrderStatus.EXPIRED);
    }
}
