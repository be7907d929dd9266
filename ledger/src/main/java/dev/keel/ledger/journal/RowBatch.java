package dev.keel.ledger.journal;

import dev.keel.ledger.projection.LedgerTables;
import dev.keel.ledger.projection.Row;
import dev.keel.ledger.projection.Table;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows of many appends, each row of a table once, in groups that one statement writes. */
final class RowBatch {
    private final Map<Table<?>, Map<Object, Row>> tables = new LinkedHashMap<>();

    RowBatch() {
        LedgerTables.all().forEach(table -> tables.put(table, new LinkedHashMap<>()));
    }

    /** Rows of one table and kind. */
    record Group(Table<?> table, Row.Kind kind, List<Row> rows) {}

    void addAll(List<Row> rows) {
        for (Row row : rows) {
            Map<Object, Row> ofTable = tables.get(row.table());
            if (ofTable == null) {
                throw new IllegalStateException("table " + row.table().name() + " is not listed");
            }
            ofTable.merge(row.key(), row, Row::then);
        }
    }

    /** In the order in which they must be written. */
    List<Group> groups() {
        List<Group> groups = new ArrayList<>();
        tables.forEach((table, rows) -> {
            Map<Row.Kind, List<Row>> byKind = new EnumMap<>(Row.Kind.class);
            rows.values()
                    .forEach(row ->
                            byKind.computeIfAbsent(row.kind(), _ -> new ArrayList<>()).add(row));
            byKind.forEach((kind, some) -> groups.add(new Group(table, kind, some)));
        });
        return groups;
    }
}
