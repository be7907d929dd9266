package dev.keel.ledger.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A change of one row of a table, with its values ready to travel. Immutable. */
public final class Row {
    /** Whether the row is there before. */
    public enum Kind {
        /** It is not. */
        INSERT,
        /** It is. */
        UPDATE,
        /** It may be. */
        UPSERT
    }

    private final Table<?> table;
    private final Kind kind;
    private final @Nullable Object[] values;

    Row(Table<?> table, Kind kind, @Nullable Object[] values) {
        this.table = table;
        this.kind = kind;
        this.values = values;
    }

    public Table<?> table() {
        return table;
    }

    public Kind kind() {
        return kind;
    }

    /** What travels for the column of this index; null for none. */
    public @Nullable Object element(int column) {
        return values[column];
    }

    /** The value of the column of this index, as it will be read. */
    public Optional<Object> value(int column) {
        return table.columns().get(column).type().fromElement(values[column]);
    }

    /** The same row with what travels for one column. */
    public Row with(String column, Object element) {
        @Nullable Object[] changed = values.clone();
        changed[table.indexOf(column)] = element;
        return new Row(table, kind, changed);
    }

    /** What tells this row apart within its table; no two are equal where a table has no key. */
    public Object key() {
        List<Object> key = new ArrayList<>(2);
        List<? extends Column<?>> columns = table.columns();
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (columns.get(i).onChange() == Column.OnChange.KEY && value != null) {
                key.add(value);
            }
        }
        return key.isEmpty() ? this : key;
    }

    /** This change and a later one of the same row as one change. */
    public Row then(Row later) {
        @Nullable Object[] merged = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            merged[i] = table.columns().get(i).onChange().merge(values[i], later.values[i]);
        }
        return new Row(table, kind, merged);
    }
}
