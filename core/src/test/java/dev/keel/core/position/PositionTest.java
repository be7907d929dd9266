package dev.keel.core.position;

import static dev.keel.core.Samples.fill;
import static dev.keel.core.Samples.price;
import static dev.keel.core.Samples.quantity;
import static dev.keel.core.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keel.core.Samples;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Liquidity;
import dev.keel.core.order.Side;
import dev.keel.core.order.TradeId;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PositionTest {
    record Trade(Side side, Fill fill) {
        BigDecimal signedQuantity() {
            BigDecimal quantity = fill.quantity().value();
            return side == Side.BUY ? quantity : quantity.negate();
        }
    }

    /** The oracle: every fill is worth (mark - price) x signed quantity - fee. */
    private static Money profit(List<Trade> trades, Price mark) {
        BigDecimal profit = BigDecimal.ZERO;
        for (Trade trade : trades) {
            BigDecimal move = mark.value().subtract(trade.fill().price().value());
            profit =
                    profit.add(move.multiply(trade.signedQuantity()))
                            .subtract(trade.fill().fee().amount());
        }
        return new Money(Samples.USD, profit);
    }

    @Property
    void cashAndValueAreTheProfitOfAllFillsOnSpot(
            @ForAll("trades") List<Trade> trades, @ForAll("prices") Price mark) {
        requireProfit(Samples.SPOT, trades, mark);
    }

    @Property
    void cashAndValueAreTheProfitOfAllFillsOnADerivative(
            @ForAll("trades") List<Trade> trades, @ForAll("prices") Price mark) {
        requireProfit(Samples.PERP, trades, mark);
    }

    private static void requireProfit(Instrument instrument, List<Trade> trades, Price mark) {
        Position position = Position.flat(instrument);
        Money cash = usd("0");
        BigDecimal net = BigDecimal.ZERO;

        for (Trade trade : trades) {
            cash = cash.plus(position.cashEffect(trade.side(), trade.fill()));
            position = position.apply(trade.side(), trade.fill());
            net = net.add(trade.signedQuantity());
        }

        Money profit = profit(trades, mark);
        assertThat(cash.plus(position.value(mark))).isEqualTo(profit);
        assertThat(position.realised().plus(position.unrealised(mark)).minus(position.fees()))
                .isEqualTo(profit);
        assertThat(position.quantity().value()).isEqualByComparingTo(net.abs());
        assertThat(position.side())
                .isEqualTo(
                        switch (net.signum()) {
                            case 1 -> PositionSide.LONG;
                            case -1 -> PositionSide.SHORT;
                            default -> PositionSide.FLAT;
                        });
    }

    @Property
    void aFlatPositionCostsNothing(@ForAll("trades") List<Trade> trades) {
        Position position = Position.flat(Samples.PERP);

        for (Trade trade : trades) {
            position = position.apply(trade.side(), trade.fill());

            assertThat(position.cost().isZero()).isEqualTo(position.isFlat());
            assertThat(position.averagePrice().isPresent()).isNotEqualTo(position.isFlat());
        }
    }

    @Test
    void averagesWhatItPaid() {
        Position position = bought("100", "1").apply(Side.BUY, fill("b", "110", "3"));

        assertThat(position.averagePrice()).contains(price("107.5"));
        assertThat(position.unrealised(price("110"))).isEqualTo(usd("10"));
    }

    @Test
    void keepsItsAverageWhenAPartIsClosed() {
        Position position = bought("100", "4").apply(Side.SELL, fill("b", "120", "1"));

        assertThat(position.averagePrice()).contains(price("100"));
        assertThat(position.realised()).isEqualTo(usd("20"));
        assertThat(position.quantity()).isEqualTo(quantity("3"));
    }

    @Test
    void losesNoDigitWhenItIsClosedInThirds() {
        Position position = bought("100", "3");
        for (int i = 0; i < 3; i++) {
            position = position.apply(Side.SELL, fill("s" + i, "100.01", "1"));
        }

        assertThat(position.realised()).isEqualTo(usd("0.03"));
        assertThat(position.isFlat()).isTrue();
    }

    @Test
    void turnsRoundAtThePriceOfTheFill() {
        Position position = bought("100", "2").apply(Side.SELL, fill("b", "90", "5"));

        assertThat(position.side()).isEqualTo(PositionSide.SHORT);
        assertThat(position.quantity()).isEqualTo(quantity("3"));
        assertThat(position.averagePrice()).contains(price("90"));
        assertThat(position.realised()).isEqualTo(usd("-20"));
    }

    @Test
    void gainsWhenAShortFalls() {
        Position position = Position.flat(Samples.PERP).apply(Side.SELL, fill("a", "100", "2"));

        assertThat(position.unrealised(price("90"))).isEqualTo(usd("20"));
        assertThat(position.value(price("110"))).isEqualTo(usd("-20"));
    }

    @Test
    void sumsFeesAndRebatesApartFromProfit() {
        Position position =
                Position.flat(Samples.PERP)
                        .apply(Side.BUY, fill("a", "100", "1", "0.5"))
                        .apply(Side.SELL, fill("b", "100", "1", "-0.2"));

        assertThat(position.fees()).isEqualTo(usd("0.3"));
        assertThat(position.realised()).isEqualTo(usd("0"));
    }

    @Test
    void paysTheNotionalOnSpotAndNothingButTheFeeOnADerivative() {
        Fill fill = fill("a", "100", "2", "1");

        assertThat(Position.flat(Samples.SPOT).cashEffect(Side.BUY, fill)).isEqualTo(usd("-201"));
        assertThat(Position.flat(Samples.PERP).cashEffect(Side.BUY, fill)).isEqualTo(usd("-1"));
    }

    @Test
    void isReducedByTheOtherSideOnly() {
        assertThat(bought("100", "1").isReducedBy(Side.SELL)).isTrue();
        assertThat(bought("100", "1").isReducedBy(Side.BUY)).isFalse();
        assertThat(Position.flat(Samples.PERP).isReducedBy(Side.SELL)).isFalse();
        assertThat(bought("100", "1").closingSide()).contains(Side.SELL);
        assertThat(Position.flat(Samples.PERP).closingSide()).isEmpty();
    }

    @Test
    void isStoppedWhereTheMarketIsAtItsStopOrBeyond() {
        Position sold = Position.flat(Samples.PERP).apply(Side.SELL, fill("t1", "100", "1"));

        assertThat(bought("100", "1").isStopped(price("90"), price("90.1"))).isFalse();
        assertThat(bought("100", "1").isStopped(price("90"), price("90"))).isTrue();
        assertThat(sold.isStopped(price("110"), price("109.9"))).isFalse();
        assertThat(sold.isStopped(price("110"), price("110.1"))).isTrue();
        assertThat(Position.flat(Samples.PERP).isStopped(price("90"), price("1"))).isFalse();
    }

    @Test
    void isFlatExactlyAtZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Position(
                                Samples.PERP,
                                PositionSide.LONG,
                                Quantity.ZERO,
                                usd("0"),
                                usd("0"),
                                usd("0")));
    }

    private static Position bought(String price, String quantity) {
        return Position.flat(Samples.PERP).apply(Side.BUY, fill("first", price, quantity));
    }

    @Provide
    Arbitrary<List<Trade>> trades() {
        Arbitrary<Quantity> quantities =
                Arbitraries.integers().between(1, 5_000).map(n -> Quantity.ofUnscaled(n, 3));
        Arbitrary<Money> fees =
                Arbitraries.integers()
                        .between(-50, 200)
                        .map(n -> new Money(Samples.USD, BigDecimal.valueOf(n, 2)));
        return Combinators.combine(Arbitraries.of(Side.class), prices(), quantities, fees)
                .as((side, price, quantity, fee) ->
                        new Trade(
                                side,
                                new Fill(
                                        new TradeId("t"),
                                        price,
                                        quantity,
                                        fee,
                                        Liquidity.TAKER,
                                        Samples.NOON)))
                .list()
                .ofMaxSize(30);
    }

    @Provide
    Arbitrary<Price> prices() {
        return Arbitraries.integers().between(1, 20_000).map(n -> Price.ofUnscaled(n, 2));
    }
}
