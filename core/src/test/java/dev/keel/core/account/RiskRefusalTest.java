package dev.keel.core.account;

import static dev.keel.core.Samples.decimal;
import static dev.keel.core.Samples.market;
import static dev.keel.core.Samples.price;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.Samples;
import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.TradingRules;
import dev.keel.core.market.Quote;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Instruction;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Protection;
import dev.keel.core.order.Side;
import dev.keel.core.risk.RefusalReason;
import dev.keel.core.risk.RiskPolicy;
import dev.keel.core.risk.RiskPolicy.AccountLimits;
import dev.keel.core.risk.RiskPolicy.Freshness;
import dev.keel.core.risk.RiskPolicy.TradeLimits;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every reason to refuse, just beyond its limit and exactly on it. Equity is 10,000 USD. */
class RiskRefusalTest {
    private static final InstrumentId PERP = Samples.PERP_ID;
    private static final InstrumentId SPOT = Samples.SPOT_ID;

    @Test
    void allowsTheRiskPerTradeExactly() {
        Desk desk = Desk.with(trade("0.02", null, null, null));

        assertThat(desk.refusals(stopped("20", "90"))).isEmpty();
    }

    @Test
    void refusesALotMoreThanTheRiskPerTrade() {
        Desk desk = Desk.with(trade("0.02", null, null, null));

        assertThat(desk.refusals(stopped("20.001", "90")))
                .containsExactly(RefusalReason.RISK_PER_TRADE);
    }

    @Test
    void judgesTheRiskOfAShortAsWell() {
        Desk desk = Desk.with(trade("0.02", null, null, null));
        OrderRequest request =
                market(PERP, Side.SELL, "20.001").withProtection(Protection.of(price("110"), null));

        assertThat(desk.refusals(request)).containsExactly(RefusalReason.RISK_PER_TRADE);
    }

    @Test
    void allowsThePositionSizeExactly() {
        Desk desk = Desk.with(trade(null, "0.10", null, null));

        assertThat(desk.refusals(market(PERP, Side.BUY, "10"))).isEmpty();
    }

    @Test
    void refusesALotMoreThanThePositionSize() {
        Desk desk = Desk.with(trade(null, "0.10", null, null));

        assertThat(desk.refusals(market(PERP, Side.BUY, "10.001")))
                .containsExactly(RefusalReason.POSITION_SIZE);
    }

    @Test
    void countsWorkingOrdersInThePositionSize() {
        Desk desk = Desk.with(trade(null, "0.10", null, null));
        desk.accept(desk.place(limit(Side.BUY, "6", "100")).id());

        assertThat(desk.refusals(market(PERP, Side.BUY, "4.001")))
                .containsExactly(RefusalReason.POSITION_SIZE);
    }

    @Test
    void countsWhatIsHeldInThePositionSize() {
        Desk desk = Desk.with(trade(null, "0.10", null, null));
        desk.trade(market(PERP, Side.BUY, "6"), "100");

        assertThat(desk.refusals(market(PERP, Side.BUY, "4.001")))
                .containsExactly(RefusalReason.POSITION_SIZE);
    }

    @Test
    void judgesAShortBelowTheMarketAtTheMarket() {
        Desk desk = Desk.with(trade(null, "0.10", null, null));

        assertThat(desk.refusals(limit(Side.SELL, "10.001", "0.01")))
                .containsExactly(RefusalReason.POSITION_SIZE);
    }

    @Test
    void judgesABuyStopThatFiresAtOnceAtTheMarket() {
        Desk desk = Desk.with(trade(null, "0.10", null, null));
        OrderRequest request =
                market(PERP, Side.BUY, "10.001").withType(new OrderType.Stop(price("50")));

        assertThat(desk.refusals(request)).containsExactly(RefusalReason.POSITION_SIZE);
    }

