package dev.keel.server.api;

import dev.keel.core.execution.RunnerSuspendedException;
import dev.keel.core.journal.JournalException;
import dev.keel.ledger.database.LedgerException;
import dev.keel.server.api.Failure.FieldFailure;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Turns every exception that leaves a controller into an answer, in the dialect of its route. */
@RestControllerAdvice
final class Failures extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    @ExceptionHandler
    ResponseEntity<Object> refused(RefusedException refused, HttpServletRequest request) {
        return answer(refused.failure(), new HttpHeaders(), request.getRequestURI());
    }

    /** The account or its ledger cannot act just now; nothing followed, and a retry is safe. */
    @ExceptionHandler({
        RunnerSuspendedException.class,
        JournalException.class,
        LedgerException.class
    })
    ResponseEntity<Object> suspended(RuntimeException failed, HttpServletRequest request) {
        LOG.warn(
                "{} {} failed: {}",
                request.getMethod(),
                request.getRequestURI(),
                failed.getMessage());
        return answer(
                Failure.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "the ledger cannot be written or read just now; the same request with the"
                                + " same key may be repeated"),
                new HttpHeaders(),
                request.getRequestURI());
    }

    /** A bug: it is logged whole, and the answer names the log entry and nothing else. */
    @ExceptionHandler
    ResponseEntity<Object> unexpected(Exception bug, HttpServletRequest request) {
        String id = UUID.randomUUID().toString();
        LOG.error(
                "{} {} failed unexpectedly, id {}",
                request.getMethod(),
                request.getRequestURI(),
                id,
                bug);
        return answer(
                Failure.of(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "an unexpected error; the log has it under " + id),
                new HttpHeaders(),
                request.getRequestURI());
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception exception,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return answer(
                describe(exception, HttpStatus.valueOf(status.value())), headers, path(request));
    }

    private static Failure describe(Exception exception, HttpStatus status) {
        return switch (exception) {
            case MethodArgumentNotValidException invalid ->
                    Failure.ofFields(
                            status,
                            invalid.getBindingResult().getFieldErrors().stream()
                                    .map(error ->
                                            new FieldFailure(jsonName(invalid, error), text(error)))
                                    .toList());
            case HandlerMethodValidationException invalid ->
                    Failure.ofFields(
                            status,
                            invalid.getParameterValidationResults().stream()
                                    .flatMap(result ->
                                            result.getResolvableErrors().stream()
                                                    .map(error ->
                                                            new FieldFailure(
                                                                    Objects.requireNonNullElse(
                                                                            result.getMethodParameter()
                                                                                    .getParameterName(),
                                                                            "parameter"),
                                                                    text(error))))
                                    .toList());
            case HttpMessageNotReadableException unreadable ->
                    UnreadableBody.describe(unreadable, status);
            case MethodArgumentTypeMismatchException mismatch ->
                    Failure.ofFields(
                            status,
                            List.of(
                                    new FieldFailure(
                                            mismatch.getName(),
                                            "has the wrong type, was '"
                                                    + mismatch.getValue()
                                                    + "'")));
            case NoResourceFoundException _ -> Failure.of(status, "there is no such route");
            case HttpMediaTypeNotSupportedException _ ->
                    Failure.of(status, "Content-Type must be application/json");
            case ErrorResponse known ->
                    Failure.of(
                            status,
                            Objects.requireNonNullElse(
                                    known.getBody().getDetail(), status.getReasonPhrase()));
            default -> Failure.of(status, status.getReasonPhrase());
        };
    }

    private static String jsonName(MethodArgumentNotValidException invalid, FieldError error) {
        Object target = invalid.getBindingResult().getTarget();
        return target == null
                ? error.getField()
                : JsonNames.of(target.getClass(), error.getField());
    }

    private static String text(MessageSourceResolvable error) {
        return Objects.requireNonNullElse(error.getDefaultMessage(), "is not valid");
    }

    private static String path(WebRequest request) {
        return request instanceof ServletWebRequest servlet
                ? servlet.getRequest().getRequestURI()
                : "";
    }

    private static ResponseEntity<Object> answer(
            Failure failure, HttpHeaders headers, String path) {
        Dialect dialect = Dialect.of(path);
        return ResponseEntity.status(failure.status())
                .headers(headers)
                .contentType(dialect.mediaType())
                .body(dialect.content(failure, path));
    }
}
