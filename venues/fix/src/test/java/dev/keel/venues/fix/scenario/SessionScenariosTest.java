package dev.keel.venues.fix.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.order.Order;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.order.Side;
import dev.keel.core.venue.History;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueStatement;
import dev.keel.venues.fix.Incident;
import dev.keel.venues.fix.transport.FixMessage;
import dev.keel.venues.fix.transport.FixVersion;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Scenarios 60 to 80 as far as the application sees them; over sockets and with the real engine
 * they are in FixSessionScenariosIT.
 */
final class SessionScenariosTest extends Scenarios {
    @ParameterizedTest(name = "60. {0}")
    @EnumSource(FixVersion.class)
    void sameReportAgainWithPossDup(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();
        bench.tell(bench.report(order).with(34, "5").fill("E2", "4", "100", "4", "1"));

        bench.tell(
                bench.report(order).with(34, "5").with(43, "Y").fill("E2", "4", "100", "4", "1"));

        assertThat(bench.told()).containsExactly("filled 4 at 100");
    }

    @ParameterizedTest(name = "61. {0}")
    @EnumSource(FixVersion.class)
    void sameReportUnderANewNumberWithPossResend(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();
        bench.tell(bench.report(order).with(34, "5").fill("E2", "4", "100", "4", "1"));

        bench.tell(
                bench.report(order).with(34, "6").with(97, "Y").fill("E2", "4", "100", "4", "1"));

        assertThat(bench.told()).containsExactly("filled 4 at 100");
    }

    @ParameterizedTest(name = "62. {0}")
    @EnumSource(FixVersion.class)
    void sameReportUnderANewNumberWithoutAWord(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();
        bench.tell(bench.report(order).with(34, "5").fill("E2", "4", "100", "4", "1"));

        bench.tell(bench.report(order).with(34, "6").fill("E2", "4", "100", "4", "1"));

        assertThat(bench.told()).containsExactly("filled 4 at 100");
        assertThat(bench.filled(order)).isEqualTo("4");
    }

    @ParameterizedTest(name = "63. {0}")
    @EnumSource(FixVersion.class)
    void sameExecutionIdWithOtherContentIsAnAlarm(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();
        bench.tell(bench.report(order).fill("E2", "4", "100", "4", "1"));

        bench.tell(bench.report(order).fill("E2", "5", "100", "9", "1"));

        assertThat(bench.told()).containsExactly("filled 4 at 100", "doubted");
        assertThat(bench.incidents()).contains(Incident.Kind.EXECUTION_ID_REUSED);
        assertThat(bench.filled(order)).isEqualTo("4");
    }

    @ParameterizedTest(name = "63b. {0}")
    @EnumSource(FixVersion.class)
    void executionIdComesAgainOnAnotherDay(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();
        bench.tell(bench.report(order).fill("E2", "4", "100", "4", "1"));

        bench.tell(
                bench.report(order)
                        .with(60, "20260305-10:00:00.000")
                        .fill("E2", "5", "100", "9", "1"));

        assertThat(bench.told()).containsExactly("filled 4 at 100", "filled 5 at 100");
    }

    @ParameterizedTest(name = "64. {0}")
    @EnumSource(FixVersion.class)
    void reportsOutOfOrder(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();

        bench.tell(bench.report(order).fill("E3", "5", "100", "10", "2"));
        bench.tell(bench.report(order).fill("E2", "5", "100", "5", "1"));

        assertThat(bench.told()).containsExactly("filled 5 at 100", "filled 5 at 100");
        assertThat(bench.status(order)).isEqualTo(OrderStatus.FILLED);
    }

    @ParameterizedTest(name = "66. {0}")
    @EnumSource(FixVersion.class)
    void fillThatWasGapFilledOverIsMissedAndNeverMadeUp(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();
        bench.answers();

        bench.tell(bench.report(order).fill("E3", "2", "100", "6", "1"));

        assertThat(bench.told()).containsExactly("filled 2 at 100");
        assertThat(bench.incidents()).contains(Incident.Kind.MISSING_FILL);
        VenueStatement statement =
                bench.statement(
                        null,
                        question -> {
                            if (question.type().equals("H")) {
                                bench.tell(
                                        bench.report(order)
                                                .status("1", "6")
                                                .with(790, question.get(790).orElse("x")));
                            } else {
                                bench.answerWithNothing(question);
                            }
                        });
        assertThat(statement.history()).isNull();
        assertThat(bench.incidents()).contains(Incident.Kind.MANUAL_RECONCILIATION);
        assertThat(bench.filled(order)).isEqualTo("2");
    }

    @ParameterizedTest(name = "67. {0}")
    @EnumSource(FixVersion.class)
    void reportForAnOrderOfAFormerSession(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();
        bench.restart();
        bench.logon();

        bench.tell(bench.report(order).fill("E2", "4", "100", "4", "1"));

        assertThat(bench.told()).containsExactly("filled 4 at 100");
        assertThat(bench.status(order)).isEqualTo(OrderStatus.PARTIALLY_FILLED);
    }

    @ParameterizedTest(name = "70. {0}")
    @EnumSource(FixVersion.class)
    void dropWhileTheOrderHasNoAnswer(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.buy();

        bench.transport().drop("connection reset");

        assertThat(bench.told()).containsExactly("doubted");
        assertThat(bench.status(order)).isEqualTo(OrderStatus.IN_DOUBT);
        bench.logon();
        bench.tell(bench.report(order).exec("E1").happened("0", "0"));
        assertThat(bench.told()).containsExactly("accepted V1");
        assertThat(bench.status(order)).isEqualTo(OrderStatus.WORKING);
        assertThat(bench.sent("D")).hasSize(1);
    }

