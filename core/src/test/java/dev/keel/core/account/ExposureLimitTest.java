package dev.keel.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.Samples;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.Side;
import dev.keel.core.position.Position;
import dev.keel.core.risk.RiskPolicy;
import dev.keel.core.risk.RiskPolicy.TradeLimits;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ExposureLimitTest {
    /** A tenth of 10,000 USD at 100. */
    private static final Quantity MOST = Samples.quantity("10");

    private static final RiskPolicy TENTH =
            new RiskPolicy(
                    new TradeLimits(null, Samples.decimal("0.10"), null, null),
                    RiskPolicy.UNLIMITED.account(),
                    RiskPolicy.UNLIMITED.freshness());

    private final Desk desk = Desk.with(TENTH);

    @Property(tries = 80)
    void thePositionStaysWithinItsLimitWhateverFillsInWhateverOrder(@ForAll long seed) {
        Random random = new Random(seed);

        for (int i = 0; i < 60; i++) {
            List<Order> open = desk.state.openOrders();
            if (open.isEmpty() || random.nextInt(3) == 0) {
                desk.place(request(random));
            } else {
                settle(open.get(random.nextInt(open.size())), random, i);
            }

            assertThat(held().isGreaterThan(MOST)).as("held %s", held()).isFalse();
        }
    }

    private static OrderRequest request(Random random) {
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        String quantity = Integer.toString(1 + random.nextInt(20));
        return Samples.market(Samples.PERP_ID, side, quantity);
    }

    /** What a venue may do: fill a part, cancel, or keep quiet. */
    private void settle(Order order, Random random, int trade) {
        Quantity most = order.remaining();
        if (random.nextInt(5) == 0) {
            desk.cancelled(order.id());
            return;
        }
        Quantity part = most.min(Quantity.ofUnscaled(1 + random.nextInt(20), 0));
        desk.fill(order.id(), Samples.fill("t" + trade, "100", part.toString()));
    }

    private Quantity held() {
        return desk.state.position(Samples.PERP_ID).map(Position::quantity).orElse(Quantity.ZERO);
    }
}
