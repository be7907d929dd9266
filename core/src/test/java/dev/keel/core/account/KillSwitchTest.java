package dev.keel.core.account;

import static dev.keel.core.Samples.fill;
import static dev.keel.core.Samples.market;
import static dev.keel.core.Samples.price;
import static dev.keel.core.Samples.quantity;
import static dev.keel.core.Samples.signal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.Samples;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.order.Evidence;
import dev.keel.core.order.Instruction;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Origin;
import dev.keel.core.order.Protection;
import dev.keel.core.order.Side;
import dev.keel.core.risk.RefusalReason;
import dev.keel.core.risk.Violation;
import dev.keel.core.signal.Direction;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Switches of every scope stop what lies in it, as far as their level goes, and no more. */
class KillSwitchTest {
    private static final InstrumentId PERP = Samples.PERP_ID;
    private static final SwitchScope SYMBOL = new SwitchScope.OfSymbol(PERP);
    private static final SwitchScope STRATEGY = new SwitchScope.OfStrategy("test");

    private final Desk desk = Desk.rich();

    @ParameterizedTest
    @EnumSource(KillLevel.class)
    void takesNoNewRiskOnTheSymbolAndTakesItElsewhere(KillLevel level) {
        halt(SYMBOL, level);

        assertThat(desk.refusals(market(PERP, Side.BUY, "1")))
                .containsExactly(RefusalReason.KILL_SWITCH);
        assertThat(desk.refusals(market(Samples.ETH_ID, Side.BUY, "1"))).isEmpty();
    }

    @Test
    void namesScopeAndReason() {
        halt(SYMBOL, KillLevel.NO_NEW);

        desk.place(market(PERP, Side.BUY, "1"));

        AccountEvent.OrderRefused refused = (AccountEvent.OrderRefused) desk.history.getLast();
        assertThat(refused.violations())
                .extracting(Violation::actual)
                .containsExactly("halted by symbol BTC-PERP: storm");
    }

    @Test
    void stopsTheSignalsOfOneStrategyAlone() {
        halt(STRATEGY, KillLevel.NO_NEW);

        desk.send(new AccountCommand.OfferSignal(signal(PERP, 1, Direction.LONG)));

        AccountEvent.SignalDeclined declined = (AccountEvent.SignalDeclined) desk.history.getLast();
        assertThat(declined.reason()).isEqualTo(DeclineReason.TRADING_HALTED);
        assertThat(declined.detail()).isEqualTo("strategy test: storm");
        assertThat(desk.refusals(market(PERP, Side.BUY, "1"))).isEmpty();
    }

    @Test
    void leavesWhatWorksAtNoNew() {
        OrderId entry = limit("1").id();
        desk.accept(entry);

        halt(SwitchScope.OfAccount.INSTANCE, KillLevel.NO_NEW);

        assertThat(desk.order(entry).status()).isEqualTo(OrderStatus.WORKING);
    }

    @Test
    void leavesAnEntryThatIsAcceptedUnderNoNew() {
        OrderId entry = limit("1").id();
        halt(SwitchScope.OfAccount.INSTANCE, KillLevel.NO_NEW);

        desk.accept(entry);

        assertThat(desk.order(entry).status()).isEqualTo(OrderStatus.WORKING);
    }

    @Test
    void cancelsTheEntriesOfItsScopeAlone() {
        OrderId perp = limit("1").id();
        OrderId other =
                desk.place(
                                market(Samples.ETH_ID, Side.BUY, "1")
                                        .withType(new OrderType.Limit(price("90"))))
                        .id();

        halt(SYMBOL, KillLevel.REDUCE_ONLY);

        assertThat(desk.order(perp).status()).isEqualTo(OrderStatus.CANCELING);
        assertThat(desk.order(other).status()).isEqualTo(OrderStatus.PENDING);
    }

