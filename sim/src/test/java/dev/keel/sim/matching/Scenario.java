package dev.keel.sim.matching;

import static dev.keel.sim.matching.Requests.buy;
import static dev.keel.sim.matching.Requests.sell;

import dev.keel.core.market.Bar;
import dev.keel.core.money.Price;
import dev.keel.core.order.Instruction;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Origin;
import dev.keel.core.order.Side;
import dev.keel.core.order.TimeInForce;
import dev.keel.core.venue.VenueReport;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A random market with random orders, played to its end; the seed says all. */
final class Scenario {
    private static final int BARS = 25;
    private static final BigDecimal SLIPPAGE = new BigDecimal("0.003");

    final VenueModel model;
    final List<Bar> bars = new ArrayList<>();
    private final Random random;
    private final TestVenue venue;
    private final List<OrderId> orders = new ArrayList<>();

    /** The bar that was on when the report at the same place came. */
    final List<Integer> barOfReport = new ArrayList<>();

    private long price = 10_000;

    Scenario(long seed) {
        random = new Random(seed);
        model =
                new VenueModel(
                        random.nextInt(4) == 0 ? Duration.ofSeconds(61) : Duration.ZERO,
                        random.nextBoolean() ? LimitFill.TOUCH : LimitFill.THROUGH,
                        random.nextBoolean()
                                ? SlippageModel.None.INSTANCE
                                : new SlippageModel.FixedFraction(SLIPPAGE),
                        random.nextBoolean() ? null : new BigDecimal("0.1"));
        venue = new TestVenue(model);
        for (int i = 0; i < BARS; i++) {
            playBar();
        }
    }

    TestVenue venue() {
        return venue;
    }

    List<OrderId> orders() {
        return orders;
    }

    List<VenueReport> reports() {
        return venue.reports;
    }

    private void playBar() {
        Bar bar = nextBar();
        bars.add(bar);
        venue.openBar(bar);
        act();
        venue.range(bar);
        act();
        venue.close(bar);
        act();
        while (barOfReport.size() < venue.reports.size()) {
            barOfReport.add(bars.size() - 1);
        }
    }

    private Bar nextBar() {
        long open = Math.max(5_000, price + random.nextInt(81) - 40);
        long close = Math.max(5_000, open + random.nextInt(401) - 200);
        price = close;
        Bar clock = venue.bar("1", "1", "1", "1", "0");
        return new Bar(
                clock.format(),
                clock.openMillis(),
                open,
                Math.max(open, close) + random.nextInt(150),
                Math.min(open, close) - random.nextInt(150),
                close,
                random.nextInt(5) == 0 ? 0 : random.nextInt(6_000));
    }

    private void act() {
        if (random.nextInt(3) == 0) {
            orders.add(venue.submit(request(), origin()));
        }
        if (random.nextInt(8) == 0) {
            OrderId any = orders.isEmpty() ? null : orders.get(random.nextInt(orders.size()));
            if (any != null && venue.order(any).isOpen()) {
                venue.cancel(any);
            }
        }
    }

    private Origin origin() {
        return random.nextBoolean()
                ? new Origin.OfSafety("test")
                : new Origin.OfProtection(new OrderId(1 + random.nextInt(3)));
    }

    private OrderRequest request() {
        String quantity = BigDecimal.valueOf(1 + random.nextInt(500), 2).toPlainString();
        OrderRequest request = random.nextBoolean() ? buy(quantity) : sell(quantity);
        OrderType type = type();
        request = request.withType(type);
        if (random.nextInt(3) == 0) {
            request = request.with(Instruction.REDUCE_ONLY);
        }
        if (type instanceof OrderType.Limit && random.nextInt(4) == 0) {
            return request.with(Instruction.POST_ONLY);
        }
        return request.withTimeInForce(timeInForce());
    }

    private OrderType type() {
        return switch (random.nextInt(5)) {
            case 0 -> OrderType.Market.INSTANCE;
            case 1 -> new OrderType.Limit(near());
            case 2 -> new OrderType.Stop(near());
            case 3 -> new OrderType.StopLimit(near(), near());
            default -> new OrderType.TrailingStop(BigDecimal.valueOf(1 + random.nextInt(300), 2));
        };
    }

    private TimeInForce timeInForce() {
        return switch (random.nextInt(6)) {
            case 0 -> Requests.IOC;
            case 1 -> Requests.FOK;
            case 2 -> Requests.until(venue.now().plusSeconds(random.nextInt(400)));
            default -> TimeInForce.GoodTillCancel.INSTANCE;
        };
    }

    private Price near() {
        return Price.ofUnscaled(Math.max(1, price + random.nextInt(401) - 200), 2);
    }

    /** The greatest price a bar's market can have cost a taker, and the least it can have paid. */
    boolean isWithin(Bar bar, Side side, Price fill) {
        Price worst =
                model.slippage()
                        .against(
                                side,
                                side == Side.BUY ? bar.highPrice() : bar.lowPrice(),
                                SlippageModel.Situation.UNKNOWN);
        BigDecimal tick = new BigDecimal("0.01");
        return side == Side.BUY
                ? fill.value().compareTo(worst.value().add(tick)) < 0
                        && !fill.isBelow(bar.lowPrice())
                : fill.value().compareTo(worst.value().subtract(tick)) > 0
                        && !fill.isAbove(bar.highPrice());
    }
}
