package dev.keel.venues.simulator.terminal;

import dev.keel.core.order.Side;
import java.math.BigDecimal;

/** Writes down what happened, as the terminal's history shows it. */
record Chronicle(Broker broker) {
    long deal(
            long order,
            long position,
            Symbol symbol,
            Side side,
            String entry,
            BigDecimal volume,
            BigDecimal price,
            BigDecimal profit,
            BigDecimal commission,
            Held.Mark mark) {
        long ticket = broker.ticket();
        broker.history.add(
                Wire.row(
                        "row",
                        "deal",
                        "ticket",
                        ticket,
                        "order",
                        order,
                        "position",
                        position,
                        "symbol",
                        symbol.name,
                        "side",
                        Broker.word(side),
                        "entry",
                        entry,
                        "reason",
                        mark.reason(),
                        "volume",
                        Symbol.text(volume),
                        "price",
                        Symbol.text(price),
                        "profit",
                        Symbol.text(profit),
                        "swap",
                        "0",
                        "commission",
                        Symbol.text(commission),
                        "magic",
                        mark.magic(),
                        "comment",
                        mark.comment(),
                        "at",
                        broker.now()));
        return ticket;
    }

    void ended(
            long ticket,
            Symbol symbol,
            Side side,
            String form,
            BigDecimal volume,
            BigDecimal left,
            BigDecimal price,
            String state,
            Held.Mark mark) {
        broker.history.add(
                Wire.row(
                        "row",
                        "ended",
                        "ticket",
                        ticket,
                        "symbol",
                        symbol.name,
                        "side",
                        Broker.word(side),
                        "kind",
                        form,
                        "volume",
                        Symbol.text(volume),
                        "left",
                        Symbol.text(left),
                        "price",
                        Symbol.text(price),
                        "magic",
                        mark.magic(),
                        "comment",
                        mark.comment(),
                        "at",
                        broker.now(),
                        "state",
                        state,
                        "reason",
                        broker.kind.isPool() ? "other" : mark.reason(),
                        "position",
                        0));
    }

    void money(BigDecimal amount, String what) {
        broker.history.add(
                Wire.row(
                        "row",
                        "money",
                        "ticket",
                        broker.ticket(),
                        "amount",
                        Symbol.text(amount),
                        "kind",
                        what,
                        "comment",
                        "",
                        "at",
                        broker.now()));
    }
}