    @Test
    void judgesABidAtItsLimit() {
        Desk desk = Desk.with(trade(null, "0.10", null, null));

        assertThat(desk.refusals(limit(Side.BUY, "20", "50"))).isEmpty();
    }

    @Test
    void judgesOnlyWhatTurnsAPositionRound() {
        Desk desk = Desk.with(trade(null, "0.10", null, null));
        desk.trade(market(PERP, Side.BUY, "10"), "100");

        assertThat(desk.refusals(market(PERP, Side.SELL, "20"))).isEmpty();
    }

    @Test
    void refusesALotTooMuchWhenAPositionTurnsRound() {
        Desk desk = Desk.with(trade(null, "0.10", null, null));
        desk.trade(market(PERP, Side.BUY, "10"), "100");

        assertThat(desk.refusals(market(PERP, Side.SELL, "20.001")))
                .containsExactly(RefusalReason.POSITION_SIZE);
    }

    @Test
    void countsASecondCloseOfTheSamePositionAsAnOpening() {
        Desk desk = Desk.with(trade(null, "0.10", null, null));
        desk.trade(market(PERP, Side.BUY, "10"), "100");
        desk.accept(desk.place(limit(Side.SELL, "10", "120")).id());

        assertThat(desk.refusals(limit(Side.SELL, "10", "130")))
                .containsExactly(RefusalReason.POSITION_SIZE);
    }

    @Test
    void allowsTheSlippageExactly() {
        Desk desk = Desk.with(trade(null, null, "0.01", null));
        desk.price(PERP, "101");

        assertThat(desk.refusals(market(PERP, Side.BUY, "1"), price("100"))).isEmpty();
    }

    @Test
    void refusesMoreThanTheSlippage() {
        Desk desk = Desk.with(trade(null, null, "0.01", null));
        desk.price(PERP, "101.01");

        assertThat(desk.refusals(market(PERP, Side.BUY, "1"), price("100")))
                .containsExactly(RefusalReason.SLIPPAGE);
    }

    @Test
    void allowsSlippageInFavourOfTheOrder() {
        Desk desk = Desk.with(trade(null, null, "0.01", null));
        desk.price(PERP, "110");

        assertThat(desk.refusals(market(PERP, Side.SELL, "1"), price("100"))).isEmpty();
    }

    @Test
    void allowsTheLiquidityExactly() {
        Desk desk = Desk.with(trade(null, null, null, "10"));
        volume(desk, "10");

        assertThat(desk.refusals(market(PERP, Side.BUY, "1"))).isEmpty();
    }

    @Test
    void refusesMoreThanTheMarketTrades() {
        Desk desk = Desk.with(trade(null, null, null, "10"));
        volume(desk, "9.999");

        assertThat(desk.refusals(market(PERP, Side.BUY, "1")))
                .containsExactly(RefusalReason.LIQUIDITY);
    }

    @Test
    void letsAnUnknownVolumePass() {
        Desk desk = Desk.with(trade(null, null, null, "10"));
        volume(desk, "0");

        assertThat(desk.refusals(market(PERP, Side.BUY, "1"))).isEmpty();
    }

    @Test
    void allowsThatManyInstrumentsAtOnce() {
        Desk desk = Desk.with(account(1, null, null, null, null));
        desk.trade(market(PERP, Side.BUY, "1"), "100");

        assertThat(desk.refusals(market(PERP, Side.BUY, "1"))).isEmpty();
    }

    @Test
    void refusesOneInstrumentMore() {
        Desk desk = Desk.with(account(1, null, null, null, null));
        desk.trade(market(PERP, Side.BUY, "1"), "100");

        assertThat(desk.refusals(market(SPOT, Side.BUY, "1")))
                .containsExactly(RefusalReason.OPEN_POSITIONS);
    }

    @Test
    void countsInstrumentsThatAreAboutToBeHeld() {
        Desk desk = Desk.with(account(1, null, null, null, null));
        desk.place(limit(Side.BUY, "1", "90"));

        assertThat(desk.refusals(market(SPOT, Side.BUY, "1")))
                .containsExactly(RefusalReason.OPEN_POSITIONS);
    }

