package dev.keel.venues.certification.reference;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.order.Side;
import dev.keel.venues.certification.Flaw;
import dev.keel.venues.simulator.BrokerOrder;
import dev.keel.venues.simulator.BrokerSide;
import dev.keel.venues.simulator.WireFault;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A broker in memory with a wire that can fail in every way. For any number of threads. */
public final class ReferenceBroker implements BrokerSide {
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration DELAY = Duration.ofSeconds(10);
    private static final String PAGE = "<html><body>something else</body></html>";

    private final Book book;
    private final Desk desk;
    private final Map<Ask, Deque<WireFault>> faults = new EnumMap<>(Ask.class);
    private final Map<Ask, Integer> received = new EnumMap<>(Ask.class);
    private final List<String> wire = new ArrayList<>();
    private final List<Stream> streams = new ArrayList<>();
    private final ExecutorService events = Executors.newSingleThreadExecutor();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private boolean up = true;
    private @Nullable Flaw flaw;

    ReferenceBroker(Instrument instrument, InstantSource clock) {
        this.book = new Book(instrument, clock, new Telling());
        this.desk = new Desk(book, clock, () -> flaw);
        for (Ask ask : Ask.values()) {
            received.put(ask, 0);
        }
    }

    /** Hears a stream. */
    interface Stream {
        void onEvent(ObjectNode event);

        void onState(boolean isUp);
    }

    /** Sends a request; completed by another thread, or never, or exceptionally. */
    CompletableFuture<Reply> send(Ask ask, String line, Map<String, String> request) {
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        WireFault fault;
        synchronized (this) {
            received.merge(ask, 1, Integer::sum);
            wire.add(ask + " " + line);
            fault = waiting(ask).poll();
        }
        try {
            timer.execute(() -> serve(ask, request, fault, reply));
        } catch (RejectedExecutionException e) {
            reply.completeExceptionally(new IOException("the broker is closed"));
        }
        return reply;
    }

    private Deque<WireFault> waiting(Ask ask) {
        return faults.computeIfAbsent(ask, _ -> new ArrayDeque<>());
    }

    private void serve(
            Ask ask,
            Map<String, String> request,
            @Nullable WireFault fault,
            CompletableFuture<Reply> reply) {
        if (fault == null) {
            reply.complete(done(ask, request));
            return;
        }
        switch (fault) {
            case LOST_BEFORE -> reply.completeExceptionally(new IOException("reset"));
            case DROPPED_AFTER -> {
                Reply _ = done(ask, request);
                reply.completeExceptionally(new IOException("reset"));
            }
            case HANGS_AFTER, STALLED_BODY -> {
                Reply _ = done(ask, request);
            }
            case BAD_GATEWAY -> reply.complete(doneBut(ask, request, 502, PAGE));
            case UNAVAILABLE -> reply.complete(new Reply(503, PAGE));
            case GATEWAY_TIMEOUT -> reply.complete(doneBut(ask, request, 504, PAGE));
            case SERVER_ERROR -> reply.complete(doneBut(ask, request, 500, Desk.code("-9999")));
            case TOO_MANY_REQUESTS -> reply.complete(new Reply(429, PAGE, PAUSE));
            case FORBIDDEN -> reply.complete(new Reply(403, PAGE));
            case SUCCESS_PAGE -> reply.complete(doneBut(ask, request, 200, PAGE));
            case EMPTY_BODY -> reply.complete(doneBut(ask, request, 200, ""));
            case CUT_BODY -> {
                String body = done(ask, request).body();
                reply.complete(new Reply(200, body.substring(0, body.length() / 2)));
            }
            case EMPTY_OBJECT -> reply.complete(doneBut(ask, request, 200, "{}"));
            case VENUE_UNKNOWN -> reply.complete(doneBut(ask, request, 400, Desk.code("-1007")));
            case VENUE_REFUSES -> reply.complete(new Reply(400, Desk.code("-2019")));
            case VENUE_UNLISTED_CODE -> reply.complete(new Reply(400, Desk.code("-31415")));
            case VENUE_LATE -> reply.complete(new Reply(400, Desk.code("-1021")));
            case DELAYED -> later(() -> reply.complete(done(ask, request)));
        }
    }

