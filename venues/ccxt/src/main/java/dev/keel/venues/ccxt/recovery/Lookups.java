package dev.keel.venues.ccxt.recovery;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.outcome.Outcome;
import dev.keel.venues.ccxt.answer.Answers;
import dev.keel.venues.ccxt.answer.OrderReader;
import dev.keel.venues.ccxt.call.VenueCalls;
import dev.keel.venues.ccxt.exchange.Exchange;
import dev.keel.venues.ccxt.host.HostReply;
import dev.keel.venues.ccxt.table.Json;
import dev.keel.venues.ccxt.table.UnreadableException;
import dev.keel.venues.connector.governor.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Looks orders up and cancels them by our id. Blocks; for any number of threads. */
public final class Lookups {
    /** A scan begins this long before the order was placed: the venue's clock is not ours. */
    private static final Duration BEFORE = Duration.ofMinutes(1);

    private final VenueCalls calls;
    private final Answers answers;
    private final OrderReader reader;
    private final Duration patience;
    private final List<Step> query;
    private final List<Step> cancel;

    public Lookups(
            Exchange exchange,
            InstrumentKind kind,
            VenueCalls calls,
            Answers answers,
            OrderReader reader,
            Duration patience) {
        this.calls = calls;
        this.answers = answers;
        this.reader = reader;
        this.patience = patience;
        this.query = Step.of(exchange.id(), Exchange.word(kind), Step.QUERY);
        this.cancel = Step.of(exchange.id(), Exchange.word(kind), Step.CANCEL);
    }

    /** Looks an order up, step by step, until one shows it. */
    public Finding find(Target target) {
        List<String> words = new ArrayList<>();
        String named = null;
        for (Step step : query) {
            if (step.needsFound() && named == null) {
                continue;
            }
            Seen seen = confirmed(step, target, named);
            switch (seen) {
                case Seen.Shown(Finding.Found found) -> {
                    return found;
                }
                case Seen.Broken(String why) -> {
                    return new Finding.Unclear(why);
                }
                case Seen.Named(String id) -> named = id;
                case Seen.Nothing(String said) -> words.add(said);
            }
        }
        return named == null
                ? new Finding.Absent(String.join("; ", words))
                : new Finding.Unclear(
                        "the venue names the order " + named + " and does not show it");
    }

    /** A list that shows nothing is asked for again: the library makes one of a broken answer. */
    private Seen confirmed(Step step, Target target, @Nullable String named) {
        Seen first = look(step, target, named);
        return first instanceof Seen.Nothing && step.answer() instanceof Step.Answer.Orders
                ? look(step, target, named)
                : first;
    }

    private Seen look(Step step, Target target, @Nullable String named) {
        HostReply reply =
                calls.ask(Lane.RECONCILE, step.method(), arguments(step, target, named), patience)
                        .join();
        Outcome outcome = answers.query(reply);
        return switch (outcome) {
            case Outcome.Refused(var code, var words) ->
                    named == null
                            ? new Seen.Nothing((code + " " + words).strip())
                            : new Seen.Broken("named, then not shown: " + code + " " + words);
            case Outcome.Unknown(var detail) -> new Seen.Broken(detail);
            case Outcome.Exists _, Outcome.Accepted _, Outcome.Acknowledged _ ->
                    reply instanceof HostReply.Returned(JsonNode value)
                            ? read(step, target, value)
                            : new Seen.Broken(step.method() + " returned nothing");
        };
    }

    private Seen read(Step step, Target target, JsonNode value) {
        try {
            return switch (step.answer()) {
                case Step.Answer.OneOrder _ -> one(step, target, List.of(value));
                case Step.Answer.Orders _ -> among(step, target, Json.items(value));
                case Step.Answer.Names(String path) ->
                        Json.text(value, path)
                                .<Seen>map(Seen.Named::new)
                                .orElseGet(
                                        () -> new Seen.Broken(step.method() + " names no order"));
                case Step.Answer.NamesAll(String path, String field) ->
                        named(step, Json.items(Json.at(value, path)), field);
                case Step.Answer.Raw _ -> new Seen.Broken(step.method() + " shows no order");
            };
        } catch (UnreadableException e) {
            return new Seen.Broken(step.method() + ": " + e.getMessage());
        }
    }

