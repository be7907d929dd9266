package dev.keel.sim.market;

import dev.keel.core.market.Bar;
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
        BarSeries.Builder series = BarSeries.builder(format);
        for (int row = 0; row < size; row++) {
            series.add(
                    new Bar(
                            format,
                            openMillis[row],
                            prices.price(PriceColumns.OPEN, row),
                            prices.price(PriceColumns.HIGH, row),
                            prices.price(PriceColumns.LOW, row),
                            prices.price(PriceColumns.CLOSE, row),
                            volumes.value(row, volumeDecimals)));
        }
        return series.build();
    }

    private long distance(int row) {
        return openMillis[row] - openMillis[row - 1];
    }
}
