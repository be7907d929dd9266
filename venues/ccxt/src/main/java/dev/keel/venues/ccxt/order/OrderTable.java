package dev.keel.venues.ccxt.order;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.venues.ccxt.exchange.Exchange;
import dev.keel.venues.ccxt.table.Table;
import dev.keel.venues.ccxt.table.Template;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What one venue's orders of one kind of market may say, as people have reviewed it. */
public final class OrderTable {
    private static final String REFUSED = "refused";

    private final String venue;
    private final Map<Feature, Row> rows;

    private OrderTable(String venue, Map<Feature, Row> rows) {
        this.venue = venue;
        this.rows = rows;
    }

    /**
     * Loads the table of a reviewed exchange.
     *
     * @throws IllegalArgumentException if there is none, or a row is wrong
     */
    public static OrderTable of(Exchange exchange, InstrumentKind kind) {
        Map<Feature, Row> rows = new EnumMap<>(Feature.class);
        for (Table.Row line : Table.load(OrderTable.class, exchange.id() + ".table").rows()) {
            if (line.is("kind", Exchange.word(kind))) {
                Row before = rows.put(Feature.of(line.get("feature")), row(line));
                if (before != null) {
                    throw line.wrong("feature", "there once");
                }
            }
        }
        if (!rows.containsKey(Feature.EVERY)) {
            throw new IllegalArgumentException(
                    "exchange " + exchange.id() + " must have a table for " + Exchange.word(kind));
        }
        return new OrderTable(exchange.id() + " " + Exchange.word(kind), rows);
    }

    private static Row row(Table.Row line) {
        return line.is("type", REFUSED)
                ? new Refused(line.get("params"))
                : new Allowed(line.get("type"), Template.of(line.get("params")));
    }

    /** Whether an order may ask for it. */
    public boolean allows(Feature feature) {
        return rows.get(feature) instanceof Allowed;
    }

    Optional<Allowed> find(Feature feature) {
        return rows.get(feature) instanceof Allowed allowed
                ? Optional.of(allowed)
                : Optional.empty();
    }

    /** Why an order may not ask for it, for people. */
    String why(Feature feature) {
        String reason =
                rows.get(feature) instanceof Refused(String why) ? why : "no table lists it";
        return feature + " is not sent to " + venue + ": " + reason;
    }

    /** What the table says of a feature. */
    sealed interface Row {}

    /**
     * It may be asked for.
     *
     * @param type of the order in the library; empty where the feature is none
     * @param parameters that say it
     */
    record Allowed(String type, Template parameters) implements Row {}

    /** It may not. */
    record Refused(String why) implements Row {}
}
