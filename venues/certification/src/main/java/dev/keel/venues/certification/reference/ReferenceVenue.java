package dev.keel.venues.certification.reference;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.order.Evidence;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.VenueOrderId;
import dev.keel.core.venue.History;
import dev.keel.core.venue.Holdings;
import dev.keel.core.venue.Venue;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueProfile;
import dev.keel.core.venue.VenueReport;
import dev.keel.core.venue.VenueStatement;
import dev.keel.core.venue.VenueTrade;
import dev.keel.core.venue.outcome.Conversion;
import dev.keel.core.venue.outcome.Operation;
import dev.keel.core.venue.outcome.Outcome;
import dev.keel.core.venue.outcome.OutcomeTable;
import dev.keel.core.venue.outcome.Transport;
import dev.keel.venues.simulator.BrokerSide.Ask;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The port over the reference wire. */
final class ReferenceVenue implements Venue, ReferenceBroker.Stream {
    private static final OutcomeTable OUTCOMES = OutcomeTable.load("binance");
    private static final Evidence NOT_SENT_CLOSED =
            new Evidence("connector", Transport.NOT_SENT.code() + " the connection is closed");

    private final ReferenceWire wire;
    private final Reading reading;
    private final Writing writing;
    private final InstantSource clock;
    private final Listener listener;
    private final PlantedBug bug;
    private final Instant openedAt;
    private boolean streamLost;
    private volatile @Nullable Instant balanceAsOf;

    ReferenceVenue(
            ReferenceWire wire,
            Instrument instrument,
            InstantSource clock,
            Listener listener,
            PlantedBug bug) {
        this.wire = wire;
        this.reading = new Reading(instrument, bug);
        this.writing = new Writing(instrument, bug);
        this.clock = clock;
        this.listener = listener;
        this.bug = bug;
        this.openedAt = clock.instant();
    }

    @Override
    public void submit(Order order) {
        if (wire.isClosed()) {
            report(order.id(), new OrderChange.Refused(NOT_SENT_CLOSED));
            return;
        }
        Optional<String> objection = writing.objection(order, clock.instant());
        if (objection.isPresent()) {
            String words = Transport.NOT_SENT.code() + " " + objection.get();
            report(order.id(), new OrderChange.Refused(new Evidence("connector", words)));
            return;
        }
        CompletableFuture<Void> sent = send(order);
        if (bug == PlantedBug.BLOCKS) {
            join(sent);
        }
    }

    private CompletableFuture<Void> send(Order order) {
        return wire.send(Ask.SUBMIT, writing.request(order, clock.instant()))
                .thenAccept(result -> hearSubmit(order, result));
    }

    private void hearSubmit(Order order, ReferenceWire.Result result) {
        boolean timedOut = result instanceof ReferenceWire.Result.TimedOut;
        boolean turnedAway =
                result instanceof ReferenceWire.Result.Answered(var reply) && reply.status() == 429;
        if ((timedOut && bug == PlantedBug.RESENDS_ON_TIME_OUT)
                || (turnedAway && bug == PlantedBug.REPEATS_WHEN_TURNED_AWAY)) {
            var _ = send(order);
            return;
        }
        Outcome outcome = classify(Operation.SUBMIT, result);
        report(order.id(), buggy(result, outcome).orElseGet(() -> Conversion.ofSubmit(outcome)));
    }

    private Optional<OrderChange> buggy(ReferenceWire.Result result, Outcome outcome) {
        boolean refuses =
                switch (result) {
                    case ReferenceWire.Result.TimedOut _, ReferenceWire.Result.Lost _ ->
                            bug == PlantedBug.TAKES_TIME_OUT_FOR_REFUSAL;
                    case ReferenceWire.Result.Answered(var reply) ->
                            (reply.status() >= 500
                                            && bug == PlantedBug.TAKES_SERVER_ERROR_FOR_REFUSAL)
                                    || (outcome instanceof Outcome.Exists
                                            && bug == PlantedBug.TAKES_DUPLICATE_FOR_REFUSAL);
                };
        if (refuses) {
            return Optional.of(new OrderChange.Refused(new Evidence("connector", "refused")));
        }
        boolean success =
                result instanceof ReferenceWire.Result.Answered(var reply) && reply.status() == 200;
        return success && bug == PlantedBug.ACCEPTS_WITHOUT_ID && outcome instanceof Outcome.Unknown
                ? Optional.of(new OrderChange.Accepted(new VenueOrderId("undefined")))
                : Optional.empty();
    }

