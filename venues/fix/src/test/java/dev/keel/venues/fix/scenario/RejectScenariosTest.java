package dev.keel.venues.fix.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keel.core.order.Order;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.venues.fix.Incident;
import dev.keel.venues.fix.transport.FixMessage;
import dev.keel.venues.fix.transport.FixVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Scenarios 36 to 43: refusals, and ids that come twice. */
final class RejectScenariosTest extends Scenarios {
    @ParameterizedTest(name = "36. {0}")
    @EnumSource(FixVersion.class)
    void duplicateIdRefusedIsNoRefusalOfTheOrder(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.buy();

        bench.tell(
                bench.report(order).exec("E1").with(37, "NONE").happened("8", "8").with(103, "6"));

        assertThat(bench.told()).containsExactly("doubted");
        assertThat(bench.status(order)).isEqualTo(OrderStatus.IN_DOUBT);
    }

    @ParameterizedTest(name = "37. {0}")
    @EnumSource(FixVersion.class)
    void noIdIsEverUsedTwice(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();
        String first = bench.cancel(order);
        bench.tell(
                FixMessage.of("9")
                        .with(11, first)
                        .with(41, order.id().toString())
                        .with(37, "V1")
                        .with(39, "0")
                        .with(434, "1")
                        .with(102, "3"));
        bench.tell(bench.report(order).status("0", "0"));
        bench.venue().query(order.id());
        bench.tell(
                bench.report(order)
                        .status("0", "0")
                        .with(790, bench.last("H").get(790).orElse("x")));
        String second = bench.cancel(order);

        assertThat(second).isNotEqualTo(first).isNotEqualTo(order.id().toString());
        assertThatThrownBy(() -> bench.venue().submit(order))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was submitted before");
        assertThat(bench.sent("D")).hasSize(1);
    }

    @ParameterizedTest(name = "38. {0}")
    @EnumSource(FixVersion.class)
    void whatTheSessionMayResendIsVetoed(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.buy();

        bench.transport().listener().onResendVetoed(bench.last("D"));

        assertThat(bench.told()).containsExactly("doubted");
        assertThat(bench.incidents()).contains(Incident.Kind.RESEND_VETOED);
        assertThat(bench.status(order)).isEqualTo(OrderStatus.IN_DOUBT);
    }

    @ParameterizedTest(name = "39. {0}")
    @EnumSource(FixVersion.class)
    void refusedAsSubmittedByTelephone(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.buy();

        bench.tell(
                bench.report(order).exec("E1").with(37, "NONE").happened("8", "8").with(103, "7"));

        assertThat(bench.told()).containsExactly("refused");
        assertThat(bench.status(order)).isEqualTo(OrderStatus.REJECTED);
    }

    @ParameterizedTest(name = "40. {0}")
    @EnumSource(FixVersion.class)
    void sessionRejectByTheNumberOfTheMessage(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.buy();

        bench.tell(
                FixMessage.of("3")
                        .with(45, Integer.toString(bench.transport().sent().size()))
                        .with(372, "D")
                        .with(58, "Required tag missing"));

        assertThat(bench.told()).containsExactly("doubted");
        assertThat(bench.status(order)).isEqualTo(OrderStatus.IN_DOUBT);
    }

    @ParameterizedTest(name = "41a. {0}")
    @EnumSource(FixVersion.class)
    void businessRejectByTheOrdersId(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.buy();

        bench.tell(
                FixMessage.of("j")
                        .with(372, "D")
                        .with(379, order.id().toString())
                        .with(380, "4")
                        .with(58, "closed"));

        assertThat(bench.told()).containsExactly("refused");
        assertThat(bench.status(order)).isEqualTo(OrderStatus.REJECTED);
    }

    @ParameterizedTest(name = "41b. {0}")
    @EnumSource(FixVersion.class)
    void businessRejectByTheNumberOfTheMessage(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.buy();

        bench.tell(
                FixMessage.of("j")
                        .with(45, Integer.toString(bench.transport().sent().size()))
                        .with(372, "D")
                        .with(380, "2"));

        assertThat(bench.told()).containsExactly("refused");
        assertThat(bench.status(order)).isEqualTo(OrderStatus.REJECTED);
    }

    @ParameterizedTest(name = "42. {0}")
    @EnumSource(FixVersion.class)
    void rejectOfACancelLeavesTheOrderAsItWas(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();
        String cancel = bench.cancel(order);

        bench.tell(FixMessage.of("j").with(372, "F").with(379, cancel).with(380, "3"));

        assertThat(bench.told()).containsExactly("cancel refused");
        assertThat(bench.status(order)).isEqualTo(OrderStatus.WORKING);

        bench.cancel(order);
        bench.tell(
                FixMessage.of("3")
                        .with(45, Integer.toString(bench.transport().sent().size()))
                        .with(372, "F"));

        assertThat(bench.told()).containsExactly("cancel refused");
        assertThat(bench.status(order)).isEqualTo(OrderStatus.WORKING);
    }

    @ParameterizedTest(name = "43. {0}")
    @EnumSource(FixVersion.class)
    void reportThatOurOwnEngineRefused(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();
        bench.answers();

        bench.transport()
                .listener()
                .onRefusedByUs(
                        bench.report(order).fill("E2", "4", "100", "4", "1").message(),
                        "sending time");

        assertThat(bench.told()).containsExactly("doubted");
        assertThat(bench.incidents()).contains(Incident.Kind.NOT_TAKEN_OVER);
        assertThat(bench.answers()).contains(new VenueAnswer.Reconnected());
        assertThat(bench.filled(order)).isEqualTo("0");
    }
}
