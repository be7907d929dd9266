package dev.keel.sim.matching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.market.Bar;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * One order against random bars, compared with a reckoning that knows nothing of books and events:
 * it is written for buyers in whole cents, and sellers trade in a mirror.
 */
class OracleTest {
    private static final long MIRROR = 20_000;

    @Property(tries = 2_000)
    void limitOrdersFillWhereTheReckoningSays(
            @ForAll Random random, @ForAll Side side, @ForAll LimitFill rule) {
        List<Bar> bars = bars(random);
        long limit = near(random);

        OptionalLong expected = limitBuyer(seenBy(side, bars), priceOf(side, limit), rule);

        OrderType type = new OrderType.Limit(Price.ofUnscaled(limit, 2));
        assertThat(fillOf(side, type, rule, bars)).isEqualTo(mirrored(side, expected));
    }

    @Property(tries = 2_000)
    void stopsFillWhereTheReckoningSays(@ForAll Random random, @ForAll Side side) {
        List<Bar> bars = bars(random);
        long trigger = near(random);

        OptionalLong expected = stopBuyer(seenBy(side, bars), priceOf(side, trigger));

        OrderType type = new OrderType.Stop(Price.ofUnscaled(trigger, 2));
        assertThat(fillOf(side, type, LimitFill.TOUCH, bars)).isEqualTo(mirrored(side, expected));
    }

    @Property(tries = 2_000)
    void trailingStopsFillWhereTheReckoningSays(@ForAll Random random, @ForAll Side side) {
        List<Bar> bars = bars(random);
        long distance = 1L + random.nextInt(400);

        OptionalLong expected = trailingBuyer(seenBy(side, bars), distance);

        OrderType type = new OrderType.TrailingStop(BigDecimal.valueOf(distance, 2));
        assertThat(fillOf(side, type, LimitFill.TOUCH, bars)).isEqualTo(mirrored(side, expected));
    }

    private static OptionalLong limitBuyer(List<Bar> bars, long limit, LimitFill rule) {
        if (bars.getFirst().open() <= limit) {
            return OptionalLong.of(bars.getFirst().open());
        }
        long highestThatFills = rule == LimitFill.TOUCH ? limit : limit - 1;
        for (Bar bar : bars) {
            if (bar.open() <= highestThatFills) {
                return OptionalLong.of(bar.open());
            }
            if (bar.low() <= highestThatFills) {
                return OptionalLong.of(limit);
            }
        }
        return OptionalLong.empty();
    }

    private static OptionalLong stopBuyer(List<Bar> bars, long trigger) {
        for (Bar bar : bars) {
            if (bar.high() >= trigger) {
                return OptionalLong.of(Math.max(bar.open(), trigger));
            }
        }
        return OptionalLong.empty();
    }

    private static OptionalLong trailingBuyer(List<Bar> bars, long distance) {
        long best = bars.getFirst().open();
        for (Bar bar : bars) {
            if (bar.open() >= best + distance) {
                return OptionalLong.of(bar.open());
            }
            best = Math.min(best, bar.open());
            if (bar.high() >= best + distance) {
                return OptionalLong.of(best + distance);
            }
            best = Math.min(best, bar.low());
            if (bar.close() >= best + distance) {
                return OptionalLong.of(best + distance);
            }
        }
        return OptionalLong.empty();
    }

    /** The fill's price in cents of an order that is submitted at the first open. */
    private static OptionalLong fillOf(Side side, OrderType type, LimitFill rule, List<Bar> bars) {
        TestVenue venue = new TestVenue(VenueModel.PLAIN.withLimitFill(rule));
        venue.openBar(bars.getFirst());
        venue.submit(OrderRequest.market(TestVenue.BTC, side, Quantity.of("1")).withType(type));
        venue.range(bars.getFirst());
        venue.close(bars.getFirst());
        bars.stream().skip(1).forEach(venue::play);
        return venue.fills().isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(
                        venue.onlyFill().price().value().movePointRight(2).longValueExact());
    }

    private static List<Bar> bars(Random random) {
        List<Bar> bars = new ArrayList<>();
        long open = 10_000;
        for (int i = 0; i < 12; i++) {
            long close = open + random.nextInt(401) - 200;
            long high = Math.max(open, close) + random.nextInt(100);
            long low = Math.min(open, close) - random.nextInt(100);
            long millis = TestVenue.START.plusSeconds(60L * i).toEpochMilli();
            bars.add(new Bar(TestVenue.FORMAT, millis, open, high, low, close, 0));
            open = close + (random.nextBoolean() ? 0 : random.nextInt(201) - 100);
        }
        return bars;
    }

    private static long near(Random random) {
        return 9_600L + random.nextInt(801);
    }

    private static List<Bar> seenBy(Side side, List<Bar> bars) {
        return side == Side.BUY ? bars : bars.stream().map(OracleTest::mirrored).toList();
    }

    private static Bar mirrored(Bar bar) {
        return new Bar(
                bar.format(),
                bar.openMillis(),
                MIRROR - bar.open(),
                MIRROR - bar.low(),
                MIRROR - bar.high(),
                MIRROR - bar.close(),
                bar.volume());
    }

    private static long priceOf(Side side, long price) {
        return side == Side.BUY ? price : MIRROR - price;
    }

    private static OptionalLong mirrored(Side side, OptionalLong price) {
        return price.isEmpty() ? price : OptionalLong.of(priceOf(side, price.getAsLong()));
    }
}
