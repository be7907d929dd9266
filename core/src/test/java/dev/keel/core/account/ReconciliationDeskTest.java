package dev.keel.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.Samples;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.money.Money;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.order.Side;
import dev.keel.core.order.VenueOrderId;
import dev.keel.core.venue.History;
import dev.keel.core.venue.Holdings;
import dev.keel.core.venue.Movement;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueStatement;
import dev.keel.core.venue.VenueTrade;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What follows when the venue's statement is held against the ledger. */
class ReconciliationDeskTest {
    private static final Duration SETTLING = Duration.ofSeconds(5);

    private final Desk desk = Desk.rich();
    private @Nullable Sighting before;
    private int cursor;

    @Test
    void agreementLeavesNoTraceButTheCursor() {
        state(List.of(), List.of(), Map.of(), "10000");
        desk.pass(Duration.ofMinutes(1));

        state(List.of(), List.of(), Map.of(), "10000");

        assertThat(desk.history).noneMatch(AccountEvent.DifferenceFound.class::isInstance);
        assertThat(desk.state.cursor()).contains("2");
    }

    @Test
    void aFillThatNobodyReportedIsTakenFromTheHistory() {
        Order order = desk.place(buy("2"));
        desk.accept(order.id());
        desk.pass(Duration.ofMinutes(1));

        state(List.of(), List.of(trade(order.id(), "t1", Side.BUY, "2")), Map.of(), null);

        assertThat(desk.order(order.id()).status()).isEqualTo(OrderStatus.FILLED);
        assertThat(desk.position(Samples.PERP_ID).quantity()).isEqualTo(Samples.quantity("2"));
        assertThat(explanations()).containsExactly(Difference.Explanation.LATE_FILL);
        assertThat(desk.state.unexplained()).isEmpty();
    }

    @Test
    void aFillThatWasReportedIsNotCountedAgain() {
        state(List.of(), List.of(), Map.of(), null);
        Order order = desk.place(buy("2"));
        desk.fill(order.id(), fill("t1", "2"));

        state(List.of(), List.of(trade(order.id(), "t1", Side.BUY, "2")), Map.of(), null);
        state(List.of(), List.of(), Map.of(), null);

        assertThat(desk.position(Samples.PERP_ID).quantity()).isEqualTo(Samples.quantity("2"));
        assertThat(desk.state.told().trades().size()).isZero();
    }

    @Test
    void aReportedFillOfAnOrderThatIsForgottenIsNotCountedAgain() {
        state(List.of(), List.of(), Map.of(), null);
        Order order = desk.place(buy("2"));
        desk.fill(order.id(), fill("t1", "2"));
        for (int i = 0; i < 2 * AccountState.REMEMBERED_ORDERS; i++) {
            desk.trade(i % 2 == 0 ? sell("1") : buy("1"), "100");
        }
        assertThat(desk.state.order(order.id())).isEmpty();

        state(List.of(), List.of(trade(order.id(), "t1", Side.BUY, "2")), Map.of(), null);

        assertThat(desk.position(Samples.PERP_ID).quantity()).isEqualTo(Samples.quantity("2"));
    }

    @Test
    void aLateFillOfAForgottenOrderCountsOnce() {
        state(List.of(), List.of(), Map.of(), null);
        Order order = desk.place(buy("2"));
        desk.cancelled(order.id());
        for (int i = 0; i < 2 * AccountState.REMEMBERED_ORDERS; i++) {
            desk.trade(i % 2 == 0 ? buy("1") : sell("1"), "100");
        }
        assertThat(desk.state.order(order.id())).isEmpty();

        state(List.of(), List.of(trade(order.id(), "t1", Side.BUY, "2")), Map.of(), null);
        state(List.of(), List.of(), Map.of(), null);

        assertThat(desk.position(Samples.PERP_ID).quantity()).isEqualTo(Samples.quantity("2"));
        assertThat(explanations()).containsExactly(Difference.Explanation.LATE_FILL);
    }

