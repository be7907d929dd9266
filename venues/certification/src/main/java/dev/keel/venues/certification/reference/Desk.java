package dev.keel.venues.certification.reference;

import dev.keel.core.order.Side;
import dev.keel.venues.certification.Flaw;
import dev.keel.venues.simulator.BrokerOrder;
import dev.keel.venues.simulator.BrokerSide.Ask;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the reference broker answers. Guarded by the broker. */
final class Desk {
    /** How old a request may be when it comes. */
    static final Duration WINDOW = Duration.ofSeconds(5);

    /** Trades on a page of the history. */
    static final int PAGE = 50;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Book book;
    private final InstantSource clock;
    private final Supplier<@Nullable Flaw> flaw;
    private final List<ObjectNode> movements = new ArrayList<>();

    Desk(Book book, InstantSource clock, Supplier<@Nullable Flaw> flaw) {
        this.book = book;
        this.clock = clock;
        this.flaw = flaw;
    }

    static String code(String code) {
        return JSON.createObjectNode().put("code", code).put("msg", "reference").toString();
    }

    private static Reply refused(String code) {
        return new Reply(400, code(code));
    }

    private static Reply ok(ObjectNode body) {
        return new Reply(200, body.toString());
    }

    Reply serve(Ask ask, Map<String, String> request) {
        if (flaw.get() == Flaw.WRONG_KEYS) {
            return refused("-2015");
        }
        return switch (ask) {
            case SUBMIT -> submit(request);
            case CANCEL -> cancel(request);
            case QUERY -> query(request);
            case OPEN_ORDERS -> openOrders();
            case HISTORY -> history(request);
            case HOLDINGS -> holdings();
            case OTHER -> account();
        };
    }

    private Reply submit(Map<String, String> request) {
        Instant madeAt = Instant.parse(request.getOrDefault("at", ""));
        String client = request.getOrDefault("client", "");
        BigDecimal quantity = new BigDecimal(request.getOrDefault("quantity", "0"));
        boolean onGrid = quantity.remainder(book.instrument.rules().lot().value()).signum() == 0;
        if (clock.instant().isAfter(madeAt.plus(WINDOW))) {
            return refused("-1021");
        }
        if (!onGrid || quantity.signum() <= 0) {
            return refused("-1013");
        }
        if (book.byClient(client).filter(Held::isOpen).isPresent()) {
            return refused("-4116");
        }
        Map<String, String> terms = new TreeMap<>(request);
        terms.keySet().removeAll(List.of("at", "client", "quantity", "side"));
        Side side = Side.valueOf(request.getOrDefault("side", ""));
        Held order = book.take(client, side, quantity, terms);
        return ok(JSON.createObjectNode().set("order", order(order)));
    }

    private Reply cancel(Map<String, String> request) {
        if (request.containsKey("all")) {
            book.orders.stream()
                    .filter(Held::isOpen)
                    .toList()
                    .forEach(order -> book.end(order, BrokerOrder.State.CANCELED));
            return ok(JSON.createObjectNode().put("done", true));
        }
        Optional<Held> order =
                book.byClient(request.getOrDefault("client", "")).filter(Held::isOpen);
        if (order.isEmpty()) {
            return refused("-2011");
        }
        book.end(order.get(), BrokerOrder.State.CANCELED);
        return ok(JSON.createObjectNode().put("done", true));
    }

    private Reply query(Map<String, String> request) {
        Optional<Held> order = book.byClient(request.getOrDefault("client", ""));
        return order.map(held -> ok(JSON.createObjectNode().set("order", order(held))))
                .orElseGet(() -> refused("-2013"));
    }

    private Reply openOrders() {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode orders = body.putArray("orders");
        book.orders.stream().filter(Held::isOpen).forEach(held -> orders.add(order(held)));
        return ok(body);
    }

    private Reply history(Map<String, String> request) {
        long after = Long.parseLong(request.getOrDefault("after", "0"));
        ObjectNode body = JSON.createObjectNode();
        List<Trade> page =
                book.trades.stream()
                        .filter(trade -> trade.sequence() > after)
                        .sorted(Comparator.comparingLong(Trade::sequence))
                        .limit(PAGE)
                        .toList();
        long until = page.size() == PAGE ? page.getLast().sequence() : book.sequence();
        body.put("until", String.valueOf(until));
        body.put("latest", String.valueOf(book.sequence()));
        body.put("more", page.size() == PAGE);
        ArrayNode trades = body.putArray("trades");
        page.forEach(trade -> trades.add(trade(trade)));
        ArrayNode ended = body.putArray("ended");
        book.orders.stream()
                .filter(held -> held.endedAt > after && held.endedAt <= until)
                .forEach(held -> ended.add(order(held)));
        ArrayNode moved = body.putArray("movements");
        movements.stream()
                .filter(each -> isBetween(each.path("sequence").asLong(), after, until))
                .forEach(moved::add);
        return ok(body);
    }

    private static boolean isBetween(long sequence, long after, long until) {
        return sequence > after && sequence <= until;
    }

    private Reply holdings() {
        ObjectNode body = JSON.createObjectNode();
        body.put("cash", book.cash.toPlainString());
        body.put("position", book.position.toPlainString());
        return ok(body);
    }

    private Reply account() {
        Duration ahead = flaw.get() == Flaw.CLOCK_AHEAD ? Duration.ofHours(1) : Duration.ZERO;
        ObjectNode body = quoted();
        body.put("time", clock.instant().plus(ahead).toString());
        body.put("mayWithdraw", flaw.get() == Flaw.MAY_WITHDRAW);
        return ok(body);
    }

    ObjectNode quoted() {
        return JSON.createObjectNode()
                .put("type", "quote")
                .put("bid", book.bid.toPlainString())
                .put("ask", book.ask.toPlainString());
    }

    void move(String asset, BigDecimal amount) {
        if (asset.equals(book.instrument.quote().code())) {
            book.cash = book.cash.add(amount);
        }
        long at = book.next();
        movements.add(
                JSON.createObjectNode()
                        .put("sequence", at)
                        .put("id", "m" + at)
                        .put("asset", asset)
                        .put("amount", amount.toPlainString())
                        .put("at", clock.instant().toString()));
    }

    static ObjectNode order(Held held) {
        return JSON.createObjectNode()
                .put("type", "order")
                .put("client", held.clientId)
                .put("id", held.venueId)
                .put("side", held.side.name())
                .put("quantity", held.quantity.toPlainString())
                .put("filled", held.filled.toPlainString())
                .put("state", held.state.name());
    }

    static ObjectNode trade(Trade trade) {
        return JSON.createObjectNode()
                .put("type", "trade")
                .put("id", trade.id())
                .put("client", trade.order().clientId)
                .put("order", trade.order().venueId)
                .put("side", trade.side().name())
                .put("price", trade.price().toPlainString())
                .put("quantity", trade.quantity().toPlainString())
                .put("fee", trade.fee().toPlainString())
                .put("at", trade.at().toString())
                .put("busted", trade.busted());
    }
}
