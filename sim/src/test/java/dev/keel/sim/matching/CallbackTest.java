package dev.keel.sim.matching;

import static dev.keel.sim.matching.Requests.buy;
import static dev.keel.sim.matching.Requests.limit;
import static dev.keel.sim.matching.Requests.sell;
import static dev.keel.sim.matching.Requests.stop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.venue.VenueReport;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A listener that calls the venue back while it is told something. */
class CallbackTest {

    private final TestVenue venue = new TestVenue();
    private final List<OrderId> answers = new ArrayList<>();

    @Test
    void anOrderInAnswerToAFillAtTheOpenHasTheWholeRange() {
        venue.open("100");
        venue.react(onFill(() -> venue.submit(sell("1").withType(limit("105")))));
        venue.submit(buy("1"));

        venue.playOn("100", "106", "99", "100");

        assertThat(venue.fills()).containsExactly("1 @ 100 TAKER", "1 @ 105 MAKER");
    }

    @Test
    void aMarketOrderInAnswerToAFillInTheRangeFillsAtTheClose() {
        venue.open("100");
        venue.submit(buy("1").withType(limit("95")));
        venue.react(onFill(() -> venue.submit(sell("1"))));

        venue.playOn("100", "106", "94", "103");

        assertThat(venue.fills()).containsExactly("1 @ 95 MAKER", "1 @ 103 TAKER");
    }

    @Test
    void aLimitOrderInAnswerToAFillInTheRangeHasNoPartInIt() {
        venue.open("100");
        venue.submit(buy("1").withType(limit("95")));
        venue.react(onFill(() -> venue.submit(sell("1").withType(limit("105")))));

        venue.playOn("100", "106", "94", "103");

        assertThat(venue.fills()).containsExactly("1 @ 95 MAKER");
    }

    @Test
    void aStopInAnswerThatIsNoProtectionHasNoPartInTheRange() {
        venue.open("100");
        venue.submit(buy("1").withType(limit("95")));
        venue.react(onFill(() -> venue.submit(sell("1").withType(stop("92")))));

        venue.playOn("100", "106", "90", "103");

        assertThat(venue.fills()).containsExactly("1 @ 95 MAKER");
    }

    @Test
    void aCancelInAnswerComesAfterTheEventThatItAnswers() {
        venue.open("100");
        venue.submit(buy("1").withType(limit("95")));
        OrderId second = venue.submit(buy("1").withType(limit("94")));
        OrderId third = venue.submit(buy("1").withType(limit("80")));
        venue.react(
                onFill(() -> {
                    venue.venue().cancel(venue.order(second));
                    venue.cancel(third);
                    return third;
                }));

        venue.playOn("100", "106", "93", "103");

        assertThat(venue.status(second)).isEqualTo(OrderStatus.FILLED);
        assertThat(venue.story(second)).containsExactly("Accepted", "Filled", "CancelRefused");
        assertThat(venue.status(third)).isEqualTo(OrderStatus.CANCELED);
    }

    @Test
    void reportsComeInTheOrderInWhichThingsHappened() {
        venue.open("100");
        OrderId first = venue.submit(buy("1").withType(limit("95")));
        OrderId second = venue.submit(buy("1").withType(limit("94")));
        venue.react(onFill(() -> venue.submit(sell("1"))));

        venue.playOn("100", "106", "93", "103");

        OrderId answer = answers.getFirst();
        assertThat(venue.reports.subList(2, 6))
                .extracting(VenueReport::order)
                .containsExactly(first, second, answer, answer);
    }

    @Test
    void aChainOfAnswersEnds() {
        venue.open("100");
        venue.react(report -> {
            if (report.change() instanceof OrderChange.Filled && answers.size() < 1000) {
                answers.add(venue.submit(buy("1")));
            }
        });

        venue.submit(buy("1"));

        assertThat(venue.fills()).hasSize(1001);
    }

    @Test
    void aListenerThatThrowsLosesNoOtherReport() {
        venue.open("100");
        OrderId order = venue.submit(buy("1").withType(limit("95")));
        venue.submit(buy("1").withType(limit("94")));
        venue.react(report -> {
            if (report.order().equals(order)) {
                throw new IllegalStateException("the listener broke");
            }
        });

        assertThatIllegalStateException()
                .isThrownBy(() -> venue.range(venue.bar("100", "100", "90", "100", "0")))
                .withMessage("the listener broke");
        venue.submit(sell("1"));

        assertThat(venue.fills()).containsExactly("1 @ 95 MAKER", "1 @ 94 MAKER", "1 @ 100 TAKER");
    }

    /** Answers the first fill. */
    private Consumer<VenueReport> onFill(Supplier<OrderId> answer) {
        return report -> {
            if (report.change() instanceof OrderChange.Filled && answers.isEmpty()) {
                answers.add(new OrderId(999_999));
                answers.set(0, answer.get());
            }
        };
    }
}
