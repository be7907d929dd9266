package dev.keel.venues.certification.cases;

import dev.keel.core.money.Money;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Order;
import dev.keel.core.order.Side;
import dev.keel.core.order.TradeId;
import dev.keel.core.venue.Holdings;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueStatement;
import dev.keel.core.venue.VenueTrade;
import dev.keel.venues.certification.Bench;
import dev.keel.venues.certification.CaseGroup;
import dev.keel.venues.certification.ContractCase;
import dev.keel.venues.certification.Dialogue;
import dev.keel.venues.certification.Need;
import dev.keel.venues.connector.Capability;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a statement says, and that its history loses nothing. */
final class StatementCases {
    private static final BigDecimal ROUNDING = new BigDecimal("0.01");
    private static final int PAGE = 130;
    private static final Need OPEN = Need.of(Capability.LIMIT_ORDER, Capability.OPEN_ORDERS);
    private static final Need HISTORY = Need.of(Capability.LIMIT_ORDER, Capability.TRADE_HISTORY);

    private StatementCases() {}

    static List<ContractCase> all() {
        return List.of(
                of(
                        421,
                        "the statement of an account without orders shows none",
                        "nothing must be made up",
                        OPEN,
                        StatementCases::showsNothing),
                of(
                        422,
                        "every working order is shown, with our id and the venue's",
                        "an order that is not shown is doubted, and in the end given up",
                        OPEN,
                        StatementCases::showsWorking),
                of(
                        423,
                        "a trade is told with our order, its side and its price",
                        "it is booked from this when the stream was silent",
                        HISTORY,
                        StatementCases::tellsTrades),
                of(
                        424,
                        "from cursor to cursor no trade is lost",
                        "a cursor that is too far on loses trades for good",
                        HISTORY,
                        StatementCases::losesNoTrade),
                of(
                        425,
                        "trades that happen while statements are read are not lost",
                        "two trades of one millisecond, one of them behind the cursor",
                        HISTORY,
                        StatementCases::losesNoTradeWhileReading),
                of(
                        426,
                        "more trades than a page holds are all told",
                        "the first page looks complete",
                        HISTORY,
                        StatementCases::readsAllPages),
                of(
                        427,
                        "more open orders than a page holds are all shown",
                        "the first page looks complete",
                        OPEN,
                        StatementCases::showsAllPages),
                of(
                        428,
                        "an order that ended is shown as ended",
                        "an order in doubt is resolved by it",
                        Need.of(Capability.LIMIT_ORDER, Capability.ENDED_ORDERS),
                        StatementCases::showsEnded),
                of(
                        429,
                        "the position is what the broker has",
                        "the ledger is held against it",
                        Need.of(Capability.MARKET_ORDER, Capability.POSITIONS),
                        StatementCases::tellsPosition),
                of(
                        430,
                        "the cash is what the broker has",
                        "the ledger is held against it",
                        Need.of(Capability.MARKET_ORDER, Capability.BALANCES),
                        StatementCases::tellsCash),
                of(
                        431,
                        "a statement carries the time at which it was asked for",
                        "an older one must not undo a newer truth",
                        OPEN,
                        StatementCases::carriesTime),
                of(
                        432,
                        "the balance is known to be as old as the statement",
                        "risk is only added on a balance that is fresh",
                        Need.of(Capability.LIMIT_ORDER, Capability.BALANCES),
                        StatementCases::datesBalance),
                of(
                        433,
                        "a statement repeats the cursor that it was asked from",
                        "else its history cannot be put in its place",
                        HISTORY,
                        StatementCases::repeatsCursor));
    }

    private static ContractCase of(
            int number, String title, String why, Need need, ContractCase.Body body) {
        return new ContractCase(number, CaseGroup.STATEMENTS, title, why, need, body);
    }

    private static void showsNothing(Bench bench) {
        VenueStatement _ =
                new Dialogue(bench)
                        .whole(
                                null,
                                statement ->
                                        statement.openOrders() != null
                                                && statement.openOrders().isEmpty()
                                                && (statement.history() == null
                                                        || statement.history().trades().isEmpty()));
    }

