package dev.keel.venues.connector.governor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a venue allows, as reviewed data ({@code rates.csv}): budgets, and how much of which a call
 * costs. A call that no row names costs 1 of every budget whose calls are not listed one by one.
 */
public final class RateTable {
    private static final String FILE = "rates.csv";
    private static final String ANY = "*";
    private static final int FIELDS = 7;

    /** For a venue that nobody has looked at: slow enough for each that is known. */
    private static final List<Row> CAUTIOUS =
            List.of(
                    new Row(
                            new Budget("requests", Budget.Scope.ADDRESS, 1, Duration.ofSeconds(1)),
                            ANY,
                            1));

    private final List<Row> rows;

    private RateTable(List<Row> rows) {
        this.rows = rows;
    }

    /** The table of a venue; a cautious one where there is none. */
    public static RateTable of(String venue) {
        List<Row> rows = parse(FILE, resource()).getOrDefault(venue, CAUTIOUS);
        return new RateTable(rows);
    }

    /** A table with one budget that every call costs 1 of. */
    public static RateTable simple(Budget budget) {
        return new RateTable(List.of(new Row(budget, ANY, 1)));
    }

    /** What a call costs of each budget; budgets that it does not touch are left out. */
    Map<Budget, Integer> costs(String endpoint) {
        Map<Budget, Integer> costs = new LinkedHashMap<>();
        for (Row row : rows) {
            boolean named = row.endpoint.equals(endpoint);
            if (named || (row.endpoint.equals(ANY) && !isNamed(row.budget, endpoint))) {
                costs.put(row.budget, row.weight);
            }
        }
        return costs;
    }

    private boolean isNamed(Budget budget, String endpoint) {
        return rows.stream()
                .anyMatch(row -> row.budget.equals(budget) && row.endpoint.equals(endpoint));
    }

    static Map<String, List<Row>> parse(String file, List<String> lines) {
        Map<String, List<Row>> tables = new TreeMap<>();
        boolean headed = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (!headed) {
                headed = true;
                continue;
            }
            String[] fields = line.split(",", -1);
            String where = file + " line " + (i + 1);
            if (fields.length != FIELDS) {
                throw new IllegalArgumentException(
                        where + " must have " + FIELDS + " fields, had " + fields.length);
            }
            tables.computeIfAbsent(fields[0], _ -> new ArrayList<>()).add(row(where, fields));
        }
        return tables;
    }

    private static Row row(String where, String[] fields) {
        Budget budget =
                new Budget(
                        fields[1],
                        switch (fields[2]) {
                            case "address" -> Budget.Scope.ADDRESS;
                            case "key" -> Budget.Scope.KEY;
                            default ->
                                    throw new IllegalArgumentException(
                                            where
                                                    + ", scope: must be address or key, was '"
                                                    + fields[2]
                                                    + "'");
                        },
                        positive(where, "limit", fields[3]),
                        Duration.ofMillis(positive(where, "windowMillis", fields[4])));
        String[] call = fields[5].split("=", -1);
        if (call.length != 2) {
            throw new IllegalArgumentException(
                    where + ", call: must be ENDPOINT=WEIGHT, was '" + fields[5] + "'");
        }
        int weight = positive(where, "call", call[1]);
        if (weight > budget.limit()) {
            throw new IllegalArgumentException(where + ", call: costs more than the whole budget");
        }
        return new Row(budget, call[0], weight);
    }

    private static int positive(String where, String field, String text) {
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException(
                    where + ", " + field + ": must be a whole number above 0, was '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    private static List<String> resource() {
        try (InputStream stream =
                        Objects.requireNonNull(RateTable.class.getResourceAsStream(FILE), FILE);
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("table " + FILE + " cannot be read", e);
        }
    }

    /** A budget, and what one kind of call costs of it. */
    record Row(Budget budget, String endpoint, int weight) {}
}