    @Test
    void aManualTradeIsTakenOverAndLogged() {
        state(List.of(), List.of(trade(null, "m1", Side.SELL, "3")), Map.of(), null);

        assertThat(desk.position(Samples.PERP_ID).quantity()).isEqualTo(Samples.quantity("3"));
        assertThat(explanations()).containsExactly(Difference.Explanation.MANUAL_TRADE);
    }

    @Test
    void anOrderIdOfAnotherInstallationIsForeign() {
        OrderId other = new OrderId(77);

        state(List.of(), List.of(trade(other, "m1", Side.SELL, "3")), Map.of(), null);

        assertThat(explanations()).containsExactly(Difference.Explanation.MANUAL_TRADE);
    }

    @Test
    void movementsMoveCashOnce() {
        Movement funding =
                new Movement(
                        "f1",
                        Movement.Kind.FUNDING,
                        Samples.usd("-1.5"),
                        Samples.PERP_ID,
                        desk.now);
        take(statement(List.of(), new History("1", List.of(), List.of(), List.of(funding)), null));
        take(statement(List.of(), new History("1", List.of(), List.of(), List.of()), null));

        assertThat(desk.state.cash()).isEqualTo(Samples.usd("9998.5"));
        assertThat(explanations()).containsExactly(Difference.Explanation.FUNDING);
    }

    @Test
    void aHistoryFromAnotherCursorIsNotTaken() {
        take(statement(List.of(), history(List.of()), null));
        VenueStatement old =
                new VenueStatement(
                        desk.now,
                        null,
                        List.of(),
                        history(List.of(trade(null, "m1", Side.SELL, "3"))),
                        null);

        take(old);

        assertThat(desk.state.position(Samples.PERP_ID)).isEmpty();
    }

    @Test
    void aPositionThatDiffersIsBelievedAtTheSecondSighting() {
        Map<String, String> venue = Map.of("BTC-PERP", "1");
        state(List.of(), List.of(), venue, null);
        assertThat(desk.state.unexplained()).isEmpty();

        desk.pass(SETTLING.dividedBy(2));
        state(List.of(), List.of(), venue, null);
        assertThat(desk.state.unexplained()).as("too soon after the first").isEmpty();

        desk.pass(SETTLING.multipliedBy(2));
        state(List.of(), List.of(), venue, null);
        assertThat(desk.state.unexplained())
                .singleElement()
                .satisfies(difference -> {
                    assertThat(difference.subject()).isEqualTo(Difference.Subject.POSITION);
                    assertThat(difference.instrument()).isEqualTo(Samples.PERP_ID);
                    assertThat(difference.venue()).isEqualByComparingTo("1");
                    assertThat(difference.impact()).isEqualTo(Samples.usd("100"));
                });
    }

    @Test
    void aPositionThatMovedBetweenTwoSightingsIsNotBelieved() {
        state(List.of(), List.of(), Map.of("BTC-PERP", "1"), null);
        desk.pass(SETTLING.multipliedBy(2));
        desk.trade(buy("3"), "100");

        state(List.of(), List.of(), Map.of("BTC-PERP", "1"), null);

        assertThat(desk.state.unexplained()).isEmpty();
    }

    @Test
    void anUnexplainedDifferenceEndsWhenBothSidesAgree() {
        for (int i = 0; i < 2; i++) {
            state(List.of(), List.of(), Map.of("BTC-PERP", "1"), null);
            desk.pass(SETTLING.multipliedBy(2));
        }
        assertThat(desk.state.unexplained()).hasSize(1);

        state(List.of(), List.of(), Map.of(), null);

        assertThat(desk.state.unexplained()).isEmpty();
        assertThat(desk.history).anyMatch(AccountEvent.DifferenceResolved.class::isInstance);
    }

    @Test
    void aDifferenceIsReportedOnce() {
        for (int i = 0; i < 5; i++) {
            state(List.of(), List.of(), Map.of("BTC-PERP", "1"), null);
            desk.pass(SETTLING.multipliedBy(2));
        }

        assertThat(explanations()).containsExactly(Difference.Explanation.UNKNOWN);
    }

