package dev.keel.venues.simulator.fix;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.order.Side;
import dev.keel.venues.simulator.BrokerOrder;
import dev.keel.venues.simulator.BrokerSide;
import dev.keel.venues.simulator.WireFault;
import dev.keel.venues.simulator.fix.Wire.Message;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A broker behind a {@link FixServer}: it takes orders, fills them as its quotes move, and answers
 * what its version can be asked. Instruments go by their own names.
 */
public final class FixBroker implements BrokerSide {
    private static final long SESSION_MILLIS = 15_000;

    private final FixServer server;
    private final Reporter reporter;
    private final FixBook book;
    private final Faults faults = new Faults();
    private boolean automatic = true;

    /** What becomes of a question that comes by another way than FIX. */
    public enum Hearing {
        ANSWERED,
        REFUSED,
        /** Nobody answers. */
        SILENT
    }

    /**
     * @param feeRate of the notional of each trade
     */
    public FixBroker(Dialect dialect, InstantSource clock, BigDecimal feeRate) {
        this(dialect, clock, feeRate, null);
    }

    private FixBroker(
            Dialect dialect, InstantSource clock, BigDecimal feeRate, @Nullable String spotCash) {
        this.server = new FixServer(dialect, clock);
        this.reporter = new Reporter(server, spotCash == null ? "USD" : spotCash);
        this.book = new FixBook(server, reporter, feeRate, spotCash);
        server.application(this::take);
    }

    /** A spot market: trades are paid at once, and nobody sells what is not held. */
    public static FixBroker spot(
            Dialect dialect, InstantSource clock, BigDecimal feeRate, String cash) {
        return new FixBroker(dialect, clock, feeRate, cash);
    }

    public FixServer server() {
        return server;
    }

    /** Whether it answers orders by itself; a script answers them otherwise. */
    public void automatic(boolean answers) {
        synchronized (server) {
            automatic = answers;
        }
    }

    /** Sends what a script makes up. */
    public void say(String type, List<Map.Entry<Integer, String>> body) {
        server.send(type, body);
    }

    // What comes over the wire; the server's lock is held.

    private void take(Message message) {
        Optional<WireFault> fault = faults.next(ask(message.type()));
        if (fault.filter(WireFault.LOST_BEFORE::equals).isPresent() || !automatic) {
            return;
        }
        if (fault.filter(WireFault.VENUE_REFUSES::equals).isPresent()) {
            reporter.refuse(message);
            return;
        }
        reporter.mute(fault.filter(WireFault.HANGS_AFTER::equals).isPresent());
        if (fault.filter(WireFault.DROPPED_AFTER::equals).isPresent()) {
            server.drop();
        }
        answer(message);
        reporter.mute(false);
    }

    private static Ask ask(String type) {
        return switch (type) {
            case "D" -> Ask.SUBMIT;
            case "F" -> Ask.CANCEL;
            case "H" -> Ask.QUERY;
            case "AF" -> Ask.OPEN_ORDERS;
            case "AD" -> Ask.HISTORY;
            case "AN" -> Ask.HOLDINGS;
            default -> Ask.OTHER;
        };
    }

    private void answer(Message message) {
        Optional<Integer> stray = stray(message);
        if (stray.isPresent()) {
            reporter.notDefined(message, stray.get());
            return;
        }
        boolean known =
                List.of("D", "F").contains(message.type())
                        || server.dialect().questions().contains(message.type());
        switch (known ? message.type() : "") {
            case "D" -> book.newOrder(message);
            case "F" -> cancelRequest(message);
            case "H" -> reporter.status(message, book.find(message.text(11), message.text(37)));
            case "AF" -> reporter.massStatus(message.text(584), book.open());
            case "AD" -> reporter.trades(message.text(568), book.all());
            case "AN" -> reporter.positions(message.text(710), book.positions());
            default -> reporter.unsupported(message);
        }
    }

