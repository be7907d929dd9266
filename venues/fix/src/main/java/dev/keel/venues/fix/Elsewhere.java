package dev.keel.venues.fix;

import dev.keel.core.account.AccountState;
import dev.keel.core.order.OrderId;
import dev.keel.core.venue.Venue;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueReport;
import dev.keel.venues.connector.AccountConnection;
import dev.keel.venues.connector.Preflight.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The venue by its other way: it is asked for orders and statements, and what it answers is handed
 * on. Nothing is ever ordered by it, and what it tells unasked is left to the session, which tells
 * the same: what the session misses is in the statements.
 */
final class Elsewhere {
    private final Venue venue;

    private Elsewhere(Venue venue) {
        this.venue = venue;
    }

    static Elsewhere connect(
            AccountConnection connection, AccountState account, Venue.Listener listener) {
        return new Elsewhere(connection.venues().connect(account, new AnswersOnly(listener)));
    }

    /** What a look at the account by this way finds. */
    static List<Finding> findings(AccountConnection connection) {
        return connection.preflight().findings().stream()
                .map(finding ->
                        new Finding("rest " + finding.check(), finding.grade(), finding.words()))
                .toList();
    }

    void query(OrderId order) {
        venue.query(order);
    }

    void state(@Nullable String after) {
        venue.state(after);
    }

    Optional<Instant> holdingsAsOf() {
        return venue.balanceAsOf();
    }

    private record AnswersOnly(Venue.Listener listener) implements Venue.Listener {
        @Override
        public void onReport(VenueReport report) {}

        @Override
        public void onAnswer(VenueAnswer answer) {
            listener.onAnswer(answer);
        }
    }
}
