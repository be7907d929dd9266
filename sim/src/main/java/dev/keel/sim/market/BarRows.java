package dev.keel.sim.market;

import dev.keel.core.market.BarFormat;
import dev.keel.core.market.BarSeries;
import dev.keel.core.market.Timeframe;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** The rows of a bar file, before their format is known. */
final class BarRows {
    private final PriceColumns prices = new PriceColumns();
    private final VolumeColumn volumes = new VolumeColumn();
    private long[] openMillis = new long[1024];
    private int size;

    PriceColumns prices() {
        return prices;
    }

    VolumeColumn volumes() {
        return volumes;
    }

    int size() {
        return size;
    }

    /** The open time of the last row, or the smallest long. */
    long lastMillis() {
        return size == 0 ? Long.MIN_VALUE : openMillis[size - 1];
    }

    /** Ends the row whose prices and volume are set. */
    void endRow(long millis) {
        if (size == openMillis.length) {
            openMillis = Arrays.copyOf(openMillis, Math.multiplyExact(size, 2));
        }
        openMillis[size] = millis;
        size++;
        prices.endRow();
    }

    /**
     * The most frequent distance between two rows in milliseconds, the shortest of several such;
     * empty for one row.
     */
    OptionalLong usualDistance() {
        Map<Long, Integer> counts = new HashMap<>();
        int runStart = 1;
        for (int row = 1; row < size; row++) {
            boolean runEnds = row + 1 == size || distance(row + 1) != distance(row);
            if (runEnds) {
                counts.merge(distance(row), row + 1 - runStart, Integer::sum);
                runStart = row + 1;
            }
        }
        int most = counts.values().stream().mapToInt(count -> count).max().orElse(0);
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() == most)
                .mapToLong(Map.Entry::getKey)
                .min();
    }

    BarSeries toSeries(Timeframe timeframe) {
        int volumeDecimals = volumes.commonDecimals();
        BarFormat format = new BarFormat(timeframe, prices.decimals(), volumeDecimals);
        return BarSeries.ofColumns(
                format,
                Arrays.copyOf(openMillis, size),
                prices.column(PriceColumns.OPEN),
                prices.column(PriceColumns.HIGH),
                prices.column(PriceColumns.LOW),
                prices.column(PriceColumns.CLOSE),
                volumes.column(volumeDecimals));
    }

    /**
     * The series of some of the rows, in the order in which they are named.
     *
     * @param order rows whose times increase
     */
    BarSeries toSeries(Timeframe timeframe, int[] order) {
        int volumeDecimals = volumes.commonDecimals();
        long[][] columns = new long[6][order.length];
        for (int i = 0; i < order.length; i++) {
            int row = order[i];
            columns[0][i] = openMillis[row];
            columns[1][i] = prices.price(PriceColumns.OPEN, row);
            columns[2][i] = prices.price(PriceColumns.HIGH, row);
            columns[3][i] = prices.price(PriceColumns.LOW, row);
            columns[4][i] = prices.price(PriceColumns.CLOSE, row);
            columns[5][i] = volumes.value(row, volumeDecimals);
        }
        return BarSeries.ofColumns(
                new BarFormat(timeframe, prices.decimals(), volumeDecimals), columns);
    }

    long openMillis(int row) {
        return openMillis[row];
    }

    private long distance(int row) {
        return openMillis[row] - openMillis[row - 1];
    }
}
