package dev.keel.venues.ccxt.exchange;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.venues.ccxt.exchange.Exchange.AccountStream;
import dev.keel.venues.ccxt.exchange.Exchange.TestNetwork;
import dev.keel.venues.ccxt.table.Table;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Every exchange of the pinned library, in the order of their ids. */
public final class Exchanges {
    /** The library's version, for which the tables were reviewed. */
    public static final String LIBRARY = "4.5.84";

    private static final SortedMap<String, Exchange> ALL = load();

    private Exchanges() {}

    public static List<Exchange> all() {
        return List.copyOf(ALL.values());
    }

    public static List<Exchange> reviewed() {
        return ALL.values().stream().filter(Exchange::reviewed).toList();
    }

    public static Optional<Exchange> find(String id) {
        return Optional.ofNullable(ALL.get(id));
    }

    /**
     * An exchange by its id.
     *
     * @throws IllegalArgumentException if the library has none of that id
     */
    public static Exchange of(String id) {
        return find(id).orElseThrow(() ->
                new IllegalArgumentException(
                        "venue must be an exchange of ccxt " + LIBRARY + ", was '" + id + "'"));
    }

    private static SortedMap<String, Exchange> load() {
        SortedMap<String, Exchange> all = new TreeMap<>();
        for (String id : Table.lines(Exchanges.class, "ccxt-" + LIBRARY + ".txt")) {
            all.put(id, unreviewed(id));
        }
        for (Table.Row row : Table.load(Exchanges.class, "exchanges.table").rows()) {
            if (!all.containsKey(row.get("venue"))) {
                throw row.wrong("venue", "an exchange of the library");
            }
            all.put(row.get("venue"), exchange(row));
        }
        return Collections.unmodifiableSortedMap(all);
    }

    private static Exchange unreviewed(String id) {
        return new Exchange(
                id, id, Set.of(), false, TestNetwork.NONE, Duration.ZERO, null, Set.of(), "", 0);
    }

    private static Exchange exchange(Table.Row row) {
        return new Exchange(
                row.get("venue"),
                row.get("name"),
                row.list("kinds").stream()
                        .map(kind -> InstrumentKind.valueOf(kind.toUpperCase(Locale.ROOT)))
                        .collect(Collectors.toSet()),
                row.list("credentials").contains("password"),
                testNetwork(row),
                Duration.ofMillis(Long.parseLong(row.get("window"))),
                row.get("options"),
                streams(row),
                row.get("permissions"),
                row.get("largestId").isEmpty() ? 0 : Long.parseLong(row.get("largestId")));
    }

    private static Set<AccountStream> streams(Table.Row row) {
        Set<AccountStream> streams = EnumSet.noneOf(AccountStream.class);
        row.list("streams")
                .forEach(word -> streams.add(AccountStream.valueOf(word.toUpperCase(Locale.ROOT))));
        return streams;
    }

    private static TestNetwork testNetwork(Table.Row row) {
        return switch (row.get("test")) {
            case "test" -> TestNetwork.SEPARATE;
            case "demo" -> TestNetwork.DEMO;
            case "none" -> TestNetwork.NONE;
            default -> throw row.wrong("test", "test, demo or none");
        };
    }
}
