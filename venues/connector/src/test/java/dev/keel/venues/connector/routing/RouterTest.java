package dev.keel.venues.connector.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keel.core.account.AccountId;
import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.instrument.TradingRules;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Side;
import dev.keel.venues.connector.MarketData.Level;
import dev.keel.venues.connector.MarketData.OrderBook;
import dev.keel.venues.connector.VenueId;
import dev.keel.venues.connector.routing.RoutingRequest.Splitting;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RouterTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Asset BTC = Asset.of("BTC");
    private static final Asset USDT = Asset.of("USDT");
    private static final InstrumentId SYMBOL = InstrumentId.of("BTC/USDT");

    @Test
    void takesTheBestPriceWithItsFee() {
        Candidate cheap = spot("a", "0.002", asks("100", "5"));
        Candidate fair = spot("b", "0.0005", asks("100.1", "5"));

        Route route = buy("2", Splitting.WHOLE, cheap, fair);

        assertThat(route.legs()).extracting(leg -> leg.account().value()).containsExactly("b");
        assertThat(route.net()).isEqualByComparingTo("200.3001");
        assertThat(route.isWhole()).isTrue();
        assertThat(route.passedOver()).containsEntry(AccountId.of("a"), "its net price is worse");
    }

    @Test
    void countsHowDeepTheBookIs() {
        Candidate thin = spot("a", "0", asks("100", "1", "110", "9"));
        Candidate deep = spot("b", "0", asks("101", "10"));

        assertThat(buy("1", Splitting.WHOLE, thin, deep).legs().getFirst().account().value())
                .isEqualTo("a");
        assertThat(buy("4", Splitting.WHOLE, thin, deep).legs().getFirst().account().value())
                .isEqualTo("b");
    }

    @Test
    void takesTheBestLevelsOfAllBooksIfAsked() {
        Candidate thin = spot("a", "0", asks("100", "1", "110", "9"));
        Candidate deep = spot("b", "0", asks("101", "10"));

        Route route = buy("4", Splitting.SPLIT, thin, deep);

        assertThat(route.legs())
                .extracting(leg -> leg.account() + " " + leg.quantity())
                .containsExactly("a 1", "b 3");
        assertThat(route.net()).isEqualByComparingTo("403");
    }

    @Test
    void sellsToTheHighestNetBid() {
        Candidate dear = spot("a", "0.01", bids("101", "5"));
        Candidate cheap = spot("b", "0.001", bids("100.5", "5"));

        Route route =
                Router.route(request(Side.SELL, "2", null, Splitting.WHOLE), list(dear, cheap));

        assertThat(route.legs().getFirst().account().value()).isEqualTo("b");
        assertThat(route.net()).isEqualByComparingTo("200.799");
    }

    @Test
    void countsContractsAsWhatTheyStandFor() {
        Instrument contract =
                new Instrument(
                        InstrumentId.of("BTC/USDT:USDT"),
                        BTC,
                        USDT,
                        InstrumentKind.LINEAR,
                        rules("1", "0"),
                        FeeRates.NONE,
                        new BigDecimal("0.01"));
        Candidate candidate = candidate("a", contract, asks("100", "150"), null);
        RoutingRequest request =
                new RoutingRequest(
                        BTC,
                        USDT,
                        InstrumentKind.LINEAR,
                        Side.BUY,
                        new BigDecimal("1.237"),
                        null,
                        Splitting.WHOLE,
                        NOW,
                        Duration.ofSeconds(5));

        Route route = Router.route(request, List.of(candidate));

        assertThat(route.legs().getFirst().quantity()).isEqualTo(Quantity.of("123"));
        assertThat(route.legs().getFirst().units()).isEqualByComparingTo("1.23");
        assertThat(route.leftOver()).isEqualByComparingTo("0.007");
    }

    @Test
    void leavesOutWhoFallsBelowTheLeastOrderAndSharesAnew() {
        Candidate small = candidate("a", instrument("0", "0.001", "150"), asks("100", "1"), null);
        Candidate deep = spot("b", "0", asks("101", "10"));

        Route route = buy("4", Splitting.SPLIT, small, deep);

        assertThat(route.legs()).extracting(leg -> leg.quantity().toString()).containsExactly("4");
        assertThat(route.passedOver().get(AccountId.of("a"))).contains("below the venue's least");
    }

    @Test
    void neverTakesMoreThanAnAccountCan() {
        Candidate poor =
                candidate(
                        "a", instrument("0", "0.001", "0"), asks("100", "9"), new BigDecimal("2"));
        Candidate rich = spot("b", "0", asks("105", "9"));

        Route route = buy("5", Splitting.SPLIT, poor, rich);

        assertThat(route.legs())
                .extracting(leg -> leg.account() + " " + leg.quantity())
                .containsExactly("a 2", "b 3");
        assertThat(buy("5", Splitting.WHOLE, poor, rich).passedOver().get(AccountId.of("a")))
                .isEqualTo("it can take 2 of it only");
    }

    @Test
    void goesNoFurtherThanTheLimit() {
        Candidate only = spot("a", "0", asks("100", "1", "110", "9"));

        Route route = Router.route(request(Side.BUY, "4", "105", Splitting.SPLIT), List.of(only));

        assertThat(route.legs().getFirst().quantity()).isEqualTo(Quantity.of("1"));
        assertThat(route.leftOver()).isEqualByComparingTo("3");
    }

    @Test
    void passesOverOldBooksAndOtherMarkets() {
        Candidate old =
                new Candidate(
                        AccountId.of("a"),
                        VenueId.of("binance"),
                        instrument("0", "0.001", "0"),
                        new OrderBook(SYMBOL, List.of(), levels("100", "1"), NOW.minusSeconds(6)),
                        null);
        Instrument ether =
                Instrument.spot(
                        InstrumentId.of("ETH/USDT"),
                        Asset.of("ETH"),
                        USDT,
                        rules("0.001", "0"),
                        FeeRates.NONE);
        Candidate other = candidate("b", ether, asks("100", "5"), null);

        Route route = buy("1", Splitting.SPLIT, old, other);

        assertThat(route.legs()).isEmpty();
        assertThat(route.passedOver().values())
                .containsExactly(
                        "its order book is of 2025-12-31T23:59:54Z", "ETH/USDT is another market");
        assertThat(route.leftOver()).isEqualByComparingTo("1");
    }

    @Test
    void refusesAnOrderOfNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request(Side.BUY, "0", null, Splitting.WHOLE))
                .withMessage("quantity must be above 0, was 0");
    }

    /**
     * A split is never worse than the whole, never too much, and each leg is what its venue takes.
     */
    @Property(tries = 500)
    void keepsItsPromises(@ForAll @LongRange(min = 0) long seed) {
        SplittableRandom dice = new SplittableRandom(seed);
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < 1 + dice.nextInt(4); i++) {
            candidates.add(drawn("a" + i, dice));
        }
        Side side = dice.nextBoolean() ? Side.BUY : Side.SELL;
        String quantity = new BigDecimal(1 + dice.nextInt(400)).movePointLeft(2).toPlainString();

        Route whole = Router.route(request(side, quantity, null, Splitting.WHOLE), candidates);
        Route split = Router.route(request(side, quantity, null, Splitting.SPLIT), candidates);

        for (Route route : List.of(whole, split)) {
            BigDecimal units =
                    route.legs().stream()
                            .map(Route.Leg::units)
                            .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(units.add(route.leftOver())).isEqualByComparingTo(quantity);
            assertThat(route.leftOver().signum()).isNotNegative();
            assertThat(route.legs())
                    .allSatisfy(leg ->
                            assertThat(leg.quantity().isMultipleOf(Quantity.of("0.1"))).isTrue());
        }
        if (!whole.legs().isEmpty() && split.leftOver().compareTo(whole.leftOver()) == 0) {
            int worse = split.net().compareTo(whole.net());
            assertThat(side == Side.BUY ? worse : -worse).isNotPositive();
        }
    }

    private static Candidate drawn(String account, SplittableRandom dice) {
        List<Level> asks = new ArrayList<>();
        List<Level> bids = new ArrayList<>();
        BigDecimal up = new BigDecimal(10_000 + dice.nextInt(100)).movePointLeft(2);
        BigDecimal down = up;
        for (int i = 0; i < 5; i++) {
            up = up.add(new BigDecimal(1 + dice.nextInt(50)).movePointLeft(2));
            down = down.subtract(new BigDecimal(1 + dice.nextInt(50)).movePointLeft(2));
            BigDecimal quantity = new BigDecimal(1 + dice.nextInt(20)).movePointLeft(1);
            asks.add(new Level(up, quantity));
            bids.add(new Level(down, quantity));
        }
        String fee = new BigDecimal(dice.nextInt(20)).movePointLeft(4).toPlainString();
        return new Candidate(
                AccountId.of(account),
                VenueId.of("binance"),
                instrument(fee, "0.1", "0"),
                new OrderBook(SYMBOL, bids, asks, NOW),
                null);
    }

    private static Route buy(String quantity, Splitting splitting, Candidate... candidates) {
        return Router.route(request(Side.BUY, quantity, null, splitting), list(candidates));
    }

    private static List<Candidate> list(Candidate... candidates) {
        return List.of(candidates);
    }

    private static RoutingRequest request(
            Side side, String quantity, @Nullable String limit, Splitting splitting) {
        return new RoutingRequest(
                BTC,
                USDT,
                InstrumentKind.SPOT,
                side,
                new BigDecimal(quantity),
                limit == null ? null : new BigDecimal(limit),
                splitting,
                NOW,
                Duration.ofSeconds(5));
    }

    private static Candidate spot(String account, String fee, OrderBook book) {
        return candidate(account, instrument(fee, "0.001", "0"), book, null);
    }

    private static Candidate candidate(
            String account, Instrument instrument, OrderBook book, @Nullable BigDecimal most) {
        return new Candidate(AccountId.of(account), VenueId.of("binance"), instrument, book, most);
    }

    private static Instrument instrument(String fee, String lot, String minNotional) {
        return Instrument.spot(
                SYMBOL, BTC, USDT, rules(lot, minNotional), FeeRates.flat(new BigDecimal(fee)));
    }

    private static TradingRules rules(String lot, String minNotional) {
        return new TradingRules(Price.of("0.01"), Quantity.of(lot), new BigDecimal(minNotional));
    }

    private static OrderBook asks(String... pricesAndQuantities) {
        return new OrderBook(SYMBOL, List.of(), levels(pricesAndQuantities), NOW);
    }

    private static OrderBook bids(String... pricesAndQuantities) {
        return new OrderBook(SYMBOL, levels(pricesAndQuantities), List.of(), NOW);
    }

    private static List<Level> levels(String... pricesAndQuantities) {
        List<Level> levels = new ArrayList<>();
        for (int i = 0; i < pricesAndQuantities.length; i += 2) {
            levels.add(
                    new Level(
                            new BigDecimal(pricesAndQuantities[i]),
                            new BigDecimal(pricesAndQuantities[i + 1])));
        }
        return levels;
    }
}
