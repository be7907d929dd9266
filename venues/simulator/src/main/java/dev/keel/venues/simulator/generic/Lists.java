package dev.keel.venues.simulator.generic;

import dev.keel.venues.simulator.book.Book;
import dev.keel.venues.simulator.book.Movement;
import dev.keel.venues.simulator.book.PlacedOrder;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What the lists of a description hold, by their names. */
final class Lists {
    private final Book book;
    private final Words words;
    private final Quotes quotes;

    Lists(Book book, Words words, Quotes quotes) {
        this.book = book;
        this.words = words;
        this.quotes = quotes;
    }

    /**
     * A list as a request asks for it.
     *
     * @param pages which part of it
     */
    List<Map<String, Object>> of(String name, RequestReader reader, Pages pages) {
        return switch (name) {
            case "markets" ->
                    reader.text("unless").isEmpty() && reader.allows("only")
                            ? book.markets().stream().map(Words::market).toList()
                            : List.of();
            case "quotes" -> quotes.all(reader);
            case "bids" -> quotes.side(reader, true);
            case "asks" -> quotes.side(reader, false);
            case "bars" -> quotes.bars(reader);
            case "barsLatestFirst" -> quotes.bars(reader).reversed();
            case "balanceLines" ->
                    book.balances().stream()
                            .flatMap(one -> Words.balanceLines(one).stream())
                            .toList();
            case "balances" -> balances();
            case "positions" -> book.positions().stream().map(Words::position).toList();
            case "funding" -> pages.of(funding(), "paidMillis", "fundingId");
            case "trades" -> pages.of(trades(selected(reader)), "tradedMillis", id(name));
            default -> pages.of(orders(name, reader), "placedMillis", id(name));
        };
    }

    /** What is held, and what it would be worth if every position were closed now. */
    private List<Map<String, Object>> balances() {
        return book.balances().stream()
                .map(balance -> {
                    Map<String, Object> values = Words.balance(balance);
                    BigDecimal profit = openProfit(balance.asset());
                    values.put("openProfit", profit);
                    values.put("equity", balance.total().add(profit));
                    return values;
                })
                .toList();
    }

    /** What the open positions in an asset would bring. */
    BigDecimal openProfit(String asset) {
        return book.positions().stream()
                .filter(held -> held.market().quote().equals(asset))
                .flatMap(held ->
                        book.quote(held.market().id()).stream()
                                .map(quote -> held.profitAt(quote.middle())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private List<Map<String, Object>> funding() {
        return book.movements().reversed().stream()
                .filter(one -> one.kind() == Movement.Kind.FUNDING)
                .map(Words::funding)
                .toList();
    }

    /** Which of an item's values names it, in a list that comes in pages. */
    static String id(String name) {
        return name.equals("trades") ? "tradeId" : "id";
    }

    /** The trades of one order. */
    List<Map<String, Object>> tradesOf(PlacedOrder order) {
        return trades(one -> one.number() == order.number());
    }

    private List<Map<String, Object>> orders(String name, RequestReader reader) {
        Predicate<PlacedOrder> selected = selected(reader);
        return switch (name) {
            case "open" -> orders(selected.and(PlacedOrder::isOpen));
            case "ended" -> orders(selected.and(order -> !order.isOpen()));
            case "orders" -> orders(selected);
            case "inState" ->
                    orders(selected).stream()
                            .filter(one -> isIn(one, reader.text("state")))
                            .toList();
            default -> throw new IllegalArgumentException("list must be known, was " + name);
        };
    }

    private static boolean isIn(Map<String, Object> order, String state) {
        return state.isEmpty()
                || state.equals(order.get("state"))
                || state.equals(order.get("openOrFinished"));
    }

    private List<Map<String, Object>> orders(Predicate<PlacedOrder> which) {
        return book.orders().reversed().stream().filter(which).map(words::order).toList();
    }

    private List<Map<String, Object>> trades(Predicate<PlacedOrder> which) {
        return book.trades().reversed().stream()
                .flatMap(trade ->
                        book.byId(trade.order().id()).stream()
                                .filter(which)
                                .map(order -> words.trade(trade, order)))
                .toList();
    }

    private static Predicate<PlacedOrder> selected(RequestReader reader) {
        String symbol = reader.text("symbol");
        String id = reader.text("id");
        String clientId = reader.text("clientId");
        return order ->
                (symbol.isEmpty() || order.terms().market().wireId().equalsIgnoreCase(symbol))
                        && (id.isEmpty() || order.id().equals(id))
                        && (clientId.isEmpty() || order.terms().clientId().equals(clientId));
    }
}
