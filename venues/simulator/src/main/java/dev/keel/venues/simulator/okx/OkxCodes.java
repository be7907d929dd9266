package dev.keel.venues.simulator.okx;

import dev.keel.venues.simulator.book.Refusal;
import dev.keel.venues.simulator.http.Dialect.Word;
import dev.keel.venues.simulator.http.Json;
import dev.keel.venues.simulator.http.WireReply;
import dev.keel.venues.simulator.http.WireRequest;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * OKX's answers: a code for the request, and of requests about orders another one for each order,
 * which is the one that counts.
 */
final class OkxCodes {
    private OkxCodes() {}

    /** A code and the words to it. */
    record Code(String value, String words) {}

    static WireReply ok(List<? extends JsonNode> data) {
        return WireReply.ok(Json.object("code", "0", "msg", "", "data", data));
    }

    static WireReply error(int status, String code, String words) {
        return WireReply.json(status, Json.object("code", code, "msg", words, "data", List.of()));
    }

    /** An order that was not taken; the request itself says only that something failed. */
    static WireReply ofOrder(Code code, String clientId) {
        return WireReply.ok(
                Json.object(
                        "code", "1",
                        "msg", "All operations failed",
                        "data",
                                List.of(
                                        Json.object(
                                                "ordId",
                                                "",
                                                "clOrdId",
                                                clientId,
                                                "tag",
                                                "",
                                                "ts",
                                                "",
                                                "sCode",
                                                code.value(),
                                                "sMsg",
                                                code.words()))));
    }

    static WireReply late() {
        return error(401, "50102", "Timestamp request expired");
    }

    static WireReply of(Word word, WireRequest request) {
        boolean order = request.path().startsWith("/api/v5/trade/");
        return switch (word) {
            case UNKNOWN -> error(200, "50004", "Endpoint request timeout");
            case REFUSED -> ofOrder(of(Refusal.INSUFFICIENT_FUNDS), "");
            case UNLISTED ->
                    order
                            ? ofOrder(new Code("59876", "A code that no table lists."), "")
                            : error(200, "59876", "A code that no table lists.");
            case LATE -> late();
            case TOO_MANY_REQUESTS -> error(429, "50011", "Too Many Requests");
            case SERVER_ERROR -> error(500, "59875", "Something went wrong.");
        };
    }

    static Code of(Refusal refusal) {
        return switch (refusal) {
            case UNKNOWN_MARKET -> new Code("51001", "Instrument ID does not exist");
            case PRECISION ->
                    new Code("51121", "Order quantity must be a multiple of the lot size.");
            case QUANTITY_TOO_SMALL ->
                    new Code("51020", "Your order should meet or exceed the minimum order amount.");
            case NOTIONAL_TOO_SMALL -> new Code("51020", "The order value is too small.");
            case DUPLICATE -> new Code("51016", "Duplicated client order ID");
            case INSUFFICIENT_FUNDS ->
                    new Code("51008", "Order failed. Insufficient balance in account.");
            case WOULD_TRADE -> new Code("51124", "Your limit order would trade at once.");
            case WOULD_TRIGGER ->
                    new Code("51279", "The trigger price has been passed by the last price.");
            case NOTHING_TO_REDUCE ->
                    new Code(
                            "51169",
                            "Order failed because you don't have any positions to reduce.");
            case WRONG_POSITION_MODE -> new Code("51000", "Parameter posSide error");
            case NO_MARKET_PRICE -> new Code("51010", "There is no market price.");
            case NOT_FOUND -> new Code("51603", "Order does not exist");
            case ALREADY_DONE ->
                    new Code(
                            "51400",
                            "Cancellation failed as the order has been filled, canceled or does"
                                    + " not exist.");
        };
    }
}
