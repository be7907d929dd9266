package dev.keel.sim.matching;

import static dev.keel.sim.matching.Requests.FOK;
import static dev.keel.sim.matching.Requests.IOC;
import static dev.keel.sim.matching.Requests.buy;
import static dev.keel.sim.matching.Requests.limit;
import static dev.keel.sim.matching.Requests.sell;
import static dev.keel.sim.matching.Requests.stop;
import static dev.keel.sim.matching.Requests.stopLimit;
import static dev.keel.sim.matching.Requests.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderStatus;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimeInForceTest {
    private static final Instant IN_90_SECONDS = TestVenue.START.plusSeconds(90);
    private static final Instant IN_A_MINUTE = TestVenue.START.plusSeconds(60);

    private final TestVenue venue = new TestVenue();
    private final TestVenue thin =
            new TestVenue(VenueModel.PLAIN.withParticipation(new BigDecimal("0.1")));

    @Test
    void immediateOrCancelTakesWhatThereIsAndCancelsTheRest() {
        thin.play("100", "100", "100", "100", "40");

        OrderId order = thin.submit(buy("10").withTimeInForce(IOC));

        assertThat(thin.fills()).containsExactly("4 @ 100 TAKER");
        assertThat(thin.status(order)).isEqualTo(OrderStatus.CANCELED);
        assertThat(thin.proof(order)).isEqualTo("immediate or cancel: no more to be had at once");
    }

    @Test
    void immediateLimitThatCannotTakeIsCanceled() {
        venue.open("100");

        OrderId order = venue.submit(buy("1").withType(limit("99")).withTimeInForce(IOC));

        assertThat(venue.story(order)).containsExactly("Accepted", "Canceled");
    }

    @Test
    void immediateLimitThatCanTakeFills() {
        venue.open("100");

        OrderId order = venue.submit(buy("1").withType(limit("101")).withTimeInForce(IOC));

        assertThat(venue.status(order)).isEqualTo(OrderStatus.FILLED);
    }

    @Test
    void immediateOrdersWaitForTheFirstPrice() {
        OrderId order = venue.submit(buy("1").withType(limit("99")).withTimeInForce(IOC));
        assertThat(venue.status(order)).isEqualTo(OrderStatus.WORKING);

        venue.open("100");

        assertThat(venue.status(order)).isEqualTo(OrderStatus.CANCELED);
    }

    @Test
    void immediateStopWaitsForItsTriggerAndThenIsImmediate() {
        thin.play("100", "100", "100", "100", "40");
        OrderId order = thin.submit(sell("10").withType(stop("95")).withTimeInForce(IOC));
        assertThat(thin.status(order)).isEqualTo(OrderStatus.WORKING);

        thin.play("100", "100", "90", "92", "40");

        assertThat(thin.fills()).containsExactly("4 @ 95 TAKER");
        assertThat(thin.status(order)).isEqualTo(OrderStatus.CANCELED);
    }

    @Test
    void immediateStopLimitThatGapsBeyondItsLimitIsCanceled() {
        venue.open("100");
        OrderId order =
                venue.submit(sell("1").withType(stopLimit("95", "94")).withTimeInForce(IOC));
        venue.playOn("100", "100", "100", "100");

        venue.open("90");

        assertThat(venue.fills()).isEmpty();
        assertThat(venue.status(order)).isEqualTo(OrderStatus.CANCELED);
    }

    @Test
    void fillOrKillFillsWhole() {
        thin.play("100", "100", "100", "100", "40");

        OrderId order = thin.submit(buy("4").withTimeInForce(FOK));

        assertThat(thin.status(order)).isEqualTo(OrderStatus.FILLED);
    }

    @Test
    void fillOrKillFillsNothingWhereItCannotFillWhole() {
        thin.play("100", "100", "100", "100", "40");

        OrderId order = thin.submit(buy("4.01").withTimeInForce(FOK));

        assertThat(thin.fills()).isEmpty();
        assertThat(thin.proof(order)).isEqualTo("fill or kill: no more to be had at once");
    }

    @Test
    void goodTillDateExpiresWithTheFirstEventThatComesNoEarlier() {
        venue.open("100");
        OrderId order =
                venue.submit(buy("1").withType(limit("95")).withTimeInForce(until(IN_A_MINUTE)));
        venue.playOn("100", "100", "100", "100");

        assertThat(venue.status(order)).isEqualTo(OrderStatus.EXPIRED);
        assertThat(venue.proof(order)).isEqualTo("time in force is over");
    }

    @Test
    void anOrderThatExpiresWithTheBarHasItsWholeRange() {
        venue.open("100");
        venue.submit(buy("1").withType(limit("95")).withTimeInForce(until(IN_A_MINUTE)));

        venue.playOn("100", "100", "94", "94");

        assertThat(venue.fills()).containsExactly("1 @ 95 MAKER");
    }

    @Test
    void expiryComesBeforeMatching() {
        venue.open("100");
        OrderId order =
                venue.submit(buy("1").withType(limit("95")).withTimeInForce(until(IN_A_MINUTE)));
        venue.playOn("100", "100", "100", "100");

        venue.open("90");

        assertThat(venue.fills()).isEmpty();
        assertThat(venue.status(order)).isEqualTo(OrderStatus.EXPIRED);
    }

    @Test
    void anOrderThatExpiresInsideABarHasNoPartInItsRange() {
        venue.open("100");
        OrderId order =
                venue.submit(buy("1").withType(limit("95")).withTimeInForce(until(IN_90_SECONDS)));
        venue.playOn("100", "100", "100", "100");

        venue.open("100");
        assertThat(venue.status(order)).isEqualTo(OrderStatus.WORKING);
        venue.playOn("100", "100", "94", "94");

        assertThat(venue.fills()).isEmpty();
        assertThat(venue.status(order)).isEqualTo(OrderStatus.EXPIRED);
    }

    @Test
    void anOrderWhoseTimeIsOverExpiresOnArrival() {
        venue.open("100");

        OrderId order = venue.submit(buy("1").withTimeInForce(until(TestVenue.START)));

        assertThat(venue.story(order)).containsExactly("Accepted", "Expired");
    }
}