    @Test
    void moreThanTheThresholdStopsTheAccount() {
        for (int i = 0; i < 2; i++) {
            state(List.of(), List.of(), Map.of("BTC-PERP", "11"), null);
            desk.pass(SETTLING.multipliedBy(2));
        }

        assertThat(desk.state.haltReason())
                .hasValueSatisfying(why -> assertThat(why).contains("1100"));
    }

    @Test
    void cashWithinACentIsBookedAsRounding() {
        for (int i = 0; i < 2; i++) {
            state(List.of(), List.of(), Map.of(), "9999.995");
            desk.pass(SETTLING.multipliedBy(2));
        }

        assertThat(desk.state.cash()).isEqualTo(Samples.usd("9999.995"));
        assertThat(explanations()).containsExactly(Difference.Explanation.ROUNDING);
    }

    @Test
    void cashBeyondACentIsUnexplained() {
        for (int i = 0; i < 2; i++) {
            state(List.of(), List.of(), Map.of(), "9990");
            desk.pass(SETTLING.multipliedBy(2));
        }

        assertThat(desk.state.cash()).isEqualTo(Samples.usd("10000"));
        assertThat(desk.state.unexplained())
                .singleElement()
                .satisfies(difference ->
                        assertThat(difference.subject()).isEqualTo(Difference.Subject.BALANCE));
    }

    @Test
    void ordersOfOthersAreShownAndLeftAlone() {
        VenueOrder foreign = shown(null, "x1", VenueOrder.State.WORKING, "0");

        state(List.of(foreign), List.of(), Map.of(), null);
        assertThat(desk.state.externalOrders()).containsExactly(foreign);
        assertThat(desk.state.openOrders()).isEmpty();

        state(List.of(), List.of(), Map.of(), null);
        assertThat(desk.state.externalOrders()).isEmpty();
    }

    @Test
    void anOrderThatNoLongerShowsIsDoubtedAtTheSecondSighting() {
        Order order = desk.place(buy("2"));
        desk.accept(order.id());

        state(List.of(), List.of(), Map.of(), null);
        assertThat(desk.order(order.id()).status()).isEqualTo(OrderStatus.WORKING);

        desk.pass(SETTLING.multipliedBy(2));
        state(List.of(), List.of(), Map.of(), null);
        assertThat(desk.order(order.id()).status()).isEqualTo(OrderStatus.IN_DOUBT);
    }

    @Test
    void anOrderIsNotDoubtedForStatementsThatWereAskedForBeforeItWasThere() {
        VenueStatement asked = statement(List.of(), history(List.of()), null);
        VenueStatement askedAgain = statement(List.of(), history(List.of()), null);
        desk.pass(SETTLING.multipliedBy(2));
        Order order = desk.place(buy("2"));
        desk.accept(order.id());

        take(asked);
        take(askedAgain);

        assertThat(desk.order(order.id()).status()).isEqualTo(OrderStatus.WORKING);
    }

    @Test
    void anEndDoesNotCountBeforeAllFillsAreKnown() {
        Order order = desk.place(buy("2"));
        desk.accept(order.id());
        VenueOrder ended = shown(order.id(), "v" + order.id(), VenueOrder.State.CANCELED, "1");

        desk.send(new AccountCommand.TakeFound(ended));
        assertThat(desk.order(order.id()).status()).isEqualTo(OrderStatus.IN_DOUBT);

        desk.fill(order.id(), fill("t1", "1"));
        desk.send(new AccountCommand.TakeFound(ended));
        assertThat(desk.order(order.id()).status()).isEqualTo(OrderStatus.CANCELED);
        assertThat(desk.order(order.id()).proof()).isPresent();
    }

    @Test
    void aCancelThatWentAstrayIsSentAgain() {
        Order order = desk.place(buy("2"));
        desk.accept(order.id());
        desk.send(new AccountCommand.CancelOrder(order.id(), "test"));
        desk.send(new AccountCommand.DoubtUnanswered());

        desk.send(
                new AccountCommand.TakeFound(
                        shown(order.id(), "v" + order.id(), VenueOrder.State.WORKING, "0")));

        assertThat(desk.order(order.id()).status()).isEqualTo(OrderStatus.CANCELING);
    }