    /** A list that is full has not shown that there is no more. */
    private Seen among(Step step, Target target, List<JsonNode> orders) {
        List<JsonNode> own = own(target, orders);
        return own.isEmpty() && orders.size() >= step.most()
                ? new Seen.Broken(step.method() + " gives a full page without the order")
                : one(step, target, own);
    }

    private List<JsonNode> own(Target target, List<JsonNode> orders) {
        return orders.stream()
                .filter(order ->
                        Optional.ofNullable(reader.read(order).clientId())
                                .filter(target.order()::equals)
                                .isPresent())
                .toList();
    }

    /** More than one order under our id is a double send: nobody may take one of them for it. */
    private Seen one(Step step, Target target, List<JsonNode> orders) {
        TreeSet<String> ids = new TreeSet<>();
        orders.forEach(order -> ids.add(Json.requireText(order, "id")));
        if (ids.size() > 1) {
            return new Seen.Broken("the venue shows several orders with our id: " + ids);
        }
        if (orders.isEmpty()) {
            return new Seen.Nothing(step.method() + " shows none");
        }
        VenueOrder order = reader.read(orders.getLast());
        if (order.clientId() != null && !order.clientId().equals(target.order())) {
            return new Seen.Broken("asked for " + target.order() + ", shown " + order.clientId());
        }
        return new Seen.Shown(new Finding.Found(withOurId(order, target), orders.getLast()));
    }

    /** What was asked for by our id is ours, though not every venue repeats the id. */
    private static VenueOrder withOurId(VenueOrder order, Target target) {
        return new VenueOrder(
                target.order(),
                order.id(),
                order.instrument(),
                order.side(),
                order.quantity(),
                order.filled(),
                order.state(),
                order.words());
    }

    private static Seen named(Step step, List<JsonNode> orders, String field) {
        TreeSet<String> ids = new TreeSet<>();
        orders.forEach(order -> ids.add(Json.requireText(order, field)));
        if (ids.size() > 1) {
            return new Seen.Broken("the venue shows several orders with our id: " + ids);
        }
        return ids.isEmpty()
                ? new Seen.Nothing(step.method() + " shows none")
                : new Seen.Named(ids.first());
    }

    /**
     * Asks for an order's end. Where an order may lie in one of two books, both are asked, the
     * second only if the first does not know it.
     */
    public Outcome cancel(Target target) {
        Outcome outcome =
                new Outcome.Unknown("the venue has not named the order: it cannot be cancelled");
        for (Step step : cancel) {
            if (step.needsVenueId() && target.venueId() == null) {
                continue;
            }
            HostReply reply =
                    calls.order(
                                    Lane.CANCEL,
                                    step.method(),
                                    arguments(step, target, null),
                                    patience,
                                    calls.now().plus(patience))
                            .join();
            outcome = answers.cancel(reply);
            if (outcome instanceof Outcome.Acknowledged) {
                return outcome;
            }
        }
        return outcome;
    }

    private ArrayNode arguments(Step step, Target target, @Nullable String named) {
        Map<String, JsonNode> values = new TreeMap<>();
        values.put("id", string(target.order().toString()));
        values.put("symbol", string(target.listing().symbol()));
        values.put("marketId", string(target.listing().marketId()));
        values.put("labelCurrency", string(target.listing().family()));
        values.put("since", Json.NODES.numberNode(target.placedAt().minus(BEFORE).toEpochMilli()));
        values.put("foundId", string(named == null ? "" : named));
        values.put("venueId", string(target.venueId() == null ? "" : target.venueId().value()));
        return (ArrayNode) step.arguments().fill(values);
    }

    private static JsonNode string(String text) {
        return Json.NODES.stringNode(text);
    }

    /** What one step has seen. */
    private sealed interface Seen {
        record Shown(Finding.Found found) implements Seen {}

        record Named(String id) implements Seen {}

        record Nothing(String said) implements Seen {}

        record Broken(String why) implements Seen {}
    }
}
