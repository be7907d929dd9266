package dev.keel.server.trading;

import dev.keel.core.money.Price;
import dev.keel.core.order.Instruction;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderType;
import dev.keel.ledger.view.LedgerEntry;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares a request with the order that the ledger has under the same key. */
final class RequestMatch {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ABSENT = "absent";

    /** What the account may change of an order; see {@link #wasMadeReduceOnly}. */
    private static final List<String> CHANGED_WHILE_HALTED =
            List.of("reduce_only", "stop_loss", "take_profit");

    private RequestMatch() {}

    /** What a request asks for and the order does not, or the other way round. */
    static Optional<String> differenceOf(LedgerEntry entry, OrderRequest request) {
        Map<String, String> before = fields(entry);
        if (wasMadeReduceOnly(before, request)) {
            CHANGED_WHILE_HALTED.forEach(before::remove);
        }
        String differences =
                fields(request).entrySet().stream()
                        .filter(now -> before.containsKey(now.getKey()))
                        .filter(now -> !now.getValue().equals(before.get(now.getKey())))
                        .map(now ->
                                now.getKey()
                                        + " was "
                                        + before.get(now.getKey())
                                        + ", is "
                                        + now.getValue())
                        .collect(Collectors.joining("; "));
        return Optional.of(differences).filter(found -> !found.isEmpty());
    }

    /** While trading is halted the account makes an order that closes reduce-only. */
    private static boolean wasMadeReduceOnly(Map<String, String> before, OrderRequest request) {
        return Boolean.parseBoolean(before.get("reduce_only")) && !request.isReduceOnly();
    }

    private static Map<String, String> fields(OrderRequest request) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("symbol", request.instrument().symbol());
        fields.put("action", request.side().name());
        fields.put("order_type", word(request.type()));
        fields.put("quantity", request.quantity().toString());
        fields.put("entry_price", text(request.type().limitPrice()));
        fields.put("stop_price", text(request.type().triggerPrice()));
        fields.put("stop_loss", text(request.protection().stop()));
        fields.put("take_profit", text(request.protection().target()));
        fields.put("reduce_only", Boolean.toString(request.isReduceOnly()));
        return fields;
    }

    private static Map<String, String> fields(LedgerEntry entry) {
        LedgerEntry.Terms terms = entry.terms();
        JsonNode metadata = JSON.readTree(entry.metadata());
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("symbol", terms.symbol());
        fields.put("action", terms.action());
        fields.put("order_type", terms.orderType());
        fields.put("quantity", plain(terms.requestedQuantity()));
        fields.put("entry_price", text(metadata.path("limit_price")));
        fields.put("stop_price", text(metadata.path("trigger_price")));
        fields.put("stop_loss", plain(Optional.ofNullable(terms.stopLoss())));
        fields.put("take_profit", plain(Optional.ofNullable(terms.takeProfit())));
        fields.put("reduce_only", Boolean.toString(isReduceOnly(metadata)));
        return fields;
    }

    /** The ledger's word for a type. */
    private static String word(OrderType type) {
        return switch (type) {
            case OrderType.Market _ -> "MARKET";
            case OrderType.Limit _ -> "LIMIT";
            case OrderType.Stop _ -> "STOP";
            case OrderType.StopLimit _ -> "STOP_LIMIT";
            case OrderType.TrailingStop _ -> "TRAILING_STOP";
        };
    }

    private static boolean isReduceOnly(JsonNode metadata) {
        return metadata.path("instructions")
                .valueStream()
                .anyMatch(one -> one.asString().equals(Instruction.REDUCE_ONLY.name()));
    }

    private static String text(Optional<Price> price) {
        return price.map(Price::toString).orElse(ABSENT);
    }

    private static String text(JsonNode decimal) {
        return decimal.isString() ? plain(new BigDecimal(decimal.asString())) : ABSENT;
    }

    private static String plain(Optional<BigDecimal> value) {
        return value.map(RequestMatch::plain).orElse(ABSENT);
    }

    private static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }
}
