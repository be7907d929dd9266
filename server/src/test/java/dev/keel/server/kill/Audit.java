package dev.keel.server.kill;

import dev.keel.core.account.Account;
import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountId;
import dev.keel.core.account.AccountState;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.journal.RecordedEvent;
import dev.keel.core.money.Money;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.position.Position;
import dev.keel.core.position.PositionSide;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueTrade;
import dev.keel.ledger.Ledger;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds what the ledger has written of one account against the truth. */
final class Audit {
    private final AccountId account;
    private final Truth truth;
    private final List<AccountEvent> events;
    private final Map<OrderId, OrderRequest> intents = new TreeMap<>();
    private final Map<OrderId, Order> last = new HashMap<>();
    private final List<String> trades = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();
    private final AccountState state;

    private Audit(AccountId account, Truth truth, List<AccountEvent> events) {
        this.account = account;
        this.truth = truth;
        this.events = events;
        this.state = fold();
    }

    /** Everything in which the two are not the same; empty if they are. */
    static List<String> findings(Ledger ledger, String name, Truth truth) {
        AccountId account = AccountId.of(name);
        List<AccountEvent> events =
                ledger.journal().read(account, 0).stream().map(RecordedEvent::event).toList();
        Audit audit = new Audit(account, truth, events);
        audit.compareSubmissions();
        audit.compareOrders();
        audit.compareTrades();
        audit.compareHoldings();
        return audit.findings;
    }

    private AccountState fold() {
        AccountState current = Account.replay(events.subList(0, 1));
        for (AccountEvent event : events.subList(1, events.size())) {
            current = Account.apply(current, event);
            if (event instanceof AccountEvent.OrderPlaced placed) {
                intents.put(placed.order(), placed.request());
                current.order(placed.order()).ifPresent(order -> last.put(order.id(), order));
            } else if (event instanceof AccountEvent.OrderChanged(var _, OrderId id, var change)) {
                current.order(id).ifPresent(order -> last.put(id, order));
                if (change instanceof OrderChange.Filled(Fill fill)) {
                    trades.add(describe(id, fill));
                }
            } else if (event instanceof AccountEvent.ExternalTraded(var _, VenueTrade trade)) {
                trades.add(describe(trade.clientId(), trade.fill()));
            }
        }
        return current;
    }

    /** Nothing was sent without an intent, nothing twice, nothing other than intended. */
    private void compareSubmissions() {
        Set<OrderId> seen = new HashSet<>();
        for (Submission sent : truth.arrived()) {
            OrderRequest intent = intents.get(sent.client());
            if (!seen.add(sent.client())) {
                found("order " + sent.client() + " was sent twice");
            }
            if (intent == null) {
                found("order " + sent.client() + " was sent without an intent");
            } else if (intent.side() != sent.side()
                    || !intent.quantity().equals(sent.quantity())
                    || !intent.instrument().equals(sent.instrument())) {
                found("order " + sent.client() + " was sent as " + sent + ", meant " + intent);
            }
        }
    }

    private void compareOrders() {
        Map<OrderId, VenueOrder> there =
                truth.orders().stream()
                        .collect(
                                Collectors.toMap(
                                        order -> Objects.requireNonNull(order.clientId()),
                                        order -> order,
                                        (first, _) -> first));
        last.forEach((id, order) -> {
            VenueOrder real = there.get(id);
            if (!agree(order, real)) {
                found("order " + id + " is " + order.status() + " here and there " + real);
            }
        });
    }

    private static boolean agree(Order order, @Nullable VenueOrder real) {
        if (real == null) {
            return switch (order.status()) {
                case REJECTED, CANCELED -> order.execution().quantity().isZero();
                case PENDING, IN_DOUBT, WORKING, PARTIALLY_FILLED, CANCELING, FILLED, EXPIRED ->
                        false;
            };
        }
        boolean sameState =
                switch (order.status()) {
                    case WORKING, PARTIALLY_FILLED -> real.state() == VenueOrder.State.WORKING;
                    case FILLED -> real.state() == VenueOrder.State.FILLED;
                    case CANCELED -> real.state() == VenueOrder.State.CANCELED;
                    case PENDING, IN_DOUBT, CANCELING, EXPIRED, REJECTED -> false;
                };
        return sameState && real.filled().equals(order.execution().quantity());
    }

    private void compareTrades() {
        List<String> real =
                truth.history().trades().stream()
                        .map(trade -> describe(trade.clientId(), trade.fill()))
                        .sorted()
                        .toList();
        List<String> lost = new ArrayList<>(real);
        trades.forEach(lost::remove);
        List<String> invented = new ArrayList<>(trades);
        real.forEach(invented::remove);
        lost.forEach(trade -> found("trade lost: " + trade));
        invented.forEach(trade -> found("trade doubled or invented: " + trade));
    }

    private static String describe(@Nullable OrderId order, Fill fill) {
        return fill.tradeId()
                + " of order "
                + order
                + ": "
                + fill.quantity()
                + " at "
                + fill.price()
                + ", fee "
                + fill.fee();
    }

    private void compareHoldings() {
        for (Instrument instrument : VenueTerms.INSTRUMENTS) {
            BigDecimal here =
                    state.position(instrument.id()).map(Audit::signed).orElse(BigDecimal.ZERO);
            BigDecimal there = truth.holdings().position(instrument.id());
            if (here.compareTo(there) != 0) {
                found("holds " + here + " of " + instrument.id() + " here and " + there + " there");
            }
        }
        Money there = truth.holdings().cash();
        if (!state.cash().equals(there)) {
            found("has " + state.cash() + " here and " + there + " there");
        }
        if (!state.unexplained().isEmpty()) {
            found("has unexplained differences: " + state.unexplained());
        }
    }

    private static BigDecimal signed(Position position) {
        BigDecimal quantity = position.quantity().value();
        return position.side() == PositionSide.SHORT ? quantity.negate() : quantity;
    }

    private void found(String what) {
        findings.add("account " + account + ": " + what);
    }
}
