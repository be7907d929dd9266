package dev.keel.venues.simulator.binance;

import dev.keel.venues.simulator.book.Refusal;
import dev.keel.venues.simulator.http.Denied;
import dev.keel.venues.simulator.http.Dialect.Word;
import dev.keel.venues.simulator.http.Json;
import dev.keel.venues.simulator.http.WireReply;

/** Binance's error codes. Spot says many things with one code; futures have one for each. */
final class BinanceCodes {
    private final boolean spot;

    BinanceCodes(boolean spot) {
        this.spot = spot;
    }

    static WireReply error(int status, int code, String words) {
        return WireReply.json(status, Json.object("code", code, "msg", words));
    }

    static Denied denied(int code, String words) {
        return new Denied(error(400, code, words));
    }

    WireReply of(Refusal refusal) {
        return spot ? onSpot(refusal) : onFutures(refusal);
    }

    WireReply of(Word word) {
        return switch (word) {
            case UNKNOWN ->
                    error(
                            408,
                            -1007,
                            "Timeout waiting for response from backend server. Send status"
                                    + " unknown; execution status unknown.");
            case REFUSED -> of(Refusal.INSUFFICIENT_FUNDS);
            case UNLISTED -> error(400, -9876, "A code that no table lists.");
            case LATE -> late();
            case TOO_MANY_REQUESTS -> error(429, -1003, "Too many requests.");
            case SERVER_ERROR -> error(500, -9875, "Something went wrong.");
        };
    }

    static WireReply late() {
        return error(400, -1021, "Timestamp for this request is outside of the recvWindow.");
    }

    private static WireReply onSpot(Refusal refusal) {
        return switch (refusal) {
            case UNKNOWN_MARKET -> error(400, -1121, "Invalid symbol.");
            case PRECISION ->
                    error(400, -1111, "Precision is over the maximum defined for this asset.");
            case QUANTITY_TOO_SMALL -> error(400, -1013, "Filter failure: LOT_SIZE");
            case NOTIONAL_TOO_SMALL -> error(400, -1013, "Filter failure: NOTIONAL");
            case DUPLICATE -> error(400, -2010, "Duplicate order sent.");
            case INSUFFICIENT_FUNDS ->
                    error(400, -2010, "Account has insufficient balance for requested action.");
            case WOULD_TRADE -> error(400, -2010, "Order would immediately match and take.");
            case WOULD_TRIGGER -> error(400, -2010, "Stop price would trigger immediately.");
            case NOTHING_TO_REDUCE, WRONG_POSITION_MODE ->
                    error(400, -1106, "Parameter 'reduceOnly' sent when not required.");
            case NO_MARKET_PRICE -> error(400, -1013, "Market is closed.");
            case NOT_FOUND -> error(400, -2013, "Order does not exist.");
            case ALREADY_DONE -> error(400, -2011, "Unknown order sent.");
        };
    }

    private static WireReply onFutures(Refusal refusal) {
        return switch (refusal) {
            case UNKNOWN_MARKET -> error(400, -1121, "Invalid symbol.");
            case PRECISION ->
                    error(400, -1111, "Precision is over the maximum defined for this asset.");
            case QUANTITY_TOO_SMALL -> error(400, -4003, "Quantity less than or equal to zero.");
            case NOTIONAL_TOO_SMALL ->
                    error(400, -4164, "Order's notional must be no smaller than 5.");
            case DUPLICATE -> error(400, -4116, "ClientOrderId is duplicated.");
            case INSUFFICIENT_FUNDS -> error(400, -2019, "Margin is insufficient.");
            case WOULD_TRADE ->
                    error(
                            400,
                            -5022,
                            "Due to the order could not be executed as maker, the Post Only order"
                                    + " will be rejected.");
            case WOULD_TRIGGER -> error(400, -2021, "Order would immediately trigger.");
            case NOTHING_TO_REDUCE -> error(400, -2022, "ReduceOnly Order is rejected.");
            case WRONG_POSITION_MODE ->
                    error(400, -4061, "Order's position side does not match user's setting.");
            case NO_MARKET_PRICE -> error(400, -4131, "The counterparty's best price is missing.");
            case NOT_FOUND -> error(400, -2013, "Order does not exist.");
            case ALREADY_DONE -> error(400, -2011, "Unknown order sent.");
        };
    }
}
