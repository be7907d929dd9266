package dev.keel.venues.simulator.terminal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the Expert Advisor shows of itself and of the account. */
record Display(Advisor advisor) {
    /**
     * How far it has come.
     *
     * @param snaps how many snapshots it has written
     * @param events how many events it has told
     */
    record Standing(long lastSeq, long snaps, long events) {}

    void hello(Standing standing) throws IOException {
        int allowed = advisor.mischief.isAllowed ? 1 : 0;
        advisor.wire.write(
                advisor.root.resolve("hello.msg"),
                List.of(
                        Wire.row(
                                "type",
                                "hello",
                                "protocol",
                                1,
                                "ea",
                                "sim",
                                "platform",
                                advisor.broker.kind.platform(),
                                "build",
                                4000,
                                "login",
                                advisor.terms().login(),
                                "server",
                                advisor.terms().server(),
                                "company",
                                "Simulated Broker \u00d8",
                                "terminal",
                                "Simulator",
                                "currency",
                                advisor.terms().currency(),
                                "mode",
                                advisor.broker.kind.word(),
                                "demo",
                                advisor.terms().isDemo() ? 1 : 0,
                                "leverage",
                                100,
                                "epoch",
                                advisor.epoch(),
                                "lastSeq",
                                standing.lastSeq(),
                                "terminalTrade",
                                allowed,
                                "eaTrade",
                                1,
                                "accountTrade",
                                1,
                                "accountEaTrade",
                                1,
                                "maxLots",
                                "0",
                                "maxOrders",
                                0,
                                "symbols",
                                "",
                                "deadMan",
                                0,
                                "serverTime",
                                advisor.serverTime(),
                                "gmt",
                                advisor.gmt())));
    }

    Map<String, Object> head(Standing standing) {
        int allowed = advisor.mischief.isAllowed ? 1 : 0;
        return Wire.row(
                "epoch",
                advisor.epoch(),
                "n",
                standing.snaps(),
                "serverTime",
                advisor.serverTime(),
                "gmt",
                advisor.gmt(),
                "connected",
                advisor.mischief.isConnected ? 1 : 0,
                "links",
                advisor.mischief.links,
                "terminalTrade",
                allowed,
                "eaTrade",
                1,
                "accountTrade",
                1,
                "accountEaTrade",
                1,
                "login",
                advisor.terms().login(),
                "server",
                advisor.terms().server(),
                "lastSeq",
                standing.lastSeq(),
                "evt",
                standing.events(),
                "balance",
                Symbol.text(advisor.broker.balance),
                "credit",
                "0",
                "equity",
                Symbol.text(advisor.broker.balance),
                "margin",
                "0",
                "freeMargin",
                Symbol.text(advisor.broker.balance),
                "currency",
                advisor.terms().currency(),
                "positions",
                advisor.broker.held.size(),
                "orders",
                advisor.broker.waiting.size());
    }

    List<Map<String, Object>> rows() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Held one : advisor.broker.held) {
            rows.add(
                    Wire.row(
                            "row",
                            "position",
                            "ticket",
                            one.ticket,
                            "id",
                            one.ticket,
                            "symbol",
                            one.symbol,
                            "side",
                            Broker.word(one.side),
                            "volume",
                            Symbol.text(one.volume),
                            "price",
                            Symbol.text(one.price),
                            "sl",
                            Symbol.text(one.stop),
                            "tp",
                            Symbol.text(one.target),
                            "magic",
                            one.magic,
                            "comment",
                            advisor.mischief.comment(one.comment),
                            "at",
                            one.at,
                            "profit",
                            "0",
                            "swap",
                            "0",
                            "commission",
                            "0"));
        }
        for (Waiting one : advisor.broker.waiting) {
            rows.add(
                    Wire.row(
                            "row",
                            "order",
                            "ticket",
                            one.ticket,
                            "symbol",
                            one.symbol,
                            "side",
                            Broker.word(one.side),
                            "kind",
                            one.kind,
                            "volume",
                            Symbol.text(one.volume),
                            "left",
                            Symbol.text(one.left),
                            "price",
                            Symbol.text(one.price),
                            "limit",
                            Symbol.text(one.limit),
                            "sl",
                            "0",
                            "tp",
                            "0",
                            "magic",
                            one.mark.magic(),
                            "comment",
                            advisor.mischief.comment(one.mark.comment()),
                            "at",
                            one.at,
                            "expires",
                            one.expires,
                            "state",
                            1,
                            "position",
                            0));
        }
        return rows;
    }
}