    @ParameterizedTest(name = "70b. {0}")
    @EnumSource(FixVersion.class)
    void dropBeforeTheWriteIsCertain(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.place(Side.BUY, "10", "100");
        bench.transport().drop("connection reset");

        bench.venue().submit(order);

        assertThat(bench.told()).containsExactly("refused");
        assertThat(bench.sent("D")).isEmpty();
    }

    @ParameterizedTest(name = "70c. {0}")
    @EnumSource(FixVersion.class)
    void nobodyKnowsWhetherItLeft(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.place(Side.BUY, "10", "100");
        bench.transport().loseTrack();

        bench.venue().submit(order);

        assertThat(bench.told()).containsExactly("doubted");
        assertThat(bench.status(order)).isEqualTo(OrderStatus.IN_DOUBT);
    }

    @ParameterizedTest(name = "70d. {0}")
    @EnumSource(FixVersion.class)
    void windowIsOverBeforeItIsSent(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.place(Side.BUY, "10", "100");
        bench.pass(Duration.ofSeconds(11));

        bench.venue().submit(order);

        assertThat(bench.told()).containsExactly("refused");
        assertThat(bench.sent("D")).isEmpty();
    }

    @ParameterizedTest(name = "70e. {0}")
    @EnumSource(FixVersion.class)
    void deathBetweenTheReportAndTheLedger(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();
        bench.tell(bench.report(order).fill("E2", "4", "100", "4", "1"));
        bench.restart();
        bench.logon();

        History history =
                Objects.requireNonNull(
                        bench.statement(
                                        null,
                                        question -> {
                                            if (question.type().equals("H")) {
                                                bench.tell(bench.report(order).status("1", "4"));
                                            } else {
                                                bench.answerWithNothing(question);
                                            }
                                        })
                                .history());

        assertThat(history.trades())
                .singleElement()
                .satisfies(trade -> {
                    assertThat(trade.clientId()).isEqualTo(order.id());
                    assertThat(trade.fill().quantity().toString()).isEqualTo("4");
                });
        assertThat(bench.sent("D")).isEmpty();
    }

    @ParameterizedTest(name = "70f. {0}")
    @EnumSource(FixVersion.class)
    void orderIsStampedWithItsPlacement(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.place(Side.BUY, "10", "100");
        bench.pass(Duration.ofSeconds(5));

        bench.venue().submit(order);

        assertThat(bench.last("D").get(60)).contains("20260304-10:00:00.000");
        assertThat(bench.last("D").get(11)).contains(order.id().toString());
    }

    @ParameterizedTest(name = "73. {0}")
    @EnumSource(FixVersion.class)
    void clocksThatAreFarApart(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();

        bench.tell(
                bench.report(order)
                        .with(52, "20260304-09:50:00.000")
                        .fill("E2", "4", "100", "4", "1"));

        assertThat(bench.told()).containsExactly("filled 4 at 100");
        assertThat(bench.incidents()).contains(Incident.Kind.CLOCK);
    }

    @ParameterizedTest(name = "74. {0}")
    @EnumSource(FixVersion.class)
    void logoutWithOpenOrders(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();

        bench.transport().drop("end of day");

        assertThat(bench.told()).isEmpty();
        assertThat(bench.incidents()).contains(Incident.Kind.LOGGED_OUT);
        assertThat(bench.status(order)).isEqualTo(OrderStatus.WORKING);
        bench.venue().query(order.id());
        assertThat(bench.answer(VenueAnswer.Failed.class).why()).isEqualTo("not logged on");
    }

    @ParameterizedTest(name = "75. {0}")
    @EnumSource(FixVersion.class)
    void resendOfAnOldOrderIsVetoedAndTheOrderAskedFor(FixVersion version) {
        Bench bench = bench(version);
        bench.working();

        bench.transport().listener().onResendVetoed(bench.last("D"));

        assertThat(bench.told()).containsExactly("doubted");
        assertThat(bench.sent("D")).hasSize(1);
    }

    @ParameterizedTest(name = "77. {0}")
    @EnumSource(FixVersion.class)
    void newsOfMaintenance(FixVersion version) {
        Bench bench = bench(version);
        bench.tell(
                FixMessage.of("B")
                        .with(148, "Maintenance at 12:00")
                        .with(33, "1")
                        .with(58, "text"));

        assertThat(bench.told()).isEmpty();
        assertThat(bench.incidents()).contains(Incident.Kind.NEWS);
    }

    @ParameterizedTest(name = "80. {0}")
    @EnumSource(FixVersion.class)
    void unknownTagsAndMissingFieldsLoseNoFill(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();

        bench.tell(
                bench.report(order)
                        .without(151)
                        .without(6)
                        .with(9999, "mystery")
                        .with(40, "Z")
                        .with(20101, "own")
                        .fill("E2", "4", "100", "4", "1"));
        bench.tell(bench.report(order).exec("E3").cum("4").happened("X", "1"));

        assertThat(bench.told()).containsExactly("filled 4 at 100", "doubted");
        assertThat(bench.incidents()).contains(Incident.Kind.UNKNOWN_REPORT);
    }

    @ParameterizedTest(name = "80b. {0}")
    @EnumSource(FixVersion.class)
    void fillWithoutAReadableNumberIsNotBooked(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();

        bench.tell(bench.report(order).fill("E2", "4e3", "100", "4", "1"));

        assertThat(bench.told()).containsExactly("doubted");
        assertThat(bench.incidents()).contains(Incident.Kind.UNREADABLE_FILL);
        assertThat(bench.filled(order)).isEqualTo("0");
    }
}
