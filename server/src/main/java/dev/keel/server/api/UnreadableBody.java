package dev.keel.server.api;

import dev.keel.server.api.Failure.FieldFailure;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

/** Says what is wrong with a body that could not be read, naming the field. */
final class UnreadableBody {
    private static final Map<Class<?>, String> WORDS =
            Map.of(
                    String.class, "a text",
                    BigDecimal.class, "a number",
                    Integer.class, "a whole number",
                    Boolean.class, "true or false",
                    List.class, "a list");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private UnreadableBody() {}

    static Failure describe(HttpMessageNotReadableException unreadable, HttpStatus status) {
        return switch (unreadable.getCause()) {
            case MismatchedInputException mismatch when !mismatch.getPath().isEmpty() ->
                    Failure.ofFields(
                            status,
                            List.of(
                                    new FieldFailure(
                                            path(mismatch),
                                            "must be " + wanted(mismatch.getTargetType()))));
            case MismatchedInputException _ -> Failure.of(status, "the body must be a JSON object");
            case JacksonException broken ->
                    Failure.of(
                            status,
                            "the body is not JSON, at line "
                                    + broken.getLocation().getLineNr()
                                    + " column "
                                    + broken.getLocation().getColumnNr());
            case null, default -> Failure.of(status, "a JSON body is required");
        };
    }

    private static String path(JacksonException mismatch) {
        return mismatch.getPath().stream()
                .map(step ->
                        step.getPropertyName() != null
                                ? step.getPropertyName()
                                : Integer.toString(step.getIndex()))
                .collect(Collectors.joining("."));
    }

    private static String wanted(Class<?> type) {
        if (type == null) {
            return "of another type";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(constant -> JSON.valueToTree(constant).asString())
                            .collect(Collectors.joining(", "));
        }
        return Optional.ofNullable(WORDS.get(type)).orElse("an object");
    }
}
