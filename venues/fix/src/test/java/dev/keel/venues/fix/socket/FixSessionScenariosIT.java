package dev.keel.venues.fix.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.order.Order;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueStatement;
import dev.keel.core.venue.VenueTrade;
import dev.keel.venues.connector.AccountConnection;
import dev.keel.venues.connector.Preflight;
import dev.keel.venues.fix.Incident;
import dev.keel.venues.fix.transport.FixVersion;
import dev.keel.venues.simulator.BrokerOrder;
import dev.keel.venues.simulator.BrokerSide;
import dev.keel.venues.simulator.WireFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Scenarios 60 to 80 over sockets: the engine, its store and the connector together. */
final class FixSessionScenariosIT {
    @ParameterizedTest(name = "1, 7. {0}")
    @EnumSource(FixVersion.class)
    void ordersLiveAndAreCancelled(FixVersion version) {
        try (SocketBench bench = new SocketBench(version)) {
            Order order = bench.working();
            bench.fill(order, "4");
            bench.await(() -> bench.filled(order).equals("4"), "the fill is booked");

            bench.venue().cancel(bench.now(order));
            bench.await(() -> bench.status(order) == OrderStatus.CANCELED, "it is cancelled");

            VenueStatement statement = bench.statement(null);
            assertThat(statement.isWhole()).isTrue();
            assertThat(statement.openOrders()).isEmpty();
            assertThat(Objects.requireNonNull(statement.history()).trades()).hasSize(1);
            assertThat(Objects.requireNonNull(statement.holdings()).position(SocketBench.TEST))
                    .isEqualByComparingTo("4");
            assertThat(bench.connection().preflight().findings())
                    .filteredOn(finding -> finding.check().equals("logon"))
                    .extracting(Preflight.Finding::grade)
                    .containsExactly(Preflight.Grade.PASSED);
            bench.assertNothingTwice(1);
        }
    }

    @ParameterizedTest(name = "60. {0}")
    @EnumSource(FixVersion.class)
    void reportThatComesAgainUnderItsOldNumberIsBookedOnce(FixVersion version) {
        try (SocketBench bench = new SocketBench(version)) {
            Order order = bench.working();
            int number = bench.broker().server().nextOut();
            bench.fill(order, "4");
            bench.broker().server().repeat(number);
            bench.fill(order, "1");

            bench.await(() -> bench.filled(order).equals("5"), "both fills are booked");
            bench.assertNothingTwice(1);
        }
    }

    @ParameterizedTest(name = "61, 62. {0}")
    @EnumSource(FixVersion.class)
    void reportThatComesAgainUnderANewNumberIsBookedOnce(FixVersion version) {
        try (SocketBench bench = new SocketBench(version)) {
            Order order = bench.working();
            say(bench, order, version, "X1", "4", "4", Map.of());
            say(bench, order, version, "X1", "4", "4", Map.of());
            say(bench, order, version, "X2", "1", "5", Map.of());

            bench.await(() -> bench.filled(order).equals("5"), "both fills are booked");
            assertThat(bench.incidents()).doesNotContain(Incident.Kind.EXECUTION_ID_REUSED);
        }
    }

    @ParameterizedTest(name = "65. {0}")
    @EnumSource(FixVersion.class)
    void fillInAGapComesLateAndInOrder(FixVersion version) {
        try (SocketBench bench = new SocketBench(version)) {
            Order order = bench.working();
            bench.broker()
                    .server()
                    .sendIntoTheVoid("8", report(order, version, "X1", "4", "4", Map.of()));
            say(bench, order, version, "X2", "2", "6", Map.of());

            bench.await(() -> bench.filled(order).equals("6"), "both fills are booked");
            assertThat(bench.incidents()).doesNotContain(Incident.Kind.MISSING_FILL);
        }
    }