    @Test
    void cancelsTheEntriesOfTheStrategyAlone() {
        desk.send(new AccountCommand.OfferSignal(signal(PERP, 1, Direction.LONG)));
        OrderId signalled = desk.last().id();
        OrderId client = limit("1").id();

        halt(STRATEGY, KillLevel.REDUCE_ONLY);

        assertThat(desk.order(signalled).status()).isEqualTo(OrderStatus.CANCELING);
        assertThat(desk.order(client).status()).isEqualTo(OrderStatus.PENDING);
    }

    @Test
    void capsWhatClosesByThePosition() {
        desk.trade(market(PERP, Side.BUY, "2"), "100");
        halt(SYMBOL, KillLevel.REDUCE_ONLY);

        Order exit = desk.place(market(PERP, Side.SELL, "5").with(Instruction.REDUCE_ONLY));

        assertThat(exit.status()).isEqualTo(OrderStatus.PENDING);
        assertThat(exit.request().quantity()).isEqualTo(quantity("2"));
    }

    @Test
    void takesNothingFromFlat() {
        halt(SYMBOL, KillLevel.REDUCE_ONLY);

        assertThat(desk.refusals(market(PERP, Side.SELL, "1").with(Instruction.REDUCE_ONLY)))
                .containsExactly(RefusalReason.NOTHING_TO_REDUCE);
    }

    @Test
    void cancelsAllButTheStopAtCancelAll() {
        protect("2");
        Order stop = exit(OrderType.Stop.class);
        Order target = exit(OrderType.Limit.class);

        halt(SwitchScope.OfAccount.INSTANCE, KillLevel.CANCEL_ALL);

        assertThat(desk.order(stop.id()).status()).isEqualTo(OrderStatus.PENDING);
        assertThat(desk.order(target.id()).status()).isEqualTo(OrderStatus.CANCELING);
    }

    @Test
    void enforcesASwitchThatOnlyTheSituationKnowsWithTheNextMark() {
        OrderId entry = limit("1").id();
        desk.platform = new TradingSwitch.Halted(KillLevel.REDUCE_ONLY, "all stop");

        desk.send(new AccountCommand.Mark());

        assertThat(desk.order(entry).status()).isEqualTo(OrderStatus.CANCELING);
    }

    @Test
    void obeysTheFurthestSwitch() {
        desk.trade(market(PERP, Side.BUY, "2"), "100");
        desk.platform = new TradingSwitch.Halted(KillLevel.NO_NEW, "all stop");

        halt(SYMBOL, KillLevel.FLATTEN);

        assertThat(closes()).hasSize(1);
    }

    @Test
    void closesWhatIsHeldAtFlatten() {
        protect("2");

        halt(SwitchScope.OfAccount.INSTANCE, KillLevel.FLATTEN);

        Order close = closes().getFirst();
        assertThat(close.request())
                .isEqualTo(market(PERP, Side.SELL, "2").with(Instruction.REDUCE_ONLY));
        assertThat(close.origin()).isEqualTo(new Origin.OfSafety("flatten, account: storm"));
        assertThat(exit(OrderType.Stop.class).cancelWanted()).isFalse();
    }

    @Test
    void keepsTheStopUntilFlat() {
        protect("2");
        Order stop = exit(OrderType.Stop.class);
        halt(SwitchScope.OfAccount.INSTANCE, KillLevel.FLATTEN);

        desk.fill(closes().getFirst().id(), fill("c1", "100", "1.5"));
        assertThat(desk.order(stop.id()).cancelWanted()).isFalse();

        desk.fill(closes().getFirst().id(), fill("c2", "100", "0.5"));
        assertThat(desk.order(stop.id()).status()).isEqualTo(OrderStatus.CANCELING);
    }

    @Test
    void hasOneCloseInFlightAlsoInDoubt() {
        desk.trade(market(PERP, Side.BUY, "2"), "100");
        halt(SYMBOL, KillLevel.FLATTEN);
        desk.report(closes().getFirst().id(), new OrderChange.Doubted("silence"));

        assertThat(desk.send(new AccountCommand.Mark())).isEmpty();
    }