    @Test
    void aBustTakesAFillBack() {
        Order order = desk.place(buy("2"));
        desk.fill(order.id(), fill("t1", "1"));
        VenueTrade trade = trade(order.id(), "t1", Side.BUY, "1");
        VenueTrade bust =
                new VenueTrade(
                        trade.clientId(),
                        trade.venueOrder(),
                        trade.instrument(),
                        trade.side(),
                        trade.fill(),
                        VenueTrade.Cause.BUST);

        state(List.of(), List.of(bust), Map.of(), null);

        assertThat(desk.position(Samples.PERP_ID).isFlat()).isTrue();
        assertThat(desk.order(order.id()).execution().quantity()).isEqualTo(Quantity.ZERO);
        assertThat(desk.state.cash()).isEqualTo(Samples.usd("10000"));
        assertThat(explanations()).containsExactly(Difference.Explanation.BUST);
        assertThat(desk.fill(order.id(), fill("t1", "1"))).as("reported again").isEmpty();
    }

    @Test
    void tradesCountInTheOrderThatTheHistoryTells() {
        state(List.of(), List.of(), Map.of(), null);
        Order first = desk.place(buy("1"));
        Order second = desk.place(sell("1"));
        Order third = desk.place(buy("1"));
        Fill bought = Samples.fill("t1", "100", "1");
        Fill sold = Samples.fill("t2", "110", "1");
        Fill boughtAgain = Samples.fill("t3", "120", "1");
        desk.fill(first.id(), bought);
        desk.fill(third.id(), boughtAgain);
        desk.fill(second.id(), sold);
        assertThat(desk.position(Samples.PERP_ID).realised()).isEqualTo(Samples.usd("0"));

        state(
                List.of(),
                List.of(
                        trade(first.id(), Side.BUY, bought),
                        trade(second.id(), Side.SELL, sold),
                        trade(third.id(), Side.BUY, boughtAgain)),
                Map.of(),
                null);

        assertThat(desk.position(Samples.PERP_ID).realised()).isEqualTo(Samples.usd("10"));
        assertThat(desk.position(Samples.PERP_ID).cost()).isEqualTo(Samples.usd("120"));
        assertThat(desk.state.cash()).isEqualTo(Samples.usd("10010"));
        assertThat(desk.state.told().basis().size()).isZero();
    }

    @Test
    void noFigureCountsWhileTheHistoryCannotBeRead() {
        Holdings holdings = new Holdings(Map.of(Samples.PERP_ID, BigDecimal.ONE), null);
        for (int i = 0; i < 4; i++) {
            take(
                    new VenueStatement(
                            desk.now, desk.state.cursor().orElse(null), List.of(), null, holdings));
            desk.pass(SETTLING.multipliedBy(2));
        }

        assertThat(desk.state.unexplained()).isEmpty();
    }

    @Test
    void aStatementThatMayShowWhatWasBeforeConfirmsNothing() {
        Map<String, String> venue = Map.of("BTC-PERP", "1");
        state(List.of(), List.of(), venue, null);
        before =
                new Sighting(
                        Optional.ofNullable(before).orElseThrow().statement(),
                        desk.state,
                        desk.now,
                        SETTLING,
                        null);
        desk.pass(SETTLING.multipliedBy(2));

        state(List.of(), List.of(), venue, null);

        assertThat(desk.state.unexplained()).isEmpty();
    }

    @Test
    void whatIsLeftOfAnOrderThatLostATradeEndsWhenTheVenueCallsItFilled() {
        Order order = desk.place(buy("2"));
        desk.accept(order.id());
        desk.fill(order.id(), fill("t1", "1"));

        desk.send(
                new AccountCommand.TakeFound(
                        shown(order.id(), "v" + order.id(), VenueOrder.State.FILLED, "1")));

        assertThat(desk.order(order.id()).status()).isEqualTo(OrderStatus.CANCELED);
    }

