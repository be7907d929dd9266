package dev.keel.venues.fix;

import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueReport;
import dev.keel.venues.fix.Outbox.Purpose;
import dev.keel.venues.fix.Outbox.Sent;
import dev.keel.venues.fix.order.Execution;
import dev.keel.venues.fix.order.ExecutionReader;
import dev.keel.venues.fix.order.Numbers;
import dev.keel.venues.fix.transport.FixMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What comes from the venue, and what it means for orders. For one thread at a time. */
final class Arrivals {
    private static final Duration CLOCKS_APART = Duration.ofSeconds(60);

    private final Surroundings around;
    private final FixVenue.Settings settings;
    private final ExecutionReader reader;
    private final Reports reports;
    private final Refusals refusals;
    private final Rounds rounds;
    private final Outbox outbox;
    private final Departures departures;
    private boolean clockTold;

    Arrivals(
            Surroundings around,
            FixVenue.Settings settings,
            ExecutionReader reader,
            Reports reports,
            Refusals refusals,
            Rounds rounds,
            Outbox outbox,
            Departures departures) {
        this.around = around;
        this.settings = settings;
        this.reader = reader;
        this.reports = reports;
        this.refusals = refusals;
        this.rounds = rounds;
        this.outbox = outbox;
        this.departures = departures;
    }

    List<VenueReport> take(FixMessage message) {
        checkClock(message);
        return switch (message.type()) {
            case "8" -> execution(message);
            case "9" -> cancelReject(message);
            case "3", "j" -> departures.reject(message);
            case "AE" -> trade(message);
            case "AP", "AO", "AQ", "F4", "F5" -> {
                rounds.take(message);
                yield List.of();
            }
            case "B" -> {
                around.incidents()
                        .add(
                                Incident.Kind.NEWS,
                                message.get(148).or(() -> message.get(58)).orElse("without words"));
                yield List.of();
            }
            default -> List.of();
        };
    }

    /** Our own engine did not take a message over. */
    List<VenueReport> refusedByUs(FixMessage message, String why) {
        around.incidents().add(Incident.Kind.NOT_TAKEN_OVER, "35=" + message.type() + ": " + why);
        around.listener().onAnswer(new VenueAnswer.Reconnected());
        return around.book().owner(read(message).ids()).stream()
                .map(order ->
                        new VenueReport(
                                order,
                                new OrderChange.Doubted(
                                        "a report of it was not taken over: " + why)))
                .toList();
    }

    /** The venue asked for a message of ours again, and did not get it. */
    List<VenueReport> resendVetoed(FixMessage message) {
        around.incidents()
                .add(
                        Incident.Kind.RESEND_VETOED,
                        "35=" + message.type() + " " + message.get(11).orElse(""));
        return message.get(11)
                .filter(_ -> message.type().equals("D"))
                .flatMap(around.book()::ours)
                .map(order ->
                        List.of(
                                new VenueReport(
                                        order,
                                        new OrderChange.Doubted(
                                                "the venue asked for it again, and was"
                                                        + " told that there is none"))))
                .orElse(List.of());
    }

    private Execution read(FixMessage message) {
        return reader.read(message, around.clock().instant());
    }

    private List<VenueReport> execution(FixMessage message) {
        Execution execution = read(message);
        if (execution.kind() == Execution.Kind.STATUS || rounds.isMassStatus(message)) {
            rounds.status(message, execution, around.outcomes());
            return List.of();
        }
        around.book().owner(execution.ids()).ifPresent(outbox::answered);
        return taken(message, execution);
    }

    private List<VenueReport> trade(FixMessage message) {
        List<VenueReport> told = taken(message, read(message));
        rounds.take(message);
        return told;
    }

    private List<VenueReport> taken(FixMessage message, Execution execution) {
        Instant now = around.clock().instant();
        Reports.Taken taken = reports.take(message, execution, now);
        if (!taken.unmatched().isEmpty() && settings.doNotKnow() == FixVenue.DoNotKnow.SEND_DK) {
            outbox.add(
                    around.messages().doNotKnow(message, taken.unmatched()),
                    new Sent(Purpose.NOTICE, null, "", now),
                    now.plus(around.dialect().recovery().window()));
        }
        if (taken.missing() && !rounds.isAsking()) {
            around.listener().onAnswer(new VenueAnswer.Reconnected());
        }
        return taken.reports();
    }

    private List<VenueReport> cancelReject(FixMessage message) {
        Optional<OrderId> order = refusals.cancelled(message);
        if (order.isEmpty()) {
            around.incidents()
                    .add(
                            Incident.Kind.UNMATCHED_REPORT,
                            "a refused cancel of " + message.get(41).orElse("no order"));
            return List.of();
        }
        outbox.answered(order.get());
        return refusals.ofCancelReject(order.get(), message).stream().toList();
    }

    private void checkClock(FixMessage message) {
        Optional<Instant> at = message.get(52).flatMap(Numbers::time);
        boolean again = message.get(43).filter("Y"::equals).isPresent();
        if (at.isEmpty() || again) {
            return;
        }
        Instant now = around.clock().instant();
        boolean apart = Duration.between(at.get(), now).abs().compareTo(CLOCKS_APART) > 0;
        if (apart && !clockTold) {
            around.incidents().add(Incident.Kind.CLOCK, "sent at " + at.get() + ", here at " + now);
        }
        clockTold = apart;
    }
}
