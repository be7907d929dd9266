package dev.keel.venues.metatrader;

import dev.keel.core.order.Order;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Origin;
import dev.keel.core.order.TimeInForce;
import dev.keel.venues.metatrader.book.Books;
import dev.keel.venues.metatrader.book.Ownership;
import dev.keel.venues.metatrader.book.Protections;
import dev.keel.venues.metatrader.mailbox.Row;
import dev.keel.venues.metatrader.market.SymbolTable;
import dev.keel.venues.metatrader.terminal.TerminalClock;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Turns orders into commands. A market order that is opposed to what is held names the positions
 * that it closes, so that it can never open what it should close; only the rest opens. A
 * reduce-only stop or limit becomes the level of a position, never a pending order: a pending order
 * would open a new position once the old one is gone.
 */
final class OrderPlanner {
    private static final long MAX_NARROW_MAGIC = Integer.MAX_VALUE;

    private final SymbolTable symbols;
    private final Mode mode;
    private final long deviation;

    OrderPlanner(SymbolTable symbols, Mode mode, long deviation) {
        this.symbols = symbols;
        this.mode = mode;
        this.deviation = deviation;
    }

    /**
     * Plans a new order.
     *
     * @param positions as they were seen last
     * @param quoted the symbol's row with its latest quote
     */
    Plan place(Order order, List<Row> positions, Books books, Row quoted, TerminalClock clock) {
        OrderRequest request = order.request();
        long magic = Ownership.magic(order.id(), mode.hasWideMagic());
        if (!mode.hasWideMagic() && (magic == 0 || magic > MAX_NARROW_MAGIC)) {
            return new Plan.Veto(
                    "MetaTrader 4 has room for 2147483647 orders of an account, this is " + magic);
        }
        if (request.isPostOnly()) {
            return new Plan.Veto("MetaTrader has no post-only orders");
        }
        BigDecimal volume = SymbolChecks.roundedDown(request.quantity().value(), quoted);
        Optional<String> wrong = SymbolChecks.volume(volume, quoted);
        if (wrong.isPresent()) {
            return new Plan.Veto(wrong.get());
        }
        Row command = command("NEW", order.id()).with("symbol", quoted.text("name"));
        return switch (request.type()) {
            case OrderType.Market _ -> market(request, command, volume, positions, books, quoted);
            case OrderType.TrailingStop _ ->
                    new Plan.Veto("MetaTrader's trailing stops run in the terminal only");
            case OrderType.StopLimit _ when mode == Mode.POOL || request.isReduceOnly() ->
                    new Plan.Veto(
                            "a stop-limit order cannot be "
                                    + (mode == Mode.POOL
                                            ? "placed in MetaTrader 4"
                                            : "reduce-only in MetaTrader"));
            case OrderType.Limit _, OrderType.Stop _, OrderType.StopLimit _ ->
                    request.isReduceOnly()
                            ? protect(order, volume, positions, books, quoted)
                            : pending(request, command, volume, positions, books, quoted, clock);
        };
    }

    private Row command(String op, OrderId order) {
        return Row.of("cmd")
                .with("op", op)
                .with("coid", order.value())
                .with("magic", Ownership.magic(order, mode.hasWideMagic()))
                .with("comment", Ownership.comment(order))
                .with("note", "");
    }

    private Plan market(
            OrderRequest request,
            Row command,
            BigDecimal volume,
            List<Row> positions,
            Books books,
            Row symbol) {
        Optional<String> filling = filling(request.timeInForce(), symbol);
        if (filling.isEmpty()) {
            return new Plan.Veto(
                    "time in force must be one that the symbol takes, was "
                            + request.timeInForce());
        }
        boolean closes = request.isReduceOnly() || mode.keepsBothSides();
        Legs legs =
                closes
                        ? Legs.upTo(
                                volume,
                                Legs.opposed(
                                        positions,
                                        symbol.text("name"),
                                        request.side(),
                                        books.ownership()))
                        : new Legs(List.of(), BigDecimal.ZERO);
        BigDecimal rest = request.isReduceOnly() ? BigDecimal.ZERO : volume.subtract(legs.volume());
        if (legs.legs().isEmpty() && rest.signum() == 0) {
            return new Plan.Veto("a reduce-only order must have a position to reduce, had none");
        }
        Optional<String> refused =
                rest.signum() == 0
                        ? Optional.empty()
                        : SymbolChecks.opens(request.side(), symbol)
                                .or(() -> SymbolChecks.volume(rest, symbol));
        if (refused.isPresent()) {
            return new Plan.Veto(refused.get());
        }
        return new Plan.Send(
                shaped(command, request, "market", rest, filling.get())
                        .with("price", "0")
                        .with("limit", "0")
                        .with("expires", 0)
                        .with("legs", legs.text()));
    }

