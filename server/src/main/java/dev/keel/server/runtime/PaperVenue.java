package dev.keel.server.runtime;

import dev.keel.core.account.AccountState;
import dev.keel.core.account.TradingSwitch;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Market;
import dev.keel.core.market.Quote;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.order.Origin;
import dev.keel.core.venue.Venue;
import dev.keel.core.venue.VenueProfile;
import dev.keel.sim.matching.MatchingVenue;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The paper venue of a running platform: a matching venue whose wire is the ledger.
 *
 * <p>An order whose intent was committed and which never came here, because the process was killed
 * or the commit's answer was lost, is still on the wire: asked about it, the venue takes it now.
 * That is safe here and nowhere else, since this process is the only place where the order can ever
 * have been. What adds risk is not taken while trading is halted; the answer then is that the order
 * never came. For any number of threads.
 */
final class PaperVenue implements Venue, Market {
    private final MatchingVenue venue;
    private final World world;
    private final Map<OrderId, Order> onTheWire = new HashMap<>();
    private Supplier<AccountState> account;
    private long latestHere;

    PaperVenue(MatchingVenue venue, World world, AccountState restoredFrom) {
        this.venue = venue;
        this.world = world;
        this.account = () -> restoredFrom;
        for (Order order : restoredFrom.openOrders()) {
            if (isUnanswered(order)) {
                onTheWire.put(order.id(), order);
            }
        }
        this.latestHere =
                Stream.concat(
                                restoredFrom.openOrders().stream(),
                                restoredFrom.recentlyClosedOrders().stream())
                        .mapToLong(order -> order.id().value())
                        .max()
                        .orElse(0);
    }

    /** Where the account's latest state is to be had. */
    synchronized void follow(Supplier<AccountState> latest) {
        account = latest;
    }

    MatchingVenue matching() {
        return venue;
    }

    @Override
    public void submit(Order order) {
        synchronized (this) {
            latestHere = Math.max(latestHere, order.id().value());
        }
        venue.submit(order);
    }

    @Override
    public void cancel(Order order) {
        venue.cancel(order);
    }

    @Override
    public void query(OrderId id) {
        Optional<Order> late = takeFromWire(id);
        if (late.isPresent() && mayStillCome(late.get())) {
            submit(late.get());
        } else {
            venue.query(id);
        }
    }

    @Override
    public void state(@Nullable String after) {
        venue.state(after);
    }

    @Override
    public VenueProfile profile() {
        return venue.profile();
    }

    @Override
    public void list(Instrument instrument) {
        venue.list(instrument);
    }

    @Override
    public Optional<Instant> balanceAsOf() {
        return venue.balanceAsOf();
    }

    @Override
    public Optional<Quote> latest(InstrumentId instrument) {
        return venue.latest(instrument).or(() -> world.history().latest(instrument));
    }

    private synchronized Optional<Order> takeFromWire(OrderId id) {
        Order restored = onTheWire.remove(id);
        if (restored != null || id.value() <= latestHere) {
            return Optional.ofNullable(restored);
        }
        return account.get().order(id).filter(PaperVenue::isUnanswered);
    }

    private synchronized boolean mayStillCome(Order order) {
        boolean addsRisk =
                !order.request().isReduceOnly() && !(order.origin() instanceof Origin.OfProtection);
        boolean halted =
                world.platform().get() instanceof TradingSwitch.Halted
                        || account.get().haltReason().isPresent();
        return !(addsRisk && halted);
    }

    private static boolean isUnanswered(Order order) {
        boolean waits =
                order.status() == OrderStatus.PENDING || order.status() == OrderStatus.IN_DOUBT;
        return waits && order.venueId().isEmpty();
    }
}
