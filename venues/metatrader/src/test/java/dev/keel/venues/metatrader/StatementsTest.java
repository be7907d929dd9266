package dev.keel.venues.metatrader;

import static dev.keel.venues.metatrader.Workbench.limit;
import static dev.keel.venues.metatrader.Workbench.market;
import static dev.keel.venues.metatrader.Workbench.reducing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.Side;
import dev.keel.core.venue.History;
import dev.keel.core.venue.Movement;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueTrade;
import dev.keel.venues.connector.ConnectorException;
import dev.keel.venues.simulator.terminal.TerminalKind;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the terminal shows, as statements. */
class StatementsTest {
    @TempDir private Path folder;

    private static History history(Workbench bench, String after) {
        return Objects.requireNonNull(bench.statement(after.isEmpty() ? null : after).history());
    }

    private static String cursor(History history) {
        return Objects.requireNonNull(history.cursor());
    }

    @ParameterizedTest
    @EnumSource(TerminalKind.class)
    void everyFactIsToldOnceAcrossCursorsAndRestarts(TerminalKind kind) {
        try (Workbench bench = new Workbench(kind, folder)) {
            Order entry = bench.filled(market(Side.BUY, "2"));
            bench.terminal.doubleEvents(true);
            History first = history(bench, "");
            assertThat(first.movements())
                    .singleElement()
                    .satisfies(opening ->
                            assertThat(opening.amount().amount()).isEqualByComparingTo("100000"));
            assertThat(first.trades())
                    .singleElement()
                    .satisfies(trade -> assertThat(trade.clientId()).isEqualTo(entry.id()));

            bench.restartKeel();
            Order exit = bench.filled(reducing(market(Side.SELL, "2")));
            bench.terminal.charge(new BigDecimal("-3.21"), "charge");
            bench.terminal.move("USD", new BigDecimal("500"));
            History second = history(bench, cursor(first));

            assertThat(second.trades())
                    .singleElement()
                    .satisfies(trade -> assertThat(trade.clientId()).isEqualTo(exit.id()));
            assertThat(second.movements())
                    .extracting(Movement::kind)
                    .containsExactlyInAnyOrder(Movement.Kind.FEE, Movement.Kind.TRANSFER);
            History third = history(bench, cursor(second));
            assertThat(third.trades()).isEmpty();
            assertThat(third.movements()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(TerminalKind.class)
    void whatAPersonOrTheBrokerDoesIsTheirs(TerminalKind kind) {
        try (Workbench bench = new Workbench(kind, folder)) {
            bench.filled(market(Side.BUY, "2"));
            History before = history(bench, "");

            bench.terminal.closeByHand("KEEL.m", new BigDecimal("0.5"));
            bench.terminal.tradeByHand("KEEL.m", Side.BUY, new BigDecimal("0.25"));
            bench.terminal.stopOut("KEEL.m");
            String order =
                    bench.terminal.placeByHand(
                            Workbench.KEEL, Side.BUY, BigDecimal.ONE, new BigDecimal("80"));

            List<VenueTrade> trades = history(bench, cursor(before)).trades();
            assertThat(trades).hasSize(3).allMatch(trade -> trade.clientId() == null);
            assertThat(trades)
                    .extracting(VenueTrade::cause)
                    .containsOnlyOnce(VenueTrade.Cause.LIQUIDATION);
            assertThat(bench.statement(null).openOrders())
                    .singleElement()
                    .satisfies(open -> {
                        assertThat(open.clientId()).isNull();
                        assertThat(open.id().value()).isEqualTo(order);
                    });
            assertThat(bench.holdings().position(Workbench.KEEL))
                    .isEqualByComparingTo(bench.position());
        }
    }

    @ParameterizedTest
    @EnumSource(TerminalKind.class)
    void cashIsTheBalanceAsTheLedgerCountsIt(TerminalKind kind) {
        try (Workbench bench = new Workbench(kind, folder)) {
            bench.filled(market(Side.BUY, "1"));
            bench.quote("110", "110.1");
            bench.filled(market(Side.BUY, "1"));
            bench.quote("120", "120.1");
            bench.filled(reducing(market(Side.SELL, "1")));

            History history = history(bench, "");
            BigDecimal fees =
                    history.trades().stream()
                            .map(trade -> trade.fill().fee().amount())
                            .reduce(BigDecimal.ZERO, BigDecimal::add);
            // Bought at 100.1 and 110.1, one sold at 120: at the average of 105.1, times 10.
            BigDecimal ledger = new BigDecimal("100149").subtract(fees);
            assertThat(Objects.requireNonNull(bench.holdings().cash()).amount())
                    .isEqualByComparingTo(ledger);

            bench.filled(reducing(market(Side.SELL, "1")));
            assertThat(Objects.requireNonNull(bench.holdings().cash()).amount())
                    .isEqualByComparingTo(bench.terminal.balance("USD"));
        }
    }

    @ParameterizedTest
    @EnumSource(TerminalKind.class)
    void brokersThatBlankOrCutCommentsLoseNoOrder(TerminalKind kind) {
        try (Workbench bench = new Workbench(kind, folder)) {
            bench.terminal.blankComments(true);
            Order blanked = bench.filled(market(Side.BUY, "1"));
            bench.terminal.blankComments(false);
            bench.terminal.cutComments(true);
            Order cut = bench.accepted(limit(Side.BUY, "1", "90"));
            bench.restartKeel();

            assertThat(bench.statement(null).openOrders())
                    .singleElement()
                    .satisfies(open -> assertThat(open.clientId()).isEqualTo(cut.id()));
            assertThat(history(bench, "").trades())
                    .singleElement()
                    .satisfies(trade -> assertThat(trade.clientId()).isEqualTo(blanked.id()));
        }
    }

    @Test
    void historyThatTheTerminalHidesIsNotTakenForComplete() {
        try (Workbench bench = new Workbench(TerminalKind.POOL, folder)) {
            bench.filled(market(Side.BUY, "1"));
            bench.filled(reducing(market(Side.SELL, "1")));
            Order open = bench.filled(market(Side.BUY, "2"));
            assertThat(bench.statement(null).history()).isNotNull();

            bench.terminal.hideHistory();
            assertThat(bench.statement(null).history()).isNull();
            assertThat(bench.statement(null).openOrders()).isNotNull();

            bench.terminal.showHistory();
            assertThat(bench.statement(null).history()).isNotNull();
            assertThat(bench.ear.fills(open)).hasSize(1);
        }
    }

    @Test
    void cursorOfOtherBooksIsNoCursor() {
        try (Workbench bench = new Workbench(TerminalKind.NETTING, folder)) {
            assertThat(bench.statement("1.1").history()).isNull();
            assertThat(bench.statement("nonsense").history()).isNull();
        }
    }

    @Test
    void symbolsAreFoundUnderTheBrokersNamesAndOnlyInTheAccountsCurrency() {
        try (Workbench bench = new Workbench(TerminalKind.HEDGING, folder)) {
            assertThat(bench.connection().instruments())
                    .extracting(instrument -> instrument.id().symbol())
                    .containsExactly("EUR/USD", "KEEL");
            assertThat(bench.keel().contractSize()).isEqualByComparingTo("10");
            assertThat(bench.connection().preflight().findings())
                    .anyMatch(finding ->
                            finding.check().equals("symbols")
                                    && finding.words().contains("USDJPY"));
        }
    }

    @Test
    void wrongKeyOpensNothingAndIsNotRepeated() {
        try (Workbench bench = new Workbench(TerminalKind.NETTING, folder)) {
            String other = "a7".repeat(32);
            bench.connection().close();

            assertThatThrownBy(() -> bench.open(other))
                    .isInstanceOf(ConnectorException.class)
                    .hasMessageContaining("another pairing key")
                    .hasMessageNotContaining("a7a7");
            assertThatThrownBy(() -> bench.open("a7"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("a7");
        }
    }

    @Test
    void accountThatIsSwitchedInTheTerminalIsSentNothing() {
        try (Workbench bench = new Workbench(TerminalKind.NETTING, folder)) {
            bench.filled(market(Side.BUY, "1"));
            bench.terminal.switchAccount(bench.setup(9));
            bench.await(() -> !bench.mayTrade());

            Order order = bench.submit(market(Side.BUY, "1"));

            bench.awaitChange(order, OrderChange.Refused.class);
            assertThat(bench.position()).isEqualByComparingTo("1");
        }
    }

    @Test
    void secondExpertAdvisorFindsTheMailboxHeld() {
        try (Workbench bench = new Workbench(TerminalKind.NETTING, folder)) {
            assertThat(bench.terminal.startSecond(bench.setup(Workbench.LOGIN))).isFalse();
            bench.filled(market(Side.BUY, "1"));
        }
    }

    @Test
    void secondKeelFindsTheMailboxHeld() {
        try (Workbench bench = new Workbench(TerminalKind.NETTING, folder)) {
            assertThatThrownBy(() -> bench.open("0f".repeat(32)))
                    .isInstanceOf(ConnectorException.class)
                    .hasMessageContaining("another Keel");
        }
    }

    @Test
    void linkThatComesBackIsTold() {
        try (Workbench bench = new Workbench(TerminalKind.NETTING, folder)) {
            bench.venue();
            bench.terminal.connected(false);
            bench.await(() -> !bench.mayTrade());
            bench.terminal.connected(true);

            bench.await(() -> !bench.ear.answers(VenueAnswer.Reconnected.class).isEmpty());
            assertThat(bench.holdings().position(InstrumentId.of("KEEL"))).isZero();
        }
    }
}
