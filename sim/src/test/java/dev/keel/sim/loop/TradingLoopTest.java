package dev.keel.sim.loop;

import static dev.keel.sim.loop.PaperDesk.bar;
import static dev.keel.sim.loop.PaperDesk.flat;
import static dev.keel.sim.loop.PaperDesk.plan;
import static dev.keel.sim.loop.PaperDesk.scripted;
import static dev.keel.sim.loop.PaperDesk.signal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.keel.core.account.Account;
import dev.keel.core.account.AccountCommand;
import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountState;
import dev.keel.core.account.DeclineReason;
import dev.keel.core.account.ExecutionMode;
import dev.keel.core.journal.Append;
import dev.keel.core.market.Bar;
import dev.keel.core.market.Quote;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Protection;
import dev.keel.core.order.Side;
import dev.keel.core.risk.RiskPolicy;
import dev.keel.core.signal.Direction;
import dev.keel.core.sizing.Sizing;
import dev.keel.core.strategy.Strategy;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TradingLoopTest {
    private static final Strategy SILENT = _ -> Optional.empty();
    private static final Strategy LONG_AT_0 = scripted(Map.of(0, signal(0, Direction.LONG)));

    private final PaperDesk desk = PaperDesk.opened();

    @Test
    void pricesAndTimeAreThoseOfTheOpenAndThenOfTheClose() {
        TradingLoop loop = desk.loop(SILENT, FillTiming.CLOSE);
        Bar bar = bar(0, "100", "120", "90", "110");

        loop.onOpen(bar);
        assertThat(desk.clock.instant()).isEqualTo(bar.openTime());
        assertThat(latest().last()).isEqualTo(Price.of("100"));
        loop.onClose(bar);

        assertThat(desk.clock.instant()).isEqualTo(bar.closeTime());
        assertThat(latest()).isEqualTo(new Quote(Price.of("110"), bar.closeTime(), Quantity.ZERO));
    }

    @Test
    void nothingOfABarIsKnownAtItsOpenButTheOpen() {
        TradingLoop loop = desk.loop(LONG_AT_0, FillTiming.NEXT_OPEN);
        PaperDesk.play(loop, flat(0, "100"));

        loop.onOpen(flat(1, "101"));

        assertThat(desk.fills()).containsExactly("BUY 10 @ 101");
    }

    @Test
    void stopAndTargetOfASignalArePlacedAndTheTargetIsReached() {
        TradingLoop loop = desk.loop(bracketed(), FillTiming.NEXT_OPEN);

        PaperDesk.play(loop, flat(0, "100"), flat(1, "100"), bar(2, "100", "111", "95", "105"));

        assertThat(desk.fills()).containsExactly("BUY 10 @ 100", "SELL 10 @ 110");
        assertThat(desk.statuses())
                .containsExactly(OrderStatus.FILLED, OrderStatus.CANCELED, OrderStatus.FILLED);
    }

    @Test
    void stopAndTargetOfASignalArePlacedAndTheStopIsReached() {
        TradingLoop loop = desk.loop(bracketed(), FillTiming.NEXT_OPEN);

        PaperDesk.play(loop, flat(0, "100"), bar(1, "100", "120", "89", "119"));

        assertThat(desk.fills()).containsExactly("BUY 10 @ 100", "SELL 10 @ 90");
        assertThat(desk.statuses())
                .containsExactly(OrderStatus.FILLED, OrderStatus.FILLED, OrderStatus.CANCELED);
    }

    @Test
    void anExitSignalClosesThePositionAndItsProtection() {
        TradingLoop loop =
                desk.loop(
                        scripted(
                                Map.of(
                                        0,
                                        signal(0, Direction.LONG, plan("100", "90", "110")),
                                        2,
                                        signal(2, Direction.EXIT))),
                        FillTiming.NEXT_OPEN);

        PaperDesk.play(loop, flat(0, "100"), flat(1, "100"), flat(2, "101"), flat(3, "102"));

        assertThat(desk.fills()).containsExactly("BUY 10 @ 100", "SELL 10 @ 102");
        assertThat(desk.runner.state().openOrders()).isEmpty();
    }

    @Test
    void aShortIsCoveredByItsStop() {
        TradingLoop loop =
                desk.loop(
                        scripted(Map.of(0, signal(0, Direction.SHORT, plan("100", "105", "90")))),
                        FillTiming.CLOSE);

        PaperDesk.play(loop, flat(0, "100"), bar(1, "106", "107", "101", "101"));

        assertThat(desk.fills()).containsExactly("SELL 10 @ 100", "BUY 10 @ 106");
    }

    @Test
    void anEntryAtALimitThatIsStoppedOutInItsOwnBarIs() {
        TradingLoop loop = desk.loop(SILENT, FillTiming.CLOSE);
        loop.onOpen(flat(0, "100"));
        OrderRequest entry =
                OrderRequest.market(PaperDesk.BTC, Side.BUY, Quantity.of("1"))
                        .withType(new OrderType.Limit(Price.of("95")))
                        .withProtection(Protection.of(Price.of("90"), Price.of("110")));
        desk.runner.tell(new AccountCommand.PlaceOrder(entry, new ClientKey("k"), "tester", null));

        loop.onClose(bar(0, "100", "100", "88", "97"));

        assertThat(desk.fills()).containsExactly("BUY 1 @ 95", "SELL 1 @ 90");
        assertThat(desk.runner.state().openOrders()).isEmpty();
    }

    @Test
    void warmUpBarsReachTheStrategyAlone() {
        TradingLoop loop = desk.loop(LONG_AT_0, FillTiming.CLOSE);

        loop.warmUp(flat(0, "100"));
        PaperDesk.play(loop, flat(1, "101"), flat(2, "102"));

        assertThat(desk.fills()).isEmpty();
        assertThat(loop.waitingSignal()).isEmpty();
    }

    @Test
    void theSignalOfTheLastWarmUpBarIsOfferedAtTheNextOpen() {
        TradingLoop loop = desk.loop(LONG_AT_0, FillTiming.NEXT_OPEN);

        loop.warmUp(flat(0, "100"));
        loop.onOpen(flat(1, "101"));

        assertThat(desk.fills()).containsExactly("BUY 10 @ 101");
    }

    @Test
    void anOlderSignalOfTheWarmUpIsNotOffered() {
        TradingLoop loop = desk.loop(LONG_AT_0, FillTiming.NEXT_OPEN);

        loop.warmUp(flat(0, "100"));
        loop.warmUp(flat(1, "100"));
        loop.onOpen(flat(2, "101"));

        assertThat(desk.fills()).isEmpty();
    }

    @Test
    void aSignalThatTheAccountHadBeforeChangesNothing() {
        PaperDesk.play(desk.loop(LONG_AT_0, FillTiming.NEXT_OPEN), flat(0, "100"), flat(1, "100"));
        TradingLoop again = desk.loop(LONG_AT_0, FillTiming.NEXT_OPEN);
        again.warmUp(flat(0, "100"));
        again.warmUp(flat(1, "100"));
        TradingLoop once = desk.loop(LONG_AT_0, FillTiming.NEXT_OPEN);
        once.warmUp(flat(0, "100"));

        once.onOpen(flat(2, "101"));

        assertThat(desk.fills()).containsExactly("BUY 10 @ 100");
    }

    @Test
    void heldSignalsExpireWithMarketTime() {
        PaperDesk assisted = PaperDesk.opened(PaperDesk.settings(ExecutionMode.AI_ASSISTED));
        TradingLoop loop = assisted.loop(LONG_AT_0, FillTiming.CLOSE);

        PaperDesk.play(loop, flat(0, "100"), flat(1, "100"));
        assertThat(assisted.runner.state().heldSignals()).hasSize(1);
        PaperDesk.play(loop, flat(2, "100"));

        assertThat(assisted.events(AccountEvent.SignalDeclined.class))
                .extracting(AccountEvent.SignalDeclined::reason)
                .containsExactly(DeclineReason.NOT_CONFIRMED);
    }

    @Test
    void equityIsMarkedAtEveryCloseWhereALimitNeedsIt() {
        PaperDesk limited =
                PaperDesk.opened(
                        PaperDesk.settings(
                                ExecutionMode.PAPER_TRADING,
                                new Sizing.Fixed(Quantity.of("1")),
                                withDrawdownLimit()));

        PaperDesk.play(
                limited.loop(LONG_AT_0, FillTiming.CLOSE),
                flat(0, "100"),
                bar(1, "100", "120", "100", "110"));

        // 1000 - 0.1 fee + 10
        assertThat(limited.runner.state().marks())
                .hasValueSatisfying(
                        marks -> assertThat(marks.peak()).isEqualTo(PaperDesk.usd("1009.9")));
    }

    @Test
    void equityIsNotMarkedWhereNothingNeedsIt() {
        PaperDesk.play(desk.loop(SILENT, FillTiming.CLOSE), flat(0, "100"), flat(1, "110"));

        assertThat(desk.events()).hasSize(3);
    }

    @Test
    void barsMustComeInOrder() {
        TradingLoop loop = desk.loop(SILENT, FillTiming.CLOSE);
        PaperDesk.play(loop, flat(1, "100"));

        assertThatIllegalArgumentException().isThrownBy(() -> loop.onOpen(flat(1, "100")));
        assertThatIllegalArgumentException().isThrownBy(() -> loop.warmUp(flat(0, "100")));
        assertThatIllegalArgumentException().isThrownBy(() -> loop.onClose(flat(1, "100")));
    }

    @Test
    void aBarMustCloseBeforeTheNextOpens() {
        TradingLoop loop = desk.loop(SILENT, FillTiming.CLOSE);
        loop.onOpen(flat(0, "100"));

        assertThatIllegalArgumentException().isThrownBy(() -> loop.onOpen(flat(1, "100")));
        assertThatIllegalArgumentException().isThrownBy(() -> loop.onClose(flat(1, "100")));
    }

    @Test
    void aSuspendedAccountEndsTheLoop() {
        TradingLoop loop = desk.loop(LONG_AT_0, FillTiming.CLOSE);
        haltByAnotherWriter();
        loop.onOpen(flat(0, "100"));

        assertThatIllegalStateException()
                .isThrownBy(() -> loop.onClose(flat(0, "100")))
                .withStackTraceContaining("is suspended");
    }

    @Test
    void anAccountThatIsSuspendedInTheBarEndsTheLoopToo() {
        TradingLoop loop = desk.loop(SILENT, FillTiming.CLOSE);
        loop.onOpen(flat(0, "100"));
        haltByAnotherWriter();
        desk.runner.tell(new AccountCommand.MoveFunds(PaperDesk.usd("1"), "test"));

        assertThatIllegalStateException()
                .isThrownBy(() -> loop.onClose(flat(0, "100")))
                .withMessage("account paper is suspended");
    }

    /** From now on no commit of the desk's runner can succeed. */
    private void haltByAnotherWriter() {
        AccountState state = desk.runner.state();
        AccountEvent halt = new AccountEvent.Halted(PaperDesk.START, "test", "test");
        desk.journal
                .append(new Append(state.sequence(), List.of(halt), Account.apply(state, halt)))
                .toCompletableFuture()
                .join();
    }

    private Quote latest() {
        return desk.account.venue().latest(PaperDesk.BTC).orElseThrow();
    }

    private static Strategy bracketed() {
        return scripted(Map.of(0, signal(0, Direction.LONG, plan("100", "90", "110"))));
    }

    private static RiskPolicy withDrawdownLimit() {
        return new RiskPolicy(
                RiskPolicy.UNLIMITED.trade(),
                new RiskPolicy.AccountLimits(null, null, null, null, new BigDecimal("0.9")),
                RiskPolicy.UNLIMITED.freshness());
    }
}
