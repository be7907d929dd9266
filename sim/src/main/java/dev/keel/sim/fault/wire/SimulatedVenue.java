package dev.keel.sim.fault.wire;

import dev.keel.core.account.AccountId;
import dev.keel.core.order.Evidence;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.venue.History;
import dev.keel.core.venue.Holdings;
import dev.keel.core.venue.Venue;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueProfile;
import dev.keel.core.venue.VenueReport;
import dev.keel.core.venue.VenueStatement;
import dev.keel.core.venue.VenueTrade;
import dev.keel.sim.fault.broker.Broker;
import dev.keel.sim.fault.broker.BrokerReply;
import dev.keel.sim.fault.broker.StreamMessage;
import dev.keel.sim.fault.clock.Dice;
import dev.keel.sim.fault.clock.VirtualTime;
import dev.keel.sim.fault.plan.CrashPoint;
import dev.keel.sim.fault.plan.Fault;
import dev.keel.sim.fault.plan.FaultPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The adapter of one account in one process, and the faulty wire behind it. It never reports as
 * certain what is not, whatever the wire does.
 */
public final class SimulatedVenue implements Venue {
    private static final long MARGIN = VirtualTime.SECOND;
    private static final long LONGEST_DELAY = 120 * VirtualTime.SECOND;

    private final Host host;
    private final AccountId account;
    private final Broker broker;
    private final VirtualTime time;
    private final FaultPlan plan;
    private final Dice dice;
    private final Listener listener;
    private final WireWatch watch;
    private final VenueProfile profile;
    private final Wording wording;
    private final boolean holdsStops;
    private final long timeout;
    private final boolean hearsLateAnswers;
    private final Consumer<StreamMessage> stream = this::onStream;
    private final Supplier<Set<OrderStatus>> everyOrder;
    private boolean connected = true;
    private long silentUntil;
    private @Nullable Instant balanceAsOf;

    public SimulatedVenue(
            Host host,
            AccountId account,
            Broker broker,
            VirtualTime time,
            FaultPlan plan,
            Dice dice,
            Listener listener,
            WireWatch watch,
            @Nullable BrokerTable table) {
        this.host = host;
        this.account = account;
        this.broker = broker;
        this.time = time;
        this.plan = plan;
        this.dice = dice;
        this.listener = listener;
        this.watch = watch;
        this.everyOrder = () -> watch.states(account);
        this.timeout = dice.between(1, 10) * VirtualTime.SECOND;
        this.hearsLateAnswers = dice.chance(0.5);
        this.profile =
                table == null
                        ? new VenueProfile(
                                span(broker.terms().validity() + MARGIN),
                                span(broker.terms().lag() + MARGIN),
                                span(timeout + 2 * MARGIN))
                        : table.profile();
        this.wording =
                table == null ? PlainWording.INSTANCE : new TableWording(table.outcomes(), dice);
        this.holdsStops = table == null || table.holdsStops();
        broker.connect(stream);
    }

    @Override
    public void submit(Order order) {
        if (!host.isUp() || host.diesAt(CrashPoint.BEFORE_SUBMIT, account)) {
            return;
        }
        watch.onSubmit(host, account, order);
        long madeAt = time.micros();
        send(
                order,
                nonce -> broker.place(order.id(), order.request(), nonce, madeAt),
                (code, shown) -> hearReport(wording.ofSubmit(order, code, shown)));
        host.diesAt(CrashPoint.AFTER_SUBMIT, account);
    }

    @Override
    public void cancel(Order order) {
        if (!host.isUp() || host.diesAt(CrashPoint.BEFORE_CANCEL, account)) {
            return;
        }
        watch.onCancel(host, account, order);
        long madeAt = time.micros();
        send(
                order,
                nonce -> broker.cancel(order.id(), nonce, madeAt),
                (code, shown) -> {
                    boolean streamTells =
                            code == BrokerReply.Code.DONE
                                    && shown != null
                                    && !broker.terms().confirmsCancel();
                    if (!streamTells) {
                        wording.ofCancel(order, code, shown).ifPresent(this::hearReport);
                    }
                });
        host.diesAt(CrashPoint.AFTER_CANCEL, account);
    }

