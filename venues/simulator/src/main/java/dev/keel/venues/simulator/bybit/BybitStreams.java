package dev.keel.venues.simulator.bybit;

import dev.keel.venues.simulator.book.Book;
import dev.keel.venues.simulator.book.BookListener;
import dev.keel.venues.simulator.book.Market;
import dev.keel.venues.simulator.book.Movement;
import dev.keel.venues.simulator.book.PlacedOrder;
import dev.keel.venues.simulator.book.Trade;
import dev.keel.venues.simulator.http.Channel;
import dev.keel.venues.simulator.http.Json;
import dev.keel.venues.simulator.http.Site;
import dev.keel.venues.simulator.http.StreamSession;
import dev.keel.venues.simulator.http.WireRequest;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The private stream, and those of the markets. */
final class BybitStreams implements BookListener {
    private final Site site;
    private final Book book;
    private final BybitAuth auth;
    private final BybitAccount account;
    private final BybitPublic open;
    private final Set<PrivateSession> privates = ConcurrentHashMap.newKeySet();
    private final Set<BybitMarketStream> markets = ConcurrentHashMap.newKeySet();

    BybitStreams(Site site, BybitAuth auth, BybitAccount account, BybitPublic open) {
        this.site = site;
        this.book = site.book();
        this.auth = auth;
        this.account = account;
        this.open = open;
    }

    Optional<StreamSession> connect(WireRequest upgrade, Channel channel) {
        if (upgrade.path().equals("/v5/private")) {
            PrivateSession session = new PrivateSession(channel);
            privates.add(session);
            return Optional.of(session);
        }
        if (upgrade.path().equals("/v5/public/" + BybitDialect.category(site))) {
            BybitMarketStream session = new BybitMarketStream(site, open, channel, markets::remove);
            markets.add(session);
            return Optional.of(session);
        }
        return Optional.empty();
    }

    static ObjectNode pong() {
        return Json.object("success", true, "ret_msg", "pong", "op", "ping");
    }

    /** Tells what it has subscribed to, once it has said who it is. */
    private final class PrivateSession implements StreamSession {
        private final Channel channel;
        private final Set<String> topics = ConcurrentHashMap.newKeySet();
        private volatile boolean known;

        PrivateSession(Channel channel) {
            this.channel = channel;
        }

        @Override
        public void onText(String text) {
            JsonNode message = Json.read(text);
            channel.send(answer(message).toString());
        }

        private ObjectNode answer(JsonNode message) {
            JsonNode arguments = message.path("args");
            JsonNode id = message.path("req_id");
            return switch (Json.text(message, "op")) {
                case "auth" -> {
                    known =
                            auth.opens(
                                    arguments.path(0).asString(""),
                                    arguments.path(1).asString(""),
                                    arguments.path(2).asString(""));
                    yield Json.object(
                            "success",
                            known,
                            "ret_msg",
                            known ? "" : "Params Error",
                            "op",
                            "auth",
                            "conn_id",
                            "simulated");
                }
                case "subscribe" -> {
                    if (known) {
                        arguments.forEach(topic -> topics.add(topic.asString()));
                    }
                    yield Json.object(
                            "success",
                            known,
                            "ret_msg",
                            known ? "" : "Request not authorized",
                            "op",
                            "subscribe",
                            "req_id",
                            id,
                            "conn_id",
                            "simulated");
                }
                default -> pong();
            };
        }

        @Override
        public void onClosed() {
            privates.remove(this);
        }

        void tell(String topic, List<ObjectNode> data) {
            if (topics.contains(topic) && !data.isEmpty()) {
                channel.send(
                        Json.object(
                                        "id",
                                        "simulated",
                                        "topic",
                                        topic,
                                        "creationTime",
                                        book.now(),
                                        "data",
                                        data)
                                .toString());
            }
        }
    }

    @Override
    public void onOrder(PlacedOrder order, @Nullable Trade trade) {
        tell("order", List.of(BybitShapes.order(order)));
        if (trade != null) {
            tell("execution", List.of(BybitShapes.trade(trade, order)));
            markets.forEach(session -> session.onTrade(trade));
        }
    }

    @Override
    public void onHoldings(Market market) {
        tell("wallet", List.of(account.wallet()));
        if (!market.isSpot()) {
            tell("position", account.positions(market));
        }
    }

    @Override
    public void onMovement(Movement movement) {
        tell("wallet", List.of(account.wallet()));
    }

    @Override
    public void onQuote(Market market, BigDecimal bid, BigDecimal ask) {
        markets.forEach(session -> session.onQuote(market));
    }

    private void tell(String topic, List<ObjectNode> data) {
        privates.forEach(session -> session.tell(topic, data));
    }
}
