package dev.keel.core.account;

import static dev.keel.core.Samples.fill;
import static dev.keel.core.Samples.market;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.Samples;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.order.Evidence;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.Side;
import dev.keel.core.risk.Check;
import dev.keel.core.risk.RefusalReason;
import dev.keel.core.risk.Response;
import dev.keel.core.risk.RiskPolicy;
import dev.keel.core.risk.RiskPolicy.AccountLimits;
import dev.keel.core.risk.RiskPolicy.Freshness;
import dev.keel.core.risk.RiskPolicy.TradeLimits;
import dev.keel.core.risk.RiskPolicy.Triggers;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What stops trading without a person, and what a person hears. */
class TriggerTest {
    private static final InstrumentId PERP = Samples.PERP_ID;
    private static final RiskPolicy FREE = RiskPolicy.UNLIMITED;

    @Test
    void haltsAtTheDrawdownWithOpenProfitIncluded() {
        Desk desk = Desk.with(drawdown(Response.FLATTEN));
        desk.trade(market(PERP, Side.BUY, "10"), "100");
        desk.price(PERP, "200");
        desk.send(new AccountCommand.Mark());
        desk.price(PERP, "90.01");
        assertThat(desk.send(new AccountCommand.Mark())).isEmpty();
        desk.price(PERP, "90");

        desk.send(new AccountCommand.Mark());

        assertThat(desk.state.thrown(SwitchScope.OfAccount.INSTANCE))
                .contains(
                        new Thrown(KillLevel.FLATTEN, "DRAWDOWN: limit 0.1 of 11000 USD, was 0.1"));
        assertThat(desk.last().request().isReduceOnly()).isTrue();
    }

    @Test
    void onlyRefusesWithoutATrigger() {
        Desk desk = Desk.with(drawdown(null));
        desk.trade(market(PERP, Side.BUY, "10"), "100");
        desk.price(PERP, "0.01");

        desk.send(new AccountCommand.Mark());

        assertThat(desk.state.haltReason()).isEmpty();
    }

    @Test
    void stopsTheSymbolWhoseFillSlippedTooFar() {
        Desk desk = Desk.with(slippage());
        OrderId order = desk.place(market(PERP, Side.BUY, "2")).id();
        assertThat(desk.fill(order, fill("a", "101", "1"))).hasSize(1);

        List<AccountEvent> events = desk.fill(order, fill("b", "101.01", "1"));

        assertThat(desk.state.thrown(new SwitchScope.OfSymbol(PERP)))
                .map(Thrown::level)
                .contains(KillLevel.NO_NEW);
        assertThat(kinds(events)).containsExactly(AlarmKind.SLIPPAGE);
    }

    @Test
    void doesNotMindSlippageInFavour() {
        Desk desk = Desk.with(slippage());
        OrderId order = desk.place(market(PERP, Side.SELL, "1")).id();

        assertThat(desk.fill(order, fill("a", "110", "1"))).hasSize(1);
    }

    @Test
    void stopsTheSymbolWhosePriceStaysOld() {
        Desk desk =
                Desk.with(
                        new RiskPolicy(
                                FREE.trade(),
                                FREE.account(),
                                new Freshness(Duration.ofMinutes(1), null, null)));
        desk.trade(market(PERP, Side.BUY, "1"), "100");
        desk.pass(Duration.ofMinutes(5));
        assertThat(desk.send(new AccountCommand.Mark())).isEmpty();
        desk.pass(Duration.ofSeconds(1));
        desk.send(new AccountCommand.Mark());
        desk.price(PERP, "100");
        desk.send(new AccountCommand.Mark());

        assertThat(desk.refusals(market(PERP, Side.BUY, "1")))
                .containsExactly(RefusalReason.KILL_SWITCH);
    }

    @Test
    void alarmsOnceAtAnOverFill() {
        Desk desk = Desk.rich();
        OrderId order = desk.place(market(PERP, Side.BUY, "1")).id();
        desk.fill(order, fill("a", "100", "1"));

        assertThat(kinds(desk.fill(order, fill("b", "100", "1"))))
                .containsExactly(AlarmKind.OVERFILL);
        assertThat(kinds(desk.fill(order, fill("c", "100", "1")))).isEmpty();
    }

