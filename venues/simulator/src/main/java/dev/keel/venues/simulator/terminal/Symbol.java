package dev.keel.venues.simulator.terminal;

import dev.keel.core.instrument.InstrumentId;
import java.math.BigDecimal;
import java.util.Map;

/** A market of the simulated broker. */
final class Symbol {
    /** Brokers put such behind the names of their markets. */
    static final String SUFFIX = ".m";

    final String name;
    final String base;
    final String profit;
    final int digits;
    final BigDecimal contractSize;
    final BigDecimal step;
    final int stopsLevel;
    int filling = 3;
    int trade = 4;
    BigDecimal bid;
    BigDecimal ask;

    Symbol(
            String name,
            String base,
            String profit,
            int digits,
            String contractSize,
            String step,
            int stopsLevel,
            String bid,
            String ask) {
        this.name = name;
        this.base = base;
        this.profit = profit;
        this.digits = digits;
        this.contractSize = new BigDecimal(contractSize);
        this.step = new BigDecimal(step);
        this.stopsLevel = stopsLevel;
        this.bid = new BigDecimal(bid);
        this.ask = new BigDecimal(ask);
    }

    /** As everybody but this broker calls it: without the suffix. */
    InstrumentId id() {
        return InstrumentId.of(
                name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name);
    }

    BigDecimal point() {
        return BigDecimal.ONE.movePointLeft(digits);
    }

    Map<String, Object> row(long at, boolean isPool) {
        return Wire.row(
                "row",
                "symbol",
                "name",
                name,
                "description",
                "Simulated \u20ac market",
                "digits",
                digits,
                "point",
                text(point()),
                "tickSize",
                text(point()),
                "tickValue",
                text(point().multiply(contractSize)),
                "contractSize",
                text(contractSize),
                "volumeMin",
                text(step),
                "volumeMax",
                "100000000",
                "volumeStep",
                text(step),
                "volumeLimit",
                "0",
                "stopsLevel",
                stopsLevel,
                "freezeLevel",
                0,
                "filling",
                isPool ? 0 : filling,
                "execution",
                2,
                "trade",
                trade,
                "base",
                base,
                "profit",
                profit,
                "margin",
                base,
                "calc",
                0,
                "orders",
                isPool ? 7 : 15,
                "bid",
                text(bid),
                "ask",
                text(ask),
                "time",
                at);
    }

    static String text(BigDecimal number) {
        return number.toPlainString();
    }
}
