package dev.keel.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Evidence;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.Origin;
import dev.keel.core.order.Side;
import dev.keel.core.risk.RiskPolicy;
import dev.keel.core.sizing.Sizing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RememberedOrdersTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final AccountProfile PROFILE =
            new AccountProfile(AccountId.of("a"), Asset.of("USD"), 1);
    private static final OrderRequest REQUEST =
            OrderRequest.market(InstrumentId.of("BTC-USD"), Side.BUY, Quantity.of("1"));

    private AccountState state = opened();

    @Test
    void remembersAnOldOrderThatClosedAfterManyYoungerOnes() {
        OrderId old = place();
        for (int i = 0; i < AccountState.REMEMBERED_ORDERS; i++) {
            cancel(place());
        }

        cancel(old);

        assertThat(state.order(old))
                .hasValueSatisfying(order -> assertThat(order.isOpen()).isFalse());
        assertThat(state.recentlyClosedOrders()).last().extracting("id").isEqualTo(old);
    }

    @Test
    void remembersAnOrderWhileAsManyOthersCloseAsItPromises() {
        OrderId first = place();
        cancel(first);

        for (int i = 1; i < AccountState.REMEMBERED_ORDERS; i++) {
            cancel(place());
        }

        assertThat(state.order(first)).isPresent();
    }

    @Test
    void forgetsOrdersInTheEnd() {
        OrderId first = place();
        cancel(first);

        for (int i = 0; i < 2 * AccountState.REMEMBERED_ORDERS; i++) {
            cancel(place());
            assertThat(state.recentlyClosedOrders())
                    .hasSizeLessThan(2 * AccountState.REMEMBERED_ORDERS);
        }

        assertThat(state.order(first)).isEmpty();
    }

    /** Two generations, each in the order of the ids, however the orders came to an end. */
    @Property(tries = 100)
    void remembersInTwoGenerations(@ForAll long seed) {
        state = opened();
        Random random = new Random(seed);
        List<OrderId> open = new ArrayList<>();
        TreeSet<OrderId> young = new TreeSet<>();
        TreeSet<OrderId> older = new TreeSet<>();
        for (int i = 0; i < 400; i++) {
            if (open.isEmpty() || random.nextInt(5) < 2) {
                open.add(place());
                continue;
            }
            OrderId id = open.remove(random.nextInt(open.size()));
            cancel(id);
            young.add(id);
            if (young.size() == AccountState.REMEMBERED_ORDERS) {
                older = young;
                young = new TreeSet<>();
            }

            List<OrderId> expected = new ArrayList<>(older);
            expected.addAll(young);
            assertThat(state.recentlyClosedOrders()).extracting("id").isEqualTo(expected);
            assertThat(expected).allMatch(known -> state.order(known).isPresent());
        }
    }

    private static AccountState opened() {
        return AccountState.opened(
                PROFILE,
                new AccountSettings(
                        ExecutionMode.MANUAL,
                        new Sizing.AllCash(),
                        RiskPolicy.UNLIMITED,
                        Duration.ofMinutes(1)));
    }

    private OrderId place() {
        OrderId id = state.nextOrderId();
        state =
                Account.apply(
                        state,
                        new AccountEvent.OrderPlaced(
                                NOW, id, REQUEST, new Origin.OfSafety("test"), Price.of("1")));
        return id;
    }

    private void cancel(OrderId id) {
        state =
                Account.apply(
                        state,
                        new AccountEvent.OrderChanged(
                                NOW, id, new OrderChange.Canceled(new Evidence("test", ""))));
    }
}
