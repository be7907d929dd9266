package dev.keel.venues.metatrader;

import static dev.keel.venues.metatrader.Workbench.limit;
import static dev.keel.venues.metatrader.Workbench.market;
import static dev.keel.venues.metatrader.Workbench.reducing;
import static dev.keel.venues.metatrader.Workbench.stop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.Side;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueOrder;
import dev.keel.venues.simulator.terminal.TerminalKind;
import java.math.BigDecimal;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Exits are levels of positions: they can close, and never open. */
class LevelsTest {
    @TempDir private Path folder;

    private static Order stopped(Workbench bench, Order entry, String quantity, String price) {
        Order order = bench.protect(entry, reducing(stop(Side.SELL, quantity, price)));
        bench.awaitChange(order, OrderChange.Accepted.class);
        return order;
    }

    @ParameterizedTest
    @EnumSource(TerminalKind.class)
    void stopClosesThePositionAndItsFillIsTheStops(TerminalKind kind) {
        try (Workbench bench = new Workbench(kind, folder)) {
            Order entry = bench.filled(market(Side.BUY, "1"));
            Order stop = stopped(bench, entry, "1", "95");
            Order target = bench.protect(entry, reducing(limit(Side.SELL, "1", "110")));
            bench.awaitChange(target, OrderChange.Accepted.class);
            assertThat(bench.statement(null).openOrders())
                    .extracting(VenueOrder::clientId)
                    .containsExactlyInAnyOrder(stop.id(), target.id());

            bench.quote("94.9", "95");

            bench.awaitFilled(stop, "1");
            bench.await(() -> !bench.ear.ends(target).isEmpty());
            assertThat(bench.position()).isZero();
            VenueAnswer.Found found = bench.awaitAnswer(stop, VenueAnswer.Found.class, _ -> true);
            assertThat(found.order().state()).isEqualTo(VenueOrder.State.FILLED);
            bench.quote("80", "80.1");
            bench.quote("120", "120.1");
            assertThat(bench.position()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(TerminalKind.class)
    void stopIsGoneWithThePositionThatItProtects(TerminalKind kind) {
        try (Workbench bench = new Workbench(kind, folder)) {
            Order entry = bench.filled(market(Side.BUY, "1"));
            Order stop = stopped(bench, entry, "1", "95");

            bench.terminal.closeByHand("KEEL.m", BigDecimal.ONE);

            bench.await(() -> !bench.ear.ends(stop).isEmpty());
            assertThat(bench.endedWith(stop)).isZero();
            bench.quote("80", "80.1");
            assertThat(bench.position()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(TerminalKind.class)
    void newStopTakesOverBeforeTheOldOneGoes(TerminalKind kind) {
        try (Workbench bench = new Workbench(kind, folder)) {
            Order entry = bench.filled(market(Side.BUY, "1"));
            Order old = stopped(bench, entry, "1", "95");
            stopped(bench, entry, "1", "90");
            assertThat(bench.terminal.stops().getFirst()).isEqualByComparingTo("95");

            bench.venue().cancel(old);

            bench.await(() -> !bench.ear.ends(old).isEmpty());
            assertThat(bench.terminal.stops().getFirst()).isEqualByComparingTo("90");
        }
    }

    @Test
    void twoEntriesOfANettedPositionShareItsStop() {
        try (Workbench bench = new Workbench(TerminalKind.NETTING, folder)) {
            Order one = bench.filled(market(Side.BUY, "1"));
            Order first = stopped(bench, one, "1", "95");
            Order two = bench.filled(market(Side.BUY, "2"));
            Order second = stopped(bench, two, "2", "97");

            bench.quote("96.9", "97");

            bench.awaitFilled(first, "1");
            bench.awaitFilled(second, "2");
            assertThat(bench.position()).isZero();
        }
    }

    @Test
    void stopThatWouldCloseMoreThanItShouldIsRefused() {
        try (Workbench bench = new Workbench(TerminalKind.NETTING, folder)) {
            Order entry = bench.filled(market(Side.BUY, "3"));

            Order tooSmall = bench.protect(entry, reducing(stop(Side.SELL, "1", "95")));

            bench.awaitChange(tooSmall, OrderChange.Refused.class);
            assertThat(bench.terminal.stops().getFirst()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TerminalKind.class,
            names = {"POOL", "HEDGING"})
    void stopOfAnEntryIsOnItsPositionAlone(TerminalKind kind) {
        try (Workbench bench = new Workbench(kind, folder)) {
            bench.filled(market(Side.BUY, "1"));
            Order second = bench.filled(market(Side.BUY, "2"));
            stopped(bench, second, "2", "95");

            assertThat(bench.terminal.stops().getFirst()).isZero();
            assertThat(bench.terminal.stops().getLast()).isEqualByComparingTo("95");
        }
    }

    @Test
    void whatRemainsOfATicketKeepsItsStop() {
        try (Workbench bench = new Workbench(TerminalKind.POOL, folder)) {
            Order entry = bench.filled(market(Side.BUY, "3"));
            Order stop = stopped(bench, entry, "3", "95");
            bench.filled(reducing(market(Side.SELL, "1")));
            assertThat(bench.ear.ends(stop)).isEmpty();

            bench.quote("94.9", "95");

            bench.awaitFilled(stop, "2");
            bench.await(() -> !bench.ear.ends(stop).isEmpty());
            assertThat(bench.position()).isZero();
        }
    }

    @Test
    void pendingOrderAgainstAHeldPositionIsRefusedWhereBothSidesStand() {
        try (Workbench bench = new Workbench(TerminalKind.HEDGING, folder)) {
            bench.filled(market(Side.BUY, "1"));

            Order naked = bench.submit(stop(Side.SELL, "1", "95"));

            bench.awaitChange(naked, OrderChange.Refused.class);
            assertThat(bench.statement(null).openOrders()).isEmpty();
        }
    }
}