    private static void showsWorking(Bench bench) {
        List<Order> orders =
                List.of(
                        bench.working(bench.requests().resting(Side.BUY)),
                        bench.working(bench.requests().limit(Side.BUY, "85")),
                        bench.working(bench.requests().limit(Side.BUY, "80")));
        VenueStatement statement =
                new Dialogue(bench).whole(null, stated -> open(stated).size() == orders.size());
        for (Order order : orders) {
            bench.require(
                    open(statement).stream()
                            .anyMatch(shown ->
                                    order.id().equals(shown.clientId())
                                            && shown.id()
                                                    .value()
                                                    .equals(bench.truth(order).venueId())
                                            && shown.state() == VenueOrder.State.WORKING
                                            && shown.quantity().equals(order.request().quantity())),
                    "order " + order.id() + " is shown as it is: " + statement.openOrders());
        }
    }

    private static List<VenueOrder> open(VenueStatement statement) {
        return Objects.requireNonNull(statement.openOrders());
    }

    private static void fill(Bench bench, Order order, int parts) {
        bench.broker()
                .fill(
                        bench.rig().clientIdOf(order.id()),
                        bench.requests().parts(parts).value(),
                        bench.requests().price("90").value());
    }

    private static void tellsTrades(Bench bench) {
        Order order = bench.working(bench.requests().resting(Side.BUY));
        fill(bench, order, 4);
        List<VenueTrade> trades = new Dialogue(bench).trades(null, all -> all.size() == 1);
        VenueTrade trade = trades.getFirst();
        bench.require(
                order.id().equals(trade.clientId())
                        && trade.venueOrder().value().equals(bench.truth(order).venueId())
                        && trade.side() == Side.BUY
                        && trade.instrument().equals(bench.instrument().id())
                        && trade.cause() == VenueTrade.Cause.ORDER
                        && trade.fill().price().equals(bench.requests().price("90"))
                        && trade.fill().quantity().equals(bench.requests().parts(4)),
                "the trade is told as it was: " + trade);
    }

    private static void losesNoTrade(Bench bench) {
        Order order = bench.working(bench.requests().resting(Side.BUY));
        Dialogue dialogue = new Dialogue(bench);
        Set<String> ids = new TreeSet<>();
        String cursor = null;
        for (int i = 0; i < 4; i++) {
            fill(bench, order, 1);
            cursor = read(dialogue, cursor, ids);
        }
        // A last look, from the last cursor, at what it may have been too early for.
        String last = cursor;
        bench.await(
                "all four trades are told",
                () -> {
                    String _ = read(dialogue, last, ids);
                    return ids.size() == 4;
                });
    }

    private static @Nullable String read(
            Dialogue dialogue, @Nullable String cursor, Set<String> ids) {
        return dialogue.statement(cursor)
                .map(VenueStatement::history)
                .map(history -> {
                    history.trades().stream()
                            .map(VenueTrade::fill)
                            .map(Fill::tradeId)
                            .map(TradeId::value)
                            .forEach(ids::add);
                    return history.cursor();
                })
                .orElse(cursor);
    }

    private static void losesNoTradeWhileReading(Bench bench) {
        Order order = bench.working(bench.requests().resting(Side.BUY));
        Dialogue dialogue = new Dialogue(bench);
        Set<String> ids = new TreeSet<>();
        // The first in this thread: a simulator that cannot do it must say so here.
        fill(bench, order, 1);
        Thread market =
                Thread.ofVirtual()
                        .start(() -> {
                            for (int i = 1; i < 10; i++) {
                                fill(bench, order, 1);
                                Thread.onSpinWait();
                            }
                        });
        String cursor = null;
        while (market.isAlive()) {
            cursor = read(dialogue, cursor, ids);
        }
        String last = cursor;
        bench.await(
                "all ten trades are told",
                () -> {
                    String _ = read(dialogue, last, ids);
                    return ids.size() == 10;
                });
    }

