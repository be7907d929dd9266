package dev.keel.sim.matching;

import static dev.keel.sim.matching.Requests.buy;
import static dev.keel.sim.matching.Requests.limit;
import static dev.keel.sim.matching.Requests.sell;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.market.Bar;
import dev.keel.core.money.Money;
import dev.keel.core.order.Instruction;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderStatus;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class LimitOrderTest {
    private static final OrderRequest BUY_95 = buy("1").withType(limit("95"));
    private static final OrderRequest SELL_105 = sell("1").withType(limit("105"));

    private final TestVenue venue = new TestVenue();

    @Test
    void takesTheBetterMarketPriceOnArrival() {
        venue.open("94");

        venue.submit(BUY_95);

        assertThat(venue.fills()).containsExactly("1 @ 94 TAKER");
    }

    @Test
    void takesAMarketThatIsAtTheLimit() {
        venue.open("105");

        venue.submit(SELL_105);

        assertThat(venue.fills()).containsExactly("1 @ 105 TAKER");
    }

    @Test
    void neverPaysSlippageBeyondTheLimit() {
        TestVenue slippery =
                new TestVenue(
                        VenueModel.PLAIN.withSlippage(
                                new SlippageModel.FixedFraction(new BigDecimal("0.1"))));
        slippery.open("94");

        slippery.submit(BUY_95);
        slippery.submit(sell("1").withType(limit("90")));

        assertThat(slippery.fills()).containsExactly("1 @ 95 TAKER", "1 @ 90 TAKER");
    }

    @Test
    void restsAndFillsAtTheLimitAsMakerWhenTheRangeTradesThroughIt() {
        venue.open("100");
        venue.submit(BUY_95);

        venue.playOn("100", "101", "94.99", "100");

        assertThat(venue.fills()).containsExactly("1 @ 95 MAKER");
        assertThat(venue.onlyFill().fee()).isEqualTo(Money.of(TestVenue.USD, "0.095"));
    }

    @Test
    void aTouchedLimitIsNotFilledWhereTheMarketMustTradeThrough() {
        venue.open("100");
        OrderId order = venue.submit(BUY_95);

        venue.playOn("100", "101", "95", "95");
        venue.open("95");

        assertThat(venue.fills()).isEmpty();
        assertThat(venue.status(order)).isEqualTo(OrderStatus.WORKING);
    }

    @Test
    void aTouchedLimitIsFilledWhereATouchIsEnough() {
        TestVenue generous = new TestVenue(VenueModel.PLAIN.withLimitFill(LimitFill.TOUCH));
        generous.open("100");
        generous.submit(BUY_95);
        generous.submit(SELL_105);

        generous.playOn("100", "105", "95", "100");

        assertThat(generous.fills()).containsExactly("1 @ 95 MAKER", "1 @ 105 MAKER");
    }

    @Test
    void sellerFillsWhenTheRangeTradesAboveTheLimit() {
        venue.open("100");
        venue.submit(SELL_105);

        venue.playOn("100", "105.01", "99", "100");

        assertThat(venue.fills()).containsExactly("1 @ 105 MAKER");
    }

    @Test
    void aWaitingOrderGetsTheOpenOfABarThatGapsBeyondIt() {
        venue.open("100");
        venue.submit(BUY_95);
        venue.playOn("100", "100", "100", "100");

        venue.open("90");

        assertThat(venue.fills()).containsExactly("1 @ 90 MAKER");
    }

    @Test
    void aGapToTheLimitItselfFillsOnlyWhereATouchIsEnough() {
        TestVenue generous = new TestVenue(VenueModel.PLAIN.withLimitFill(LimitFill.TOUCH));
        for (TestVenue each : new TestVenue[] {venue, generous}) {
            each.open("100");
            each.submit(BUY_95);
            each.playOn("100", "100", "100", "100");
            each.open("95");
        }

        assertThat(venue.fills()).isEmpty();
        assertThat(generous.fills()).containsExactly("1 @ 95 MAKER");
    }

    @Test
    void waitsForTheFirstPriceAsAMaker() {
        venue.submit(BUY_95);

        venue.open("94");

        assertThat(venue.fills()).containsExactly("1 @ 94 MAKER");
    }

    @Test
    void anOrderThatComesAfterTheRangeHasNoPartInIt() {
        Bar bar = venue.bar("100", "101", "90", "100", "0");
        venue.openBar(bar);
        venue.range(bar);

        venue.submit(BUY_95);
        venue.close(bar);

        assertThat(venue.fills()).isEmpty();
    }

    @Test
    void fillsOnceOnly() {
        venue.open("100");
        OrderId order = venue.submit(BUY_95);
        venue.playOn("100", "101", "94", "94");

        venue.play("90", "95", "80", "85");

        assertThat(venue.story(order)).containsExactly("Accepted", "Filled");
    }

    @Test
    void postOnlyRests() {
        venue.open("100");
        venue.submit(BUY_95.with(Instruction.POST_ONLY));

        venue.playOn("100", "101", "94", "100");

        assertThat(venue.fills()).containsExactly("1 @ 95 MAKER");
    }

    @Test
    void postOnlyThatWouldTakeIsRefused() {
        venue.open("95");

        OrderId order = venue.submit(BUY_95.with(Instruction.POST_ONLY));

        assertThat(venue.status(order)).isEqualTo(OrderStatus.REJECTED);
        assertThat(venue.proof(order)).isEqualTo("POST_ONLY: would trade at once at 95");
        assertThat(venue.story(order)).containsExactly("Refused");
    }

    @Test
    void olderOrdersFillFirst() {
        venue.open("100");
        OrderId first = venue.submit(BUY_95);
        OrderId second = venue.submit(buy("1").withType(limit("96")));

        venue.playOn("100", "101", "94", "100");

        assertThat(venue.filledOrders()).containsExactly(first, second);
    }
}
