package dev.keel.venues.simulator.bybit;

import dev.keel.venues.simulator.book.Refusal;
import dev.keel.venues.simulator.http.Dialect.Word;
import dev.keel.venues.simulator.http.Json;
import dev.keel.venues.simulator.http.WireReply;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** Bybit's answers: HTTP 200 for almost everything, and a code inside. */
final class BybitCodes {
    private final boolean spot;

    BybitCodes(boolean spot) {
        this.spot = spot;
    }

    static WireReply ok(JsonNode result, Instant at) {
        return WireReply.ok(
                Json.object(
                        "retCode",
                        0,
                        "retMsg",
                        "OK",
                        "result",
                        result,
                        "retExtInfo",
                        Json.object(),
                        "time",
                        at));
    }

    static WireReply error(int code, String words) {
        return error(200, code, words);
    }

    private static WireReply error(int status, int code, String words) {
        return WireReply.json(
                status,
                Json.object(
                        "retCode",
                        code,
                        "retMsg",
                        words,
                        "result",
                        Json.object(),
                        "retExtInfo",
                        Json.object()));
    }

    static WireReply late() {
        return error(
                10002, "invalid request, please check your server timestamp or recv_window param.");
    }

    WireReply of(Word word) {
        return switch (word) {
            case UNKNOWN ->
                    spot ? error(170146, "Order creation timeout.") : error(10016, "Server error.");
            case REFUSED -> of(Refusal.INSUFFICIENT_FUNDS);
            case UNLISTED -> error(199876, "A code that no table lists.");
            case LATE -> late();
            case TOO_MANY_REQUESTS -> error(10006, "Too many visits!");
            case SERVER_ERROR -> error(500, 199875, "Something went wrong.");
        };
    }

    WireReply of(Refusal refusal) {
        return spot ? onSpot(refusal) : onContracts(refusal);
    }

    private static WireReply onSpot(Refusal refusal) {
        return switch (refusal) {
            case UNKNOWN_MARKET -> error(170121, "Invalid symbol.");
            case PRECISION -> error(170137, "Order quantity has too many decimals.");
            case QUANTITY_TOO_SMALL -> error(170136, "Order quantity exceeded lower limit.");
            case NOTIONAL_TOO_SMALL -> error(170140, "Order value exceeded lower limit.");
            case DUPLICATE -> error(170141, "Duplicate clientOrderId.");
            case INSUFFICIENT_FUNDS -> error(170131, "Insufficient balance.");
            case WOULD_TRADE, WOULD_TRIGGER -> error(170210, "New order rejected.");
            case NOTHING_TO_REDUCE, WRONG_POSITION_MODE -> error(170130, "Parameter error.");
            case NO_MARKET_PRICE -> error(170132, "Order price is too high.");
            case NOT_FOUND, ALREADY_DONE -> error(170213, "Order does not exist.");
        };
    }

    private static WireReply onContracts(Refusal refusal) {
        return switch (refusal) {
            case UNKNOWN_MARKET -> error(10001, "params error: symbol invalid");
            case PRECISION -> error(10001, "Qty invalid");
            case QUANTITY_TOO_SMALL ->
                    error(10001, "The number of contracts exceeds minimum limit allowed");
            case NOTIONAL_TOO_SMALL ->
                    error(110094, "Order does not meet minimum order value 5USDT");
            case DUPLICATE -> error(110072, "OrderLinkedID is duplicate");
            case INSUFFICIENT_FUNDS -> error(110007, "ab not enough for new order");
            case WOULD_TRADE -> error(110003, "Order price exceeds the allowable range.");
            case WOULD_TRIGGER ->
                    error(110092, "expect Rising, but trigger_price is not above the current one");
            case NOTHING_TO_REDUCE ->
                    error(110017, "current position is zero, cannot fix reduce-only order qty");
            case WRONG_POSITION_MODE -> error(10001, "position idx not match position mode");
            case NO_MARKET_PRICE -> error(110003, "Order price exceeds the allowable range.");
            case NOT_FOUND, ALREADY_DONE -> error(110001, "order not exists or too late to cancel");
        };
    }
}
