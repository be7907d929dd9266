package dev.keel.sim.matching;

import static dev.keel.sim.matching.Requests.buy;
import static dev.keel.sim.matching.Requests.limit;
import static dev.keel.sim.matching.Requests.sell;
import static dev.keel.sim.matching.Requests.stop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderStatus;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class VolumeLimitTest {

    private final TestVenue venue =
            new TestVenue(VenueModel.PLAIN.withParticipation(new BigDecimal("0.25")));

    @Test
    void marketOrderGoesOnAtTheCloseAndTheNextOpens() {
        venue.play("100", "100", "100", "100", "8"); // 2 at the next open
        venue.open("101");

        OrderId order = venue.submit(buy("7"));
        venue.playOn("101", "105", "99", "104", "16"); // 4 in the bar, 2 are left
        venue.play("103", "103", "103", "103", "100");

        assertThat(venue.fills(order))
                .containsExactly("2 @ 101 TAKER", "2 @ 104 TAKER", "3 @ 103 TAKER");
        assertThat(venue.order(order).execution().tradeIds())
                .extracting(Object::toString)
                .containsExactly(order + "-1", order + "-2", order + "-3");
        assertThat(venue.status(order)).isEqualTo(OrderStatus.FILLED);
    }

    @Test
    void atTheOpenTheBarBeforeStandsForTheVolumeThatNobodyKnowsYet() {
        venue.play("100", "100", "100", "100", "4");
        venue.openBar(venue.bar("101", "105", "99", "104", "4000"));

        venue.submit(buy("7"));

        assertThat(venue.fills()).containsExactly("1 @ 101 TAKER");
    }

    @Test
    void allOrdersShareOneBar() {
        venue.open("100");
        OrderId first = venue.submit(buy("3").withType(limit("95")));
        OrderId second = venue.submit(buy("3").withType(limit("96")));

        venue.playOn("100", "100", "90", "100", "16");

        assertThat(venue.fills(first)).containsExactly("3 @ 95 MAKER");
        assertThat(venue.fills(second)).containsExactly("1 @ 96 MAKER");
        assertThat(venue.status(second)).isEqualTo(OrderStatus.PARTIALLY_FILLED);
    }

    @Test
    void aLimitOrderGoesOnInLaterBarsThatReachIt() {
        venue.open("100");
        OrderId order = venue.submit(buy("3").withType(limit("95")));

        venue.playOn("100", "100", "90", "100", "8");
        venue.play("100", "100", "96", "100", "8");
        venue.play("100", "100", "90", "100", "8");

        assertThat(venue.fills(order)).containsExactly("2 @ 95 MAKER", "1 @ 95 MAKER");
    }

    @Test
    void aStopThatWasTriggeredGoesOnAsAMarketOrder() {
        venue.open("100");
        OrderId order = venue.submit(sell("3").withType(stop("95")));

        venue.playOn("100", "100", "94", "99", "8");
        venue.play("101", "101", "101", "101", "8");

        assertThat(venue.fills(order)).containsExactly("2 @ 95 TAKER", "1 @ 101 TAKER");
    }

    @Test
    void ordersAtTheCloseShareWhatTheBarHasLeft() {
        venue.open("100");
        venue.submit(buy("1").withType(limit("95")));
        venue.playOn("100", "100", "90", "100", "8");

        venue.submit(buy("5"));

        assertThat(venue.fills()).containsExactly("1 @ 95 MAKER", "1 @ 100 TAKER");
    }

    @Test
    void theRestOfALimitOrderFillsWithinTheBarWhereAllOfItLiesBeyondTheLimit() {
        venue.open("100");
        OrderId order = venue.submit(buy("3").withType(limit("95")));
        venue.playOn("100", "100", "100", "100", "8");

        venue.play("90", "92", "88", "91", "100");

        assertThat(venue.fills(order)).containsExactly("2 @ 90 MAKER", "1 @ 92 MAKER");
    }

    @Test
    void unknownVolumeLimitsNothing() {
        venue.play("100", "100", "100", "100", "0");

        OrderId order = venue.submit(buy("1000000"));

        assertThat(venue.status(order)).isEqualTo(OrderStatus.FILLED);
    }

    @Test
    void partsAreRoundedDownToTheLot() {
        venue.play("100", "100", "100", "100", "0.10"); // a quarter is 0.025

        venue.submit(buy("1"));

        assertThat(venue.fills()).containsExactly("0.02 @ 100 TAKER");
    }

    @Test
    void lessThanALotIsNoFill() {
        venue.play("100", "100", "100", "100", "0.03");

        OrderId order = venue.submit(buy("1"));

        assertThat(venue.fills()).isEmpty();
        assertThat(venue.status(order)).isEqualTo(OrderStatus.WORKING);
    }

    @Test
    void aTradeOffersItsOwnVolume() {
        OrderId order = venue.submit(buy("3"));

        venue.trade("100", "8");
        venue.trade("101", "8");

        assertThat(venue.fills(order)).containsExactly("2 @ 100 TAKER", "1 @ 101 TAKER");
    }
}