    @Test
    void allowsTheLeverageExactly() {
        Desk desk = Desk.with(account(null, "2", null, null, null));

        assertThat(desk.refusals(market(PERP, Side.BUY, "200"))).isEmpty();
    }

    @Test
    void refusesALotMoreThanTheLeverage() {
        Desk desk = Desk.with(account(null, "2", null, null, null));

        assertThat(desk.refusals(market(PERP, Side.BUY, "200.001")))
                .containsExactly(RefusalReason.LEVERAGE);
    }

    @Test
    void countsOrdersInDoubtInTheLeverage() {
        Desk desk = Desk.with(account(null, "2", null, null, null));
        Order doubtful = desk.place(market(Samples.ETH_ID, Side.BUY, "150"));
        desk.report(doubtful.id(), new OrderChange.Doubted("silence"));

        assertThat(desk.refusals(market(PERP, Side.BUY, "50.001")))
                .containsExactly(RefusalReason.LEVERAGE);
    }

    @Test
    void refusesAtTheDailyLossExactly() {
        Desk desk = losing(account(null, null, "0.05", null, null), "95");

        assertThat(desk.refusals(market(SPOT, Side.BUY, "1")))
                .containsExactly(RefusalReason.DAILY_LOSS);
    }

    @Test
    void allowsLessThanTheDailyLoss() {
        Desk desk = losing(account(null, null, "0.05", null, null), "95.01");

        assertThat(desk.refusals(market(SPOT, Side.BUY, "1"))).isEmpty();
    }

    @Test
    void forgetsTheDailyLossOnTheNextDay() {
        Desk desk = losing(account(null, null, "0.05", null, null), "95");
        desk.pass(Duration.ofHours(12));
        desk.send(new AccountCommand.Mark());

        assertThat(desk.refusals(market(SPOT, Side.BUY, "1"))).isEmpty();
    }

    @Test
    void refusesAtTheWeeklyLossExactly() {
        Desk desk = losing(account(null, null, null, "0.05", null), "95");
        desk.pass(Duration.ofDays(3));
        desk.send(new AccountCommand.Mark());

        assertThat(desk.refusals(market(SPOT, Side.BUY, "1")))
                .containsExactly(RefusalReason.KILL_SWITCH, RefusalReason.WEEKLY_LOSS);
    }

    @Test
    void forgetsTheWeeklyLossOnMonday() {
        Desk desk = losing(account(null, null, null, "0.05", null), "95");
        desk.pass(Duration.ofDays(4).plusHours(12));
        desk.send(new AccountCommand.Mark());

        assertThat(desk.refusals(market(SPOT, Side.BUY, "1"))).isEmpty();
    }

    @Test
    void refusesAtTheDrawdownFromAPeakOfOpenProfit() {
        Desk desk = losing(account(null, null, null, null, "0.10"), "150");
        desk.send(new AccountCommand.Mark());
        desk.price(PERP, "135");

        assertThat(desk.refusals(market(SPOT, Side.BUY, "1")))
                .containsExactly(RefusalReason.DRAWDOWN);
    }

    @Test
    void allowsLessThanTheDrawdown() {
        Desk desk = losing(account(null, null, null, null, "0.10"), "150");
        desk.send(new AccountCommand.Mark());
        desk.price(PERP, "135.01");

        assertThat(desk.refusals(market(SPOT, Side.BUY, "1"))).isEmpty();
    }

    @Test
    void neverRefusesAReductionForALoss() {
        Desk desk = losing(account(null, null, "0.01", "0.01", "0.01"), "50");

        assertThat(desk.refusals(market(PERP, Side.SELL, "100"))).isEmpty();
    }

