package dev.keel.venues.simulator.book;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.order.Side;
import dev.keel.venues.simulator.BrokerOrder.State;
import dev.keel.venues.simulator.book.BookRules.ClientIds;
import dev.keel.venues.simulator.book.BookRules.Fees;
import dev.keel.venues.simulator.book.BookRules.IdForm;
import dev.keel.venues.simulator.book.BookRules.PostOnly;
import dev.keel.venues.simulator.book.OrderTerms.Leg;
import dev.keel.venues.simulator.book.OrderTerms.Lifetime;
import dev.keel.venues.simulator.book.OrderTerms.Manner;
import dev.keel.venues.simulator.book.OrderTerms.Trigger;
import dev.keel.venues.simulator.book.OrderTerms.Way;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BookTest {
    private static final InstrumentId SPOT = InstrumentId.of("BTC/USDT");
    private static final InstrumentId SWAP = InstrumentId.of("BTC/USDT:USDT");

    private final Book spot =
            book(InstrumentKind.SPOT, ClientIds.UNIQUE_AMONG_OPEN, PostOnly.REFUSED);
    private final Book swap =
            book(InstrumentKind.LINEAR, ClientIds.UNIQUE_FOR_EVER, PostOnly.TAKEN_AND_CANCELED);

    private static Book book(InstrumentKind kind, ClientIds ids, PostOnly postOnly) {
        BookRules rules =
                new BookRules(ids, Fees.IN_BOUGHT_ASSET, postOnly, IdForm.NUMBER, BigDecimal.TEN);
        Book book =
                new Book(
                        Markets.of("binance", kind),
                        rules,
                        () -> Instant.parse("2026-01-02T03:04:05Z"),
                        7);
        book.begin("USDT", new BigDecimal("1000"));
        book.markets()
                .forEach(market ->
                        book.quote(market.id(), new BigDecimal("100"), new BigDecimal("100.1")));
        return book;
    }

    private static OrderTerms terms(
            Book book,
            InstrumentId id,
            String clientId,
            Side side,
            String quantity,
            @Nullable String price) {
        return new OrderTerms(
                clientId,
                book.market(id),
                side,
                new BigDecimal(quantity),
                price == null ? null : new BigDecimal(price),
                null,
                Manner.PLAIN,
                Map.of());
    }

    private static OrderTerms in(OrderTerms terms, Manner manner, @Nullable Trigger trigger) {
        return new OrderTerms(
                terms.clientId(),
                terms.market(),
                terms.side(),
                terms.quantity(),
                terms.price(),
                trigger,
                manner,
                terms.wire());
    }

    private static PlacedOrder taken(Placing placing) {
        assertThat(placing).isInstanceOf(Placing.Taken.class);
        return ((Placing.Taken) placing).order();
    }

    private PlacedOrder onSpot(
            String clientId, Side side, String quantity, @Nullable String price) {
        return taken(spot.place(terms(spot, SPOT, clientId, side, quantity, price)));
    }

    private PlacedOrder onSwap(
            String clientId, Side side, String quantity, @Nullable String price) {
        return taken(swap.place(terms(swap, SWAP, clientId, side, quantity, price)));
    }

    @Test
    void locksWhatAWorkingOrderMayCost() {
        PlacedOrder order = onSpot("1", Side.BUY, "2", "90");

        assertThat(spot.balance("USDT").locked()).isEqualByComparingTo("180");
        assertThat(spot.balance("USDT").free()).isEqualByComparingTo("820");

        spot.cancel(order);

        assertThat(spot.balance("USDT").locked()).isZero();
        assertThat(spot.balance("USDT").total()).isEqualByComparingTo("1000");
    }

    @Test
    void showsTestsWhatWasOrderedAndNotWhatProvedWhoAsked() {
        OrderTerms plain = terms(spot, SPOT, "1", Side.BUY, "1", "90");
        OrderTerms signed =
                new OrderTerms(
                        plain.clientId(),
                        plain.market(),
                        plain.side(),
                        plain.quantity(),
                        plain.price(),
                        null,
                        Manner.PLAIN,
                        Map.of("price", "90", "signature", "0a", "api_key", "k"));

        PlacedOrder order = taken(spot.place(signed));

        assertThat(order.forTests().terms()).containsOnlyKeys("price");
    }

    @Test
    void takesTheFeeOfAPurchaseInWhatWasBought() {
        onSpot("1", Side.BUY, "2", null);

        assertThat(spot.balance("BTC").total()).isEqualByComparingTo("1.998");
        assertThat(spot.balance("USDT").total()).isEqualByComparingTo("799.8");
        assertThat(spot.trades().getFirst().feeAsset()).isEqualTo("BTC");
    }

    @Test
    void takesTheFeeOfASaleInTheQuoteAsset() {
        onSpot("1", Side.BUY, "2", null);
        onSpot("2", Side.SELL, "1", null);

        assertThat(spot.balance("BTC").total()).isEqualByComparingTo("0.998");
        assertThat(spot.balance("USDT").total()).isEqualByComparingTo("899.7");
    }

    @Test
    void fillsAWaitingOrderAtItsOwnPriceAsMaker() {
        PlacedOrder order = onSpot("1", Side.BUY, "1", "99");

        spot.quote(SPOT, new BigDecimal("98"), new BigDecimal("98.5"));

        assertThat(spot.byId(order.id()).orElseThrow().state()).isEqualTo(State.FILLED);
        assertThat(spot.trades().getFirst().price()).isEqualByComparingTo("99");
        assertThat(spot.trades().getFirst().maker()).isTrue();
    }

    @Test
    void fillsInPartsOnCommand() {
        PlacedOrder order = onSpot("1", Side.BUY, "2", "90");

        spot.fill(order, new BigDecimal("0.5"), new BigDecimal("90"));

        PlacedOrder now = spot.byId(order.id()).orElseThrow();
        assertThat(now.state()).isEqualTo(State.WORKING);
        assertThat(now.remaining()).isEqualByComparingTo("1.5");
        assertThat(spot.balance("USDT").locked()).isEqualByComparingTo("135");
    }

    @Test
    void letsAClientIdComeAgainOnceItsOrderHasEnded() {
        PlacedOrder first = onSpot("1", Side.BUY, "1", "90");

        assertThat(spot.place(terms(spot, SPOT, "1", Side.BUY, "1", "90")))
                .isEqualTo(new Placing.Refused(Refusal.DUPLICATE));

        spot.cancel(first);

        assertThat(onSpot("1", Side.BUY, "1", "90").id()).isNotEqualTo(first.id());
    }

    @Test
    void refusesAClientIdForEverWhereTheVenueDoes() {
        swap.cancel(onSwap("1", Side.BUY, "1", "90"));

        assertThat(swap.place(terms(swap, SWAP, "1", Side.BUY, "1", "90")))
                .isEqualTo(new Placing.Refused(Refusal.DUPLICATE));
    }

    @Test
    void refusesWhatIsOffTheGridTooSmallOrTooDear() {
        assertThat(spot.place(terms(spot, SPOT, "1", Side.BUY, "1", "90.001")))
                .isEqualTo(new Placing.Refused(Refusal.PRECISION));
        assertThat(spot.place(terms(spot, SPOT, "1", Side.BUY, "0.01", "90")))
                .isEqualTo(new Placing.Refused(Refusal.NOTIONAL_TOO_SMALL));
        assertThat(spot.place(terms(spot, SPOT, "1", Side.BUY, "12", "90")))
                .isEqualTo(new Placing.Refused(Refusal.INSUFFICIENT_FUNDS));
        assertThat(spot.orders()).isEmpty();
    }

    @Test
    void endsWhatMayNotWait() {
        OrderTerms terms = terms(spot, SPOT, "1", Side.BUY, "1", "90");

        PlacedOrder order =
                taken(spot.place(in(terms, new Manner(Lifetime.IOC, Leg.BOTH, false), null)));

        assertThat(order.state()).isEqualTo(State.EXPIRED);
    }

    @Test
    void treatsAPostOnlyOrderThatWouldTradeAsTheVenueDoes() {
        Manner post = new Manner(Lifetime.POST_ONLY, Leg.BOTH, false);

        assertThat(spot.place(in(terms(spot, SPOT, "1", Side.BUY, "1", "101"), post, null)))
                .isEqualTo(new Placing.Refused(Refusal.WOULD_TRADE));
        assertThat(
                        taken(
                                        swap.place(
                                                in(
                                                        terms(
                                                                swap, SWAP, "1", Side.BUY, "1",
                                                                "101"),
                                                        post,
                                                        null)))
                                .state())
                .isEqualTo(State.CANCELED);
        assertThat(swap.trades()).isEmpty();
    }

    @Test
    void wakesAStopWhenTheMarketReachesIt() {
        onSpot("1", Side.BUY, "2", null);
        Trigger below = new Trigger.At(new BigDecimal("95"), Way.FALLS);
        OrderTerms stop = in(terms(spot, SPOT, "2", Side.SELL, "1", null), Manner.PLAIN, below);
        PlacedOrder order = taken(spot.place(stop));

        assertThat(order.state()).isEqualTo(State.DORMANT);

        spot.quote(SPOT, new BigDecimal("94"), new BigDecimal("94.1"));

        assertThat(spot.byId(order.id()).orElseThrow().state()).isEqualTo(State.FILLED);
        assertThat(spot.trades().getLast().price()).isEqualByComparingTo("94");
    }

    @Test
    void trailsTheBestPrice() {
        onSpot("1", Side.BUY, "2", null);
        Trigger trailing = new Trigger.Trailing(new BigDecimal("0.02"), null);
        OrderTerms stop = in(terms(spot, SPOT, "2", Side.SELL, "1", null), Manner.PLAIN, trailing);
        PlacedOrder order = taken(spot.place(stop));

        spot.quote(SPOT, new BigDecimal("110"), new BigDecimal("110.1"));
        spot.quote(SPOT, new BigDecimal("108"), new BigDecimal("108.1"));

        assertThat(spot.byId(order.id()).orElseThrow().state()).isEqualTo(State.DORMANT);

        spot.quote(SPOT, new BigDecimal("107.8"), new BigDecimal("107.9"));

        assertThat(spot.byId(order.id()).orElseThrow().state()).isEqualTo(State.FILLED);
    }

    @Test
    void netsAPositionAndRealisesItsProfit() {
        onSwap("1", Side.BUY, "2", null);
        swap.quote(SWAP, new BigDecimal("110"), new BigDecimal("110.1"));
        onSwap("2", Side.SELL, "3", null);

        assertThat(swap.position(SWAP)).isEqualByComparingTo("-1");
        assertThat(swap.trades().getLast().profit()).isEqualByComparingTo("19.8");
        assertThat(swap.positions().getFirst().entry()).isEqualByComparingTo("110");
        // 1000 + 19.8 of profit, less 0.0005 of 200.2 and of 330
        assertThat(swap.balance("USDT").total()).isEqualByComparingTo("1019.5349");
    }

    @Test
    void reducesOnlyWhatIsHeld() {
        Manner reduce = new Manner(Lifetime.GTC, Leg.BOTH, true);
        OrderTerms sale = terms(swap, SWAP, "2", Side.SELL, "5", null);

        assertThat(swap.place(in(sale, reduce, null)))
                .isEqualTo(new Placing.Refused(Refusal.NOTHING_TO_REDUCE));

        onSwap("1", Side.BUY, "2", null);
        taken(swap.place(in(sale, reduce, null)));

        assertThat(swap.position(SWAP)).isZero();
    }

    @Test
    void keepsBothSidesApartInHedgeMode() {
        assertThat(swap.hedge(true)).isTrue();
        taken(swap.place(leg("1", Side.BUY, Leg.LONG)));
        taken(swap.place(leg("2", Side.SELL, Leg.SHORT)));

        assertThat(swap.positions()).hasSize(2);
        assertThat(swap.position(SWAP)).isZero();
        assertThat(swap.hedge(false)).isFalse();
        assertThat(swap.place(leg("3", Side.BUY, Leg.BOTH)))
                .isEqualTo(new Placing.Refused(Refusal.WRONG_POSITION_MODE));
    }

    private OrderTerms leg(String clientId, Side side, Leg leg) {
        OrderTerms terms = terms(swap, SWAP, clientId, side, "1", null);
        return in(terms, new Manner(Lifetime.GTC, leg, false), null);
    }

    @Test
    void hasWhoIsLongPayFunding() {
        onSwap("1", Side.BUY, "2", null);
        BigDecimal before = swap.balance("USDT").total();

        swap.fund(SWAP, new BigDecimal("0.0001"));

        Movement movement = swap.movements().getFirst();
        assertThat(movement.kind()).isEqualTo(Movement.Kind.FUNDING);
        assertThat(movement.amount()).isEqualByComparingTo("-0.02001");
        assertThat(swap.balance("USDT").total())
                .isEqualByComparingTo(before.add(movement.amount()));
    }
}
