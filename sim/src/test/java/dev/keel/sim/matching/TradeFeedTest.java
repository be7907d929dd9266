package dev.keel.sim.matching;

import static dev.keel.sim.matching.Requests.buy;
import static dev.keel.sim.matching.Requests.limit;
import static dev.keel.sim.matching.Requests.sell;
import static dev.keel.sim.matching.Requests.stop;
import static dev.keel.sim.matching.Requests.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.money.Price;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TradeFeedTest {

    private final TestVenue venue = new TestVenue();

    @Test
    void marketOrdersFillAtTheLastTrade() {
        venue.trade("100", "1");
        venue.trade("101", "1");

        venue.submit(buy("1"));

        assertThat(venue.fills()).containsExactly("1 @ 101 TAKER");
    }

    @Test
    void aTradeThroughALimitFillsItAtTheLimit() {
        venue.trade("100", "1");
        venue.submit(buy("1").withType(limit("95")));

        venue.trade("95", "1");
        assertThat(venue.fills()).isEmpty();
        venue.trade("94", "1");

        assertThat(venue.fills()).containsExactly("1 @ 95 MAKER");
    }

    @Test
    void aTradeBeyondATriggerFillsTheStopAtItsPrice() {
        venue.trade("100", "1");
        venue.submit(sell("1").withType(stop("95")));

        venue.trade("94", "1");

        assertThat(venue.fills()).containsExactly("1 @ 94 TAKER");
    }

    @Test
    void tradesMoveTimeOn() {
        venue.trade("100", "1");
        OrderId order =
                venue.submit(
                        buy("1").withType(limit("95"))
                                .withTimeInForce(until(venue.now().plusSeconds(2))));

        venue.trade("100", "1");
        assertThat(venue.status(order)).isEqualTo(OrderStatus.WORKING);
        venue.trade("90", "1");

        assertThat(venue.status(order)).isEqualTo(OrderStatus.EXPIRED);
    }

    @Test
    void ordersOnTheirWayArriveWithATrade() {
        TestVenue slow = new TestVenue(VenueModel.PLAIN.withLatency(Duration.ofSeconds(2)));
        slow.trade("100", "1");
        slow.submit(buy("1"));

        slow.trade("101", "1");
        slow.trade("102", "1");

        assertThat(slow.fills()).containsExactly("1 @ 102 TAKER");
    }

    @Test
    void theLastTradeIsTheQuote() {
        venue.trade("100", "1");
        venue.trade("101.50", "1");

        assertThat(venue.venue().latest(TestVenue.BTC))
                .hasValueSatisfying(quote -> {
                    assertThat(quote.last()).isEqualTo(Price.of("101.50"));
                    assertThat(quote.at()).isEqualTo(TestVenue.START.plusSeconds(2));
                    assertThat(quote.volume().isZero()).isTrue();
                });
    }
}
