package dev.keel.venues.fix.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.order.Order;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.order.Side;
import dev.keel.core.venue.History;
import dev.keel.core.venue.VenueTrade;
import dev.keel.venues.fix.Incident;
import dev.keel.venues.fix.transport.FixVersion;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Scenarios 51 to 55: trades that are taken back and corrected. */
final class CorrectionScenariosTest extends Scenarios {
    @ParameterizedTest(name = "51. {0}")
    @EnumSource(FixVersion.class)
    void bustThenCorrectThenFillThenChangeThenCorrectAgain(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();
        bench.tell(bench.report(order).fill("E2", "4", "100", "4", "1"));
        bench.tell(bench.report(order).fill("E3", "3", "100", "7", "1"));

        bench.tell(bench.report(order).bust("E4", "E3", "4", "1"));
        bench.tell(bench.report(order).correct("E5", "E2", "5", "99", "5", "1"));
        bench.tell(bench.report(order).fill("E6", "2", "100", "7", "1"));
        bench.tell(bench.report(order).exec("E7").cum("7").with(38, "12").happened("5", "1"));
        bench.tell(bench.report(order).with(38, "12").correct("E8", "E2", "4", "99", "6", "1"));

        assertThat(bench.told())
                .containsExactly(
                        "filled 4 at 100",
                        "filled 3 at 100",
                        "busted 3 at 100",
                        "busted 4 at 100",
                        "filled 5 at 99",
                        "filled 2 at 100",
                        "busted 5 at 99",
                        "filled 4 at 99");
        assertThat(bench.filled(order)).isEqualTo("6");
        assertThat(bench.position()).isEqualTo("6");
    }

    @ParameterizedTest(name = "52. {0}")
    @EnumSource(FixVersion.class)
    void cancelledOrderIsBustedAndFilledAgain(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();
        bench.tell(bench.report(order).fill("E2", "4", "100", "4", "1"));
        bench.tell(bench.report(order).exec("E3").cum("4").happened("4", "4"));

        bench.tell(bench.report(order).bust("E4", "E2", "0", "4"));
        bench.tell(bench.report(order).fill("E5", "4", "101", "4", "4"));

        assertThat(bench.told())
                .containsExactly(
                        "filled 4 at 100", "canceled of 4", "busted 4 at 100", "filled 4 at 101");
        assertThat(bench.status(order)).isEqualTo(OrderStatus.CANCELED);
        assertThat(bench.filled(order)).isEqualTo("4");
    }

    @ParameterizedTest(name = "53. {0}")
    @EnumSource(FixVersion.class)
    void bustOfAnUnknownExecutionIsKeptAndFlagged(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();

        bench.tell(bench.report(order).bust("E2", "E-unknown", "0", "0"));

        assertThat(bench.told()).containsExactly("doubted");
        assertThat(bench.incidents()).contains(Incident.Kind.UNKNOWN_REFERENCE);
        assertThat(bench.filled(order)).isEqualTo("0");
    }

    @ParameterizedTest(name = "54. {0}")
    @EnumSource(FixVersion.class)
    void correctionOfACorrection(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();
        bench.tell(bench.report(order).fill("E2", "4", "100", "4", "1"));

        bench.tell(bench.report(order).correct("E3", "E2", "4", "99", "4", "1"));
        bench.tell(bench.report(order).correct("E4", "E3", "4", "98", "4", "1"));
        bench.tell(bench.report(order).bust("E5", "E4", "0", "0"));

        assertThat(bench.told())
                .containsExactly(
                        "filled 4 at 100",
                        "busted 4 at 100",
                        "filled 4 at 99",
                        "busted 4 at 99",
                        "filled 4 at 98",
                        "busted 4 at 98");
        assertThat(bench.position()).isEqualTo("0");
    }

    @ParameterizedTest(name = "55. {0}")
    @EnumSource(FixVersion.class)
    void bustAfterThePositionWasClosed(FixVersion version) {
        Bench bench = bench(version);
        Order bought = bench.working();
        bench.tell(bench.report(bought).fill("E2", "10", "100", "10", "2"));
        Order sold = bench.place(Side.SELL, "10", "100");
        bench.venue().submit(sold);
        bench.tell(
                bench.report(sold).with(54, "2").with(37, "V2").fill("E3", "10", "100", "10", "2"));
        assertThat(bench.position()).isEqualTo("0");
        bench.told();

        bench.tell(bench.report(bought).bust("E4", "E2", "0", "1"));

        assertThat(bench.told()).containsExactly("busted 10 at 100");
        assertThat(bench.position()).isEqualTo("-10");
        History history =
                Objects.requireNonNull(bench.statement(null, bench::answerWithNothing).history());
        assertThat(history.trades())
                .extracting(VenueTrade::cause)
                .containsExactly(
                        VenueTrade.Cause.ORDER, VenueTrade.Cause.ORDER, VenueTrade.Cause.BUST);
    }
}
