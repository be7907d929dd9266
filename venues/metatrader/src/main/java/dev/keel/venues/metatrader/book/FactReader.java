package dev.keel.venues.metatrader.book;

import dev.keel.core.venue.Movement;
import dev.keel.venues.metatrader.mailbox.Row;
import java.util.ArrayList;
import java.util.List;

/** Reads what the terminal shows for what has happened; tells also what is known already. */
public sealed interface FactReader permits DealReader, PoolReader {
    List<Fact> read(State state);

    /** Money that moved without a trade: the same in both platforms. */
    static List<Fact> moved(State state) {
        List<Fact> facts = new ArrayList<>();
        for (Row row : state.money()) {
            String kind = row.text("kind");
            if (!kind.equals("credit")) {
                facts.add(
                        new Fact.Moved(
                                Long.toString(row.number("ticket")),
                                kindOf(kind),
                                row.decimal("amount"),
                                "",
                                state.clock().instant(row.number("at")).toEpochMilli()));
            }
        }
        return facts;
    }

    private static Movement.Kind kindOf(String kind) {
        return switch (kind) {
            case "charge", "commission" -> Movement.Kind.FEE;
            case "interest" -> Movement.Kind.FUNDING;
            default -> Movement.Kind.TRANSFER;
        };
    }

    /** The swap that a row carries, if it carries one. */
    static List<Fact> swap(Row row, String id, long at) {
        return row.decimal("swap").signum() == 0
                ? List.of()
                : List.of(
                        new Fact.Moved(
                                "swap-" + id,
                                Movement.Kind.FUNDING,
                                row.decimal("swap"),
                                row.text("symbol"),
                                at));
    }
}
