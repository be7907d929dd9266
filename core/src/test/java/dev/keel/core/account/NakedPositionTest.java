package dev.keel.core.account;

import static dev.keel.core.Samples.fill;
import static dev.keel.core.Samples.market;
import static dev.keel.core.Samples.price;
import static dev.keel.core.Samples.quantity;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.Samples;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.order.Evidence;
import dev.keel.core.order.Instruction;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Origin;
import dev.keel.core.order.Protection;
import dev.keel.core.order.Side;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is held with a stop in mind has one, or is closed. */
class NakedPositionTest {
    private static final InstrumentId PERP = Samples.PERP_ID;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Desk desk = Desk.rich();

    @Test
    void isNotNakedWhileItsStopWorks() {
        desk.accept(enter().id());

        assertThat(mark()).isEmpty();
    }

    @Test
    void isNotNakedWithoutAPlan() {
        desk.trade(market(PERP, Side.BUY, "2"), "100");

        assertThat(mark()).isEmpty();
    }

    @Test
    void isNakedUntilTheStopIsAccepted() {
        Order stop = enter();
        assertThat(mark()).containsExactly(new AccountEvent.PositionNaked(desk.now, PERP));
        assertThat(desk.state.nakedSince(PERP)).contains(desk.now);
        assertThat(mark()).isEmpty();

        desk.accept(stop.id());

        assertThat(mark()).containsExactly(new AccountEvent.PositionCovered(desk.now, PERP));
        assertThat(desk.state.nakedSince(PERP)).isEmpty();
    }

    @Test
    void isNakedWhenTheStopCoversAPartOnly() {
        desk.accept(enter().id());
        desk.trade(market(PERP, Side.BUY, "1"), "100");

        assertThat(mark()).containsExactly(new AccountEvent.PositionNaked(desk.now, PERP));
        desk.pass(PATIENCE);
        mark();

        assertThat(stops().getLast().request().quantity()).isEqualTo(quantity("1"));
    }

    @Test
    void isGivenANewStopAndAPersonHears() {
        Order lost = enter();
        end(lost);
        mark();
        desk.pass(PATIENCE);

        List<AccountEvent> events = mark();

        assertThat(events.getFirst())
                .isInstanceOfSatisfying(
                        AccountEvent.Alarmed.class,
                        alarm -> assertThat(alarm.kind()).isEqualTo(AlarmKind.NAKED_POSITION));
        Order stop = desk.last();
        assertThat(stop.request()).isEqualTo(lost.request());
        assertThat(stop.origin()).isEqualTo(lost.origin());
        assertThat(mark()).isEmpty();
    }

    @Test
    void waitsForAStopOnItsWay() {
        enter();
        mark();
        desk.pass(PATIENCE);

        assertThat(mark()).hasSize(1).hasOnlyElementsOfType(AccountEvent.Alarmed.class);
    }

    @Test
    void isClosedAfterTwiceTheTime() {
        enter();
        mark();
        desk.pass(PATIENCE.multipliedBy(2));
        mark();

        assertThat(desk.last().request())
                .isEqualTo(market(PERP, Side.SELL, "2").with(Instruction.REDUCE_ONLY));
        assertThat(desk.last().origin()).isEqualTo(new Origin.OfSafety("naked position"));
        assertThat(mark()).isEmpty();
    }

    @Test
    void isClosedWhenTheStopWouldTriggerAtOnce() {
        end(enter());
        mark();
        desk.pass(PATIENCE);
        desk.price(PERP, "90");
        mark();

        assertThat(desk.last().origin()).isEqualTo(new Origin.OfSafety("naked position"));
    }

    @Test
    void isClosedWhenTheVenueRefusedTheStopTwice() {
        refuse(enter());
        mark();
        desk.pass(PATIENCE);
        mark();
        refuse(desk.last());

        mark();

        assertThat(desk.last().origin()).isEqualTo(new Origin.OfSafety("naked position"));
    }

    @Test
    void isClosedLessAndLessOftenWhenTheVenueRefuses() {
        enter();
        mark();
        desk.pass(PATIENCE.multipliedBy(2));
        mark();
        for (int pause : List.of(5, 10, 20, 40, 80, 160, 300, 300)) {
            Order close = desk.last();
            refuse(close);
            desk.pass(Duration.ofSeconds(pause).minusMillis(1));
            mark();
            assertThat(desk.last().id()).as("before %s s", pause).isEqualTo(close.id());

            desk.pass(Duration.ofMillis(1));
            mark();

            assertThat(desk.last().id()).as("after %s s", pause).isNotEqualTo(close.id());
            assertThat(desk.last().request()).isEqualTo(close.request());
        }
    }

