package dev.keel.venues.metatrader.book;

import dev.keel.venues.metatrader.mailbox.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether a history shows all that it must: what it has shown before, and an end for whatever is
 * held or waits no more. MetaTrader 4 shows what the tab "Account History" is set to show, and
 * MetaTrader 5 may know that a position is gone before it knows the deal. For one thread.
 */
public final class Completeness {
    private final TreeMap<Long, Long> seen = new TreeMap<>();
    private TreeMap<Long, Long> held = new TreeMap<>();
    private Set<Long> waiting = new TreeSet<>();

    /** Looks at what was shown; only what is complete is remembered. */
    public Optional<String> missing(State state) {
        Set<Long> shown =
                history(state)
                        .map(row -> row.number("ticket"))
                        .collect(Collectors.toCollection(TreeSet::new));
        Optional<String> gap =
                seen.entrySet().stream()
                        .filter(entry -> entry.getValue() >= state.from())
                        .filter(entry -> !shown.contains(entry.getKey()))
                        .findFirst()
                        .map(entry ->
                                "the history no longer shows "
                                        + entry.getKey()
                                        + ": set the tab Account History to all of it")
                        .or(() -> vanished(state, shown));
        if (gap.isEmpty()) {
            remember(state);
        }
        return gap;
    }

    private Optional<String> vanished(State state, Set<Long> shown) {
        Set<Long> now = tickets(state.positions());
        now.addAll(tickets(state.orders()));
        Set<Long> positions =
                state.deals().stream()
                        .map(row -> row.number("position"))
                        .collect(Collectors.toCollection(TreeSet::new));
        return Stream.concat(
                        held.entrySet().stream()
                                .filter(entry -> !positions.contains(entry.getValue()))
                                .map(Map.Entry::getKey),
                        waiting.stream())
                .filter(ticket -> !now.contains(ticket) && !shown.contains(ticket))
                .findFirst()
                .map(ticket ->
                        ticket + " is gone, and the history does not show yet what became of it");
    }

    private void remember(State state) {
        history(state).forEach(row -> seen.put(row.number("ticket"), row.number("at")));
        held = new TreeMap<>();
        state.positions().forEach(row -> held.put(row.number("ticket"), row.number("id")));
        waiting = tickets(state.orders());
        seen.values().removeIf(at -> at < state.from());
    }

    private static Stream<Row> history(State state) {
        return Stream.of(state.deals(), state.ended(), state.trades(), state.money())
                .flatMap(List::stream);
    }

    private static Set<Long> tickets(List<Row> rows) {
        return rows.stream()
                .map(row -> row.number("ticket"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
