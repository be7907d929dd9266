package dev.keel.venues.simulator.okx;

import dev.keel.venues.simulator.book.BookListener;
import dev.keel.venues.simulator.book.HeldPosition;
import dev.keel.venues.simulator.book.Market;
import dev.keel.venues.simulator.book.Movement;
import dev.keel.venues.simulator.book.OrderTerms.Leg;
import dev.keel.venues.simulator.book.PlacedOrder;
import dev.keel.venues.simulator.book.Trade;
import dev.keel.venues.simulator.http.Channel;
import dev.keel.venues.simulator.http.Site;
import dev.keel.venues.simulator.http.StreamSession;
import dev.keel.venues.simulator.http.WireRequest;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Every stream, and what happens that they have to tell. */
final class OkxStreams implements BookListener {
    private final Site site;
    private final OkxAuth auth;
    private final OkxAccount account;
    private final OkxPublic open;
    private final Set<OkxSession> sessions = ConcurrentHashMap.newKeySet();

    OkxStreams(Site site, OkxAuth auth, OkxAccount account, OkxPublic open) {
        this.site = site;
        this.auth = auth;
        this.account = account;
        this.open = open;
    }

    Optional<StreamSession> connect(WireRequest upgrade, Channel channel) {
        if (!upgrade.path().startsWith("/ws/v5/")) {
            return Optional.empty();
        }
        OkxSession session = new OkxSession(site, auth, open, channel, sessions::remove);
        sessions.add(session);
        return Optional.of(session);
    }

    @Override
    public void onOrder(PlacedOrder order, @Nullable Trade trade) {
        Market market = order.terms().market();
        if (order.state() == dev.keel.venues.simulator.BrokerOrder.State.DORMANT) {
            tell("orders-algo", market, List.of(OkxShapes.algo(order)));
            return;
        }
        tell("orders", market, List.of(OkxShapes.order(order, trade)));
        if (trade != null) {
            sessions.forEach(session -> session.onTrade(trade));
        }
    }

    @Override
    public void onHoldings(Market market) {
        tell("account", market, List.of(account.balance()));
        if (!market.isSpot()) {
            List<HeldPosition> held =
                    site.book().positions().stream()
                            .filter(one -> one.market().equals(market))
                            .toList();
            List<HeldPosition> shown =
                    held.isEmpty()
                            ? List.of(
                                    new HeldPosition(
                                            market, Leg.BOTH, BigDecimal.ZERO, BigDecimal.ZERO))
                            : held;
            List<ObjectNode> data =
                    shown.stream().map(one -> OkxShapes.position(site.book(), one)).toList();
            tell("positions", market, data);
        }
    }

    @Override
    public void onMovement(Movement movement) {
        Market any = site.book().markets().getFirst();
        tell("account", any, List.of(account.balance()));
    }

    @Override
    public void onQuote(Market market, BigDecimal bid, BigDecimal ask) {
        sessions.forEach(session -> session.onQuote(market));
    }

    private void tell(String channel, Market market, List<ObjectNode> data) {
        sessions.forEach(session -> session.tell(channel, market, data));
    }
}
