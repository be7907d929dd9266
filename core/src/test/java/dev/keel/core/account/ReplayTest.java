package dev.keel.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever happens to an account, its events tell the whole of it. */
class ReplayTest {
    private static final int STEPS = 80;

    @Property(tries = 150)
    void foldingTheEventsGivesTheDecidedState(@ForAll long seed) {
        Chaos chaos = new Chaos(seed);

        chaos.run(STEPS);

        assertThat(Desk.dump(Account.replay(chaos.desk.history)))
                .isEqualTo(Desk.dump(chaos.desk.state));
        assertThat(chaos.desk.state.sequence()).isEqualTo(chaos.desk.history.size());
    }

    @Property(tries = 60)
    void cashIsTransfersAndWhatPositionsMoved(@ForAll long seed) {
        Chaos chaos = new Chaos(seed);

        for (int i = 0; i < STEPS; i++) {
            chaos.step();

            assertThat(chaos.desk.state.cash()).isEqualTo(chaos.expectedCash());
        }
    }

    @Property(tries = 60)
    void orderIdsStrictlyIncreaseAndOrdersStayConsistent(@ForAll long seed) {
        Chaos chaos = new Chaos(seed);

        chaos.run(STEPS);

        assertThat(chaos.newOrderIds()).isSorted().doesNotHaveDuplicates();
        assertThat(chaos.desk.state.openOrders())
                .allMatch(order -> order.isOpen() && order.proof().isEmpty());
        assertThat(chaos.desk.state.recentlyClosedOrders())
                .allMatch(order -> !order.isOpen() && order.proof().isPresent());
    }

    @Property(tries = 100)
    void everySignalEndsExactlyOnce(@ForAll long seed) {
        Chaos chaos = new Chaos(seed);

        chaos.run(STEPS);

        assertThat(chaos.finalEventsBySignal())
                .allSatisfy((signal, finals) ->
                        assertThat(finals)
                                .as("final events of %s", signal)
                                .isEqualTo(
                                        chaos.desk.state.heldSignal(signal).isPresent() ? 0 : 1));
    }

    @Property(tries = 100)
    void nothingThatAddsRiskIsPlacedWhileHalted(@ForAll long seed) {
        Chaos chaos = new Chaos(seed);

        for (int i = 0; i < STEPS; i++) {
            int before = chaos.desk.history.size();
            boolean halted = chaos.isHalted();
            chaos.step();

            if (halted && chaos.isHalted()) {
                assertThat(chaos.desk.history.subList(before, chaos.desk.history.size()))
                        .noneMatch(event ->
                                event instanceof AccountEvent.OrderPlaced placed
                                        && !placed.request().isReduceOnly());
            }
        }
    }
}
