package dev.keel.core.venue.outcome;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads tables of comma-separated fields. A field holds no comma; lines that begin with {@code #}
 * and empty ones are passed over; the first other line names the columns.
 */
final class TableReader {
    private final String file;
    private final List<String> columns;

    TableReader(String file, String... columns) {
        this.file = file;
        this.columns = List.of(columns);
    }

    /** A table that comes with Keel; empty if there is none. */
    static Optional<List<String>> resource(String file) {
        try (InputStream stream = TableReader.class.getResourceAsStream(file)) {
            if (stream == null) {
                return Optional.empty();
            }
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            return Optional.of(reader.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException("table " + file + " cannot be read", e);
        }
    }

    /**
     * Reads every row.
     *
     * @throws IllegalArgumentException if a line is not what it must be, naming file, line and
     *     field
     */
    List<Row> read(List<String> lines) {
        List<Row> rows = new ArrayList<>();
        boolean headed = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Row row = new Row(i + 1, Stream.of(line.split(",", -1)).map(String::strip).toList());
            if (headed) {
                row.require(row.fields.size() == columns.size(), "line", fieldsWanted(row));
                rows.add(row);
            } else {
                row.require(row.fields.equals(columns), "columns", "must be " + columns);
                headed = true;
            }
        }
        if (!headed) {
            throw new IllegalArgumentException(file + ": columns must be " + columns);
        }
        return rows;
    }

    private String fieldsWanted(Row row) {
        return "must have " + columns.size() + " fields, had " + row.fields.size();
    }

    /** One line. */
    final class Row {
        private final int line;
        private final List<String> fields;

        private Row(int line, List<String> fields) {
            this.line = line;
            this.fields = fields;
        }

        int line() {
            return line;
        }

        String get(String column) {
            return fields.get(columns.indexOf(column));
        }

        String getFilled(String column) {
            require(!get(column).isEmpty(), column, "must be given");
            return get(column);
        }

        void require(boolean holds, String field, String otherwise) {
            if (!holds) {
                throw wrong(field, otherwise);
            }
        }

        IllegalArgumentException wrong(String field, String why) {
            return new IllegalArgumentException(file + " line " + line + ", " + field + ": " + why);
        }
    }
}
