package dev.keel.sim.matching;

import static dev.keel.sim.matching.Requests.buy;
import static dev.keel.sim.matching.Requests.sell;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.TradingRules;
import dev.keel.core.market.Bar;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Liquidity;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderStatus;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class MarketOrderTest {

    private final TestVenue venue = new TestVenue();

    @Test
    void fillsAtTheOpenOfTheBarThatIsOpen() {
        venue.open("100");

        OrderId order = venue.submit(buy("2"));

        assertThat(venue.fills()).containsExactly("2 @ 100 TAKER");
        assertThat(venue.status(order)).isEqualTo(OrderStatus.FILLED);
    }

    @Test
    void fillsAtTheCloseOnceTheBarIsOver() {
        venue.play("100", "110", "90", "105");

        venue.submit(sell("1"));

        assertThat(venue.fills()).containsExactly("1 @ 105 TAKER");
    }

    @Test
    void fillsAtTheCloseBetweenRangeAndClose() {
        Bar bar = venue.bar("100", "110", "90", "105", "0");
        venue.openBar(bar);
        venue.range(bar);

        venue.submit(sell("1"));

        assertThat(venue.fills()).containsExactly("1 @ 105 TAKER");
    }

    @Test
    void waitsWhileThereIsNoPrice() {
        OrderId order = venue.submit(buy("1"));

        assertThat(venue.status(order)).isEqualTo(OrderStatus.WORKING);

        venue.open("101");

        assertThat(venue.fills()).containsExactly("1 @ 101 TAKER");
    }

    @Test
    void isAcknowledgedBeforeItFills() {
        venue.open("100");

        OrderId order = venue.submit(buy("1"));

        assertThat(venue.story(order)).containsExactly("Accepted", "Filled");
    }

    @Test
    void paysTheTakerFeeOnTheNotional() {
        venue.open("100");

        venue.submit(buy("2"));

        assertThat(venue.onlyFill().fee()).isEqualTo(Money.of(TestVenue.USD, "0.4"));
        assertThat(venue.onlyFill().liquidity()).isEqualTo(Liquidity.TAKER);
    }

    @Test
    void isStampedWithMarketTime() {
        venue.play("100", "100", "100", "100");
        venue.open("100");

        venue.submit(buy("2"));

        assertThat(venue.onlyFill().at()).isEqualTo(TestVenue.START.plusSeconds(60));
    }

    @Test
    void carriesIdsThatAreMadeOfTheOrdersOwn() {
        venue.open("100");

        OrderId order = venue.submit(buy("2"));

        assertThat(venue.onlyFill().tradeId()).hasToString(order + "-1");
        assertThat(venue.order(order).venueId()).get().hasToString("P" + order);
    }

    @Test
    void buyerPaysSlippageRoundedUpToTheTick() {
        TestVenue slippery = new TestVenue(slippage("0.0015"));
        slippery.open("33.33");

        slippery.submit(buy("1"));

        assertThat(slippery.fills()).containsExactly("1 @ 33.38 TAKER"); // 33.379995
    }

    @Test
    void sellerGivesUpSlippageRoundedDownToTheTick() {
        TestVenue slippery = new TestVenue(slippage("0.0015"));
        slippery.open("33.33");

        slippery.submit(sell("1"));

        assertThat(slippery.fills()).containsExactly("1 @ 33.28 TAKER"); // 33.280005
    }

    @Test
    void marketPricesBetweenTicksAreRoundedAgainstTheAccount() {
        TestVenue coarse = new TestVenue(VenueModel.PLAIN, withTick("0.25"));
        coarse.open("100.10");

        coarse.submit(buy("1"));
        coarse.submit(sell("1"));

        assertThat(coarse.fills()).containsExactly("1 @ 100.25 TAKER", "1 @ 100 TAKER");
    }

    @Test
    void sellerNeverGetsLessThanATick() {
        TestVenue coarse = new TestVenue(VenueModel.PLAIN, withTick("5"));
        coarse.open("3");

        coarse.submit(sell("1"));

        assertThat(coarse.fills()).containsExactly("1 @ 5 TAKER");
    }

    @Test
    void instrumentsAreTakenUpLaterToo() {
        TestVenue empty = new TestVenue(VenueModel.PLAIN, TestVenue.account());
        empty.venue().list(TestVenue.PERPETUAL);
        empty.open("100");

        empty.submit(buy("1"));

        assertThat(empty.fills()).containsExactly("1 @ 100 TAKER");
    }

    @Test
    void priceIsKnownFromBeforeTheInstrumentWasListed() {
        TestVenue empty = new TestVenue(VenueModel.PLAIN, TestVenue.account());
        empty.open("100");
        empty.venue().list(TestVenue.PERPETUAL);

        empty.submit(buy("1"));

        assertThat(empty.fills()).containsExactly("1 @ 100 TAKER");
    }

    private static VenueModel slippage(String fraction) {
        return VenueModel.PLAIN.withSlippage(
                new SlippageModel.FixedFraction(new BigDecimal(fraction)));
    }

    private static Instrument withTick(String tick) {
        TradingRules rules = new TradingRules(Price.of(tick), Quantity.of("0.01"), BigDecimal.ZERO);
        return Instrument.linear(
                TestVenue.BTC, Asset.of("BTC"), TestVenue.USD, rules, FeeRates.NONE);
    }
}
