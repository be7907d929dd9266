package dev.keel.server.api;

import java.util.List;
import org.springframework.http.HttpStatus;

/**
 * Why a request was not done, before it is written in the {@link Dialect} of its route.
 *
 * @param detail one sentence for people
 * @param fields what is wrong with which field; often empty
 */
record Failure(HttpStatus status, String detail, List<FieldFailure> fields) {
    Failure {
        fields = List.copyOf(fields);
    }

    static Failure of(HttpStatus status, String detail) {
        return new Failure(status, detail, List.of());
    }

    /** A failure whose sentence is made of its fields'. */
    static Failure ofFields(HttpStatus status, List<FieldFailure> fields) {
        String detail =
                String.join("; ", fields.stream().map(FieldFailure::toString).sorted().toList());
        return new Failure(status, detail, fields);
    }

    /** What is wrong with a field, named as in the request. */
    record FieldFailure(String field, String message) {
        @Override
        public String toString() {
            return field + " " + message;
        }
    }
}
