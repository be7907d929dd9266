package dev.keel.sim.report;

import dev.keel.core.performance.RoundTrip;
import dev.keel.core.position.PositionSide;
import java.time.Instant;
import java.util.BitSet;

/**
 * Where trades were made on a price chart: ticks of bounded number, however many trades there are.
 */
final class TradeTicks {
    private static final int LENGTH = 12;
    private static final int GAP = 6;
    private static final int COLUMN = 3;

    private final TimeAxis time;
    private final ValueAxis values;
    private final StringBuilder buys = new StringBuilder();
    private final StringBuilder sells = new StringBuilder();
    private final BitSet bought = new BitSet();
    private final BitSet sold = new BitSet();

    TradeTicks(TimeAxis time, ValueAxis values) {
        this.time = time;
        this.values = values;
    }

    void add(RoundTrip trade) {
        boolean isLong = trade.side() == PositionSide.LONG;
        add(isLong, trade.entryTime(), trade.entry().price().toDouble());
        trade.exitTime()
                .ifPresent(exit ->
                        trade.exitPrice().ifPresent(price -> add(!isLong, exit, price.toDouble())));
    }

    /** Buys, as the {@code d} of an SVG path. */
    String buys() {
        return buys.isEmpty() ? "M0 0" : buys.toString();
    }

    /** Sells, as the {@code d} of an SVG path. */
    String sells() {
        return sells.isEmpty() ? "M0 0" : sells.toString();
    }

    /** One tick for each side and column of the drawing. */
    private void add(boolean buy, Instant at, double price) {
        int column = (int) (time.place(at.toEpochMilli()) * PlotLine.WIDTH / COLUMN);
        BitSet taken = buy ? bought : sold;
        if (column < 0 || taken.get(column)) {
            return;
        }
        taken.set(column);
        long y = Math.round((1 - values.place(price)) * PlotLine.HEIGHT);
        (buy ? buys : sells)
                .append('M')
                .append(column * COLUMN)
                .append(' ')
                .append(buy ? y + GAP : y - GAP)
                .append('v')
                .append(buy ? LENGTH : -LENGTH);
    }
}
