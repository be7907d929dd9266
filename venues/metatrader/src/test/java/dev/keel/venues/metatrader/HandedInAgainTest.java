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
import dev.keel.venues.simulator.BrokerSide.Ask;
import dev.keel.venues.simulator.WireFault;
import dev.keel.venues.simulator.terminal.TerminalKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An order that a process hands in, and the next process once more: it is sent once. */
class HandedInAgainTest {
    @TempDir private Path folder;

    private static void again(Workbench bench, Order order) {
        bench.ear.forgetReports();
        bench.venue().submit(order);
        bench.awaitChange(order, OrderChange.Doubted.class);
        assertThat(bench.ear.changes(order, OrderChange.Refused.class)).isEmpty();
    }

    private static VenueOrder.State found(Workbench bench, Order order) {
        return bench.awaitAnswer(order, VenueAnswer.Found.class, _ -> true).order().state();
    }

    @ParameterizedTest
    @EnumSource(TerminalKind.class)
    void orderThatWorksIsDoubtedAndFoundAndNotSentTwice(TerminalKind kind) {
        try (Workbench bench = new Workbench(kind, folder)) {
            Order order = bench.accepted(limit(Side.BUY, "1", "90"));
            bench.restartKeel();

            again(bench, order);

            assertThat(found(bench, order)).isEqualTo(VenueOrder.State.WORKING);
            assertThat(bench.terminal.orders()).hasSize(1);
            assertThat(bench.terminal.received(Ask.SUBMIT)).isOne();
        }
    }

    @ParameterizedTest
    @EnumSource(TerminalKind.class)
    void orderThatHasTradedIsNotTradedTwice(TerminalKind kind) {
        try (Workbench bench = new Workbench(kind, folder)) {
            Order order = bench.filled(market(Side.BUY, "1"));
            bench.restartKeel();

            again(bench, order);

            assertThat(found(bench, order)).isEqualTo(VenueOrder.State.FILLED);
            assertThat(bench.position()).isEqualByComparingTo("1");
        }
    }

    @Test
    void exitThatStandsIsNotSetTwice() {
        try (Workbench bench = new Workbench(TerminalKind.HEDGING, folder)) {
            Order entry = bench.filled(market(Side.BUY, "1"));
            Order exit = bench.protect(entry, reducing(stop(Side.SELL, "1", "95")));
            bench.awaitChange(exit, OrderChange.Accepted.class);
            bench.restartKeel();

            again(bench, exit);

            assertThat(bench.terminal.received(Ask.SUBMIT)).isEqualTo(2);
        }
    }

    @Test
    void orderWhoseCommandLiesInTheMailboxIsNotSentBesideIt() {
        try (Workbench bench = new Workbench(TerminalKind.NETTING, folder)) {
            bench.venue();
            bench.terminal.inject(WireFault.DELAYED, Ask.SUBMIT, 1);
            Order order = bench.submit(market(Side.BUY, "1"));
            bench.await(() -> bench.terminal.received(Ask.SUBMIT) == 1);
            bench.restartKeel();

            again(bench, order);

            bench.clock.pass(Duration.ofSeconds(11));
            bench.await(bench::mayTrade);
            Order next = bench.filled(market(Side.BUY, "2"));
            assertThat(bench.ear.fills(next)).hasSize(1);
            assertThat(bench.ear.fills(order)).isEmpty();
            assertThat(bench.position()).isEqualByComparingTo("2");
            assertThat(bench.terminal.received(Ask.SUBMIT)).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(TerminalKind.class)
    void orderThatTheTerminalShowsIsNotSentThoughEveryJournalIsLost(TerminalKind kind)
            throws IOException {
        try (Workbench bench = new Workbench(kind, folder)) {
            Order order = bench.accepted(limit(Side.BUY, "1", "90"));
            bench.terminal.kill();
            bench.connection().close();
            Files.delete(folder.resolve("journal.log"));
            Files.delete(folder.resolve("keel").resolve("history.log"));
            bench.terminal.start();
            bench.restartKeel();

            again(bench, order);

            assertThat(found(bench, order)).isEqualTo(VenueOrder.State.WORKING);
            assertThat(bench.terminal.orders()).hasSize(1);
        }
    }

    @Test
    void orderThatWasRefusedBeforeItLeftMayBeHandedInAgain() {
        try (Workbench bench = new Workbench(TerminalKind.NETTING, folder)) {
            bench.venue();
            bench.terminal.allowTrading(false);
            bench.await(() -> !bench.mayTrade());
            Order order = bench.submit(market(Side.BUY, "1"));
            bench.awaitChange(order, OrderChange.Refused.class);
            bench.terminal.allowTrading(true);
            bench.await(bench::mayTrade);

            bench.venue().submit(order);

            bench.awaitFilled(order, "1");
        }
    }
}
