package dev.keel.bench;

import java.sql.ResultSet;
import java.sql.SQLException;
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

    /** The row that a result stands at. */
    static RawRow of(ResultSet result) throws SQLException {
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        Map<String, String> types = new HashMap<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            String name = result.getMetaData().getColumnName(i);
            values.put(name, result.getString(i));
            types.put(name, result.getMetaData().getColumnTypeName(i));
        }
        return new RawRow(values, types);
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

    RawRow without(String column) {
        Map<String, @Nullable String> changed = new LinkedHashMap<>(values);
        changed.remove(column);
        return new RawRow(changed, types);
    }
}
