package dev.keel.venues.ccxt.order;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Side;
import dev.keel.core.order.TimeInForce;
import dev.keel.venues.ccxt.exchange.Exchange;
import dev.keel.venues.ccxt.exchange.Listing;
import dev.keel.venues.ccxt.table.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes requests out of orders, by a venue's table and nothing else. Pure; for any number of
 * threads.
 *
 * <p>A request carries the time of the order's placement and the end of its validity wherever the
 * venue takes them; where it does not, {@link OrderPlan.Send#notAfter()} keeps it from leaving
 * late.
 */
public final class OrderPlanner {
    private final Exchange exchange;
    private final OrderTable table;

    public OrderPlanner(Exchange exchange, InstrumentKind kind) {
        this.exchange = exchange;
        this.table = OrderTable.of(exchange, kind);
    }

    /** Whether an order that asks for this can be sent at all. */
    public boolean takes(Feature feature) {
        return table.allows(feature);
    }

    /**
     * Plans an order.
     *
     * @param now our time; a plan that is late already is a refusal
     */
    public OrderPlan plan(Order order, Listing listing, OrderTerms terms, Instant now) {
        List<Feature> features = features(order.request());
        Optional<String> obstacle =
                Stream.of(
                                features.stream()
                                        .filter(feature -> !table.allows(feature))
                                        .map(table::why),
                                obstacles(order, listing.instrument(), now).stream())
                        .flatMap(each -> each)
                        .findFirst();
        if (obstacle.isPresent()) {
            return new OrderPlan.Refuse(obstacle.get());
        }
        try {
            return send(order, listing, terms, features);
        } catch (OffGridException e) {
            return new OrderPlan.Refuse(String.valueOf(e.getMessage()));
        }
    }

    private OrderPlan send(Order order, Listing listing, OrderTerms terms, List<Feature> features)
            throws OffGridException {
        OrderRequest request = order.request();
        Amounts amounts = amounts(request, listing.instrument());
        Map<String, JsonNode> values = values(order, listing, terms, amounts);
        ObjectNode parameters = Json.object();
        for (Feature feature : features) {
            add(parameters, table.find(feature).orElseThrow().parameters().fill(values));
        }
        ArrayNode arguments = Json.array();
        arguments.add(listing.symbol());
        arguments.add(table.find(features.get(1)).orElseThrow().type());
        arguments.add(request.side().name().toLowerCase(Locale.ROOT));
        arguments.add(Grid.text(amounts.quantity()));
        arguments.add(text(amounts.limit()));
        arguments.add(parameters);
        return new OrderPlan.Send(arguments, order.placement().at().plus(exchange.window()));
    }

    /** Every order's own first, then its type, then what it asks for besides. */
    private static List<Feature> features(OrderRequest request) {
        List<Feature> features = new ArrayList<>();
        features.add(Feature.EVERY);
        features.add(
                switch (request.type()) {
                    case OrderType.Market _ ->
                            request.side() == Side.BUY ? Feature.MARKET_BUY : Feature.MARKET_SELL;
                    case OrderType.Limit _ -> Feature.LIMIT;
                    case OrderType.Stop _ -> Feature.STOP;
                    case OrderType.StopLimit _ -> Feature.STOP_LIMIT;
                    case OrderType.TrailingStop _ -> Feature.TRAILING;
                });
        timeInForce(request).ifPresent(features::add);
        if (request.isPostOnly()) {
            features.add(Feature.POST_ONLY);
        }
        if (request.isReduceOnly()) {
            features.add(Feature.REDUCE_ONLY);
        }
        return features;
    }

    /** A market order trades at once as it is. */
    private static Optional<Feature> timeInForce(OrderRequest request) {
        return switch (request.timeInForce()) {
            case TimeInForce.GoodTillCancel _ -> Optional.empty();
            case TimeInForce.ImmediateOrCancel _ ->
                    request.type() instanceof OrderType.Market
                            ? Optional.empty()
                            : Optional.of(Feature.IOC);
            case TimeInForce.FillOrKill _ -> Optional.of(Feature.FOK);
            case TimeInForce.GoodTillDate _ -> Optional.of(Feature.GOOD_TILL_DATE);
        };
    }

    private List<String> obstacles(Order order, Instrument instrument, Instant now) {
        OrderRequest request = order.request();
        List<String> obstacles = new ArrayList<>();
        boolean atOnce =
                request.timeInForce() instanceof TimeInForce.ImmediateOrCancel
                        || request.timeInForce() instanceof TimeInForce.FillOrKill;
        boolean plain =
                request.type() instanceof OrderType.Limit
                        || (request.type() instanceof OrderType.Market
                                && !(request.timeInForce() instanceof TimeInForce.FillOrKill));
        if (atOnce && !plain) {
            obstacles.add("time in force must be good till cancelled for " + request.type());
        }
        if (instrument.kind() == InstrumentKind.SPOT
                && request.isReduceOnly()
                && request.side() == Side.BUY) {
            obstacles.add("a reduce-only buy has nothing to reduce on a spot market");
        }
        if (exchange.largestId() > 0
                && instrument.kind() == InstrumentKind.LINEAR
                && order.id().value() > exchange.largestId()) {
            obstacles.add(
                    "order id must be at most "
                            + exchange.largestId()
                            + " on this wire, was "
                            + order.id()
                            + ": open the account anew with a number below 90072");
        }
        if (now.isAfter(order.placement().at().plus(exchange.window()))) {
            obstacles.add("its validity of " + exchange.window() + " since its placement is over");
        }
        return obstacles;
    }

    private Amounts amounts(OrderRequest request, Instrument instrument) throws OffGridException {
        Grid grid = new Grid(instrument);
        BigDecimal limit =
                request.type()
                        .limitPrice()
                        .map(price -> grid.limit(request.side(), price))
                        .orElse(null);
        BigDecimal trigger =
                request.type()
                        .triggerPrice()
                        .map(price -> grid.trigger(request.side(), price))
                        .orElse(null);
        Amounts amounts = new Amounts(grid.quantity(request.quantity()), limit, trigger);
        check(amounts, instrument, request);
        return amounts;
    }

    private void check(Amounts amounts, Instrument instrument, OrderRequest request)
            throws OffGridException {
        for (BigDecimal value : amounts.all()) {
            if (value.signum() <= 0) {
                throw new OffGridException(
                        "price and trigger must be at least one tick of "
                                + instrument.rules().tick());
            }
            if (table.allows(Feature.JSON_NUMBERS) && !Grid.survivesDouble(value)) {
                throw new OffGridException(
                        "amount must be exact as a JSON number on this wire, was "
                                + Grid.text(value));
            }
        }
        BigDecimal least = instrument.rules().minNotional();
        if (amounts.limit() != null && !request.isReduceOnly()) {
            BigDecimal notional =
                    amounts.limit()
                            .multiply(amounts.quantity())
                            .multiply(instrument.contractSize());
            if (notional.compareTo(least) < 0) {
                throw new OffGridException(
                        "price x quantity must be at least "
                                + Grid.text(least)
                                + " here, was "
                                + Grid.text(notional));
            }
        }
    }

    private Map<String, JsonNode> values(
            Order order, Listing listing, OrderTerms terms, Amounts amounts) {
        boolean buy = order.request().side() == Side.BUY;
        Instant placed = order.placement().at().plus(terms.clockOffset());
        Map<String, JsonNode> values = new TreeMap<>();
        values.put("id", string(order.id().toString()));
        values.put("trigger", text(amounts.trigger()));
        values.put("direction", string(buy ? "ascending" : "descending"));
        values.put("operator", string(buy ? "gte" : "lte"));
        values.put("marginMode", string(terms.marginMode()));
        values.put("MARGINMODE", string(terms.marginMode().toUpperCase(Locale.ROOT)));
        values.put("openType", Json.NODES.numberNode(terms.isolated() ? 1 : 2));
        values.put("placed", Json.NODES.numberNode(placed.toEpochMilli()));
        values.put("window", Json.NODES.numberNode(exchange.window().toMillis()));
        values.put(
                "deadline", Json.NODES.numberNode(placed.plus(exchange.window()).toEpochMilli()));
        // Kraken wants its deadline at least two seconds ahead when the request arrives.
        values.put(
                "deadlineIso",
                string(
                        Instant.ofEpochMilli(
                                        placed.plus(exchange.window().multipliedBy(2))
                                                .toEpochMilli())
                                .toString()));
        values.put("marketId", string(listing.marketId()));
        return values;
    }

    private static void add(ObjectNode parameters, JsonNode more) {
        more.properties()
                .forEach(field -> {
                    if (parameters.has(field.getKey())) {
                        throw new IllegalStateException(
                                "parameter " + field.getKey() + " must be said once");
                    }
                    parameters.set(field.getKey(), field.getValue());
                });
    }

    private static JsonNode text(@Nullable BigDecimal value) {
        return value == null ? Json.NODES.nullNode() : string(Grid.text(value));
    }

    private static JsonNode string(String text) {
        return Json.NODES.stringNode(text);
    }

    /** On the grid. */
    private record Amounts(
            BigDecimal quantity, @Nullable BigDecimal limit, @Nullable BigDecimal trigger) {
        List<BigDecimal> all() {
            return Stream.of(
                            Optional.of(quantity),
                            Optional.ofNullable(limit),
                            Optional.ofNullable(trigger))
                    .flatMap(Optional::stream)
                    .toList();
        }
    }
}