    @Test
    void triesAgainAfterAPauseWhenTheVenueRefusesTheClose() {
        desk.trade(market(PERP, Side.BUY, "2"), "100");
        halt(SYMBOL, KillLevel.FLATTEN);
        desk.report(closes().getFirst().id(), new OrderChange.Refused(new Evidence("venue", "no")));

        assertThat(desk.send(new AccountCommand.Mark())).isEmpty();
        desk.pass(Duration.ofSeconds(5));
        desk.send(new AccountCommand.Mark());

        assertThat(closes()).hasSize(2);
    }

    @Test
    void closesWhatTheStrategyHoldsAlone() {
        desk.send(new AccountCommand.OfferSignal(signal(PERP, 1, Direction.LONG)));
        desk.fill(desk.last().id(), fill("s1", "100", "1"));
        desk.trade(market(Samples.ETH_ID, Side.BUY, "1"), "100");

        halt(STRATEGY, KillLevel.FLATTEN);

        assertThat(closes())
                .extracting(order -> order.request().instrument())
                .containsExactly(PERP);
    }

    @Property(tries = 100)
    void enforcingTwiceChangesNothing(@ForAll long seed, @ForAll KillLevel level) {
        Chaos chaos = new Chaos(seed);
        chaos.run(60);
        chaos.desk.send(
                new AccountCommand.Halt(SwitchScope.OfAccount.INSTANCE, level, "storm", "tester"));
        chaos.desk.send(new AccountCommand.Mark());

        assertThat(chaos.desk.send(new AccountCommand.Mark())).isEmpty();
    }

    @Test
    void refusesAtASharedLimitWithItsFigures() {
        desk.platform =
                new TradingSwitch.LimitReached(
                        new SharedLimit("user:7", Samples.usd("500"), Samples.usd("600")));

        desk.place(market(PERP, Side.BUY, "1"));

        AccountEvent.OrderRefused refused = (AccountEvent.OrderRefused) desk.history.getLast();
        assertThat(refused.violations())
                .containsExactly(
                        new Violation(
                                RefusalReason.USER_LIMIT,
                                "500 USD at stake together, user:7",
                                "600 USD"));
    }

    @Test
    void sendsWhatClosesAsReduceOnlyAtASharedLimit() {
        desk.trade(market(PERP, Side.BUY, "2"), "100");
        desk.platform =
                new TradingSwitch.LimitReached(
                        new SharedLimit(
                                SharedLimit.PLATFORM, Samples.usd("500"), Samples.usd("600")));

        assertThat(desk.place(market(PERP, Side.SELL, "2")).request().isReduceOnly()).isTrue();
        assertThat(desk.refusals(market(PERP, Side.BUY, "2")))
                .containsExactly(RefusalReason.PLATFORM_LIMIT);
    }

    private void halt(SwitchScope scope, KillLevel level) {
        desk.send(new AccountCommand.Halt(scope, level, "storm", "tester"));
    }

    private Order limit(String quantity) {
        return desk.place(
                market(PERP, Side.BUY, quantity).withType(new OrderType.Limit(price("90"))));
    }

    private void protect(String quantity) {
        OrderRequest request =
                market(PERP, Side.BUY, quantity)
                        .withProtection(Protection.of(price("90"), price("120")));
        desk.trade(request, "100");
    }

    private Order exit(Class<? extends OrderType> type) {
        return desk.state.openOrders().stream()
                .filter(order -> order.origin() instanceof Origin.OfProtection)
                .filter(order -> type.isInstance(order.request().type()))
                .findFirst()
                .orElseThrow();
    }

    private List<Order> closes() {
        return Stream.concat(
                        desk.state.openOrders().stream(),
                        desk.state.recentlyClosedOrders().stream())
                .filter(order -> order.origin() instanceof Origin.OfSafety)
                .toList();
    }
}
