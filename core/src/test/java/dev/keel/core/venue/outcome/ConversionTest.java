package dev.keel.core.venue.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.order.Evidence;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.VenueOrderId;
import dev.keel.core.venue.VenueAnswer;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConversionTest {
    private static final OrderId ORDER = new OrderId(100_000_000_001L);
    private static final Instant ASKED = Instant.parse("2026-11-21T03:00:00Z");
    private static final VenueOrderId ID = new VenueOrderId("42");
    private static final Outcome REFUSED = new Outcome.Refused("-2019", "Margin is insufficient.");

    static Stream<Outcome> outcomes() {
        return Stream.of(
                new Outcome.Accepted(ID),
                new Outcome.Acknowledged(),
                REFUSED,
                new Outcome.Unknown("time-out"),
                new Outcome.Exists());
    }

    @Test
    void refusesAnOrderOnlyWithTheVenuesWordsAsEvidence() {
        assertThat(Conversion.ofSubmit(REFUSED))
                .isEqualTo(
                        new OrderChange.Refused(
                                new Evidence("venue refused", "-2019 Margin is insufficient.")));
    }

    @Test
    void acceptsAnOrderUnderTheVenuesId() {
        assertThat(Conversion.ofSubmit(new Outcome.Accepted(ID)))
                .isEqualTo(new OrderChange.Accepted(ID));
    }

    @Test
    void doubtsAnOrderThatMayOrMayNotBeThere() {
        assertThat(Conversion.ofSubmit(new Outcome.Unknown("time-out")))
                .isEqualTo(new OrderChange.Doubted("time-out"));
    }

    @Test
    void asksForAnOrderThatExistsAlready() {
        assertThat(Conversion.ofSubmit(new Outcome.Exists()))
                .isInstanceOf(OrderChange.Doubted.class);
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void endsNoOrderByTheAnswerToACancel(Outcome outcome) {
        assertThat(Conversion.ofCancel(outcome))
                .satisfiesAnyOf(
                        change -> assertThat(change).isEmpty(),
                        change ->
                                assertThat(change)
                                        .get()
                                        .isInstanceOfAny(
                                                OrderChange.CancelRefused.class,
                                                OrderChange.Doubted.class));
    }

    @Test
    void doubtsAnOrderThatACancelDidNotFind() {
        Outcome outcome =
                OutcomeTable.load("binance")
                        .classify(Operation.CANCEL, "-2011", "Unknown order sent.", null);

        assertThat(Conversion.ofCancel(outcome)).get().isInstanceOf(OrderChange.Doubted.class);
    }

    @Test
    void waitsForTheEndAfterACancelThatWasTaken() {
        Outcome outcome =
                OutcomeTable.load("okx").classify(Operation.CANCEL, Transport.SUCCESS, "", ID);

        assertThat(Conversion.ofCancel(outcome)).isEmpty();
    }

    @Test
    void takesAQuerysRefusalForTheVenuesWordThatItShowsNone() {
        Outcome outcome =
                OutcomeTable.load("okx")
                        .classify(Operation.QUERY, "51603", "Order does not exist", null);

        assertThat(Conversion.ofQuery(ORDER, ASKED, outcome))
                .contains(new VenueAnswer.NotFound(ORDER, ASKED, "51603 Order does not exist"));
    }

    @Test
    void takesAQuerysUnknownForAFailureThatProvesNothing() {
        Outcome outcome =
                OutcomeTable.load("okx").classify(Operation.QUERY, Transport.TIME_OUT, "", null);

        assertThat(Conversion.ofQuery(ORDER, ASKED, outcome))
                .get()
                .isInstanceOf(VenueAnswer.Failed.class);
    }

    @Test
    void leavesAnOrderThatIsShownToTheOneWhoReadsIt() {
        assertThat(Conversion.ofQuery(ORDER, ASKED, new Outcome.Exists())).isEmpty();
    }
}
