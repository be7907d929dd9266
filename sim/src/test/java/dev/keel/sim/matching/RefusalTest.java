package dev.keel.sim.matching;

import static dev.keel.sim.matching.Requests.buy;
import static dev.keel.sim.matching.Requests.limit;
import static dev.keel.sim.matching.Requests.sell;
import static dev.keel.sim.matching.Requests.stop;
import static dev.keel.sim.matching.Requests.stopLimit;
import static dev.keel.sim.matching.Requests.trailing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.TradingRules;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Instruction;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Side;
import java.math.BigDecimal;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RefusalTest {
    private static final Instrument STRICT =
            Instrument.linear(
                    TestVenue.BTC,
                    Asset.of("BTC"),
                    TestVenue.USD,
                    new TradingRules(Price.of("0.05"), Quantity.of("0.1"), BigDecimal.TEN),
                    FeeRates.NONE);

    private final TestVenue venue = new TestVenue(VenueModel.PLAIN, STRICT);

    @Test
    void refusesInstrumentsThatItDoesNotKnow() {
        OrderId order =
                venue.submit(
                        OrderRequest.market(
                                InstrumentId.of("ETH-USD"), Side.BUY, Quantity.of("1")));

        assertThat(venue.story(order)).containsExactly("Refused");
        assertThat(venue.proof(order)).isEqualTo("UNKNOWN_INSTRUMENT: ETH-USD");
    }

    @Test
    void refusesQuantitiesOffTheLot() {
        OrderId order = venue.submit(buy("1.05"));

        assertThat(venue.proof(order)).isEqualTo("OFF_LOT: quantity 1.05 is no multiple of 0.1");
        assertThat(venue.order(order).proof().orElseThrow().source()).isEqualTo("paper venue");
    }

    @ParameterizedTest
    @MethodSource("pricesOffTheTick")
    void refusesPricesOffTheTick(OrderType type) {
        OrderId order = venue.submit(sell("1").withType(type));

        assertThat(venue.proof(order)).startsWith("OFF_TICK: ").endsWith(" no multiple of 0.05");
    }

    static Stream<OrderType> pricesOffTheTick() {
        return Stream.of(
                limit("100.01"),
                stop("100.01"),
                stopLimit("100.01", "100"),
                stopLimit("100", "100.01"),
                trailing("1.01"));
    }

    @ParameterizedTest
    @MethodSource("pricesOnTheTick")
    void takesPricesOnTheTick(OrderType type) {
        OrderId order = venue.submit(sell("1").withType(type));

        assertThat(venue.status(order)).isEqualTo(OrderStatus.WORKING);
    }

    static Stream<OrderType> pricesOnTheTick() {
        return Stream.of(
                limit("100.05"),
                stop("100.05"),
                stopLimit("100.05", "100.10"),
                trailing("0.05"),
                trailing("1E+1"));
    }

    @Test
    void refusesLimitOrdersBelowTheMinimumNotional() {
        OrderId order = venue.submit(buy("0.1").withType(limit("99.95")));

        assertThat(venue.proof(order)).isEqualTo("BELOW_MIN_NOTIONAL: 9.995 USD is below 10");
    }

    @Test
    void takesOrdersOfTheMinimumNotional() {
        OrderId order = venue.submit(buy("0.1").withType(limit("100")));

        assertThat(venue.status(order)).isEqualTo(OrderStatus.WORKING);
    }

    @Test
    void countsAMarketOrderAtTheMarket() {
        venue.open("99");

        OrderId order = venue.submit(buy("0.1"));

        assertThat(venue.proof(order)).isEqualTo("BELOW_MIN_NOTIONAL: 9.9 USD is below 10");
    }

    @Test
    void letsExitsBeAsSmallAsTheyAre() {
        venue.open("99");
        venue.submit(buy("1"));

        OrderId order = venue.submit(sell("0.1").with(Instruction.REDUCE_ONLY));

        assertThat(venue.status(order)).isEqualTo(OrderStatus.FILLED);
    }

    @Test
    void anOrderIsNeverTakenTwice() {
        OrderId order = venue.submit(buy("1").withType(limit("100")));

        assertThatIllegalStateException()
                .isThrownBy(() -> venue.venue().submit(venue.order(order)))
                .withMessage("order " + order + " was sent twice");
    }
}
