package dev.keel.venues.simulator.okx;

import dev.keel.core.order.Side;
import dev.keel.venues.simulator.book.Book;
import dev.keel.venues.simulator.book.Market;
import dev.keel.venues.simulator.book.Movement;
import dev.keel.venues.simulator.book.Trade;
import dev.keel.venues.simulator.http.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A line of the account's bills: whatever changed its money, what trades brought included. */
record OkxBill(ObjectNode json, Instant at) {
    private static final long FIRST_MOVEMENT = 623_950_854_600_000_000L;

    /** Everything, oldest first. */
    static List<OkxBill> of(Book book) {
        List<OkxBill> all = new ArrayList<>();
        book.movements().forEach(movement -> all.add(of(movement)));
        book.trades().forEach(trade -> all.add(of(trade)));
        return all.stream().sorted(Comparator.comparing(OkxBill::at)).toList();
    }

    private static OkxBill of(Movement movement) {
        Market market = movement.market();
        boolean funding = movement.kind() == Movement.Kind.FUNDING;
        boolean comes = movement.amount().signum() > 0;
        ObjectNode json =
                Json.object(
                        "billId",
                        Long.toString(FIRST_MOVEMENT + movement.number()),
                        "ccy",
                        movement.asset(),
                        "type",
                        funding ? "8" : "1",
                        "subType",
                        funding ? comes ? "174" : "173" : comes ? "11" : "12",
                        "balChg",
                        movement.amount(),
                        "bal",
                        "0",
                        "sz",
                        movement.amount().abs(),
                        "pnl",
                        funding ? movement.amount() : BigDecimal.ZERO,
                        "fee",
                        "0",
                        "instType",
                        market == null ? "" : "SWAP",
                        "instId",
                        market == null ? "" : market.wireId(),
                        "ordId",
                        "",
                        "ts",
                        OkxShapes.millis(movement.at()));
        return new OkxBill(json, movement.at());
    }

    private static OkxBill of(Trade trade) {
        Market market = trade.market();
        boolean buys = trade.side() == Side.BUY;
        BigDecimal flow =
                market.isSpot() ? buys ? trade.value().negate() : trade.value() : trade.profit();
        boolean paidInQuote = trade.feeAsset().equals(market.quote());
        BigDecimal fee = paidInQuote ? trade.fee() : BigDecimal.ZERO;
        ObjectNode json =
                Json.object(
                        "billId", OkxShapes.bill(trade),
                        "ccy", market.quote(),
                        "type", "2",
                        "subType", buys ? "1" : "2",
                        "balChg", flow.subtract(fee),
                        "bal", "0",
                        "sz", trade.quantity(),
                        "pnl", trade.profit(),
                        "fee", fee.negate(),
                        "instType", OkxShapes.instType(market),
                        "instId", market.wireId(),
                        "ordId", trade.order().id(),
                        "ts", OkxShapes.millis(trade.at()));
        return new OkxBill(json, trade.at());
    }
}
