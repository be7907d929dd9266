package dev.keel.venues.fix.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.keel.core.order.Order;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueStatement;
import dev.keel.venues.fix.transport.FixMessage;
import dev.keel.venues.fix.transport.FixVersion;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Scenarios 44 to 47: what the venue answers when it is asked. No status books a fill. */
final class StatusScenariosTest extends Scenarios {
    @ParameterizedTest(name = "44. {0}")
    @EnumSource(FixVersion.class)
    void unknownOrderIsTheVenuesWordAndNoProof(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.buy();
        bench.venue().query(order.id());

        bench.tell(
                bench.report(order)
                        .status("8", "0")
                        .with(37, "NONE")
                        .with(103, "5")
                        .with(790, bench.last("H").get(790).orElse("x")));

        assertThat(bench.answer(VenueAnswer.NotFound.class).order()).isEqualTo(order.id());
        assertThat(bench.told()).isEmpty();
        assertThat(bench.status(order)).isEqualTo(OrderStatus.PENDING);
    }

    @ParameterizedTest(name = "45. {0}")
    @EnumSource(FixVersion.class)
    void statusNeverBooksAFill(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();
        bench.venue().query(order.id());

        bench.tell(bench.report(order).status("1", "4").with(32, "4").with(31, "100"));
        bench.tell(
                bench.report(order).status("1", "4").with(32, "4").with(31, "100").with(17, "E9"));

        VenueOrder found = bench.answer(VenueAnswer.Found.class).order();
        assertThat(found.state()).isEqualTo(VenueOrder.State.WORKING);
        assertThat(found.filled().toString()).isEqualTo("4");
        assertThat(bench.told()).isEmpty();
        assertThat(bench.filled(order)).isEqualTo("0");
    }

    @ParameterizedTest(name = "46a. {0}")
    @EnumSource(FixVersion.class)
    void massStatusIsWholeWithItsLastReport(FixVersion version) {
        Bench bench = bench(version);
        assumeTrue(version != FixVersion.FIX42, "4.2 knows no mass status");
        Order order = bench.working();

        VenueStatement statement =
                bench.statement(
                        null,
                        question -> {
                            if (!question.type().equals("AF")) {
                                bench.answerWithNothing(question);
                                return;
                            }
                            String id = question.get(584).orElseThrow();
                            bench.tell(
                                    bench.report(order)
                                            .status("0", "0")
                                            .with(584, id)
                                            .with(911, "2"));
                            bench.tell(
                                    new Report(version)
                                            .with(11, "desk-7")
                                            .with(37, "V7")
                                            .status("0", "0")
                                            .with(584, id)
                                            .with(911, "2")
                                            .with(912, "Y"));
                        });

        assertThat(statement.openOrders())
                .extracting(VenueOrder::id)
                .extracting(Object::toString)
                .containsExactly("V1", "V7");
        assertThat(Objects.requireNonNull(statement.openOrders()).get(0).clientId())
                .isEqualTo(order.id());
        assertThat(Objects.requireNonNull(statement.openOrders()).get(1).clientId()).isNull();
        assertThat(statement.isWhole()).isTrue();
    }

    @ParameterizedTest(name = "46b. {0}")
    @EnumSource(FixVersion.class)
    void massStatusWithFewerThanAnnouncedIsAskedAgainAndThenLeftOut(FixVersion version) {
        Bench bench = bench(version);
        assumeTrue(version != FixVersion.FIX42, "4.2 knows no mass status");
        Order order = bench.working();
        int before = bench.sent("AF").size();

        VenueStatement statement =
                bench.statement(
                        null,
                        question -> {
                            if (question.type().equals("H")) {
                                bench.tell(
                                        bench.report(order)
                                                .status("0", "0")
                                                .with(790, question.get(790).orElseThrow()));
                            } else if (!question.type().equals("AF")) {
                                bench.answerWithNothing(question);
                            } else {
                                bench.tell(
                                        bench.report(order)
                                                .status("0", "0")
                                                .with(584, question.get(584).orElseThrow())
                                                .with(911, "3")
                                                .with(912, "Y"));
                            }
                        });

        assertThat(bench.sent("AF")).hasSizeGreaterThan(before);
        assertThat(statement.openOrders()).isNull();
        assertThat(statement.isWhole()).isFalse();
    }

    @ParameterizedTest(name = "46c. {0}")
    @EnumSource(FixVersion.class)
    void ofFixFourTwoEachOrderIsAskedFor(FixVersion version) {
        Bench bench = bench(version);
        assumeTrue(version == FixVersion.FIX42, "the newer versions have a mass status");
        Order order = bench.working();

        VenueStatement statement =
                bench.statement(null, question -> bench.tell(bench.report(order).status("0", "0")));

        assertThat(statement.openOrders())
                .singleElement()
                .satisfies(shown -> {
                    assertThat(shown.clientId()).isEqualTo(order.id());
                    assertThat(shown.state()).isEqualTo(VenueOrder.State.WORKING);
                });
        assertThat(statement.history()).isNotNull();
        assertThat(statement.holdings()).as("4.2 tells no positions").isNull();
    }

    @ParameterizedTest(name = "47. {0}")
    @EnumSource(FixVersion.class)
    void statusRequestsAreNotSupported(FixVersion version) {
        Bench bench = bench(version);
        Order order = bench.working();
        bench.venue().query(order.id());

        bench.tell(
                FixMessage.of("j")
                        .with(45, Integer.toString(bench.transport().sent().size()))
                        .with(372, "H")
                        .with(380, "3")
                        .with(58, "Unsupported Message Type"));

        assertThat(bench.answer(VenueAnswer.Failed.class).query()).isEqualTo(order.id().toString());
        assertThat(bench.told()).isEmpty();
        assertThat(bench.status(order)).isEqualTo(OrderStatus.WORKING);
    }
}
