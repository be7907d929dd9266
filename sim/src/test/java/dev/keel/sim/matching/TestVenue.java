package dev.keel.sim.matching;

import dev.keel.core.account.Account;
import dev.keel.core.account.AccountCommand;
import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountId;
import dev.keel.core.account.AccountProfile;
import dev.keel.core.account.AccountSettings;
import dev.keel.core.account.AccountState;
import dev.keel.core.account.ExecutionMode;
import dev.keel.core.account.Situation;
import dev.keel.core.account.TradingSwitch;
import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.TradingRules;
import dev.keel.core.market.Bar;
import dev.keel.core.market.BarFormat;
import dev.keel.core.market.Timeframe;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.order.Origin;
import dev.keel.core.order.Placement;
import dev.keel.core.risk.RiskPolicy;
import dev.keel.core.sizing.Sizing;
import dev.keel.core.venue.Venue;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueReport;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A venue with one instrument, minute bars from {@link #START} on, and an order book-keeping that
 * takes every report as an account would: a report that cannot follow fails the test.
 */
final class TestVenue {
    static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    static final Asset USD = Asset.of("USD");
    static final InstrumentId BTC = InstrumentId.of("BTC-USD");
    static final BarFormat FORMAT = new BarFormat(Timeframe.M1, 2, 2);

    /** Tick 0.01, lot 0.01, maker 0.1 %, taker 0.2 %. */
    static final Instrument PERPETUAL =
            Instrument.linear(
                    BTC,
                    Asset.of("BTC"),
                    USD,
                    new TradingRules(Price.of("0.01"), Quantity.of("0.01"), BigDecimal.ZERO),
                    new FeeRates(new BigDecimal("0.001"), new BigDecimal("0.002")));

    final List<VenueReport> reports = new ArrayList<>();
    private final Map<OrderId, Order> orders = new TreeMap<>();
    private final List<Fill> fills = new ArrayList<>();
    private final MatchingVenue venue;
    private Instant now = START;
    private int minute;
    private long lastId;
    private Consumer<VenueReport> reaction = _ -> {};

    TestVenue() {
        this(VenueModel.PLAIN);
    }

    TestVenue(VenueModel model) {
        this(model, PERPETUAL);
    }

    TestVenue(VenueModel model, Instrument instrument) {
        this(model, account(instrument));
    }

    TestVenue(VenueModel model, AccountState account) {
        account.openOrders().forEach(order -> orders.put(order.id(), order));
        lastId = account.openOrders().stream().mapToLong(o -> o.id().value()).max().orElse(0);
        venue = new MatchingVenue(model, () -> now, hearing(this::take), account);
    }

    /** A venue in this process reports, and never answers. */
    static Venue.Listener hearing(Consumer<VenueReport> reports) {
        return new Venue.Listener() {
            @Override
            public void onReport(VenueReport report) {
                reports.accept(report);
            }

            @Override
            public void onAnswer(VenueAnswer answer) {
                throw new IllegalStateException("nothing was asked: " + answer);
            }
        };
    }

    /** An account that trades an instrument, and nothing else yet. */
    static AccountState account(Instrument... instruments) {
        AccountSettings settings =
                new AccountSettings(
                        ExecutionMode.PAPER_TRADING,
                        new Sizing.AllCash(),
                        RiskPolicy.UNLIMITED,
                        Duration.ofMinutes(5));
        AccountProfile profile = new AccountProfile(AccountId.of("test"), USD, 1);
        Situation situation =
                new Situation(START, _ -> Optional.empty(), null, TradingSwitch.Enabled.INSTANCE);
        AccountState state =
                Account.open(new AccountCommand.Open(profile, settings), situation).state();
        for (Instrument instrument : instruments) {
            state = Account.apply(state, new AccountEvent.InstrumentListed(START, instrument));
        }
        return state;
    }

    MatchingVenue venue() {
        return venue;
    }

    Instant now() {
        return now;
    }

    void moveTo(Instant time) {
        now = time;
    }

    /** What the account does at once when it hears a report. */
    void react(Consumer<VenueReport> newReaction) {
        reaction = newReaction;
    }

    OrderId submit(OrderRequest request) {
        return submit(request, new Origin.OfSafety("test"));
    }

    /** Submits an exit of an entry; exits of one entry are a pair. */
    OrderId protect(OrderId entry, OrderRequest exit) {
        return submit(exit, new Origin.OfProtection(entry));
    }

    OrderId submit(OrderRequest request, Origin origin) {
        OrderId id = new OrderId(++lastId);
        Placement placement = new Placement(origin, now, Price.of("1"));
        Order order = Order.pending(id, request, placement, Money.zero(USD));
        orders.put(id, order);
        venue.submit(order);
        return id;
    }

    void cancel(OrderId id) {
        change(id, new OrderChange.CancelRequested("test"));
        venue.cancel(order(id));
    }

    void query(OrderId id) {
        venue.query(id);
    }

    /** Only the open of the next bar. */
    Bar open(String price) {
        Bar bar = bar(price, price, price, price, "0");
        openBar(bar);
        return bar;
    }

    /** The range and the close of the bar that opened last. */
    void playOn(String open, String high, String low, String close) {
        playOn(open, high, low, close, "0");
    }

    void playOn(String open, String high, String low, String close, String volume) {
        Bar bar = bar(open, high, low, close, volume);
        range(bar);
        close(bar);
    }

    /** A whole bar of unknown volume. */
    void play(String open, String high, String low, String close) {
        play(open, high, low, close, "0");
    }

    void play(String open, String high, String low, String close, String volume) {
        play(bar(open, high, low, close, volume));
    }

    void play(Bar bar) {
        openBar(bar);
        range(bar);
        close(bar);
    }

    void openBar(Bar bar) {
        now = bar.openTime();
        venue.onOpen(BTC, bar);
    }

    void range(Bar bar) {
        now = bar.closeTime();
        venue.onRange(BTC, bar);
    }

    void close(Bar bar) {
        now = bar.closeTime();
        venue.onClose(BTC, bar);
        minute++;
    }

    void trade(String price, String quantity) {
        now = now.plusSeconds(1);
        venue.onTrade(BTC, Price.of(price), Quantity.of(quantity), now);
    }

    /** The bar of the minute that is on. */
    Bar bar(String open, String high, String low, String close, String volume) {
        return new Bar(
                FORMAT,
                START.plusSeconds(60L * minute).toEpochMilli(),
                cents(open),
                cents(high),
                cents(low),
                cents(close),
                cents(volume));
    }

    Order order(OrderId id) {
        return Optional.ofNullable(orders.get(id)).orElseThrow();
    }

    OrderStatus status(OrderId id) {
        return order(id).status();
    }

    /** Why an order has ended. */
    String proof(OrderId id) {
        return order(id).proof().orElseThrow().reference();
    }

    /** All fills, as {@code 1 @ 100 TAKER}, oldest first. */
    List<String> fills() {
        return fills.stream().map(TestVenue::text).toList();
    }

    List<String> fills(OrderId id) {
        return reports.stream()
                .filter(report -> report.order().equals(id))
                .filter(report -> report.change() instanceof OrderChange.Filled)
                .map(report -> text(((OrderChange.Filled) report.change()).fill()))
                .toList();
    }

    /** The orders that filled, a fill each, oldest first. */
    List<OrderId> filledOrders() {
        return reports.stream()
                .filter(report -> report.change() instanceof OrderChange.Filled)
                .map(VenueReport::order)
                .toList();
    }

    Fill onlyFill() {
        if (fills.size() != 1) {
            throw new AssertionError("expected one fill, were " + fills());
        }
        return fills.getFirst();
    }

    /** The kinds of all reports of an order, oldest first. */
    List<String> story(OrderId id) {
        return reports.stream()
                .filter(report -> report.order().equals(id))
                .map(report -> report.change().getClass().getSimpleName())
                .toList();
    }

    private static String text(Fill fill) {
        return fill.quantity() + " @ " + fill.price() + " " + fill.liquidity();
    }

    private void take(VenueReport report) {
        reports.add(report);
        if (report.change() instanceof OrderChange.Filled(Fill fill)
                && order(report.order()).hasFill(fill.tradeId())) {
            return;
        }
        if (!(report.change() instanceof OrderChange.CancelRefused)) {
            change(report.order(), report.change());
        }
        if (report.change() instanceof OrderChange.Filled(Fill fill)) {
            fills.add(fill);
        }
        reaction.accept(report);
    }

    private void change(OrderId id, OrderChange change) {
        orders.computeIfPresent(id, (_, order) -> order.apply(change, Money.zero(USD)));
    }

    private static long cents(String decimal) {
        return new BigDecimal(decimal).movePointRight(2).longValueExact();
    }
}