    @Test
    void refusesNewRiskWhileTheAccountIsHalted() {
        Desk desk = Desk.rich();
        desk.send(new AccountCommand.Halt("storm", "tester"));

        assertThat(desk.refusals(market(PERP, Side.BUY, "1")))
                .containsExactly(RefusalReason.KILL_SWITCH);
    }

    @Test
    void refusesNewRiskWhileThePlatformIsHalted() {
        Desk desk = Desk.rich();
        desk.platform = new TradingSwitch.Halted("all stop");

        assertThat(desk.refusals(market(PERP, Side.BUY, "1")))
                .containsExactly(RefusalReason.KILL_SWITCH);
    }

    @Test
    void sendsAReductionWhileHaltedAsReduceOnly() {
        Desk desk = Desk.rich();
        desk.trade(market(PERP, Side.BUY, "2"), "100");
        desk.send(new AccountCommand.Halt("storm", "tester"));

        Order order = desk.place(market(PERP, Side.SELL, "2"));

        assertThat(order.status()).isEqualTo(OrderStatus.PENDING);
        assertThat(order.request().isReduceOnly()).isTrue();
    }

    @Test
    void refusesToTurnAPositionRoundWhileHalted() {
        Desk desk = Desk.rich();
        desk.trade(market(PERP, Side.BUY, "2"), "100");
        desk.send(new AccountCommand.Halt("storm", "tester"));

        assertThat(desk.refusals(market(PERP, Side.SELL, "2.001")))
                .containsExactly(RefusalReason.KILL_SWITCH);
    }

    @Test
    void allowsNewRiskAfterResuming() {
        Desk desk = Desk.rich();
        desk.send(new AccountCommand.Halt("storm", "tester"));
        desk.send(new AccountCommand.Resume("tester"));

        assertThat(desk.refusals(market(PERP, Side.BUY, "1"))).isEmpty();
    }

    @Test
    void refusesTheSameOrderAMomentLater() {
        Desk desk = Desk.with(freshness(null, null, Duration.ofSeconds(5)));
        desk.place(market(PERP, Side.BUY, "1"));
        desk.pass(Duration.ofSeconds(4));

        assertThat(desk.refusals(market(PERP, Side.BUY, "1")))
                .containsExactly(RefusalReason.DUPLICATE);
    }

    @Test
    void allowsTheSameOrderAfterTheWindow() {
        Desk desk = Desk.with(freshness(null, null, Duration.ofSeconds(5)));
        desk.place(market(PERP, Side.BUY, "1"));
        desk.pass(Duration.ofSeconds(5));

        assertThat(desk.refusals(market(PERP, Side.BUY, "1"))).isEmpty();
    }

    @Test
    void allowsAnotherOrderAMomentLater() {
        Desk desk = Desk.with(freshness(null, null, Duration.ofSeconds(5)));
        desk.place(market(PERP, Side.BUY, "1"));

        assertThat(desk.refusals(market(PERP, Side.BUY, "1.001"))).isEmpty();
    }

    @Test
    void refusesWithoutAPrice() {
        Desk desk = Desk.rich();
        desk.send(new AccountCommand.ListInstrument(other(Samples.RULES)));

        assertThat(desk.refusals(market(InstrumentId.of("NEW"), Side.BUY, "1")))
                .containsExactly(RefusalReason.NO_PRICE);
    }

    @Test
    void allowsThePriceAgeExactly() {
        Desk desk = Desk.with(freshness(Duration.ofMinutes(2), null, null));
        desk.pass(Duration.ofMinutes(2));

        assertThat(desk.refusals(market(PERP, Side.BUY, "1"))).isEmpty();
    }

    @Test
    void refusesAnOlderPrice() {
        Desk desk = Desk.with(freshness(Duration.ofMinutes(2), null, null));
        desk.pass(Duration.ofMinutes(2).plusNanos(1));

        assertThat(desk.refusals(market(PERP, Side.BUY, "1")))
                .containsExactly(RefusalReason.STALE_PRICE);
    }

