package dev.keel.sim.matching;

import static dev.keel.sim.matching.Requests.IOC;
import static dev.keel.sim.matching.Requests.buy;
import static dev.keel.sim.matching.Requests.limit;
import static dev.keel.sim.matching.Requests.sell;
import static dev.keel.sim.matching.Requests.stop;
import static dev.keel.sim.matching.Requests.trailing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.account.Account;
import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountState;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Evidence;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Instruction;
import dev.keel.core.order.Liquidity;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.order.Origin;
import dev.keel.core.order.TradeId;
import dev.keel.core.order.VenueOrderId;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** A venue that takes up an account whose history was written before. */
class RestartTest {
    private static final OrderId FIRST = new OrderId(1);
    private static final OrderId SECOND = new OrderId(2);

    private AccountState account = TestVenue.account(TestVenue.PERPETUAL);

    @Test
    void anOrderWorksOnWithItsVenueId() {
        placed(FIRST, buy("1").withType(limit("95")));
        changed(FIRST, new OrderChange.Accepted(new VenueOrderId("old-7")));
        TestVenue venue = restarted();

        venue.query(FIRST);
        venue.play("100", "100", "94", "100");

        assertThat(venue.story(FIRST)).containsExactly("Accepted", "Filled");
        assertThat(venue.order(FIRST).venueId()).get().hasToString("old-7");
        assertThat(venue.fills()).containsExactly("1 @ 95 MAKER");
    }

    @Test
    void hearsNothingBeforeItAsks() {
        working(FIRST, buy("1").withType(limit("95")));

        TestVenue venue = restarted();

        assertThat(venue.reports).isEmpty();
    }

    @Test
    void aPartFilledOrderGoesOnWithTheRestAndTheNextTradeId() {
        working(FIRST, buy("3").withType(limit("95")));
        filled(FIRST, "1", 1);
        TestVenue venue = restarted();

        venue.play("100", "100", "94", "100");

        assertThat(venue.fills()).containsExactly("2 @ 95 MAKER");
        assertThat(venue.onlyFill().tradeId()).hasToString("1-2");
        assertThat(venue.status(FIRST)).isEqualTo(OrderStatus.FILLED);
    }

    @Test
    void aMarketOrderThatWaitsForVolumeGoesOn() {
        working(FIRST, buy("3"));
        filled(FIRST, "1", 1);
        TestVenue venue = restarted();

        venue.open("101");

        assertThat(venue.fills()).containsExactly("2 @ 101 TAKER");
    }

    @Test
    void aRestingOrderIsAMakerAtTheFirstOpen() {
        working(FIRST, buy("1").withType(limit("95")));
        TestVenue venue = restarted();

        venue.open("94");

        assertThat(venue.fills()).containsExactly("1 @ 94 MAKER");
    }

    @Test
    void aStopThatHasTradedIsAMarketOrder() {
        working(FIRST, sell("3").withType(stop("95")));
        filled(FIRST, "1", 1);
        TestVenue venue = restarted();

        venue.open("101");

        assertThat(venue.fills()).containsExactly("2 @ 101 TAKER");
    }

    @Test
    void aTrailingStopStartsFromTheNextPrice() {
        working(FIRST, sell("1").withType(trailing("5")));
        TestVenue venue = restarted();

        venue.play("50", "52", "46", "51");
        assertThat(venue.fills()).isEmpty();
        venue.play("51", "51", "47", "47");

        assertThat(venue.fills()).containsExactly("1 @ 47 TAKER");
    }

    @Test
    void immediateOrdersThatWaitedForAPriceAreDecidedAtTheFirst() {
        working(FIRST, buy("1").withType(limit("95")).withTimeInForce(IOC));
        TestVenue venue = restarted();

        venue.open("96");

        assertThat(venue.status(FIRST)).isEqualTo(OrderStatus.CANCELED);
    }

    @Test
    void anOrderWithoutAVenueIdWasNeverHere() {
        placed(FIRST, buy("1"));
        changed(FIRST, new OrderChange.Doubted("test"));
        TestVenue venue = restarted();

        venue.open("100");
        assertThat(venue.fills()).isEmpty();
        venue.query(FIRST);

        assertThat(venue.status(FIRST)).isEqualTo(OrderStatus.REJECTED);
        assertThat(venue.order(FIRST).proof())
                .contains(new Evidence("paper venue", "order 1 is not known"));
    }

    @Test
    void aCancelThatWasNotAnsweredIsAnsweredWhenTheOrderIsQueried() {
        working(FIRST, buy("1").withType(limit("95")));
        changed(FIRST, new OrderChange.CancelRequested("test"));
        TestVenue venue = restarted();

        venue.query(FIRST);

        assertThat(venue.story(FIRST)).containsExactly("Accepted", "Canceled");
        assertThat(venue.status(FIRST)).isEqualTo(OrderStatus.CANCELED);
    }

