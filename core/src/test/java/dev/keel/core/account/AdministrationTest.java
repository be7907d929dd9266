package dev.keel.core.account;

import static dev.keel.core.Samples.fill;
import static dev.keel.core.Samples.market;
import static dev.keel.core.Samples.place;
import static dev.keel.core.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.keel.core.Samples;
import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.instrument.TradingRules;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.core.order.Instruction;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.order.Side;
import dev.keel.core.risk.EquityMarks;
import dev.keel.core.risk.RiskPolicy;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdministrationTest {
    private static final InstrumentId PERP = Samples.PERP_ID;

    private final Desk desk = Desk.with(RiskPolicy.DEFAULT);

    @Test
    void opensOnce() {
        assertThatIllegalArgumentException().isThrownBy(() -> desk.send(Samples.OPEN));
    }

    @Test
    void takesDepositsAndWithdrawals() {
        desk.send(new AccountCommand.MoveFunds(usd("-10000"), "all of it"));

        assertThat(desk.state.cash()).isEqualTo(usd("0"));
    }

    @Test
    void refusesToPayOutMoreThanThereIs() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> desk.send(new AccountCommand.MoveFunds(usd("-10000.01"), "too much")))
                .withMessageContaining("amount");
    }

    @Test
    void takesADepositThatDoesNotCoverALoss() {
        loseMoreThanAll();

        desk.send(new AccountCommand.MoveFunds(usd("100"), "a start"));

        assertThat(desk.state.cash()).isEqualTo(usd("-900"));
    }

    @Test
    void refusesAnotherCurrency() {
        Money bitcoin = Money.of(Samples.BTC, "1");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> desk.send(new AccountCommand.MoveFunds(bitcoin, "mistake")))
                .withMessageContaining("USD");
    }

    @Test
    void takesTheCashThatAPersonStatesOnce() {
        desk.send(new AccountCommand.StateCash(usd("2500.5"), "test"));
        int events = desk.history.size();
        desk.send(new AccountCommand.StateCash(usd("2500.5"), "test"));

        assertThat(desk.state.cash()).isEqualTo(usd("2500.5"));
        assertThat(desk.history).hasSize(events);
    }

    @Test
    void refusesCashBelowZeroOrInAnotherCurrency() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> desk.send(new AccountCommand.StateCash(usd("-1"), "test")))
                .withMessageContaining("cash must be 0 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        desk.send(new AccountCommand.StateCash(Money.of(Samples.BTC, "1"), "test")))
                .withMessageContaining("cash must be in USD");
    }

    @Test
    void refusesAnInstrumentInAnotherCurrency() {
        Instrument inEuros =
                Instrument.spot(
                        InstrumentId.of("BTC-EUR"),
                        Samples.BTC,
                        Asset.of("EUR"),
                        Samples.RULES,
                        FeeRates.NONE);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> desk.send(new AccountCommand.ListInstrument(inEuros)))
                .withMessageContaining("EUR");
    }

    @Test
    void tradesByNewRulesAtOnce() {
        desk.trade(market(PERP, Side.BUY, "1"), "100");
        Instrument finer =
                Instrument.linear(
                        PERP, Samples.BTC, Samples.USD, TradingRules.FINEST, FeeRates.NONE);

        desk.send(new AccountCommand.ListInstrument(finer));

        assertThat(desk.position(PERP).instrument()).isEqualTo(finer);
        assertThat(desk.state.instrument(PERP)).contains(finer);
    }

    @Test
    void refusesToChangeWhatAFillMeans() {
        Instrument tenfold =
                new Instrument(
                        PERP,
                        Samples.BTC,
                        Samples.USD,
                        InstrumentKind.LINEAR,
                        Samples.RULES,
                        FeeRates.NONE,
                        BigDecimal.TEN);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> desk.send(new AccountCommand.ListInstrument(tenfold)))
                .withMessageContaining("contract size");
    }

    @Test
    void listsTheSameInstrumentOnce() {
        assertThat(desk.send(new AccountCommand.ListInstrument(Samples.PERP))).isEmpty();
    }

    @Test
    void changesSettingsOnce() {
        AccountSettings manual = desk.state.settings().withMode(ExecutionMode.MANUAL);

        assertThat(desk.send(new AccountCommand.ChangeSettings(manual, "tester"))).hasSize(1);
        assertThat(desk.send(new AccountCommand.ChangeSettings(manual, "tester"))).isEmpty();
    }

    @Test
    void cancelsEntriesAndKeepsProtectionWhenHalted() {
        desk.trade(market(PERP, Side.BUY, "1"), "100");
        OrderId exit = desk.place(market(PERP, Side.SELL, "1").with(Instruction.REDUCE_ONLY)).id();
        OrderId entry = desk.place(market(PERP, Side.BUY, "1.5")).id();

        desk.send(new AccountCommand.Halt("storm", "tester"));

        assertThat(desk.order(exit).status()).isEqualTo(OrderStatus.PENDING);
        assertThat(desk.order(entry).status()).isEqualTo(OrderStatus.CANCELING);
    }

    @Test
    void cancelsAnEntryThatIsAcceptedAfterTheHalt() {
        OrderId entry = desk.place(market(PERP, Side.BUY, "1")).id();
        desk.report(entry, new OrderChange.Doubted("silence"));
        desk.send(new AccountCommand.Halt("storm", "tester"));
        assertThat(desk.order(entry).status()).isEqualTo(OrderStatus.IN_DOUBT);

        desk.accept(entry);

        assertThat(desk.order(entry).status()).isEqualTo(OrderStatus.CANCELING);
    }

    @Test
    void haltsOnceAndResumesOnce() {
        AccountCommand halt = new AccountCommand.Halt("storm", "tester");
        AccountCommand resume = new AccountCommand.Resume("tester");

        assertThat(desk.send(halt)).hasSize(1);
        assertThat(desk.send(halt)).isEmpty();
        assertThat(desk.send(resume)).hasSize(1);
        assertThat(desk.send(resume)).isEmpty();
    }

    @Test
    void cancelsAnOrderOnce() {
        OrderId order = desk.place(market(PERP, Side.BUY, "1")).id();
        AccountCommand cancel = new AccountCommand.CancelOrder(order, "wish");

        assertThat(desk.send(cancel)).hasSize(1);
        assertThat(desk.send(cancel)).isEmpty();
    }

    @Test
    void cancelsNothingThatIsClosed() {
        OrderId order = desk.trade(market(PERP, Side.BUY, "1"), "100");

        assertThat(desk.send(new AccountCommand.CancelOrder(order, "wish"))).isEmpty();
    }

    @Test
    void refusesToCancelAnUnknownOrder() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> desk.send(new AccountCommand.CancelOrder(new OrderId(7), "wish")))
                .withMessageContaining("order 7");
    }

    @Test
    void placesOneOrderUnderOneKey() {
        AccountCommand command = place(market(PERP, Side.BUY, "1"), "mine");

        assertThat(desk.send(command))
                .filteredOn(AccountEvent.OrderPlaced.class::isInstance)
                .hasSize(1);
        assertThat(desk.send(command)).isEmpty();
    }

    @Test
    void marksEquityBeforeTheFirstOrderIsJudged() {
        assertThat(desk.send(place(market(PERP, Side.BUY, "1"), "mine")))
                .first()
                .isInstanceOf(AccountEvent.EquityMarked.class);
    }

    @Test
    void refusesAKeyThatNamesAnotherOrder() {
        desk.send(place(market(PERP, Side.BUY, "1"), "mine"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> desk.send(place(market(PERP, Side.SELL, "1"), "mine")))
                .withMessageContaining("client key mine");
    }

    @Test
    void marksEquityOnceWhileNothingMoves() {
        assertThat(desk.send(new AccountCommand.Mark())).hasSize(1);
        assertThat(desk.send(new AccountCommand.Mark())).isEmpty();
    }

    @Test
    void marksThePeakWithOpenProfit() {
        desk.trade(market(PERP, Side.BUY, "1"), "100");
        desk.price(PERP, "150");

        desk.send(new AccountCommand.Mark());

        assertThat(marks().peak()).isEqualTo(usd("10050"));
    }

    @Test
    void marksNothingWithoutThePriceOfWhatIsHeld() {
        desk.trade(market(PERP, Side.BUY, "1"), "100");
        Desk blind = new Desk(desk.state.settings());
        blind.takeOver(desk.history);

        assertThat(blind.send(new AccountCommand.Mark())).isEmpty();
    }

    @Test
    void shiftsTheMarksByATransfer() {
        desk.send(new AccountCommand.Mark());

        desk.send(new AccountCommand.MoveFunds(usd("500"), "deposit"));

        assertThat(List.of(marks().dayOpen(), marks().weekOpen(), marks().peak()))
                .containsOnly(usd("10500"));
    }

    @Test
    void countsAPositionWithoutAPriceAtItsCost() {
        desk.trade(market(PERP, Side.BUY, "1"), "90");
        Desk blind = new Desk(desk.state.settings());
        blind.takeOver(desk.history);

        assertThat(Account.equity(blind.state, blind.situation())).isEqualTo(usd("10000"));
    }

    @Test
    void refusesAHistoryThatDoesNotBeginWithTheOpening() {
        assertThatIllegalArgumentException().isThrownBy(() -> Account.replay(List.of()));
    }

    @Test
    void refusesAHistoryWithASecondOpening() {
        AccountEvent opened = desk.history.getFirst();

        assertThatIllegalStateException()
                .isThrownBy(() -> Account.replay(List.of(opened, opened)))
                .withMessageContaining("twice");
    }

    @Test
    void refusesAHistoryThatChangesAnOrderThatIsNotThere() {
        AccountEvent change =
                new AccountEvent.OrderChanged(
                        Samples.NOON, new OrderId(1), new OrderChange.Doubted("silence"));

        assertThatIllegalStateException()
                .isThrownBy(() -> Account.replay(List.of(desk.history.getFirst(), change)))
                .withMessageContaining("does not exist");
    }

    @Test
    void mintsOrderIdsFromTheAccountsNumber() {
        Order first = desk.place(market(PERP, Side.BUY, "1"));
        Order second = desk.place(market(PERP, Side.SELL, "2"));

        assertThat(first.id()).isEqualTo(new OrderId(471_100_000_000_001L));
        assertThat(second.id()).isEqualTo(new OrderId(471_100_000_000_002L));
    }

    /** Buys 110 at 100 and sells them at 0: 11,000 of 10,000. */
    private void loseMoreThanAll() {
        Desk reckless = Desk.rich();
        desk.takeOver(reckless.history);
        desk.trade(market(PERP, Side.BUY, "110"), "100");
        desk.fill(
                desk.place(market(PERP, Side.SELL, "110")).id(), fill("out", "0.01", "110", "1.1"));
    }

    private EquityMarks marks() {
        return desk.state.marks().orElseThrow();
    }
}
