package dev.keel.venues.simulator.terminal;

import dev.keel.core.order.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** The broker behind the terminal: what is true. Guarded by the simulator's lock. */
final class Broker {
    private static final BigDecimal COMMISSION = new BigDecimal("0.10");

    final TerminalKind kind;
    final Codes codes;
    final Map<String, Symbol> symbols = new TreeMap<>();
    final List<Held> held = new ArrayList<>();
    final List<Waiting> waiting = new ArrayList<>();
    final List<Map<String, Object>> history = new ArrayList<>();
    final Chronicle chronicle = new Chronicle(this);
    final Deeds deeds = new Deeds();
    private final LongSupplier time;
    private final Closing closing;
    BigDecimal balance = BigDecimal.ZERO;
    BigDecimal cap = new BigDecimal("1000000000");
    private long tickets = 1_000;

    Broker(TerminalKind kind, LongSupplier time) {
        this.kind = kind;
        this.codes = new Codes(kind.isPool());
        this.time = time;
        this.closing = new Closing(this);
    }

    long now() {
        return time.getAsLong();
    }

    long ticket() {
        tickets++;
        return tickets;
    }

    Symbol symbol(String name) {
        Symbol symbol = symbols.get(name);
        if (symbol == null) {
            throw new IllegalArgumentException("symbol must be simulated, was " + name);
        }
        return symbol;
    }

    Optional<Held> held(long ticket) {
        return held.stream().filter(one -> one.ticket == ticket).findFirst();
    }

    Optional<Waiting> waiting(long ticket) {
        return waiting.stream().filter(one -> one.ticket == ticket).findFirst();
    }

    static BigDecimal commission(BigDecimal volume) {
        return COMMISSION.multiply(volume).setScale(2, RoundingMode.HALF_UP).negate();
    }

    /** A market order. */
    Reply market(Symbol symbol, Side side, BigDecimal volume, String filling, Held.Mark mark) {
        boolean isTaken =
                switch (filling) {
                    case "fok" -> (symbol.filling & 1) != 0;
                    case "ioc" -> (symbol.filling & 2) != 0;
                    default -> true;
                };
        if (!kind.isPool() && !isTaken) {
            return Reply.refused(codes.badFilling());
        }
        if (volume.remainder(symbol.step).signum() != 0 || volume.signum() <= 0) {
            return Reply.refused(codes.badVolume());
        }
        if (volume.compareTo(cap) > 0) {
            return Reply.refused(codes.noMoney());
        }
        return trade(
                ticket(), symbol, side, volume, side == Side.BUY ? symbol.ask : symbol.bid, mark);
    }

    /** Trades, whatever the market. */
    Reply trade(
            long order,
            Symbol symbol,
            Side side,
            BigDecimal volume,
            BigDecimal price,
            Held.Mark mark) {
        return switch (kind) {
            case POOL, HEDGING -> opened(order, symbol, side, volume, price, mark);
            case NETTING -> closing.netted(order, symbol, side, volume, price, mark);
        };
    }

    Reply opened(
            long order,
            Symbol symbol,
            Side side,
            BigDecimal volume,
            BigDecimal price,
            Held.Mark mark) {
        Held position = held.stream().filter(one -> one.ticket == order).findFirst().orElse(null);
        if (position == null) {
            held.add(new Held(order, symbol.name, side, volume, price, mark, now()));
        } else {
            position.volume = position.volume.add(volume);
        }
        long deal =
                kind.isPool()
                        ? 0
                        : deal(
                                order,
                                order,
                                symbol,
                                side,
                                "in",
                                volume,
                                price,
                                BigDecimal.ZERO,
                                mark);
        return new Reply(codes.done(), order, deal, order, volume, price, 0);
    }

    long deal(
            long order,
            long position,
            Symbol symbol,
            Side side,
            String entry,
            BigDecimal volume,
            BigDecimal price,
            BigDecimal profit,
            Held.Mark mark) {
        BigDecimal commission = commission(volume);
        balance = balance.add(profit).add(commission);
        return chronicle.deal(
                order, position, symbol, side, entry, volume, price, profit, commission, mark);
    }

    void move(BigDecimal amount, String what) {
        balance = balance.add(amount);
        chronicle.money(amount, what);
    }

    /** Records the end of an order that traded at once, in MetaTrader 5. */
    void endedAtOnce(Reply reply, Symbol symbol, Side side, BigDecimal asked, Held.Mark mark) {
        if (!kind.isPool() && reply.order() != 0) {
            boolean isWhole = reply.volume().compareTo(asked) >= 0;
            chronicle.ended(
                    reply.order(),
                    symbol,
                    side,
                    "market",
                    asked,
                    asked.subtract(reply.volume()),
                    reply.price(),
                    isWhole ? "filled" : "canceled",
                    mark);
        }
    }

    Reply close(long ticket, BigDecimal volume, Held.Mark mark) {
        return closing.close(ticket, volume, mark);
    }

