package dev.keel.sim.data;

import dev.keel.core.market.Bar;
import dev.keel.core.market.BarFormat;
import dev.keel.core.market.BarSeries;
import dev.keel.sim.market.DataFile;
import dev.keel.sim.market.MarketDataException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits and dividends of a share, as factors.
 *
 * <p>The CSV has the header {@code date,price_factor,split_factor} and, as a fourth column that is
 * not used, a reference price. Dates rise. A row holds for all bars up to and on its date:
 *
 * <pre>
 *   adjusted price  = raw price x price_factor x split_factor
 *   adjusted volume = raw volume / split_factor
 * </pre>
 *
 * of the first row whose date is not before the bar's; bars after the last row stay as they are.
 * The products are exact and then rounded half-even to {@value #PRICE_DECIMALS} decimals, volumes
 * to {@value #VOLUME_DECIMALS}.
 *
 * <p>Adjusted prices are those of somebody who bought before a split or dividend and reinvested it.
 * Nobody could trade at them at the time: what is computed from them are returns, not amounts.
 *
 * <p>Reference: the factor files of QuantConnect Lean, "US Equity Security Master", whose factors
 * these are.
 */
public final class FactorFile {
    private static final String HEADER = "date,price_factor,split_factor";
    private static final int PRICE_DECIMALS = 8;
    private static final int VOLUME_DECIMALS = 4;

    private final List<Row> rows;

    private FactorFile(List<Row> rows) {
        this.rows = List.copyOf(rows);
    }

    /** Factors for all bars up to and on a date. */
    private record Row(LocalDate date, BigDecimal price, BigDecimal split) {
        boolean changes() {
            return price.compareTo(BigDecimal.ONE) != 0 || split.compareTo(BigDecimal.ONE) != 0;
        }
    }

    /**
     * Reads a file.
     *
     * @throws MarketDataException naming the line and field that is wrong
     */
    public static FactorFile read(Path path) {
        return DataFile.read(path, FactorFile::read);
    }

    /** The bars as if every split and dividend had been known from the start. */
    public BarSeries adjust(BarSeries raw) {
        BarFormat from = raw.format();
        BarFormat to = new BarFormat(from.timeframe(), PRICE_DECIMALS, volumeDecimals(raw));
        BarSeries.Builder adjusted = BarSeries.builder(to);
        int row = 0;
        for (int i = 0; i < raw.size(); i++) {
            Bar bar = raw.bar(i);
            row = rowOf(bar.openMillis(), row);
            adjusted.add(adjusted(bar, row, to));
        }
        return adjusted.build();
    }

    /** How many bars {@link #adjust} changes. */
    public int countAdjusted(BarSeries raw) {
        int count = 0;
        int row = 0;
        for (int i = 0; i < raw.size(); i++) {
            row = rowOf(raw.openMillis(i), row);
            count += row < rows.size() && rows.get(row).changes() ? 1 : 0;
        }
        return count;
    }

    private int volumeDecimals(BarSeries raw) {
        // Splits of the past multiply volumes; where they are great, decimals make room.
        long greatest = 1;
        for (int i = 0; i < raw.size(); i++) {
            greatest = Math.max(greatest, raw.volume(i));
        }
        BigDecimal leastSplit =
                rows.stream().map(Row::split).min(BigDecimal::compareTo).orElse(BigDecimal.ONE);
        BigDecimal bound =
                BigDecimal.valueOf(greatest, raw.format().volumeDecimals())
                        .multiply(BigDecimal.valueOf(Math.max(1, raw.size())))
                        .divide(leastSplit.min(BigDecimal.ONE), 0, RoundingMode.UP);
        int room = 18 - bound.precision();
        return Math.max(0, Math.min(VOLUME_DECIMALS, room));
    }

    private Bar adjusted(Bar bar, int row, BarFormat to) {
        BigDecimal price = BigDecimal.ONE;
        BigDecimal split = BigDecimal.ONE;
        if (row < rows.size()) {
            split = rows.get(row).split;
            price = rows.get(row).price.multiply(split);
        }
        int decimals = bar.format().priceDecimals();
        return new Bar(
                to,
                bar.openMillis(),
                times(bar.open(), decimals, price),
                times(bar.high(), decimals, price),
                times(bar.low(), decimals, price),
                times(bar.close(), decimals, price),
                BigDecimal.valueOf(bar.volume(), bar.format().volumeDecimals())
                        .divide(split, to.volumeDecimals(), RoundingMode.HALF_EVEN)
                        .unscaledValue()
                        .longValueExact());
    }

    private static long times(long unscaled, int decimals, BigDecimal factor) {
        return BigDecimal.valueOf(unscaled, decimals)
                .multiply(factor)
                .setScale(PRICE_DECIMALS, RoundingMode.HALF_EVEN)
                .unscaledValue()
                .longValueExact();
    }

    /** The first row not before a bar's date, looked for from a row on; bars come by time. */
    private int rowOf(long openMillis, int from) {
        LocalDate date = LocalDate.ofInstant(Instant.ofEpochMilli(openMillis), ZoneOffset.UTC);
        int row = from;
        while (row < rows.size() && rows.get(row).date.isBefore(date)) {
            row++;
        }
        return row;
    }

    private static FactorFile read(String file, InputStream in) throws IOException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        String header = reader.readLine();
        if (header == null || !(header.equals(HEADER) || header.startsWith(HEADER + ","))) {
            throw MarketDataException.inLine(file, 1, "header must begin with '" + HEADER + "'");
        }
        List<Row> rows = new ArrayList<>();
        String text;
        for (long line = 2; (text = reader.readLine()) != null; line++) {
            Row row = row(file, line, text);
            if (!rows.isEmpty() && !rows.getLast().date.isBefore(row.date)) {
                throw MarketDataException.inField(
                        file, line, "date", "must be after the line before, was " + row.date);
            }
            rows.add(row);
        }
        if (rows.isEmpty()) {
            throw MarketDataException.inFile(file, "must have factors, has only a header");
        }
        return new FactorFile(rows);
    }

    private static Row row(String file, long line, String text) {
        String[] fields = text.split(",", -1);
        if (fields.length < 3) {
            throw MarketDataException.inLine(file, line, "must have at least 3 fields");
        }
        return new Row(
                date(file, line, fields[0]),
                factor(file, line, "price_factor", fields[1]),
                factor(file, line, "split_factor", fields[2]));
    }

    private static LocalDate date(String file, long line, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw MarketDataException.inField(
                    file, line, "date", "must be a day such as 2024-01-31");
        }
    }

    private static BigDecimal factor(String file, long line, String field, String text) {
        BigDecimal factor;
        try {
            factor = text.length() > 30 ? BigDecimal.ZERO : new BigDecimal(text);
        } catch (NumberFormatException e) {
            factor = BigDecimal.ZERO;
        }
        if (factor.signum() <= 0 || Math.abs(factor.scale()) > 18) {
            throw MarketDataException.inField(file, line, field, "must be a number above 0");
        }
        return factor;
    }
}
