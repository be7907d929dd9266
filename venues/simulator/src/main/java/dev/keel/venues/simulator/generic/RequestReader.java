package dev.keel.venues.simulator.generic;

import dev.keel.core.order.Side;
import dev.keel.venues.simulator.book.Book;
import dev.keel.venues.simulator.book.Market;
import dev.keel.venues.simulator.book.OrderTerms;
import dev.keel.venues.simulator.book.OrderTerms.Leg;
import dev.keel.venues.simulator.book.OrderTerms.Lifetime;
import dev.keel.venues.simulator.book.OrderTerms.Manner;
import dev.keel.venues.simulator.book.OrderTerms.Trigger;
import dev.keel.venues.simulator.book.OrderTerms.Way;
import dev.keel.venues.simulator.book.Quote;
import dev.keel.venues.simulator.http.Json;
import dev.keel.venues.simulator.http.WireRequest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Finds what a request says, by the names that the description gives: several in turn are parted by
 * {@code |}, and {@code =word} stands for the word itself.
 */
final class RequestReader {
    private final JsonNode names;
    private final Map<String, String> fields = new TreeMap<>();

    RequestReader(JsonNode names, WireRequest request) {
        this.names = names;
        fields.putAll(request.fields());
        flatten("", request.json());
    }

    private void flatten(String prefix, JsonNode node) {
        if (node.isObject()) {
            node.properties()
                    .forEach(entry -> flatten(prefix + entry.getKey() + ".", entry.getValue()));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                flatten(prefix + i + ".", node.path(i));
            }
        } else if (node.isValueNode() && !node.isNull() && !prefix.isEmpty()) {
            fields.put(prefix.substring(0, prefix.length() - 1), node.asString());
        }
    }

    /** Empty if the request does not say it. */
    String text(String name) {
        for (String field : Json.text(names, name).split("\\|", -1)) {
            String value =
                    field.startsWith("=") ? field.substring(1) : fields.getOrDefault(field, "");
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }

    /** In lower case; {@code "types": {"2": "post"}} says what the venue's own word means. */
    private String word(String name) {
        String word = text(name).toLowerCase(Locale.ROOT);
        return names.path(name + "s").path(word).asString(word);
    }

    Optional<Market> market(Book book) {
        String symbol = text("symbol");
        return book.markets().stream()
                .filter(market -> market.wireId().equalsIgnoreCase(symbol))
                .findFirst();
    }

    OrderTerms terms(Book book, Market market) {
        BigDecimal stated = amount("quantity");
        boolean atMarket = word("type").contains("market") || isMarket();
        Side side = side(stated);
        Trigger trigger = trigger(side);
        BigDecimal limit = amount(trigger == null ? "price" : "stopLimit");
        boolean unlimited = trigger == null ? atMarket : limit.signum() == 0;
        BigDecimal quantity = stated.signum() == 0 ? ofCost(book, market, side) : stated.abs();
        boolean reduceOnly =
                List.of("true", "yes").contains(word("reduceOnly"))
                        || words("reduceSides").contains(text("side"));
        return new OrderTerms(
                text("clientId"),
                market,
                side,
                quantity,
                unlimited ? null : limit,
                trigger,
                new Manner(lifetime(), Leg.BOTH, reduceOnly),
                fields);
    }

    /** A stop of one of the {@code stopTypes}: it waits for the market to go past a price. */
    private @Nullable Trigger trigger(Side side) {
        String type = word("type");
        return words("stopTypes").contains(type)
                ? new Trigger.At(amount("trigger"), side == Side.BUY ? Way.RISES : Way.FALLS)
                : null;
    }

    /** What the description itself lists. */
    private List<String> words(String name) {
        String listed = Json.text(names, name);
        return listed.isEmpty() ? List.of() : List.of(listed.split("\\|", -1));
    }

    /** By the absence of a price, where the venue has no word for it. */
    private boolean isMarket() {
        return text("price").isEmpty() || amount("price").signum() == 0;
    }

    private Side side(BigDecimal quantity) {
        boolean sells = word("side").startsWith("s") || quantity.signum() < 0;
        return sells ? Side.SELL : Side.BUY;
    }

    /** A purchase at the market for so much of the quote asset. */
    private BigDecimal ofCost(Book book, Market market, Side side) {
        BigDecimal cost = amount("cost");
        BigDecimal lot = market.rules().lot();
        return book.quote(market.id())
                .map(Quote::ask)
                .map(ask -> cost.divide(ask.multiply(lot), 0, RoundingMode.DOWN).multiply(lot))
                .filter(quantity -> side == Side.BUY)
                .orElse(BigDecimal.ZERO);
    }

    private Lifetime lifetime() {
        String words = word("lifetime") + " " + word("type");
        boolean post =
                text("postOnly").equals("true")
                        || words.contains("post")
                        || words.contains("maker")
                        || words.contains("poc");
        if (post) {
            return Lifetime.POST_ONLY;
        }
        if (words.contains("fok") || words.contains("fill")) {
            return Lifetime.FOK;
        }
        return words.contains("ioc") || words.contains("immediate") ? Lifetime.IOC : Lifetime.GTC;
    }

    private BigDecimal amount(String name) {
        String text = text(name);
        boolean number = text.matches("-?\\d{1,30}(\\.\\d{1,20})?");
        if (!number) {
            return BigDecimal.ZERO;
        }
        boolean scaled =
                Json.text(names, name).endsWith("Ev") || Json.text(names, name).endsWith("Ep");
        BigDecimal value = new BigDecimal(text);
        return scaled ? value.movePointLeft(8).stripTrailingZeros() : value;
    }
}
