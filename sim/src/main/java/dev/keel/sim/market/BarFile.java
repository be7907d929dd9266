package dev.keel.sim.market;

import dev.keel.core.market.BarSeries;
import dev.keel.core.market.Timeframe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads bars from a CSV file, packed by gzip or not.
 *
 * <p>The header is {@code timestamp,open,high,low,close,volume}. A timestamp is the bar's open in
 * UTC, such as {@code 2024-01-31T23:59:00Z}, and strictly later than the one before. Prices are
 * above 0, a volume may be 0 (unknown); both are plain decimal numbers of at most 18 decimals.
 * Lines end with LF or CR LF. Gaps are allowed and counted. Whether a file is packed shows its
 * content, not its name.
 *
 * <p>Prices are exact: the series has as many decimals as the finest of them needs. So are volumes,
 * unless their sum would not fit 64 bits at the decimals of the finest; then the finest are rounded
 * half-even, and counted.
 */
public final class BarFile {
    private BarFile() {}

    /**
     * Reads a file whose timeframe is the most frequent distance between two bars, the shortest of
     * several such.
     *
     * @throws MarketDataException if the file cannot be read, is malformed or has a single bar
     */
    public static LoadedBars load(Path path) {
        return load(path, Optional.empty());
    }

    /**
     * Reads a file of a known timeframe.
     *
     * @throws MarketDataException if the file cannot be read, is malformed, or most of its bars are
     *     closer together than the timeframe
     */
    public static LoadedBars load(Path path, Timeframe timeframe) {
        return load(path, Optional.of(timeframe));
    }

    private static LoadedBars load(Path path, Optional<Timeframe> given) {
        String file = String.valueOf(path.getFileName());
        BarRows rows = DataFile.read(path, (name, in) -> new BarFileParser(name, in).parse());
        Timeframe timeframe =
                given.isPresent() ? checked(file, rows, given.get()) : inferred(file, rows);
        BarSeries series = rows.toSeries(timeframe);
        int roundedVolumes = rows.volumes().rounded(series.format().volumeDecimals());
        return new LoadedBars(series, DataQuality.of(series, roundedVolumes));
    }

    /**
     * Reads all rows that are bars, in whatever order they come, and says of every other one why it
     * is none.
     *
     * @throws MarketDataException if the file cannot be read, or has another header
     */
    public static RawBars survey(Path path) {
        return DataFile.read(path, (file, in) -> new BarFileParser(file, in).survey());
    }

    private static Timeframe checked(String file, BarRows rows, Timeframe given) {
        long usual = rows.usualDistance().orElse(given.toMillis());
        if (usual < given.toMillis()) {
            throw MarketDataException.inFile(
                    file,
                    "timeframe must be at most the "
                            + usual
                            + " ms between most bars, was "
                            + given);
        }
        return given;
    }

    static Timeframe inferred(String file, BarRows rows) {
        OptionalLong usual = rows.usualDistance();
        if (usual.isEmpty()) {
            throw MarketDataException.inFile(
                    file, "must have two bars to show its timeframe, or be given one");
        }
        if (usual.getAsLong() % 1_000 != 0) {
            throw MarketDataException.inFile(
                    file,
                    "bars must be whole seconds apart, most are "
                            + usual.getAsLong()
                            + " ms apart");
        }
        return new Timeframe(Duration.ofMillis(usual.getAsLong()));
    }
}
