package dev.keel.venues.metatrader;

import dev.keel.core.order.Side;
import dev.keel.venues.metatrader.book.Ownership;
import dev.keel.venues.metatrader.mailbox.Row;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The positions that a request names, with the volume of each that it is about.
 *
 * @param volume of all of them
 */
record Legs(List<Leg> legs, BigDecimal volume) {
    private static final int MOST = 100;

    record Leg(long ticket, BigDecimal volume) {}

    /** What an order of this side would make smaller, Keel's own first, oldest first. */
    static List<Row> opposed(List<Row> positions, String symbol, Side side, Ownership ownership) {
        return positions.stream()
                .filter(row -> row.text("symbol").equals(symbol))
                .filter(row -> !row.text("side").equals(side.name().toLowerCase(Locale.ROOT)))
                .sorted(
                        Comparator.comparing((Row row) -> ownership.owner(row) == 0)
                                .thenComparingLong(row -> row.number("at"))
                                .thenComparingLong(row -> row.number("ticket")))
                .toList();
    }

    /** As much of these positions as is wanted, one after the other. */
    static Legs upTo(BigDecimal wanted, List<Row> positions) {
        List<Leg> legs = new ArrayList<>();
        BigDecimal rest = wanted;
        for (Row row : positions) {
            BigDecimal part = rest.min(row.decimal("volume"));
            if (part.signum() > 0 && legs.size() < MOST) {
                legs.add(new Leg(row.number("ticket"), part));
                rest = rest.subtract(part);
            }
        }
        return new Legs(legs, wanted.subtract(rest));
    }

    /** These positions, whole. */
    static Legs whole(List<Row> positions) {
        BigDecimal all =
                positions.stream()
                        .map(row -> row.decimal("volume"))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        return upTo(all, positions);
    }

    String text() {
        return legs.stream()
                .map(leg -> leg.ticket() + ":" + leg.volume().stripTrailingZeros().toPlainString())
                .collect(Collectors.joining(";"));
    }
}
