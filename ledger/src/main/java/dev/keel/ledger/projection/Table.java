package dev.keel.ledger.projection;

import dev.keel.ledger.projection.Column.OnChange;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table of the ledger: its columns, and the statements that write any number of rows at once,
 * each from one array for every column.
 *
 * @param <R> what a row is made of
 */
public final class Table<R> {
    private final String name;
    private final List<Column<R>> columns;
    private final List<Column<R>> changing;
    private final Map<Row.Kind, String> statements = new EnumMap<>(Row.Kind.class);
    private final Map<Row.Kind, int[]> parameters = new EnumMap<>(Row.Kind.class);

    private Table(String name, List<Column<R>> columns) {
        this.name = name;
        this.columns = List.copyOf(columns);
        this.changing =
                columns.stream().filter(column -> column.onChange() != OnChange.KEEP).toList();
        // Rows that nothing tells apart are only ever inserted.
        Set<Row.Kind> kinds =
                keys().isEmpty() ? EnumSet.of(Row.Kind.INSERT) : EnumSet.allOf(Row.Kind.class);
        for (Row.Kind kind : kinds) {
            statements.put(kind, makeSql(kind));
            parameters.put(kind, makeParameters(kind));
        }
    }

    static <R> Builder<R> named(String name) {
        return new Builder<>(name);
    }

    public String name() {
        return name;
    }

    public List<Column<R>> columns() {
        return columns;
    }

    /** The index of the column of this name. */
    public int indexOf(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        throw new IllegalArgumentException("table " + name + " has no column " + column);
    }

    /** The indexes of the columns that a statement takes, in its order. */
    public int[] parameters(Row.Kind kind) {
        return made(parameters, kind).clone();
    }

    /** The statement for rows of a kind. */
    public String sql(Row.Kind kind) {
        return made(statements, kind);
    }

    private <T> T made(Map<Row.Kind, T> some, Row.Kind kind) {
        T value = some.get(kind);
        if (value == null) {
            throw new IllegalArgumentException("table " + name + " takes no " + kind);
        }
        return value;
    }

    Row row(Row.Kind kind, R source) {
        @Nullable Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            Column<R> column = columns.get(i);
            values[i] = column.type().toElement(column.value().apply(source));
        }
        return new Row(this, kind, values);
    }

    private int[] makeParameters(Row.Kind kind) {
        return switch (kind) {
            case INSERT, UPSERT -> indexes(columns);
            case UPDATE -> indexes(changing);
        };
    }

    private String makeSql(Row.Kind kind) {
        return switch (kind) {
            case INSERT -> insertSql();
            case UPDATE -> updateSql();
            case UPSERT -> upsertSql();
        };
    }

    private String insertSql() {
        return "INSERT INTO "
                + name
                + " ("
                + names(columns)
                + ") SELECT "
                + columns.stream().map(Table::converted).collect(Collectors.joining(", "))
                + " FROM "
                + arrays(columns);
    }

    private String upsertSql() {
        return insertSql().replaceFirst("INSERT INTO " + name, "INSERT INTO " + name + " AS t")
                + " ON CONFLICT ("
                + names(keys())
                + ") DO UPDATE SET "
                + assignments(column -> "EXCLUDED." + column.name());
    }

    private String updateSql() {
        return "UPDATE "
                + name
                + " AS t SET "
                + assignments(Table::converted)
                + " FROM "
                + arrays(changing)
                + " WHERE "
                + keys().stream()
                        .map(key -> "t." + key.name() + " = " + converted(key))
                        .collect(Collectors.joining(" AND "));
    }

    private String assignments(Function<Column<R>, String> later) {
        return changing.stream()
                .filter(column -> column.onChange() != OnChange.KEY)
                .map(column ->
                        column.name()
                                + " = "
                                + column.onChange()
                                        .merged("t." + column.name(), later.apply(column)))
                .collect(Collectors.joining(", "));
    }

    private List<Column<R>> keys() {
        return columns.stream().filter(column -> column.onChange() == OnChange.KEY).toList();
    }

    private int[] indexes(List<Column<R>> some) {
        return some.stream().mapToInt(columns::indexOf).toArray();
    }

    private static <R> String converted(Column<R> column) {
        return column.type().fromElement("r." + column.name());
    }

    private static <R> String names(List<Column<R>> some) {
        return some.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    private static <R> String arrays(List<Column<R>> some) {
        return some.stream()
                .map(column -> "?::" + column.type().element() + "[]")
                .collect(Collectors.joining(", ", "unnest(", ") AS r (" + names(some) + ")"));
    }

    /** Columns in the order of the statements. */
    static final class Builder<R> {
        private final String name;
        private final List<Column<R>> columns = new ArrayList<>();

        private Builder(String name) {
            this.name = name;
        }

        Builder<R> column(
                String column,
                ColumnType type,
                OnChange onChange,
                Function<R, @Nullable Object> value) {
            columns.add(new Column<>(column, type, onChange, value));
            return this;
        }

        Table<R> build() {
            return new Table<>(name, columns);
        }
    }
}
