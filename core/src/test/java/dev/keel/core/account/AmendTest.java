package dev.keel.core.account;

import static dev.keel.core.Samples.fill;
import static dev.keel.core.Samples.market;
import static dev.keel.core.Samples.price;
import static dev.keel.core.Samples.quantity;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keel.core.Samples;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.Evidence;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Origin;
import dev.keel.core.order.Protection;
import dev.keel.core.order.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An entry goes before its replacement comes; an exit stays until its replacement works. */
class AmendTest {
    private static final InstrumentId PERP = Samples.PERP_ID;
    private static final ClientKey KEY = new ClientKey("amend");

    private final Desk desk = Desk.rich();

    @Test
    void cancelsTheEntryAndWaits() {
        Order entry = entry();

        List<AccountEvent> events = amend(entry, limit("3", "91"));

        assertThat(desk.order(entry.id()).status()).isEqualTo(OrderStatus.CANCELING);
        assertThat(events).noneMatch(AccountEvent.OrderPlaced.class::isInstance);
        assertThat(desk.state.amendment(entry.id())).isPresent();
    }

    @Test
    void placesTheEntryForWhatHasNotTraded() {
        Order entry = entry();
        amend(entry, limit("3", "91"));
        desk.fill(entry.id(), fill("p", "90", "0.5"));

        desk.cancelled(entry.id());

        assertThat(desk.last().request()).isEqualTo(limit("2.5", "91"));
        assertThat(desk.last().origin()).isEqualTo(new Origin.OfClient(KEY, "tester"));
        assertThat(desk.state.amendment(entry.id())).isEmpty();
    }

    @Test
    void placesNothingWhenTheEntryFilledMeanwhile() {
        Order entry = entry();
        amend(entry, limit("3", "91"));

        List<AccountEvent> events = desk.fill(entry.id(), fill("w", "90", "2"));

        assertThat(events).hasSize(1);
        assertThat(desk.state.amendment(entry.id())).isEmpty();
    }

    @Test
    void judgesTheReplacementAnew() {
        Order entry = entry();
        amend(entry, limit("3", "91"));
        desk.send(
                new AccountCommand.Halt(
                        SwitchScope.OfAccount.INSTANCE, KillLevel.NO_NEW, "storm", "tester"));

        List<AccountEvent> events = desk.cancelled(entry.id());

        assertThat(events.getLast()).isInstanceOf(AccountEvent.OrderRefused.class);
    }

    @Test
    void takesTheSameAmendmentOnce() {
        Order entry = entry();
        amend(entry, limit("3", "91"));

        assertThat(amend(entry, limit("3", "91"))).isEmpty();
        desk.cancelled(entry.id());
        assertThat(amend(entry, limit("3", "91"))).isEmpty();
    }

    @Test
    void placesNothingWhenItIsCancelledAfterAll() {
        Order entry = entry();
        amend(entry, limit("3", "91"));
        desk.send(new AccountCommand.CancelOrder(entry.id(), "no more"));

        List<AccountEvent> events = desk.cancelled(entry.id());

        assertThat(events).hasSize(1);
    }

    @Test
    void keepsTheAmendmentWhenTheCancelGoesAstray() {
        Order entry = entry();
        amend(entry, limit("3", "91"));
        desk.report(entry.id(), new OrderChange.Doubted("silence"));
        desk.accept(entry.id());
        desk.report(entry.id(), new OrderChange.CancelRequested(VenueDesk.ASTRAY));

        desk.cancelled(entry.id());

        assertThat(desk.last().request()).isEqualTo(limit("3", "91"));
    }

    @Test
    void keepsAnExitUntilTheNewOneWorks() {
        Order stop = stop();

        amend(stop, stopAt("95"));
        Order replacement = desk.last();
        assertThat(replacement.origin()).isEqualTo(stop.origin());
        assertThat(replacement.request().isReduceOnly()).isTrue();
        assertThat(desk.order(stop.id()).status()).isEqualTo(OrderStatus.WORKING);

        desk.accept(replacement.id());
        assertThat(desk.order(stop.id()).status()).isEqualTo(OrderStatus.CANCELING);
    }

    @Test
    void keepsAnExitWhoseReplacementIsRefused() {
        Order stop = stop();
        amend(stop, stopAt("95"));

        List<AccountEvent> events =
                desk.report(desk.last().id(), new OrderChange.Refused(new Evidence("venue", "no")));

        assertThat(desk.order(stop.id()).status()).isEqualTo(OrderStatus.WORKING);
        assertThat(events.getLast())
                .isInstanceOfSatisfying(
                        AccountEvent.Alarmed.class,
                        alarm -> assertThat(alarm.kind()).isEqualTo(AlarmKind.PROTECTION_REFUSED));
    }

    @Test
    void refusesWhatIsNotOpen() {
        OrderId done = desk.trade(market(PERP, Side.BUY, "1"), "100");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> amend(desk.order(done), limit("1", "90")))
                .withMessageContaining("must be open");
    }

    @Test
    void namesTheFieldThatMayNotChange() {
        Order entry = entry();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> amend(entry, market(PERP, Side.SELL, "1")))
                .withMessageStartingWith("side");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> amend(entry, market(Samples.ETH_ID, Side.BUY, "1")))
                .withMessageStartingWith("instrument");
    }

    @Test
    void leavesTheOrderWhenTheReplacementBreaksTheRules() {
        Order entry = entry();

        List<AccountEvent> events = amend(entry, limit("1", "90.001"));

        assertThat(events).hasOnlyElementsOfType(AccountEvent.OrderRefused.class);
        assertThat(desk.order(entry.id()).status()).isEqualTo(OrderStatus.WORKING);
    }

    private List<AccountEvent> amend(Order order, OrderRequest replacement) {
        return desk.send(new AccountCommand.AmendOrder(order.id(), replacement, KEY, "tester"));
    }

    private Order entry() {
        OrderId id = desk.place(limit("2", "90")).id();
        desk.accept(id);
        return desk.order(id);
    }

    private Order stop() {
        desk.trade(
                market(PERP, Side.BUY, "2").withProtection(Protection.of(price("90"), null)),
                "100");
        OrderId id = desk.last().id();
        desk.accept(id);
        return desk.order(id);
    }

    private static OrderRequest limit(String quantity, String limit) {
        return market(PERP, Side.BUY, quantity).withType(new OrderType.Limit(price(limit)));
    }

    private static OrderRequest stopAt(String trigger) {
        return OrderRequest.market(PERP, Side.SELL, quantity("2"))
                .withType(new OrderType.Stop(price(trigger)));
    }
}