    @Override
    public void query(OrderId order) {
        if (!host.isUp() || host.diesAt(CrashPoint.BEFORE_QUERY, account)) {
            return;
        }
        Instant askedAt = host.now();
        time.after(trip(), () -> answerQuery(order, askedAt));
        host.diesAt(CrashPoint.AFTER_QUERY, account);
    }

    @Override
    public void state(@Nullable String after) {
        if (!host.isUp() || host.diesAt(CrashPoint.BEFORE_STATEMENT, account)) {
            return;
        }
        new Asking(host.now(), after).start();
        host.diesAt(CrashPoint.AFTER_STATEMENT, account);
    }

    @Override
    public VenueProfile profile() {
        return profile;
    }

    @Override
    public boolean holdsStops() {
        return holdsStops;
    }

    @Override
    public Optional<Instant> balanceAsOf() {
        return Optional.ofNullable(balanceAsOf);
    }

    /** Breaks the stream; it comes back after so long, with a snapshot or without. */
    public void breakStream(long micros, boolean snapshot) {
        if (!connected) {
            return;
        }
        connected = false;
        time.after(
                micros,
                () -> {
                    connected = true;
                    hear(trip(), () -> hearAnswer(new VenueAnswer.Reconnected()));
                    if (snapshot) {
                        broker.openOrders(0).stream()
                                .filter(order -> order.clientId() != null)
                                .forEach(order ->
                                        hear(
                                                trip(),
                                                () -> hearAnswer(new VenueAnswer.Found(order))));
                    }
                });
    }

    /** Lets nothing through for so long, and nobody notices. */
    public void silence(long micros) {
        silentUntil = time.micros() + micros;
    }

    /** Hears no more. */
    public void close() {
        broker.disconnect(stream);
    }

    // Requests that change something.

    private void send(Order order, Request request, Heard heard) {
        long nonce = dice.between(1, Long.MAX_VALUE);
        Pending pending = new Pending(heard);
        Supplier<Set<OrderStatus>> own = () -> watch.state(account, order);
        boolean silent = dice.chance(0.3);
        if (!silent) {
            host.later(timeout, () -> timedOut(order, pending));
        }
        if (plan.strikes(Fault.LOST_REQUEST, own)) {
            return;
        }
        long trip = trip();
        if (plan.strikes(Fault.LATE_REQUEST, own)) {
            trip += plan.dice(Fault.LATE_REQUEST).between(0, 2 * broker.terms().validity());
        }
        time.after(trip, () -> answer(request.to(nonce), pending, own));
        if (plan.strikes(Fault.DUPLICATED_REQUEST, own)) {
            long later =
                    trip
                            + plan.dice(Fault.DUPLICATED_REQUEST)
                                    .between(0, 2 * broker.terms().validity());
            time.after(later, () -> answer(request.to(nonce), pending, own));
        }
    }

    private void timedOut(Order order, Pending pending) {
        if (!pending.over) {
            pending.over = true;
            hearReport(new VenueReport(order.id(), new OrderChange.Doubted("timed out")));
        }
    }

    private void answer(BrokerReply reply, Pending pending, Supplier<Set<OrderStatus>> own) {
        BrokerReply.Code code = reply.code();
        VenueOrder shown = reply.order();
        if (plan.strikes(Fault.LOST_RESPONSE, own)) {
            return;
        }
        BrokerReply.Code read = code;
        VenueOrder seen = shown;
        if (plan.strikes(Fault.GARBLED_RESPONSE, own)) {
            read = null;
            seen = null;
        } else if (plan.strikes(Fault.SERVER_ERROR, own)) {
            read = BrokerReply.Code.UNAVAILABLE;
            seen = null;
        } else if (code == BrokerReply.Code.DONE && plan.strikes(Fault.EMPTY_RESPONSE, own)) {
            seen = null;
        } else if (code == BrokerReply.Code.DONE && plan.strikes(Fault.WRONG_REFUSAL, own)) {
            read = plan.dice(Fault.WRONG_REFUSAL).pick(WRONG);
            seen = null;
        }
        long trip = trip();
        if (plan.strikes(Fault.LATE_RESPONSE, own)) {
            trip += plan.dice(Fault.LATE_RESPONSE).between(0, LONGEST_DELAY);
        }
        BrokerReply.Code told = read;
        VenueOrder order = seen;
        hear(trip, () -> pending.hear(told, order));
        if (plan.strikes(Fault.DUPLICATED_RESPONSE, own)) {
            hear(trip + trip(), () -> pending.hear(told, order));
        }
    }

