package dev.keel.venues.metatrader;

import static dev.keel.venues.metatrader.Workbench.limit;
import static dev.keel.venues.metatrader.Workbench.market;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.Side;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueOrder;
import dev.keel.venues.simulator.BrokerSide.Ask;
import dev.keel.venues.simulator.WireFault;
import dev.keel.venues.simulator.terminal.Step;
import dev.keel.venues.simulator.terminal.TerminalKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever goes wrong between Keel and the broker: no order twice, none lost, none invented. */
class DoubtsTest {
    private static final List<String> DOUBTFUL_5 =
            List.of("0", "4756", "10011", "10012", "10023", "10028", "10031", "10999");
    private static final List<String> DOUBTFUL_4 =
            List.of("1", "2", "6", "9", "128", "137", "139", "142", "143", "144", "4999");
    private static final List<String> CERTAIN_5 =
            List.of(
                    "10004", "10006", "10007", "10013", "10014", "10015", "10016", "10017", "10018",
                    "10019", "10020", "10021", "10022", "10024", "10026", "10027", "10030", "10032",
                    "10033", "10034");
    private static final List<String> CERTAIN_4 =
            List.of(
                    "3", "4", "5", "7", "8", "64", "65", "129", "130", "131", "132", "133", "134",
                    "135", "136", "138", "140", "141", "145", "146", "147", "148", "149", "150");

    /** Longer than a command's window and the patience after it. */
    private static final Duration GIVEN_UP = Duration.ofSeconds(11);

