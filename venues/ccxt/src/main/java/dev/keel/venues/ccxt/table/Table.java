package dev.keel.venues.ccxt.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A table whose columns are parted by {@code |}. Lines that begin with {@code #} and empty ones are
 * passed over; the first other line names the columns.
 */
public final class Table {
    private final String file;
    private final List<String> columns;
    private final List<Row> rows = new ArrayList<>();

    private Table(String file, List<String> columns) {
        this.file = file;
        this.columns = columns;
    }

    /**
     * Reads a table that comes with this module.
     *
     * @param beside the class in whose package it lies
     * @throws IllegalArgumentException if it is missing or a line has too few or too many fields
     */
    public static Table load(Class<?> beside, String file) {
        return parse(file, lines(beside, file));
    }

    /** The lines of a file that comes with this module, without comments and empty ones. */
    public static List<String> lines(Class<?> beside, String file) {
        try (InputStream stream = beside.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalArgumentException("table " + file + " is missing");
            }
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            return reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("table " + file + " cannot be read", e);
        }
    }

    /** Reads a table's lines; the first names the columns. */
    public static Table parse(String file, List<String> lines) {
        Table table = new Table(file, fields(lines.getFirst()));
        for (String line : lines.subList(1, lines.size())) {
            List<String> fields = fields(line);
            if (fields.size() != table.columns.size()) {
                throw new IllegalArgumentException(
                        file
                                + ": a row must have "
                                + table.columns.size()
                                + " fields, had "
                                + fields.size()
                                + ": "
                                + line);
            }
            table.rows.add(table.new Row(fields));
        }
        return table;
    }

    private static List<String> fields(String line) {
        return Stream.of(line.split("\\|", -1)).map(String::strip).toList();
    }

    public List<Row> rows() {
        return List.copyOf(rows);
    }

    /** One row. */
    public final class Row {
        private final List<String> fields;

        private Row(List<String> fields) {
            this.fields = fields;
        }

        /** A field; empty if nothing is there. */
        public String get(String column) {
            int index = columns.indexOf(column);
            if (index < 0) {
                throw new IllegalArgumentException(file + " must have the column " + column);
            }
            return fields.get(index);
        }

        public boolean is(String column, String value) {
            return get(column).equals(value);
        }

        /** What a field lists, parted by {@code ;}; empty if nothing is there. */
        public List<String> list(String column) {
            return get(column).isEmpty()
                    ? List.of()
                    : Stream.of(get(column).split(";", -1)).map(String::strip).toList();
        }

        public IllegalArgumentException wrong(String column, String must) {
            return new IllegalArgumentException(
                    file + ", " + column + " must be " + must + ", was '" + get(column) + "'");
        }
    }
}
