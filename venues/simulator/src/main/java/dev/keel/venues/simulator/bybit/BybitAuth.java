package dev.keel.venues.simulator.bybit;

import dev.keel.venues.simulator.book.Book;
import dev.keel.venues.simulator.http.Denied;
import dev.keel.venues.simulator.http.Keys;
import dev.keel.venues.simulator.http.Signing;
import dev.keel.venues.simulator.http.WireReply;
import dev.keel.venues.simulator.http.WireRequest;
import java.util.function.Function;

/** Who may ask, and until when. */
final class BybitAuth {
    private static final long WINDOW_MILLIS = 5_000;
    private static final long AHEAD_MILLIS = 1_000;

    private final Book book;
    private final Keys keys;

    BybitAuth(Book book, Keys keys) {
        this.book = book;
        this.keys = keys;
    }

    /** A handler that is only reached by who has signed, in time. */
    Function<WireRequest, WireReply> signed(Function<WireRequest, WireReply> handler) {
        return request -> {
            check(request);
            return handler.apply(request);
        };
    }

    /** Whether a stream may tell what happens on the account. */
    boolean opens(String key, String expires, String signature) {
        String expected = Signing.hmacSha256Hex(keys.secret(), "GET/realtime" + expires);
        return Signing.same(key, keys.apiKey())
                && Signing.same(signature, expected)
                && expires.matches("\\d{13}")
                && Long.parseLong(expires) > book.now().toEpochMilli();
    }

    private void check(WireRequest request) {
        String key = request.header("x-bapi-api-key");
        String timestamp = request.header("x-bapi-timestamp");
        String window = request.header("x-bapi-recv-window");
        if (!Signing.same(key, keys.apiKey())) {
            throw new Denied(BybitCodes.error(10003, "API key is invalid."));
        }
        String payload =
                timestamp
                        + key
                        + window
                        + (request.method().equals("GET") ? request.query() : request.body());
        String expected = Signing.hmacSha256Hex(keys.secret(), payload);
        if (!Signing.same(request.header("x-bapi-sign"), expected)) {
            throw new Denied(
                    BybitCodes.error(
                            10004,
                            "error sign! please check your signature generation algorithm."));
        }
        checkTime(timestamp, window);
    }

    private void checkTime(String timestamp, String window) {
        long allowed = window.isEmpty() ? WINDOW_MILLIS : Long.parseLong(window);
        long age = book.now().toEpochMilli() - Long.parseLong(timestamp);
        if (age > allowed || age < -AHEAD_MILLIS) {
            throw new Denied(BybitCodes.late());
        }
    }
}
