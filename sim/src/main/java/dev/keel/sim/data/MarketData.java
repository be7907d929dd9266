package dev.keel.sim.data;

import dev.keel.core.market.BarSeries;
import dev.keel.sim.market.BarFile;
import dev.keel.sim.market.DataQuality;
import dev.keel.sim.market.LoadedBars;
import dev.keel.sim.market.MarketDataException;
import dev.keel.sim.parquet.ParquetBars;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Bars from a file of any format that Keel knows: CSV, packed by gzip or not, Parquet, and the
 * columnar form. The content says which it is, not the name.
 */
public final class MarketData {
    private MarketData() {}

    /**
     * Reads a file; with a cache, its columnar form where that is known for this very content.
     *
     * @throws MarketDataException if the file cannot be read or is malformed; or if it is a
     *     columnar file whose source lies beside it and has changed since
     */
    public static LoadedBars load(Path file, Optional<BarCache> cache) {
        if (ColumnarFile.isOne(file)) {
            return columnar(file);
        }
        if (Files.isRegularFile(file) && cache.filter(BarCache::isThere).isPresent()) {
            Optional<ColumnarFile.Content> cached = cache.get().find(SourceKey.of(file));
            if (cached.isPresent()) {
                return loaded(cached.get());
            }
        }
        return ParquetBars.isOne(file) ? parquet(file) : BarFile.load(file);
    }

    /** Reads a file without a cache. */
    public static LoadedBars load(Path file) {
        return load(file, Optional.empty());
    }

    private static LoadedBars columnar(Path file) {
        ColumnarFile.Content content = ColumnarFile.read(file);
        Path source = file.resolveSibling(content.source().name());
        if (Files.isRegularFile(source) && !isSource(source, content.source())) {
            throw MarketDataException.inFile(
                    String.valueOf(file.getFileName()),
                    "was made of "
                            + content.source().name()
                            + ", which has changed since; import it again");
        }
        return loaded(content);
    }

    /** The size is looked at first: most changes need no hash to be seen. */
    private static boolean isSource(Path file, SourceKey key) {
        return file.toFile().length() == key.size() && SourceKey.of(file).isSameContent(key);
    }

    private static LoadedBars loaded(ColumnarFile.Content content) {
        return new LoadedBars(
                content.series(), DataQuality.of(content.series(), content.roundedVolumes()));
    }

    private static LoadedBars parquet(Path file) {
        var rows = ParquetBars.read(file);
        String name = String.valueOf(file.getFileName());
        if (!rows.refused().isEmpty()) {
            throw MarketDataException.inFile(name, rows.refused().getFirst().detail());
        }
        int[] order = new int[rows.size()];
        Arrays.setAll(order, row -> row);
        for (int row = 1; row < rows.size(); row++) {
            if (rows.openMillis(row) <= rows.openMillis(row - 1)) {
                throw MarketDataException.inFile(
                        name,
                        "row "
                                + rows.line(row)
                                + ": field 'timestamp' must be after the row before");
            }
        }
        BarSeries series = rows.series(UsualDistance.timeframe(name, rows, order), order);
        return new LoadedBars(series, DataQuality.of(series, rows.roundedVolumes()));
    }
}
