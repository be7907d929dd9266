package dev.keel.sim.fault.wire;

import dev.keel.core.order.Order;
import dev.keel.core.order.OrderId;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueReport;
import dev.keel.core.venue.outcome.Conversion;
import dev.keel.core.venue.outcome.Operation;
import dev.keel.core.venue.outcome.Outcome;
import dev.keel.core.venue.outcome.OutcomeTable;
import dev.keel.core.venue.outcome.OutcomeTable.Said;
import dev.keel.core.venue.outcome.Transport;
import dev.keel.core.venue.outcome.Verdict;
import dev.keel.sim.fault.broker.BrokerReply;
import dev.keel.sim.fault.clock.Dice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A broker that answers in the codes of a real venue, and an adapter that reads them with Keel's
 * own table, as the connector does.
 *
 * <p>What the broker did not do it may put in any code that the table calls a refusal or not known;
 * what it did, in any that means so or is not known. Now and then it uses one that no table lists.
 */
final class TableWording implements Wording {
    private static final Said UNLISTED = new Said("KEEL-UNLISTED", "nobody has seen this before");
    private static final List<Transport> NO_CODE =
            List.of(
                    Transport.SERVER_ERROR,
                    Transport.TURNED_AWAY,
                    Transport.CONNECTION_LOST,
                    Transport.TIME_OUT);

    private final OutcomeTable table;
    private final Dice dice;

    TableWording(OutcomeTable table, Dice dice) {
        this.table = table;
        this.dice = dice;
    }

    @Override
    public VenueReport ofSubmit(
            Order sent, BrokerReply.@Nullable Code code, @Nullable VenueOrder shown) {
        Said said =
                switch (code) {
                    case null -> withoutCode(Transport.GARBLED);
                    case DONE -> oneOf(Operation.SUBMIT, Verdict.ACCEPTED);
                    case INVALID, FUNDS, EXPIRED_REQUEST, BANNED ->
                            oneOf(Operation.SUBMIT, Verdict.REFUSED, Verdict.UNKNOWN);
                    case DUPLICATE -> oneOf(Operation.SUBMIT, Verdict.EXISTS, Verdict.UNKNOWN);
                    case NO_ORDER, TOO_LATE -> oneOf(Operation.SUBMIT, Verdict.UNKNOWN);
                    case UNAVAILABLE -> withoutCode(dice.pick(NO_CODE));
                };
        return new VenueReport(sent.id(), Conversion.ofSubmit(read(Operation.SUBMIT, said, shown)));
    }

    @Override
    public Optional<VenueReport> ofCancel(
            Order sent, BrokerReply.@Nullable Code code, @Nullable VenueOrder shown) {
        Said said =
                switch (code) {
                    case null -> withoutCode(Transport.GARBLED);
                    case DONE -> oneOf(Operation.CANCEL, Verdict.ACCEPTED);
                    case EXPIRED_REQUEST, BANNED ->
                            oneOf(Operation.CANCEL, Verdict.REFUSED, Verdict.UNKNOWN);
                    case INVALID, FUNDS, DUPLICATE, NO_ORDER, TOO_LATE ->
                            oneOf(Operation.CANCEL, Verdict.UNKNOWN);
                    case UNAVAILABLE -> withoutCode(dice.pick(NO_CODE));
                };
        return Conversion.ofCancel(read(Operation.CANCEL, said, shown))
                .map(change -> new VenueReport(sent.id(), change));
    }

    /** A venue without a code for it answers with an empty list. */
    @Override
    public VenueAnswer ofNotFound(OrderId order, Instant askedAt) {
        if (table.saying(Operation.QUERY, Verdict.REFUSED).isEmpty()) {
            return new VenueAnswer.NotFound(order, askedAt, "an empty list");
        }
        Said said = oneOf(Operation.QUERY, Verdict.REFUSED);
        return Conversion.ofQuery(order, askedAt, read(Operation.QUERY, said, null))
                .orElseGet(() ->
                        new VenueAnswer.Failed(order.toString(), "no order, and no word of it"));
    }

    private Outcome read(Operation operation, Said said, @Nullable VenueOrder shown) {
        return table.classify(
                operation, said.code(), said.words(), shown == null ? null : shown.id());
    }

    private static Said withoutCode(Transport transport) {
        return new Said(transport.code(), "");
    }

    private Said oneOf(Operation operation, Verdict... verdicts) {
        List<Said> all = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            all.addAll(table.saying(operation, verdict));
            if (verdict == Verdict.UNKNOWN) {
                all.add(UNLISTED);
            }
        }
        return dice.pick(all);
    }
}
