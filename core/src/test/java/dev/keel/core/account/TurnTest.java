package dev.keel.core.account;

import static dev.keel.core.Samples.fill;
import static dev.keel.core.Samples.market;
import static dev.keel.core.Samples.signal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.Samples;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.order.Order;
import dev.keel.core.order.Side;
import dev.keel.core.signal.Direction;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A signal against what is held closes first, and enters once that is certain. */
class TurnTest {
    private static final InstrumentId PERP = Samples.PERP_ID;

    private final Desk desk = Desk.rich();

    @BeforeEach
    void holdAndTurn() {
        desk.trade(market(PERP, Side.BUY, "2"), "100");
        desk.send(new AccountCommand.OfferSignal(signal(PERP, 1, Direction.SHORT)));
    }

    @Test
    void entersWithTheFillThatMakesItFlat() {
        Order close = desk.last();
        assertThat(desk.fill(close.id(), fill("c1", "100", "1"))).hasSize(1);

        desk.fill(close.id(), fill("c2", "100", "1"));

        assertThat(desk.last().request()).isEqualTo(market(PERP, Side.SELL, "1"));
        assertThat(desk.last().origin()).isEqualTo(close.origin());
        assertThat(desk.state.safety().waiting().size()).isZero();
    }

    @Test
    void entersAfterARestartToo() {
        Order close = desk.last();
        desk.takeOver(List.copyOf(desk.history));

        desk.fill(close.id(), fill("c", "100", "2"));

        assertThat(desk.last().request()).isEqualTo(market(PERP, Side.SELL, "1"));
    }

    @Test
    void doesNotEnterWhenTheCloseEndsEarly() {
        Order close = desk.last();
        desk.fill(close.id(), fill("c", "100", "1"));

        assertGivenUp(desk.cancelled(close.id()));
    }

    @Test
    void doesNotEnterUnderASwitch() {
        List<AccountEvent> events =
                desk.send(
                        new AccountCommand.Halt(
                                new SwitchScope.OfStrategy("test"),
                                KillLevel.NO_NEW,
                                "storm",
                                "tester"));

        assertGivenUp(events);
        assertThat(desk.fill(desk.last().id(), fill("c", "100", "2"))).hasSize(1);
    }

    @Test
    void doesNotEnterWhatANewerSignalTakesBack() {
        Order close = desk.last();

        desk.send(new AccountCommand.OfferSignal(signal(PERP, 2, Direction.EXIT)));

        assertThat(desk.fill(close.id(), fill("c", "100", "2"))).hasSize(1);
    }

    @Test
    void doesNotWaitForEver() {
        desk.pass(Duration.ofMinutes(10));

        assertGivenUp(desk.send(new AccountCommand.Mark()));
    }

    @Test
    void doesNotEnterWhatRiskRefuses() {
        desk.platform =
                new TradingSwitch.LimitReached(
                        new SharedLimit(SharedLimit.PLATFORM, Samples.usd("1"), Samples.usd("2")));

        assertGivenUp(desk.fill(desk.last().id(), fill("c", "100", "2")));
    }

    private static void assertGivenUp(List<AccountEvent> events) {
        assertThat(events)
                .filteredOn(AccountEvent.Alarmed.class::isInstance)
                .extracting(event -> ((AccountEvent.Alarmed) event).kind())
                .contains(AlarmKind.ENTRY_NOT_TAKEN);
        assertThat(events).noneMatch(AccountEvent.OrderPlaced.class::isInstance);
    }
}
