package dev.keel.server.cli.venues;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Bar;
import dev.keel.core.order.Side;
import dev.keel.server.cli.terminal.OutputFormat;
import dev.keel.venues.connector.MarketData;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a market tells, a line each. Heard on any thread, printed on one; what finds no room while
 * nobody prints is counted, and said.
 */
final class MarketLines implements MarketData.Listener {
    private static final int ROOM = 10_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final OutputFormat format;
    private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(ROOM);
    private final AtomicInteger leftOut = new AtomicInteger();

    MarketLines(OutputFormat format) {
        this.format = format;
    }

    /** The next line; null if none comes in this time. */
    @Nullable String next(Duration atMost) throws InterruptedException {
        int missing = leftOut.getAndSet(0);
        return missing > 0
                ? leftOut(missing)
                : waiting.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    private String leftOut(int missing) {
        String why = missing + " lines were left out: the output is slow";
        return switch (format) {
            case TABLE -> why;
            case JSON -> JSON.createObjectNode().put("type", "left-out").put("why", why).toString();
        };
    }

    @Override
    public void onTicker(MarketData.Ticker ticker) {
        add(
                line("quote", ticker.instrument(), ticker.at()),
                node ->
                        node.put("bid", digits(ticker.bid()))
                                .put("ask", digits(ticker.ask()))
                                .put("last", digits(ticker.last())));
    }

    @Override
    public void onTrade(MarketData.PublicTrade trade) {
        Side taker = trade.taker();
        add(
                line("trade", trade.instrument(), trade.at()),
                node ->
                        node.put("taker", taker == null ? null : taker.name())
                                .put("quantity", digits(trade.quantity()))
                                .put("price", digits(trade.price()))
                                .put("id", trade.id()));
    }

    @Override
    public void onBar(InstrumentId instrument, Bar bar) {
        add(
                line("bar", instrument, bar.openTime()),
                node ->
                        node.put("timeframe", bar.format().timeframe().toString())
                                .put("open", bar.openPrice().toString())
                                .put("high", bar.highPrice().toString())
                                .put("low", bar.lowPrice().toString())
                                .put("close", bar.closePrice().toString())
                                .put("volume", bar.volumeQuantity().toString()));
    }

    @Override
    public void onGap(InstrumentId instrument, Instant since, String why) {
        add(line("gap", instrument, since), node -> node.put("why", why));
    }

    private ObjectNode line(String type, InstrumentId instrument, Instant at) {
        return JSON.createObjectNode()
                .put("type", type)
                .put("symbol", instrument.symbol())
                .put("at", at.toString());
    }

    private void add(ObjectNode start, UnaryOperator<ObjectNode> more) {
        ObjectNode node = more.apply(start);
        if (!waiting.offer(
                switch (format) {
                    case TABLE -> table(node);
                    case JSON -> node.toString();
                })) {
            leftOut.incrementAndGet();
        }
    }

    /** The values by their names, after when, what and where. */
    private static String table(ObjectNode node) {
        StringBuilder line = new StringBuilder();
        Instant at = Instant.parse(node.path("at").asString(""));
        line.append(
                String.format(
                        Locale.ROOT,
                        "%s %-5s %-14s",
                        TIME.format(at),
                        node.path("type").asString(""),
                        node.path("symbol").asString("")));
        node.properties().stream()
                .skip(3)
                .filter(entry -> !entry.getValue().isNull())
                .forEach(entry ->
                        line.append(' ')
                                .append(entry.getKey())
                                .append(' ')
                                .append(entry.getValue().asString()));
        return line.toString();
    }

    private static @Nullable String digits(@Nullable BigDecimal value) {
        return value == null ? null : value.stripTrailingZeros().toPlainString();
    }
}
