package dev.keel.venues.simulator.okx;

import dev.keel.venues.simulator.book.Book;
import dev.keel.venues.simulator.book.Market;
import dev.keel.venues.simulator.book.Trade;
import dev.keel.venues.simulator.http.Channel;
import dev.keel.venues.simulator.http.Json;
import dev.keel.venues.simulator.http.Site;
import dev.keel.venues.simulator.http.StreamSession;
import dev.keel.venues.simulator.http.Tape;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One stream. A subscription is echoed, word for word, with everything that comes of it. */
final class OkxSession implements StreamSession {
    private static final Set<String> PRIVATE =
            Set.of("orders", "orders-algo", "account", "positions", "balance_and_position");
    private static final String BARS = "candle";

    private final Site site;
    private final Book book;
    private final OkxAuth auth;
    private final OkxPublic open;
    private final Channel channel;
    private final Consumer<OkxSession> whenClosed;
    private final Map<JsonNode, Instant> subscribed = new ConcurrentHashMap<>();
    private volatile boolean known;

    OkxSession(
            Site site,
            OkxAuth auth,
            OkxPublic open,
            Channel channel,
            Consumer<OkxSession> whenClosed) {
        this.site = site;
        this.book = site.book();
        this.auth = auth;
        this.open = open;
        this.channel = channel;
        this.whenClosed = whenClosed;
    }

    @Override
    public void onText(String text) {
        if (text.equals("ping")) {
            channel.send("pong");
            return;
        }
        JsonNode message = Json.read(text);
        JsonNode arguments = message.path("args");
        switch (Json.text(message, "op")) {
            case "login" -> login(arguments.path(0));
            case "subscribe" -> arguments.forEach(this::subscribe);
            case "unsubscribe" -> arguments.forEach(this::unsubscribe);
            default -> error("60012", "Illegal request");
        }
    }

    @Override
    public void onClosed() {
        whenClosed.accept(this);
    }

    private void login(JsonNode login) {
        known = auth.opens(login);
        if (known) {
            channel.send(
                    Json.object("event", "login", "code", "0", "msg", "", "connId", "simulated")
                            .toString());
        } else {
            error("60009", "Login failed.");
        }
    }

    private void subscribe(JsonNode argument) {
        if (PRIVATE.contains(Json.text(argument, "channel")) && !known) {
            error("60011", "Please log in");
            return;
        }
        subscribed.put(argument, book.now());
        channel.send(
                Json.object("event", "subscribe", "arg", argument, "connId", "simulated")
                        .toString());
        book.markets().forEach(this::onQuote);
    }

    private void unsubscribe(JsonNode argument) {
        subscribed.remove(argument);
        channel.send(Json.object("event", "unsubscribe", "arg", argument).toString());
    }

    private void error(String code, String words) {
        channel.send(
                Json.object("event", "error", "code", code, "msg", words, "connId", "simulated")
                        .toString());
    }

    /** Tells something of the account to the subscriptions that it is for. */
    void tell(String name, Market market, List<ObjectNode> data) {
        subscribed.keySet().stream()
                .filter(argument -> Json.text(argument, "channel").equals(name))
                .filter(argument -> isFor(argument, market))
                .forEach(argument -> send(argument, data));
    }

    private static boolean isFor(JsonNode argument, Market market) {
        String type = Json.text(argument, "instType");
        String instrument = Json.text(argument, "instId");
        return (type.isEmpty() || type.equals("ANY") || type.equals(OkxShapes.instType(market)))
                && (instrument.isEmpty() || instrument.equals(market.wireId()));
    }

    void onQuote(Market market) {
        subscribed.keySet().stream()
                .filter(argument -> Json.text(argument, "instId").equals(market.wireId()))
                .forEach(argument -> quoted(argument, market));
    }

    void onTrade(Trade trade) {
        Market market = trade.market();
        tell("trades", market, List.of(OkxTrades.event(trade)));
        subscribed.keySet().stream()
                .filter(argument -> Json.text(argument, "instId").equals(market.wireId()))
                .filter(argument -> Json.text(argument, "channel").startsWith(BARS))
                .forEach(argument -> quoted(argument, market));
    }

    private void quoted(JsonNode argument, Market market) {
        String name = Json.text(argument, "channel");
        if (name.equals("tickers")) {
            send(argument, List.of(open.ticker(market)));
        } else if (name.equals("bbo-tbt") || name.equals("books5")) {
            send(argument, List.of(open.depth(market)));
        } else if (name.startsWith(BARS)) {
            bars(argument, market, name.substring(BARS.length()));
        }
    }

    private void bars(JsonNode argument, Market market, String interval) {
        Duration length = OkxPublic.INTERVALS.getOrDefault(interval, Duration.ofMinutes(1));
        Tape.Bar now = site.tape().open(market.id(), length, book.now());
        if (subscribed.getOrDefault(argument, book.now()).isBefore(now.openAt())) {
            Tape.Bar closed = site.tape().open(market.id(), length, now.openAt().minusMillis(1));
            send(argument, List.of(OkxPublic.bar(closed, "1")));
        }
        subscribed.replace(argument, book.now());
        send(argument, List.of(OkxPublic.bar(now, "0")));
    }

    private void send(JsonNode argument, List<? extends JsonNode> data) {
        channel.send(Json.object("arg", argument, "data", data).toString());
    }
}
