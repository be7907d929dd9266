package dev.keel.venues.ccxt.host;

import dev.keel.venues.ccxt.host.HostReply.Lost;
import dev.keel.venues.ccxt.host.HostReply.Returned;
import dev.keel.venues.ccxt.host.HostReply.Sent;
import dev.keel.venues.ccxt.host.HostReply.Threw;
import dev.keel.venues.connector.ConnectorException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A host in a child process that is watched over. A child that ends, or does not answer, takes
 * every call in flight with it; a new one is started, is given the open exchanges, and goes on with
 * the streams, whose listeners are told.
 */
public final class SupervisedHost implements VenueHost {
    /** How much longer than its deadline a call may take: the child's own word is more exact. */
    private static final long GRACE_MILLIS = 500;

    private static final Duration OPENING = Duration.ofSeconds(60);

    private final HostSettings settings;
    private final Executor executor;
    private final Children children;
    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, PendingCall> pending = new ConcurrentHashMap<>();
    private final Map<Long, Watching> watches = new ConcurrentSkipListMap<>();
    private final Map<String, OpenExchange> exchanges = new ConcurrentSkipListMap<>();

    private SupervisedHost(
            NodeRuntime node,
            HostSettings settings,
            Executor executor,
            Children.Unpacking unpacking) {
        this.settings = settings;
        this.executor = executor;
        Complaints complaints = new Complaints(this::eachSecret, System::nanoTime);
        this.children = new Children(node, settings, unpacking, new Inbox(), complaints::take);
    }

    /**
     * Starts the first child, and waits until it is ready.
     *
     * @param executor on which answers and events are told; not ended by the host
     * @throws ConnectorException if no child can be started
     */
    public static SupervisedHost start(NodeRuntime node, HostSettings settings, Executor executor) {
        return start(node, settings, executor, HostBundle::unpack);
    }

    static SupervisedHost start(
            NodeRuntime node,
            HostSettings settings,
            Executor executor,
            Children.Unpacking unpacking) {
        SupervisedHost host = new SupervisedHost(node, settings, executor, unpacking);
        try {
            host.children.start();
            return host;
        } catch (ConnectorException e) {
            host.close();
            throw e;
        }
    }

    /** The id of the child's process; empty while there is none. For doctors and benchmarks. */
    public OptionalLong pid() {
        HostProcess child = children.current();
        return child == null ? OptionalLong.empty() : OptionalLong.of(child.pid());
    }

    @Override
    public CompletableFuture<HostReply> open(ExchangeSpec spec) {
        HostProcess child = children.current();
        if (child == null) {
            return done(new Lost("the child is being started", Sent.NO));
        }
        OpenExchange exchange = new OpenExchange(spec);
        if (exchanges.putIfAbsent(spec.name(), exchange) != null) {
            exchange.keys().close();
            return done(refused("name must be new, was " + spec.name()));
        }
        return sendOpening(child, exchange)
                .thenApply(reply -> {
                    if (reply instanceof Returned) {
                        establish(child, exchange);
                    } else {
                        forget(exchange);
                    }
                    return reply;
                });
    }

    private void establish(HostProcess child, OpenExchange exchange) {
        exchange.openedIn(child);
        HostProcess now = children.current();
        if (now != null && now != child) {
            reopen(now, exchange, settings.firstPause());
        }
    }

    private CompletableFuture<HostReply> sendOpening(HostProcess child, OpenExchange exchange) {
        long id = ids.incrementAndGet();
        return send(child, id, new PendingCall(exchange.opening(id), true), OPENING);
    }

    @Override
    public void close(String name) {
        OpenExchange exchange = exchanges.get(name);
        if (exchange == null) {
            return;
        }
        forget(exchange);
        watches.values()
                .removeIf(watch -> {
                    boolean over = watch.call().exchange().equals(name);
                    if (over) {
                        watch.end();
                    }
                    return over;
                });
        HostProcess child = children.current();
        if (child != null) {
            tell(child, HostMessages.close(ids.incrementAndGet(), name));
        }
    }

    private void forget(OpenExchange exchange) {
        exchanges.remove(exchange.name(), exchange);
        exchange.keys().close();
    }

    @Override
    public CompletableFuture<HostReply> call(HostCall call) {
        HostProcess child = children.current();
        if (child == null) {
            return done(new Lost("the child is being started", Sent.NO));
        }
        if (call.deadline().isNegative() || call.deadline().isZero()) {
            return done(new Lost("the deadline is over", Sent.NO));
        }
        OpenExchange exchange = exchanges.get(call.exchange());
        if (exchange == null && !call.method().equals(HostMethods.EXCHANGES)) {
            return done(refused("exchange must be open, was " + call.exchange()));
        }
        if (exchange != null && !exchange.isOpenIn(child)) {
            return done(new Lost(call.exchange() + " is being opened again", Sent.NO));
        }
        if (pending.size() >= settings.maxInFlight()) {
            return done(new Lost(settings.maxInFlight() + " calls are in flight already", Sent.NO));
        }
        CompletableFuture<HostReply> answer = sendCall(child, call);
        return exchange != null && HostMethods.prepares(call.method())
                ? answer.thenApply(reply -> remembered(exchange, call, reply))
                : answer;
    }

    private static HostReply remembered(OpenExchange exchange, HostCall call, HostReply reply) {
        if (reply instanceof Returned) {
            exchange.prepared(call);
        }
        return reply;
    }