    private Row shaped(
            Row command, OrderRequest request, String kind, BigDecimal volume, String filling) {
        return command.with("side", request.side().name().toLowerCase(Locale.ROOT))
                .with("kind", kind)
                .with("volume", volume)
                .with("deviation", deviation)
                .with("filling", filling);
    }

    /** What the symbol takes; a market order that may trade in part is better than none. */
    private Optional<String> filling(TimeInForce tif, Row symbol) {
        if (mode == Mode.POOL) {
            return Optional.of("fok");
        }
        boolean fok = (symbol.number("filling") & 1) != 0;
        boolean ioc = (symbol.number("filling") & 2) != 0;
        return switch (tif) {
            case TimeInForce.FillOrKill _ -> fok ? Optional.of("fok") : Optional.empty();
            case TimeInForce.ImmediateOrCancel _ -> ioc ? Optional.of("ioc") : Optional.empty();
            case TimeInForce.GoodTillCancel _, TimeInForce.GoodTillDate _ ->
                    Optional.of(ioc ? "ioc" : fok ? "fok" : "return");
        };
    }

    private Plan pending(
            OrderRequest request,
            Row command,
            BigDecimal volume,
            List<Row> positions,
            Books books,
            Row symbol,
            TerminalClock clock) {
        List<Row> opposed =
                Legs.opposed(positions, symbol.text("name"), request.side(), books.ownership());
        if (mode.keepsBothSides() && !opposed.isEmpty()) {
            return new Plan.Veto(
                    "on an account that keeps both sides a pending order against what is held"
                            + " must be reduce-only: it would open a second position");
        }
        Optional<String> refused =
                SymbolChecks.opens(request.side(), symbol)
                        .or(() -> SymbolChecks.prices(request.type(), request.side(), symbol));
        if (refused.isPresent()) {
            return new Plan.Veto(refused.get());
        }
        long expires;
        switch (request.timeInForce()) {
            case TimeInForce.GoodTillCancel _ -> expires = 0;
            case TimeInForce.GoodTillDate(var end) -> expires = clock.wall(end);
            case TimeInForce.ImmediateOrCancel _, TimeInForce.FillOrKill _ -> {
                return new Plan.Veto(
                        "a pending order cannot trade at once, time in force was "
                                + request.timeInForce());
            }
        }
        String kind =
                switch (request.type()) {
                    case OrderType.Limit _ -> "limit";
                    case OrderType.Stop _ -> "stop";
                    case OrderType.StopLimit _ -> "stoplimit";
                    case OrderType.Market _, OrderType.TrailingStop _ -> "market";
                };
        BigDecimal price =
                request.type().triggerPrice().or(request.type()::limitPrice).orElseThrow().value();
        BigDecimal limit =
                request.type() instanceof OrderType.StopLimit stopLimit
                        ? stopLimit.limit().value()
                        : BigDecimal.ZERO;
        return new Plan.Send(
                shaped(command, request, kind, volume, "return")
                        .with("price", price)
                        .with("limit", limit)
                        .with("expires", expires)
                        .with("legs", ""));
    }

