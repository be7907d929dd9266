package dev.keel.venues.ccxt.stream;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.order.Evidence;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.venue.Venue;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueReport;
import dev.keel.core.venue.VenueTrade;
import dev.keel.venues.ccxt.account.AccountSource;
import dev.keel.venues.ccxt.account.Statements;
import dev.keel.venues.ccxt.call.CallFailedException;
import dev.keel.venues.ccxt.exchange.Exchange;
import dev.keel.venues.ccxt.exchange.Exchange.AccountStream;
import dev.keel.venues.ccxt.host.StreamEvent;
import dev.keel.venues.ccxt.host.VenueHost;
import dev.keel.venues.ccxt.recovery.Finding;
import dev.keel.venues.ccxt.recovery.Lookups;
import dev.keel.venues.ccxt.recovery.Target;
import dev.keel.venues.ccxt.table.Json;
import dev.keel.venues.ccxt.table.UnreadableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Watches over an account's orders: by its streams, and by looking at the venue's lists every few
 * seconds as long as an order may live. For any number of threads.
 *
 * <p>A stream says when to look, and no more: its numbers went through doubles, and not every one
 * carries the fee. What is booked is read from the lists.
 */
public final class AccountWatch {
    private static final Duration STREAM_PATIENCE = Duration.ofSeconds(30);

    /** Trades may show later than they are dated. */
    private static final Duration OVERLAP = Duration.ofSeconds(60);

    private static final int MOST_TRADES = 20_000;

    private final AccountSource source;
    private final Statements statements;
    private final Lookups lookups;
    private final Followed followed;
    private final Venue.Listener listener;
    private final Executor executor;
    private final Duration every;
    private final Told told = new Told(MOST_TRADES);
    private final List<VenueHost.Watch> watches = new ArrayList<>();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final AtomicBoolean again = new AtomicBoolean();
    private volatile boolean closed;
    private volatile Instant lookedAt;
    private volatile @Nullable String lastFailure;

    /**
     * @param every how often the venue's lists are looked at
     */
    public AccountWatch(
            AccountSource source,
            Statements statements,
            Lookups lookups,
            Followed followed,
            Venue.Listener listener,
            Executor executor,
            Duration every) {
        this.source = source;
        this.statements = statements;
        this.lookups = lookups;
        this.followed = followed;
        this.listener = listener;
        this.executor = executor;
        this.every = every;
        this.lookedAt = source.calls().now();
    }

    /** Opens the streams, and begins to look. */
    public synchronized void open(Set<AccountStream> streams) {
        for (AccountStream stream : streams.stream().sorted().toList()) {
            switch (stream) {
                case ORDERS, TRADES ->
                        source.listings().forEach(listing -> watch(stream, listing.symbol()));
                case BALANCE -> watch(stream, "");
                case POSITIONS -> {
                    if (source.kind() != InstrumentKind.SPOT) {
                        watch(stream, "");
                    }
                }
            }
        }
        later();
    }

    public synchronized void close() {
        closed = true;
        watches.forEach(VenueHost.Watch::close);
        watches.clear();
    }

    /** Why the latest look that failed did, for people. */
    public Optional<String> lastFailure() {
        return Optional.ofNullable(lastFailure);
    }

    /** Looks now: something has probably happened. */
    public void soon() {
        if (closed || followed.living().isEmpty()) {
            return;
        }
        again.set(true);
        if (looking.compareAndSet(false, true)) {
            executor.execute(this::lookUntilQuiet);
        }
    }

    private void watch(AccountStream stream, String symbol) {
        ArrayNode arguments = Json.array();
        if (!symbol.isEmpty()) {
            arguments.add(symbol);
        } else if (stream == AccountStream.BALANCE) {
            arguments.addObject().put("type", Exchange.libraryType(source.kind()));
        }
        watches.add(
                source.calls()
                        .host()
                        .watch(
                                source.calls().stream(stream.method(), arguments, STREAM_PATIENCE),
                                event -> heard(stream, event)));
    }

