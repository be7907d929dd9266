package dev.keel.venues.ccxt.account;

import dev.keel.venues.ccxt.table.Json;
import dev.keel.venues.ccxt.table.UnreadableException;
import dev.keel.venues.connector.governor.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * What a venue says that a key may do.
 *
 * @param words the venue's own
 * @param mayTrade whether it may place orders
 * @param mayWithdraw whether it may take money away
 * @param bound whether it works from known addresses only
 */
record KeyPermissions(List<String> words, boolean mayTrade, boolean mayWithdraw, boolean bound) {
    KeyPermissions {
        words = List.copyOf(words);
    }

    /** Asks; empty where the venue has no such call, or none that was reviewed. */
    static Optional<KeyPermissions> ask(AccountSource source) {
        return switch (source.exchange().permissions()) {
            case "binance" -> Optional.of(binance(get(source, "sapiGetAccountApiRestrictions")));
            case "bybit" -> Optional.of(bybit(get(source, "privateGetV5UserQueryApi")));
            case "okx" -> Optional.of(okx(get(source, "privateGetAccountConfig")));
            default -> Optional.empty();
        };
    }

    private static JsonNode get(AccountSource source, String method) {
        return source.calls().get(Lane.RECONCILE, method, Json.array(), source.patience());
    }

    private static KeyPermissions binance(JsonNode answer) {
        Map<String, Boolean> flags = new TreeMap<>();
        answer.properties()
                .forEach(field -> {
                    String value = field.getValue().asString();
                    if (value.equals("true") || value.equals("false")) {
                        flags.put(field.getKey(), value.equals("true"));
                    }
                });
        if (!flags.containsKey("enableWithdrawals")) {
            throw new UnreadableException("enableWithdrawals must be given");
        }
        return new KeyPermissions(
                flags.entrySet().stream()
                        .filter(Map.Entry::getValue)
                        .map(Map.Entry::getKey)
                        .toList(),
                flags.getOrDefault("enableSpotAndMarginTrading", false)
                        || flags.getOrDefault("enableFutures", false),
                flags.getOrDefault("enableWithdrawals", false),
                flags.getOrDefault("ipRestrict", false));
    }

    private static KeyPermissions bybit(JsonNode answer) {
        JsonNode permissions = Json.at(answer, "result.permissions");
        if (!permissions.isObject()) {
            throw new UnreadableException("result.permissions must be given");
        }
        List<String> words = new ArrayList<>();
        permissions
                .properties()
                .forEach(group ->
                        group.getValue()
                                .forEach(
                                        each -> words.add(group.getKey() + "." + each.asString())));
        boolean readOnly = Json.text(answer, "result.readOnly").filter("1"::equals).isPresent();
        boolean trades =
                words.stream()
                        .anyMatch(word ->
                                word.startsWith("Spot.") || word.startsWith("ContractTrade."));
        return new KeyPermissions(
                words,
                trades && !readOnly,
                words.stream().anyMatch(word -> word.endsWith(".Withdraw")),
                Json.text(answer, "result.ips.0").filter(ip -> !ip.equals("*")).isPresent());
    }

    private static KeyPermissions okx(JsonNode answer) {
        List<String> words = List.of(Json.requireText(answer, "data.0.perm").split("\\s*,\\s*"));
        return new KeyPermissions(
                words,
                words.contains("trade"),
                words.contains("withdraw"),
                Json.text(answer, "data.0.ip").isPresent());
    }
}