    @Test
    void callsForAPersonOnceWhenTheCloseIsRefusedThreeTimes() {
        enter();
        mark();
        desk.pass(PATIENCE.multipliedBy(2));
        List<Boolean> alarmed = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            mark();
            List<AccountEvent> events = refuse(desk.last());
            alarmed.add(
                    events.stream()
                            .anyMatch(event ->
                                    event instanceof AccountEvent.Alarmed alarm
                                            && alarm.kind() == AlarmKind.PROTECTION_REFUSED));
            desk.pass(Duration.ofMinutes(5));
        }

        assertThat(alarmed).containsExactly(false, false, true, false, false);
    }

    @Test
    void isClosedAtOnceWhenWhatIsHeldHasChangedSinceTheRefusals() {
        enter();
        mark();
        desk.pass(PATIENCE.multipliedBy(2));
        for (int i = 0; i < 4; i++) {
            mark();
            refuse(desk.last());
            desk.pass(Duration.ofSeconds(40));
        }
        desk.trade(market(PERP, Side.BUY, "1"), "100");
        mark();

        assertThat(desk.last().request())
                .isEqualTo(market(PERP, Side.SELL, "3").with(Instruction.REDUCE_ONLY));
    }

    @Test
    void isClosedAsFarAsTheVenueShowsItWhileNothingExplainsTheDifference() {
        end(enter());
        differ("2", "1.5");
        mark();
        desk.pass(PATIENCE);
        mark();
        assertThat(desk.last().request().quantity()).isEqualTo(quantity("1.5"));
        desk.pass(PATIENCE);
        mark();

        Order close = desk.last();
        assertThat(close.request())
                .isEqualTo(market(PERP, Side.SELL, "1.5").with(Instruction.REDUCE_ONLY));
        desk.fill(close.id(), fill("c", "100", "1.5"));
        desk.pass(PATIENCE);
        mark();

        assertThat(desk.last().id()).as("what the venue does not have").isEqualTo(close.id());
    }

    @Test
    void isLeftToAPersonWhenTheVenueHasNoneOfIt() {
        end(enter());
        OrderId last = desk.last().id();
        differ("2", "-0.1");
        mark();
        desk.pass(PATIENCE.multipliedBy(2));

        assertThat(mark()).hasSize(1).hasOnlyElementsOfType(AccountEvent.Alarmed.class);
        assertThat(desk.last().id()).isEqualTo(last);
    }

    @Test
    void alarmsAtOnceWhenTheVenueRefusesTheStop() {
        List<AccountEvent> events = refuse(enter());

        assertThat(events.getLast())
                .isInstanceOfSatisfying(
                        AccountEvent.Alarmed.class,
                        alarm -> assertThat(alarm.kind()).isEqualTo(AlarmKind.PROTECTION_REFUSED));
    }

    @Test
    void isForgottenWhenFlat() {
        end(enter());
        mark();
        desk.trade(market(PERP, Side.SELL, "2"), "100");

        assertThat(mark()).containsExactly(new AccountEvent.PositionCovered(desk.now, PERP));
        desk.trade(market(PERP, Side.BUY, "2"), "100");
        assertThat(mark()).isEmpty();
    }

    @Test
    void isStillNakedAfterARestart() {
        end(enter());
        mark();

        AccountState again = Account.replay(desk.history);

        assertThat(again.nakedSince(PERP)).contains(desk.now);
        assertThat(Desk.dump(again)).isEqualTo(Desk.dump(desk.state));
    }

    private List<AccountEvent> mark() {
        return desk.send(new AccountCommand.Mark());
    }

    /** Enters 2 with a stop at 90, and returns the stop. */
    private Order enter() {
        OrderRequest request =
                market(PERP, Side.BUY, "2").withProtection(Protection.of(price("90"), null));
        OrderId entry = desk.place(request).id();
        desk.fill(entry, fill("e", "100", "2"));
        return desk.last();
    }

    private void end(Order order) {
        desk.accept(order.id());
        desk.cancelled(order.id());
    }

    private List<AccountEvent> refuse(Order order) {
        return desk.report(order.id(), new OrderChange.Refused(new Evidence("venue", "no")));
    }

    /** Puts on record that the venue's position is another, and nothing explains it. */
    private void differ(String ledger, String venue) {
        AccountEvent found =
                new AccountEvent.DifferenceFound(
                        desk.now,
                        new Difference(
                                1,
                                Difference.Subject.POSITION,
                                Difference.Explanation.UNKNOWN,
                                PERP,
                                new BigDecimal(ledger),
                                new BigDecimal(venue),
                                null,
                                "a sample"));
        desk.history.add(found);
        desk.state = Account.apply(desk.state, found);
    }

    private List<Order> stops() {
        return desk.state.openOrders().stream()
                .filter(order -> order.request().type() instanceof OrderType.Stop)
                .toList();
    }
}