    private static void readsAllPages(Bench bench) {
        Order order =
                bench.working(
                        bench.requests()
                                .resting(Side.BUY)
                                .withQuantity(bench.requests().parts(PAGE + 1)));
        for (int i = 0; i < PAGE; i++) {
            fill(bench, order, 1);
        }
        List<VenueTrade> trades = new Dialogue(bench).trades(null, all -> all.size() >= PAGE);
        bench.require(
                trades.size() == PAGE
                        && trades.stream()
                                        .map(trade -> trade.fill().tradeId().value())
                                        .distinct()
                                        .count()
                                == PAGE,
                "there are " + PAGE + " trades: " + trades.size());
    }

    private static void showsAllPages(Bench bench) {
        Order _ = bench.working(bench.requests().resting(Side.BUY));
        for (int i = 0; i < PAGE; i++) {
            String _ = Foreign.place(bench, Side.BUY, "80");
        }
        VenueStatement _ =
                new Dialogue(bench).whole(null, stated -> open(stated).size() == PAGE + 1);
    }

    private static void showsEnded(Bench bench) {
        Order order = bench.working(bench.requests().resting(Side.BUY));
        bench.venue().cancel(order);
        Ends.awaitTold(bench, order, VenueOrder.State.CANCELED);
        VenueStatement _ =
                new Dialogue(bench)
                        .whole(
                                null,
                                statement ->
                                        statement.history() != null
                                                && statement.history().ended().stream()
                                                        .anyMatch(shown ->
                                                                order.id().equals(shown.clientId())
                                                                        && shown.state()
                                                                                == VenueOrder.State
                                                                                        .CANCELED));
    }

    private static Holdings holdings(VenueStatement statement) {
        return Objects.requireNonNull(statement.holdings());
    }

    private static void tellsPosition(Bench bench) {
        Order _ = bench.filled(bench.requests().market(Side.BUY));
        BigDecimal held = bench.broker().position(bench.instrument().id());
        bench.require(held.signum() > 0, "the broker has a position");
        VenueStatement _ =
                new Dialogue(bench)
                        .whole(
                                null,
                                stated ->
                                        holdings(stated)
                                                        .position(bench.instrument().id())
                                                        .compareTo(held)
                                                == 0);
    }

    private static void tellsCash(Bench bench) {
        Order _ = bench.filled(bench.requests().market(Side.BUY));
        String asset = bench.rig().profile().currency().code();
        BigDecimal held = bench.broker().balance(asset);
        VenueStatement _ = new Dialogue(bench).whole(null, stated -> isCash(stated, asset, held));
    }

    private static boolean isCash(VenueStatement statement, String asset, BigDecimal held) {
        Money cash = holdings(statement).cash();
        return cash != null
                && cash.asset().code().equals(asset)
                && cash.amount().subtract(held).abs().compareTo(ROUNDING) <= 0;
    }

    private static void carriesTime(Bench bench) {
        Instant before = bench.now();
        VenueStatement statement = new Dialogue(bench).whole(null);
        bench.require(
                !statement.askedAt().isBefore(before.minusMillis(1))
                        && !statement.askedAt().isAfter(bench.now()),
                "it was asked for between " + before + " and now: " + statement.askedAt());
    }

    private static void datesBalance(Bench bench) {
        Order _ = bench.working(bench.requests().resting(Side.BUY));
        VenueStatement statement = new Dialogue(bench).whole(null);
        bench.await(
                "the balance is as of the statement",
                () ->
                        bench.venue()
                                .balanceAsOf()
                                .filter(at ->
                                        !at.isBefore(statement.askedAt())
                                                && !at.isAfter(bench.now()))
                                .isPresent());
    }

    private static void repeatsCursor(Bench bench) {
        Order order = bench.working(bench.requests().resting(Side.BUY));
        fill(bench, order, 1);
        Dialogue dialogue = new Dialogue(bench);
        VenueStatement first = dialogue.whole(null);
        String cursor = Objects.requireNonNull(first.history()).cursor();
        VenueStatement second = dialogue.whole(cursor);
        bench.require(
                first.after() == null && Objects.equals(second.after(), cursor),
                "the statements say what they are after: " + first.after() + ", " + second.after());
    }
}
