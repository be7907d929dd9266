package dev.keel.venues.certification;

import dev.keel.core.order.Order;
import dev.keel.core.order.OrderId;
import dev.keel.core.venue.Movement;
import dev.keel.core.venue.Venue;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueStatement;
import dev.keel.core.venue.VenueTrade;
import dev.keel.venues.connector.Capability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Asks through a port and waits for the answers. */
public final class Dialogue {
    private final Bench bench;

    public Dialogue(Bench bench) {
        this.bench = bench;
    }

    /**
     * Asks for an order once.
     *
     * @return what was answered; empty if nothing was in the time that an answer has
     */
    public Optional<VenueAnswer> query(Order order) {
        boolean there = bench.held(order).isPresent();
        Venue venue = bench.venue();
        int heard = bench.ear().answers().size();
        venue.query(order.id());
        AtomicReference<@Nullable VenueAnswer> answer = new AtomicReference<>();
        bench.giveTime(() -> {
            answer.set(first(heard, given -> isAbout(given, order.id())));
            return answer.get() != null;
        });
        VenueAnswer given = answer.get();
        bench.require(
                !(there && given instanceof VenueAnswer.NotFound),
                "an order that the broker has is not said to be unknown: " + order.id());
        return Optional.ofNullable(given);
    }

    /** Asks until the order is shown. */
    public VenueOrder find(Order order) {
        return find(order, _ -> true);
    }

    /** Asks until the order is shown as expected. */
    public VenueOrder find(Order order, Predicate<VenueOrder> expected) {
        AtomicReference<@Nullable VenueOrder> found = new AtomicReference<>();
        bench.await(
                "a query shows order " + order.id() + " as " + bench.held(order),
                () -> {
                    if (query(order).orElse(null) instanceof VenueAnswer.Found(var shown)) {
                        found.set(shown);
                        return expected.test(shown);
                    }
                    return false;
                });
        return Objects.requireNonNull(found.get());
    }

    /**
     * Asks for a statement once.
     *
     * @return empty if it failed, or nothing was answered in time
     */
    public Optional<VenueStatement> statement(@Nullable String after) {
        Venue venue = bench.venue();
        int heard = bench.ear().answers().size();
        venue.state(after);
        AtomicReference<@Nullable VenueAnswer> answer = new AtomicReference<>();
        bench.giveTime(() -> {
            answer.set(first(heard, given -> isStatement(given, after)));
            return answer.get() != null;
        });
        return answer.get() instanceof VenueAnswer.Stated(var statement)
                ? Optional.of(statement)
                : Optional.empty();
    }

    /** Asks until every part that the connector says it can read is there. */
    public VenueStatement whole(@Nullable String after) {
        return whole(after, _ -> true);
    }

    /** Asks until a whole statement says what is expected. */
    public VenueStatement whole(@Nullable String after, Predicate<VenueStatement> expected) {
        AtomicReference<@Nullable VenueStatement> found = new AtomicReference<>();
        boolean came =
                Patient.waitFor(
                        bench.rig().deadline(),
                        () -> {
                            Optional<VenueStatement> statement = statement(after);
                            statement.filter(this::isWhole).ifPresent(found::set);
                            return statement.filter(this::isWhole).filter(expected).isPresent();
                        });
        if (!came) {
            throw new ContractBroken(
                    "awaited in vain a whole statement after "
                            + after
                            + " that says what is true; the last was "
                            + found.get()
                            + ", the broker has "
                            + bench.broker().orders());
        }
        return Objects.requireNonNull(found.get());
    }

    private boolean isWhole(VenueStatement statement) {
        boolean open = statement.openOrders() != null || !bench.can(Capability.OPEN_ORDERS);
        boolean history = statement.history() != null || !bench.can(Capability.TRADE_HISTORY);
        boolean holdings =
                statement.holdings() != null
                        || !(bench.can(Capability.BALANCES) || bench.can(Capability.POSITIONS));
        return open && history && holdings;
    }

    /** All trades of the history from a cursor on, read in as many statements as it takes. */
    public List<VenueTrade> trades(@Nullable String after, Predicate<List<VenueTrade>> complete) {
        List<VenueTrade> all = new ArrayList<>();
        AtomicReference<@Nullable String> cursor = new AtomicReference<>(after);
        bench.await(
                "the history tells all trades",
                () -> {
                    statement(cursor.get())
                            .map(VenueStatement::history)
                            .ifPresent(history -> {
                                all.addAll(unknown(history.trades(), all));
                                cursor.set(history.cursor());
                            });
                    return complete.test(all);
                });
        return List.copyOf(all);
    }

    /** All movements of the history from a cursor on. */
    public Movement movement(@Nullable String after, Predicate<Movement> expected) {
        VenueStatement statement =
                whole(
                        after,
                        stated ->
                                stated.history() != null
                                        && stated.history().movements().stream()
                                                .anyMatch(expected));
        return Objects.requireNonNull(statement.history()).movements().stream()
                .filter(expected)
                .findFirst()
                .orElseThrow();
    }

    private static List<VenueTrade> unknown(List<VenueTrade> more, List<VenueTrade> known) {
        return more.stream().filter(trade -> !known.contains(trade)).toList();
    }

    /** Waits until the connector tells that its connection was lost and is back. */
    public void awaitReconnected(Duration atMost) {
        bench.await(
                "the connector tells that its connection is back",
                atMost,
                () ->
                        bench.ear().answers().stream()
                                .anyMatch(VenueAnswer.Reconnected.class::isInstance));
    }

    /** Whether it is told in this time. */
    public boolean reconnectedWithin(Duration atMost) {
        return Patient.waitFor(
                atMost,
                () ->
                        bench.ear().answers().stream()
                                .anyMatch(VenueAnswer.Reconnected.class::isInstance));
    }

    private @Nullable VenueAnswer first(int heard, Predicate<VenueAnswer> expected) {
        return bench.ear().answersAfter(heard).stream().filter(expected).findFirst().orElse(null);
    }

    private static boolean isAbout(VenueAnswer answer, OrderId order) {
        return switch (answer) {
            case VenueAnswer.Found(var found) -> order.equals(found.clientId());
            case VenueAnswer.NotFound(var asked, _, _) -> asked.equals(order);
            case VenueAnswer.Failed(var query, _) -> query.equals(order.toString());
            case VenueAnswer.Stated _, VenueAnswer.Reconnected _ -> false;
        };
    }

    private static boolean isStatement(VenueAnswer answer, @Nullable String after) {
        return switch (answer) {
            case VenueAnswer.Stated(var statement) -> Objects.equals(statement.after(), after);
            case VenueAnswer.Failed(var query, _) -> query.equals(VenueAnswer.Failed.STATEMENT);
            case VenueAnswer.Found _, VenueAnswer.NotFound _, VenueAnswer.Reconnected _ -> false;
        };
    }
}
