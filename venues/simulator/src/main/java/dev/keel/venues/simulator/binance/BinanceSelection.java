package dev.keel.venues.simulator.binance;

import dev.keel.venues.simulator.book.Book;
import dev.keel.venues.simulator.book.Market;
import dev.keel.venues.simulator.book.PlacedOrder;
import dev.keel.venues.simulator.book.Refusal;
import dev.keel.venues.simulator.book.Trade;
import dev.keel.venues.simulator.http.Denied;
import dev.keel.venues.simulator.http.WireRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds what a request names. */
final class BinanceSelection {
    private static final int MOST = 1_000;
    private static final int USUAL = 500;

    private final Book book;
    private final BinanceCodes codes;

    BinanceSelection(Book book, BinanceCodes codes) {
        this.book = book;
        this.codes = codes;
    }

    Market market(WireRequest request) {
        return book.market(request.field("symbol"))
                .orElseThrow(() -> new Denied(codes.of(Refusal.UNKNOWN_MARKET)));
    }

    /** By the venue's id if it is given, else by the client's. */
    Optional<PlacedOrder> order(WireRequest request, String idField, String clientField) {
        Market market = market(request);
        String id = request.field(idField);
        Optional<PlacedOrder> found =
                id.isEmpty() ? book.byClientId(request.field(clientField)) : book.byId(id);
        return found.filter(order -> order.terms().market().equals(market));
    }

    List<PlacedOrder> open(WireRequest request, Predicate<PlacedOrder> which) {
        return book.openOrders().stream().filter(inMarket(request)).filter(which).toList();
    }

    List<PlacedOrder> orders(WireRequest request, Predicate<PlacedOrder> which) {
        Market market = market(request);
        Stream<PlacedOrder> fitting =
                book.orders().stream()
                        .filter(order -> order.terms().market().equals(market))
                        .filter(which)
                        .filter(order -> isIn(request, order.placedAt()));
        String from = request.field("orderId");
        return page(
                request,
                fitting.filter(order -> from.isEmpty() || number(order) >= Long.parseLong(from))
                        .toList());
    }

    List<Trade> trades(WireRequest request) {
        Market market = market(request);
        String from = request.field("fromId");
        String order = request.field("orderId");
        return page(
                request,
                book.trades().stream()
                        .filter(trade -> trade.market().equals(market))
                        .filter(trade -> order.isEmpty() || trade.order().id().equals(order))
                        .filter(trade -> from.isEmpty() || trade.number() >= Long.parseLong(from))
                        .filter(trade -> isIn(request, trade.at()))
                        .toList());
    }

    /** Like the venue: the first ones if a beginning is named, else the latest. */
    static <T> List<T> page(WireRequest request, List<T> all) {
        String limit = request.field("limit");
        int most = limit.isEmpty() ? USUAL : Math.min(MOST, Integer.parseInt(limit));
        if (all.size() <= most) {
            return all;
        }
        boolean fromStart =
                Stream.of("startTime", "fromId", "orderId")
                        .map(request::field)
                        .anyMatch(Predicate.not(String::isEmpty));
        return fromStart ? all.subList(0, most) : all.subList(all.size() - most, all.size());
    }

    static boolean isIn(WireRequest request, Instant at) {
        return bound(request, "startTime", Long.MIN_VALUE, value -> at.toEpochMilli() >= value)
                && bound(request, "endTime", Long.MAX_VALUE, value -> at.toEpochMilli() <= value);
    }

    private static boolean bound(
            WireRequest request, String name, long none, Function<Long, Boolean> test) {
        String value = request.field(name);
        return test.apply(value.isEmpty() ? none : Long.parseLong(value));
    }

    private static long number(PlacedOrder order) {
        return Long.parseLong(order.id());
    }

    private static Predicate<PlacedOrder> inMarket(WireRequest request) {
        String symbol = request.field("symbol");
        return order -> symbol.isEmpty() || order.terms().market().wireId().equals(symbol);
    }
}
