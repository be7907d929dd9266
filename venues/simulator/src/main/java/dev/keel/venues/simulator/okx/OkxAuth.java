package dev.keel.venues.simulator.okx;

import dev.keel.venues.simulator.book.Book;
import dev.keel.venues.simulator.http.Denied;
import dev.keel.venues.simulator.http.Json;
import dev.keel.venues.simulator.http.Keys;
import dev.keel.venues.simulator.http.Signing;
import dev.keel.venues.simulator.http.WireReply;
import dev.keel.venues.simulator.http.WireRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Who may ask, and until when. */
final class OkxAuth {
    private static final Duration WINDOW = Duration.ofSeconds(30);

    private final Book book;
    private final Keys keys;

    OkxAuth(Book book, Keys keys) {
        this.book = book;
        this.keys = keys;
    }

    /** A handler that is only reached by who has signed, in time. */
    Function<WireRequest, WireReply> signed(Function<WireRequest, WireReply> handler) {
        return request -> {
            checkKey(request.header("ok-access-key"), request.header("ok-access-passphrase"));
            checkSignature(request);
            checkTime(request.header("ok-access-timestamp"));
            checkEnd(request.header("exptime"));
            return handler.apply(request);
        };
    }

    /** Whether a stream may tell what happens on the account. */
    boolean opens(JsonNode login) {
        String text = Json.text(login, "timestamp") + "GET/users/self/verify";
        return Signing.same(Json.text(login, "apiKey"), keys.apiKey())
                && Signing.same(Json.text(login, "passphrase"), keys.password())
                && Signing.same(
                        Json.text(login, "sign"), Signing.hmacSha256Base64(keys.secret(), text));
    }

    private void checkKey(String key, String passphrase) {
        if (!Signing.same(key, keys.apiKey())) {
            throw new Denied(OkxCodes.error(401, "50111", "Invalid OK-ACCESS-KEY"));
        }
        if (!Signing.same(passphrase, keys.password())) {
            throw new Denied(
                    OkxCodes.error(401, "50105", "Request header OK-ACCESS-PASSPHRASE incorrect."));
        }
    }

    private void checkSignature(WireRequest request) {
        String query = request.query().isEmpty() ? "" : "?" + request.query();
        String text =
                request.header("ok-access-timestamp")
                        + request.method()
                        + request.path()
                        + query
                        + request.body();
        String expected = Signing.hmacSha256Base64(keys.secret(), text);
        if (!Signing.same(request.header("ok-access-sign"), expected)) {
            throw new Denied(OkxCodes.error(401, "50113", "Invalid Sign"));
        }
    }

    private void checkTime(String timestamp) {
        try {
            Duration age = Duration.between(Instant.parse(timestamp), book.now());
            if (age.abs().compareTo(WINDOW) > 0) {
                throw new Denied(OkxCodes.late());
            }
        } catch (DateTimeParseException e) {
            throw new Denied(OkxCodes.error(401, "50112", "Invalid OK-ACCESS-TIMESTAMP"));
        }
    }

    /** The request's own end, if it names one. */
    private void checkEnd(String expTime) {
        if (expTime.matches("\\d{13}") && book.now().toEpochMilli() > Long.parseLong(expTime)) {
            throw new Denied(
                    OkxCodes.error(
                            200,
                            "50036",
                            "The expTime can't be earlier than the current system time."));
        }
    }
}