    private void later(Runnable work) {
        ScheduledFuture<?> _ = timer.schedule(work, DELAY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Reply doneBut(Ask ask, Map<String, String> request, int status, String body) {
        Reply _ = done(ask, request);
        return new Reply(status, body);
    }

    private synchronized Reply done(Ask ask, Map<String, String> request) {
        return desk.serve(ask, request);
    }

    /** Opens a stream. */
    synchronized void listen(Stream stream) {
        streams.add(stream);
    }

    synchronized void leave(Stream stream) {
        streams.remove(stream);
    }

    private void tell(Consumer<Stream> what) {
        List<Stream> all = List.copyOf(streams);
        events.execute(() -> all.forEach(what));
    }

    @Override
    public synchronized void quote(InstrumentId instrument, BigDecimal bid, BigDecimal ask) {
        book.quote(bid, ask);
        ObjectNode event = desk.quoted();
        tellEvent(event);
    }

    private void tellEvent(ObjectNode event) {
        if (up) {
            tell(stream -> stream.onEvent(event));
        }
    }

    @Override
    public synchronized List<BrokerOrder> orders() {
        return book.orders.stream().map(order -> Book.shown(order, book.instrument)).toList();
    }

    @Override
    public synchronized void fill(String clientId, BigDecimal quantity, BigDecimal price) {
        book.fill(book.byClient(clientId).orElseThrow(), quantity, price);
    }

    @Override
    public synchronized void cancel(String clientId) {
        book.end(book.byClient(clientId).orElseThrow(), BrokerOrder.State.CANCELED);
    }

    @Override
    public synchronized String placeByHand(
            InstrumentId instrument, Side side, BigDecimal quantity, BigDecimal limit) {
        return book.take("", side, quantity, Map.of("limit", limit.toPlainString())).venueId;
    }

    @Override
    public synchronized void bust(String clientId) {
        book.bust(book.byClient(clientId).orElseThrow());
    }

    @Override
    public synchronized void move(String asset, BigDecimal amount) {
        desk.move(asset, amount);
    }

    @Override
    public synchronized BigDecimal balance(String asset) {
        return asset.equals(book.instrument.quote().code()) ? book.cash : book.position;
    }

    @Override
    public synchronized BigDecimal position(InstrumentId instrument) {
        return book.position;
    }

    @Override
    public Set<WireFault> faults() {
        return EnumSet.allOf(WireFault.class);
    }

    @Override
    public synchronized void inject(WireFault fault, Ask ask, int times) {
        for (int i = 0; i < times; i++) {
            waiting(ask).add(fault);
        }
    }

    @Override
    public synchronized int received(Ask ask) {
        return received.getOrDefault(ask, 0);
    }

    @Override
    public synchronized List<String> wire() {
        return List.copyOf(wire);
    }

    @Override
    public synchronized void streams(boolean isUp) {
        up = isUp;
        tell(stream -> stream.onState(isUp));
    }

    /** The numbers of the trades so far, each with the trade as a stream tells it. */
    synchronized List<ObjectNode> publicTrades(int after) {
        return book.trades.stream().skip(after).map(Desk::trade).toList();
    }

    /** Has the account be flawed from now on; null for an account that is not. */
    synchronized void flaw(@Nullable Flaw newFlaw) {
        flaw = newFlaw;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        events.shutdownNow();
    }

    /** Tells the streams what happens in the book. */
    private final class Telling implements Book.Heard {
        @Override
        public void traded(Trade trade) {
            tellEvent(Desk.trade(trade));
        }

        @Override
        public void ended(Held order) {
            tellEvent(Desk.order(order));
        }
    }
}
