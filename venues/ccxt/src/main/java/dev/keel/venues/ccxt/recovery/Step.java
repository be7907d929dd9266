package dev.keel.venues.ccxt.recovery;

import dev.keel.venues.ccxt.table.Table;
import dev.keel.venues.ccxt.table.Template;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * One call of a plan.
 *
 * @param answer how its answer is read
 */
record Step(int number, String method, Template arguments, Answer answer) {
    static final String QUERY = "query";
    static final String CANCEL = "cancel";

    /** The steps of a plan, in their order. */
    static List<Step> of(String venue, String kind, String operation) {
        List<Step> steps =
                Table.load(Step.class, "lookups.table").rows().stream()
                        .filter(row -> row.is("venue", venue) && row.is("kind", kind))
                        .filter(row -> row.is("operation", operation))
                        .map(Step::of)
                        .sorted(Comparator.comparingInt(Step::number))
                        .toList();
        if (steps.isEmpty()) {
            throw new IllegalArgumentException(
                    "exchange " + venue + " must have a plan to " + operation + " " + kind);
        }
        return steps;
    }

    private static Step of(Table.Row row) {
        return new Step(
                Integer.parseInt(row.get("step")),
                row.get("method"),
                Template.of(row.get("arguments")),
                Answer.of(row));
    }

    /** Whether it needs what an earlier step has found. */
    boolean needsFound() {
        return arguments.toString().contains("{foundId}");
    }

    boolean needsVenueId() {
        return arguments.toString().contains("{venueId}");
    }

    /** How many orders it asks for at most; a list of so many may leave out the one looked for. */
    int most() {
        JsonNode limit = arguments.form().path(2);
        return limit.isInt() ? limit.asInt() : Integer.MAX_VALUE;
    }

    /** What a step's answer is. */
    sealed interface Answer {
        /** One order. */
        record OneOrder() implements Answer {}

        /** A list in which our id is looked for. */
        record Orders() implements Answer {}

        /** The venue's own form; it names the order for a later step. */
        record Names(String path) implements Answer {}

        /** The venue's own form; a list of orders, of which there must be no more than one. */
        record NamesAll(String path, String field) implements Answer {}

        /** Nothing of it is read. */
        record Raw() implements Answer {}

        static Answer of(Table.Row row) {
            String[] words = row.get("answer").split(":", -1);
            return switch (words[0]) {
                case "order" -> new OneOrder();
                case "orders" -> new Orders();
                case "id" -> new Names(words[1]);
                case "ids" -> new NamesAll(words[1], words[2]);
                case "raw" -> new Raw();
                default -> throw row.wrong("answer", "order, orders, id, ids or raw");
            };
        }
    }
}
