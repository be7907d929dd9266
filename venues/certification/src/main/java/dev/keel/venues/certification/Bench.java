package dev.keel.venues.certification;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.venue.Venue;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueReport;
import dev.keel.venues.connector.AccountConnection;
import dev.keel.venues.connector.Capability;
import dev.keel.venues.simulator.BrokerOrder;
import dev.keel.venues.simulator.BrokerSide;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a case works with: the connector's port driven by hand, everything that it says, and the
 * broker's truth. For one thread.
 */
public final class Bench implements AutoCloseable {
    private final Rig rig;
    private final Counterparty broker;
    private final InstantSource clock;
    private final Books books;
    private final Ear ear;
    private final Requests requests;
    private final List<Order> sent = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final Set<Excuse> excuses = EnumSet.noneOf(Excuse.class);
    private @Nullable Venue venue;
    private @Nullable Life life;

    public Bench(Rig rig, InstantSource clock) {
        this.rig = rig;
        this.clock = clock;
        this.broker = new Counterparty(rig.broker());
        this.books = new Books(rig.profile(), rig.instrument(), clock);
        this.ear = new Ear(books::take);
        this.requests =
                new Requests(rig.instrument(), rig.profile(), clock, rig.takesMarketableLimits());
    }

    public Rig rig() {
        return rig;
    }

    public BrokerSide broker() {
        return broker;
    }

    public Instrument instrument() {
        return rig.instrument();
    }

    public InstrumentKind kind() {
        return rig.instrument().kind();
    }

    public Instant now() {
        return clock.instant();
    }

    /** Makes requests and orders of a fitting size. */
    public Requests requests() {
        return requests;
    }

    public Ear ear() {
        return ear;
    }

    public Books books() {
        return books;
    }

    /**
     * Ends a case that is about streams where the simulator has none.
     *
     * @throws NotShown if so
     */
    public void needStreams() {
        if (!broker.hasStreams()) {
            throw new NotShown("the simulator has no streams");
        }
    }

    /** Lets streams in again that were cut; where there are none, the polling has to do. */
    public void restoreStreams() {
        if (broker.hasStreams()) {
            broker.streams(true);
        }
    }

    public boolean can(Capability capability) {
        return rig.info().can(kind(), capability);
    }

    /** The port; connected when it is first asked for. */
    public Venue venue() {
        if (venue == null) {
            venue = rig.connection().venues().connect(books.state(), ear);
        }
        return venue;
    }

    /** The connection dies and another is opened; it is told the account as the books have it. */
    public AccountConnection reconnect() {
        AccountConnection fresh = rig.reconnect();
        venue = fresh.venues().connect(books.state(), ear);
        return fresh;
    }

    /** A real account's runner instead of a port that is driven by hand. */
    public Life life() {
        if (life == null) {
            life = new Life(rig, broker, clock, requests);
        }
        return life;
    }

    Optional<Life> lived() {
        return Optional.ofNullable(life);
    }

    /** Sends an order that is placed now; connecting first may take longer than its window. */
    public Order submit(OrderRequest request) {
        Venue _ = venue();
        return submit(requests.order(request));
    }

    /** Sends an order as it is. */
    public Order submit(Order order) {
        Venue port = venue();
        sent.add(order);
        port.submit(order);
        return order;
    }

    /** Sends an order that the books know as open, so that another connection is told of it. */
    public Order submitKept(OrderRequest request) {
        Venue _ = venue();
        return submit(books.place(request));
    }

    /** Sends an order and waits until it works at the venue and the connector has said so. */
    public Order working(OrderRequest request) {
        return accepted(submit(request));
    }

    /** The same, and the books know the order. */
    public Order workingKept(OrderRequest request) {
        return accepted(submitKept(request));
    }

    private Order accepted(Order order) {
        await(
                "order " + order.id() + " is accepted",
                () ->
                        held(order).isPresent()
                                && (heard(order, OrderChange.Accepted.class).isPresent()
                                        || isFoundAfterDoubt(order)));
        return order;
    }

    /** On a busy machine an answer may be too late; then the order is doubted, and asked for. */
    private boolean isFoundAfterDoubt(Order order) {
        return heard(order, OrderChange.Doubted.class).isPresent()
                && new Dialogue(this).query(order).orElse(null) instanceof VenueAnswer.Found;
    }

    /** Sends an order and waits until all of it has traded and been told, by whatever way. */
    public Order filled(OrderRequest request) {
        Order order = submit(request);
        await(
                "order " + order.id() + " fills at the broker",
                () -> held(order).filter(it -> it.state() == BrokerOrder.State.FILLED).isPresent());
        return order;
    }

    /** The order as the broker has it. */
    public Optional<BrokerOrder> held(Order order) {
        return broker.order(rig.clientIdOf(order.id()));
    }

    /** The order as the broker has it, which it must. */
    public BrokerOrder truth(Order order) {
        return held(order)
                .orElseThrow(() -> new ContractBroken("the broker must have order " + order.id()));
    }

    /** The first report of a kind on an order. */
    public <T extends OrderChange> Optional<T> heard(Order order, Class<T> kind) {
        return ear.reports(order.id()).stream()
                .map(VenueReport::change)
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst();
    }

    /** Waits for what must come. */
    public void await(String what, BooleanSupplier condition) {
        await(what, rig.deadline(), condition);
    }

    public void await(String what, Duration atMost, BooleanSupplier condition) {
        if (!Patient.waitFor(atMost, condition)) {
            throw new ContractBroken("awaited in vain that " + what + "; heard " + story());
        }
    }

    /** Waits until a connector that may stay silent has spoken, or had its time to. */
    public void giveTime(BooleanSupplier spoken) {
        boolean _ = Patient.waitFor(rig.patience().multipliedBy(5).dividedBy(4), spoken);
    }

    /** Waits until the connector has said what it makes of a submit, or had its time to. */
    public void giveTime(Order order) {
        giveTime(() -> !ear.reports(order.id()).isEmpty());
    }

    public void require(boolean holds, String what) {
        if (!holds) {
            throw new ContractBroken("it must hold that " + what + "; heard " + story());
        }
    }

    /** Keeps something that was said outside of the port, to be looked through for secrets. */
    public void tell(Object said) {
        told.add(String.valueOf(said));
    }

    /** What a case does on purpose, and the check after every case must not blame. */
    public void excuse(Excuse excuse) {
        excuses.add(excuse);
    }

    boolean isExcused(Excuse excuse) {
        return excuses.contains(excuse);
    }

    List<Order> sent() {
        return List.copyOf(sent);
    }

    /** Everything that the connector has said, as text. */
    List<String> everythingSaid() {
        List<String> all = new ArrayList<>(told);
        ear.reports().forEach(report -> all.add(report.toString()));
        ear.answers().forEach(answer -> all.add(answer.toString()));
        all.add(rig.info().toString());
        all.add(rig.connection().toString());
        lived().ifPresent(lived -> all.addAll(lived.everythingSaid()));
        return all;
    }

    private String story() {
        String all = ear.reports() + " and " + ear.answers();
        return all.length() > 1_500 ? "... " + all.substring(all.length() - 1_500) : all;
    }

    /**
     * Checks what holds after every case.
     *
     * @throws ContractBroken naming what does not hold
     */
    public void check() {
        Invariants.check(this);
    }

    /** Ends what the case has started; the rig is closed by whoever built it. */
    @Override
    public void close() {
        if (life != null) {
            life.close();
        }
    }

    /** What happens on purpose. */
    public enum Excuse {
        /** An order is handed in a second time. */
        SUBMITTED_AGAIN,
        /** A trade is taken back. */
        BUSTED
    }
}
