package dev.keel.venues.simulator.bybit;

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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One market stream: tickers, best prices and bars with every new quote, and trades. */
final class BybitMarketStream implements StreamSession {
    private final Site site;
    private final Book book;
    private final BybitPublic open;
    private final Channel channel;
    private final Consumer<BybitMarketStream> whenClosed;
    private final Map<String, Instant> topics = new ConcurrentHashMap<>();

    BybitMarketStream(
            Site site, BybitPublic open, Channel channel, Consumer<BybitMarketStream> whenClosed) {
        this.site = site;
        this.book = site.book();
        this.open = open;
        this.channel = channel;
        this.whenClosed = whenClosed;
    }

    @Override
    public void onText(String text) {
        JsonNode message = Json.read(text);
        switch (Json.text(message, "op")) {
            case "subscribe" ->
                    message.path("args").forEach(topic -> topics.put(topic.asString(), book.now()));
            case "unsubscribe" ->
                    message.path("args").forEach(topic -> topics.remove(topic.asString()));
            default -> {
                channel.send(BybitStreams.pong().toString());
                return;
            }
        }
        channel.send(
                Json.object(
                                "success",
                                true,
                                "ret_msg",
                                "",
                                "op",
                                message.path("op"),
                                "req_id",
                                message.path("req_id"),
                                "conn_id",
                                "simulated")
                        .toString());
        book.markets().forEach(this::onQuote);
    }

    @Override
    public void onClosed() {
        whenClosed.accept(this);
    }

    void onQuote(Market market) {
        topics.keySet().stream()
                .filter(topic -> topic.endsWith("." + market.wireId()))
                .forEach(topic -> tell(topic, market));
    }

    void onTrade(Trade trade) {
        String wireId = trade.market().wireId();
        for (String topic : topics.keySet()) {
            if (topic.equals("publicTrade." + wireId)) {
                send(topic, Json.array(List.of(open.trades().event(trade))));
            } else if (topic.startsWith("kline.") && topic.endsWith("." + wireId)) {
                tell(topic, trade.market());
            }
        }
    }

    private void tell(String topic, Market market) {
        String[] parts = topic.split("\\.", -1);
        switch (parts[0]) {
            case "tickers" -> send(topic, open.ticker(market));
            case "orderbook" -> send(topic, open.depth(market));
            case "kline" -> bars(topic, market, parts[1]);
            case "publicTrade" -> {
                // Told as it happens.
            }
            default -> topics.remove(topic);
        }
    }

    private void bars(String topic, Market market, String interval) {
        Duration length = BybitPublic.INTERVALS.getOrDefault(interval, Duration.ofMinutes(1));
        Tape.Bar now = site.tape().open(market.id(), length, book.now());
        if (topics.getOrDefault(topic, book.now()).isBefore(now.openAt())) {
            Tape.Bar closed = site.tape().open(market.id(), length, now.openAt().minusMillis(1));
            send(topic, Json.array(List.of(bar(interval, closed, true))));
        }
        topics.replace(topic, book.now());
        send(topic, Json.array(List.of(bar(interval, now, false))));
    }

    private ObjectNode bar(String interval, Tape.Bar bar, boolean closed) {
        return Json.object(
                "start", bar.openAt(),
                "end", bar.closeAt().minusMillis(1),
                "interval", interval,
                "open", bar.open(),
                "close", bar.close(),
                "high", bar.high(),
                "low", bar.low(),
                "volume", bar.volume(),
                "turnover", bar.volume().multiply(bar.close()),
                "confirm", closed,
                "timestamp", book.now());
    }

    private void send(String topic, JsonNode data) {
        channel.send(
                Json.object(
                                "topic",
                                topic,
                                "type",
                                "snapshot",
                                "ts",
                                book.now(),
                                "cs",
                                book.now(),
                                "data",
                                data)
                        .toString());
    }
}
