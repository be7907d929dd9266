package dev.keel.core.account;

import static dev.keel.core.Samples.fill;
import static dev.keel.core.Samples.market;
import static dev.keel.core.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.Samples;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.order.Evidence;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.order.Side;
import dev.keel.core.order.VenueOrderId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a venue says, twice, late, out of order and against itself. */
class VenueReportTest {
    private static final InstrumentId PERP = Samples.PERP_ID;
    private static final Evidence EVIDENCE = new Evidence("venue", "said so");
    private static final OrderChange REFUSED = new OrderChange.Refused(EVIDENCE);
    private static final OrderChange CANCEL_REFUSED = new OrderChange.CancelRefused(EVIDENCE);
    private static final OrderChange DOUBTED = new OrderChange.Doubted("silence");

    private final Desk desk = Desk.rich();
    private final OrderId order = desk.place(market(PERP, Side.BUY, "10")).id();

    @Test
    void ignoresAnOrderThatItNeverPlaced() {
        assertThat(desk.fill(new OrderId(1), fill("t1", "100", "1"))).isEmpty();
    }

    @Test
    void ignoresTheSameAcceptanceTwice() {
        desk.accept(order);

        assertThat(desk.accept(order)).isEmpty();
    }

    @Test
    void ignoresTheSameFillTwice() {
        desk.fill(order, fill("t1", "100", "4"));

        assertThat(desk.fill(order, fill("t1", "100", "4"))).isEmpty();
        assertThat(desk.position(PERP).quantity()).isEqualTo(Samples.quantity("4"));
    }

    @Test
    void ignoresTheSameEndTwice() {
        desk.cancelled(order);

        assertThat(desk.cancelled(order)).isEmpty();
    }

    @Test
    void takesAFillBeforeTheAcceptance() {
        desk.fill(order, fill("t1", "100", "4"));
        desk.accept(order);

        assertThat(status()).isEqualTo(OrderStatus.PARTIALLY_FILLED);
    }

    @Test
    void takesAFillAfterTheCancel() {
        desk.cancelled(order);
        desk.fill(order, fill("late", "100", "4"));

        assertThat(status()).isEqualTo(OrderStatus.CANCELED);
        assertThat(desk.position(PERP).quantity()).isEqualTo(Samples.quantity("4"));
    }

    @Test
    void takesAFillAfterTheRefusal() {
        desk.report(order, REFUSED);
        desk.fill(order, fill("late", "100", "4"));

        assertThat(desk.position(PERP).quantity()).isEqualTo(Samples.quantity("4"));
    }

    @Test
    void takesMoreThanWasOrdered() {
        desk.fill(order, fill("t1", "100", "10"));
        desk.fill(order, fill("t2", "100", "1"));

        assertThat(desk.position(PERP).quantity()).isEqualTo(Samples.quantity("11"));
        assertThat(status()).isEqualTo(OrderStatus.FILLED);
    }

    @Test
    void takesARefusalOfAnOrderThatIsBeingCancelled() {
        desk.send(new AccountCommand.CancelOrder(order, "wish"));
        desk.report(order, REFUSED);

        assertThat(status()).isEqualTo(OrderStatus.REJECTED);
    }

    @Test
    void waitsForTheAnswerToTheSubmitWhenTheCancelCameTooEarly() {
        desk.send(new AccountCommand.CancelOrder(order, "wish"));
        desk.report(order, CANCEL_REFUSED);

        assertThat(status()).isEqualTo(OrderStatus.PENDING);
    }

    @Test
    void worksOnWhenTheVenueWillNotCancel() {
        desk.accept(order);
        desk.send(new AccountCommand.CancelOrder(order, "wish"));
        desk.report(order, CANCEL_REFUSED);

        assertThat(status()).isEqualTo(OrderStatus.WORKING);
    }

    @Test
    void ignoresARefusedCancelOfAFilledOrder() {
        desk.send(new AccountCommand.CancelOrder(order, "wish"));
        desk.fill(order, fill("t1", "100", "10"));

        assertThat(desk.report(order, CANCEL_REFUSED)).isEmpty();
    }

