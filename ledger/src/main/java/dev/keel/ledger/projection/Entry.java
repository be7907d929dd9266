package dev.keel.ledger.projection;

import dev.keel.core.account.AccountEvent;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.money.Money;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.TradeId;
import dev.keel.core.position.Position;
import dev.keel.core.position.PositionSide;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A double entry: what an event moved in the books, taken from the account before and after it, so
 * that the books are the account to the last digit. {@code docs/ledger.md} tells the books.
 */
final class Entry {
    static final String CASH = "cash";
    static final String FEES = "fees";
    static final String REALISED = "realised_pnl";
    static final String FUNDING = "funding";
    static final String TRANSFERS = "equity:transfers";
    static final String ROUNDING = "rounding";
    static final String POSITION = "position:";
    static final String CONTRACT = "contract:";

    private final Posting.Event event;
    private Posting.Cause cause;
    private final List<Posting> lines = new ArrayList<>();
    private Money rest;

    private Entry(Posting.Event event, Posting.Cause cause, Money nothing) {
        this.event = event;
        this.cause = cause;
        this.rest = nothing;
    }

    /** The entry of a trade or of its bust, which is a trade of its own. */
    static List<Posting> ofTrade(
            Moment moment, InstrumentId instrument, @Nullable OrderId order, TradeId trade) {
        Entry entry = of(moment, new Posting.Cause(order, trade, instrument.symbol()));
        entry.addChange(moment, instrument);
        return entry.closed(moment.after().cash().minus(moment.before().cash()));
    }

    /**
     * The entry of trades that turn out to have happened in another order; nothing if none did.
     * Each line names the instrument that it is about; cash, which is one sum, names none.
     */
    static List<Posting> ofReordering(Moment moment, List<InstrumentId> changed) {
        Entry entry = of(moment, Posting.Cause.NONE);
        for (InstrumentId instrument : changed) {
            entry.cause = new Posting.Cause(null, null, instrument.symbol());
            entry.addChange(moment, instrument);
        }
        entry.cause = Posting.Cause.NONE;
        return entry.closed(moment.after().cash().minus(moment.before().cash()));
    }

    private static Entry of(Moment moment, Posting.Cause cause) {
        return new Entry(
                new Posting.Event(moment.account(), moment.sequence(), moment.at()),
                cause,
                Money.zero(moment.after().profile().currency()));
    }

    private void addChange(Moment moment, InstrumentId instrument) {
        Position before = moment.positionBefore(instrument);
        Position after = moment.position(instrument);
        Money cost = signedCost(after).minus(signedCost(before));
        add(POSITION + instrument.symbol(), cost);
        if (after.instrument().kind() == InstrumentKind.LINEAR) {
            add(CONTRACT + instrument.symbol(), cost.negated());
        }
        add(REALISED, before.realised().minus(after.realised()));
        add(FEES, after.fees().minus(before.fees()));
    }

    static List<Posting> ofMovement(Posting.Event event, AccountEvent.FundsMoved moved) {
        InstrumentId instrument = moved.instrument();
        String symbol = instrument == null ? null : instrument.symbol();
        Entry entry =
                new Entry(
                        event,
                        new Posting.Cause(null, null, symbol),
                        Money.zero(moved.amount().asset()));
        String book =
                switch (moved.kind()) {
                    case TRANSFER -> TRANSFERS;
                    case FUNDING -> FUNDING;
                    case FEE -> FEES;
                    case ROUNDING -> ROUNDING;
                };
        entry.add(book, moved.amount().negated());
        return entry.closed(moved.amount());
    }

    /** Cash, and what rounding leaves where a trade turned a position round. */
    private List<Posting> closed(Money cash) {
        add(CASH, cash);
        add(ROUNDING, rest.negated());
        return lines;
    }

    private void add(String book, Money amount) {
        if (!amount.isZero()) {
            lines.add(new Posting(event, lines.size() + 1, book, amount, cause));
            rest = rest.plus(amount);
        }
    }

    private static Money signedCost(Position position) {
        return position.side() == PositionSide.SHORT ? position.cost().negated() : position.cost();
    }
}