    /** Closes at a price, whatever the market. */
    Reply closeAt(Held position, BigDecimal volume, BigDecimal price, Held.Mark mark) {
        return closing.closeAt(position, volume, price, mark);
    }

    /** A pending order. */
    Reply pending(
            Symbol symbol,
            Side side,
            String form,
            BigDecimal volume,
            BigDecimal price,
            BigDecimal limit,
            long expires,
            Held.Mark mark) {
        if (volume.remainder(symbol.step).signum() != 0 || volume.signum() <= 0) {
            return Reply.refused(codes.badVolume());
        }
        BigDecimal market = side == Side.BUY ? symbol.ask : symbol.bid;
        int beyond = price.compareTo(market) * (side == Side.BUY ? 1 : -1);
        boolean isRight = form.equals("limit") ? beyond < 0 : beyond > 0;
        if (!isRight) {
            return Reply.refused(codes.badPrice());
        }
        BigDecimal near = symbol.point().multiply(BigDecimal.valueOf(symbol.stopsLevel));
        if (price.subtract(market).abs().compareTo(near) < 0) {
            return Reply.refused(codes.badStops());
        }
        if (volume.compareTo(cap) > 0) {
            return Reply.refused(codes.noMoney());
        }
        long ticket = ticket();
        waiting.add(
                new Waiting(
                        ticket,
                        symbol.name,
                        side,
                        form,
                        volume,
                        price,
                        limit,
                        mark,
                        now(),
                        expires));
        return new Reply(codes.placed(), ticket, 0, 0, volume, price, 0);
    }

    Reply delete(long ticket) {
        Waiting order = waiting(ticket).orElse(null);
        if (order == null) {
            return Reply.refused(codes.gone());
        }
        end(order, "canceled");
        return new Reply(codes.done(), ticket, 0, 0, order.volume, order.price, 0);
    }

    void end(Waiting order, String state) {
        waiting.remove(order);
        chronicle.ended(
                order.ticket,
                symbol(order.symbol),
                order.side,
                order.kind,
                order.volume,
                order.left,
                order.price,
                state,
                order.mark);
        deeds.ended(order.ticket, state);
    }

    boolean isLevel(long ticket, String which, BigDecimal price) {
        return held(ticket)
                .map(one -> which.equals("sl") ? one.stop : one.target)
                .filter(level -> level.compareTo(price) == 0)
                .isPresent();
    }

    Reply level(long ticket, String which, BigDecimal price) {
        Held position = held(ticket).orElse(null);
        if (position == null) {
            return Reply.refused(codes.gone());
        }
        Symbol symbol = symbol(position.symbol);
        BigDecimal market = position.side == Side.BUY ? symbol.bid : symbol.ask;
        int above = price.compareTo(market) * (position.side == Side.BUY ? 1 : -1);
        boolean isRight = which.equals("sl") ? above < 0 : above > 0;
        if (price.signum() != 0 && !isRight) {
            return Reply.refused(codes.badStops());
        }
        BigDecimal before = which.equals("sl") ? position.stop : position.target;
        if (before.compareTo(price) == 0) {
            return Reply.refused(codes.noChanges());
        }
        if (which.equals("sl")) {
            position.stop = price;
        } else {
            position.target = price;
        }
        return new Reply(codes.done(), 0, 0, ticket, position.volume, price, 0);
    }

    /** Moves the market, and whatever it reaches. */
    void quote(Symbol symbol, BigDecimal bid, BigDecimal ask) {
        symbol.bid = bid;
        symbol.ask = ask;
        for (Held position : List.copyOf(held)) {
            if (position.symbol.equals(symbol.name)) {
                closing.atLevel(position, symbol);
            }
        }
        for (Waiting order : List.copyOf(waiting)) {
            if (order.symbol.equals(symbol.name) && order.isReached(bid, ask)) {
                fill(order, order.left, order.side == Side.BUY ? ask : bid);
            }
        }
        expire();
    }

    void expire() {
        List.copyOf(waiting).stream()
                .filter(order -> order.expires > 0 && order.expires <= now())
                .forEach(order -> end(order, "expired"));
    }

    /** Fills part of a pending order. */
    void fill(Waiting order, BigDecimal volume, BigDecimal price) {
        Symbol symbol = symbol(order.symbol);
        trade(order.ticket, symbol, order.side, volume, price, order.mark);
        order.left = order.left.subtract(volume);
        deeds.filled(order.ticket, volume);
        if (order.left.signum() <= 0) {
            waiting.remove(order);
            if (!kind.isPool()) {
                chronicle.ended(
                        order.ticket,
                        symbol,
                        order.side,
                        order.kind,
                        order.volume,
                        BigDecimal.ZERO,
                        order.price,
                        "filled",
                        order.mark);
            }
        }
    }

    BigDecimal position(String symbol) {
        return held.stream()
                .filter(one -> one.symbol.equals(symbol))
                .map(one -> one.side == Side.BUY ? one.volume : one.volume.negate())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    static String word(Side side) {
        return side == Side.BUY ? "buy" : "sell";
    }
}