    @Test
    void allowsTheBalanceAgeExactly() {
        Desk desk = Desk.with(freshness(null, Duration.ofMinutes(2), null));
        desk.pass(Duration.ofMinutes(2));

        assertThat(desk.refusals(market(PERP, Side.BUY, "1"))).isEmpty();
    }

    @Test
    void refusesAnOlderBalance() {
        Desk desk = Desk.with(freshness(null, Duration.ofMinutes(2), null));
        desk.pass(Duration.ofMinutes(2).plusNanos(1));

        assertThat(desk.refusals(market(PERP, Side.BUY, "1")))
                .containsExactly(RefusalReason.STALE_BALANCE);
    }

    @Test
    void refusesABalanceThatWasNeverSeen() {
        Desk desk = Desk.with(freshness(null, Duration.ofMinutes(2), null));
        desk.balanceAsOf = null;

        assertThat(desk.refusals(market(PERP, Side.BUY, "1")))
                .containsExactly(RefusalReason.STALE_BALANCE);
    }

    @Test
    void neverRefusesAReductionForStaleData() {
        Desk desk = Desk.with(freshness(Duration.ofMinutes(2), Duration.ofMinutes(2), null));
        desk.trade(market(PERP, Side.BUY, "1"), "100");
        desk.pass(Duration.ofDays(1));

        assertThat(desk.refusals(market(PERP, Side.SELL, "1"))).isEmpty();
    }

    @Test
    void spendsTheLastCent() {
        Desk desk = Desk.rich();
        // 99.9 x 100 x 1.001 = 9,999.99
        assertThat(desk.refusals(market(SPOT, Side.BUY, "99.9"))).isEmpty();
    }

    @Test
    void refusesWhatCashCannotPayWithTheFee() {
        Desk desk = Desk.rich();

        assertThat(desk.refusals(market(SPOT, Side.BUY, "99.901")))
                .containsExactly(RefusalReason.INSUFFICIENT_FUNDS);
    }

    @Test
    void reservesCashForWorkingOrders() {
        Desk desk = Desk.rich();
        desk.place(market(SPOT, Side.BUY, "50"));

        assertThat(desk.refusals(market(SPOT, Side.BUY, "49.901")))
                .containsExactly(RefusalReason.INSUFFICIENT_FUNDS);
    }

    @Test
    void refusesADerivativeWithoutEquity() {
        Desk desk = new Desk(Samples.AUTO);
        desk.send(new AccountCommand.ListInstrument(Samples.PERP));
        desk.price(PERP, "100");

        assertThat(desk.refusals(market(PERP, Side.BUY, "1")))
                .containsExactly(RefusalReason.INSUFFICIENT_FUNDS);
    }

    @Test
    void refusesAShortOfASpotInstrument() {
        Desk desk = Desk.rich();

        assertThat(desk.refusals(market(SPOT, Side.SELL, "1")))
                .containsExactly(RefusalReason.SHORT_NOT_ALLOWED);
    }

    @Test
    void sellsWhatIsHeldOfASpotInstrument() {
        Desk desk = Desk.rich();
        desk.trade(market(SPOT, Side.BUY, "1"), "100");

        assertThat(desk.refusals(market(SPOT, Side.SELL, "1"))).isEmpty();
    }

    @Test
    void doesNotSellTheSameSpotHoldingTwice() {
        Desk desk = Desk.rich();
        desk.trade(market(SPOT, Side.BUY, "1"), "100");
        desk.place(market(SPOT, Side.SELL, "1"));

        assertThat(desk.refusals(market(SPOT, Side.SELL, "0.5")))
                .containsExactly(RefusalReason.SHORT_NOT_ALLOWED);
    }

