package dev.keel.sim.market;

import static dev.keel.sim.market.PriceColumns.CLOSE;
import static dev.keel.sim.market.PriceColumns.HIGH;
import static dev.keel.sim.market.PriceColumns.LOW;
import static dev.keel.sim.market.PriceColumns.OPEN;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** Reads the lines of one bar file into rows, or fails with the first fault. Used once. */
final class BarFileParser {
    static final String HEADER = "timestamp,open,high,low,close,volume";
    static final int MOST_BARS = 50_000_000;

    private static final List<String> FIELDS = Arrays.asList(HEADER.split(",", -1));
    private static final int TIMESTAMP = 0;
    private static final int FIRST_PRICE = 1;
    private static final int VOLUME = 5;
    private static final int HEADER_LINES = 1;

    private final String file;
    private final CsvReader csv;
    private final TimestampField timestamp = new TimestampField();
    private final DecimalField decimal = new DecimalField();
    private final BarRows rows = new BarRows();
    private boolean inOrder = true;
    private boolean shaped;

    BarFileParser(String file, InputStream in) {
        this.file = file;
        this.csv = new CsvReader(file, in);
    }

    /**
     * Reads all that can be read: a row that is no bar is refused alone, and times may come in any
     * order.
     *
     * @throws MarketDataException if the header is wrong
     */
    RawBars survey() throws IOException {
        inOrder = false;
        readHeader();
        RawBars.Collector collector = new RawBars.Collector(rows);
        while (csv.nextLine()) {
            shaped = false;
            try {
                readBar();
                collector.kept(csv.line());
            } catch (MarketDataException refused) {
                collector.refused(
                        csv.line(),
                        shaped ? Refusal.Reason.PRICES : Refusal.Reason.MALFORMED,
                        String.valueOf(refused.getMessage()));
            }
        }
        return collector.done();
    }

    BarRows parse() throws IOException {
        readHeader();
        while (csv.nextLine()) {
            readBar();
        }
        if (rows.size() == 0) {
            throw MarketDataException.inFile(file, "must have bars, has only a header");
        }
        requireFittingVolumes();
        return rows;
    }

    private void readHeader() throws IOException {
        if (!csv.nextLine()) {
            throw MarketDataException.inFile(file, "must not be empty");
        }
        if (!csv.quotedLine().equals("'" + HEADER + "'")) {
            throw csv.lineError("header must be '" + HEADER + "', was " + csv.quotedLine());
        }
    }

    private void readBar() {
        requireFields();
        if (rows.size() == MOST_BARS) {
            throw csv.lineError("must not come: a file has at most " + MOST_BARS + " bars");
        }
        long millis = readTime();
        for (int column = OPEN; column <= CLOSE; column++) {
            readPrice(column);
        }
        shaped = true;
        requireOrderedPrices();
        shaped = false;
        readNumber(VOLUME, "must not be negative");
        rows.volumes().add(decimal.unscaled(), decimal.decimals());
        rows.endRow(millis);
    }

    private void requireFields() {
        if (csv.isBlank()) {
            throw csv.lineError("must have " + FIELDS.size() + " fields, was blank");
        }
        if (csv.fields() > FIELDS.size()) {
            throw csv.lineError("must have " + FIELDS.size() + " fields, was " + csv.fields());
        }
        if (csv.fields() < FIELDS.size()) {
            throw csv.missingField(FIELDS.get(csv.fields()));
        }
    }

    private long readTime() {
        long millis = timestamp.read(csv.bytes(), csv.start(TIMESTAMP), csv.end(TIMESTAMP));
        if (millis == TimestampField.NONE) {
            throw error(
                    TIMESTAMP,
                    "must be a UTC time in whole milliseconds such as 2024-01-31T23:59:00Z");
        }
        if (inOrder && millis <= rows.lastMillis()) {
            throw error(
                    TIMESTAMP,
                    "must be after the line before, " + Instant.ofEpochMilli(rows.lastMillis()));
        }
        return millis;
    }

    private void readPrice(int column) {
        int field = FIRST_PRICE + column;
        readNumber(field, "must be above 0");
        if (decimal.unscaled() == 0) {
            throw error(field, "must be above 0");
        }
        PriceColumns prices = rows.prices();
        if (decimal.decimals() > prices.decimals()) {
            OptionalInt misfit = prices.raiseDecimals(column, decimal.decimals());
            if (misfit.isPresent()) {
                throw error(
                        field,
                        "must have fewer decimals, with %d line %d does not fit 64 bits"
                                .formatted(decimal.decimals(), line(misfit.getAsInt())));
            }
        }
        if (!prices.set(column, decimal.unscaled(), decimal.decimals())) {
            throw error(field, "must fit 64 bits at the file's " + prices.decimals() + " decimals");
        }
    }

    private void readNumber(int field, String notNegative) {
        switch (decimal.read(csv.bytes(), csv.start(field), csv.end(field))) {
            case NUMBER -> {}
            case NEGATIVE -> throw error(field, notNegative);
            case NOT_A_NUMBER -> throw error(field, "must be a decimal number");
            case TOO_FINE ->
                    throw error(
                            field, "must have at most " + DecimalField.MOST_DECIMALS + " decimals");
            case TOO_GREAT -> throw error(field, "must fit 64 bits without its point");
        }
    }

    private void requireOrderedPrices() {
        PriceColumns prices = rows.prices();
        long high = prices.current(HIGH);
        long low = prices.current(LOW);
        if (high < low) {
            throw error(FIRST_PRICE + HIGH, "must not be below low");
        }
        if (high < prices.current(OPEN) || high < prices.current(CLOSE)) {
            throw error(FIRST_PRICE + HIGH, "must not be below open or close");
        }
        if (low > prices.current(OPEN) || low > prices.current(CLOSE)) {
            throw error(FIRST_PRICE + LOW, "must not be above open or close");
        }
    }

    private void requireFittingVolumes() {
        OptionalInt misfit = rows.volumes().firstMisfit(rows.volumes().commonDecimals());
        if (misfit.isPresent()) {
            throw MarketDataException.inField(
                    file,
                    line(misfit.getAsInt()),
                    FIELDS.get(VOLUME),
                    "must fit 64 bits together with the volumes of all other lines");
        }
    }

    private MarketDataException error(int field, String must) {
        return csv.fieldError(field, FIELDS.get(field), must);
    }

    private static long line(int row) {
        return row + 1L + HEADER_LINES;
    }
}
