package dev.keel.venues.fix;

import dev.keel.core.order.Order;
import dev.keel.core.order.OrderId;
import dev.keel.core.venue.VenueReport;
import dev.keel.core.venue.outcome.Conversion;
import dev.keel.core.venue.outcome.Operation;
import dev.keel.core.venue.outcome.Transport;
import dev.keel.venues.fix.Outbox.Purpose;
import dev.keel.venues.fix.Outbox.Sent;
import dev.keel.venues.fix.dialect.ClientIds;
import dev.keel.venues.fix.order.OrderMessages.NotSayable;
import dev.keel.venues.fix.transport.FixMessage;
import dev.keel.venues.fix.transport.FixTransport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Orders and cancels on their way out, and what became of all that left. For one thread at a time.
 */
final class Departures {
    private final Surroundings around;
    private final ClientIds ids;
    private final Refusals refusals;
    private final Rounds rounds;
    private final Outbox outbox;
    private final Pace pace;

    /** By this process; what an earlier one sent, the account never submits again. */
    private final Set<OrderId> submitted = new TreeSet<>();

    Departures(
            Surroundings around, ClientIds ids, Refusals refusals, Rounds rounds, Outbox outbox) {
        this.around = around;
        this.ids = ids;
        this.refusals = refusals;
        this.rounds = rounds;
        this.outbox = outbox;
        this.pace =
                new Pace(around.dialect().session().limits().messagesPerSecond(), around.clock());
    }

    List<VenueReport> submit(Order order) {
        if (!submitted.add(order.id())) {
            throw new IllegalStateException("order " + order.id() + " was submitted before");
        }
        if (!around.book().knows(order.id())) {
            around.book().add(order);
        }
        Instant now = around.clock().instant();
        Instant until = order.placement().at().plus(around.dialect().recovery().window());
        if (now.isAfter(until)) {
            return notSent(order.id(), "its window ended at " + until);
        }
        if (!pace.takes()) {
            return notSent(order.id(), "more messages in a second than the venue takes");
        }
        try {
            Sent sent = new Sent(Purpose.ORDER, order.id(), ids.of(order.id()), now);
            outbox.add(around.messages().order(order), sent, until);
            return List.of();
        } catch (NotSayable e) {
            return notSent(order.id(), String.valueOf(e.getMessage()));
        }
    }

    List<VenueReport> cancel(Order order) {
        Instant now = around.clock().instant();
        Order named = around.book().of(order.id()).map(TrackedOrder::named).orElse(order);
        String request = ids.request(order.id());
        try {
            outbox.add(
                    around.messages().cancel(named, request, now),
                    new Sent(Purpose.CANCEL, order.id(), request, now),
                    now.plus(around.dialect().recovery().window()));
            return List.of();
        } catch (NotSayable e) {
            return cancelNotSent(order.id(), String.valueOf(e.getMessage()));
        }
    }

    /** What became of a message that was offered to the session. */
    List<VenueReport> told(Sent sent, FixTransport.@Nullable Sending sending) {
        return switch (sending) {
            case FixTransport.Sending.Handed(long sequence) ->
                    outbox.handed(sent, sequence)
                            .map(reject -> refused(sent, reject))
                            .orElse(List.of());
            case FixTransport.Sending.NotSent(String why) -> failed(sent, why);
            case null -> lost(sent);
        };
    }

    /** The line is gone, and with it every answer that was still to come. */
    List<VenueReport> lost() {
        return outbox.lost().stream().flatMap(sent -> lost(sent).stream()).toList();
    }

    /** A refusal by the session (3) or the application (j) of something that was sent. */
    List<VenueReport> reject(FixMessage message) {
        long sequence = Refusals.sequence(message);
        Optional<Sent> sent =
                message.get(379)
                        .flatMap(outbox::byRequest)
                        .or(() ->
                                sequence > 0
                                        ? outbox.refused(sequence, message)
                                        : Optional.empty());
        return sent.map(each -> refused(each, message)).orElse(List.of());
    }

    private List<VenueReport> failed(Sent sent, String why) {
        return switch (sent.purpose()) {
            case ORDER -> notSent(sent.order().orElseThrow(), why);
            case CANCEL -> cancelNotSent(sent.order().orElseThrow(), why);
            case STATUS, MASS_STATUS, TRADES, EXECUTIONS, POSITIONS -> {
                rounds.failed(sent, "not sent: " + why);
                yield List.of();
            }
            case NOTICE -> List.of();
        };
    }

    private List<VenueReport> lost(Sent sent) {
        String why = "the connection was lost";
        return switch (sent.purpose()) {
            case ORDER -> submitted(sent.order().orElseThrow(), Transport.CONNECTION_LOST, why);
            case CANCEL -> cancelled(sent.order().orElseThrow(), Transport.CONNECTION_LOST, why);
            case STATUS, MASS_STATUS, TRADES, EXECUTIONS, POSITIONS -> {
                rounds.failed(sent, why);
                yield List.of();
            }
            case NOTICE -> List.of();
        };
    }

    private List<VenueReport> refused(Sent sent, FixMessage message) {
        return switch (sent.purpose()) {
            case ORDER -> {
                outbox.answered(sent.order().orElseThrow());
                yield List.of(refusals.ofOrder(sent.order().orElseThrow(), message));
            }
            case CANCEL -> {
                outbox.answered(sent.order().orElseThrow());
                yield refusals.ofCancel(sent.order().orElseThrow(), message).stream().toList();
            }
            case STATUS, MASS_STATUS, TRADES, EXECUTIONS, POSITIONS -> {
                rounds.refused(
                        sent, refusals.code(message, Operation.QUERY), Refusals.words(message));
                yield List.of();
            }
            case NOTICE -> List.of();
        };
    }

    private List<VenueReport> notSent(OrderId order, String why) {
        return submitted(order, Transport.NOT_SENT, why);
    }

    private List<VenueReport> submitted(OrderId order, Transport transport, String why) {
        return List.of(
                new VenueReport(
                        order,
                        Conversion.ofSubmit(
                                around.outcomes()
                                        .classify(Operation.SUBMIT, transport, why, null))));
    }

    private List<VenueReport> cancelNotSent(OrderId order, String why) {
        return cancelled(order, Transport.NOT_SENT, why);
    }

    private List<VenueReport> cancelled(OrderId order, Transport transport, String why) {
        return Conversion.ofCancel(
                        around.outcomes().classify(Operation.CANCEL, transport, why, null))
                .map(change -> List.of(new VenueReport(order, change)))
                .orElse(List.of());
    }
}