    @Override
    public void cancel(Order order) {
        if (wire.isClosed()) {
            report(order.id(), new OrderChange.Doubted("the connection is closed"));
            return;
        }
        Map<String, String> request =
                bug == PlantedBug.CANCELS_EVERYTHING
                        ? Map.of("all", "true")
                        : Map.of("client", order.id().toString());
        var _ =
                wire.send(Ask.CANCEL, request)
                        .thenAccept(result -> {
                            if (bug == PlantedBug.TAKES_CANCEL_FOR_END) {
                                Evidence evidence = new Evidence("connector", "cancelled");
                                report(order.id(), new OrderChange.Canceled(evidence));
                            }
                            Conversion.ofCancel(classify(Operation.CANCEL, result))
                                    .ifPresent(change -> report(order.id(), change));
                        });
    }

    @Override
    public void query(OrderId order) {
        if (wire.isClosed()) {
            answer(new VenueAnswer.Failed(order.toString(), "the connection is closed"));
            return;
        }
        Instant askedAt = clock.instant();
        var _ =
                wire.send(Ask.QUERY, Map.of("client", order.toString()))
                        .thenAccept(result -> answer(queried(order, askedAt, result)));
    }

    private VenueAnswer queried(OrderId order, Instant askedAt, ReferenceWire.Result result) {
        Optional<JsonNode> shown =
                success(result).map(body -> body.path("order")).filter(JsonNode::isObject);
        if (shown.isPresent()) {
            return new VenueAnswer.Found(reading.order(shown.get()));
        }
        if (bug == PlantedBug.TAKES_FAILURE_FOR_NOT_FOUND) {
            return new VenueAnswer.NotFound(order, askedAt, "nothing was shown");
        }
        return Conversion.ofQuery(order, askedAt, classify(Operation.QUERY, result))
                .orElseGet(() ->
                        new VenueAnswer.Failed(order.toString(), "a success that shows no order"));
    }

    @Override
    public void state(@Nullable String after) {
        if (wire.isClosed()) {
            answer(new VenueAnswer.Failed(VenueAnswer.Failed.STATEMENT, "closed"));
            return;
        }
        Instant askedAt = clock.instant();
        CompletableFuture<Optional<List<VenueOrder>>> open =
                part(
                        Ask.OPEN_ORDERS,
                        body ->
                                body.path("orders").isArray()
                                        ? Optional.of(reading.orders(body.path("orders")))
                                        : Optional.empty());
        CompletableFuture<Optional<History>> history = history(after == null ? "0" : after);
        CompletableFuture<Optional<Holdings>> holdings =
                part(
                        Ask.HOLDINGS,
                        body ->
                                body.path("cash").isString()
                                        ? Optional.of(reading.holdings(body))
                                        : Optional.empty());
        var _ =
                CompletableFuture.allOf(open, history, holdings)
                        .thenRun(() -> {
                            if (holdings.join().isPresent()) {
                                balanceAsOf = askedAt;
                            }
                            answer(
                                    new VenueAnswer.Stated(
                                            new VenueStatement(
                                                    askedAt,
                                                    after,
                                                    openOrders(open.join()),
                                                    told(history.join()),
                                                    holdings.join().orElse(null))));
                        });
    }

    private @Nullable List<VenueOrder> openOrders(Optional<List<VenueOrder>> read) {
        return read.orElse(bug == PlantedBug.TAKES_FAILURE_FOR_NO_ORDERS ? List.of() : null);
    }

    private @Nullable History told(Optional<History> read) {
        if (read.isEmpty()) {
            return bug == PlantedBug.TAKES_FAILURE_FOR_NO_TRADES
                    ? new History("0", List.of(), List.of(), List.of())
                    : null;
        }
        History history = read.get();
        List<VenueTrade> trades = new ArrayList<>(history.trades());
        if (bug == PlantedBug.FORGETS_WHAT_WAS_MISSED) {
            trades.removeIf(trade -> trade.fill().at().isBefore(openedAt));
        }
        String cursor = history.cursor();
        if (bug == PlantedBug.CURSOR_TOO_FAR && cursor != null) {
            cursor = String.valueOf(Long.parseLong(cursor) + 1);
        }
        return new History(cursor, history.ended(), trades, history.movements());
    }

