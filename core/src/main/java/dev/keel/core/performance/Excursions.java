package dev.keel.core.performance;

import dev.keel.core.market.Bar;
import dev.keel.core.market.BarSeries;
import dev.keel.core.position.PositionSide;
import java.util.List;

/** How far prices went against and in favour of closed trades while they were held. */
final class Excursions {
    private int trades;
    private double adverse;
    private double mostAdverse;
    private double favourable;
    private double mostFavourable;
    private double givenBack;

    private Excursions() {}

    /**
     * Looks at the bars that each trade was held in: from the one of its first fill to the last one
     * that opened before its last fill.
     */
    static Excursions of(List<RoundTrip> trades, BarSeries bars) {
        Excursions excursions = new Excursions();
        for (RoundTrip trade : trades) {
            trade.exitTime().ifPresent(exit -> excursions.add(trade, exit.toEpochMilli(), bars));
        }
        return excursions;
    }

    void putInto(Values values) {
        if (trades == 0) {
            return;
        }
        values.put(Metric.AVERAGE_ADVERSE_EXCURSION, adverse / trades);
        values.put(Metric.MAX_ADVERSE_EXCURSION, mostAdverse);
        values.put(Metric.AVERAGE_FAVOURABLE_EXCURSION, favourable / trades);
        values.put(Metric.MAX_FAVOURABLE_EXCURSION, mostFavourable);
        values.put(Metric.AVERAGE_END_TRADE_DRAWDOWN, givenBack / trades);
    }

    private void add(RoundTrip trade, long exitMillis, BarSeries bars) {
        double entry = trade.entry().price().toDouble();
        double least = entry;
        double greatest = entry;
        int first = barAt(bars, trade.entryTime().toEpochMilli());
        for (int i = first; i < bars.size() && bars.openMillis(i) < exitMillis; i++) {
            Bar bar = bars.bar(i);
            least = Math.min(least, bar.lowValue());
            greatest = Math.max(greatest, bar.highValue());
        }
        boolean isLong = trade.side() == PositionSide.LONG;
        double perPrice = trade.entry().notional().toDouble() / entry;
        double against = perPrice * (isLong ? entry - least : greatest - entry);
        double inFavour = perPrice * (isLong ? greatest - entry : entry - least);
        trades++;
        adverse += against;
        favourable += inFavour;
        mostAdverse = Math.max(mostAdverse, against);
        mostFavourable = Math.max(mostFavourable, inFavour);
        givenBack += inFavour - trade.pnl().plus(trade.fees()).toDouble();
    }

    /**
     * The bar in which an instant lies: the last that opened at or before it; the first if there is
     * none. A fill at a bar's close, which is the next one's open, belongs to the next.
     */
    private static int barAt(BarSeries bars, long millis) {
        int low = 0;
        int high = bars.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (bars.openMillis(middle) <= millis) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return Math.max(0, low - 1);
    }
}
