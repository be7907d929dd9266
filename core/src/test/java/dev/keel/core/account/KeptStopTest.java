package dev.keel.core.account;

import static dev.keel.core.Samples.fill;
import static dev.keel.core.Samples.market;
import static dev.keel.core.Samples.price;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.Samples;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.order.Instruction;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Origin;
import dev.keel.core.order.Protection;
import dev.keel.core.order.Side;
import dev.keel.core.risk.RiskPolicy;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where the venue takes no stop orders, Keel keeps the stops. */
class KeptStopTest {
    private static final InstrumentId PERP = Samples.PERP_ID;
    private static final InstrumentId SPOT = Samples.SPOT.id();
    private static final Duration OLD = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Desk desk =
            Desk.with(
                    new RiskPolicy(
                            RiskPolicy.UNLIMITED.trade(),
                            RiskPolicy.UNLIMITED.account(),
                            new RiskPolicy.Freshness(OLD, null, null)));

    KeptStopTest() {
        desk.stops = StopKeeper.KEEL;
    }

    @Test
    void placesTheTargetAndNoStop() {
        enter(PERP, Side.BUY, "90", "120");

        assertThat(desk.state.openOrders())
                .singleElement()
                .satisfies(order ->
                        assertThat(order.request().type())
                                .isEqualTo(new OrderType.Limit(price("120"))));
    }

    @Test
    void isCoveredWhileThePriceIsFresh() {
        enter(PERP, Side.BUY, "90", null);

        assertThat(mark()).isEmpty();
        desk.price(PERP, "90.01");
        assertThat(mark()).isEmpty();
    }

    @Test
    void closesAtTheMarketOnceTheStopIsReached() {
        enter(PERP, Side.BUY, "90", null);
        desk.price(PERP, "90");
        mark();

        assertThat(desk.last().request())
                .isEqualTo(market(PERP, Side.SELL, "2").with(Instruction.REDUCE_ONLY));
        assertThat(desk.last().origin()).isEqualTo(new Origin.OfSafety("stop at 90"));
        assertThat(mark()).as("one close at a time").isEmpty();
    }

    @Test
    void closesShortsAboveTheirStop() {
        enter(PERP, Side.SELL, "110", null);
        desk.price(PERP, "109.99");
        assertThat(mark()).isEmpty();
        desk.price(PERP, "111");
        mark();

        assertThat(desk.last().request())
                .isEqualTo(market(PERP, Side.BUY, "2").with(Instruction.REDUCE_ONLY));
    }

    @Test
    void isNakedWhileNoFreshPriceIsKnownAndAPersonHears() {
        enter(PERP, Side.BUY, "90", null);
        OrderId last = desk.last().id();
        desk.pass(OLD.plusMillis(1));
        assertThat(mark()).containsExactly(new AccountEvent.PositionNaked(desk.now, PERP));
        desk.pass(PATIENCE);

        assertThat(mark()).hasSize(1).hasOnlyElementsOfType(AccountEvent.Alarmed.class);
        desk.pass(PATIENCE.multipliedBy(3));
        mark();
        assertThat(desk.last().id()).as("nothing is sold without a price").isEqualTo(last);

        desk.price(PERP, "95");
        assertThat(mark()).containsExactly(new AccountEvent.PositionCovered(desk.now, PERP));
    }

    @Test
    void closesWhenThePriceComesBackBeyondTheStop() {
        enter(PERP, Side.BUY, "90", null);
        desk.pass(OLD.plusMillis(1));
        mark();
        desk.price(PERP, "80");
        mark();

        assertThat(desk.last().origin()).isEqualTo(new Origin.OfSafety("stop at 90"));
    }

    @Test
    void takesTheTargetAwayBeforeItSellsOnASpotMarket() {
        Order target = enter(SPOT, Side.BUY, "90", "120");
        desk.accept(target.id());
        desk.price(SPOT, "89");
        mark();
        assertThat(desk.order(target.id()).status()).isEqualTo(OrderStatus.CANCELING);
        assertThat(desk.last().id()).isEqualTo(target.id());
        assertThat(mark()).isEmpty();

        desk.cancelled(target.id());
        mark();

        assertThat(desk.last().request().type()).isInstanceOf(OrderType.Market.class);
        assertThat(desk.last().request().side()).isEqualTo(Side.SELL);
        assertThat(desk.last().origin()).isEqualTo(new Origin.OfSafety("stop at 90"));
    }

    @Test
    void replaysWithoutAskingWhoKeepsTheStops() {
        enter(PERP, Side.BUY, "90", "120");
        desk.price(PERP, "89");
        mark();

        assertThat(Desk.dump(Account.replay(desk.history))).isEqualTo(Desk.dump(desk.state));
    }

    private List<AccountEvent> mark() {
        return desk.send(new AccountCommand.Mark());
    }

    /** Enters 2 at 100, and returns the order that was placed last. */
    private Order enter(InstrumentId instrument, Side side, String stop, @Nullable String target) {
        OrderRequest request =
                market(instrument, side, "2")
                        .withProtection(
                                Protection.of(price(stop), target == null ? null : price(target)));
        OrderId entry = desk.place(request).id();
        desk.fill(entry, fill("e", "100", "2"));
        return desk.last();
    }
}
