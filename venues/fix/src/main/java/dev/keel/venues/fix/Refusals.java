package dev.keel.venues.fix;

import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.venue.VenueReport;
import dev.keel.core.venue.outcome.Conversion;
import dev.keel.core.venue.outcome.Operation;
import dev.keel.core.venue.outcome.OutcomeTable;
import dev.keel.venues.fix.dialect.FixDialect;
import dev.keel.venues.fix.order.Numbers;
import dev.keel.venues.fix.transport.FixMessage;
import java.math.BigDecimal;
import java.util.Optional;

/** What the refusals of a session (3), of an application (j) and of a cancel (9) mean. */
final class Refusals {
    private static final String UNSUPPORTED = "3";

    private final FixDialect dialect;
    private final OrderBook book;
    private final OutcomeTable outcomes;

    Refusals(FixDialect dialect, OrderBook book, OutcomeTable outcomes) {
        this.dialect = dialect;
        this.book = book;
        this.outcomes = outcomes;
    }

    /** The number of our message that is refused; 0 if it names none. */
    static long sequence(FixMessage message) {
        return message.get(45)
                .flatMap(Numbers::decimal)
                .filter(number -> number.scale() <= 0 && number.signum() > 0)
                .map(BigDecimal::longValue)
                .orElse(0L);
    }

    static String words(FixMessage message) {
        String words = message.get(58).orElse("");
        return words.length() > 200 ? words.substring(0, 200) : words;
    }

    /** The venue's own code where it has one, else what the standard gives. */
    String code(FixMessage message, Operation operation) {
        return dialect.orders().codes().stream()
                .flatMap(tag -> message.get(tag).stream())
                .findFirst()
                .orElseGet(() -> standardCode(message, operation));
    }

    private static String standardCode(FixMessage message, Operation operation) {
        String type = "35=" + message.type();
        boolean unsupported =
                operation == Operation.QUERY
                        && message.type().equals("j")
                        && message.get(380).filter(UNSUPPORTED::equals).isPresent();
        return unsupported ? type + " 380=" + UNSUPPORTED : type;
    }

    /** What it means for an order that the message which asked for it was refused. */
    VenueReport ofOrder(OrderId order, FixMessage message) {
        return new VenueReport(
                order,
                Conversion.ofSubmit(
                        outcomes.classify(
                                Operation.SUBMIT,
                                code(message, Operation.SUBMIT),
                                words(message),
                                null)));
    }

    /** What it means for an order that its cancel was refused. */
    Optional<VenueReport> ofCancel(OrderId order, FixMessage message) {
        return Conversion.ofCancel(
                        outcomes.classify(
                                Operation.CANCEL,
                                code(message, Operation.CANCEL),
                                words(message),
                                null))
                .map(change -> new VenueReport(order, change));
    }

    /** The order that a refused cancel (9) was for; empty if it was none of ours. */
    Optional<OrderId> cancelled(FixMessage message) {
        return message.get(41).flatMap(book::ours).or(() -> message.get(11).flatMap(book::ours));
    }

    /** What a refused cancel (9) means. That there is no such order is never an end. */
    Optional<VenueReport> ofCancelReject(OrderId order, FixMessage message) {
        String code =
                dialect.orders().codes().stream()
                        .flatMap(tag -> message.get(tag).stream())
                        .findFirst()
                        .orElseGet(() ->
                                "35=9"
                                        + message.get(102)
                                                .map(reason -> " 102=" + reason)
                                                .orElse(""));
        Optional<OrderChange> change =
                Conversion.ofCancel(
                        outcomes.classify(Operation.CANCEL, code, words(message), null));
        return change.map(each -> new VenueReport(order, each));
    }
}
