package dev.keel.core.account;

import static dev.keel.core.Samples.fill;
import static dev.keel.core.Samples.market;
import static dev.keel.core.Samples.price;
import static dev.keel.core.Samples.quantity;
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
import java.util.List;
import org.junit.jupiter.api.Test;

/** A position is protected from its first fill until it is gone, and nothing else is sold. */
class ProtectionTest {
    private static final InstrumentId PERP = Samples.PERP_ID;

    private final Desk desk = Desk.rich();

    @Test
    void placesNothingBeforeTheFirstFill() {
        desk.accept(entry("10"));

        assertThat(exits()).isEmpty();
    }

    @Test
    void placesThePairAtTheFirstFill() {
        OrderId entry = entry("10");

        desk.fill(entry, fill("t1", "100", "4"));

        assertThat(exits())
                .extracting(order -> order.request().type())
                .containsExactly(
                        new OrderType.Stop(price("90")), new OrderType.Limit(price("120")));
        assertThat(exits())
                .allSatisfy(order -> {
                    assertThat(order.origin()).isEqualTo(new Origin.OfProtection(entry));
                    assertThat(order.request().isReduceOnly()).isTrue();
                    assertThat(order.request().side()).isEqualTo(Side.SELL);
                    assertThat(order.request().quantity()).isEqualTo(quantity("10"));
                });
    }

    @Test
    void placesThePairOnce() {
        OrderId entry = entry("10");
        desk.fill(entry, fill("t1", "100", "4"));

        desk.fill(entry, fill("t2", "100", "6"));

        assertThat(exits()).hasSize(2);
    }

    @Test
    void placesOnlyWhatTheEntryCarries() {
        OrderRequest request =
                market(PERP, Side.BUY, "1").withProtection(Protection.of(price("90"), null));

        desk.trade(request, "100");

        assertThat(exits()).hasSize(1);
    }

    @Test
    void protectsWhenTheEntryTurnsAPositionRoundInParts() {
        desk.trade(market(PERP, Side.SELL, "5"), "100");
        OrderId entry = entry("10");
        desk.fill(entry, fill("t1", "100", "3"));
        assertThat(exits()).isEmpty();

        desk.fill(entry, fill("t2", "100", "7"));

        assertThat(exits()).hasSize(2);
    }

    @Test
    void protectsAgainWhenTheEntryGoesOnAfterItsStop() {
        OrderId entry = entry("10");
        desk.fill(entry, fill("t1", "100", "4"));
        OrderId stop = exits().getFirst().id();
        desk.fill(stop, fill("t2", "90", "4"));
        assertThat(desk.position(PERP).isFlat()).isTrue();

        desk.fill(entry, fill("t3", "90", "6"));

        assertThat(exits()).filteredOn(order -> order.status() == OrderStatus.PENDING).hasSize(2);
    }

    @Test
    void placesAnExitAnewThatTheVenueNeverHad() {
        desk.trade(protectedBuy("10"), "100");
        Order lost = exits().getFirst();
        desk.send(new AccountCommand.DoubtUnanswered());

        desk.report(lost.id(), new OrderChange.Refused(new Evidence("venue", "not known")));

        assertThat(desk.order(lost.id()).status()).isEqualTo(OrderStatus.REJECTED);
        assertThat(desk.last().status()).isEqualTo(OrderStatus.PENDING);
        assertThat(desk.last().request()).isEqualTo(lost.request());
        assertThat(desk.last().origin()).isEqualTo(lost.origin());
    }

    @Test
    void leavesAnExitToTheGuardThatComesToNothingAgainAndAgain() {
        desk.trade(protectedBuy("10"), "100");
        for (int i = 0; i < 2; i++) {
            Order lost =
                    exits().stream()
                            .filter(order -> order.request().type() instanceof OrderType.Stop)
                            .findFirst()
                            .orElseThrow();
            desk.report(lost.id(), new OrderChange.Doubted("silence"));
            desk.report(lost.id(), new OrderChange.Refused(new Evidence("venue", "not known")));
        }

        assertThat(exits())
                .extracting(order -> order.request().type())
                .containsExactly(new OrderType.Limit(price("120")));
    }

    @Test
    void placesNoExitAnewThatTheVenueRefusesOutright() {
        desk.trade(protectedBuy("10"), "100");
        Order refused = exits().getFirst();

        desk.report(refused.id(), new OrderChange.Refused(new Evidence("venue", "no")));

        assertThat(exits()).hasSize(1);
    }

