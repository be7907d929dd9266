package dev.keel.venues.ccxt.answer;

import dev.keel.core.order.OrderId;
import dev.keel.venues.ccxt.table.Json;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Finds our ids in what a venue shows. An id that the account did not mint is nobody's of ours. */
public final class ClientIds {
    private static final Pattern OURS = Pattern.compile("[1-9][0-9]{0,17}");

    /** Where an id of ours may stand; the library leaves some of them in the venue's own words. */
    private static final List<String> PATHS =
            List.of(
                    "clientOrderId",
                    "info.label",
                    "info.text",
                    "info.client_oid",
                    "info.client_order_id",
                    "info.clientOid",
                    "info.cliOrdId",
                    "info.cl_ord_id",
                    "info.orderLinkId",
                    "info.externalOid",
                    "info.clientAlgoId",
                    "info.algoClOrdId");

    private final Predicate<OrderId> minted;

    /**
     * @param minted whether an id is one of the account's
     */
    public ClientIds(Predicate<OrderId> minted) {
        this.minted = minted;
    }

    /** The id as it stands there, without the prefix that Gate wants; empty if there is none. */
    Optional<String> text(JsonNode order) {
        return PATHS.stream().flatMap(path -> at(order, path)).findFirst();
    }

    /** Our id; empty for an order of somebody else. */
    public Optional<OrderId> own(JsonNode order) {
        return text(order)
                .filter(id -> OURS.matcher(id).matches())
                .map(OrderId::parse)
                .filter(minted);
    }

    private static Stream<String> at(JsonNode order, String path) {
        return Json.text(order, path).map(ClientIds::withoutPrefix).stream();
    }

    private static String withoutPrefix(String id) {
        return id.startsWith("t-") ? id.substring(2) : id;
    }
}
