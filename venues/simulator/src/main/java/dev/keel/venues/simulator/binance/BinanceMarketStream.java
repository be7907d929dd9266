package dev.keel.venues.simulator.binance;

import dev.keel.venues.simulator.book.Book;
import dev.keel.venues.simulator.book.Market;
import dev.keel.venues.simulator.book.Quote;
import dev.keel.venues.simulator.book.Trade;
import dev.keel.venues.simulator.http.Channel;
import dev.keel.venues.simulator.http.Json;
import dev.keel.venues.simulator.http.Site;
import dev.keel.venues.simulator.http.StreamSession;
import dev.keel.venues.simulator.http.Tape;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One market stream: quotes and bars with every new quote, and trades as they happen. */
final class BinanceMarketStream implements StreamSession {
    private static final String BARS = "@kline_";

    private final Site site;
    private final Book book;
    private final Channel channel;
    private final Consumer<BinanceMarketStream> whenClosed;
    private final Map<String, Instant> subscribed = new ConcurrentHashMap<>();

    BinanceMarketStream(Site site, Channel channel, Consumer<BinanceMarketStream> whenClosed) {
        this.site = site;
        this.book = site.book();
        this.channel = channel;
        this.whenClosed = whenClosed;
    }

    @Override
    public void onText(String text) {
        JsonNode message = Json.read(text);
        boolean on = Json.text(message, "method").equals("SUBSCRIBE");
        message.path("params")
                .forEach(name -> {
                    if (on) {
                        subscribed.put(name.asString(), book.now());
                    } else {
                        subscribed.remove(name.asString());
                    }
                });
        channel.send(Json.object("result", null, "id", message.path("id")).toString());
        book.markets().forEach(this::onQuote);
    }

    @Override
    public void onClosed() {
        whenClosed.accept(this);
    }

    void onQuote(Market market) {
        String prefix = market.wireId().toLowerCase(Locale.ROOT) + "@";
        book.quote(market.id())
                .ifPresent(quote ->
                        subscribed.keySet().stream()
                                .filter(name -> name.startsWith(prefix))
                                .forEach(name -> tell(market, quote, name)));
    }

    void onTrade(Trade trade) {
        Market market = trade.market();
        String prefix = market.wireId().toLowerCase(Locale.ROOT) + "@";
        for (String name : subscribed.keySet()) {
            int bars = name.indexOf(BARS);
            if (name.equals(prefix + "aggTrade")) {
                channel.send(BinanceTrades.event(trade).toString());
            } else if (bars >= 0 && name.startsWith(prefix)) {
                bars(market, name, name.substring(bars + BARS.length()));
            }
        }
    }

    private void tell(Market market, Quote quote, String name) {
        int bars = name.indexOf(BARS);
        if (bars >= 0) {
            bars(market, name, name.substring(bars + BARS.length()));
        } else if (name.endsWith("@bookTicker")) {
            channel.send(bookTicker(market, quote).toString());
        } else if (name.endsWith("icker")) {
            String event = name.endsWith("miniTicker") ? "24hrMiniTicker" : "24hrTicker";
            channel.send(ticker(event, market, quote).toString());
        }
    }

    private ObjectNode bookTicker(Market market, Quote quote) {
        return Json.object(
                "e", "bookTicker",
                "u", quote.at(),
                "E", quote.at(),
                "T", quote.at(),
                "s", market.wireId(),
                "b", quote.bid(),
                "B", "1000",
                "a", quote.ask(),
                "A", "1000");
    }

    private ObjectNode ticker(String event, Market market, Quote quote) {
        Tape.Bar day = site.tape().open(market.id(), Duration.ofDays(1), quote.at());
        return Json.object(
                "e", event,
                "E", quote.at(),
                "s", market.wireId(),
                "p", quote.middle().subtract(day.open()),
                "P", "0",
                "w", quote.middle(),
                "c", quote.middle(),
                "Q", "1",
                "b", quote.bid(),
                "B", "1000",
                "a", quote.ask(),
                "A", "1000",
                "o", day.open(),
                "h", day.high(),
                "l", day.low(),
                "v", day.volume(),
                "q", day.volume().multiply(quote.middle()),
                "O", quote.at().minus(Duration.ofDays(1)),
                "C", quote.at(),
                "F", 0,
                "L", 1,
                "n", 1);
    }

    /** A bar that has closed since is told of first. */
    private void bars(Market market, String name, String interval) {
        Duration length = BinancePublic.INTERVALS.getOrDefault(interval, Duration.ofMinutes(1));
        Tape.Bar now = site.tape().open(market.id(), length, book.now());
        Instant before = subscribed.getOrDefault(name, book.now());
        if (before.isBefore(now.openAt())) {
            Tape.Bar closed = site.tape().open(market.id(), length, now.openAt().minusMillis(1));
            channel.send(bar(market, interval, closed, true).toString());
        }
        subscribed.replace(name, book.now());
        channel.send(bar(market, interval, now, false).toString());
    }

    private ObjectNode bar(Market market, String interval, Tape.Bar bar, boolean closed) {
        return Json.object(
                "e", "kline",
                "E", book.now(),
                "s", market.wireId(),
                "k",
                        Json.object(
                                "t", bar.openAt(),
                                "T", bar.closeAt().minusMillis(1),
                                "s", market.wireId(),
                                "i", interval,
                                "o", bar.open(),
                                "c", bar.close(),
                                "h", bar.high(),
                                "l", bar.low(),
                                "v", bar.volume(),
                                "n", 10,
                                "x", closed,
                                "q", bar.volume().multiply(bar.close()),
                                "V", bar.volume(),
                                "Q", bar.volume()));
    }
}
