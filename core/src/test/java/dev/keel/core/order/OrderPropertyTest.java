package dev.keel.core.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.Samples;
import dev.keel.core.money.Quantity;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class OrderPropertyTest {

    @Property
    void anySequenceKeepsFillsEvidenceAndStatusTogether(
            @ForAll("changes") List<OrderChange> changes) {
        Order order = OrderTest.pending();
        Quantity filled = Quantity.ZERO;
        boolean ended = false;

        for (OrderChange change : changes) {
            Order before = order;
            try {
                order = OrderTest.apply(order, change);
            } catch (IllegalStateException _) {
                assertThat(order).isEqualTo(before);
                continue;
            }
            if (change instanceof OrderChange.Filled(Fill fill)) {
                filled = filled.plus(fill.quantity());
            }
            assertThat(order.execution().quantity()).isEqualTo(filled);
            assertThat(order.proof().isPresent()).isEqualTo(order.status().isTerminal());
            assertThat(order.status() == OrderStatus.FILLED)
                    .isEqualTo(filled.compareTo(order.request().quantity()) >= 0);
            assertThat(order.isOpen() && ended).as("reopened").isFalse();
            if (order.status() == OrderStatus.WORKING) {
                assertThat(filled.isZero()).isTrue();
                assertThat(order.venueId()).isPresent();
            }
            ended |= !order.isOpen();
        }
    }

    @Provide
    Arbitrary<List<OrderChange>> changes() {
        Evidence evidence = new Evidence("venue", "said so");
        Arbitrary<OrderChange> fills =
                Arbitraries.integers()
                        .between(1, 5)
                        .flatMap(quantity ->
                                Arbitraries.integers()
                                        .between(1, 12)
                                        .map(id ->
                                                new OrderChange.Filled(
                                                        Samples.fill(
                                                                "t" + id,
                                                                "100",
                                                                quantity.toString()))));
        Arbitrary<OrderChange> others =
                Arbitraries.of(
                        new OrderChange.Accepted(new VenueOrderId("v1")),
                        new OrderChange.Accepted(new VenueOrderId("v2")),
                        new OrderChange.Refused(evidence),
                        new OrderChange.Doubted("silence"),
                        new OrderChange.CancelRequested("wish"),
                        new OrderChange.CancelRefused(evidence),
                        new OrderChange.Canceled(evidence),
                        new OrderChange.Expired(evidence));
        return Arbitraries.oneOf(fills, others).list().ofMaxSize(20);
    }
}