    @Test
    void alarmsWhenAnOrderEndsUnasked() {
        Desk desk = Desk.rich();
        Order asked = desk.place(market(PERP, Side.BUY, "1"));
        Order unasked = desk.place(market(PERP, Side.BUY, "2"));
        desk.send(new AccountCommand.CancelOrder(asked.id(), "wish"));

        assertThat(kinds(desk.cancelled(asked.id()))).isEmpty();
        assertThat(
                        kinds(
                                desk.report(
                                        unasked.id(),
                                        new OrderChange.Expired(new Evidence("venue", "gone")))))
                .containsExactly(AlarmKind.UNSOLICITED_END);
    }

    @Test
    void freezesRiskOnWhatNobodyCanExplain() {
        Desk desk = Desk.rich();
        find(desk, 1, PERP);

        assertThat(desk.refusals(market(PERP, Side.BUY, "1")))
                .containsExactly(RefusalReason.UNEXPLAINED_DIFFERENCE);
        assertThat(desk.refusals(market(Samples.ETH_ID, Side.BUY, "1"))).isEmpty();
    }

    @Test
    void freezesTheAccountForADifferenceWithoutInstrument() {
        Desk desk = Desk.rich();
        find(desk, 1, null);

        assertThat(desk.refusals(market(PERP, Side.BUY, "1")))
                .containsExactly(RefusalReason.UNEXPLAINED_DIFFERENCE);
    }

    @Test
    void keepsEveryCheckWhenTraced() {
        Desk desk = Desk.with(RiskPolicy.DEFAULT);
        desk.traced = true;

        desk.place(market(PERP, Side.BUY, "1"));

        AccountEvent.OrderPlaced placed = (AccountEvent.OrderPlaced) desk.history.getLast();
        assertThat(placed.checks())
                .allMatch(Check::passed)
                .extracting(Check::rule)
                .contains(
                        RefusalReason.KILL_SWITCH,
                        RefusalReason.UNRESOLVED_ORDER,
                        RefusalReason.UNEXPLAINED_DIFFERENCE,
                        RefusalReason.INSUFFICIENT_FUNDS,
                        RefusalReason.POSITION_SIZE,
                        RefusalReason.LEVERAGE,
                        RefusalReason.DAILY_LOSS,
                        RefusalReason.DRAWDOWN,
                        RefusalReason.STALE_PRICE,
                        RefusalReason.DUPLICATE);
    }

    @Test
    void keepsNothingThatPassedOtherwise() {
        Desk desk = Desk.with(RiskPolicy.DEFAULT);

        desk.place(market(PERP, Side.BUY, "1"));

        assertThat(((AccountEvent.OrderPlaced) desk.history.getLast()).checks()).isEmpty();
    }

    private static void find(Desk desk, long number, @Nullable InstrumentId instrument) {
        Difference difference =
                new Difference(
                        number,
                        Difference.Subject.POSITION,
                        Difference.Explanation.UNKNOWN,
                        instrument,
                        Samples.decimal("1"),
                        Samples.decimal("2"),
                        null,
                        "seen");
        desk.state =
                Account.apply(desk.state, new AccountEvent.DifferenceFound(desk.now, difference));
    }

    private static RiskPolicy drawdown(@Nullable Response response) {
        return new RiskPolicy(
                FREE.trade(),
                new AccountLimits(null, null, null, null, Samples.decimal("0.1")),
                FREE.freshness(),
                new Triggers(response, null, null, null));
    }

    private static RiskPolicy slippage() {
        return new RiskPolicy(
                new TradeLimits(null, null, Samples.decimal("0.01"), null),
                FREE.account(),
                FREE.freshness());
    }

    private static List<AlarmKind> kinds(List<AccountEvent> events) {
        return events.stream()
                .filter(AccountEvent.Alarmed.class::isInstance)
                .map(event -> ((AccountEvent.Alarmed) event).kind())
                .toList();
    }
}
