package dev.keel.sim.matching;

import static dev.keel.sim.matching.Requests.buy;
import static dev.keel.sim.matching.Requests.limit;
import static dev.keel.sim.matching.Requests.sell;
import static dev.keel.sim.matching.Requests.stop;
import static dev.keel.sim.matching.Requests.stopLimit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderStatus;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class StopOrderTest {
    private static final OrderRequest SELL_STOP_95 = sell("1").withType(stop("95"));
    private static final OrderRequest BUY_STOP_105 = buy("1").withType(stop("105"));

    private final TestVenue venue = new TestVenue();

    @Test
    void fillsAtTheTriggerWhenTheRangeReachesIt() {
        venue.open("100");
        venue.submit(SELL_STOP_95);
        venue.submit(BUY_STOP_105);

        venue.playOn("100", "105", "95", "100");

        assertThat(venue.fills()).containsExactly("1 @ 95 TAKER", "1 @ 105 TAKER");
    }

    @Test
    void doesNothingWhileTheTriggerIsNotReached() {
        venue.open("100");
        OrderId sell = venue.submit(SELL_STOP_95);

        venue.playOn("100", "120", "95.01", "96");

        assertThat(venue.fills()).isEmpty();
        assertThat(venue.status(sell)).isEqualTo(OrderStatus.WORKING);
    }

    @Test
    void fillsAtTheOpenOfABarThatGapsBeyondTheTrigger() {
        venue.open("100");
        venue.submit(SELL_STOP_95);
        venue.submit(BUY_STOP_105);
        venue.playOn("100", "100", "100", "100");

        venue.open("90");
        venue.playOn("90", "90", "90", "90");
        venue.open("110");

        assertThat(venue.fills()).containsExactly("1 @ 90 TAKER", "1 @ 110 TAKER");
    }

    @Test
    void isNeverBetterThanTheOpenAlsoWhereNobodyToldTheOpen() {
        venue.open("100");
        venue.submit(SELL_STOP_95);
        venue.playOn("100", "100", "100", "100");

        venue.range(venue.bar("90", "99", "89", "98", "0"));

        assertThat(venue.fills()).containsExactly("1 @ 90 TAKER");
    }

    @Test
    void carriesSlippageFromTheTriggerOn() {
        TestVenue slippery =
                new TestVenue(
                        VenueModel.PLAIN.withSlippage(
                                new SlippageModel.FixedFraction(new BigDecimal("0.01"))));
        slippery.open("100");
        slippery.submit(SELL_STOP_95);
        slippery.submit(BUY_STOP_105);

        slippery.playOn("100", "105", "95", "100");

        assertThat(slippery.fills()).containsExactly("1 @ 94.05 TAKER", "1 @ 106.05 TAKER");
    }

    @Test
    void triggersAtOnceWhereTheMarketIsBeyondAlready() {
        venue.open("94");

        venue.submit(SELL_STOP_95);

        assertThat(venue.fills()).containsExactly("1 @ 94 TAKER");
    }

    @Test
    void waitsForTheFirstPriceToBeHeldAgainst() {
        venue.submit(SELL_STOP_95);
        venue.open("96");

        assertThat(venue.fills()).isEmpty();

        venue.playOn("96", "97", "94", "97");

        assertThat(venue.fills()).containsExactly("1 @ 95 TAKER");
    }

    @Test
    void stopsComeBeforeLimitsInOneRange() {
        venue.open("100");
        OrderId target = venue.submit(sell("1").withType(limit("105")));
        OrderId stop = venue.submit(SELL_STOP_95);

        venue.playOn("100", "110", "90", "100");

        assertThat(venue.filledOrders()).containsExactly(stop, target);
    }

    @Test
    void stopLimitTakesTheTriggerPriceIfTheLimitAllowsIt() {
        venue.open("100");
        venue.submit(sell("1").withType(stopLimit("95", "94")));

        venue.playOn("100", "101", "90", "91");

        assertThat(venue.fills()).containsExactly("1 @ 95 TAKER");
    }

    @Test
    void stopLimitPaysNoSlippageBeyondItsLimit() {
        TestVenue slippery =
                new TestVenue(
                        VenueModel.PLAIN.withSlippage(
                                new SlippageModel.FixedFraction(new BigDecimal("0.05"))));
        slippery.open("100");
        slippery.submit(sell("1").withType(stopLimit("95", "94")));

        slippery.playOn("100", "101", "90", "91");

        assertThat(slippery.fills()).containsExactly("1 @ 94 TAKER");
    }

    @Test
    void stopLimitThatGapsBeyondItsLimitRestsThere() {
        venue.open("100");
        OrderId order = venue.submit(sell("1").withType(stopLimit("95", "94")));
        venue.playOn("100", "100", "100", "100");

        venue.open("90");
        assertThat(venue.status(order)).isEqualTo(OrderStatus.WORKING);
        venue.playOn("90", "94.01", "90", "91");

        assertThat(venue.fills()).containsExactly("1 @ 94 MAKER");
    }

    @Test
    void stopLimitWithTheLimitAboveItsTriggerRestsFromTheNextEventOn() {
        venue.open("100");
        OrderId order = venue.submit(sell("1").withType(stopLimit("95", "97")));

        venue.playOn("100", "101", "94", "96");
        assertThat(venue.status(order)).isEqualTo(OrderStatus.WORKING);
        venue.play("96", "97.01", "95", "96");

        assertThat(venue.fills()).containsExactly("1 @ 97 MAKER");
    }

    @Test
    void stopLimitThatRestsSinceTheRangeIsHeldAgainstTheClose() {
        venue.open("100");
        venue.submit(sell("1").withType(stopLimit("95", "97")));

        venue.playOn("100", "101", "94", "99");

        assertThat(venue.fills()).containsExactly("1 @ 97 MAKER");
    }

    @Test
    void stopLimitTriggeredOnArrivalTakesWhatItsLimitAllows() {
        venue.open("94");

        venue.submit(sell("1").withType(stopLimit("95", "93")));
        OrderId resting = venue.submit(sell("1").withType(stopLimit("95", "94.50")));

        assertThat(venue.fills()).containsExactly("1 @ 94 TAKER");
        assertThat(venue.status(resting)).isEqualTo(OrderStatus.WORKING);
    }
}
