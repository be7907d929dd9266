package dev.keel.venues.fix.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Instruction;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Side;
import dev.keel.core.order.TimeInForce;
import dev.keel.venues.connector.VenueId;
import dev.keel.venues.fix.FixVenue;
import dev.keel.venues.fix.dialect.Dialects;
import dev.keel.venues.fix.transport.FixMessage;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Binance's messages hold what its pages list for each type of order, and nothing else. */
class BinanceOrdersTest {
    private final Bench bench =
            new Bench(Dialects.of(VenueId.of("fix-binance")), FixVenue.Settings.USUAL);

    BinanceOrdersTest() {
        bench.logon();
    }

    @AfterEach
    void nothingWasSentTwice() {
        bench.close();
    }

    @Test
    void aLimitOrderHasNeitherTimeNorHandling() {
        assertThat(tags(sent(limit()))).containsExactlyInAnyOrder(11, 38, 40, 44, 54, 55, 59);
    }

    @Test
    void aMarketOrderSaysNoTimeInForce() {
        FixMessage message =
                sent(
                        OrderRequest.market(Bench.TEST, Side.BUY, Quantity.of("10"))
                                .withTimeInForce(TimeInForce.ImmediateOrCancel.INSTANCE));

        assertThat(tags(message)).containsExactlyInAnyOrder(11, 38, 40, 54, 55);
    }

    @Test
    void aPostOnlyOrderSaysNoTimeInForce() {
        FixMessage message = sent(limit().with(Instruction.POST_ONLY));

        assertThat(tags(message)).containsExactlyInAnyOrder(11, 18, 38, 40, 44, 54, 55);
    }

    @Test
    void aStopSaysWhichWayThePriceHasToGo() {
        FixMessage buy = sent(limit().withType(new OrderType.Stop(Price.of("110"))));

        assertThat(tags(buy))
                .containsExactlyInAnyOrder(11, 38, 40, 54, 55, 1100, 1101, 1102, 1107, 1109);
        assertThat(buy.get(1102)).contains("110");
        assertThat(buy.get(1109)).contains("U");
        FixMessage sell =
                sent(
                        OrderRequest.market(Bench.TEST, Side.SELL, Quantity.of("10"))
                                .withType(new OrderType.StopLimit(Price.of("90"), Price.of("89"))));
        assertThat(sell.get(1109)).contains("D");
        assertThat(sell.get(59)).contains("1");
        assertThat(sell.get(99)).isEmpty();
    }

    @Test
    void aTimeInForceThatCannotBeSaidIsRefused() {
        bench.venue()
                .submit(
                        bench.place(
                                OrderRequest.market(Bench.TEST, Side.BUY, Quantity.of("10"))
                                        .withTimeInForce(TimeInForce.FillOrKill.INSTANCE)));

        assertThat(bench.told()).containsExactly("refused");
        assertThat(bench.transport().sent()).isEmpty();
    }

    @Test
    void aCancelNamesTheOrderAndItsSymbol() {
        Order order = bench.working();

        bench.cancel(order);

        assertThat(tags(bench.last("F"))).containsExactlyInAnyOrder(11, 37, 41, 55);
    }

    @Test
    void aRejectionIsReadByTheVenuesOwnCodeAndWords() {
        Order order = bench.buy();

        bench.tell(
                bench.report(order)
                        .happened("8", "8")
                        .without(37)
                        .with(25016, "-2010")
                        .with(58, "Account has insufficient balance for requested action."));

        assertThat(bench.told()).containsExactly("refused");
    }

    private static OrderRequest limit() {
        return OrderRequest.market(Bench.TEST, Side.BUY, Quantity.of("10"))
                .withType(new OrderType.Limit(Price.of("100")));
    }

    private FixMessage sent(OrderRequest request) {
        bench.venue().submit(bench.place(request));
        return bench.last("D");
    }

    private static List<Integer> tags(FixMessage message) {
        return message.fields().stream().map(FixMessage.Field::tag).toList();
    }
}
