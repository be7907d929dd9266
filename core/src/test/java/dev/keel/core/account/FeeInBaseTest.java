package dev.keel.core.account;

import static dev.keel.core.Samples.market;
import static dev.keel.core.Samples.price;
import static dev.keel.core.Samples.quantity;
import static dev.keel.core.Samples.signal;
import static dev.keel.core.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.Samples;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.core.order.Evidence;
import dev.keel.core.order.FeeSource;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Liquidity;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Protection;
import dev.keel.core.order.Side;
import dev.keel.core.order.TradeId;
import dev.keel.core.position.Position;
import dev.keel.core.signal.Direction;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Exchanges take the fee of a spot purchase out of what was bought. */
class FeeInBaseTest {
    private static final InstrumentId SPOT = Samples.SPOT_ID;

    private final Desk desk = Desk.rich();

    @Test
    void holdsWhatIsLeftAndPaysTheWholePrice() {
        OrderId order = buy("1", "0.001");

        assertThat(position().quantity()).isEqualTo(quantity("0.999"));
        assertThat(desk.state.cash()).isEqualTo(usd("9900"));
        assertThat(position().cost()).isEqualTo(usd("99.9"));
        assertThat(position().fees()).isEqualTo(usd("0.1"));
        assertThat(desk.order(order).status()).isEqualTo(OrderStatus.FILLED);
        assertThat(desk.order(order).execution().quantity()).isEqualTo(quantity("1"));
        assertThat(desk.order(order).execution().fees()).isEqualTo(usd("0.1"));
    }

    @Test
    void losesItsWorthInEquity() {
        buy("1", "0.001");

        assertThat(Account.equity(desk.state, desk.situation())).isEqualTo(usd("9999.9"));
    }

    @Test
    void givesItAllBackWhenTheTradeIsBusted() {
        OrderId order = buy("1", "0.001");

        desk.report(
                order,
                new OrderChange.Busted(
                        filled("t1", "1", "0.001"), new Evidence("venue", "taken back")));

        assertThat(position().isFlat()).isTrue();
        assertThat(desk.state.cash()).isEqualTo(usd("10000"));
        assertThat(position().fees()).isEqualTo(usd("0"));
    }

    @Test
    void takesMoreFromASaleThanWasSold() {
        buy("2", "0.002");
        Order sale = desk.place(market(SPOT, Side.SELL, "1"));

        desk.fill(sale.id(), filled("t2", "1", "0.001"));

        assertThat(position().quantity()).isEqualTo(quantity("0.997"));
        assertThat(desk.state.cash()).isEqualTo(usd("9900"));
    }

    @Test
    void leavesCashAndPositionAloneWhenAnotherAssetPays() {
        Order order = desk.place(market(SPOT, Side.BUY, "1"));

        desk.fill(order.id(), charged("t1", "1", Money.of(Asset.of("TOKEN"), "0.01")));

        assertThat(position().quantity()).isEqualTo(quantity("1"));
        assertThat(desk.state.cash()).isEqualTo(usd("9900"));
        assertThat(position().fees()).isEqualTo(usd("0"));
    }

    @Test
    void knowsWhatTheVenueCharged() {
        assertThat(charged("t", "1", usd("0.1")).feeSource())
                .isEqualTo(FeeSource.FromCash.INSTANCE);
        assertThat(charged("t", "1", Money.of(Samples.BTC, "0.001")))
                .isEqualTo(filled("t", "1", "0.001"));
        assertThat(charged("t", "1", Money.of(Samples.BTC, "-0.001")).feeSource())
                .isInstanceOf(FeeSource.Apart.class);
        assertThat(charged("t", "0.001", Money.of(Samples.BTC, "0.001")).feeSource())
                .isInstanceOf(FeeSource.Apart.class);
    }

    @Test
    void closesWholeLotsAndCallsTheRestFlat() {
        Order exit = leaveTheRestOfALot();

        assertThat(exit.request().quantity()).isEqualTo(quantity("0.998"));
        assertThat(position().quantity()).isEqualTo(quantity("0.0005"));
        assertThat(position().isIdle()).isTrue();
    }

    @Test
    void entersAgainBesideTheRestOfALot() {
        Order _ = leaveTheRestOfALot();
        long orders = placed();

        desk.send(new AccountCommand.OfferSignal(signal(SPOT, 3, Direction.EXIT)));
        assertThat(placed()).isEqualTo(orders);
        desk.send(new AccountCommand.OfferSignal(signal(SPOT, 4, Direction.LONG)));

        assertThat(placed()).isEqualTo(orders + 1);
        assertThat(desk.last().request().side()).isEqualTo(Side.BUY);
    }

    @Test
    void protectsWhatIsThereFillByFill() {
        Order entry =
                desk.place(
                        market(SPOT, Side.BUY, "2")
                                .withProtection(Protection.of(price("90"), price("120"))));

        desk.fill(entry.id(), filled("t1", "1.5", "0.0015"));
        assertThat(exits()).containsExactly("1.498", "1.498");
        desk.fill(entry.id(), filled("t2", "0.5", "0.0005"));

        assertThat(exits()).containsExactly("1.498", "1.498", "0.5", "0.5");
        assertThat(
                        desk.state.openOrders().stream()
                                .filter(order -> order.request().type() instanceof OrderType.Stop)
                                .map(order -> order.request().quantity().value())
                                .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(position().quantity().value());
    }

    /** Goes in and out by signals; returns the exit. */
    private Order leaveTheRestOfALot() {
        desk.send(new AccountCommand.OfferSignal(signal(SPOT, 1, Direction.LONG)));
        desk.fill(desk.last().id(), filled("t1", "1", "0.0015"));
        desk.send(new AccountCommand.OfferSignal(signal(SPOT, 2, Direction.EXIT)));
        Order exit = desk.last();
        desk.fill(exit.id(), filled("t2", exit.request().quantity().toString(), null));
        return exit;
    }

    private OrderId buy(String quantity, String fee) {
        OrderId order = desk.place(market(SPOT, Side.BUY, quantity)).id();
        desk.fill(order, filled("t1", quantity, fee));
        return order;
    }

    private Position position() {
        return desk.position(SPOT);
    }

    private long placed() {
        return desk.history.stream().filter(AccountEvent.OrderPlaced.class::isInstance).count();
    }

    private List<String> exits() {
        return desk.state.openOrders().stream()
                .filter(order -> order.request().isReduceOnly())
                .map(order -> order.request().quantity().toString())
                .toList();
    }

    private static Fill filled(String trade, String quantity, @Nullable String fee) {
        return fee == null
                ? Samples.fill(trade, "100", quantity)
                : charged(trade, quantity, Money.of(Samples.BTC, fee));
    }

    private static Fill charged(String trade, String quantity, Money fee) {
        return Fill.charged(
                Samples.SPOT,
                new TradeId(trade),
                price("100"),
                quantity(quantity),
                fee,
                Liquidity.TAKER,
                Samples.NOON);
    }
}