    private static final Duration HELD_BACK = Duration.ofSeconds(11);

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource(
            value = TerminalKind.class,
            names = {"POOL", "HEDGING"})
    void doubtfulCodeOfAnOrderThatWasDoneIsFoundOut(TerminalKind kind) {
        try (Workbench bench = new Workbench(kind, folder)) {
            for (String code : kind.isPool() ? DOUBTFUL_4 : DOUBTFUL_5) {
                bench.terminal.answerNext(code, true);
                Order order = bench.submit(market(Side.BUY, "0.01"));

                bench.awaitChange(order, OrderChange.Doubted.class);
                VenueAnswer.Found found =
                        bench.awaitAnswer(order, VenueAnswer.Found.class, _ -> true);
                assertThat(found.order().state()).as(code).isEqualTo(VenueOrder.State.FILLED);
                bench.awaitFilled(order, "0.01");
                assertThat(bench.ear.changes(order, OrderChange.Refused.class)).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TerminalKind.class,
            names = {"POOL", "NETTING"})
    void refusalOfTheTableIsCertain(TerminalKind kind) {
        try (Workbench bench = new Workbench(kind, folder)) {
            for (String code : kind.isPool() ? CERTAIN_4 : CERTAIN_5) {
                bench.terminal.answerNext(code, false);
                Order order = bench.submit(market(Side.BUY, "0.01"));

                OrderChange.Refused refused = bench.awaitChange(order, OrderChange.Refused.class);
                assertThat(refused.evidence().reference()).startsWith(code);
            }
            assertThat(bench.position()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TerminalKind.class,
            names = {"POOL", "HEDGING"})
    void doubtfulCodeOfAnOrderThatWasNotDoneNeedsTwoLooks(TerminalKind kind) {
        try (Workbench bench = new Workbench(kind, folder)) {
            bench.terminal.answerNext(kind.isPool() ? "128" : "10012", false);
            Order order = bench.submit(market(Side.BUY, "1"));
            bench.awaitChange(order, OrderChange.Doubted.class);

            bench.venue().query(order.id());
            bench.await(() -> !bench.ear.answers(VenueAnswer.Failed.class).isEmpty());
            assertThat(bench.ear.answers(VenueAnswer.NotFound.class)).isEmpty();
            bench.awaitAnswer(order, VenueAnswer.NotFound.class, _ -> true);
        }
    }

    @Test
    void linkThatWasLostBetweenTwoLooksProvesNothing() {
        try (Workbench bench = new Workbench(TerminalKind.HEDGING, folder)) {
            bench.terminal.answerNext("10031", false);
            Order order = bench.submit(market(Side.BUY, "1"));
            bench.awaitChange(order, OrderChange.Doubted.class);
            bench.venue().query(order.id());
            bench.await(() -> !bench.ear.answers(VenueAnswer.Failed.class).isEmpty());
            bench.terminal.connected(false);

            bench.awaitAnswer(
                    order,
                    VenueAnswer.Failed.class,
                    answer -> answer.why().contains("not connected"));
            bench.terminal.connected(true);
            bench.awaitAnswer(
                    order,
                    VenueAnswer.Failed.class,
                    answer -> answer.why().contains("second look"));
            bench.awaitAnswer(order, VenueAnswer.NotFound.class, _ -> true);
        }
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void terminalThatDiesAtAStepNeverSendsTwice(Step step) {
        for (TerminalKind kind : List.of(TerminalKind.POOL, TerminalKind.NETTING)) {
            try (Workbench bench = new Workbench(kind, folder.resolve(kind.name()))) {
                bench.venue();
                bench.terminal.dieAt(step);
                Order order = bench.submit(market(Side.BUY, "1"));
                bench.await(() -> !bench.terminal.isRunning());

                bench.terminal.start();

                boolean isDone = step != Step.AFTER_SENDING;
                if (isDone) {
                    bench.awaitFilled(order, "1");
                } else {
                    bench.awaitChange(order, OrderChange.Doubted.class);
                    bench.awaitAnswer(order, VenueAnswer.NotFound.class, _ -> true);
                }
                assertThat(bench.position()).isEqualByComparingTo(isDone ? "1" : "0");
                assertThat(bench.ear.changes(order, OrderChange.Refused.class)).isEmpty();
                Order next = bench.filled(market(Side.BUY, "2"));
                assertThat(bench.ear.fills(next)).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = WireFault.class,
            names = {"DROPPED_AFTER", "HANGS_AFTER", "CUT_BODY", "EMPTY_BODY"})
    void resultThatIsLostLeavesADoubtThatEnds(WireFault fault) {
        try (Workbench bench = new Workbench(TerminalKind.HEDGING, folder)) {
            bench.venue();
            bench.terminal.inject(fault, Ask.SUBMIT, 1);
            Order order = bench.submit(limit(Side.BUY, "1", "90"));
            bench.await(() -> !bench.terminal.orders().isEmpty());
            bench.clock.pass(GIVEN_UP);

            bench.awaitChange(order, OrderChange.Doubted.class);
            VenueAnswer.Found found = bench.awaitAnswer(order, VenueAnswer.Found.class, _ -> true);

            assertThat(found.order().state()).isEqualTo(VenueOrder.State.WORKING);
            assertThat(bench.terminal.orders()).hasSize(1);
        }
    }

    @Test
    void commandThatIsLostDoesNotHoldUpTheNext() {
        try (Workbench bench = new Workbench(TerminalKind.NETTING, folder)) {
            bench.venue();
            bench.terminal.inject(WireFault.LOST_BEFORE, Ask.SUBMIT, 1);
            Order lost = bench.submit(market(Side.BUY, "1"));
            bench.await(() -> bench.terminal.received(Ask.SUBMIT) == 1);
            bench.clock.pass(GIVEN_UP);

            OrderChange.Refused refused = bench.awaitChange(lost, OrderChange.Refused.class);

            assertThat(refused.evidence().reference()).contains("keel:not-sent");
            bench.await(bench::mayTrade);
            bench.filled(market(Side.BUY, "2"));
            assertThat(bench.position()).isEqualByComparingTo("2");
        }
    }

    @Test
    void commandThatIsHeldBackBeyondItsEndIsRefusedByTheOtherSide() {
        try (Workbench bench = new Workbench(TerminalKind.NETTING, folder)) {
            bench.venue();
            bench.terminal.inject(WireFault.DELAYED, Ask.SUBMIT, 1);
            Order late = bench.submit(market(Side.BUY, "1"));
            bench.await(() -> bench.terminal.received(Ask.SUBMIT) == 1);
            bench.clock.pass(HELD_BACK);

            OrderChange.Refused refused = bench.awaitChange(late, OrderChange.Refused.class);

            assertThat(refused.evidence().reference()).contains("ea:expired");
            assertThat(bench.position()).isZero();
        }
    }

    @Test
    void clockThatJumpsMakesCommandsExpireAndRevivesNone() {
        try (Workbench bench = new Workbench(TerminalKind.HEDGING, folder)) {
            bench.filled(market(Side.BUY, "1"));
            bench.terminal.kill();
            Order waiting = bench.submit(market(Side.BUY, "1"));
            bench.terminal.jumpClock(Duration.ofHours(-1));
            bench.terminal.start();

            OrderChange.Refused refused = bench.awaitChange(waiting, OrderChange.Refused.class);

            assertThat(refused.evidence().reference()).contains("ea:early");
            bench.filled(market(Side.BUY, "2"));
        }
    }

    @Test
    void terminalThatMayNotTradeOrIsOfflineIsSentNothing() {
        try (Workbench bench = new Workbench(TerminalKind.NETTING, folder)) {
            bench.venue();
            bench.terminal.allowTrading(false);
            bench.await(() -> !bench.mayTrade());
            Order forbidden = bench.submit(market(Side.BUY, "1"));
            bench.awaitChange(forbidden, OrderChange.Refused.class);
            bench.terminal.allowTrading(true);
            bench.await(() -> bench.mayTrade());

            bench.terminal.connected(false);
            bench.await(() -> !bench.mayTrade());
            Order offline = bench.submit(market(Side.BUY, "1"));
            bench.awaitChange(offline, OrderChange.Refused.class);

            assertThat(bench.terminal.received(Ask.SUBMIT)).isZero();
        }
    }

    @Test
    void cancelWithDoubtfulCodeIsAReasonToAsk() {
        try (Workbench bench = new Workbench(TerminalKind.NETTING, folder)) {
            Order order = bench.accepted(limit(Side.BUY, "1", "90"));
            bench.terminal.answerNext("10012", true);

            bench.venue().cancel(order);

            bench.awaitChange(order, OrderChange.Doubted.class);
            bench.await(() -> !bench.ear.ends(order).isEmpty());
        }
    }

    @Test
    void cancelThatTheBrokerRefusesLeavesTheOrder() {
        try (Workbench bench = new Workbench(TerminalKind.NETTING, folder)) {
            Order order = bench.accepted(limit(Side.BUY, "1", "90"));
            bench.terminal.answerNext("10029", false);

            bench.venue().cancel(order);

            bench.awaitChange(order, OrderChange.CancelRefused.class);
            assertThat(bench.ear.ends(order)).isEmpty();
        }
    }
}
