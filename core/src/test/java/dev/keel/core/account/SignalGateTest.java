package dev.keel.core.account;

import static dev.keel.core.Samples.fill;
import static dev.keel.core.Samples.market;
import static dev.keel.core.Samples.price;
import static dev.keel.core.Samples.quantity;
import static dev.keel.core.Samples.signal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keel.core.Samples;
import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.order.Instruction;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Origin;
import dev.keel.core.order.Side;
import dev.keel.core.risk.RiskPolicy;
import dev.keel.core.signal.Direction;
import dev.keel.core.signal.PricePlan;
import dev.keel.core.signal.Signal;
import dev.keel.core.sizing.Sizing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignalGateTest {
    private static final InstrumentId PERP = Samples.PERP_ID;
    private static final InstrumentId SPOT = Samples.SPOT_ID;
    private static final Signal LONG = signal(PERP, 1, Direction.LONG);
    private static final Signal SHORT = signal(PERP, 2, Direction.SHORT);
    private static final Signal EXIT = signal(PERP, 3, Direction.EXIT);

    @ParameterizedTest
    @EnumSource(
            value = ExecutionMode.class,
            names = {"AI_FULL_AUTO", "PAPER_TRADING"})
    void executesOnItsOwn(ExecutionMode mode) {
        Desk desk = in(mode);

        assertThat(offer(desk, LONG)).isEmpty();

        Order order = desk.last();
        assertThat(order.origin()).isEqualTo(new Origin.OfSignal(LONG.id()));
        assertThat(order.request()).isEqualTo(market(PERP, Side.BUY, "1"));
    }

    @Test
    void showsOnlyInManualMode() {
        assertThat(offer(in(ExecutionMode.MANUAL), LONG)).contains(DeclineReason.MANUAL_MODE);
    }

    @Test
    void waitsForAPersonInAssistedMode() {
        Desk desk = in(ExecutionMode.AI_ASSISTED);

        offer(desk, LONG);

        assertThat(desk.state.heldSignals())
                .containsExactly(new HeldSignal(LONG, Samples.NOON.plus(Duration.ofMinutes(10))));
        assertThat(desk.state.openOrders()).isEmpty();
    }

    @Test
    void executesWhatAPersonConfirms() {
        Desk desk = in(ExecutionMode.AI_ASSISTED);
        offer(desk, LONG);
        desk.pass(Duration.ofMinutes(10).minusNanos(1));

        desk.send(new AccountCommand.ConfirmSignal(LONG.id(), "tester"));

        assertThat(desk.state.openOrders()).hasSize(1);
        assertThat(desk.state.heldSignals()).isEmpty();
    }

    @Test
    void declinesWhatIsConfirmedTooLate() {
        Desk desk = in(ExecutionMode.AI_ASSISTED);
        offer(desk, LONG);
        desk.pass(Duration.ofMinutes(10));

        assertThat(decline(desk.send(new AccountCommand.ConfirmSignal(LONG.id(), "tester"))))
                .contains(DeclineReason.NOT_CONFIRMED);
    }

    @Test
    void declinesWhatIsDismissed() {
        Desk desk = in(ExecutionMode.AI_ASSISTED);
        offer(desk, LONG);

        assertThat(decline(desk.send(new AccountCommand.DismissSignal(LONG.id(), "tester"))))
                .contains(DeclineReason.DISMISSED);
    }

    @Test
    void declinesWhatNobodyConfirms() {
        Desk desk = in(ExecutionMode.AI_ASSISTED);
        offer(desk, LONG);
        desk.pass(Duration.ofMinutes(10));

        assertThat(decline(desk.send(new AccountCommand.Mark())))
                .contains(DeclineReason.NOT_CONFIRMED);
        assertThat(desk.state.heldSignals()).isEmpty();
    }

    @Test
    void keepsWaitingBeforeTheWindowEnds() {
        Desk desk = in(ExecutionMode.AI_ASSISTED);
        offer(desk, LONG);
        desk.pass(Duration.ofMinutes(10).minusNanos(1));

        assertThat(desk.send(new AccountCommand.Mark())).isEmpty();
    }

    @Test
    void declinesWhatANewerSignalReplaces() {
        Desk desk = in(ExecutionMode.AI_ASSISTED);
        offer(desk, LONG);

        assertThat(decline(desk.send(new AccountCommand.OfferSignal(SHORT))))
                .contains(DeclineReason.SUPERSEDED);
        assertThat(desk.state.heldSignals()).extracting(HeldSignal::signal).containsExactly(SHORT);
    }

    @Test
    void keepsWaitingWhenAnotherSourceSpeaks() {
        Desk desk = in(ExecutionMode.AI_ASSISTED);
        offer(desk, LONG);
        offer(desk, signal(SPOT, 2, Direction.LONG));

        assertThat(desk.state.heldSignals()).hasSize(2);
    }

    @Test
    void refusesToConfirmWhatDoesNotWait() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Desk.rich().send(new AccountCommand.ConfirmSignal(LONG.id(), "tester")))
                .withMessageContaining(LONG.id().toString());
    }

    @Test
    void takesASignalOnce() {
        Desk desk = Desk.rich();
        offer(desk, LONG);

        assertThat(desk.send(new AccountCommand.OfferSignal(LONG))).isEmpty();
    }

    @Test
    void takesNoSignalOlderThanTheLast() {
        Desk desk = Desk.rich();
        offer(desk, SHORT);

        assertThat(desk.send(new AccountCommand.OfferSignal(LONG))).isEmpty();
    }

    @Test
    void declinesEntriesWhileTheAccountIsHalted() {
        Desk desk = Desk.rich();
        desk.send(new AccountCommand.Halt("storm", "tester"));

        assertThat(offer(desk, LONG)).contains(DeclineReason.TRADING_HALTED);
    }

    @Test
    void declinesEntriesWhileThePlatformIsHalted() {
        Desk desk = Desk.rich();
        desk.platform = new TradingSwitch.Halted("all stop");

        assertThat(offer(desk, LONG)).contains(DeclineReason.TRADING_HALTED);
    }

    @Test
    void exitsWhileHalted() {
        Desk desk = Desk.rich();
        desk.trade(market(PERP, Side.BUY, "2"), "100");
        desk.send(new AccountCommand.Halt("storm", "tester"));

        assertThat(offer(desk, EXIT)).isEmpty();
        assertThat(desk.last().request().isReduceOnly()).isTrue();
    }

    @Test
    void leavesASpotHoldingOnAShortSignalWhileHalted() {
        Desk desk = Desk.rich();
        desk.trade(market(SPOT, Side.BUY, "2"), "100");
        desk.send(new AccountCommand.Halt("storm", "tester"));

        assertThat(offer(desk, signal(SPOT, 2, Direction.SHORT))).isEmpty();
    }

    @Test
    void declinesWhatIsHeldAlready() {
        Desk desk = Desk.rich();
        desk.trade(market(PERP, Side.BUY, "2"), "100");

        assertThat(offer(desk, LONG)).contains(DeclineReason.ALREADY_IN_POSITION);
    }

    @Test
    void declinesAnExitWithoutAPosition() {
        assertThat(offer(Desk.rich(), EXIT)).contains(DeclineReason.NO_POSITION);
    }

    @Test
    void declinesAnEntryBesideAnOpenOrder() {
        Desk desk = Desk.rich();
        desk.place(market(PERP, Side.BUY, "2"));

        assertThat(offer(desk, LONG)).contains(DeclineReason.ORDER_IN_FLIGHT);
    }

    @Test
    void declinesASecondExit() {
        Desk desk = Desk.rich();
        desk.trade(market(PERP, Side.BUY, "2"), "100");
        offer(desk, signal(PERP, 2, Direction.EXIT));

        assertThat(offer(desk, EXIT)).contains(DeclineReason.ORDER_IN_FLIGHT);
    }

    @Test
    void exitsThoughAnEntryIsStuckAndCancelsIt() {
        Desk desk = Desk.rich();
        offer(desk, LONG);
        OrderId entry = desk.last().id();
        desk.fill(entry, fill("t1", "100", "0.4"));

        assertThat(offer(desk, EXIT)).isEmpty();

        assertThat(desk.order(entry).status()).isEqualTo(OrderStatus.CANCELING);
        assertThat(desk.last().request().quantity()).isEqualTo(quantity("0.4"));
    }

    @Test
    void exitsThoughAnEntryIsInDoubt() {
        Desk desk = Desk.rich();
        desk.trade(market(PERP, Side.BUY, "1"), "100");
        OrderId doubtful = desk.place(market(PERP, Side.BUY, "1")).id();
        desk.report(doubtful, new OrderChange.Doubted("silence"));

        assertThat(offer(desk, EXIT)).isEmpty();
    }

    @Test
    void doesNotCountProtectionAsAnOrderInFlight() {
        Desk desk = Desk.rich();
        offer(desk, signal(PERP, 1, Direction.LONG, stopped()));
        desk.fill(desk.last().id(), fill("t1", "100", "1"));

        assertThat(offer(desk, EXIT)).isEmpty();
    }

    @Test
    void declinesAnUnknownInstrument() {
        InstrumentId unknown = InstrumentId.of("NEW");

        assertThat(offer(Desk.rich(), signal(unknown, 1, Direction.LONG)))
                .contains(DeclineReason.UNKNOWN_INSTRUMENT);
    }

    @Test
    void declinesAShortOfSpot() {
        assertThat(offer(Desk.rich(), signal(SPOT, 1, Direction.SHORT)))
                .contains(DeclineReason.SHORT_NOT_ALLOWED);
    }

    @Test
    void declinesAnEntryWithoutAPrice() {
        Desk desk = Desk.rich();
        InstrumentId fresh = InstrumentId.of("NEW");
        desk.send(
                new AccountCommand.ListInstrument(
                        Instrument.linear(
                                fresh, Samples.BTC, Samples.USD, Samples.RULES, FeeRates.NONE)));

        assertThat(offer(desk, signal(fresh, 1, Direction.LONG))).contains(DeclineReason.NO_PRICE);
    }

    @Test
    void declinesWhatHasNoSize() {
        Desk desk = Desk.with(sized(new Sizing.RiskToStop(Samples.decimal("0.02"))));

        assertThat(offer(desk, LONG)).contains(DeclineReason.NO_SIZE);
    }

    @Test
    void declinesWhatRiskRefuses() {
        Desk strict =
                Desk.with(
                        new AccountSettings(
                                ExecutionMode.AI_FULL_AUTO,
                                new Sizing.Fixed(quantity("100")),
                                RiskPolicy.DEFAULT,
                                Duration.ofMinutes(10)));

        assertThat(offer(strict, LONG)).contains(DeclineReason.RISK);
    }

    @Test
    void carriesStopAndTargetIntoTheOrder() {
        Desk desk = Desk.rich();

        offer(desk, signal(PERP, 1, Direction.LONG, stopped()));

        assertThat(desk.last().request().protection().stop()).contains(price("90"));
        assertThat(desk.last().request().protection().target()).contains(price("120"));
    }

    @Test
    void turnsAPositionRound() {
        Desk desk = Desk.rich();
        desk.trade(market(PERP, Side.BUY, "2"), "100");

        offer(desk, SHORT);

        Order close = desk.last();
        assertThat(close.request())
                .isEqualTo(market(PERP, Side.SELL, "2").with(Instruction.REDUCE_ONLY));
        desk.fill(close.id(), Samples.fill("close", "100", "2"));

        assertThat(desk.last().request()).isEqualTo(market(PERP, Side.SELL, "1"));
        assertThat(desk.last().origin()).isEqualTo(close.origin());
    }

    @Test
    void exitsWithAMarketOrderOfTheWholePosition() {
        Desk desk = Desk.rich();
        desk.trade(market(PERP, Side.SELL, "2"), "100");

        offer(desk, EXIT);

        assertThat(desk.last().request().side()).isEqualTo(Side.BUY);
        assertThat(desk.last().request().quantity()).isEqualTo(quantity("2"));
        assertThat(desk.last().request().type()).isInstanceOf(OrderType.Market.class);
    }

    private static Desk in(ExecutionMode mode) {
        return Desk.with(Samples.AUTO.withMode(mode));
    }

    private static AccountSettings sized(Sizing sizing) {
        return new AccountSettings(
                ExecutionMode.AI_FULL_AUTO, sizing, RiskPolicy.UNLIMITED, Duration.ofMinutes(10));
    }

    private static PricePlan stopped() {
        return new PricePlan(price("100"), price("90"), price("120"), null);
    }

    private static Optional<DeclineReason> offer(Desk desk, Signal signal) {
        return decline(desk.send(new AccountCommand.OfferSignal(signal)));
    }

    private static Optional<DeclineReason> decline(List<AccountEvent> events) {
        return events.stream()
                .filter(AccountEvent.SignalDeclined.class::isInstance)
                .map(event -> ((AccountEvent.SignalDeclined) event).reason())
                .findFirst();
    }
}
