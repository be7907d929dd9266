package dev.keel.venues.fix.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.order.OrderId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ClientIdsTest {
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-03-04T10:00:00Z"));

    @Property(tries = 300)
    void anIdNamesItsOrderInBothForms(
            @ForAll @LongRange(min = 1, max = 999_999_999_999_999_999L) long value) {
        OrderId order = new OrderId(value);
        for (ClientIds.Form form : ClientIds.Form.values()) {
            ClientIds ids = new ClientIds(form, CLOCK);
            String request = ids.request(order);

            assertThat(ids.order(ids.of(order))).contains(order);
            assertThat(ids.order(request)).contains(order);
            assertThat(ids.isRequest(request)).isTrue();
            assertThat(ids.isRequest(ids.of(order))).isFalse();
            assertThat(request).isNotEqualTo(ids.of(order));
        }
    }

    @ParameterizedTest
    @EnumSource(ClientIds.Form.class)
    void requestsOfOneMomentAreStillDifferent(ClientIds.Form form) {
        ClientIds ids = new ClientIds(form, CLOCK);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            assertThat(seen.add(ids.request(new OrderId(1 + i % 3)))).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(ClientIds.Form.class)
    void aRequestAfterARestartIsAnother(ClientIds.Form form) {
        OrderId order = new OrderId(700_000_000_001L);
        String before = new ClientIds(form, CLOCK).request(order);
        String after =
                new ClientIds(form, InstantSource.fixed(CLOCK.instant().plusSeconds(1)))
                        .request(order);

        assertThat(after).isNotEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(ClientIds.Form.class)
    void whatSomebodyElseNamedIsNoOrderOfOurs(ClientIds.Form form) {
        ClientIds ids = new ClientIds(form, CLOCK);

        assertThat(ids.order("desk-1")).isEmpty();
        assertThat(ids.order("0123")).isEmpty();
        assertThat(ids.order("1234567890123456789")).isEmpty();
        assertThat(ids.order("CZZZZZZZZZZZZZZZZZZZ")).isEmpty();
        assertThat(ids.order("3f2504e0-4f89-41d3-9a0c-0305e82c3301")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ClientIds.Form.class)
    void idsFitIntoWhatVenuesTake(ClientIds.Form form) {
        ClientIds ids = new ClientIds(form, CLOCK);
        OrderId longest = new OrderId(999_999_999_999_999_999L);
        int most = form == ClientIds.Form.PLAIN ? 20 : 36;

        assertThat(ids.of(longest)).hasSizeLessThanOrEqualTo(most).matches("[A-Za-z0-9-_]+");
        assertThat(ids.request(longest)).hasSizeLessThanOrEqualTo(most).matches("[A-Za-z0-9-_]+");
    }
}
