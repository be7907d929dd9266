package dev.keel.sim.matching;

import static dev.keel.sim.matching.Requests.buy;
import static dev.keel.sim.matching.Requests.limit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderStatus;
import org.junit.jupiter.api.Test;

class CancelAndQueryTest {

    private final TestVenue venue = new TestVenue();

    @Test
    void cancelsAWaitingOrder() {
        venue.open("100");
        OrderId order = venue.submit(buy("1").withType(limit("95")));

        venue.cancel(order);
        venue.playOn("100", "100", "90", "90");

        assertThat(venue.status(order)).isEqualTo(OrderStatus.CANCELED);
        assertThat(venue.proof(order)).isEqualTo("canceled on request");
        assertThat(venue.fills()).isEmpty();
    }

    @Test
    void refusesToCancelWhatIsOver() {
        venue.open("100");
        OrderId order = venue.submit(buy("1"));

        venue.venue().cancel(venue.order(order));

        assertThat(venue.story(order)).containsExactly("Accepted", "Filled", "CancelRefused");
        assertThat(lastEvidence()).isEqualTo("order " + order + " is not open");
    }

    @Test
    void saysAgainWhatItSaidOfAWaitingOrder() {
        OrderId order = venue.submit(buy("1").withType(limit("95")));

        venue.query(order);

        assertThat(venue.story(order)).containsExactly("Accepted", "Accepted");
    }

    @Test
    void saysAgainWhatItSaidOfAClosedOrder() {
        venue.open("100");
        OrderId filled = venue.submit(buy("1"));
        OrderId canceled = venue.submit(buy("1").withType(limit("95")));
        venue.cancel(canceled);
        int before = venue.reports.size();

        venue.query(filled);

        assertThat(venue.reports.subList(before, before + 2))
                .isEqualTo(venue.reports.subList(0, 2));
        assertThat(venue.reports).hasSize(before + 2);
    }

    @Test
    void saysThatItNeverHadAnUnknownOrder() {
        venue.query(new OrderId(77));

        assertThat(venue.story(new OrderId(77))).containsExactly("Refused");
        assertThat(lastEvidence()).isEqualTo("order 77 is not known");
    }

    @Test
    void ofOrdersThatItHasForgottenItSaysNothing() {
        venue.open("100");
        OrderId order = venue.submit(buy("1"));
        for (int i = 0; i < 256; i++) {
            venue.submit(buy("1"));
        }

        venue.query(order);

        assertThat(venue.story(order)).containsExactly("Accepted", "Filled");
    }

    @Test
    void confirmsTheBalanceAsOfNow() {
        venue.open("100");

        assertThat(venue.venue().balanceAsOf()).contains(TestVenue.START);
    }

    private String lastEvidence() {
        return switch (venue.reports.getLast().change()) {
            case OrderChange.CancelRefused(var why) -> why.reference();
            case OrderChange.Refused(var why) -> why.reference();
            default -> throw new AssertionError(venue.reports.getLast());
        };
    }
}
