package dev.keel.venues.fix.order;

import dev.keel.core.money.Quantity;
import dev.keel.core.order.Evidence;
import dev.keel.core.order.Fill;
import dev.keel.core.order.OrderChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fills of one order, by the executions that told them. A correction is the bust of the fill
 * that it replaces and a new fill; it may name the first execution or the latest of a chain.
 */
public final class FillLedger {
    /** By the ExecID that told it; what was corrected or taken back is not in here. */
    private final Map<String, Fill> standing = new LinkedHashMap<>();

    /** The ExecID that stands now for one that was corrected. */
    private final Map<String, String> replaced = new LinkedHashMap<>();

    /** What became of a report. */
    public sealed interface Effect {
        record Changes(List<OrderChange> changes) implements Effect {}

        /** It takes back or corrects what nobody has told. */
        record Unmatched(String reference) implements Effect {}
    }

    /** Takes a report that was not taken before. */
    public Effect take(Execution execution) {
        return switch (execution.kind()) {
            case TRADE ->
                    new Effect.Changes(
                            fill(execution)
                                    .map(fill -> List.of(book(execution, fill)))
                                    .orElse(List.of()));
            case BUSTED, CORRECTED -> takeBack(execution);
            case PENDING_NEW,
                    NEW,
                    DONE_FOR_DAY,
                    CANCELED,
                    EXPIRED,
                    REJECTED,
                    CHANGED,
                    LIVES,
                    STATUS,
                    UNKNOWN ->
                    new Effect.Changes(List.of());
        };
    }

    private OrderChange book(Execution execution, Fill fill) {
        standing.put(execution.ids().execution(), fill);
        return new OrderChange.Filled(fill);
    }

    private Effect takeBack(Execution execution) {
        String reference = execution.ids().reference();
        String current = reference;
        while (replaced.containsKey(current)) {
            current = replaced.get(current);
        }
        Fill before = standing.remove(current);
        if (before == null) {
            return new Effect.Unmatched(reference);
        }
        List<OrderChange> changes = new ArrayList<>();
        Evidence evidence =
                new Evidence(
                        "execution " + execution.ids().execution(),
                        "takes back " + reference + " " + execution.words());
        changes.add(new OrderChange.Busted(before, evidence));
        if (execution.kind() == Execution.Kind.CORRECTED) {
            replaced.put(current, execution.ids().execution());
            fill(execution).ifPresent(fill -> changes.add(book(execution, fill)));
        }
        return new Effect.Changes(changes);
    }

    /** What stands, in total. */
    public Quantity total() {
        return standing.values().stream().map(Fill::quantity).reduce(Quantity.ZERO, Quantity::plus);
    }

    private static Optional<Fill> fill(Execution execution) {
        return Optional.ofNullable(execution.trade());
    }
}
