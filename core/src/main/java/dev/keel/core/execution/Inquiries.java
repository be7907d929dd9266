package dev.keel.core.execution;

import dev.keel.core.account.AccountState;
import dev.keel.core.order.Evidence;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueProfile;
import dev.keel.core.venue.VenueReport;
import dev.keel.core.venue.VenueStatement;
import dev.keel.core.venue.VenueTrade;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is being asked about orders whose outcome is not known.
 *
 * <p>That an order is not there is proven by two different queries, both made after the venue's
 * silence began to mean something: one for the order itself, and a statement whose open orders and
 * history, both complete, show no trace of it. What is remembered here is lost in a restart; then
 * both are asked again.
 */
final class Inquiries {
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofSeconds(60);

    private final VenueProfile profile;
    private final Map<OrderId, Inquiry> open = new TreeMap<>();

    Inquiries(VenueProfile profile) {
        this.profile = profile;
    }

    /** Takes up orders that wait for an answer, and drops those that no longer do. */
    void follow(AccountState state, Instant now) {
        open.keySet().removeIf(id -> state.order(id).filter(Inquiries::waits).isEmpty());
        for (Order order : state.openOrders()) {
            if (waits(order)) {
                Inquiry known = open.get(order.id());
                if (known == null || known.status != order.status()) {
                    open.put(order.id(), new Inquiry(order.status(), now));
                }
            }
        }
    }

    /** Orders that should have had an answer by now, and are not in doubt yet. */
    List<VenueReport> silent(Instant now) {
        List<VenueReport> reports = new ArrayList<>(0);
        open.forEach((id, inquiry) -> {
            boolean waits =
                    inquiry.status == OrderStatus.PENDING
                            || inquiry.status == OrderStatus.CANCELING;
            if (waits && now.isAfter(inquiry.since.plus(profile.answerPatience()))) {
                reports.add(
                        new VenueReport(
                                id,
                                new OrderChange.Doubted(
                                        "no answer for " + profile.answerPatience())));
            }
        });
        return reports;
    }

    /** Orders whose outcome is not known, that it is time to ask for, again. */
    List<OrderId> due(Instant now) {
        List<OrderId> due = new ArrayList<>(0);
        open.forEach((id, inquiry) -> {
            boolean silent =
                    inquiry.status == OrderStatus.PENDING
                            || inquiry.status == OrderStatus.CANCELING;
            if (!silent && !now.isBefore(inquiry.nextAsk)) {
                inquiry.asked(now);
                due.add(id);
            }
        });
        return due;
    }

    /**
     * Orders that have been in doubt for so long that a person should hear of it; each is told
     * once.
     */
    List<OrderId> unresolved(Instant now) {
        List<OrderId> unresolved = new ArrayList<>(0);
        open.forEach((id, inquiry) -> {
            if (inquiry.status == OrderStatus.IN_DOUBT
                    && !inquiry.isTold
                    && now.isAfter(inquiry.since.plus(LONG))) {
                inquiry.isTold = true;
                unresolved.add(id);
            }
        });
        return unresolved;
    }

    /** Every order was asked for just now. */
    void allAsked(Instant now) {
        open.values().forEach(inquiry -> inquiry.asked(now));
    }

    /**
     * Takes the venue's word that it shows no such order.
     *
     * @return whether a statement has to prove it
     */
    boolean notFound(VenueAnswer.NotFound answer) {
        Inquiry inquiry = open.get(answer.order());
        if (inquiry == null
                || inquiry.status != OrderStatus.IN_DOUBT
                || answer.askedAt().isBefore(inquiry.since.plus(profile.silenceMeansNothing()))) {
            return false;
        }
        inquiry.absent = answer;
        return true;
    }

    /** The ends of orders that a statement proves not to be there. */
    List<VenueReport> proven(AccountState state, VenueStatement statement) {
        List<VenueReport> reports = new ArrayList<>(0);
        List<VenueOrder> working = statement.openOrders();
        if (working == null || statement.history() == null) {
            return reports;
        }
        open.forEach((id, inquiry) -> {
            VenueAnswer.NotFound absent = inquiry.absent;
            if (absent != null
                    && !statement
                            .askedAt()
                            .isBefore(inquiry.since.plus(profile.silenceMeansNothing()))
                    && !shows(statement, id)) {
                state.order(id)
                        .filter(order -> order.status() == OrderStatus.IN_DOUBT)
                        .ifPresent(order -> reports.add(absence(order, absent, statement)));
            }
        });
        return reports;
    }

    private static VenueReport absence(
            Order order, VenueAnswer.NotFound absent, VenueStatement statement) {
        Evidence evidence =
                new Evidence(
                        "two queries",
                        "asked for it at "
                                + absent.askedAt()
                                + ": "
                                + absent.words()
                                + "; open orders and history of "
                                + statement.askedAt()
                                + " show none");
        boolean wasThere = order.venueId().isPresent() || !order.execution().quantity().isZero();
        return new VenueReport(
                order.id(),
                wasThere ? new OrderChange.Canceled(evidence) : new OrderChange.Refused(evidence));
    }

    private static boolean shows(VenueStatement statement, OrderId id) {
        boolean works =
                statement.openOrders() != null
                        && statement.openOrders().stream()
                                .map(VenueOrder::clientId)
                                .anyMatch(id::equals);
        if (works || statement.history() == null) {
            return works;
        }
        return statement.history().ended().stream().map(VenueOrder::clientId).anyMatch(id::equals)
                || statement.history().trades().stream()
                        .map(VenueTrade::clientId)
                        .anyMatch(id::equals);
    }

    /** An order that works although a cancel was asked for waits too: for the cancel's outcome. */
    private static boolean waits(Order order) {
        return order.isOpen()
                && (order.cancelWanted()
                        || order.status() == OrderStatus.PENDING
                        || order.status() == OrderStatus.IN_DOUBT);
    }

    /** One order's. */
    private static final class Inquiry {
        private final OrderStatus status;

        /** When it was first seen to wait; whatever was sent, was sent before. */
        private final Instant since;

        private Instant nextAsk;
        private Duration wait = FIRST_WAIT;
        private VenueAnswer.@Nullable NotFound absent;
        private boolean isTold;

        Inquiry(OrderStatus status, Instant since) {
            this.status = status;
            this.since = since;
            this.nextAsk = since;
        }

        void asked(Instant now) {
            nextAsk = now.plus(wait);
            Duration twice = wait.multipliedBy(2);
            wait = twice.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : twice;
        }
    }
}
