package dev.keel.sim.market;

import static dev.keel.sim.market.BarColumns.CLOSE;
import static dev.keel.sim.market.BarColumns.HIGH;
import static dev.keel.sim.market.BarColumns.LOW;
import static dev.keel.sim.market.BarColumns.OPEN;
import static dev.keel.sim.market.BarColumns.VOLUME;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** Reads the lines of one bar file into columns, or fails with the first fault. Used once. */
final class BarFileParser {
    static final String HEADER = "timestamp,open,high,low,close,volume";
    static final int MOST_BARS = 50_000_000;

    private static final List<String> FIELDS = Arrays.asList(HEADER.split(",", -1));
    private static final int TIMESTAMP = 0;
    private static final int HEADER_LINES = 1;

    private final String file;
    private final CsvReader csv;
    private final TimestampField timestamp = new TimestampField();
    private final DecimalField decimal = new DecimalField();
    private final BarColumns columns = new BarColumns();

    BarFileParser(String file, InputStream in) {
        this.file = file;
        this.csv = new CsvReader(file, in);
    }

    BarColumns parse() throws IOException {
        readHeader();
        while (csv.nextLine()) {
            readBar();
        }
        if (columns.size() == 0) {
            throw MarketDataException.inFile(file, "must have bars, has only a header");
        }
        return columns;
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
        if (columns.size() == MOST_BARS) {
            throw csv.lineError("must not come: a file has at most " + MOST_BARS + " bars");
        }
        columns.startRow(readTime());
        for (int column = OPEN; column <= VOLUME; column++) {
            readNumber(column);
        }
        requireOrderedPrices();
        columns.endRow();
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
            throw timeError("must be a UTC time in whole milliseconds such as 2024-01-31T23:59:00Z");
        }
        int size = columns.size();
        if (size > 0 && millis <= columns.openMillis(size - 1)) {
            throw timeError("must be after the line before, " + Instant.ofEpochMilli(columns.openMillis(size - 1)));
        }
        return millis;
    }

    private void readNumber(int column) {
        int field = column + 1;
        switch (decimal.read(csv.bytes(), csv.start(field), csv.end(field))) {
            case NUMBER -> setNumber(column);
            case NEGATIVE ->
                    throw numberError(column, column == VOLUME ? "must not be negative" : "must be above 0");
            case NOT_A_NUMBER -> throw numberError(column, "must be a decimal number");
            case TOO_FINE -> throw numberError(
                    column, "must have at most " + DecimalField.MOST_DECIMALS + " decimals");
            case TOO_GREAT -> throw numberError(column, "must fit 64 bits without its point");
        }
    }

    private void setNumber(int column) {
        if (column != VOLUME && decimal.unscaled() == 0) {
            throw numberError(column, "must be above 0");
        }
        if (decimal.decimals() > columns.decimals(column)) {
            raiseDecimals(column);
        }
        if (!columns.set(column, decimal.unscaled(), decimal.decimals())) {
            throw numberError(
                    column, "must fit 64 bits at the file's " + columns.decimals(column) + " decimals");
        }
    }

    private void raiseDecimals(int column) {
        OptionalInt tooGreat = columns.raiseDecimals(column, decimal.decimals());
        if (tooGreat.isPresent()) {
            long line = tooGreat.getAsInt() + 1L + HEADER_LINES;
            throw numberError(
                    column,
                    "must have fewer decimals, with " + decimal.decimals() + " line " + line + " does not fit 64 bits");
        }
    }

    private void requireOrderedPrices() {
        long high = columns.current(HIGH);
        long low = columns.current(LOW);
        if (high < low) {
            throw numberError(HIGH, "must not be below low");
        }
        if (high < columns.current(OPEN) || high < columns.current(CLOSE)) {
            throw numberError(HIGH, "must not be below open or close");
        }
        if (low > columns.current(OPEN) || low > columns.current(CLOSE)) {
            throw numberError(LOW, "must not be above open or close");
        }
    }

    private MarketDataException timeError(String must) {
        return csv.fieldError(TIMESTAMP, FIELDS.get(TIMESTAMP), must);
    }

    private MarketDataException numberError(int column, String must) {
        return csv.fieldError(column + 1, FIELDS.get(column + 1), must);
    }
}