    private void heard(AccountStream stream, StreamEvent event) {
        if (closed) {
            return;
        }
        switch (event) {
            case StreamEvent.Interrupted _ -> {
                listener.onAnswer(new VenueAnswer.Reconnected());
                soon();
            }
            case StreamEvent.Data(JsonNode value) -> {
                try {
                    read(stream, value);
                } catch (UnreadableException | IllegalArgumentException _) {
                    // What a stream says unreadably, the venue's lists say as well.
                    soon();
                }
            }
        }
    }

    private void read(AccountStream stream, JsonNode value) {
        switch (stream) {
            case ORDERS -> Json.items(value).forEach(this::order);
            case TRADES, BALANCE, POSITIONS -> soon();
        }
    }

    private void order(JsonNode item) {
        source.owners().learn(item);
        VenueOrder order = source.orders().read(item);
        if (order.clientId() != null) {
            followed.name(order.clientId(), order.id());
            if (order.state() == VenueOrder.State.WORKING && order.filled().isZero()) {
                listener.onAnswer(new VenueAnswer.Found(order));
            } else {
                soon();
            }
        }
    }

    private void tell(VenueTrade trade) {
        if (trade.clientId() != null
                && trade.cause() == VenueTrade.Cause.ORDER
                && told.add(nameOf(trade))) {
            listener.onReport(
                    new VenueReport(trade.clientId(), new OrderChange.Filled(trade.fill())));
        }
    }

    private static String nameOf(VenueTrade trade) {
        return trade.instrument() + " " + trade.fill().tradeId() + " " + trade.side();
    }

    private void later() {
        CompletableFuture.delayedExecutor(every.toMillis(), TimeUnit.MILLISECONDS, executor)
                .execute(() -> {
                    if (!closed) {
                        soon();
                        later();
                    }
                });
    }

    private void lookUntilQuiet() {
        do {
            try {
                while (!closed && again.getAndSet(false)) {
                    look();
                }
            } catch (CallFailedException | UnreadableException | IllegalArgumentException e) {
                // It is looked at again soon; nothing is concluded from a look that failed.
                lastFailure = e.getMessage();
            } finally {
                looking.set(false);
            }
        } while (!closed && again.get() && looking.compareAndSet(false, true));
    }

    /** First what has traded, then what no longer works: an end counts once its fills are known. */
    private void look() {
        Instant begun = source.calls().now();
        statements.trades(lookedAt.minus(OVERLAP)).forEach(this::tell);
        Set<OrderId> working =
                statements.openOrders().stream()
                        .flatMap(order -> Optional.ofNullable(order.clientId()).stream())
                        .collect(Collectors.toSet());
        for (Target target : followed.living()) {
            if (!working.contains(target.order())) {
                ended(target);
            }
        }
        lookedAt = begun;
    }

    private void ended(Target target) {
        if (lookups.find(target) instanceof Finding.Found(VenueOrder order, JsonNode shown)) {
            source.owners().learn(shown);
            if (order.state() == VenueOrder.State.WORKING) {
                listener.onAnswer(new VenueAnswer.Found(order));
                return;
            }
            statements.trades(lookedAt.minus(OVERLAP)).forEach(this::tell);
            tellEnd(target.order(), order);
            followed.end(target.order());
        }
    }

    /** An end that nobody asked for is a report; all else is what was found. */
    private void tellEnd(OrderId id, VenueOrder order) {
        Evidence evidence = new Evidence("venue order " + order.id(), order.words());
        switch (order.state()) {
            case CANCELED ->
                    listener.onReport(
                            new VenueReport(
                                    id, new OrderChange.Canceled(evidence), order.filled()));
            case EXPIRED ->
                    listener.onReport(
                            new VenueReport(id, new OrderChange.Expired(evidence), order.filled()));
            case WORKING, FILLED, REJECTED -> listener.onAnswer(new VenueAnswer.Found(order));
        }
    }
}
