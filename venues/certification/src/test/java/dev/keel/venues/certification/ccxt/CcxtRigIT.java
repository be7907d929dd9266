package dev.keel.venues.certification.ccxt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.Side;
import dev.keel.core.venue.Venue;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueStatement;
import dev.keel.venues.certification.Rig;
import dev.keel.venues.connector.VenueId;
import dev.keel.venues.simulator.BrokerSide.Ask;
import dev.keel.venues.simulator.WireFault;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CcxtRigIT {
    private static final CcxtRigs RIGS = new CcxtRigs();

    static Stream<Arguments> markets() {
        return RIGS.venues().stream()
                .flatMap(
                        venue -> RIGS.kinds(venue).stream().map(kind -> Arguments.of(venue, kind)));
    }

    @AfterAll
    static void end() {
        RIGS.close();
    }

    @ParameterizedTest
    @MethodSource("markets")
    void placesLooksUpAndCancels(VenueId venue, InstrumentKind kind) {
        try (Rig rig = RIGS.build(venue, kind)) {
            Orders orders = new Orders(rig.profile(), rig.instrument());
            Heard heard = new Heard();
            Venue port = rig.connection().venues().connect(orders.account(), heard);
            Order order = orders.order(orders.limit(Side.BUY, "90"));

            port.submit(order);
            var accepted = heard.change(order.id(), OrderChange.Accepted.class);
            port.query(order.id());
            VenueOrder found =
                    heard.answer(
                                    VenueAnswer.Found.class,
                                    it -> order.id().equals(it.order().clientId()))
                            .order();
            port.state(null);
            VenueStatement statement = heard.statement(0);
            port.cancel(order);
            VenueOrder canceled =
                    heard.answer(
                                    VenueAnswer.Found.class,
                                    it -> it.order().state() == VenueOrder.State.CANCELED)
                            .order();

            assertThat(rig.broker().orders()).hasSize(1);
            assertThat(rig.broker().order(rig.clientIdOf(order.id()))).isPresent();
            assertThat(found.id()).isEqualTo(accepted.venueOrderId());
            assertThat(found.state()).isEqualTo(VenueOrder.State.WORKING);
            assertThat(found.quantity()).isEqualTo(order.request().quantity());
            assertThat(statement.isWhole()).as("%s", heard.all()).isTrue();
            assertThat(Objects.requireNonNull(statement.openOrders()))
                    .extracting(VenueOrder::clientId)
                    .containsExactly(order.id());
            assertThat(canceled.clientId()).isEqualTo(order.id());
        }
    }

    @ParameterizedTest
    @MethodSource("markets")
    void tellsFillsOnceWithTheVenuesOwnDigits(VenueId venue, InstrumentKind kind) {
        try (Rig rig = RIGS.build(venue, kind)) {
            Orders orders = new Orders(rig.profile(), rig.instrument());
            Heard heard = new Heard();
            Venue port = rig.connection().venues().connect(orders.account(), heard);
            Order order = orders.order(orders.limit(Side.BUY, "101"));

            port.submit(order);
            var filled = heard.change(order.id(), OrderChange.Filled.class);
            port.state(null);
            VenueStatement first = heard.statement(0);
            port.state(Objects.requireNonNull(first.history()).cursor());
            VenueStatement second = heard.statement(1);

            assertThat(filled.fill().quantity()).isEqualTo(order.request().quantity());
            assertThat(filled.fill().price().value()).isEqualByComparingTo("100.1");
            assertThat(filled.fill().fee().isPositive()).isEqualTo(!isFree(venue, kind));
            assertThat(first.history().trades()).hasSize(1);
            assertThat(first.history().trades().getFirst().clientId()).isEqualTo(order.id());
            assertThat(Objects.requireNonNull(second.history()).trades()).isEmpty();
            BigDecimal held =
                    Objects.requireNonNull(second.holdings()).position(rig.instrument().id());
            assertThat(held).isEqualByComparingTo(rig.broker().position(rig.instrument().id()));
        }
    }

    /** Deribit's spot market takes no fees. */
    private static boolean isFree(VenueId venue, InstrumentKind kind) {
        return venue.value().equals("deribit") && kind == InstrumentKind.SPOT;
    }

    @ParameterizedTest
    @MethodSource("markets")
    void survivesEveryBrokenAnswer(VenueId venue, InstrumentKind kind) {
        try (Rig rig = RIGS.build(venue, kind)) {
            Orders orders = new Orders(rig.profile(), rig.instrument());
            Heard heard = new Heard();
            Venue port = rig.connection().venues().connect(orders.account(), heard);

            for (WireFault fault : rig.broker().faults().stream().sorted().toList()) {
                if (fault == WireFault.DELAYED) {
                    continue;
                }
                int before = rig.broker().received(Ask.SUBMIT);
                rig.broker().inject(fault, Ask.SUBMIT, 1);
                Order order = orders.order(orders.limit(Side.BUY, "90"));
                port.submit(order);
                OrderChange change = heard.first(order.id());
                boolean taken = rig.broker().order(rig.clientIdOf(order.id())).isPresent();

                assertThat(rig.broker().received(Ask.SUBMIT) - before)
                        .as("%s is sent once", fault)
                        .isLessThanOrEqualTo(1);
                assertThat(change)
                        .as("%s, taken %s", fault, taken)
                        .isNotInstanceOf(OrderChange.Accepted.class);
                if (taken) {
                    assertThat(change).as("%s", fault).isInstanceOf(OrderChange.Doubted.class);
                }
                if (fault == WireFault.VENUE_REFUSES) {
                    assertThat(change).as("%s", fault).isInstanceOf(OrderChange.Refused.class);
                }
                resolves(port, heard, order, taken, fault);
            }
        }
    }

    private static void resolves(
            Venue port, Heard heard, Order order, boolean taken, WireFault fault) {
        port.query(order.id());
        VenueAnswer answer =
                heard.answer(
                        VenueAnswer.class,
                        it ->
                                switch (it) {
                                    case VenueAnswer.Found(VenueOrder found) ->
                                            order.id().equals(found.clientId());
                                    case VenueAnswer.NotFound none ->
                                            none.order().equals(order.id());
                                    case VenueAnswer.Failed failed ->
                                            failed.query().equals(order.id().toString());
                                    case VenueAnswer.Stated _, VenueAnswer.Reconnected _ -> false;
                                });
        assertThat(answer)
                .as("%s, taken %s", fault, taken)
                .isInstanceOf(taken ? VenueAnswer.Found.class : VenueAnswer.NotFound.class);
    }

    @ParameterizedTest
    @MethodSource("markets")
    void putsNoSecretAnywhere(VenueId venue, InstrumentKind kind) {
        try (Rig rig = RIGS.build(venue, kind)) {
            Orders orders = new Orders(rig.profile(), rig.instrument());
            Heard heard = new Heard();
            Venue port = rig.connection().venues().connect(orders.account(), heard);
            rig.broker().inject(WireFault.SERVER_ERROR, Ask.SUBMIT, 1);
            Order order = orders.order(orders.limit(Side.BUY, "90"));

            port.submit(order);
            heard.first(order.id());
            String said = List.of(heard.all(), rig.info(), rig.connection().preflight()).toString();

            assertThat(rig.secrets()).isNotEmpty().noneMatch(said::contains);
        }
    }
}
