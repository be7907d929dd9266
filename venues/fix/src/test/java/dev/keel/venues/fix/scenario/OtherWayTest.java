package dev.keel.venues.fix.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.account.AccountState;
import dev.keel.core.execution.VenueConnector;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.order.Side;
import dev.keel.core.order.VenueOrderId;
import dev.keel.core.venue.Venue;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueProfile;
import dev.keel.core.venue.VenueReport;
import dev.keel.core.venue.VenueStatement;
import dev.keel.venues.connector.AccountConnection;
import dev.keel.venues.connector.MarketData;
import dev.keel.venues.connector.Preflight;
import dev.keel.venues.connector.VenueId;
import dev.keel.venues.fix.FixVenue;
import dev.keel.venues.fix.dialect.Dialects;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A venue that cannot be asked over FIX is asked by its other way, and ordered by FIX alone. */
class OtherWayTest {
    private final Other other = new Other();

    private Bench binance() {
        Bench bench =
                new Bench(Dialects.of(VenueId.of("fix-binance")), FixVenue.Settings.USUAL, other);
        bench.logon();
        return bench;
    }

    @Test
    void ordersLeaveOverFixAndQuestionsByTheOtherWay() {
        try (Bench bench = binance()) {
            Order order = bench.buy();
            bench.venue().query(order.id());
            bench.venue().state("cursor");

            assertThat(bench.sent("D")).hasSize(1);
            assertThat(bench.transport().sent()).hasSize(1);
            assertThat(other.asked).containsExactly(order.id().toString(), "state after cursor");
            assertThat(other.ordered).isEmpty();
        }
    }

    @Test
    void anOrderInDoubtIsResolvedByWhatTheOtherWayShows() {
        try (Bench bench = binance()) {
            Order order = bench.buy();
            bench.transport().drop("the line is gone");
            assertThat(bench.status(order)).isEqualTo(OrderStatus.IN_DOUBT);

            other.listener().onAnswer(new VenueAnswer.Found(shown(order)));

            assertThat(bench.status(order)).isEqualTo(OrderStatus.WORKING);
        }
    }

    @Test
    void aStatementIsHandedOnAsItIs() {
        try (Bench bench = binance()) {
            VenueStatement statement =
                    new VenueStatement(Instant.EPOCH, "cursor", List.of(), null, null);

            other.listener().onAnswer(new VenueAnswer.Stated(statement));

            assertThat(bench.answer(VenueAnswer.Stated.class).statement()).isEqualTo(statement);
            assertThat(bench.venue().balanceAsOf()).contains(Instant.EPOCH);
        }
    }

    @Test
    void whatTheOtherWayTellsUnaskedIsLeftToTheSession() {
        try (Bench bench = binance()) {
            Order order = bench.buy();

            other.listener()
                    .onReport(
                            new VenueReport(
                                    order.id(), new OrderChange.Accepted(new VenueOrderId("V1"))));
            assertThat(bench.told()).isEmpty();

            bench.tell(bench.report(order).exec("N1").happened("0", "0"));
            assertThat(bench.told()).containsExactly("accepted V1");
        }
    }

    @Test
    void aTradeHasTheIdThatTheOtherWayShowsToo() {
        try (Bench bench = binance()) {
            Order order = bench.working();

            bench.tell(bench.report(order).fill("E2", "10", "100", "10", "2").with(1003, "77"));

            assertThat(bench.told()).containsExactly("filled 10 at 100");
            assertThat(bench.fillIds(order)).containsExactly("77");
        }
    }

    private static VenueOrder shown(Order order) {
        return new VenueOrder(
                order.id(),
                new VenueOrderId("V1"),
                Bench.TEST,
                Side.BUY,
                order.request().quantity(),
                Quantity.ZERO,
                VenueOrder.State.WORKING,
                "NEW");
    }

    /** Takes down what it is asked. */
    private static final class Other implements AccountConnection, Venue {
        private final List<String> asked = new ArrayList<>();
        private final List<String> ordered = new ArrayList<>();
        private @Nullable Listener listener;

        Listener listener() {
            if (listener == null) {
                throw new AssertionError("nobody has connected");
            }
            return listener;
        }

        @Override
        public List<Instrument> instruments() {
            return List.of(Bench.INSTRUMENT);
        }

        @Override
        public Preflight preflight() {
            return new Preflight(Instant.EPOCH, List.of(), null, null, null, null);
        }

        @Override
        public VenueConnector venues() {
            return (AccountState _, Listener to) -> {
                listener = to;
                return this;
            };
        }

        @Override
        public MarketData marketData() {
            throw new UnsupportedOperationException("nobody asks for it");
        }

        @Override
        public void submit(Order order) {
            ordered.add(order.id().toString());
        }

        @Override
        public void cancel(Order order) {
            ordered.add("cancel " + order.id());
        }

        @Override
        public void query(OrderId order) {
            asked.add(order.toString());
        }

        @Override
        public void state(@Nullable String after) {
            asked.add("state after " + after);
        }

        @Override
        public VenueProfile profile() {
            return new VenueProfile(
                    Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(15));
        }

        @Override
        public Optional<Instant> balanceAsOf() {
            return Optional.of(Instant.EPOCH);
        }

        @Override
        public void close() {}
    }
}