    /** What a broker may say of an order that it has taken; none of it is certain. */
    private static final List<BrokerReply.Code> WRONG =
            List.of(
                    BrokerReply.Code.DUPLICATE,
                    BrokerReply.Code.NO_ORDER,
                    BrokerReply.Code.UNAVAILABLE);

    // Queries.

    private void answerQuery(OrderId order, Instant askedAt) {
        if (plan.strikes(Fault.LOST_RESPONSE, everyOrder)) {
            return;
        }
        long behind =
                plan.strikes(Fault.STALE_QUERY, everyOrder)
                        ? plan.dice(Fault.STALE_QUERY).between(0, broker.terms().lag() + 1)
                        : 0;
        BrokerReply reply = broker.show(order, behind);
        boolean empty = plan.strikes(Fault.EMPTY_ANSWER, everyOrder);
        boolean fails =
                plan.strikes(Fault.QUERY_FAILURE, everyOrder)
                        || reply.code() == BrokerReply.Code.UNAVAILABLE
                        || reply.code() == BrokerReply.Code.BANNED;
        VenueAnswer answer;
        if (fails) {
            answer = new VenueAnswer.Failed(order.toString(), "no answer that can be read");
        } else if (reply.order() == null || empty) {
            answer = wording.ofNotFound(order, askedAt);
        } else {
            answer = new VenueAnswer.Found(reply.order());
        }
        hear(late(), () -> hearAnswer(answer));
    }

    private long late() {
        long trip = trip();
        return plan.strikes(Fault.LATE_RESPONSE, everyOrder)
                ? trip + plan.dice(Fault.LATE_RESPONSE).between(0, LONGEST_DELAY)
                : trip;
    }

    // The stream.

    private void onStream(StreamMessage message) {
        VenueReport report = reportOf(message);
        if (report == null || !connected || time.micros() < silentUntil) {
            return;
        }
        if (plan.strikes(Fault.STREAM_DROP, everyOrder)) {
            return;
        }
        long trip = trip();
        if (plan.strikes(Fault.STREAM_REORDER, everyOrder)) {
            trip += plan.dice(Fault.STREAM_REORDER).between(0, 20 * VirtualTime.SECOND);
        }
        hear(trip, () -> hearReport(report));
        if (plan.strikes(Fault.STREAM_DUPLICATE, everyOrder)) {
            hear(trip + trip(), () -> hearReport(report));
        }
    }

    private static @Nullable VenueReport reportOf(StreamMessage message) {
        return switch (message) {
            case StreamMessage.Taken(VenueOrder order) ->
                    order.clientId() == null
                            ? null
                            : new VenueReport(
                                    order.clientId(), new OrderChange.Accepted(order.id()));
            case StreamMessage.Traded(VenueTrade trade) ->
                    trade.clientId() == null ? null : reportOf(trade, trade.clientId());
            case StreamMessage.Ended(VenueOrder order) ->
                    order.clientId() == null ? null : reportOf(order, order.clientId());
        };
    }

    private static VenueReport reportOf(VenueTrade trade, OrderId order) {
        return switch (trade.cause()) {
            case ORDER, LIQUIDATION -> new VenueReport(order, new OrderChange.Filled(trade.fill()));
            case BUST ->
                    new VenueReport(
                            order,
                            new OrderChange.Busted(
                                    trade.fill(), new Evidence("venue stream", "bust")));
        };
    }

