package dev.keel.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.Samples;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.LatestPrices;
import dev.keel.core.market.Quote;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.Evidence;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.VenueOrderId;
import dev.keel.core.position.Position;
import dev.keel.core.risk.RefusalReason;
import dev.keel.core.risk.RiskPolicy;
import dev.keel.core.risk.Violation;
import dev.keel.core.venue.VenueReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An account with a clock and a market; every decision is folded again and compared. */
final class Desk {
    final LatestPrices market = new LatestPrices();
    final List<AccountEvent> history = new ArrayList<>();
    Instant now = Samples.NOON;
    @Nullable Instant balanceAsOf = Samples.NOON;
    TradingSwitch platform = TradingSwitch.Enabled.INSTANCE;
    boolean traced;
    StopKeeper stops = StopKeeper.VENUE;
    AccountState state;
    private int keys;

    Desk(AccountSettings settings) {
        Decision opened =
                Account.open(new AccountCommand.Open(Samples.PROFILE, settings), situation());
        history.addAll(opened.events());
        state = opened.state();
    }

    /** Full auto, no limits, 10,000 USD, everything listed and at 100. */
    static Desk rich() {
        return with(Samples.AUTO);
    }

    static Desk with(RiskPolicy policy) {
        return with(settings(policy));
    }

    static Desk with(AccountSettings settings) {
        Desk desk = new Desk(settings);
        desk.send(new AccountCommand.MoveFunds(Samples.usd("10000"), "deposit"));
        for (Instrument each : List.of(Samples.SPOT, Samples.PERP, Samples.ETH_PERP)) {
            desk.send(new AccountCommand.ListInstrument(each));
            desk.price(each.id(), "100");
        }
        return desk;
    }

    static AccountSettings settings(RiskPolicy policy) {
        return new AccountSettings(
                Samples.AUTO.mode(),
                Samples.AUTO.sizing(),
                policy,
                Samples.AUTO.confirmationWindow());
    }

    /** Goes on with another account's history. */
    void takeOver(List<AccountEvent> events) {
        history.clear();
        history.addAll(events);
        state = Account.replay(events);
        keys = 1_000;
    }

    Situation situation() {
        return new Situation(now, market, balanceAsOf, platform, traced, stops);
    }

    void price(InstrumentId instrument, String last) {
        market.update(instrument, new Quote(Price.of(last), now, Quantity.ZERO));
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    List<AccountEvent> send(AccountCommand command) {
        Decision decision = Account.decide(state, command, situation());
        AccountState folded = state;
        for (AccountEvent event : decision.events()) {
            folded = Account.apply(folded, event);
        }
        assertThat(dump(folded)).isEqualTo(dump(decision.state()));
        history.addAll(decision.events());
        state = decision.state();
        return decision.events();
    }

    /** Places a client's order under a new key and returns it, refused or not. */
    Order place(OrderRequest request) {
        return place(request, null);
    }

    Order place(OrderRequest request, @Nullable Price expected) {
        OrderId id = state.nextOrderId();
        ClientKey key = new ClientKey("key " + ++keys);
        send(new AccountCommand.PlaceOrder(request, key, "tester", expected));
        return order(id);
    }

    /** Places, and returns why it was refused. */
    List<RefusalReason> refusals(OrderRequest request) {
        return refusals(request, null);
    }

    List<RefusalReason> refusals(OrderRequest request, @Nullable Price expected) {
        OrderId id = state.nextOrderId();
        place(request, expected);
        return history.stream()
                .filter(event ->
                        event instanceof AccountEvent.OrderRefused refused
                                && refused.order().equals(id))
                .flatMap(event -> ((AccountEvent.OrderRefused) event).violations().stream())
                .map(Violation::reason)
                .toList();
    }

    List<AccountEvent> report(OrderId order, OrderChange change) {
        return send(new AccountCommand.Take(new VenueReport(order, change)));
    }

    List<AccountEvent> accept(OrderId order) {
        return report(order, new OrderChange.Accepted(new VenueOrderId("v" + order)));
    }

    List<AccountEvent> fill(OrderId order, Fill fill) {
        return report(order, new OrderChange.Filled(fill));
    }

    List<AccountEvent> cancelled(OrderId order) {
        return report(order, new OrderChange.Canceled(new Evidence("venue", "cancelled")));
    }

    /** Places a market order that fills at once. */
    OrderId trade(OrderRequest request, String price) {
        Order order = place(request);
        fill(order.id(), Samples.fill("t" + order.id(), price, request.quantity().toString()));
        return order.id();
    }

    Order order(OrderId id) {
        return state.order(id).orElseThrow();
    }

    Position position(InstrumentId id) {
        return state.position(id).orElseThrow();
    }

    /** The last placed order. */
    Order last() {
        return Stream.concat(state.openOrders().stream(), state.recentlyClosedOrders().stream())
                .max((a, b) -> a.id().compareTo(b.id()))
                .orElseThrow();
    }

    /** Everything that keeps an account from adding risk. */
    private static String visible(Safety safety) {
        return Stream.of(
                        Optional.ofNullable(safety.account()),
                        safety.strategies().values(),
                        safety.symbols().values(),
                        safety.differences().values(),
                        safety.watch().plans().values(),
                        safety.watch().nakedSince().values(),
                        safety.amendments().values(),
                        safety.waiting().values())
                .map(Object::toString)
                .collect(Collectors.joining(" "));
    }

    /** Everything about a state that can be seen. */
    static String dump(AccountState state) {
        return Stream.of(
                        state.profile(),
                        state.settings(),
                        state.sequence(),
                        state.cash(),
                        state.instruments(),
                        state.positions(),
                        state.openOrders(),
                        state.recentlyClosedOrders(),
                        state.heldSignals(),
                        state.marks(),
                        state.haltReason(),
                        visible(state.safety()),
                        state.nextOrderId(),
                        Stream.of(Samples.SPOT_ID, Samples.PERP_ID, Samples.ETH_ID)
                                .map(id -> state.lastSignal(Samples.source(id)))
                                .toList())
                .map(Object::toString)
                .collect(Collectors.joining("\n"));
    }
}