    /** All pages from a cursor on, or nothing. */
    private CompletableFuture<Optional<History>> history(String after) {
        return wire.send(Ask.HISTORY, Map.of("after", after))
                .thenCompose(result -> {
                    Optional<JsonNode> body =
                            success(result).filter(read -> read.path("trades").isArray());
                    if (body.isEmpty()) {
                        return CompletableFuture.completedFuture(Optional.empty());
                    }
                    History page = reading.history(body.get());
                    boolean more = body.get().path("more").asBoolean(false);
                    if (more && bug == PlantedBug.READS_ONE_PAGE) {
                        String latest = body.get().path("latest").asString("");
                        return CompletableFuture.completedFuture(
                                Optional.of(
                                        new History(
                                                latest, page.ended(), page.trades(), List.of())));
                    }
                    return more
                            ? history(String.valueOf(page.cursor()))
                                    .thenApply(rest -> rest.map(next -> joined(page, next)))
                            : CompletableFuture.completedFuture(Optional.of(page));
                });
    }

    private static History joined(History page, History rest) {
        List<VenueOrder> ended = new ArrayList<>(page.ended());
        ended.addAll(rest.ended());
        List<VenueTrade> trades = new ArrayList<>(page.trades());
        trades.addAll(rest.trades());
        var movements = new ArrayList<>(page.movements());
        movements.addAll(rest.movements());
        return new History(rest.cursor(), ended, trades, movements);
    }

    private <T> CompletableFuture<Optional<T>> part(Ask ask, Function<JsonNode, Optional<T>> read) {
        return wire.send(ask, Map.of()).thenApply(result -> success(result).flatMap(read));
    }

    private static Optional<JsonNode> success(ReferenceWire.Result result) {
        return result instanceof ReferenceWire.Result.Answered(var reply) && reply.status() == 200
                ? Reading.body(reply.body())
                : Optional.empty();
    }

    private Outcome classify(Operation operation, ReferenceWire.Result result) {
        return switch (result) {
            case ReferenceWire.Result.TimedOut _ ->
                    OUTCOMES.classify(operation, Transport.TIME_OUT, wire.words("no answer"), null);
            case ReferenceWire.Result.Lost(var why) ->
                    OUTCOMES.classify(operation, Transport.CONNECTION_LOST, wire.words(why), null);
            case ReferenceWire.Result.Answered(var reply) -> classify(operation, reply);
        };
    }

    private Outcome classify(Operation operation, Reply reply) {
        Optional<JsonNode> body = Reading.body(reply.body());
        Optional<String> code =
                body.map(read -> read.path("code").asString("")).filter(text -> !text.isEmpty());
        if (code.isPresent()) {
            return OUTCOMES.classify(operation, code.get(), wire.words("reference"), null);
        }
        if (reply.status() == 200 && body.isPresent()) {
            String id = body.get().path("order").path("id").asString("");
            boolean done = !id.isEmpty() || body.get().path("done").asBoolean(false);
            return OUTCOMES.classify(
                    operation,
                    done ? Transport.SUCCESS : Transport.GARBLED,
                    "",
                    id.isEmpty() ? null : new VenueOrderId(id));
        }
        return OUTCOMES.classify(operation, transport(reply.status()), wire.words("error"), null);
    }

    private static Transport transport(int status) {
        if (status >= 500) {
            return Transport.SERVER_ERROR;
        }
        return status == 403 || status == 429 ? Transport.TURNED_AWAY : Transport.GARBLED;
    }

    @Override
    public void onEvent(ObjectNode event) {
        boolean deaf = streamLost && bug == PlantedBug.FORGETS_STREAM;
        if (!wire.isClosed() && !deaf) {
            reading.report(event).ifPresent(listener::onReport);
        }
    }

    @Override
    public void onState(boolean isUp) {
        if (isUp && !wire.isClosed() && bug != PlantedBug.FORGETS_STREAM) {
            answer(new VenueAnswer.Reconnected());
        }
        streamLost = true;
    }

    private void report(OrderId order, OrderChange change) {
        listener.onReport(new VenueReport(order, change));
    }

    private void answer(VenueAnswer answer) {
        listener.onAnswer(answer);
    }

    @Override
    public VenueProfile profile() {
        return new VenueProfile(Desk.WINDOW, Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Override
    public Optional<Instant> balanceAsOf() {
        return Optional.ofNullable(balanceAsOf);
    }

    private static void join(CompletableFuture<Void> sent) {
        try {
            var _ = sent.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a submit failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
