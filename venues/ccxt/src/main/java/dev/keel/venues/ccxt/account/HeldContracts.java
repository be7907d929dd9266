package dev.keel.venues.ccxt.account;

import dev.keel.venues.ccxt.table.Json;
import dev.keel.venues.ccxt.table.UnreadableException;
import dev.keel.venues.connector.governor.Lane;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Asks for the contracts that an account holds. Blocks. */
final class HeldContracts {
    /** Coinbase's type of the portfolios that hold perpetual contracts. */
    private static final String PERPETUALS = "INTX";

    private static final String PORTFOLIOS = "v3PrivateGetBrokeragePortfolios";

    private HeldContracts() {}

    /**
     * The positions as the library tells them.
     *
     * @throws UnreadableException if it is not clear whose they would be
     */
    static List<JsonNode> read(AccountSource source) {
        ArrayNode arguments = Json.array();
        ArrayNode symbols = arguments.addArray();
        source.symbols().forEach(symbols::add);
        if (source.exchange().id().equals("coinbase")) {
            arguments.addObject().put("portfolio", portfolio(source));
        }
        return Json.items(call(source, "fetchPositions", arguments));
    }

    /** At Coinbase positions are asked for by portfolio; a key sees one that holds contracts. */
    private static String portfolio(AccountSource source) {
        List<String> found =
                Json.items(Json.at(call(source, PORTFOLIOS, Json.array()), "portfolios")).stream()
                        .filter(each ->
                                Json.text(each, "type").filter(PERPETUALS::equals).isPresent())
                        .map(each -> Json.requireText(each, "uuid"))
                        .toList();
        if (found.size() != 1) {
            throw new UnreadableException(
                    "the key must see one portfolio of the type "
                            + PERPETUALS
                            + ", sees "
                            + found.size());
        }
        return found.getFirst();
    }

    private static JsonNode call(AccountSource source, String method, ArrayNode arguments) {
        return source.calls().get(Lane.RECONCILE, method, arguments, source.patience());
    }
}
