package dev.keel.core.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.keel.core.Samples;
import dev.keel.core.money.Money;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class OrderTest {
    private static final Evidence EVIDENCE = new Evidence("venue", "said so");
    private static final VenueOrderId VENUE_ID = new VenueOrderId("v1");

    private static final String TABLE =
            """
            state              ACCEPT            REFUSE    DOUBT     CANCEL_REQUEST CANCEL_REFUSE     PART_FILL         FULL_FILL CANCEL    EXPIRE
            PENDING            WORKING           REJECTED  IN_DOUBT  CANCELING      PENDING           PARTIALLY_FILLED  FILLED    CANCELED  EXPIRED
            IN_DOUBT           WORKING           REJECTED  IN_DOUBT  IN_DOUBT       IN_DOUBT          PARTIALLY_FILLED  FILLED    CANCELED  EXPIRED
            WORKING            WORKING           -         IN_DOUBT  CANCELING      WORKING           PARTIALLY_FILLED  FILLED    CANCELED  EXPIRED
            PARTIALLY_FILLED   PARTIALLY_FILLED  -         IN_DOUBT  CANCELING      PARTIALLY_FILLED  PARTIALLY_FILLED  FILLED    CANCELED  EXPIRED
            CANCELING          CANCELING         REJECTED  IN_DOUBT  CANCELING      PENDING           CANCELING         FILLED    CANCELED  EXPIRED
            CANCELING_WORKING  CANCELING         -         IN_DOUBT  CANCELING      WORKING           CANCELING         FILLED    CANCELED  EXPIRED
            CANCELING_PART     CANCELING         -         IN_DOUBT  CANCELING      PARTIALLY_FILLED  CANCELING         FILLED    CANCELED  EXPIRED
            FILLED             FILLED            -         -         -              -                 FILLED            FILLED    -         -
            CANCELED           CANCELED          -         -         -              -                 CANCELED          FILLED    -         -
            EXPIRED            EXPIRED           -         -         -              -                 EXPIRED           FILLED    -         -
            REJECTED           REJECTED          -         -         -              -                 REJECTED          FILLED    -         -
            """;

    @TestFactory
    Stream<DynamicTest> takesEveryChangeInEveryStateAsTheTableSays() {
        String[] lines = TABLE.strip().split("\n", -1);
        String[] changes = lines[0].trim().split(" +", -1);
        return Stream.of(lines)
                .skip(1)
                .map(line -> line.trim().split(" +", -1))
                .flatMap(row ->
                        Stream.iterate(1, i -> i < row.length, i -> i + 1)
                                .map(i ->
                                        DynamicTest.dynamicTest(
                                                row[0] + " " + changes[i],
                                                () -> check(row[0], changes[i], row[i]))));
    }

    private static void check(String state, String change, String expected) {
        Order before = in(state);

        if (expected.equals("-")) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> apply(before, change(change)))
                    .withMessageContaining(before.id().toString())
                    .withMessageContaining(before.status().toString());
        } else {
            Order after = apply(before, change(change));
            assertThat(after.status()).isEqualTo(OrderStatus.valueOf(expected));
            assertThat(after.proof().isPresent()).isEqualTo(after.status().isTerminal());
        }
    }

    @Test
    void becomesPartlyFilledBeforeItIsAccepted() {
        Order order = apply(pending(), filled("t1", "4"));

        assertThat(order.status()).isEqualTo(OrderStatus.PARTIALLY_FILLED);
        assertThat(apply(order, change("ACCEPT")).status()).isEqualTo(OrderStatus.PARTIALLY_FILLED);
    }

    @Test
    void namesTheLastFillAsItsEvidence() {
        Order order = apply(apply(pending(), filled("t1", "4")), filled("t2", "6"));

        assertThat(order.proof()).contains(new Evidence("fill", "t2"));
    }

    @Test
    void refusesAFillThatItHasAlready() {
        Order order = apply(pending(), filled("t1", "4"));

        assertThatIllegalStateException()
                .isThrownBy(() -> apply(order, filled("t1", "4")))
                .withMessageContaining("t1");
    }

    @Test
    void countsWhatTheVenueFilledBeyondTheQuantity() {
        Order order = apply(apply(pending(), filled("t1", "8")), filled("t2", "5"));

        assertThat(order.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(order.execution().quantity()).isEqualTo(Samples.quantity("13"));
        assertThat(order.remaining().isZero()).isTrue();
    }

    @Test
    void takesAFillThatComesAfterTheCancel() {
        Order order = apply(in("CANCELED"), filled("late", "4"));

        assertThat(order.status()).isEqualTo(OrderStatus.CANCELED);
        assertThat(order.execution().quantity()).isEqualTo(Samples.quantity("4"));
        assertThat(order.proof()).contains(EVIDENCE);
    }

    @Test
    void takesAFillThatComesAfterTheRefusal() {
        Order order = apply(in("REJECTED"), filled("late", "10"));

        assertThat(order.status()).isEqualTo(OrderStatus.FILLED);
    }

    @Test
    void keepsWhatIsLeft() {
        Order order = apply(pending(), filled("t1", "4"));

        assertThat(order.remaining()).isEqualTo(Samples.quantity("6"));
    }

    @Test
    void cannotBeAcceptedUnderAnotherIdWithoutDoubt() {
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        apply(in("WORKING"), new OrderChange.Accepted(new VenueOrderId("v2"))))
                .withMessageContaining("v1")
                .withMessageContaining("v2");
    }

    @Test
    void takesTheIdThatResolvesADoubt() {
        Order doubted = apply(in("WORKING"), change("DOUBT"));

        Order order = apply(doubted, new OrderChange.Accepted(new VenueOrderId("v2")));

        assertThat(order.venueId()).contains(new VenueOrderId("v2"));
        assertThat(order.status()).isEqualTo(OrderStatus.WORKING);
    }

    @Test
    void isNeverTerminalWithoutEvidence() {
        Order working = in("WORKING");

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Order(
                                working.id(),
                                working.request(),
                                working.placement(),
                                OrderStatus.CANCELED,
                                working.execution(),
                                false,
                                VENUE_ID,
                                null))
                .withMessageContaining("evidence");
    }

    @Test
    void hasNoEvidenceWhileOpen() {
        Order working = in("WORKING");

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Order(
                                working.id(),
                                working.request(),
                                working.placement(),
                                OrderStatus.WORKING,
                                working.execution(),
                                false,
                                VENUE_ID,
                                EVIDENCE));
    }

    @Test
    void isTerminalFromBirthWhenRiskRefusesIt() {
        Placement placement = new Placement(new Origin.OfSafety("test"), Samples.NOON, null);
        Order order =
                Order.refused(
                        new OrderId(1), pending().request(), placement, Samples.usd("0"), EVIDENCE);

        assertThat(order.status()).isEqualTo(OrderStatus.REJECTED);
        assertThatIllegalStateException().isThrownBy(order::reservedAt);
    }

    @Test
    void sumsNotionalAndFeesOfItsFills() {
        Money notional = Samples.usd("400");
        Order once =
                pending()
                        .apply(
                                new OrderChange.Filled(Samples.fill("a", "100", "4", "0.5")),
                                notional);
        Order twice =
                once.apply(new OrderChange.Filled(Samples.fill("b", "100", "4", "-0.1")), notional);

        assertThat(twice.execution().notional()).isEqualTo(Samples.usd("800"));
        assertThat(twice.execution().fees()).isEqualTo(Samples.usd("0.4"));
        assertThat(twice.execution().tradeIds())
                .containsExactly(new TradeId("a"), new TradeId("b"));
    }

    static Order pending() {
        return Order.pending(
                new OrderId(1),
                Samples.market(Samples.PERP_ID, Side.BUY, "10"),
                new Placement(new Origin.OfSafety("test"), Samples.NOON, Samples.price("100")),
                Samples.usd("0"));
    }

    static Order apply(Order order, OrderChange change) {
        return order.apply(change, Samples.usd("0"));
    }

    private static Order in(String state) {
        Map<String, Order> states = new HashMap<>();
        Order working = apply(pending(), change("ACCEPT"));
        Order part = apply(working, filled("first", "1"));
        states.put("PENDING", pending());
        states.put("IN_DOUBT", apply(pending(), change("DOUBT")));
        states.put("WORKING", working);
        states.put("PARTIALLY_FILLED", part);
        states.put("CANCELING", apply(pending(), change("CANCEL_REQUEST")));
        states.put("CANCELING_WORKING", apply(working, change("CANCEL_REQUEST")));
        states.put("CANCELING_PART", apply(part, change("CANCEL_REQUEST")));
        states.put("FILLED", apply(working, filled("whole", "10")));
        states.put("CANCELED", apply(working, change("CANCEL")));
        states.put("EXPIRED", apply(working, change("EXPIRE")));
        states.put("REJECTED", apply(pending(), change("REFUSE")));
        return Objects.requireNonNull(states.get(state), state);
    }

    private static OrderChange change(String name) {
        return switch (name) {
            case "ACCEPT" -> new OrderChange.Accepted(VENUE_ID);
            case "REFUSE" -> new OrderChange.Refused(EVIDENCE);
            case "DOUBT" -> new OrderChange.Doubted("silence");
            case "CANCEL_REQUEST" -> new OrderChange.CancelRequested("wish");
            case "CANCEL_REFUSE" -> new OrderChange.CancelRefused(EVIDENCE);
            case "PART_FILL" -> filled("part", "1");
            case "FULL_FILL" -> filled("full", "10");
            case "CANCEL" -> new OrderChange.Canceled(EVIDENCE);
            case "EXPIRE" -> new OrderChange.Expired(EVIDENCE);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static OrderChange filled(String trade, String quantity) {
        return new OrderChange.Filled(Samples.fill(trade, "100", quantity));
    }
}