    @Test
    void ignoresARefusedCancelOfAnOrderInDoubt() {
        desk.report(order, DOUBTED);
        desk.send(new AccountCommand.CancelOrder(order, "wish"));

        assertThat(desk.report(order, CANCEL_REFUSED)).isEmpty();
        assertThat(status()).isEqualTo(OrderStatus.IN_DOUBT);
    }

    @Test
    void doubtsARefusalAfterTheAcceptance() {
        desk.accept(order);
        desk.report(order, REFUSED);

        assertThat(status()).isEqualTo(OrderStatus.IN_DOUBT);
    }

    @Test
    void believesTheRefusalThatResolvesTheDoubt() {
        desk.accept(order);
        desk.report(order, REFUSED);
        desk.report(order, REFUSED);

        assertThat(status()).isEqualTo(OrderStatus.REJECTED);
    }

    @Test
    void doubtsAnAcceptanceUnderAnotherId() {
        desk.accept(order);
        desk.report(order, new OrderChange.Accepted(new VenueOrderId("another")));

        assertThat(status()).isEqualTo(OrderStatus.IN_DOUBT);
    }

    @Test
    void believesTheIdThatResolvesTheDoubt() {
        OrderChange another = new OrderChange.Accepted(new VenueOrderId("another"));
        desk.accept(order);
        desk.report(order, another);
        desk.report(order, another);

        assertThat(status()).isEqualTo(OrderStatus.WORKING);
        assertThat(desk.order(order).venueId()).contains(new VenueOrderId("another"));
    }

    @Test
    void ignoresAnotherIdOfAClosedOrder() {
        desk.accept(order);
        desk.cancelled(order);

        assertThat(desk.report(order, new OrderChange.Accepted(new VenueOrderId("another"))))
                .isEmpty();
    }

    @Test
    void doubtsOnce() {
        desk.report(order, DOUBTED);

        assertThat(desk.report(order, DOUBTED)).isEmpty();
    }

    @Test
    void resolvesADoubtByTheAcceptanceThatWasKnown() {
        desk.accept(order);
        desk.report(order, DOUBTED);
        desk.accept(order);

        assertThat(status()).isEqualTo(OrderStatus.WORKING);
    }

    @Test
    void doubtsWhatHasNoAnswerAfterARestart() {
        OrderId cancelling = desk.place(market(PERP, Side.BUY, "1")).id();
        OrderId working = desk.place(market(PERP, Side.BUY, "2")).id();
        desk.accept(working);
        desk.accept(cancelling);
        desk.send(new AccountCommand.CancelOrder(cancelling, "wish"));

        desk.send(new AccountCommand.DoubtUnanswered());

        assertThat(List.of(status(), desk.order(cancelling).status(), desk.order(working).status()))
                .containsExactly(OrderStatus.IN_DOUBT, OrderStatus.IN_DOUBT, OrderStatus.WORKING);
    }

    @Test
    void paysFeesAndTakesRebates() {
        desk.fill(order, fill("t1", "100", "4", "1.5"));
        desk.fill(order, fill("t2", "100", "6", "-0.5"));

        assertThat(desk.state.cash()).isEqualTo(usd("9999"));
        assertThat(desk.position(PERP).fees()).isEqualTo(usd("1"));
    }

    @Test
    void remembersAnOldOrderThatClosesLate() {
        for (int i = 0; i <= AccountState.REMEMBERED_ORDERS; i++) {
            desk.cancelled(desk.place(market(PERP, Side.BUY, "1")).id());
        }
        desk.cancelled(order);

        desk.fill(order, fill("late", "100", "4"));

        assertThat(desk.position(PERP).quantity()).isEqualTo(Samples.quantity("4"));
    }

    @Test
    void remembersABoundedNumberOfClosedOrders() {
        for (int i = 0; i < 3 * AccountState.REMEMBERED_ORDERS; i++) {
            desk.cancelled(desk.place(market(PERP, Side.BUY, "1")).id());
        }

        assertThat(desk.state.recentlyClosedOrders())
                .hasSizeBetween(AccountState.REMEMBERED_ORDERS, 2 * AccountState.REMEMBERED_ORDERS);
    }

    private OrderStatus status() {
        return desk.order(order).status();
    }
}
