package dev.keel.venues.fix.order;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.TradingRules;
import dev.keel.core.money.Price;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.Side;
import dev.keel.core.order.TimeInForce;
import dev.keel.venues.fix.dialect.ClientIds;
import dev.keel.venues.fix.dialect.FixDialect;
import dev.keel.venues.fix.dialect.MessageForm;
import dev.keel.venues.fix.transport.FixMessage;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Builds what is asked of a venue. What the dialect does not list is refused, never left out. */
public final class OrderMessages {
    private static final String STANDARD_SOURCE = "8";

    private final FixDialect dialect;
    private final MessageForm form;
    private final InstrumentTable instruments;
    private final ClientIds ids;
    private final String account;
    private final OrderWords sayings;

    /**
     * @param account tag 1 of every order; empty where the session has but one
     * @param unenforcedReduceOnly whether an order that must only reduce may go without a word for
     *     it, where the venue has none
     */
    public OrderMessages(
            FixDialect dialect,
            InstrumentTable instruments,
            ClientIds ids,
            String account,
            boolean unenforcedReduceOnly) {
        this.dialect = dialect;
        this.form = dialect.orders().form();
        this.instruments = instruments;
        this.ids = ids;
        this.account = account;
        this.sayings = new OrderWords(dialect, instruments, unenforcedReduceOnly);
    }

    /** What cannot be said in this dialect. */
    public static final class NotSayable extends Exception {
        private static final long serialVersionUID = 1;

        NotSayable(String why) {
            super(why);
        }
    }

    /** A new order (D), with the time of its placement. */
    public FixMessage order(Order order) throws NotSayable {
        OrderRequest request = order.request();
        requireOnGrid(request);
        Words words = new Words("D", form.orderOmits());
        words.add(11, ids.of(order.id()));
        words.addAccount(account);
        words.add(21, "1");
        sayings.terms(request).ifPresent(terms -> words.add(18, terms));
        words.addSymbol(request.instrument());
        words.add(54, request.side() == Side.BUY ? "1" : "2");
        words.add(60, time(order.placement().at()));
        words.add(38, quantity(request));
        words.add(40, sayings.type(request.type()));
        request.type().limitPrice().ifPresent(price -> words.add(44, text(price)));
        request.type()
                .triggerPrice()
                .ifPresent(price -> words.addTrigger(text(price), request.side()));
        sayings.timeInForce(request).ifPresent(time -> words.add(59, time));
        if (request.timeInForce() instanceof TimeInForce.GoodTillDate(Instant until)) {
            words.add(126, time(until));
        }
        if (dialect.recovery().expireTag() > 0) {
            words.add(
                    dialect.recovery().expireTag(),
                    time(order.placement().at().plus(dialect.recovery().window())));
        }
        return words.message();
    }

    /** What is finer than the venue's rules is refused here, and never rounded. */
    private void requireOnGrid(OrderRequest request) throws NotSayable {
        Optional<Instrument> instrument = instruments.of(request.instrument());
        if (instrument.isEmpty()) {
            throw new NotSayable("instrument " + request.instrument() + " is not set up");
        }
        TradingRules rules = instrument.get().rules();
        if (!request.quantity().isMultipleOf(rules.lot())) {
            throw new NotSayable(
                    "quantity must be a multiple of "
                            + rules.lot()
                            + ", was "
                            + request.quantity());
        }
        boolean onTick =
                Stream.of(request.type().limitPrice(), request.type().triggerPrice())
                        .flatMap(Optional::stream)
                        .allMatch(price -> price.isMultipleOf(rules.tick()));
        if (!onTick) {
            throw new NotSayable(
                    "price must be a multiple of " + rules.tick() + ", was " + request.type());
        }
    }

    /**
     * A cancel (F).
     *
     * @param id of the request itself
     */
    public FixMessage cancel(Order order, String id, Instant now) throws NotSayable {
        OrderRequest request = order.request();
        Words words = new Words("F", form.cancelOmits());
        words.add(41, ids.of(order.id()));
        order.venueId().ifPresent(venue -> words.add(37, venue.value()));
        words.add(11, id);
        words.addAccount(account);
        words.addSymbol(request.instrument());
        words.add(54, request.side() == Side.BUY ? "1" : "2");
        words.add(60, time(now));
        words.add(38, quantity(request));
        return words.message();
    }

