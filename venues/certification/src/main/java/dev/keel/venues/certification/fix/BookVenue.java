package dev.keel.venues.certification.fix;

import dev.keel.core.account.AccountProfile;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Liquidity;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.TradeId;
import dev.keel.core.order.VenueOrderId;
import dev.keel.core.venue.History;
import dev.keel.core.venue.Holdings;
import dev.keel.core.venue.Venue;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueProfile;
import dev.keel.core.venue.VenueStatement;
import dev.keel.core.venue.VenueTrade;
import dev.keel.venues.simulator.BrokerOrder;
import dev.keel.venues.simulator.BrokerSide.Ask;
import dev.keel.venues.simulator.fix.BookedTrade;
import dev.keel.venues.simulator.fix.FixBroker;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Answers out of a broker's books, late and with the faults that the broker was given. */
final class BookVenue implements Venue {
    private static final VenueProfile PROFILE =
            new VenueProfile(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(15));

    private final Reading reading;
    private final Listener listener;
    private final InstantSource clock;
    private final Executor executor;
    private volatile @Nullable Instant readAt;

    /** Whose books are read, and for whom. */
    record Reading(FixBroker broker, AccountProfile profile, List<Instrument> instruments) {
        Optional<OrderId> own(String clientId) {
            return clientId.matches("[1-9][0-9]{0,17}")
                    ? Optional.of(OrderId.parse(clientId)).filter(profile::minted)
                    : Optional.empty();
        }

        VenueOrder shown(BrokerOrder order) {
            return new VenueOrder(
                    own(order.clientId()).orElse(null),
                    new VenueOrderId(order.venueId()),
                    order.instrument(),
                    order.side(),
                    new Quantity(order.quantity()),
                    new Quantity(order.filled()),
                    switch (order.state()) {
                        case DORMANT, WORKING -> VenueOrder.State.WORKING;
                        case FILLED -> VenueOrder.State.FILLED;
                        case CANCELED -> VenueOrder.State.CANCELED;
                        case EXPIRED -> VenueOrder.State.EXPIRED;
                        case REJECTED -> VenueOrder.State.REJECTED;
                    },
                    order.state().name());
        }

        VenueTrade shown(BookedTrade trade) {
            Instrument instrument =
                    instruments.stream()
                            .filter(each -> each.id().equals(trade.instrument()))
                            .findFirst()
                            .orElseThrow();
            return new VenueTrade(
                    own(trade.clientId()).orElse(null),
                    new VenueOrderId(trade.venueId()),
                    trade.instrument(),
                    trade.side(),
                    Fill.charged(
                            instrument,
                            new TradeId(trade.id()),
                            new Price(trade.price()),
                            new Quantity(trade.quantity()),
                            new Money(instrument.quote(), trade.fee()),
                            Liquidity.TAKER,
                            trade.at()),
                    VenueTrade.Cause.ORDER);
        }
    }

    BookVenue(Reading reading, Listener listener, InstantSource clock, Executor executor) {
        this.reading = reading;
        this.listener = listener;
        this.clock = clock;
        this.executor = executor;
    }

    @Override
    public void submit(Order order) {
        throw new UnsupportedOperationException("nothing is ordered by this way");
    }

    @Override
    public void cancel(Order order) {
        throw new UnsupportedOperationException("nothing is ordered by this way");
    }

    @Override
    public void query(OrderId order) {
        executor.execute(() -> {
            Instant askedAt = clock.instant();
            switch (reading.broker().asked(Ask.QUERY)) {
                case ANSWERED -> listener.onAnswer(found(order, askedAt));
                case REFUSED ->
                        listener.onAnswer(new VenueAnswer.Failed(order.toString(), "refused"));
                case SILENT -> {}
            }
        });
    }

    private VenueAnswer found(OrderId order, Instant askedAt) {
        return reading.broker()
                .order(order.toString())
                .<VenueAnswer>map(held -> new VenueAnswer.Found(reading.shown(held)))
                .orElseGet(() -> new VenueAnswer.NotFound(order, askedAt, "no such order"));
    }

    @Override
    public void state(@Nullable String after) {
        executor.execute(() -> listener.onAnswer(stated(after)));
    }

    private VenueAnswer stated(@Nullable String after) {
        Instant askedAt = clock.instant();
        FixBroker broker = reading.broker();
        List<VenueOrder> open =
                isAnswered(Ask.OPEN_ORDERS)
                        ? broker.orders().stream()
                                .map(reading::shown)
                                .filter(order -> order.state() == VenueOrder.State.WORKING)
                                .toList()
                        : null;
        History history = isAnswered(Ask.HISTORY) ? history(after) : null;
        Holdings holdings = isAnswered(Ask.HOLDINGS) ? holdings() : null;
        if (open == null && history == null && holdings == null) {
            return new VenueAnswer.Failed(VenueAnswer.Failed.STATEMENT, "nothing was answered");
        }
        if (holdings != null) {
            readAt = askedAt;
        }
        return new VenueAnswer.Stated(new VenueStatement(askedAt, after, open, history, holdings));
    }

    private boolean isAnswered(Ask ask) {
        return reading.broker().asked(ask) == FixBroker.Hearing.ANSWERED;
    }

    private History history(@Nullable String after) {
        List<BookedTrade> trades = reading.broker().trades();
        int from = after == null ? 0 : Integer.parseInt(after);
        return new History(
                Integer.toString(trades.size()),
                reading.broker().ended().stream().map(reading::shown).toList(),
                trades.subList(from, trades.size()).stream().map(reading::shown).toList(),
                List.of());
    }

    private Holdings holdings() {
        Map<InstrumentId, BigDecimal> positions = new TreeMap<>();
        reading.instruments()
                .forEach(instrument ->
                        positions.put(instrument.id(), reading.broker().position(instrument.id())));
        String cash = reading.profile().currency().code();
        return new Holdings(
                positions, new Money(reading.profile().currency(), reading.broker().balance(cash)));
    }

    @Override
    public VenueProfile profile() {
        return PROFILE;
    }

    @Override
    public Optional<Instant> balanceAsOf() {
        return Optional.ofNullable(readAt);
    }
}
