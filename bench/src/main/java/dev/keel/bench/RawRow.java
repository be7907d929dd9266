package dev.keel.bench;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row to be written again, as the texts of its columns.
 *
 * @param types the database's names of the columns' types
 */
record RawRow(Map<String, @Nullable String> values, Map<String, String> types) {

    /** The rows of a result. */
    static List<RawRow> all(ResultSet result) throws SQLException {
        ResultSetMetaData meta = result.getMetaData();
        Map<String, String> types = new HashMap<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            types.put(meta.getColumnName(i), meta.getColumnTypeName(i));
        }
        List<RawRow> rows = new ArrayList<>();
        while (result.next()) {
            Map<String, @Nullable String> values = new LinkedHashMap<>();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                values.put(meta.getColumnName(i), result.getString(i));
            }
            rows.add(new RawRow(values, types));
        }
        return rows;
    }

    @Nullable String get(String column) {
        return values.get(column);
    }

    /** A column that is never null. */
    String key(String column) {
        return String.valueOf(values.get(column));
    }

    String type(String column) {
        return types.getOrDefault(column, "text");
    }

    List<String> columns() {
        return List.copyOf(values.keySet());
    }

    RawRow with(Map<String, @Nullable String> others) {
        Map<String, @Nullable String> changed = new LinkedHashMap<>(values);
        changed.putAll(others);
        return new RawRow(changed, types);
    }
}