    @Test
    void refusesAReduceOnlyOrderWithoutAPosition() {
        Desk desk = Desk.rich();

        assertThat(desk.refusals(market(PERP, Side.SELL, "1").with(Instruction.REDUCE_ONLY)))
                .containsExactly(RefusalReason.NOTHING_TO_REDUCE);
    }

    @Test
    void refusesAReduceOnlyOrderOnThePositionsOwnSide() {
        Desk desk = Desk.rich();
        desk.trade(market(PERP, Side.BUY, "1"), "100");

        assertThat(desk.refusals(market(PERP, Side.BUY, "1").with(Instruction.REDUCE_ONLY)))
                .containsExactly(RefusalReason.NOTHING_TO_REDUCE);
    }

    @Test
    void reducesWithoutAPrice() {
        Desk desk = Desk.rich();
        desk.trade(market(PERP, Side.BUY, "1"), "90");
        Desk blind = blind(desk);

        Order order = blind.place(market(PERP, Side.SELL, "1").with(Instruction.REDUCE_ONLY));

        assertThat(order.status()).isEqualTo(OrderStatus.PENDING);
        assertThat(order.reservedAt()).isEqualTo(price("90"));
    }

    @Test
    void refusesAnInstrumentThatIsNotListed() {
        Desk desk = Desk.rich();

        assertThat(desk.refusals(market(InstrumentId.of("NEW"), Side.BUY, "1")))
                .containsExactly(RefusalReason.UNKNOWN_INSTRUMENT);
    }

    @Test
    void refusesALimitOffTheTick() {
        assertThat(Desk.rich().refusals(limit(Side.BUY, "1", "99.995")))
                .containsExactly(RefusalReason.OFF_TICK);
    }

    @Test
    void refusesATriggerOffTheTick() {
        OrderRequest request =
                market(PERP, Side.BUY, "1").withType(new OrderType.Stop(price("110.001")));

        assertThat(Desk.rich().refusals(request)).containsExactly(RefusalReason.OFF_TICK);
    }

    @Test
    void refusesAQuantityOffTheLot() {
        assertThat(Desk.rich().refusals(market(PERP, Side.BUY, "1.0005")))
                .containsExactly(RefusalReason.OFF_LOT);
    }

    @Test
    void allowsTheLeastNotionalExactly() {
        Desk desk = Desk.rich();
        desk.send(new AccountCommand.ListInstrument(other(minNotional("10"))));
        desk.price(InstrumentId.of("NEW"), "100");

        assertThat(desk.refusals(market(InstrumentId.of("NEW"), Side.BUY, "0.1"))).isEmpty();
    }

    @Test
    void refusesLessThanTheLeastNotional() {
        Desk desk = Desk.rich();
        desk.send(new AccountCommand.ListInstrument(other(minNotional("10"))));
        desk.price(InstrumentId.of("NEW"), "100");

        assertThat(desk.refusals(market(InstrumentId.of("NEW"), Side.BUY, "0.099")))
                .containsExactly(RefusalReason.BELOW_MIN_NOTIONAL);
    }

    @Test
    void refusesNewRiskBesideAnOrderInDoubt() {
        Desk desk = Desk.rich();
        Order doubtful = desk.place(market(PERP, Side.BUY, "1"));
        desk.report(doubtful.id(), new OrderChange.Doubted("silence"));

        assertThat(desk.refusals(market(PERP, Side.BUY, "1")))
                .containsExactly(RefusalReason.UNRESOLVED_ORDER);
    }

    @Test
    void staysInDoubtWhenACancelIsAskedFor() {
        Desk desk = Desk.rich();
        Order doubtful = desk.place(market(PERP, Side.BUY, "1"));
        desk.report(doubtful.id(), new OrderChange.Doubted("silence"));
        desk.send(new AccountCommand.CancelOrder(doubtful.id(), "wish"));

        assertThat(desk.refusals(market(PERP, Side.BUY, "1")))
                .containsExactly(RefusalReason.UNRESOLVED_ORDER);
    }