    private CompletableFuture<HostReply> sendCall(HostProcess child, HostCall call) {
        long id = ids.incrementAndGet();
        return send(
                child, id, new PendingCall(HostMessages.call(id, call), false), call.deadline());
    }

    private CompletableFuture<HostReply> send(
            HostProcess child, long id, PendingCall call, Duration deadline) {
        pending.put(id, call);
        if (!child.offer(call)) {
            lose(id, "too much waits for the child");
        } else if (children.current() != child) {
            lose(id, "the child ended");
        } else {
            call.alarm(
                    children.timer()
                            .schedule(
                                    () -> lose(id, "no answer within " + deadline),
                                    deadline.toMillis() + GRACE_MILLIS,
                                    TimeUnit.MILLISECONDS));
        }
        return call.answer();
    }

    private void lose(long id, String why) {
        PendingCall call = pending.remove(id);
        if (call != null) {
            call.lose(why, executor);
        }
    }

    @Override
    public Watch watch(HostCall call, Consumer<StreamEvent> listener) {
        OpenExchange exchange = exchanges.get(call.exchange());
        if (exchange == null) {
            throw new IllegalArgumentException("exchange must be open, was " + call.exchange());
        }
        long id = ids.incrementAndGet();
        watches.put(id, new Watching(call, listener, executor, settings.maxEvents()));
        HostProcess child = children.current();
        if (child != null && exchange.isOpenIn(child)) {
            tell(child, HostMessages.watch(id, call));
        }
        return () -> endWatch(id);
    }

    private void endWatch(long id) {
        Watching watch = watches.remove(id);
        HostProcess child = children.current();
        if (watch != null) {
            watch.end();
        }
        if (watch != null && child != null) {
            tell(child, HostMessages.unwatch(ids.incrementAndGet(), id));
        }
    }

    /** Without these the child is not what we think it is: if they cannot be told, it has to go. */
    private static void tell(HostProcess child, byte[] line) {
        if (!child.offer(Outgoing.of(line))) {
            child.kill("too much waited for it");
        }
    }

    @Override
    public void close() {
        children.close();
        loseAll("the host is closed");
        watches.values().forEach(Watching::end);
        watches.clear();
        List.copyOf(exchanges.values()).forEach(this::forget);
    }

    private void loseAll(String why) {
        List.copyOf(pending.keySet()).forEach(id -> lose(id, why));
    }

    private void eachSecret(Consumer<char[]> action) {
        exchanges.values().forEach(each -> each.keys().open((_, value) -> action.accept(value)));
    }

    /** Gives a new child an exchange that was open, what it had ready, and its streams. */
    private void reopen(HostProcess child, OpenExchange exchange, Duration pause) {
        CompletableFuture<Void> _ =
                sendOpening(child, exchange)
                        .thenCompose(reply -> prepare(child, exchange, reply))
                        .thenAccept(reply -> {
                            if (reply instanceof Returned) {
                                exchange.openedIn(child);
                                watches.forEach((id, watch) -> resume(child, exchange, id, watch));
                            } else if (isStillWanted(child, exchange)) {
                                tell(
                                        child,
                                        HostMessages.close(ids.incrementAndGet(), exchange.name()));
                                Duration next = children.longer(pause);
                                children.later(pause, () -> retry(child, exchange, next));
                            }
                        });
    }

    private void retry(HostProcess child, OpenExchange exchange, Duration pause) {
        if (isStillWanted(child, exchange)) {
            reopen(child, exchange, pause);
        }
    }

    private boolean isStillWanted(HostProcess child, OpenExchange exchange) {
        return children.current() == child && exchanges.get(exchange.name()) == exchange;
    }

    private CompletableFuture<HostReply> prepare(
            HostProcess child, OpenExchange exchange, HostReply opened) {
        return opened instanceof Returned
                ? exchange.preparation().map(call -> sendCall(child, call)).orElse(done(opened))
                : done(opened);
    }

    private static void resume(HostProcess child, OpenExchange exchange, long id, Watching watch) {
        if (watch.call().exchange().equals(exchange.name())) {
            tell(child, HostMessages.watch(id, watch.call()));
        }
    }

    private static HostReply refused(String why) {
        return new Threw("HostRefused", why, null, null, null, Sent.NO);
    }

    private static CompletableFuture<HostReply> done(HostReply reply) {
        return CompletableFuture.completedFuture(reply);
    }

    /** What children tell. */
    private final class Inbox implements Children.Inbox {
        @Override
        public void onReady(HostProcess child) {
            exchanges.values().stream()
                    .filter(OpenExchange::established)
                    .forEach(exchange -> reopen(child, exchange, settings.firstPause()));
        }

        @Override
        public void onAnswer(long id, JsonNode message) {
            PendingCall call = pending.remove(id);
            @Nullable Watching watch = watches.get(id);
            if (call != null) {
                call.complete(HostMessages.reply(message), executor);
            } else if (watch != null && message.has("error")) {
                String why = message.path("error").path("message").asString("refused");
                watch.offer(new StreamEvent.Interrupted(why));
            }
        }

        @Override
        public void onEvent(long id, JsonNode message) {
            Watching watch = watches.get(id);
            if (watch == null) {
                return;
            }
            JsonNode why = message.get("interrupted");
            watch.offer(
                    why == null
                            ? new StreamEvent.Data(message.path("value"))
                            : new StreamEvent.Interrupted(why.asString("")));
        }

        @Override
        public void onEnd(String why) {
            loseAll("the child ended: " + why);
            watches.values().forEach(watch -> watch.offer(new StreamEvent.Interrupted(why)));
        }
    }
}