    /** A field of the body that the venue does not know. */
    private Optional<Integer> stray(Message message) {
        Set<Integer> known = server.dialect().fields().get(message.type());
        return known == null
                ? Optional.empty()
                : message.body().filter(tag -> !known.contains(tag)).findFirst();
    }

    private void cancelRequest(Message message) {
        Optional<FixOrder> order = book.find(message.text(41), message.text(37));
        if (order.isEmpty()) {
            reporter.cancelRefused(message, "NONE", "8", "1");
        } else if (!order.get().isOpen()) {
            reporter.cancelRefused(message, order.get().venueId, order.get().status(), "0");
        } else {
            book.end(order.get(), BrokerOrder.State.CANCELED, message.text(11));
        }
    }

    // What can be seen by another way than FIX.

    /** Counts a question that came by another way, and tells what is to become of it. */
    public Hearing asked(Ask ask) {
        synchronized (server) {
            return switch (faults.next(ask).orElse(null)) {
                case null -> Hearing.ANSWERED;
                case VENUE_REFUSES -> Hearing.REFUSED;
                default -> Hearing.SILENT;
            };
        }
    }

    /** Every trade, oldest first. */
    public List<BookedTrade> trades() {
        synchronized (server) {
            return List.copyOf(book.trades());
        }
    }

    /** Every order that has ended, in the order in which they did. */
    public List<BrokerOrder> ended() {
        synchronized (server) {
            return book.ended().stream().map(FixOrder::shown).toList();
        }
    }

    // The broker's side.

    @Override
    public void quote(InstrumentId instrument, BigDecimal bid, BigDecimal ask) {
        synchronized (server) {
            book.quote(instrument, bid, ask);
        }
    }

    @Override
    public List<BrokerOrder> orders() {
        synchronized (server) {
            return book.all().stream().map(FixOrder::shown).toList();
        }
    }

    @Override
    public void fill(String clientId, BigDecimal quantity, BigDecimal price) {
        synchronized (server) {
            book.trade(book.working(clientId), quantity, price);
        }
    }

    @Override
    public void cancel(String clientId) {
        synchronized (server) {
            book.end(book.working(clientId), BrokerOrder.State.CANCELED, "");
        }
    }

    @Override
    public String placeByHand(
            InstrumentId instrument, Side side, BigDecimal quantity, BigDecimal limit) {
        synchronized (server) {
            return book.placeByHand(instrument, side, quantity, limit).venueId;
        }
    }

    @Override
    public void bust(String clientId) {
        if (server.dialect().ownTradeIds()) {
            throw new UnsupportedOperationException("the venue takes no trade back");
        }
        synchronized (server) {
            book.bust(clientId);
        }
    }

    @Override
    public void move(String asset, BigDecimal amount) {
        synchronized (server) {
            book.move(asset, amount);
        }
    }

    @Override
    public BigDecimal balance(String asset) {
        synchronized (server) {
            return book.balance(asset);
        }
    }

    @Override
    public BigDecimal position(InstrumentId instrument) {
        synchronized (server) {
            return book.position(instrument);
        }
    }

    @Override
    public Set<WireFault> faults() {
        return Faults.KNOWN;
    }

    @Override
    public void inject(WireFault fault, Ask ask, int times) {
        synchronized (server) {
            faults.inject(fault, ask, times);
        }
    }

    @Override
    public int received(Ask ask) {
        synchronized (server) {
            return faults.received(ask);
        }
    }

    @Override
    public List<String> wire() {
        return server.received();
    }

    /**
     * FIX has one line for all: while the streams are cut, reports take their numbers and stay
     * behind; when they are let in again, the line drops once and comes back.
     */
    @Override
    public void streams(boolean up) {
        server.sendIntoTheVoid(!up);
        if (!up) {
            return;
        }
        server.drop();
        try {
            if (!server.awaitSession(SESSION_MILLIS)) {
                throw new IllegalStateException("the session did not come back");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before the session came back", e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
