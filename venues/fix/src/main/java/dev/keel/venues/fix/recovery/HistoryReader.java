package dev.keel.venues.fix.recovery;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Fill;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.Side;
import dev.keel.core.order.VenueOrderId;
import dev.keel.core.venue.History;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueTrade;
import dev.keel.core.venue.outcome.Operation;
import dev.keel.core.venue.outcome.Outcome;
import dev.keel.core.venue.outcome.OutcomeTable;
import dev.keel.venues.fix.order.Execution;
import dev.keel.venues.fix.order.ExecutionReader;
import dev.keel.venues.fix.order.FillLedger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads an account's history out of the reports that were kept. A trade that was taken back is two
 * entries of it; a correction is three.
 */
public final class HistoryReader {
    private final ReportJournal journal;
    private final ExecutionReader reader;
    private final OutcomeTable outcomes;

    /** A part of the history, and the number of the report that told it. */
    private record Told<T>(long number, T what) {}

    public HistoryReader(ReportJournal journal, ExecutionReader reader, OutcomeTable outcomes) {
        this.journal = journal;
        this.reader = reader;
        this.outcomes = outcomes;
    }

    /**
     * What came after a cursor.
     *
     * @param after null for the beginning
     * @return empty if the cursor is none of this journal's
     */
    public Optional<History> after(@Nullable String after) {
        long number = after == null ? 0 : number(after);
        long latest = journal.latest().map(ReportJournal.Entry::number).orElse(0L);
        if (number < 0 || number > latest) {
            return Optional.empty();
        }
        List<ReportJournal.Entry> entries = journal.after(number);
        Set<String> subjects = new TreeSet<>();
        entries.forEach(entry -> subjects.add(entry.subject()));
        List<Told<VenueTrade>> trades = new ArrayList<>();
        List<Told<VenueOrder>> ended = new ArrayList<>();
        subjects.forEach(subject -> readSubject(subject, number, trades, ended));
        long cursor = entries.isEmpty() ? number : entries.getLast().number();
        return Optional.of(
                new History(
                        Long.toString(cursor),
                        upTo(cursor, ended),
                        upTo(cursor, trades),
                        List.of()));
    }

    private static long number(String cursor) {
        return cursor.matches("[0-9]{1,18}") ? Long.parseLong(cursor) : -1;
    }

    /** A report may have come since the entries were read: it belongs to the next reading. */
    private static <T> List<T> upTo(long cursor, List<Told<T>> told) {
        return told.stream()
                .filter(each -> each.number() <= cursor)
                .sorted(Comparator.comparingLong(Told::number))
                .map(Told::what)
                .toList();
    }

    private void readSubject(
            String subject,
            long after,
            List<Told<VenueTrade>> trades,
            List<Told<VenueOrder>> ended) {
        OrderId ours = subject.matches("[1-9][0-9]{0,17}") ? OrderId.parse(subject) : null;
        FillLedger fills = new FillLedger();
        boolean accepted = false;
        for (ReportJournal.Entry entry : journal.of(subject)) {
            Execution execution = reader.read(entry.message(), entry.receivedAt());
            List<OrderChange> changes =
                    fills.take(execution) instanceof FillLedger.Effect.Changes(var all)
                            ? all
                            : List.of();
            if (entry.number() > after) {
                changes.stream()
                        .flatMap(change -> trade(ours, execution, change))
                        .forEach(trade -> trades.add(new Told<>(entry.number(), trade)));
                ended(ours, execution, accepted)
                        .ifPresent(order -> ended.add(new Told<>(entry.number(), order)));
            }
            accepted |= execution.kind() == Execution.Kind.NEW || !fills.total().isZero();
        }
    }

    /** An order that was taken and rejected after that is no order that was never there. */
    private Optional<VenueOrder> ended(
            @Nullable OrderId ours, Execution execution, boolean accepted) {
        Optional<VenueOrder> order =
                shown(ours, execution)
                        .filter(each -> each.state() != VenueOrder.State.WORKING)
                        .filter(_ -> execution.kind() != Execution.Kind.BUSTED);
        if (execution.state() != VenueOrder.State.REJECTED) {
            return order;
        }
        if (accepted) {
            return order.map(each -> as(each, VenueOrder.State.CANCELED));
        }
        Outcome outcome =
                outcomes.classify(Operation.SUBMIT, execution.code(), execution.words(), null);
        return outcome instanceof Outcome.Refused ? order : Optional.empty();
    }

    private static VenueOrder as(VenueOrder order, VenueOrder.State state) {
        return new VenueOrder(
                order.clientId(),
                order.id(),
                order.instrument(),
                order.side(),
                order.quantity(),
                order.filled(),
                state,
                order.words());
    }

    private static Stream<VenueTrade> trade(
            @Nullable OrderId ours, Execution execution, OrderChange change) {
        InstrumentId instrument = execution.about().instrument();
        Side side = execution.about().side();
        if (instrument == null || side == null) {
            return Stream.empty();
        }
        VenueOrderId order = orderId(execution);
        return switch (change) {
            case OrderChange.Filled(Fill fill) ->
                    Stream.of(
                            new VenueTrade(
                                    ours, order, instrument, side, fill, VenueTrade.Cause.ORDER));
            case OrderChange.Busted(Fill fill, var _) ->
                    Stream.of(
                            new VenueTrade(
                                    ours, order, instrument, side, fill, VenueTrade.Cause.BUST));
            case OrderChange.Accepted _,
                    OrderChange.Refused _,
                    OrderChange.Doubted _,
                    OrderChange.CancelRequested _,
                    OrderChange.CancelRefused _,
                    OrderChange.Canceled _,
                    OrderChange.Expired _ ->
                    Stream.empty();
        };
    }

    /** An order as a report shows it; empty if the report does not say enough. */
    public static Optional<VenueOrder> shown(@Nullable OrderId ours, Execution execution) {
        InstrumentId instrument = execution.about().instrument();
        Side side = execution.about().side();
        Quantity filled = execution.totals().filled();
        Quantity ordered = execution.totals().ordered();
        if (instrument == null || side == null || filled == null) {
            return Optional.empty();
        }
        return Optional.of(
                new VenueOrder(
                        ours,
                        orderId(execution),
                        instrument,
                        side,
                        ordered == null ? filled : ordered,
                        filled,
                        execution.state(),
                        execution.words()));
    }

    private static VenueOrderId orderId(Execution execution) {
        String id = execution.ids().venue();
        return new VenueOrderId(id.isBlank() ? "NONE" : id);
    }
}
