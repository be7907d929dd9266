package dev.keel.venues.metatrader.book;

import dev.keel.venues.metatrader.mailbox.Message;
import dev.keel.venues.metatrader.mailbox.Row;
import dev.keel.venues.metatrader.terminal.TerminalClock;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * What the terminal showed at one moment.
 *
 * @param from since when its history is shown, by the broker's wall clock
 */
public record State(
        Row head,
        TerminalClock clock,
        long from,
        List<Row> positions,
        List<Row> orders,
        List<Row> deals,
        List<Row> ended,
        List<Row> trades,
        List<Row> money) {
    private static final Comparator<Row> BY_TIME =
            Comparator.comparingLong((Row row) -> row.number("at"))
                    .thenComparingLong(row -> row.number("ticket"));

    /** Sorts the rows of an answer to {@code STATE}. */
    public static State of(Message answer, TerminalClock clock, long from) {
        return new State(
                answer.head(),
                clock,
                from,
                sorted(answer, "position"),
                sorted(answer, "order"),
                sorted(answer, "deal"),
                sorted(answer, "ended"),
                sorted(answer, "trade"),
                sorted(answer, "money"));
    }

    /** Without what had happened already when the log began. */
    State since(Row opening) {
        long since = opening.number("since");
        Set<String> before = Set.of(opening.text("before").split(",", -1));
        return new State(
                head,
                clock,
                from,
                positions,
                orders,
                after(deals, since, before),
                after(ended, since, before),
                after(trades, since, before),
                after(money, since, before));
    }

    private static List<Row> after(List<Row> rows, long since, Set<String> before) {
        return rows.stream()
                .filter(row -> row.number("at") >= since)
                .filter(row -> !before.contains(Long.toString(row.number("ticket"))))
                .toList();
    }

    private static List<Row> sorted(Message answer, String kind) {
        return answer.rows(kind).stream().sorted(BY_TIME).toList();
    }
}
