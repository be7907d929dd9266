package dev.keel.ledger.projection;

import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountId;
import dev.keel.core.account.AccountState;
import dev.keel.core.account.Difference;
import dev.keel.core.account.SwitchScope;
import dev.keel.core.venue.VenueOrder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The rows of differences, kill switches and orders of others. */
final class SafetyRows {
    /** How the account's own halt for unexplained differences begins. */
    private static final String FOR_DIFFERENCES = "unexplained differences";

    private SafetyRows() {}

    /** Whether an account was halted for differences, by nobody but Keel. */
    static boolean isForDifferences(AccountEvent.Halted halted) {
        return halted.who().equals("keel")
                && halted.scope() instanceof SwitchScope.OfAccount
                && halted.reason().startsWith(FOR_DIFFERENCES);
    }

    static Row thrown(AccountId account, long sequence, AccountEvent.Halted halted) {
        return SafetyTables.KILL_SWITCH.row(
                Row.Kind.UPSERT,
                new RecordedSwitch(
                        account,
                        sequence,
                        halted.at(),
                        halted.scope(),
                        halted.level(),
                        halted.reason(),
                        halted.who()));
    }

    static Row armed(AccountId account, long sequence, AccountEvent.Resumed resumed) {
        return SafetyTables.KILL_SWITCH.row(
                Row.Kind.UPSERT,
                new RecordedSwitch(
                        account,
                        sequence,
                        resumed.at(),
                        resumed.scope(),
                        null,
                        null,
                        resumed.who()));
    }

    static List<Row> of(Moment moment, AccountEvent event) {
        return switch (event) {
            case AccountEvent.DifferenceFound(var _, var difference) -> found(moment, difference);
            case AccountEvent.DifferenceResolved resolved -> resolved(moment, resolved);
            case AccountEvent.Halted _ -> stopped(moment);
            case AccountEvent.ExternalOrdersSeen(var _, var orders) -> seen(moment, orders);
            default -> throw new IllegalArgumentException("no rows follow from " + event);
        };
    }

    private static List<Row> found(Moment moment, Difference difference) {
        Row found =
                SafetyTables.RECONCILIATION.row(
                        Row.Kind.INSERT,
                        recorded(
                                moment,
                                difference.number(),
                                new RecordedDifference.Outcome.Found(difference)));
        return Stream.concat(
                        Stream.of(found),
                        compared(moment, difference, RecordedDifference.gap(difference)))
                .toList();
    }

    private static List<Row> resolved(Moment moment, AccountEvent.DifferenceResolved event) {
        Row resolved =
                SafetyTables.RECONCILIATION.row(
                        Row.Kind.UPDATE,
                        recorded(
                                moment,
                                event.number(),
                                new RecordedDifference.Outcome.Resolved(event.evidence())));
        return Stream.concat(
                        Stream.of(resolved),
                        moment.before().unexplained().stream()
                                .filter(known -> known.number() == event.number())
                                .flatMap(known -> compared(moment, known, BigDecimal.ZERO)))
                .toList();
    }

    private static List<Row> stopped(Moment moment) {
        return moment.before().unexplained().stream()
                .map(known ->
                        SafetyTables.RECONCILIATION.row(
                                Row.Kind.UPDATE,
                                recorded(
                                        moment,
                                        known.number(),
                                        new RecordedDifference.Outcome.Stopped())))
                .toList();
    }

    private static RecordedDifference recorded(
            Moment moment, long number, RecordedDifference.Outcome outcome) {
        return new RecordedDifference(
                moment.account(), number, moment.sequence(), moment.at(), outcome);
    }

    /** A position that was never held has no row to say it in. */
    private static Stream<Row> compared(Moment moment, Difference difference, BigDecimal gap) {
        AccountState state = moment.after();
        return difference.subject() == Difference.Subject.POSITION
                        && difference.instrument() != null
                ? state
                        .position(difference.instrument())
                        .map(position -> HeldPosition.compared(moment, position, gap))
                        .map(held -> LedgerTables.POSITION.row(Row.Kind.UPDATE, held))
                        .stream()
                : Stream.empty();
    }

    private static List<Row> seen(Moment moment, List<VenueOrder> orders) {
        List<Row> rows = new ArrayList<>();
        for (VenueOrder known : moment.before().externalOrders()) {
            boolean gone = orders.stream().noneMatch(order -> isSame(order, known));
            if (gone) {
                rows.add(external(moment, known, false));
            }
        }
        for (VenueOrder order : orders) {
            rows.add(external(moment, order, true));
        }
        return rows;
    }

    private static boolean isSame(VenueOrder one, VenueOrder other) {
        return one.id().equals(other.id()) && one.instrument().equals(other.instrument());
    }

    private static Row external(Moment moment, VenueOrder order, boolean working) {
        return SafetyTables.EXTERNAL_ORDER.row(
                Row.Kind.UPSERT,
                new RecordedExternalOrder(
                        moment.account(), moment.sequence(), moment.at(), order, working));
    }
}