    @ParameterizedTest(name = "66. {0}")
    @EnumSource(FixVersion.class)
    void fillThatIsGapFilledOverIsFoundOrLeftToAPerson(FixVersion version) {
        try (SocketBench bench = new SocketBench(version)) {
            Order order = bench.working();
            bench.broker().server().gapFill(true);
            bench.restart(() -> bench.fill(order, "4"));

            VenueStatement statement = bench.statement(null);

            if (version == FixVersion.FIX42) {
                assertThat(statement.history()).as("4.2 cannot ask for trades").isNull();
                assertThat(bench.incidents()).contains(Incident.Kind.MANUAL_RECONCILIATION);
            } else {
                assertThat(Objects.requireNonNull(statement.history()).trades())
                        .extracting(VenueTrade::clientId)
                        .containsExactly(order.id());
            }
            bench.assertNothingTwice(1);
        }
    }

    @ParameterizedTest(name = "67, 70. {0}")
    @EnumSource(FixVersion.class)
    void fillWhileTheProcessWasDeadIsReplayed(FixVersion version) {
        try (SocketBench bench = new SocketBench(version)) {
            Order order = bench.working();
            bench.restart(() -> bench.fill(order, "4"));

            bench.await(() -> bench.filled(order).equals("4"), "the fill is booked");
            VenueStatement statement = bench.statement(null);
            assertThat(statement.isWhole()).isTrue();
            bench.assertNothingTwice(1);
        }
    }

    @ParameterizedTest(name = "70e. {0}")
    @EnumSource(FixVersion.class)
    void reportsWhoseNumbersWereLostInACrashComeAgainAndAreBookedOnce(FixVersion version) {
        try (SocketBench bench = new SocketBench(version)) {
            Order order = bench.working();
            bench.fill(order, "4");
            bench.await(() -> bench.filled(order).equals("4"), "the fill is booked");

            bench.restart(bench::forgetNumbersOfWhatCame);
            bench.awaitLogon();
            bench.fill(order, "3");

            bench.await(() -> bench.filled(order).equals("7"), "the next fill is booked");
            assertThat(bench.broker().wire()).anyMatch(message -> message.contains("|35=2|"));
            assertThat(Objects.requireNonNull(bench.statement(null).history()).trades())
                    .extracting(trade -> trade.fill().quantity().toString())
                    .containsExactly("4", "3");
            assertThat(bench.filled(order)).isEqualTo("7");
            assertThat(bench.incidents()).doesNotContain(Incident.Kind.EXECUTION_ID_REUSED);
            bench.assertNothingTwice(1);
        }
    }

    @ParameterizedTest(name = "69. {0}")
    @EnumSource(FixVersion.class)
    void numberThatIsTooLowStopsTheSessionAndNothingElse(FixVersion version) {
        try (SocketBench bench = new SocketBench(version)) {
            Order order = bench.working();
            bench.broker().server().nextOut(1);
            say(bench, order, version, "X1", "4", "4", Map.of());

            bench.await(
                    () -> bench.incidents().contains(Incident.Kind.LOGGED_OUT), "the session ends");
            assertThat(bench.filled(order)).isEqualTo("0");
            bench.assertNothingTwice(1);
        }
    }

    @ParameterizedTest(name = "70a. {0}")
    @EnumSource(FixVersion.class)
    void lineDropsAfterTheVenueTookTheOrder(FixVersion version) {
        try (SocketBench bench = new SocketBench(version)) {
            bench.awaitLogon();
            bench.broker().inject(WireFault.DROPPED_AFTER, BrokerSide.Ask.SUBMIT, 1);
            Order order = bench.place();
            bench.reconnect(() -> bench.venue().submit(order));

            bench.await(() -> bench.status(order) == OrderStatus.WORKING, "it is found to work");
            bench.assertNothingTwice(1);
            assertThat(bench.broker().orders()).hasSize(1);
        }
    }

