package dev.keel.core.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.Side;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class RequestsTest {
    /** Ids in any order, and some twice. */
    @Property
    void isAMapWhateverOrderTheIdsComeIn(
            @ForAll @Size(max = 60) List<@IntRange(min = 1, max = 80) Integer> ids) {
        Requests requests = new Requests();
        TreeMap<Integer, OrderRequest> map = new TreeMap<>();
        for (int i = 0; i < ids.size(); i++) {
            OrderRequest request =
                    OrderRequest.market(
                            InstrumentId.of("BTC-USD"), Side.BUY, Quantity.ofUnscaled(i + 1L, 0));
            requests.put(new OrderId(ids.get(i)), request);
            map.put(ids.get(i), request);
        }

        for (int id = 1; id <= 81; id++) {
            OrderId asked = new OrderId(id);
            OrderRequest known = map.get(id);
            if (known != null) {
                assertThat(requests.of(asked)).isSameAs(known);
            } else {
                assertThatIllegalStateException()
                        .isThrownBy(() -> requests.of(asked))
                        .withMessageContaining(asked.toString());
            }
        }
    }
}
