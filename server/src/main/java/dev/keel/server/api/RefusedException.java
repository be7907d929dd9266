package dev.keel.server.api;

import java.util.List;
import org.springframework.http.HttpStatus;

/**
 * The request cannot be done, for a reason that its sender can mend. Nothing followed from it; the
 * message is one sentence for people.
 */
public final class RefusedException extends RuntimeException {
    private final transient Failure failure;

    private RefusedException(Failure failure) {
        super(failure.detail());
        this.failure = failure;
    }

    public RefusedException(HttpStatus status, String message) {
        this(Failure.of(status, message));
    }

    /** A field that is well-formed and wrong: status 422. */
    public static RefusedException field(String field, String message) {
        return new RefusedException(
                Failure.ofFields(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        List.of(new Failure.FieldFailure(field, message))));
    }

    Failure failure() {
        return failure;
    }
}
