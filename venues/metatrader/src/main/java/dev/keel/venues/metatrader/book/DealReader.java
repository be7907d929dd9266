package dev.keel.venues.metatrader.book;

import dev.keel.core.venue.Movement;
import dev.keel.core.venue.VenueTrade;
import dev.keel.venues.metatrader.mailbox.Row;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * MetaTrader 5: each deal is a trade. A deal's magic counts only where an Expert Advisor asked for
 * it: what a stop, the broker or a person does carries the position's magic too.
 */
public final class DealReader implements FactReader {
    private final Ownership ownership;
    private final Protections protections;
    private final FactLog log;

    public DealReader(Ownership ownership, Protections protections, FactLog log) {
        this.ownership = ownership;
        this.protections = protections;
        this.log = log;
    }

    @Override
    public List<Fact> read(State state) {
        List<Fact> facts = new ArrayList<>(FactReader.moved(state));
        for (Row deal : state.deals()) {
            String id = Long.toString(deal.number("ticket"));
            if (!log.knows("t" + id) && !log.knows("t" + id + ".1") && !log.knows("mfee-" + id)) {
                facts.addAll(read(deal, id, state));
            }
        }
        return facts;
    }

    private List<Fact> read(Row deal, String id, State state) {
        long at = state.clock().instant(deal.number("at")).toEpochMilli();
        List<Fact> facts = new ArrayList<>(FactReader.swap(deal, id, at));
        if (deal.text("entry").equals("outby")) {
            // Two positions that close each other: nothing was bought or sold.
            if (deal.decimal("commission").signum() != 0) {
                facts.add(
                        new Fact.Moved(
                                "fee-" + id,
                                Movement.Kind.FEE,
                                deal.decimal("commission"),
                                deal.text("symbol"),
                                at));
            }
            return facts;
        }
        String order = Long.toString(deal.number("order"));
        switch (deal.text("reason")) {
            case "sl", "tp" -> facts.addAll(divided(deal, id, at));
            case "so" -> facts.add(trade(deal, id, 0, order, at, VenueTrade.Cause.LIQUIDATION));
            case "expert" ->
                    facts.add(
                            trade(
                                    deal,
                                    id,
                                    ownership.owner(deal),
                                    order,
                                    at,
                                    VenueTrade.Cause.ORDER));
            default -> facts.add(trade(deal, id, 0, order, at, VenueTrade.Cause.ORDER));
        }
        return facts;
    }

    private List<Fact> divided(Row deal, String id, long at) {
        long position = deal.number("position");
        List<Protections.Share> shares =
                protections.shares(deal.text("reason"), position, position, deal.decimal("volume"));
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < shares.size(); i++) {
            Protections.Share share = shares.get(i);
            Fact.Traded whole =
                    trade(
                            deal,
                            shares.size() == 1 ? id : id + "." + (i + 1),
                            share.coid(),
                            share.coid() == 0 ? Long.toString(deal.number("order")) : share.order(),
                            at,
                            VenueTrade.Cause.ORDER);
            facts.add(part(whole, share.volume(), i == 0));
        }
        return facts;
    }

    /** The first part carries the whole fee and profit: they belong to the deal. */
    private static Fact.Traded part(Fact.Traded whole, BigDecimal volume, boolean isFirst) {
        return new Fact.Traded(
                whole.id(),
                whole.coid(),
                whole.order(),
                whole.symbol(),
                whole.side(),
                whole.price(),
                volume,
                isFirst ? whole.fee() : BigDecimal.ZERO,
                isFirst ? whole.profit() : BigDecimal.ZERO,
                whole.at(),
                whole.cause());
    }

    private static Fact.Traded trade(
            Row deal, String id, long coid, String order, long at, VenueTrade.Cause cause) {
        return new Fact.Traded(
                id,
                coid,
                order,
                deal.text("symbol"),
                Fact.side(deal),
                deal.decimal("price"),
                deal.decimal("volume"),
                deal.decimal("commission").negate(),
                deal.decimal("profit"),
                at,
                cause);
    }
}
