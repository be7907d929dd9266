package dev.keel.venues.fix;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.Side;
import dev.keel.core.venue.History;
import dev.keel.core.venue.Holdings;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueStatement;
import dev.keel.core.venue.VenueTrade;
import dev.keel.venues.fix.dialect.FixDialect;
import dev.keel.venues.fix.dialect.RecoveryStep;
import dev.keel.venues.fix.order.Execution;
import dev.keel.venues.fix.recovery.Gathering;
import dev.keel.venues.fix.recovery.HistoryReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes a statement of what a round of questions brought. A part stands only if the venue's own
 * answers carry it: what it was not asked for, did not answer, or answered with gaps, is left out.
 */
final class Statements {
    private final FixDialect dialect;
    private final OrderBook book;
    private final HistoryReader history;
    private final boolean holdingsFromReports;
    private final Map<InstrumentId, BigDecimal> opening;

    /**
     * @param holdingsFromReports whether the account declares that it trades through this session
     *     alone, so that what it holds follows from the reports
     * @param opening what was held before the first report
     */
    Statements(
            FixDialect dialect,
            OrderBook book,
            HistoryReader history,
            boolean holdingsFromReports,
            Map<InstrumentId, BigDecimal> opening) {
        this.dialect = dialect;
        this.book = book;
        this.history = history;
        this.holdingsFromReports = holdingsFromReports;
        this.opening = new TreeMap<>(opening);
    }

    /** A statement, and what of it a person has to compare. */
    record Made(VenueStatement statement, List<String> left) {}

    Made make(Gathering gathering, @Nullable String after) {
        List<String> left = new ArrayList<>(gathering.failures());
        gathering.answers().forEach(this::tell);
        gathering
                .shown()
                .forEach(execution ->
                        book.owner(execution.ids()).ifPresent(order -> tell(order, execution)));
        List<VenueOrder> open = open(gathering, left);
        History read = history(gathering, after, left);
        Holdings holdings = holdings(gathering, left);
        return new Made(new VenueStatement(gathering.askedAt(), after, open, read, holdings), left);
    }

    private void tell(OrderId order, Execution execution) {
        var total = execution.totals().filled();
        if (total != null) {
            book.of(order).ifPresent(tracked -> tracked.tell(total, false));
        }
    }

    private @Nullable List<VenueOrder> open(Gathering gathering, List<String> left) {
        boolean byMass = gathering.isWhole(Gathering.Part.ORDERS);
        boolean byEach =
                dialect.recovers(RecoveryStep.STATUS_PER_ORDER)
                        && !dialect.recovers(RecoveryStep.MASS_STATUS)
                        && (holdingsFromReports || !dialect.ids().seesWholeAccount())
                        && gathering.isAnswered();
        if (!byMass && !byEach) {
            left.add("open orders: the venue did not tell them all");
            return null;
        }
        Map<String, VenueOrder> open = new TreeMap<>();
        List<Execution> shown = new ArrayList<>(gathering.shown());
        shown.addAll(gathering.answers().values());
        for (Execution execution : shown) {
            OrderId ours = book.owner(execution.ids()).orElse(null);
            if (execution.state() != VenueOrder.State.WORKING) {
                continue;
            }
            Optional<VenueOrder> order = HistoryReader.shown(ours, execution);
            if (order.isEmpty()) {
                left.add("open orders: one cannot be read, " + execution.ids().venue());
                return null;
            }
            open.put(order.get().id().value(), order.get());
        }
        return List.copyOf(open.values());
    }

    private @Nullable History history(
            Gathering gathering, @Nullable String after, List<String> left) {
        List<String> missing =
                book.all().stream()
                        .filter(TrackedOrder::misses)
                        .map(order ->
                                "order "
                                        + order.order().id()
                                        + ": the venue counts "
                                        + order.told()
                                        + ", told were "
                                        + order.booked())
                        .toList();
        if (!missing.isEmpty()) {
            missing.forEach(order -> left.add("history: " + order));
            return null;
        }
        if (!isVerified(gathering)) {
            left.add("history: nothing tells what was missed");
            return null;
        }
        Optional<History> read = history.after(after);
        if (read.isEmpty()) {
            left.add("history: the cursor " + after + " is none of the kept reports'");
            return null;
        }
        return withEnds(read.get(), gathering);
    }

    /** Whether a trade that was not told would have shown. */
    private boolean isVerified(Gathering gathering) {
        boolean byTrades =
                dialect.recovers(RecoveryStep.TRADE_CAPTURE)
                        && gathering.isWhole(Gathering.Part.TRADES);
        boolean byRange =
                dialect.recovers(RecoveryStep.EXEC_RANGE)
                        && gathering.isWhole(Gathering.Part.EXECUTIONS);
        boolean byOrders =
                !dialect.recovers(RecoveryStep.TRADE_CAPTURE)
                        && dialect.recovers(RecoveryStep.STATUS_PER_ORDER)
                        && gathering.isAnswered();
        return byTrades || byRange || byOrders;
    }

    /** An end that no report told, but the order's own status. */
    private History withEnds(History read, Gathering gathering) {
        List<VenueOrder> ended = new ArrayList<>(read.ended());
        gathering
                .answers()
                .forEach((order, execution) ->
                        HistoryReader.shown(order, execution)
                                .filter(shown -> shown.state() != VenueOrder.State.WORKING)
                                .filter(shown -> shown.state() != VenueOrder.State.REJECTED)
                                .ifPresent(ended::add));
        return new History(read.cursor(), ended, read.trades(), read.movements());
    }

    private @Nullable Holdings holdings(Gathering gathering, List<String> left) {
        if (dialect.recovers(RecoveryStep.POSITIONS)) {
            if (gathering.isWhole(Gathering.Part.POSITIONS)) {
                return new Holdings(gathering.positions(), null);
            }
        } else if (holdingsFromReports) {
            return fromReports();
        }
        left.add("holdings: the venue did not tell them");
        return null;
    }

    private @Nullable Holdings fromReports() {
        Optional<History> all = history.after(null);
        if (all.isEmpty()) {
            return null;
        }
        Map<InstrumentId, BigDecimal> positions = new TreeMap<>(opening);
        for (VenueTrade trade : all.get().trades()) {
            BigDecimal quantity = trade.fill().quantity().value();
            boolean adds = (trade.side() == Side.BUY) != (trade.cause() == VenueTrade.Cause.BUST);
            positions.merge(
                    trade.instrument(), adds ? quantity : quantity.negate(), BigDecimal::add);
        }
        return new Holdings(positions, null);
    }
}
