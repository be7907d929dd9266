package dev.keel.sim.matching;

import static dev.keel.sim.matching.Requests.IOC;
import static dev.keel.sim.matching.Requests.buy;
import static dev.keel.sim.matching.Requests.limit;
import static dev.keel.sim.matching.Requests.sell;
import static dev.keel.sim.matching.Requests.stop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.order.Instruction;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LatencyTest {

    private final TestVenue venue =
            new TestVenue(VenueModel.PLAIN.withLatency(Duration.ofSeconds(2)));

    @Test
    void isAcknowledgedAtOnceAndTradesLater() {
        venue.open("100");

        OrderId order = venue.submit(buy("1"));
        assertThat(venue.status(order)).isEqualTo(OrderStatus.WORKING);
        venue.playOn("100", "110", "90", "105");

        assertThat(venue.fills()).containsExactly("1 @ 105 TAKER");
    }

    @Test
    void doesNotArriveBeforeItsTime() {
        TestVenue slow = new TestVenue(VenueModel.PLAIN.withLatency(Duration.ofMinutes(2)));
        slow.open("100");
        slow.submit(buy("1"));

        slow.playOn("100", "101", "100", "101");
        slow.open("102");
        assertThat(slow.fills()).isEmpty();
        slow.playOn("102", "103", "102", "103");

        assertThat(slow.fills()).containsExactly("1 @ 103 TAKER");
    }

    @Test
    void anOrderOnItsWayHasNoPartInTheRange() {
        venue.open("100");
        venue.submit(buy("1").withType(limit("95")));
        venue.submit(sell("1").withType(stop("95")));

        venue.playOn("100", "100", "90", "100");

        assertThat(venue.fills()).isEmpty();
    }

    @Test
    void aLimitThatArrivesAtABetterMarketTakesIt() {
        venue.open("100");
        venue.submit(buy("1").withType(limit("95")));

        venue.playOn("100", "100", "90", "93");

        assertThat(venue.fills()).containsExactly("1 @ 93 TAKER");
    }

    @Test
    void aLimitThatHasArrivedRests() {
        venue.open("100");
        venue.submit(buy("1").withType(limit("95")));
        venue.playOn("100", "100", "100", "100");

        venue.play("100", "100", "94", "100");

        assertThat(venue.fills()).containsExactly("1 @ 95 MAKER");
    }

    @Test
    void postOnlyThatWouldTakeWhenItArrivesIsCanceled() {
        venue.open("100");
        OrderId order = venue.submit(buy("1").withType(limit("95")).with(Instruction.POST_ONLY));

        venue.playOn("100", "100", "90", "93");

        assertThat(venue.status(order)).isEqualTo(OrderStatus.CANCELED);
        assertThat(venue.proof(order)).isEqualTo("POST_ONLY: would trade at once at 93");
    }

    @Test
    void immediateIsDecidedOnArrival() {
        venue.open("100");
        OrderId order = venue.submit(buy("1").withType(limit("95")).withTimeInForce(IOC));
        assertThat(venue.status(order)).isEqualTo(OrderStatus.WORKING);

        venue.playOn("100", "100", "90", "96");

        assertThat(venue.status(order)).isEqualTo(OrderStatus.CANCELED);
    }

    @Test
    void anOrderOnItsWayCanBeCanceled() {
        venue.open("100");
        OrderId order = venue.submit(buy("1"));

        venue.cancel(order);
        venue.playOn("100", "100", "90", "96");

        assertThat(venue.story(order)).containsExactly("Accepted", "Canceled");
    }

    @Test
    void aTriggerFollowsFromTheArrivalOn() {
        venue.open("120");
        venue.submit(sell("1").withType(Requests.trailing("5")));
        venue.playOn("120", "120", "100", "100");

        venue.play("100", "100", "95", "97");

        assertThat(venue.fills()).containsExactly("1 @ 95 TAKER");
    }
}
