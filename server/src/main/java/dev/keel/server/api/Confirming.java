package dev.keel.server.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.keel.server.safety.Rearming;
import java.time.Instant;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Arming a kill switch again, in the words of HTTP; several routes share it. */
public final class Confirming {
    private static final HttpStatus NEEDED = HttpStatus.PRECONDITION_REQUIRED;

    private Confirming() {}

    /**
     * Answers what was done, or what has to be confirmed: status 428 with a token.
     *
     * @param path the route's, for the problem document
     * @throws RefusedException 409 if the token confirms nothing, 404 if nothing is thrown
     */
    public static ResponseEntity<Object> answer(
            Rearming rearming, String path, Function<Rearming.Done, Object> done) {
        return switch (rearming) {
            case Rearming.Done what -> ResponseEntity.ok(done.apply(what));
            case Rearming.NotThrown _ ->
                    throw new RefusedException(HttpStatus.NOT_FOUND, "this switch is not thrown");
            case Rearming.Refused(var why) ->
                    throw new RefusedException(
                            HttpStatus.CONFLICT,
                            "confirmation " + why + "; ask again without one to get another");
            case Rearming.Unconfirmed(var token, var expiresAt, var text) ->
                    ResponseEntity.status(NEEDED)
                            .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                            .body(
                                    new Needed(
                                            "about:blank",
                                            NEEDED.getReasonPhrase(),
                                            NEEDED.value(),
                                            "this must be confirmed: send it again with the"
                                                    + " confirmation. "
                                                    + text,
                                            path,
                                            token,
                                            expiresAt,
                                            text));
        };
    }

    /**
     * A problem document with what is needed to go on.
     *
     * @param text what will be allowed again
     */
    record Needed(
            String type,
            String title,
            int status,
            String detail,
            String instance,
            String confirmation,
            @JsonProperty("expires_at") Instant expiresAt,
            String text) {}
}