    @Test
    void allowsAnotherInstrumentBesideAnOrderInDoubt() {
        Desk desk = Desk.rich();
        Order doubtful = desk.place(market(PERP, Side.BUY, "1"));
        desk.report(doubtful.id(), new OrderChange.Doubted("silence"));

        assertThat(desk.refusals(market(SPOT, Side.BUY, "1"))).isEmpty();
    }

    @Test
    void namesEveryReasonAtOnce() {
        Desk desk = Desk.with(trade(null, "0.10", null, null));
        desk.send(new AccountCommand.Halt("storm", "tester"));

        assertThat(desk.refusals(limit(Side.BUY, "100.0005", "99.995")))
                .containsExactlyInAnyOrder(
                        RefusalReason.OFF_LOT,
                        RefusalReason.OFF_TICK,
                        RefusalReason.KILL_SWITCH,
                        RefusalReason.POSITION_SIZE);
    }

    @Test
    void recordsTheReasonsAsEvidence() {
        Order order = Desk.rich().place(market(SPOT, Side.SELL, "1"));

        assertThat(order.status()).isEqualTo(OrderStatus.REJECTED);
        assertThat(order.proof().orElseThrow().reference()).contains("SHORT_NOT_ALLOWED");
    }

    /** Long 100 at 100, marked, and then at another price. */
    private static Desk losing(RiskPolicy policy, String price) {
        Desk desk = Desk.with(policy);
        desk.send(new AccountCommand.Mark());
        desk.trade(market(PERP, Side.BUY, "100"), "100");
        desk.price(PERP, price);
        return desk;
    }

    /** The same account, started again: no price is known yet. */
    private static Desk blind(Desk desk) {
        Desk again = new Desk(desk.state.settings());
        again.takeOver(desk.history);
        return again;
    }

    private static void volume(Desk desk, String volume) {
        desk.market.update(PERP, new Quote(price("100"), desk.now, Quantity.of(volume)));
    }

    private static OrderRequest limit(Side side, String quantity, String limit) {
        return market(PERP, side, quantity).withType(new OrderType.Limit(Price.of(limit)));
    }

    private static OrderRequest stopped(String quantity, String stop) {
        return market(PERP, Side.BUY, quantity).withProtection(Protection.of(price(stop), null));
    }

    private static TradingRules minNotional(String least) {
        return new TradingRules(Samples.RULES.tick(), Samples.RULES.lot(), decimal(least));
    }

    private static Instrument other(TradingRules rules) {
        return Instrument.linear(
                InstrumentId.of("NEW"), Samples.BTC, Samples.USD, rules, FeeRates.NONE);
    }

    private static RiskPolicy trade(
            @Nullable String risk,
            @Nullable String size,
            @Nullable String slippage,
            @Nullable String liquidity) {
        return new RiskPolicy(
                new TradeLimits(share(risk), share(size), share(slippage), share(liquidity)),
                RiskPolicy.UNLIMITED.account(),
                RiskPolicy.UNLIMITED.freshness());
    }

    private static RiskPolicy account(
            @Nullable Integer positions,
            @Nullable String leverage,
            @Nullable String day,
            @Nullable String week,
            @Nullable String drawdown) {
        return new RiskPolicy(
                RiskPolicy.UNLIMITED.trade(),
                new AccountLimits(
                        positions, share(leverage), share(day), share(week), share(drawdown)),
                RiskPolicy.UNLIMITED.freshness());
    }

    private static RiskPolicy freshness(
            @Nullable Duration price, @Nullable Duration balance, @Nullable Duration duplicate) {
        return new RiskPolicy(
                RiskPolicy.UNLIMITED.trade(),
                RiskPolicy.UNLIMITED.account(),
                new Freshness(price, balance, duplicate));
    }

    private static @Nullable BigDecimal share(@Nullable String value) {
        return value == null ? null : new BigDecimal(value);
    }
}
