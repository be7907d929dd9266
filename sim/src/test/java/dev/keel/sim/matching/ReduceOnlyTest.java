package dev.keel.sim.matching;

import static dev.keel.sim.matching.Requests.FOK;
import static dev.keel.sim.matching.Requests.buy;
import static dev.keel.sim.matching.Requests.limit;
import static dev.keel.sim.matching.Requests.sell;
import static dev.keel.sim.matching.Requests.stop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.order.Instruction;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderStatus;
import org.junit.jupiter.api.Test;

class ReduceOnlyTest {
    private static final OrderRequest CLOSE_3 = sell("3").with(Instruction.REDUCE_ONLY);

    private final TestVenue venue = new TestVenue();

    @Test
    void closesAPosition() {
        venue.open("100");
        venue.submit(buy("3"));

        OrderId order = venue.submit(CLOSE_3);

        assertThat(venue.status(order)).isEqualTo(OrderStatus.FILLED);
    }

    @Test
    void isCappedByWhatIsHeldAndTheRestIsCanceled() {
        venue.open("100");
        venue.submit(buy("2"));

        OrderId order = venue.submit(CLOSE_3);

        assertThat(venue.fills(order)).containsExactly("2 @ 100 TAKER");
        assertThat(venue.status(order)).isEqualTo(OrderStatus.CANCELED);
        assertThat(venue.proof(order)).isEqualTo("reduce-only: nothing is left to reduce");
    }

    @Test
    void closesAShortPositionByBuying() {
        venue.open("100");
        venue.submit(sell("2"));

        OrderId order = venue.submit(buy("3").with(Instruction.REDUCE_ONLY));

        assertThat(venue.fills(order)).containsExactly("2 @ 100 TAKER");
    }

    @Test
    void isCanceledWhereNothingIsHeld() {
        venue.open("100");

        OrderId order = venue.submit(CLOSE_3);

        assertThat(venue.story(order)).containsExactly("Accepted", "Canceled");
    }

    @Test
    void isCanceledWhereThePositionLiesTheSameWay() {
        venue.open("100");
        venue.submit(sell("2"));

        OrderId order = venue.submit(CLOSE_3);

        assertThat(venue.story(order)).containsExactly("Accepted", "Canceled");
    }

    @Test
    void waitsWithoutAPositionUntilItWouldFill() {
        venue.open("100");
        OrderId order = venue.submit(CLOSE_3.withType(limit("105")));
        assertThat(venue.status(order)).isEqualTo(OrderStatus.WORKING);

        venue.playOn("100", "106", "100", "104");

        assertThat(venue.status(order)).isEqualTo(OrderStatus.CANCELED);
        assertThat(venue.fills()).isEmpty();
    }

    @Test
    void seesAPositionThatCameAfterIt() {
        venue.open("100");
        OrderId order = venue.submit(CLOSE_3.withType(limit("105")));
        venue.submit(buy("3"));

        venue.playOn("100", "106", "100", "104");

        assertThat(venue.fills(order)).containsExactly("3 @ 105 MAKER");
    }

    @Test
    void twoThatWouldTogetherFlipThePositionDoNot() {
        venue.open("100");
        venue.submit(buy("3"));
        OrderId stop = venue.submit(CLOSE_3.withType(stop("95")));
        OrderId limit = venue.submit(CLOSE_3.withType(limit("105")));

        venue.playOn("100", "110", "90", "100");

        assertThat(venue.status(stop)).isEqualTo(OrderStatus.FILLED);
        assertThat(venue.status(limit)).isEqualTo(OrderStatus.CANCELED);
        assertThat(venue.fills(limit)).isEmpty();
    }

    @Test
    void fillOrKillThatWouldBeCappedIsKilled() {
        venue.open("100");
        venue.submit(buy("2"));

        OrderId order = venue.submit(CLOSE_3.withTimeInForce(FOK));

        assertThat(venue.fills(order)).isEmpty();
        assertThat(venue.status(order)).isEqualTo(OrderStatus.CANCELED);
    }
}