    @Test
    void placesNoExitAnewForWhatIsNoLongerHeld() {
        desk.trade(protectedBuy("10"), "100");
        Order lost = exits().getFirst();
        desk.send(new AccountCommand.DoubtUnanswered());
        desk.trade(market(PERP, Side.SELL, "10").with(Instruction.REDUCE_ONLY), "100");

        desk.report(lost.id(), new OrderChange.Refused(new Evidence("venue", "not known")));

        assertThat(exits()).hasSize(1);
    }

    @Test
    void cancelsThePairWhenThePositionIsClosed() {
        desk.trade(protectedBuy("10"), "100");

        desk.trade(market(PERP, Side.SELL, "10"), "100");

        assertThat(exits()).extracting(Order::status).containsOnly(OrderStatus.CANCELING);
    }

    @Test
    void cancelsThePairWhenThePositionIsTurnedRound() {
        desk.trade(protectedBuy("10"), "100");

        desk.trade(market(PERP, Side.SELL, "15"), "100");

        assertThat(exits()).extracting(Order::status).containsOnly(OrderStatus.CANCELING);
    }

    @Test
    void keepsThePairWhenThePositionIsReduced() {
        desk.trade(protectedBuy("10"), "100");

        desk.trade(market(PERP, Side.SELL, "4"), "100");

        assertThat(exits()).extracting(Order::status).containsOnly(OrderStatus.PENDING);
    }

    @Test
    void cancelsTheStopWhenTheTargetHasFilledThoughMoreIsHeld() {
        desk.trade(market(PERP, Side.BUY, "5"), "100");
        desk.trade(protectedBuy("1"), "100");
        OrderId target = exits().getLast().id();

        desk.fill(target, fill("x", "120", "1"));

        assertThat(desk.position(PERP).quantity()).isEqualTo(quantity("5"));
        assertThat(exits()).extracting(Order::status).containsExactly(OrderStatus.CANCELING);
    }

    @Test
    void protectsWhileHalted() {
        OrderId entry = entry("10");
        desk.accept(entry);
        desk.send(new AccountCommand.Halt("storm", "tester"));

        desk.fill(entry, fill("t1", "100", "4"));

        assertThat(exits()).extracting(Order::status).containsOnly(OrderStatus.PENDING);
    }

    @Test
    void protectsThoughNoPriceIsKnown() {
        OrderId entry = entry("10");
        Desk blind = new Desk(desk.state.settings());
        blind.takeOver(desk.history);

        blind.fill(entry, fill("t1", "100", "10"));

        assertThat(blind.state.openOrders())
                .extracting(Order::reservedAt)
                .containsExactly(price("90"), price("120"));
    }

    @Test
    void protectsThoughTheStopIsBelowTheFirstTick() {
        OrderRequest request =
                market(PERP, Side.BUY, "1").withProtection(Protection.of(price("0.001"), null));

        desk.trade(request, "100");

        assertThat(exits())
                .extracting(order -> order.request().type())
                .containsExactly(new OrderType.Stop(price("0.01")));
    }

    @Test
    void roundsExitsToTheTick() {
        OrderRequest request =
                market(PERP, Side.BUY, "1")
                        .withProtection(Protection.of(price("90.0049"), price("119.996")));

        desk.trade(request, "100");

        assertThat(exits())
                .extracting(order -> order.request().type())
                .containsExactly(
                        new OrderType.Stop(price("90")), new OrderType.Limit(price("120")));
    }

    @Test
    void cancelsAgainAnExitWhoseCancelWentAstray() {
        desk.trade(protectedBuy("10"), "100");
        OrderId stop = exits().getFirst().id();
        desk.accept(stop);
        desk.trade(market(PERP, Side.SELL, "10"), "100");
        desk.report(stop, new OrderChange.Doubted("the cancel timed out"));

        desk.accept(stop);

        assertThat(desk.order(stop).status()).isEqualTo(OrderStatus.CANCELING);
    }

    private OrderId entry(String quantity) {
        return desk.place(protectedBuy(quantity)).id();
    }

    private static OrderRequest protectedBuy(String quantity) {
        return market(PERP, Side.BUY, quantity)
                .withProtection(Protection.of(price("90"), price("120")));
    }

    /** The open protective orders, oldest first. */
    private List<Order> exits() {
        return desk.state.openOrders().stream()
                .filter(order -> order.origin() instanceof Origin.OfProtection)
                .toList();
    }
}
