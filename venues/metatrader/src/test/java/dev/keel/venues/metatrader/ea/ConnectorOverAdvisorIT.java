package dev.keel.venues.metatrader.ea;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Instruction;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Side;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueStatement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connector before the Expert Advisor's own core: what the one writes, the other reads. */
class ConnectorOverAdvisorIT {
    @TempDir private static Path folder;
    private static Path program;

    @TempDir private Path root;
    private Advisor advisor;

    @BeforeAll
    static void compile() throws IOException, InterruptedException {
        Optional<Path> compiled = Advisor.compile(folder);
        assumeTrue(compiled.isPresent(), "no C++ compiler (g++) on this machine");
        program = compiled.get();
    }

    @BeforeEach
    void prepare() throws IOException {
        advisor = new Advisor(program, root);
    }

    @AfterEach
    void end() {
        advisor.close();
    }

    private static OrderRequest least(Instrument instrument, Side side) {
        return OrderRequest.market(instrument.id(), side, instrument.rules().lot());
    }

    private long broker(String word) throws IOException {
        return advisor.broker().stream().filter(line -> line.startsWith(word + " ")).count();
    }

    @Test
    void readsTheRulesOfTheTerminalsSymbol() throws IOException {
        advisor.start();
        try (ConnectedAccount account = new ConnectedAccount(advisor)) {
            Instrument instrument = account.instrument();

            assertThat(instrument.rules().lot()).isEqualTo(Quantity.of("0.01"));
            assertThat(instrument.rules().tick()).isEqualTo(Price.of("0.00001"));
            assertThat(instrument.contractSize()).isEqualByComparingTo("100000");
            assertThat(instrument.quote().toString()).isEqualTo("USD");
        }
    }

    @Test
    void opensAndProtectsAPosition() throws IOException {
        advisor.start();
        try (ConnectedAccount account = new ConnectedAccount(advisor)) {
            Instrument instrument = account.instrument();
            Order entry = account.submit(least(instrument, Side.BUY));
            account.await(entry, OrderChange.Accepted.class);
            Fill fill = account.await(entry, OrderChange.Filled.class).fill();
            assertThat(fill.quantity()).isEqualTo(instrument.rules().lot());
            assertThat(fill.price()).isEqualTo(Price.of("1.10000"));
            assertThat(account.held()).isEqualByComparingTo("0.01");

            Order stop =
                    account.protect(
                            entry,
                            least(instrument, Side.SELL)
                                    .withType(new OrderType.Stop(Price.of("1.05000")))
                                    .with(Instruction.REDUCE_ONLY));
            account.await(stop, OrderChange.Accepted.class);
            VenueStatement protectedOne = account.statement();
            assertThat(protectedOne.openOrders())
                    .singleElement()
                    .satisfies(open -> assertThat(open.clientId()).isEqualTo(stop.id()));
            assertThat(advisor.broker().getLast()).isEqualTo("LEVEL 1001 sl 1.05");
            assertThat(broker("OPEN")).isOne();
        }
    }

    @Test
    void reduceOnlyOrderClosesThePositionAndOpensNone() throws IOException {
        advisor.start();
        try (ConnectedAccount account = new ConnectedAccount(advisor)) {
            Instrument instrument = account.instrument();
            Order entry = account.submit(least(instrument, Side.BUY));
            account.await(entry, OrderChange.Filled.class);
            assertThat(account.held()).isEqualByComparingTo("0.01");

            Order exit = account.submit(least(instrument, Side.SELL).with(Instruction.REDUCE_ONLY));

            account.await(exit, OrderChange.Accepted.class);
            Fill fill = account.await(exit, OrderChange.Filled.class).fill();
            assertThat(fill.quantity()).isEqualTo(instrument.rules().lot());
            assertThat(account.held()).isZero();
            assertThat(advisor.broker().getLast()).startsWith("END 1001 ");
            assertThat(broker("OPEN")).isOne();
            assertThat(account.found(exit).order().state()).isEqualTo(VenueOrder.State.FILLED);

            Order again =
                    account.submit(least(instrument, Side.SELL).with(Instruction.REDUCE_ONLY));
            account.await(again, OrderChange.Refused.class);
            assertThat(broker("OPEN")).isOne();
        }
    }

    @Test
    void orderThatWasSentBeforeTheAdvisorDiedIsFoundAndNotSentAgain() throws Exception {
        advisor.start("die", "sent", "0");
        try (ConnectedAccount account = new ConnectedAccount(advisor)) {
            Order order = account.submit(least(account.instrument(), Side.BUY));
            assertThat(advisor.awaitEnd()).isEqualTo(9);
            account.await(order, OrderChange.Doubted.class);

            VenueAnswer meanwhile = account.query(order);
            assertThat(meanwhile).isInstanceOf(VenueAnswer.Failed.class);
            assertThat(account.changes(order, OrderChange.Refused.class)).isEmpty();

            advisor.start();
            VenueAnswer.Found found = account.found(order);
            assertThat(found.order().state()).isEqualTo(VenueOrder.State.FILLED);
            account.await(order, OrderChange.Filled.class);
            assertThat(account.changes(order, OrderChange.Filled.class)).hasSize(1);
            assertThat(account.held()).isEqualByComparingTo("0.01");
            assertThat(broker("OPEN")).isOne();

            Order next = account.submit(least(account.instrument(), Side.BUY));
            account.await(next, OrderChange.Filled.class);
            assertThat(account.held()).isEqualByComparingTo("0.02");
            assertThat(broker("OPEN")).isEqualTo(2);
        }
        assertThat(advisor.journal())
                .containsExactly("SENDING", "DONE", "END", "SENDING", "DONE", "END");
    }
}