    @Test
    void tradesOfOneMomentStayInTheOrderInWhichTheyWereTold() {
        state(List.of(), List.of(), Map.of(), null);
        Order first = desk.place(buy("2"));
        desk.fill(first.id(), Samples.fill("z", "100", "2"));
        Order second = desk.place(sell("2"));
        desk.fill(second.id(), Samples.fill("y", "110", "2"));
        Order third = desk.place(buy("2"));
        desk.fill(third.id(), Samples.fill("a", "120", "2"));
        Money cash = desk.state.cash();

        state(List.of(), List.of(), Map.of(), null);

        assertThat(desk.state.cash()).isEqualTo(cash);
        assertThat(desk.position(Samples.PERP_ID).cost()).isEqualTo(Samples.usd("240"));
    }

    @Test
    void aTradeAndItsBustInOneHistoryCancelOut() {
        state(List.of(), List.of(), Map.of(), null);
        VenueTrade trade = trade(null, "m1", Side.BUY, "1");
        VenueTrade bust =
                new VenueTrade(
                        null,
                        trade.venueOrder(),
                        trade.instrument(),
                        trade.side(),
                        trade.fill(),
                        VenueTrade.Cause.BUST);

        state(List.of(), List.of(trade, bust), Map.of(), null);
        state(List.of(), List.of(), Map.of(), null);

        assertThat(desk.position(Samples.PERP_ID).isFlat()).isTrue();
        assertThat(desk.state.told().trades().size()).isZero();
    }

    private void state(
            List<VenueOrder> working,
            List<VenueTrade> trades,
            Map<String, String> positions,
            @Nullable String cash) {
        Money held = cash == null ? null : Samples.usd(cash);
        Map<InstrumentId, BigDecimal> signed = new TreeMap<>();
        positions.forEach(
                (id, quantity) -> signed.put(InstrumentId.of(id), new BigDecimal(quantity)));
        take(
                statement(
                        working,
                        history(trades),
                        positions.isEmpty() && cash == null && !trades.isEmpty()
                                ? null
                                : new Holdings(signed, held)));
    }

    private void take(VenueStatement statement) {
        desk.send(new AccountCommand.Reconcile(statement, before));
        before = new Sighting(statement, desk.state, desk.now, SETTLING);
    }

    private VenueStatement statement(
            List<VenueOrder> working, History history, @Nullable Holdings holdings) {
        return new VenueStatement(
                desk.now, desk.state.cursor().orElse(null), working, history, holdings);
    }

    private History history(List<VenueTrade> trades) {
        cursor++;
        return new History(Integer.toString(cursor), List.of(), trades, List.of());
    }

    private List<Difference.Explanation> explanations() {
        return desk.history.stream()
                .map(event ->
                        event instanceof AccountEvent.DifferenceFound found
                                ? Optional.of(found.difference().explanation())
                                : Optional.<Difference.Explanation>empty())
                .flatMap(Optional::stream)
                .toList();
    }

    private VenueTrade trade(@Nullable OrderId order, String id, Side side, String quantity) {
        return new VenueTrade(
                order,
                new VenueOrderId("v" + order),
                Samples.PERP_ID,
                side,
                fill(id, quantity),
                VenueTrade.Cause.ORDER);
    }

    private VenueTrade trade(OrderId order, Side side, Fill fill) {
        return new VenueTrade(
                order,
                new VenueOrderId("v" + order),
                Samples.PERP_ID,
                side,
                fill,
                VenueTrade.Cause.ORDER);
    }

    private static Fill fill(String id, String quantity) {
        return Samples.fill(id, "100", quantity);
    }

    private static VenueOrder shown(
            @Nullable OrderId client, String id, VenueOrder.State state, String filled) {
        return new VenueOrder(
                client,
                new VenueOrderId(id),
                Samples.PERP_ID,
                Side.BUY,
                Samples.quantity("2"),
                Samples.quantity(filled),
                state,
                state.toString());
    }

    private static OrderRequest buy(String quantity) {
        return OrderRequest.market(Samples.PERP_ID, Side.BUY, Samples.quantity(quantity));
    }

    private static OrderRequest sell(String quantity) {
        return OrderRequest.market(Samples.PERP_ID, Side.SELL, Samples.quantity(quantity));
    }
}