    private Plan protect(
            Order order, BigDecimal volume, List<Row> positions, Books books, Row symbol) {
        OrderRequest request = order.request();
        List<Row> opposed =
                Legs.opposed(positions, symbol.text("name"), request.side(), books.ownership());
        List<Row> covered = opposed;
        if (order.origin() instanceof Origin.OfProtection(var entry) && mode.keepsBothSides()) {
            covered =
                    opposed.stream()
                            .filter(row -> books.ownership().owner(row) == entry.value())
                            .toList();
        }
        if (covered.isEmpty()) {
            return new Plan.Veto("a protective order must have a position to protect, had none");
        }
        Optional<String> refused = SymbolChecks.prices(request.type(), request.side(), symbol);
        if (refused.isPresent()) {
            return new Plan.Veto(refused.get());
        }
        String which = request.type() instanceof OrderType.Stop ? "sl" : "tp";
        List<Protections.Protection> others = others(which, covered, books, order.id());
        BigDecimal standing =
                others.stream()
                        .map(Protections.Protection::quantity)
                        .reduce(volume, BigDecimal::add);
        Legs legs = Legs.whole(covered);
        if (standing.compareTo(legs.volume()) < 0) {
            return new Plan.Veto(
                    "MetaTrader closes whole positions: "
                            + standing.toPlainString()
                            + " of "
                            + legs.volume().toPlainString()
                            + " would be protected");
        }
        BigDecimal price =
                request.type().triggerPrice().or(request.type()::limitPrice).orElseThrow().value();
        Protections.Protection own =
                new Protections.Protection(
                        order.id().value(),
                        which,
                        request.side(),
                        price,
                        volume,
                        symbol.text("name"),
                        Set.of(),
                        false);
        BigDecimal tightest =
                Stream.concat(others.stream(), Stream.of(own))
                        .min(Protections.Protection.tightestFirst())
                        .orElseThrow()
                        .price();
        return new Plan.Send(
                command("PROTECT", order.id())
                        .with("symbol", symbol.text("name"))
                        .with("which", which)
                        .with("price", tightest)
                        .with("legs", legs.text())
                        .with("note", Protections.note(price, volume, request.side())));
    }

    private static List<Protections.Protection> others(
            String which, List<Row> positions, Books books, OrderId but) {
        TreeMap<Long, Protections.Protection> others = new TreeMap<>();
        positions.stream()
                .flatMap(row ->
                        books
                                .protections()
                                .on(which, row.number("ticket"), row.number("id"))
                                .stream())
                .filter(protection -> protection.coid() != but.value())
                .forEach(protection -> others.put(protection.coid(), protection));
        return List.copyOf(others.values());
    }

    /** Plans the end of an order's rest. */
    Plan cancel(Order order, List<Row> positions, List<Row> orders, Books books) {
        long coid = order.id().value();
        List<Protections.Protection> placed = books.protections().of(coid);
        if (!placed.isEmpty()) {
            return unprotect(order, placed.getFirst(), positions, books);
        }
        Optional<Long> ticket =
                orders.stream()
                        .filter(row -> books.ownership().owner(row) == coid)
                        .map(row -> row.number("ticket"))
                        .findFirst()
                        .or(() -> books.journal().ticket(coid));
        return ticket.<Plan>map(number ->
                        new Plan.Send(command("CANCEL", order.id()).with("ticket", number)))
                .orElseGet(() -> new Plan.Veto("the terminal has not shown the order yet"));
    }

    private Plan unprotect(
            Order order, Protections.Protection protection, List<Row> positions, Books books) {
        if (!Protections.works(protection, positions)) {
            return new Plan.Nothing();
        }
        List<Row> covered =
                positions.stream()
                        .filter(row -> protection.covers(row.number("ticket"), row.number("id")))
                        .toList();
        BigDecimal next =
                others(protection.which(), covered, books, order.id()).stream()
                        .min(Protections.Protection.tightestFirst())
                        .map(Protections.Protection::price)
                        .orElse(BigDecimal.ZERO);
        return new Plan.Send(
                command("PROTECT", order.id())
                        .with("symbol", protection.symbol())
                        .with("which", protection.which())
                        .with("price", next)
                        .with("legs", Legs.whole(covered).text()));
    }

    SymbolTable symbols() {
        return symbols;
    }
}
