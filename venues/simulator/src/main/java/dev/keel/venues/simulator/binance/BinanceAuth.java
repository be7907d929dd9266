package dev.keel.venues.simulator.binance;

import dev.keel.venues.simulator.book.Book;
import dev.keel.venues.simulator.http.Denied;
import dev.keel.venues.simulator.http.Keys;
import dev.keel.venues.simulator.http.Signing;
import dev.keel.venues.simulator.http.WireReply;
import dev.keel.venues.simulator.http.WireRequest;
import java.util.function.Function;

/** Who may ask, and until when. */
final class BinanceAuth {
    private static final long WINDOW_MILLIS = 5_000;
    private static final long LONGEST_WINDOW_MILLIS = 60_000;
    private static final long AHEAD_MILLIS = 1_000;
    private static final String SIGNATURE = "signature=";

    private final Book book;
    private final Keys keys;

    BinanceAuth(Book book, Keys keys) {
        this.book = book;
        this.keys = keys;
    }

    /** A handler that is only reached by who has signed, in time. */
    Function<WireRequest, WireReply> signed(Function<WireRequest, WireReply> handler) {
        return request -> {
            checkKey(request.header("x-mbx-apikey"));
            checkSignature(request);
            checkTime(request.field("timestamp"), request.field("recvWindow"));
            return handler.apply(request);
        };
    }

    /** A handler that needs the key, but no signature. */
    Function<WireRequest, WireReply> keyed(Function<WireRequest, WireReply> handler) {
        return request -> {
            checkKey(request.header("x-mbx-apikey"));
            return handler.apply(request);
        };
    }

    void checkKey(String key) {
        if (!Signing.same(key, keys.apiKey())) {
            throw new Denied(
                    BinanceCodes.error(
                            401, -2015, "Invalid API-key, IP, or permissions for action."));
        }
    }

    void checkSignature(String payload, String signature) {
        if (!Signing.same(signature, Signing.hmacSha256Hex(keys.secret(), payload))) {
            throw BinanceCodes.denied(-1022, "Signature for this request is not valid.");
        }
    }

    void checkTime(String timestamp, String window) {
        if (!timestamp.matches("\\d{13}")) {
            throw BinanceCodes.denied(
                    -1102,
                    "Mandatory parameter 'timestamp' was not sent, was empty/null, or malformed.");
        }
        long allowed = window.isEmpty() ? WINDOW_MILLIS : Long.parseLong(window);
        long age = book.now().toEpochMilli() - Long.parseLong(timestamp);
        if (age < -AHEAD_MILLIS || age > Math.min(allowed, LONGEST_WINDOW_MILLIS)) {
            throw new Denied(BinanceCodes.late());
        }
    }

    private void checkSignature(WireRequest request) {
        String text = request.signedText();
        int at = text.lastIndexOf(SIGNATURE);
        String payload = at <= 0 ? text : text.substring(0, at - 1);
        checkSignature(payload, at < 0 ? "" : text.substring(at + SIGNATURE.length()));
    }
}
