package dev.keel.venues.simulator.binance;

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
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A line of the futures account's income: funding and transfers, but also what trades brought. */
record BinanceIncome(
        String type,
        BigDecimal amount,
        String asset,
        @Nullable Market market,
        Ids ids,
        Instant at) {
    private static final long FIRST_TRANSACTION = 9_000_000_000L;

    /** Its own, and that of the trade; the latter is empty if there is none. */
    record Ids(long transaction, String trade) {}

    /** Everything, oldest first. */
    static List<BinanceIncome> of(Book book) {
        List<BinanceIncome> all = new ArrayList<>();
        book.movements().forEach(movement -> all.add(of(movement)));
        book.trades().forEach(trade -> all.addAll(of(trade)));
        return all.stream().sorted(Comparator.comparing(BinanceIncome::at)).toList();
    }

    private static BinanceIncome of(Movement movement) {
        String type =
                switch (movement.kind()) {
                    case TRANSFER -> "TRANSFER";
                    case FUNDING -> "FUNDING_FEE";
                };
        Ids ids = new Ids(FIRST_TRANSACTION + movement.number(), "");
        return new BinanceIncome(
                type, movement.amount(), movement.asset(), movement.market(), ids, movement.at());
    }

    private static List<BinanceIncome> of(Trade trade) {
        Ids ids = new Ids(trade.number(), Long.toString(trade.number()));
        BinanceIncome commission =
                new BinanceIncome(
                        "COMMISSION",
                        trade.fee().negate(),
                        trade.feeAsset(),
                        trade.market(),
                        ids,
                        trade.at());
        if (trade.profit().signum() == 0) {
            return List.of(commission);
        }
        BinanceIncome profit =
                new BinanceIncome(
                        "REALIZED_PNL",
                        trade.profit(),
                        trade.market().quote(),
                        trade.market(),
                        ids,
                        trade.at());
        return List.of(profit, commission);
    }

    ObjectNode json() {
        return Json.object(
                "symbol", market == null ? "" : market.wireId(),
                "incomeType", type,
                "income", amount,
                "asset", asset,
                "info", type,
                "time", at,
                "tranId", ids.transaction(),
                "tradeId", ids.trade());
    }
}