    @Test
    void anOrderInDoubtWithAVenueIdIsWorking() {
        working(FIRST, buy("1").withType(limit("95")));
        changed(FIRST, new OrderChange.Doubted("test"));
        TestVenue venue = restarted();

        venue.query(FIRST);

        assertThat(venue.status(FIRST)).isEqualTo(OrderStatus.WORKING);
    }

    @Test
    void thePositionCapsReduceOnlyOrders() {
        working(FIRST, buy("2"));
        filled(FIRST, "2", 1);
        TestVenue venue = restarted();
        venue.open("100");

        OrderId order = venue.submit(sell("5").with(Instruction.REDUCE_ONLY));

        assertThat(venue.fills(order)).containsExactly("2 @ 100 TAKER");
    }

    @Test
    void aShortPositionCapsReduceOnlyOrders() {
        working(FIRST, sell("2"));
        filled(FIRST, "2", 1);
        TestVenue venue = restarted();
        venue.open("100");

        OrderId order = venue.submit(buy("5").with(Instruction.REDUCE_ONLY));

        assertThat(venue.fills(order)).containsExactly("2 @ 100 TAKER");
    }

    @Test
    void aPairStaysAPair() {
        hold("1");
        working(FIRST, exit("1").withType(stop("90")));
        working(SECOND, exit("1").withType(limit("110")));
        TestVenue venue = restarted();

        venue.play("100", "120", "80", "100");

        assertThat(venue.fills()).containsExactly("1 @ 90 TAKER");
        assertThat(venue.status(SECOND)).isEqualTo(OrderStatus.CANCELED);
    }

    @Test
    void aPairRemembersWhatTheOtherHasTraded() {
        hold("10");
        working(FIRST, exit("3").withType(stop("90")));
        working(SECOND, exit("3").withType(limit("110")));
        filled(SECOND, "2", 1);
        TestVenue venue = restarted();

        venue.play("100", "100", "80", "100");

        assertThat(venue.fills()).containsExactly("1 @ 90 TAKER");
        assertThat(venue.status(FIRST)).isEqualTo(OrderStatus.CANCELED);
        assertThat(venue.status(SECOND)).isEqualTo(OrderStatus.CANCELED);
    }

    @Test
    void anOrderWhosePairFilledWholeBeforeItWasCanceledIsCanceledWhenQueried() {
        hold("10");
        working(FIRST, exit("3").withType(stop("90")));
        working(SECOND, exit("3").withType(limit("110")));
        filled(SECOND, "3", 1);
        TestVenue venue = restarted();

        venue.query(FIRST);

        assertThat(venue.status(FIRST)).isEqualTo(OrderStatus.CANCELED);
        assertThat(venue.proof(FIRST)).isEqualTo("pair: all was filled by the other");
    }

    @Test
    void anOrderWhosePairFilledWholeNeverTrades() {
        hold("10");
        working(FIRST, exit("3").withType(stop("90")));
        working(SECOND, exit("3").withType(limit("110")));
        filled(SECOND, "3", 1);
        TestVenue venue = restarted();

        venue.play("100", "100", "80", "100");

        assertThat(venue.fills()).isEmpty();
        assertThat(venue.proof(FIRST)).isEqualTo("pair: the rest was filled by the other");
    }

    private TestVenue restarted() {
        return new TestVenue(VenueModel.PLAIN, account);
    }

    private static OrderRequest exit(String quantity) {
        return sell(quantity).with(Instruction.REDUCE_ONLY);
    }

    /** Gives the account a long position, by an order that is forgotten here. */
    private void hold(String quantity) {
        OrderId entry = new OrderId(100);
        placed(entry, buy(quantity));
        filled(entry, quantity, 1);
    }

    private void working(OrderId order, OrderRequest request) {
        placed(order, request);
        changed(order, new OrderChange.Accepted(new VenueOrderId("P" + order)));
    }

    private void placed(OrderId order, OrderRequest request) {
        Origin origin =
                request.isReduceOnly()
                        ? new Origin.OfProtection(new OrderId(100))
                        : new Origin.OfSafety("test");
        apply(
                new AccountEvent.OrderPlaced(
                        TestVenue.START, order, request, origin, Price.of("100")));
    }

    private void filled(OrderId order, String quantity, int trade) {
        TradeId id = new TradeId(order + "-" + trade);
        Money fee = new Money(TestVenue.USD, BigDecimal.ZERO);
        changed(
                order,
                new OrderChange.Filled(
                        new Fill(
                                id,
                                Price.of("100"),
                                Quantity.of(quantity),
                                fee,
                                Liquidity.TAKER,
                                TestVenue.START)));
    }

    private void changed(OrderId order, OrderChange change) {
        apply(new AccountEvent.OrderChanged(TestVenue.START, order, change));
    }

    private void apply(AccountEvent event) {
        account = Account.apply(account, event);
    }
}
