package dev.keel.venues.ccxt;

import dev.keel.core.account.AccountState;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.Origin;
import dev.keel.core.order.VenueOrderId;
import dev.keel.core.venue.Venue;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueProfile;
import dev.keel.core.venue.VenueReport;
import dev.keel.core.venue.VenueStatement;
import dev.keel.core.venue.outcome.Conversion;
import dev.keel.core.venue.outcome.Outcome;
import dev.keel.venues.ccxt.account.AccountSource;
import dev.keel.venues.ccxt.account.Statements;
import dev.keel.venues.ccxt.exchange.Listing;
import dev.keel.venues.ccxt.order.Feature;
import dev.keel.venues.ccxt.order.OrderPlan;
import dev.keel.venues.ccxt.order.OrderPlanner;
import dev.keel.venues.ccxt.order.OrderTerms;
import dev.keel.venues.ccxt.recovery.Finding;
import dev.keel.venues.ccxt.recovery.Lookups;
import dev.keel.venues.ccxt.recovery.Target;
import dev.keel.venues.ccxt.stream.AccountWatch;
import dev.keel.venues.ccxt.stream.Followed;
import dev.keel.venues.connector.governor.Lane;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;

/**
 * One account at one exchange. For any number of threads.
 *
 * <p>An order is sent once, whatever comes of it: no request of an order is ever made a second time
 * here, and the library is told not to either.
 */
final class CcxtVenue implements Venue {
    private final AccountSource source;
    private final OrderPlanner planner;
    private final OrderTerms terms;
    private final Lookups lookups;
    private final VenueProfile profile;
    private final Listener listener;
    private final Executor executor;
    private final Followed followed = new Followed();
    private final Statements statements;
    private final AccountWatch watch;
    private final Instant begun;
    private volatile @Nullable Instant balanceAsOf;

    CcxtVenue(Wiring wiring, AccountState account, Listener listener) {
        this.source = wiring.source();
        this.planner = new OrderPlanner(source.exchange(), source.kind());
        this.terms = wiring.terms();
        this.profile = wiring.profile();
        this.listener = listener;
        this.executor = wiring.executor();
        this.lookups =
                new Lookups(
                        source.exchange(),
                        source.kind(),
                        source.calls(),
                        source.answers(),
                        source.orders(),
                        source.patience());
        account.openOrders().forEach(this::takeUp);
        this.begun = beginning(account, source.calls().now());
        this.statements = new Statements(source, profile.visibilityDelay(), begun);
        this.watch =
                new AccountWatch(
                        source,
                        statements,
                        lookups,
                        followed,
                        listener,
                        executor,
                        wiring.lookEvery());
    }

    /** Opens the streams. */
    void open() {
        watch.open(source.exchange().streams());
    }

    void close() {
        watch.close();
    }

    /** What Keel asked for before it was connected counts; what others did before does not. */
    private static Instant beginning(AccountState account, Instant now) {
        return account.openOrders().stream()
                .map(order -> order.placement().at())
                .filter(at -> at.isBefore(now))
                .min(Instant::compareTo)
                .orElse(now);
    }

    private void takeUp(Order order) {
        listing(order)
                .ifPresent(listing -> {
                    followed.take(order.id(), listing, order.placement().at());
                    order.venueId().ifPresent(id -> named(order.id(), id));
                });
    }

    private void named(OrderId order, VenueOrderId id) {
        followed.name(order, id);
        source.owners().learn(id, order);
    }

    private Optional<Listing> listing(Order order) {
        return source.listings().stream()
                .filter(each -> each.instrument().id().equals(order.request().instrument()))
                .findFirst();
    }

    @Override
    public void submit(Order order) {
        Optional<Listing> listing = listing(order);
        if (listing.isEmpty()) {
            keepBack(order, order.request().instrument() + " is not among the account's");
            return;
        }
        followed.take(order.id(), listing.get(), order.placement().at());
        OrderPlan plan = planner.plan(order, listing.get(), terms, source.calls().now());
        switch (plan) {
            case OrderPlan.Refuse(String why) -> keepBack(order, why);
            case OrderPlan.Send(ArrayNode arguments, Instant notAfter) -> {
                var _ =
                        source.calls()
                                .order(
                                        lane(order),
                                        OrderPlan.Send.METHOD,
                                        arguments,
                                        source.patience(),
                                        notAfter)
                                .thenAccept(reply ->
                                        submitted(
                                                order.id(),
                                                source.answers().submit(order.id(), reply)));
            }
        }
    }

