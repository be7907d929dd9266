package dev.keel.venues.fix.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.order.Order;
import dev.keel.core.order.OrderStatus;
import dev.keel.venues.fix.FixVenue;
import dev.keel.venues.fix.Incident;
import dev.keel.venues.fix.transport.FixVersion;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Scenarios 56 to 59: halts, guarantees, orders in money, and trades that nobody knows. */
final class MarketScenariosTest extends Scenarios {
    @ParameterizedTest(name = "56. {0}")
    @EnumSource(FixVersion.class)
    void haltSuspendsAndResumesOrCancels(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();

        bench.tell(bench.report(order).exec("E2").happened("9", "9"));
        assertThat(bench.told()).isEmpty();
        assertThat(bench.status(order)).isEqualTo(OrderStatus.WORKING);
        bench.tell(bench.report(order).fill("E3", "4", "100", "4", "1"));
        bench.tell(bench.report(order).exec("E4").cum("4").happened("4", "4"));

        assertThat(bench.told()).containsExactly("filled 4 at 100", "canceled of 4");
    }

    @ParameterizedTest(name = "57. {0}")
    @EnumSource(FixVersion.class)
    void guaranteedPriceIsNoFill(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();

        bench.tell(
                bench.report(order).exec("E2").with(32, "10").with(31, "100").happened("7", "7"));
        assertThat(bench.told()).isEmpty();
        bench.tell(bench.report(order).fill("E3", "10", "100", "10", "2"));

        assertThat(bench.told()).containsExactly("filled 10 at 100");
    }

    @ParameterizedTest(name = "58. {0}")
    @EnumSource(FixVersion.class)
    void quantityIsAlwaysSentInUnitsAndNeverInMoney(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.buy();

        assertThat(bench.last("D").get(38)).contains("10");
        assertThat(bench.last("D").get(152)).isEmpty();
        bench.tell(bench.report(order).without(38).fill("E1", "10", "100", "10", "2"));

        assertThat(bench.told()).containsExactly("accepted V1", "filled 10 at 100");
    }

    @ParameterizedTest(name = "59a. {0}")
    @EnumSource(FixVersion.class)
    void tradeOfAnUnknownOrderIsAnAlarmAndNoMore(FixVersion version) {
        Bench bench = bench(new Bench(Bench.dialect(FixVersion.FIX42), FixVenue.Settings.USUAL));
        bench.logon();

        bench.tell(
                new Report(FixVersion.FIX42)
                        .with(11, "x-1")
                        .with(37, "V9")
                        .fill("E1", "3", "100", "3", "1"));

        assertThat(bench.told()).isEmpty();
        assertThat(bench.sent("Q")).isEmpty();
        assertThat(bench.incidents()).contains(Incident.Kind.UNMATCHED_REPORT);
        assertThat(version).isNotNull();
    }

    @ParameterizedTest(name = "59b. {0}")
    @EnumSource(FixVersion.class)
    void tradeOnTheWrongSideIsDeniedWhereTheAccountWantsThat(FixVersion version) {
        Bench bench =
                bench(
                        new Bench(
                                Bench.dialect(version),
                                new FixVenue.Settings(
                                        "", false, false, Map.of(), FixVenue.DoNotKnow.SEND_DK)));
        bench.logon();
        Order order = bench.working();

        bench.tell(bench.report(order).with(54, "2").fill("E2", "4", "100", "4", "1"));

        assertThat(bench.told()).isEmpty();
        assertThat(bench.last("Q").get(127)).contains("B");
        assertThat(bench.last("Q").get(17)).contains("E2");
        assertThat(bench.filled(order)).isEqualTo("0");
    }

    @ParameterizedTest(name = "59c. {0}")
    @EnumSource(FixVersion.class)
    void overfillIsBookedAndDenied(FixVersion version) {
        Bench bench =
                bench(
                        new Bench(
                                Bench.dialect(version),
                                new FixVenue.Settings(
                                        "", false, false, Map.of(), FixVenue.DoNotKnow.SEND_DK)));
        bench.logon();
        Order order = bench.working();

        bench.tell(bench.report(order).fill("E2", "12", "100", "12", "2"));

        assertThat(bench.told()).containsExactly("filled 12 at 100");
        assertThat(bench.last("Q").get(127)).contains("C");
        assertThat(bench.position()).isEqualTo("12");
    }
}
