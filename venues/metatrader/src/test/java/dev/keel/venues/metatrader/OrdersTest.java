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
import dev.keel.core.venue.VenueStatement;
import dev.keel.venues.simulator.BrokerOrder;
import dev.keel.venues.simulator.BrokerSide.Ask;
import dev.keel.venues.simulator.terminal.TerminalKind;
import java.math.BigDecimal;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrdersTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource(TerminalKind.class)
    void marketOrderIsAcceptedAndItsFillTold(TerminalKind kind) {
        try (Workbench bench = new Workbench(kind, folder)) {
            Order order = bench.filled(market(Side.BUY, "1.23"));

            OrderChange.Accepted accepted = bench.awaitChange(order, OrderChange.Accepted.class);
            assertThat(bench.ear.fills(order).getFirst().price().value())
                    .isEqualByComparingTo("100.1");
            assertThat(bench.position()).isEqualByComparingTo("1.23");
            VenueAnswer.Found found = bench.awaitAnswer(order, VenueAnswer.Found.class, _ -> true);
            assertThat(found.order().state()).isEqualTo(VenueOrder.State.FILLED);
            assertThat(found.order().id()).isEqualTo(accepted.venueOrderId());
        }
    }

    @ParameterizedTest
    @EnumSource(TerminalKind.class)
    void limitOrderRestsIsFoundAndIsCancelled(TerminalKind kind) {
        try (Workbench bench = new Workbench(kind, folder)) {
            Order order = bench.accepted(limit(Side.BUY, "0.5", "90"));

            VenueStatement shown = bench.statement(null);
            assertThat(shown.openOrders())
                    .singleElement()
                    .satisfies(open -> assertThat(open.clientId()).isEqualTo(order.id()));

            bench.venue().cancel(order);
            bench.await(() -> !bench.ear.ends(order).isEmpty());
            assertThat(bench.terminal.order(order.id().toString()).orElseThrow().state())
                    .isEqualTo(BrokerOrder.State.CANCELED);
            assertThat(bench.statement(null).openOrders()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(TerminalKind.class)
    void stopOrderOpensWhenItsTriggerIsReached(TerminalKind kind) {
        try (Workbench bench = new Workbench(kind, folder)) {
            Order order = bench.accepted(stop(Side.BUY, "2", "105"));

            bench.quote("105", "105.1");

            bench.awaitFilled(order, "2");
            assertThat(bench.ear.fills(order).getFirst().price().value())
                    .isEqualByComparingTo("105.1");
        }
    }

    @ParameterizedTest
    @EnumSource(TerminalKind.class)
    void orderWaitsUntilItIsKnownWhatTheOneBeforeItHasOpened(TerminalKind kind) {
        try (Workbench bench = new Workbench(kind, folder)) {
            Order one = bench.submit(market(Side.BUY, "1"));
            Order other = bench.submit(market(Side.BUY, "2"));
            Order exit = bench.submit(reducing(market(Side.SELL, "3")));
            Order turned = bench.submit(market(Side.SELL, "2"));

            bench.awaitFilled(one, "1");
            bench.awaitFilled(other, "2");
            bench.awaitFilled(exit, "3");
            bench.awaitFilled(turned, "2");
            assertThat(bench.position()).isEqualByComparingTo("-2");
            assertThat(bench.terminal.positions()).isOne();
        }
    }

    @ParameterizedTest
    @EnumSource(TerminalKind.class)
    void oppositeOrderClosesBeforeItOpens(TerminalKind kind) {
        try (Workbench bench = new Workbench(kind, folder)) {
            bench.filled(market(Side.BUY, "1"));
            bench.filled(market(Side.BUY, "2"));

            Order turned = bench.filled(market(Side.SELL, "5"));

            assertThat(bench.position()).isEqualByComparingTo("-2");
            assertThat(bench.terminal.positions()).isEqualTo(1);
            assertThat(bench.holdings().position(Workbench.KEEL)).isEqualByComparingTo("-2");
            VenueAnswer.Found found = bench.awaitAnswer(turned, VenueAnswer.Found.class, _ -> true);
            assertThat(found.order().state()).isEqualTo(VenueOrder.State.FILLED);
        }
    }

    @ParameterizedTest
    @EnumSource(TerminalKind.class)
    void reduceOnlyOrderIsCappedByWhatIsHeldAndNeverOpens(TerminalKind kind) {
        try (Workbench bench = new Workbench(kind, folder)) {
            bench.filled(market(Side.BUY, "1"));
            bench.filled(market(Side.BUY, "1.5"));

            Order close = bench.submit(reducing(market(Side.SELL, "9")));
            bench.awaitFilled(close, "2.5");
            bench.await(() -> !bench.ear.ends(close).isEmpty());

            assertThat(bench.position()).isEqualByComparingTo("0");
            assertThat(bench.endedWith(close)).isEqualByComparingTo("2.5");
            Order again = bench.submit(reducing(market(Side.SELL, "1")));
            bench.awaitChange(again, OrderChange.Refused.class);
            assertThat(bench.position()).isEqualByComparingTo("0");
        }
    }

    @ParameterizedTest
    @EnumSource(TerminalKind.class)
    void partOfAPositionIsClosed(TerminalKind kind) {
        try (Workbench bench = new Workbench(kind, folder)) {
            Order entry = bench.filled(market(Side.BUY, "3"));
            Order close = bench.filled(reducing(market(Side.SELL, "1")));
            Order more = bench.filled(reducing(market(Side.SELL, "2")));

            assertThat(bench.position()).isEqualByComparingTo("0");
            assertThat(bench.holdings().position(Workbench.KEEL)).isEqualByComparingTo("0");
            assertThat(bench.ear.fills(entry)).hasSize(1);
            assertThat(bench.ear.fills(close)).hasSize(1);
            assertThat(bench.ear.fills(more)).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(TerminalKind.class)
    void orderWhoseTimeIsOverIsNotSent(TerminalKind kind) {
        try (Workbench bench = new Workbench(kind, folder)) {
            Order order =
                    bench.order(
                            market(Side.BUY, "1"),
                            bench.order(market(Side.BUY, "1")).origin(),
                            bench.clock.instant().minusSeconds(60));
            bench.venue().submit(order);

            OrderChange.Refused refused = bench.awaitChange(order, OrderChange.Refused.class);
            assertThat(refused.evidence().reference()).contains("keel:not-sent");
            assertThat(bench.terminal.received(Ask.SUBMIT)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(TerminalKind.class)
    void whatMetaTraderCannotDoIsRefusedUnsent(TerminalKind kind) {
        try (Workbench bench = new Workbench(kind, folder)) {
            Order tooFine = bench.submit(market(Side.BUY, "0.004"));
            Order offGrid = bench.submit(limit(Side.BUY, "1", "90.001"));
            Order naked = bench.submit(reducing(stop(Side.SELL, "1", "95")));

            for (Order order : new Order[] {tooFine, offGrid, naked}) {
                bench.awaitChange(order, OrderChange.Refused.class);
            }
            assertThat(bench.terminal.received(Ask.SUBMIT)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(value = TerminalKind.class, names = "POOL", mode = EnumSource.Mode.EXCLUDE)
    void partlyFilledMarketOrderEndsWithWhatItHas(TerminalKind kind) {
        try (Workbench bench = new Workbench(kind, folder)) {
            bench.terminal.fillAtMost(new BigDecimal("0.4"));
            Order order = bench.submit(market(Side.BUY, "1"));

            bench.awaitFilled(order, "0.4");
            bench.await(() -> !bench.ear.ends(order).isEmpty());
            assertThat(bench.endedWith(order)).isEqualByComparingTo("0.4");
        }
    }
}