    private static @Nullable VenueReport reportOf(VenueOrder order, OrderId id) {
        Evidence words = new Evidence("venue stream", order.words());
        return switch (order.state()) {
            case WORKING, FILLED -> null;
            case CANCELED -> new VenueReport(id, new OrderChange.Canceled(words), order.filled());
            case EXPIRED -> new VenueReport(id, new OrderChange.Expired(words), order.filled());
            case REJECTED -> new VenueReport(id, new OrderChange.Refused(words));
        };
    }

    /** Keeps the order of what is sent one after the other, mostly: trips differ by little. */
    private long trip() {
        return dice.between(5, 60) * VirtualTime.MILLI;
    }

    private void hearReport(VenueReport report) {
        watch.onHeard(host, account, report);
        listener.onReport(report);
    }

    private void hearAnswer(VenueAnswer answer) {
        watch.onHeard(host, account, answer);
        listener.onAnswer(answer);
    }

    private void hear(long micros, Runnable work) {
        host.later(micros, work);
    }

    private static Duration span(long micros) {
        return Duration.ofNanos(micros * 1_000);
    }

    /** One way to ask the broker for a change. */
    @FunctionalInterface
    private interface Request {
        BrokerReply to(long nonce);
    }

    @FunctionalInterface
    private interface Heard {
        void tell(BrokerReply.@Nullable Code code, @Nullable VenueOrder order);
    }

    /** A request that waits for its answer. */
    private final class Pending {
        private final Heard heard;
        private boolean over;

        Pending(Heard heard) {
            this.heard = heard;
        }

        void hear(BrokerReply.@Nullable Code code, @Nullable VenueOrder order) {
            if (!over || hearsLateAnswers) {
                over = true;
                heard.tell(code, order);
            }
        }
    }

    /** A statement on its way: three queries that arrive one by one. */
    private final class Asking {
        private final Instant askedAt;
        private final @Nullable String after;
        private @Nullable List<VenueOrder> open;
        private @Nullable History history;
        private @Nullable Holdings holdings;
        private int missing = 3;

        Asking(Instant askedAt, @Nullable String after) {
            this.askedAt = askedAt;
            this.after = after;
        }

        void start() {
            if (plan.strikes(Fault.LOST_REQUEST, everyOrder)) {
                return;
            }
            time.after(trip(), () -> part(behind -> open = openOrders(behind)));
            time.after(trip(), () -> part(behind -> history = broker.history(after, behind)));
            time.after(trip(), () -> part(behind -> holdings = broker.holdings(behind)));
        }

        private List<VenueOrder> openOrders(long behind) {
            return broker.openOrders(behind);
        }

        private void part(Consumer<Long> query) {
            boolean fails =
                    broker.isAway()
                            || plan.strikes(Fault.QUERY_FAILURE, everyOrder)
                            || plan.strikes(Fault.CUT_QUERY, everyOrder);
            if (!fails) {
                query.accept(
                        plan.strikes(Fault.STALE_QUERY, everyOrder)
                                ? plan.dice(Fault.STALE_QUERY).between(0, broker.terms().lag() + 1)
                                : 0L);
            }
            missing--;
            if (missing == 0) {
                answer();
            }
        }

        private void answer() {
            if (plan.strikes(Fault.LOST_RESPONSE, everyOrder)) {
                return;
            }
            VenueStatement statement = new VenueStatement(askedAt, after, open, history, holdings);
            boolean nothing = open == null && history == null && holdings == null;
            hear(
                    late(),
                    () -> {
                        if (holdings != null) {
                            balanceAsOf = askedAt;
                        }
                        hearAnswer(
                                nothing
                                        ? new VenueAnswer.Failed(
                                                VenueAnswer.Failed.STATEMENT,
                                                "no part was answered")
                                        : new VenueAnswer.Stated(statement));
                    });
        }
    }
}
