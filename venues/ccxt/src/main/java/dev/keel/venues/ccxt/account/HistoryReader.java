package dev.keel.venues.ccxt.account;

import dev.keel.core.venue.History;
import dev.keel.core.venue.Movement;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueTrade;
import dev.keel.venues.ccxt.answer.OrderReader;
import dev.keel.venues.ccxt.call.CallFailedException;
import dev.keel.venues.ccxt.table.Json;
import dev.keel.venues.connector.governor.Lane;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Reads what happened on an account since a cursor. Blocks. */
final class HistoryReader {
    private static final String TRADE = "trade";
    private static final String MOVEMENT = "movement";

    private final AccountSource source;
    private final PagedCalls pages;
    private final Duration lag;

    /**
     * @param lag how long something may be missing from the venue's lists
     */
    HistoryReader(AccountSource source, Duration lag) {
        this.source = source;
        this.pages = new PagedCalls(source.calls(), source.plan(), source.patience());
        this.lag = lag;
    }

    History read(Cursor after, Instant askedAt) {
        Instant until = askedAt.plus(Duration.ofMinutes(1));
        List<VenueOrder> ended = new ArrayList<>();
        List<Dated<VenueTrade>> trades = new ArrayList<>();
        for (String symbol : source.symbols()) {
            ended.addAll(ended(symbol, after.from(), until));
        }
        for (String symbol : source.symbols()) {
            trades.addAll(trades(symbol, after.from(), until));
        }
        List<Dated<Movement>> movements =
                new MovementReader(source, pages)
                        .read(after.from().truncatedTo(ChronoUnit.SECONDS), until).stream()
                                .map(each -> Dated.of(each))
                                .toList();
        Instant settled = askedAt.minus(lag);
        Instant from = settled.isAfter(after.from()) ? settled : after.from();
        NavigableSet<String> told = new TreeSet<>();
        return new History(
                cursorOf(from, told, trades, movements),
                ended,
                untold(trades, after),
                untold(movements, after));
    }

    /** What lies behind the next reading's beginning will be read again, and is marked as told. */
    private static String cursorOf(
            Instant from,
            NavigableSet<String> told,
            List<Dated<VenueTrade>> trades,
            List<Dated<Movement>> movements) {
        trades.stream()
                .filter(each -> !each.at().isBefore(from))
                .forEach(each -> told.add(each.mark()));
        movements.stream()
                .filter(each -> !each.at().isBefore(from))
                .forEach(each -> told.add(each.mark()));
        return new Cursor(from, told).toString();
    }

    /** What has traded, oldest first, whatever was told of it. */
    List<VenueTrade> trades(Instant since, Instant askedAt) {
        List<Dated<VenueTrade>> trades = new ArrayList<>();
        for (String symbol : source.symbols()) {
            trades.addAll(trades(symbol, since, askedAt.plus(Duration.ofMinutes(1))));
        }
        return untold(trades, Cursor.beginning(since));
    }

    private static <T> List<T> untold(List<Dated<T>> all, Cursor after) {
        return all.stream()
                .filter(each -> !each.at().isBefore(after.from()))
                .filter(each -> !after.isTold(each.mark()))
                .sorted(Comparator.comparing(Dated::at))
                .map(Dated::what)
                .toList();
    }

    private List<VenueOrder> ended(String symbol, Instant since, Instant until) {
        List<VenueOrder> ended = new ArrayList<>();
        for (RecordPlan.Call call : source.plan().ended()) {
            for (JsonNode order : pages.all(call, symbol, since, until)) {
                source.owners().learn(order);
                VenueOrder read = source.orders().read(order);
                if (read.state() != VenueOrder.State.WORKING) {
                    ended.add(read);
                }
            }
        }
        return ended;
    }

    private List<Dated<VenueTrade>> trades(String symbol, Instant since, Instant until) {
        List<Dated<VenueTrade>> trades = new ArrayList<>();
        for (RecordPlan.Call call : source.plan().trades()) {
            for (JsonNode trade : pages.all(call, symbol, since, until)) {
                identify(trade, symbol);
                VenueTrade read = source.trades().read(trade, source.owners().of(trade));
                trades.add(
                        new Dated<>(
                                read,
                                read.fill().at(),
                                Cursor.mark(
                                        TRADE, symbol, read.fill().tradeId() + " " + read.side())));
            }
        }
        return trades;
    }

    /** A trade that names an order nobody knows: the order itself is asked for, once. */
    private void identify(JsonNode trade, String symbol) {
        if (source.owners().isKnown(trade)) {
            return;
        }
        ArrayNode arguments = Json.array();
        arguments.add(Json.requireText(trade, "order"));
        arguments.add(symbol);
        try {
            JsonNode order =
                    source.calls().get(Lane.RECONCILE, "fetchOrder", arguments, source.patience());
            if (OrderReader.isOrder(order)) {
                source.owners().learn(order);
            }
        } catch (CallFailedException e) {
            if (!source.isAbsent(e.reply())) {
                throw e;
            }
        }
    }

    /** Something that happened, and how it is remembered. */
    private record Dated<T>(T what, Instant at, String mark) {
        /**
         * What is dated to the second may have been at any time of it; the latest is reckoned with.
         */
        static Dated<Movement> of(Movement movement) {
            Instant at = movement.at();
            boolean toTheSecond = at.equals(at.truncatedTo(ChronoUnit.SECONDS));
            Instant latest = toTheSecond ? at.plusMillis(999) : at;
            return new Dated<>(movement, latest, Cursor.mark(MOVEMENT, "", movement.id()));
        }
    }
}