    /** A question about an order (H). */
    public FixMessage status(Order order, String id) throws NotSayable {
        Words words = new Words("H", Set.of());
        order.venueId().ifPresent(venue -> words.add(37, venue.value()));
        words.add(11, ids.of(order.id()));
        if (dialect.hasMassQueries()) {
            words.add(790, id);
        }
        words.addAccount(account);
        words.addSymbol(order.request().instrument());
        words.add(54, order.request().side() == Side.BUY ? "1" : "2");
        return words.message();
    }

    /** A question about an order (H) of which nothing is known but its id. */
    public FixMessage status(OrderId order, String id) {
        Words words = new Words("H", Set.of());
        words.add(11, ids.of(order));
        if (dialect.hasMassQueries()) {
            words.add(790, id);
        }
        words.addAccount(account);
        return words.message();
    }

    /** A question about every order (AF). */
    public FixMessage massStatus(String id) {
        Words words = new Words("AF", Set.of());
        words.add(584, id);
        words.add(585, "7");
        words.addAccount(account);
        return words.message();
    }

    /** A question about trades since a time (AD). */
    public FixMessage trades(String id, Instant since) {
        Words words = new Words("AD", Set.of());
        words.add(568, id);
        words.add(569, "0");
        words.add(263, "0");
        words.addAccount(account);
        words.add(580, "1");
        words.add(60, time(since));
        return words.message();
    }

    /** A question about executions after one that is known; F3, a venue's own message. */
    public FixMessage executionsAfter(String execution) {
        Words words = new Words("F3", Set.of());
        words.add(dialect.recovery().rangeTags().get(0), execution.isEmpty() ? "0" : execution);
        words.add(dialect.recovery().rangeTags().get(1), "0");
        return words.message();
    }

    /** A question about positions (AN). */
    public FixMessage positions(String id, Instant now) {
        Words words = new Words("AN", Set.of());
        words.add(710, id);
        words.add(724, "0");
        words.addAccount(account);
        words.add(581, "1");
        words.add(715, Numbers.day(now));
        words.add(60, time(now));
        return words.message();
    }

    /** Says that we do not know a trade (Q). */
    public FixMessage doNotKnow(FixMessage report, String reason) {
        Words words = new Words("Q", Set.of());
        words.add(37, report.get(37).orElse("NONE"));
        words.add(17, report.get(17).orElse("NONE"));
        words.add(127, reason);
        dialect.orders()
                .symbolTags()
                .forEach(tag -> report.get(tag).ifPresent(value -> words.add(tag, value)));
        report.get(54).ifPresent(side -> words.add(54, side));
        report.get(32).ifPresent(quantity -> words.add(32, quantity));
        report.get(31).ifPresent(price -> words.add(31, price));
        return words.message();
    }

    private String quantity(OrderRequest request) {
        return Numbers.text(instruments.toWire(request.instrument(), request.quantity()));
    }

    private String time(Instant at) {
        return Numbers.time(at, dialect.session().limits().timestampDecimals());
    }

    private static String text(Price price) {
        return Numbers.text(price.value());
    }

    /** A message in the making. */
    private final class Words {
        private final Set<Integer> omits;
        private FixMessage message;

        Words(String type, Set<Integer> omits) {
            this.omits = omits;
            this.message = FixMessage.of(type);
        }

        void add(int tag, String value) {
            if (!omits.contains(tag)) {
                message = message.with(tag, value);
            }
        }

        void addTrigger(String price, Side side) {
            form.trigger().extra().forEach(this::add);
            add(form.trigger().tag(), price);
            form.trigger()
                    .direction()
                    .ifPresent(way -> add(way.tag(), side == Side.BUY ? way.up() : way.down()));
        }

        void addAccount(String name) {
            if (!name.isEmpty()) {
                add(1, name);
            }
        }

        void addSymbol(InstrumentId instrument) throws NotSayable {
            Optional<String> symbol = instruments.symbol(instrument);
            if (symbol.isEmpty()) {
                throw new NotSayable("instrument " + instrument + " is not set up");
            }
            for (int tag : dialect.orders().symbolTags()) {
                add(tag, symbol.get());
                if (tag == 48) {
                    add(22, STANDARD_SOURCE);
                }
            }
        }

        FixMessage message() {
            return message;
        }
    }
}