    @ParameterizedTest(name = "70b. {0}")
    @EnumSource(FixVersion.class)
    void orderThatTheVenueNeverTookIsNotThereAndNotSentAgain(FixVersion version) {
        try (SocketBench bench = new SocketBench(version)) {
            bench.awaitLogon();
            bench.broker().inject(WireFault.LOST_BEFORE, BrokerSide.Ask.SUBMIT, 1);
            Order order = bench.place();
            bench.venue().submit(order);
            bench.await(
                    () -> bench.broker().received(BrokerSide.Ask.SUBMIT) == 1, "it has arrived");
            bench.venue().query(order.id());

            bench.await(
                    () -> bench.answers().stream().anyMatch(VenueAnswer.NotFound.class::isInstance),
                    "the venue says that it shows none");
            assertThat(bench.broker().orders()).isEmpty();
            bench.assertNothingTwice(1);
        }
    }

    @ParameterizedTest(name = "70c. {0}")
    @EnumSource(FixVersion.class)
    void venueTakesTheOrderAndNeverAnswers(FixVersion version) {
        try (SocketBench bench = new SocketBench(version)) {
            bench.awaitLogon();
            bench.broker().inject(WireFault.HANGS_AFTER, BrokerSide.Ask.SUBMIT, 1);
            Order order = bench.place();
            bench.venue().submit(order);
            bench.await(() -> bench.broker().orders().size() == 1, "it has arrived");
            bench.venue().query(order.id());

            bench.await(() -> bench.status(order) == OrderStatus.WORKING, "it is found to work");
            bench.assertNothingTwice(1);
        }
    }

    @ParameterizedTest(name = "70d. {0}")
    @EnumSource(FixVersion.class)
    void processDiesBetweenTheOrderAndItsAnswer(FixVersion version) {
        try (SocketBench bench = new SocketBench(version)) {
            bench.awaitLogon();
            bench.broker().inject(WireFault.DROPPED_AFTER, BrokerSide.Ask.SUBMIT, 1);
            Order order = bench.place();
            bench.venue().submit(order);
            bench.await(() -> bench.broker().orders().size() == 1, "it has arrived");
            bench.restart(() -> bench.fill(order, "3"));

            bench.await(() -> bench.filled(order).equals("3"), "all of it is replayed");
            bench.assertNothingTwice(1);
        }
    }

    @ParameterizedTest(name = "71. {0}")
    @EnumSource(value = FixVersion.class, names = "FIX44")
    void refusedLogonSendsNothing(FixVersion version) {
        try (SocketBench bench = new SocketBench(version)) {
            bench.awaitLogon();
            bench.broker().server().refuseLogons("bad password");
            bench.broker().server().drop();
            bench.await(
                    () -> bench.incidents().contains(Incident.Kind.LOGGED_OUT), "the session ends");
            Order order = bench.place();
            bench.venue().submit(order);

            bench.await(() -> bench.status(order) == OrderStatus.REJECTED, "it never left");
            assertThat(bench.broker().orders()).isEmpty();
        }
    }

    @ParameterizedTest(name = "73. {0}")
    @EnumSource(value = FixVersion.class, names = "FIX44")
    void clockOfTheVenueTenMinutesAheadLosesNoFill(FixVersion version) {
        try (SocketBench bench = new SocketBench(version)) {
            Order order = bench.working();
            bench.broker().server().clockAhead(600_000);
            bench.fill(order, "4");

            bench.await(() -> bench.filled(order).equals("4"), "the fill is booked");
        }
    }

    @ParameterizedTest(name = "74, 78. {0}")
    @EnumSource(value = FixVersion.class, names = "FIX44")
    void logoutOfTheVenueWithOpenOrders(FixVersion version) {
        try (SocketBench bench = new SocketBench(version)) {
            Order order = bench.working();
            bench.reconnect(() -> bench.broker().server().logout("message rate exceeded"));
            bench.fill(order, "4");

            bench.await(() -> bench.filled(order).equals("4"), "the fill is booked");
            assertThat(bench.incidents()).contains(Incident.Kind.LOGGED_OUT);
            bench.assertNothingTwice(1);
        }
    }

