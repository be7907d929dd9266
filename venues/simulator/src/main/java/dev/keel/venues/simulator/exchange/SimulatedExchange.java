package dev.keel.venues.simulator.exchange;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.order.Side;
import dev.keel.venues.simulator.BrokerOrder;
import dev.keel.venues.simulator.BrokerSide;
import dev.keel.venues.simulator.WireFault;
import dev.keel.venues.simulator.book.Book;
import dev.keel.venues.simulator.book.BookListener;
import dev.keel.venues.simulator.book.Market;
import dev.keel.venues.simulator.book.OrderTerms;
import dev.keel.venues.simulator.book.PlacedOrder;
import dev.keel.venues.simulator.book.Placing;
import dev.keel.venues.simulator.book.Refusal;
import dev.keel.venues.simulator.book.Trade;
import dev.keel.venues.simulator.http.Dialect;
import dev.keel.venues.simulator.http.FaultPlan;
import dev.keel.venues.simulator.http.Keys;
import dev.keel.venues.simulator.http.LoopbackServer;
import dev.keel.venues.simulator.http.Site;
import dev.keel.venues.simulator.http.Tape;
import dev.keel.venues.simulator.http.Traffic;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A simulated exchange on this machine, with one account and one key, for one kind of market. A
 * client reaches it by sending what it would send to {@code https://HOST/path} to {@code
 * baseUrl()/HOST/path} instead, and streams likewise over {@code ws://}.
 */
public final class SimulatedExchange implements BrokerSide {
    private static final BigDecimal BEGINNING = BigDecimal.valueOf(100_000);

    private final Book book;
    private final Site site;
    private final FaultPlan plan = new FaultPlan();
    private final Traffic traffic = new Traffic();
    private final Dialect dialect;
    private final LoopbackServer server;

    private SimulatedExchange(String venue, InstrumentKind kind, SimulationOptions options) {
        Keys keys = Venues.keys(venue);
        book = Venues.book(venue, kind, options.clock(), keys);
        site = new Site(kind, book, keys, new Tape(), new AtomicBoolean());
        book.listen(new Recorder(book, site.tape()));
        begin(options.balances());
        dialect = Venues.dialect(venue, site);
        server = new LoopbackServer(dialect, plan, traffic, options.port(), options.holdBack());
    }

    /**
     * Starts one.
     *
     * @param venue such as {@code binance}
     * @throws IllegalArgumentException if there is no such venue, or it has no such markets
     */
    public static SimulatedExchange start(
            String venue, InstrumentKind kind, SimulationOptions options) {
        return new SimulatedExchange(venue, kind, options);
    }

    private void begin(Map<String, BigDecimal> balances) {
        if (balances.isEmpty()) {
            book.begin(book.markets().getFirst().quote(), BEGINNING);
        }
        balances.forEach(book::begin);
    }

    private record Recorder(Book book, Tape tape) implements BookListener {
        @Override
        public void onQuote(Market market, BigDecimal bid, BigDecimal ask) {
            BigDecimal middle = bid.add(ask).divide(BigDecimal.TWO);
            tape.quote(market.id(), middle, book.now());
        }

        @Override
        public void onOrder(PlacedOrder order, @Nullable Trade trade) {
            if (trade != null) {
                tape.trade(trade.market().id(), trade.price(), trade.quantity(), trade.at());
            }
        }
    }

    /** Such as {@code http://127.0.0.1:40123}. */
    public String baseUrl() {
        return server.baseUrl();
    }

    public Keys keys() {
        return site.keys();
    }

    /** What can be traded there; the first is meant for most tests. */
    public List<Market> markets() {
        return book.markets();
    }

    /** The venue's own clock may go wrong; this is what it shows. */
    public Instant now() {
        return book.now();
    }

    /** Whether the venue says that the key may withdraw; it does not, to begin with. */
    public void mayWithdraw(boolean allowed) {
        site.mayWithdraw().set(allowed);
    }

    /** Has a position pay funding; above 0, who is long pays. */
    public void fund(InstrumentId instrument, BigDecimal rate) {
        book.fund(instrument, rate);
    }

    @Override
    public void quote(InstrumentId instrument, BigDecimal bid, BigDecimal ask) {
        book.quote(instrument, bid, ask);
    }

    @Override
    public List<BrokerOrder> orders() {
        return book.orders().stream().map(PlacedOrder::forTests).toList();
    }

    @Override
    public void fill(String clientId, BigDecimal quantity, BigDecimal price) {
        if (dialect.tradesApart()) {
            awaitNextMillisecond();
        }
        book.fill(known(clientId), quantity, price);
    }

    private void awaitNextMillisecond() {
        long last = book.trades().isEmpty() ? 0 : book.trades().getLast().at().toEpochMilli();
        while (book.now().toEpochMilli() <= last) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void cancel(String clientId) {
        if (book.cancel(known(clientId)) instanceof Placing.Refused(Refusal why)) {
            throw new IllegalStateException("order " + clientId + " cannot be cancelled: " + why);
        }
    }

    @Override
    public String placeByHand(
            InstrumentId instrument, Side side, BigDecimal quantity, BigDecimal limit) {
        OrderTerms terms =
                new OrderTerms(
                        "",
                        book.market(instrument),
                        side,
                        quantity,
                        limit,
                        null,
                        OrderTerms.Manner.PLAIN,
                        Map.of());
        return switch (book.place(terms)) {
            case Placing.Taken(PlacedOrder order) -> order.id();
            case Placing.Refused(Refusal why) ->
                    throw new IllegalStateException("the order by hand was refused: " + why);
        };
    }

    /** No exchange of this kind takes trades back. */
    @Override
    public void bust(String clientId) {
        throw new UnsupportedOperationException("an exchange takes no trade back");
    }

    @Override
    public void move(String asset, BigDecimal amount) {
        book.move(asset, amount);
    }

    @Override
    public BigDecimal balance(String asset) {
        return book.balance(asset).total();
    }

    @Override
    public BigDecimal position(InstrumentId instrument) {
        return book.position(instrument);
    }

    @Override
    public Set<WireFault> faults() {
        return EnumSet.allOf(WireFault.class);
    }

    @Override
    public void inject(WireFault fault, Ask ask, int times) {
        plan.add(fault, ask, times);
    }

    @Override
    public int received(Ask ask) {
        return traffic.received(ask);
    }

    @Override
    public List<String> wire() {
        return traffic.texts();
    }

    /** Where no stream is simulated, they are cut as it is, and cannot be let in. */
    @Override
    public void streams(boolean up) {
        if (up && !hasStreams()) {
            throw new UnsupportedOperationException("no stream of this exchange is simulated");
        }
        server.streams(up);
    }

    @Override
    public boolean hasStreams() {
        return dialect.hasStreams();
    }

    @Override
    public void close() {
        server.close();
    }

    private PlacedOrder known(String clientId) {
        return book.byClientId(clientId)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "clientId must be that of an order, was " + clientId));
    }
}
