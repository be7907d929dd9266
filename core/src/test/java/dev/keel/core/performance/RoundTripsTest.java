package dev.keel.core.performance;

import static dev.keel.core.performance.Trading.BTC;
import static dev.keel.core.performance.Trading.START;
import static dev.keel.core.performance.Trading.USD;
import static dev.keel.core.performance.Trading.fill;
import static dev.keel.core.performance.Trading.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keel.core.account.AccountEvent;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Fill;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.Origin;
import dev.keel.core.order.Side;
import dev.keel.core.position.Position;
import dev.keel.core.position.PositionSide;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RoundTripsTest {
    private final RoundTrips trips = new RoundTrips();

    @Test
    void countsAnEntryAndItsExitAsOneTrip() {
        buy(fill(1, "2", "100", "0.2"));
        sell(fill(61, "2", "110", "0.22"));

        RoundTrip trip = only(trips.toList(RoundTripsTest::noMark));

        assertThat(trip.isClosed()).isTrue();
        assertThat(trip.side()).isEqualTo(PositionSide.LONG);
        assertThat(trip.entry().quantity()).isEqualTo(Quantity.of("2"));
        assertThat(trip.entry().price()).isEqualTo(Price.of("100"));
        assertThat(trip.exitPrice()).contains(Price.of("110"));
        assertThat(trip.entryTime()).isEqualTo(START.plusSeconds(1));
        assertThat(trip.exitTime()).contains(START.plusSeconds(61));
        assertThat(trip.holdingTime()).contains(Duration.ofMinutes(1));
        assertThat(trip.fees()).isEqualTo(usd("0.42"));
        assertThat(trip.pnl()).isEqualTo(usd("19.58"));
        assertThat(trip.traded()).isEqualTo(usd("420"));
    }

    @Test
    void averagesSeveralFillsOfEachWay() {
        buy(fill(1, "1", "100", "0"));
        buy(fill(2, "3", "104", "0"));
        sell(fill(3, "1", "110", "0"));
        sell(fill(4, "3", "114", "0"));

        RoundTrip trip = only(trips.toList(RoundTripsTest::noMark));

        assertThat(trip.entry().quantity()).isEqualTo(Quantity.of("4"));
        assertThat(trip.entry().price()).isEqualTo(Price.of("103"));
        assertThat(trip.exitPrice()).contains(Price.of("113"));
        assertThat(trip.exitTime()).contains(START.plusSeconds(4));
        assertThat(trip.pnl()).isEqualTo(usd("40"));
    }

    @Test
    void earnsOnAShortWhenThePriceFalls() {
        sell(fill(1, "2", "100", "1"));
        buy(fill(2, "2", "90", "1"));

        RoundTrip trip = only(trips.toList(RoundTripsTest::noMark));

        assertThat(trip.side()).isEqualTo(PositionSide.SHORT);
        assertThat(trip.pnl()).isEqualTo(usd("18"));
    }

    @Test
    void splitsAFillThatTurnsThePositionRound() {
        buy(fill(1, "1", "100", "0"));
        sell(fill(2, "3", "110", "0.3"));
        buy(fill(3, "2", "105", "0"));

        List<RoundTrip> all = trips.toList(RoundTripsTest::noMark);

        assertThat(all)
                .extracting(RoundTrip::side)
                .containsExactly(PositionSide.LONG, PositionSide.SHORT);
        assertThat(all).extracting(RoundTrip::fees).containsExactly(usd("0.1"), usd("0.2"));
        assertThat(all).extracting(RoundTrip::pnl).containsExactly(usd("9.9"), usd("9.8"));
        assertThat(all.getLast().entryTime()).isEqualTo(START.plusSeconds(2));
    }

    @Test
    void marksWhatIsStillHeld() {
        buy(fill(1, "4", "100", "1"));
        sell(fill(2, "1", "108", "1"));

        RoundTrip trip = only(trips.toList(_ -> Price.of("110")));

        assertThat(trip.isClosed()).isFalse();
        assertThat(trip.open()).isEqualTo(Quantity.of("3"));
        assertThat(trip.exitTime()).isEmpty();
        assertThat(trip.exitPrice()).isEmpty();
        assertThat(trip.holdingTime()).isEmpty();
        assertThat(trip.pnl()).isEqualTo(usd("36"));
        assertThat(trip.traded()).isEqualTo(usd("508"));
    }

    @Test
    void readsTheFillsOutOfAnAccountsHistory() {
        OrderId id = new OrderId(7);
        OrderRequest request = OrderRequest.market(BTC.id(), Side.BUY, Quantity.of("2"));
        Origin origin = new Origin.OfSafety("test");
        List<AccountEvent> history =
                List.of(
                        new AccountEvent.InstrumentListed(START, BTC),
                        new AccountEvent.OrderPlaced(START, id, request, origin, Price.of("100")),
                        new AccountEvent.OrderChanged(
                                START, id, new OrderChange.Filled(fill(1, "2", "100", "0"))));

        List<RoundTrip> all = RoundTrips.of(history).toList(_ -> Price.of("101"));

        assertThat(only(all).pnl()).isEqualTo(usd("2"));
    }

    @Test
    void refusesAHistoryWithoutItsBeginning() {
        List<AccountEvent> history =
                List.of(
                        new AccountEvent.OrderChanged(
                                START,
                                new OrderId(7),
                                new OrderChange.Filled(fill(1, "2", "100", "0"))));

        assertThatThrownBy(() -> RoundTrips.of(history))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("7");
    }

    /** Every number is a fill: its sign the side, its size the quantity, the price its place. */
    @Property
    void addsUpToWhatThePositionSays(
            @ForAll @Size(max = 30) List<@IntRange(min = -9, max = 9) Integer> fills) {
        RoundTrips folded = new RoundTrips();
        Position position = Position.flat(BTC);
        int second = 0;
        for (int amount : fills) {
            second++;
            if (amount != 0) {
                Side side = amount > 0 ? Side.BUY : Side.SELL;
                String quantity = Math.abs(amount) + "." + second % 3;
                Fill fill = fill(second, quantity, "1" + second + ".7", "0.0" + second);
                position = position.apply(side, fill);
                folded.add(BTC, side, fill);
            }
        }
        Price mark = Price.of("123.45");

        List<RoundTrip> all = folded.toList(_ -> mark);

        Money expected = position.realised().plus(position.unrealised(mark)).minus(position.fees());
        Money actual = all.stream().map(RoundTrip::pnl).reduce(Money.zero(USD), Money::plus);
        // Position shares its cost out with 18 decimals where a part is closed.
        assertThat(actual.minus(expected).abs()).isLessThan(usd("0.0000000000001"));
        assertThat(all.stream().filter(trip -> !trip.isClosed()).map(RoundTrip::open))
                .containsExactlyElementsOf(
                        position.isFlat() ? List.of() : List.of(position.quantity()));
    }

    private void buy(Fill fill) {
        trips.add(BTC, Side.BUY, fill);
    }

    private void sell(Fill fill) {
        trips.add(BTC, Side.SELL, fill);
    }

    private static Price noMark(InstrumentId id) {
        throw new AssertionError("nothing is held, yet the price of " + id + " was asked");
    }

    private static RoundTrip only(List<RoundTrip> all) {
        assertThat(all).hasSize(1);
        return all.getFirst();
    }
}
