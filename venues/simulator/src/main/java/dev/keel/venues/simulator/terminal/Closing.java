package dev.keel.venues.simulator.terminal;

import dev.keel.core.order.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** How positions become smaller. Guarded by the simulator's lock. */
final class Closing {
    private final Broker broker;

    Closing(Broker broker) {
        this.broker = broker;
    }

    Reply close(long ticket, BigDecimal volume, Held.Mark mark) {
        Held position = broker.held(ticket).orElse(null);
        if (position == null) {
            return Reply.refused(broker.codes.gone());
        }
        if (volume.signum() <= 0 || volume.compareTo(position.volume) > 0) {
            return Reply.refused(broker.codes.badVolume());
        }
        Symbol symbol = broker.symbol(position.symbol);
        return closeAt(position, volume, position.side == Side.BUY ? symbol.bid : symbol.ask, mark);
    }

    Reply closeAt(Held position, BigDecimal volume, BigDecimal price, Held.Mark mark) {
        return broker.kind.isPool()
                ? pooled(position, volume, price, mark)
                : dealt(position, volume, price, mark);
    }

    private Reply dealt(Held position, BigDecimal volume, BigDecimal price, Held.Mark mark) {
        Symbol symbol = broker.symbol(position.symbol);
        Side side = position.side.opposite();
        long order = broker.ticket();
        BigDecimal profit = profit(position, volume, price, symbol);
        long deal =
                broker.deal(
                        order, position.ticket, symbol, side, "out", volume, price, profit, mark);
        broker.chronicle.ended(
                order, symbol, side, "market", volume, BigDecimal.ZERO, price, "filled", mark);
        reduce(position, volume);
        return new Reply(broker.codes.done(), order, deal, position.ticket, volume, price, 0);
    }

    private void reduce(Held position, BigDecimal volume) {
        position.volume = position.volume.subtract(volume);
        if (position.volume.signum() <= 0) {
            broker.held.remove(position);
            broker.deeds.positionGone(position.ticket);
        }
    }

    /** MetaTrader 4: the ticket ends, and what remains goes on under a new one. */
    private Reply pooled(Held position, BigDecimal volume, BigDecimal price, Held.Mark mark) {
        Symbol symbol = broker.symbol(position.symbol);
        BigDecimal profit = profit(position, volume, price, symbol);
        BigDecimal commission = Broker.commission(volume);
        broker.balance = broker.balance.add(profit).add(commission);
        BigDecimal rest = position.volume.subtract(volume);
        String comment =
                switch (mark.reason()) {
                    case "sl", "tp" -> position.comment + "[" + mark.reason() + "]";
                    case "so" -> "so: 50.0%/1.0";
                    default -> position.comment;
                };
        broker.history.add(
                Wire.row(
                        "row",
                        "trade",
                        "ticket",
                        position.ticket,
                        "symbol",
                        symbol.name,
                        "side",
                        Broker.word(position.side),
                        "volume",
                        Symbol.text(volume),
                        "price",
                        Symbol.text(position.price),
                        "opened",
                        position.at,
                        "closePrice",
                        Symbol.text(price),
                        "at",
                        broker.now(),
                        "sl",
                        Symbol.text(position.stop),
                        "tp",
                        Symbol.text(position.target),
                        "profit",
                        Symbol.text(profit),
                        "swap",
                        "0",
                        "commission",
                        Symbol.text(commission),
                        "magic",
                        position.magic,
                        "comment",
                        comment));
        broker.held.remove(position);
        long left = 0;
        if (rest.signum() > 0) {
            left = broker.ticket();
            Held remaining =
                    new Held(
                            left,
                            position.symbol,
                            position.side,
                            rest,
                            position.price,
                            new Held.Mark(position.magic, "from #" + position.ticket, "expert"),
                            position.at);
            remaining.stop = position.stop;
            remaining.target = position.target;
            broker.held.add(remaining);
            broker.deeds.positionMoved(position.ticket, left);
        } else {
            broker.deeds.positionGone(position.ticket);
        }
        return new Reply(broker.codes.done(), position.ticket, 0, 0, volume, price, left);
    }

    Reply netted(
            long order,
            Symbol symbol,
            Side side,
            BigDecimal volume,
            BigDecimal price,
            Held.Mark mark) {
        Held position =
                broker.held.stream()
                        .filter(one -> one.symbol.equals(symbol.name))
                        .findFirst()
                        .orElse(null);
        if (position == null) {
            return broker.opened(order, symbol, side, volume, price, mark);
        }
        if (position.side == side) {
            return added(position, order, symbol, volume, price, mark);
        }
        BigDecimal closed = volume.min(position.volume);
        BigDecimal profit = profit(position, closed, price, symbol);
        boolean turns = volume.compareTo(position.volume) > 0;
        long deal =
                broker.deal(
                        order,
                        position.ticket,
                        symbol,
                        side,
                        turns ? "inout" : "out",
                        volume,
                        price,
                        profit,
                        mark);
        long id = position.ticket;
        reduce(position, closed);
        if (turns) {
            broker.held.add(
                    new Held(
                            id,
                            symbol.name,
                            side,
                            volume.subtract(closed),
                            price,
                            mark,
                            broker.now()));
        }
        return new Reply(broker.codes.done(), order, deal, id, volume, price, 0);
    }

    private Reply added(
            Held position,
            long order,
            Symbol symbol,
            BigDecimal volume,
            BigDecimal price,
            Held.Mark mark) {
        BigDecimal all = position.volume.add(volume);
        BigDecimal average =
                position.price
                        .multiply(position.volume)
                        .add(price.multiply(volume))
                        .divide(all, symbol.digits + 3, RoundingMode.HALF_UP);
        Held more =
                new Held(
                        position.ticket,
                        symbol.name,
                        position.side,
                        all,
                        average,
                        mark,
                        position.at);
        more.stop = position.stop;
        more.target = position.target;
        broker.held.set(broker.held.indexOf(position), more);
        long deal =
                broker.deal(
                        order,
                        position.ticket,
                        symbol,
                        position.side,
                        "in",
                        volume,
                        price,
                        BigDecimal.ZERO,
                        mark);
        return new Reply(broker.codes.done(), order, deal, position.ticket, volume, price, 0);
    }

    /** Closes a position whose stop or target the market has reached. */
    void atLevel(Held position, Symbol symbol) {
        BigDecimal market = position.side == Side.BUY ? symbol.bid : symbol.ask;
        int direction = position.side == Side.BUY ? 1 : -1;
        boolean isStopped =
                position.stop.signum() != 0 && market.compareTo(position.stop) * direction <= 0;
        boolean isTaken =
                position.target.signum() != 0 && market.compareTo(position.target) * direction >= 0;
        if (isStopped || isTaken) {
            byLevel(position, isStopped ? "sl" : "tp", market);
        }
    }

    void byLevel(Held position, String which, BigDecimal price) {
        broker.deeds.levelHit(position.ticket, which, position.volume);
        closeAt(
                position,
                position.volume,
                price,
                new Held.Mark(position.magic, position.comment, which));
    }

    private static BigDecimal profit(
            Held position, BigDecimal volume, BigDecimal price, Symbol symbol) {
        BigDecimal gain =
                price.subtract(position.price).multiply(volume).multiply(symbol.contractSize);
        return (position.side == Side.BUY ? gain : gain.negate()).setScale(2, RoundingMode.HALF_UP);
    }
}
