package dev.keel.venues.metatrader;

import dev.keel.core.order.VenueOrderId;
import dev.keel.core.venue.outcome.Operation;
import dev.keel.core.venue.outcome.Outcome;
import dev.keel.core.venue.outcome.OutcomeTable;
import dev.keel.core.venue.outcome.Transport;
import dev.keel.venues.metatrader.book.Journal;
import dev.keel.venues.metatrader.mailbox.Message;
import dev.keel.venues.metatrader.mailbox.Row;
import dev.keel.venues.metatrader.terminal.Sent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a command, as far as the terminal's answer proves it. */
record Results(OutcomeTable table, Journal journal) {
    private static final VenueOrderId NONE = new VenueOrderId("0");

    /**
     * Of an order. It may have been several requests: it is refused only if nothing at all was
     * done, and in doubt as long as one of them is.
     *
     * @param levelId the id of a position's level; null if it was an order of its own
     */
    Outcome ofSubmit(Sent sent, @Nullable String levelId) {
        return switch (sent) {
            case Sent.Not(var why) -> notSent(Operation.SUBMIT, why);
            case Sent.Silent(var why) -> silent(Operation.SUBMIT, why);
            case Sent.Done(var result) -> ofSubmit(result, levelId);
        };
    }

    Outcome notSent(Operation operation, String why) {
        return table.classify(operation, Transport.NOT_SENT, why, null);
    }

    private Outcome silent(Operation operation, String why) {
        return table.classify(operation, Transport.TIME_OUT, why, null);
    }

    private Outcome ofSubmit(Message result, @Nullable String levelId) {
        List<Row> legs = result.rows("leg");
        if (legs.isEmpty()) {
            return classify(Operation.SUBMIT, result.head(), NONE);
        }
        String op = result.head().text("op");
        Outcome first = null;
        for (Row leg : legs) {
            VenueOrderId id =
                    new VenueOrderId(
                            levelId == null ? Long.toString(leg.number("order", 0)) : levelId);
            boolean isLevelThere = levelId != null && journal.isDone(op, leg.text("code"));
            Outcome outcome =
                    isLevelThere ? new Outcome.Accepted(id) : classify(Operation.SUBMIT, leg, id);
            if (outcome instanceof Outcome.Unknown) {
                return outcome;
            }
            first = first == null ? outcome : first;
        }
        return first == null ? classify(Operation.SUBMIT, result.head(), NONE) : first;
    }

    /** Of a cancel. */
    Outcome ofCancel(Sent sent) {
        return switch (sent) {
            case Sent.Not(var why) -> notSent(Operation.CANCEL, why);
            case Sent.Silent(var why) -> silent(Operation.CANCEL, why);
            case Sent.Done(var result) -> ofCancel(result);
        };
    }

    private Outcome ofCancel(Message result) {
        Row head = result.head();
        boolean isLevel = head.text("op").equals("PROTECT");
        boolean isDone =
                isLevel
                        && result.rows("leg").stream()
                                .allMatch(leg -> journal.isDone("PROTECT", leg.text("code")));
        return isDone && !result.rows("leg").isEmpty()
                ? new Outcome.Acknowledged()
                : classify(Operation.CANCEL, head, NONE);
    }

    private Outcome classify(Operation operation, Row row, VenueOrderId order) {
        return table.classify(operation, row.text("code"), row.text("words", ""), order);
    }
}