    private void keepBack(Order order, String why) {
        run(() -> submitted(order.id(), source.answers().notSent(why)), order.id().toString());
    }

    private void submitted(OrderId order, Outcome outcome) {
        OrderChange change = Conversion.ofSubmit(outcome);
        if (change instanceof OrderChange.Accepted(VenueOrderId id)) {
            named(order, id);
        }
        if (change instanceof OrderChange.Refused) {
            followed.end(order);
        }
        listener.onReport(new VenueReport(order, change));
        watch.soon();
    }

    private static Lane lane(Order order) {
        return switch (order.origin()) {
            case Origin.OfProtection _ -> Lane.PROTECT;
            case Origin.OfSafety _ -> Lane.CLOSE;
            case Origin.OfSignal _, Origin.OfClient _ ->
                    order.request().isReduceOnly() ? Lane.CLOSE : Lane.OPEN;
        };
    }

    /** What the venue answers to a cancel is no end: the order is looked up after it. */
    @Override
    public void cancel(Order order) {
        takeUp(order);
        run(() -> cancelNow(order.id()), order.id().toString());
    }

    private void cancelNow(OrderId order) {
        Optional<Target> target = followed.find(order);
        if (target.isEmpty()) {
            report(order, new OrderChange.Doubted("its instrument is not among the account's"));
            return;
        }
        Outcome outcome = lookups.cancel(target.get());
        Conversion.ofCancel(outcome).ifPresent(change -> report(order, change));
        Finding finding = lookups.find(target.get());
        if (finding instanceof Finding.Found(VenueOrder found, var shown)) {
            source.owners().learn(shown);
            named(order, found.id());
            listener.onAnswer(new VenueAnswer.Found(found));
        }
        watch.soon();
    }

    private void report(OrderId order, OrderChange change) {
        listener.onReport(new VenueReport(order, change));
    }

    @Override
    public void query(OrderId order) {
        run(() -> listener.onAnswer(ask(order)), order.toString());
    }

    private VenueAnswer ask(OrderId order) {
        Instant askedAt = source.calls().now();
        return switch (find(order)) {
            case Finding.Found(VenueOrder found, var shown) -> {
                source.owners().learn(shown);
                named(order, found.id());
                watch.soon();
                yield new VenueAnswer.Found(found);
            }
            case Finding.Absent(String words) -> new VenueAnswer.NotFound(order, askedAt, words);
            case Finding.Unclear(String why) -> new VenueAnswer.Failed(order.toString(), why);
        };
    }

    /** An order of which nothing is known is asked for in every instrument. */
    private Finding find(OrderId order) {
        Optional<Target> target = followed.find(order);
        if (target.isPresent()) {
            return lookups.find(target.get());
        }
        List<String> words = new ArrayList<>();
        for (Listing listing : source.listings()) {
            Finding finding = lookups.find(new Target(order, listing, null, begun));
            switch (finding) {
                case Finding.Found found -> {
                    followed.take(order, listing, begun);
                    return found;
                }
                case Finding.Unclear unclear -> {
                    return unclear;
                }
                case Finding.Absent(String said) -> words.add(said);
            }
        }
        return new Finding.Absent(String.join("; ", words));
    }

    @Override
    public void state(@Nullable String after) {
        run(() -> listener.onAnswer(stated(after)), VenueAnswer.Failed.STATEMENT);
    }

    private VenueAnswer stated(@Nullable String after) {
        List<String> failures = new ArrayList<>();
        VenueStatement statement = statements.make(after, failures::add);
        if (statement.holdings() != null) {
            balanceAsOf = statement.askedAt();
        }
        boolean nothing =
                statement.openOrders() == null
                        && statement.history() == null
                        && statement.holdings() == null;
        return nothing
                ? new VenueAnswer.Failed(VenueAnswer.Failed.STATEMENT, String.join("; ", failures))
                : new VenueAnswer.Stated(statement);
    }

    @Override
    public VenueProfile profile() {
        return profile;
    }

    @Override
    public boolean holdsStops() {
        return planner.takes(Feature.STOP);
    }

    @Override
    public Optional<Instant> balanceAsOf() {
        return Optional.ofNullable(balanceAsOf);
    }

    /** A question that cannot even be asked has failed; nothing is concluded from that. */
    private void run(Runnable work, String query) {
        Supplier<VenueAnswer> failed =
                () -> new VenueAnswer.Failed(query, "the connection is being closed");
        try {
            executor.execute(work);
        } catch (RejectedExecutionException _) {
            listener.onAnswer(failed.get());
        }
    }
}