    @ParameterizedTest(name = "75. {0}")
    @EnumSource(value = FixVersion.class, names = "FIX44")
    void orderThatTheVenueAsksForAgainIsNotSentAgain(FixVersion version) {
        try (SocketBench bench = new SocketBench(version)) {
            bench.working();
            bench.broker().server().askAgain(1);

            bench.await(
                    () -> bench.incidents().contains(Incident.Kind.RESEND_VETOED),
                    "the order is vetoed");
            assertThat(bench.broker().wire().stream().filter(text -> text.contains("|35=D|")))
                    .hasSize(1);
        }
    }

    @ParameterizedTest(name = "76. {0}")
    @EnumSource(value = FixVersion.class, names = "FIX44")
    void secondProcessUnderTheSameNameDoesNotGetIn(FixVersion version) {
        try (SocketBench bench = new SocketBench(version)) {
            Order order = bench.working();
            try (AccountConnection intruder = bench.intruder()) {
                assertThat(intruder.preflight().passed()).isFalse();
            }
            bench.fill(order, "4");

            bench.await(() -> bench.filled(order).equals("4"), "the first goes on");
        }
    }

    @ParameterizedTest(name = "77. {0}")
    @EnumSource(value = FixVersion.class, names = "FIX44")
    void newsIsTold(FixVersion version) {
        try (SocketBench bench = new SocketBench(version)) {
            bench.awaitLogon();
            bench.broker().say("B", List.of(Map.entry(148, "Maintenance"), Map.entry(33, "0")));

            bench.await(() -> bench.incidents().contains(Incident.Kind.NEWS), "it is told");
        }
    }

    @ParameterizedTest(name = "80. {0}")
    @EnumSource(FixVersion.class)
    void fillWithUnknownTagsAndWithoutLeavesIsBooked(FixVersion version) {
        try (SocketBench bench = new SocketBench(version)) {
            Order order = bench.working();
            say(
                    bench,
                    order,
                    version,
                    "X1",
                    "4",
                    "4",
                    Map.of(40, "Z", 9_999, "mystery", 2_999, "unknown", 29, "9"));

            bench.await(() -> bench.filled(order).equals("4"), "the fill is booked");
            assertThat(bench.incidents()).doesNotContain(Incident.Kind.NOT_TAKEN_OVER);
        }
    }

    @ParameterizedTest(name = "secrets. {0}")
    @EnumSource(value = FixVersion.class, names = "FIX50SP2")
    void passwordIsOnNoMessageButTheLogon(FixVersion version) {
        try (SocketBench bench = new SocketBench(version)) {
            bench.working();

            assertThat(bench.broker().wire().stream().filter(text -> !text.contains("|35=A|")))
                    .noneMatch(text -> text.contains("planted-secret"));
            assertThat(bench.connection().toString()).doesNotContain("planted-secret");
            assertThat(bench.broker().orders())
                    .extracting(BrokerOrder::state)
                    .containsExactly(BrokerOrder.State.WORKING);
        }
    }

    private static void say(
            SocketBench bench,
            Order order,
            FixVersion version,
            String execution,
            String quantity,
            String total,
            Map<Integer, String> more) {
        bench.broker().say("8", report(order, version, execution, quantity, total, more));
    }

    private static List<Map.Entry<Integer, String>> report(
            Order order,
            FixVersion version,
            String execution,
            String quantity,
            String total,
            Map<Integer, String> more) {
        List<Map.Entry<Integer, String>> fields = new ArrayList<>();
        fields.add(Map.entry(37, "V1"));
        fields.add(Map.entry(11, order.id().toString()));
        fields.add(Map.entry(17, execution));
        if (version == FixVersion.FIX42) {
            fields.add(Map.entry(20, "0"));
        }
        fields.add(Map.entry(150, version == FixVersion.FIX42 ? "1" : "F"));
        fields.add(Map.entry(39, "1"));
        fields.add(Map.entry(55, "TEST"));
        fields.add(Map.entry(54, "1"));
        fields.add(Map.entry(38, "10"));
        fields.add(Map.entry(32, quantity));
        fields.add(Map.entry(31, "90"));
        fields.add(Map.entry(14, total));
        fields.add(Map.entry(60, "20260304-10:00:00.000"));
        fields.addAll(more.entrySet());
        return fields;
    }
}
