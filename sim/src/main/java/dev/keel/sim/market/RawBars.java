package dev.keel.sim.market;

import dev.keel.core.market.BarSeries;
import dev.keel.core.market.Timeframe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a file that are bars, in the order in which they came, and those that were refused.
 *
 * <p>Times may repeat and go back. Immutable.
 */
public final class RawBars {
    private final BarRows rows;
    private final long[] lines;
    private final List<Refusal> refused;

    private final long rowsRead;

    private RawBars(BarRows rows, long[] lines, List<Refusal> refused, long rowsRead) {
        this.rowsRead = rowsRead;
        this.rows = rows;
        this.lines = lines;
        this.refused = List.copyOf(refused);
    }

    /** The number of rows that are bars. */
    public int size() {
        return rows.size();
    }

    /** How many rows the file has, of which several may have been joined to one bar. */
    public long rowsRead() {
        return rowsRead;
    }

    /** The rows that are none, in the order in which they came. */
    public List<Refusal> refused() {
        return refused;
    }

    /** The line, or in a file without lines the row, that a row came from. */
    public long line(int row) {
        return lines[row];
    }

    public long openMillis(int row) {
        return rows.openMillis(row);
    }

    /** How many decimals {@link #price} has. */
    public int priceDecimals() {
        return rows.prices().decimals();
    }

    /**
     * A price as a multiple of 10^-priceDecimals.
     *
     * @param column 0 to 3: open, high, low, close
     */
    public long price(int column, int row) {
        return rows.prices().price(column, row);
    }

    /** Whether two rows hold the same prices and volumes. */
    public boolean sameValues(int row, int other) {
        for (int column = PriceColumns.OPEN; column <= PriceColumns.CLOSE; column++) {
            if (price(column, row) != price(column, other)) {
                return false;
            }
        }
        return rows.volumes().same(row, other);
    }

    /** How many volumes lose digits, because the sum of all would not fit 64 bits. */
    public int roundedVolumes() {
        return rows.volumes().rounded(rows.volumes().commonDecimals());
    }

    /**
     * The series of some of the rows.
     *
     * @param order the rows to take, by rising time
     * @throws IllegalArgumentException if their times do not rise
     */
    public BarSeries series(Timeframe timeframe, int[] order) {
        return rows.toSeries(timeframe, order);
    }

    /** Collects rows that do not come from a CSV file. Used by one thread. */
    public static final class Builder {
        private static final int PRICES = 4;

        private final String file;
        private final BarRows rows = new BarRows();
        private final Collector collector = new Collector(rows);

        /**
         * Starts without rows.
         *
         * @param file its name, for messages
         */
        public Builder(String file) {
            this.file = file;
        }

        /** Refuses a row. */
        public void refuse(long row, Refusal.Reason reason, String detail) {
            collector.refused(row, reason, file + " row " + row + ": " + detail);
        }

        /**
         * Takes a row, or refuses it if it is no bar.
         *
         * @param values open, high, low, close and volume, without their decimal points
         * @param decimals how many decimals each of them has, 0 to 18
         */
        public void add(long row, long openMillis, long[] values, int[] decimals) {
            String wrong = wrong(openMillis, values);
            if (wrong == null) {
                wrong = take(values, decimals);
            }
            if (wrong != null) {
                refuse(row, Refusal.Reason.MALFORMED, wrong);
                return;
            }
            PriceColumns prices = rows.prices();
            long high = prices.current(PriceColumns.HIGH);
            long low = prices.current(PriceColumns.LOW);
            long open = prices.current(PriceColumns.OPEN);
            long close = prices.current(PriceColumns.CLOSE);
            if (high < Math.max(open, close) || low > Math.min(open, close)) {
                refuse(row, Refusal.Reason.PRICES, "high and low must enclose open and close");
                return;
            }
            rows.volumes().add(values[PRICES], decimals[PRICES]);
            rows.endRow(openMillis);
            collector.kept(row);
        }

        public RawBars build() {
            return collector.done();
        }

        /** Builds bars that were joined of so many rows. */
        public RawBars build(long rowsRead) {
            return collector.done(rowsRead);
        }

        private static @Nullable String wrong(long openMillis, long[] values) {
            if (openMillis < TimestampField.EARLIEST || openMillis > TimestampField.LATEST) {
                return "timestamp must lie in the years 0 to 9999";
            }
            for (int i = 0; i < PRICES; i++) {
                if (values[i] <= 0) {
                    return "prices must be above 0";
                }
            }
            return values[PRICES] < 0 ? "volume must not be negative" : null;
        }

        private @Nullable String take(long[] values, int[] decimals) {
            PriceColumns prices = rows.prices();
            for (int column = 0; column < PRICES; column++) {
                long value = values[column];
                int places = decimals[column];
                while (places > 0 && value % 10 == 0) {
                    value /= 10;
                    places--;
                }
                boolean fits =
                        places <= prices.decimals()
                                || prices.raiseDecimals(column, places).isEmpty();
                if (!fits || !prices.set(column, value, places)) {
                    return "prices must fit 64 bits at the file's decimals";
                }
            }
            return null;
        }
    }

    /** Notes where rows came from, and which were refused. */
    static final class Collector {
        private final BarRows rows;
        private final List<Refusal> refused = new ArrayList<>();
        private long[] lines = new long[1024];

        Collector(BarRows rows) {
            this.rows = rows;
        }

        /** The row that ended last came from this line. */
        void kept(long line) {
            int row = rows.size() - 1;
            if (row == lines.length) {
                lines = Arrays.copyOf(lines, Math.multiplyExact(row, 2));
            }
            lines[row] = line;
        }

        void refused(long line, Refusal.Reason reason, String detail) {
            refused.add(new Refusal(line, reason, detail));
        }

        RawBars done() {
            return done((long) rows.size() + refused.size());
        }

        RawBars done(long rowsRead) {
            return new RawBars(rows, Arrays.copyOf(lines, rows.size()), refused, rowsRead);
        }
    }
}
