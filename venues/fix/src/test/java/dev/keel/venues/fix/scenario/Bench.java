package dev.keel.venues.fix.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.account.Account;
import dev.keel.core.account.AccountCommand;
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
import dev.keel.core.market.LatestPrices;
import dev.keel.core.market.Quote;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Side;
import dev.keel.core.position.PositionSide;
import dev.keel.core.risk.RiskPolicy;
import dev.keel.core.sizing.Sizing;
import dev.keel.core.venue.Venue;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueReport;
import dev.keel.core.venue.VenueStatement;
import dev.keel.venues.connector.AccountConnection;
import dev.keel.venues.connector.VenueId;
import dev.keel.venues.fix.FixVenue;
import dev.keel.venues.fix.Incident;
import dev.keel.venues.fix.dialect.Dialects;
import dev.keel.venues.fix.dialect.FixDialect;
import dev.keel.venues.fix.order.InstrumentTable;
import dev.keel.venues.fix.recovery.MemoryReportJournal;
import dev.keel.venues.fix.recovery.ReportJournal;
import dev.keel.venues.fix.transport.FixMessage;
import dev.keel.venues.fix.transport.FixVersion;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A real account on a FIX venue whose session is a fake: what the venue says goes in by hand, what
 * the account makes of it is looked at.
 */
final class Bench implements Venue.Listener, AutoCloseable {
    static final InstrumentId TEST = InstrumentId.of("TEST");
    static final Asset USD = Asset.of("USD");
    static final Instrument INSTRUMENT =
            Instrument.linear(
                    TEST,
                    Asset.of("COIN"),
                    USD,
                    new TradingRules(Price.of("0.01"), Quantity.of("1"), BigDecimal.ZERO),
                    FeeRates.NONE);

    private final FixDialect dialect;
    private final ManualClock clock = new ManualClock();
    private final ReportJournal journal;
    private final FixVenue.Settings settings;
    private final @Nullable AccountConnection otherWay;
    private final List<String> told = new ArrayList<>();
    private final Map<OrderId, List<String>> fills = new TreeMap<>();
    private final List<VenueAnswer> answers = new ArrayList<>();
    private final List<Incident> incidents = new ArrayList<>();
    private final List<FixMessage> sentBefore = new ArrayList<>();
    private AccountState state;
    private FakeTransport transport;
    private FixVenue venue;
    private int keys;

    /** How many of the messages that were sent have had their answer. */
    private int answered;

    static Bench of(FixVersion version) {
        Bench bench = new Bench(dialect(version), FixVenue.Settings.USUAL);
        bench.logon();
        return bench;
    }

    static FixDialect dialect(FixVersion version) {
        return Dialects.of(
                VenueId.of(
                        switch (version) {
                            case FIX42 -> "fix-generic-42";
                            case FIX44 -> "fix-generic-44";
                            case FIX50SP2 -> "fix-generic-50sp2";
                        }));
    }

    Bench(FixDialect dialect, FixVenue.Settings settings) {
        this(dialect, settings, null);
    }

    /**
     * @param otherWay by which the venue is asked instead of over FIX
     */
    Bench(FixDialect dialect, FixVenue.Settings settings, @Nullable AccountConnection otherWay) {
        this.dialect = dialect;
        this.otherWay = otherWay;
        this.settings = settings;
        this.journal = new MemoryReportJournal();
        this.state = opened();
        decide(new AccountCommand.MoveFunds(Money.of(USD, "1000000"), "opening"));
        decide(new AccountCommand.ListInstrument(INSTRUMENT));
        connect();
    }

    private AccountState opened() {
        return Account.open(
                        new AccountCommand.Open(
                                new AccountProfile(AccountId.of("fix"), USD, 7),
                                new AccountSettings(
                                        ExecutionMode.AI_FULL_AUTO,
                                        new Sizing.AllCash(),
                                        RiskPolicy.UNLIMITED,
                                        Duration.ofMinutes(5))),
                        situation())
                .state();
    }

    private void connect() {
        InstrumentTable instruments = new InstrumentTable(dialect.orders().unit());
        instruments.add(INSTRUMENT, "TEST");
        FakeTransport[] made = new FakeTransport[1];
        venue =
                new FixVenue(
                        dialect,
                        settings,
                        instruments,
                        new FixVenue.Ports(journal, clock, incidents::add, otherWay),
                        state,
                        this,
                        listener -> {
                            made[0] = new FakeTransport(listener);
                            return made[0];
                        });
        transport = made[0];
    }

    /** The process dies and another begins, with the same ledger and the same journal. */
    void restart() {
        sentBefore.addAll(transport.sent());
        answered = 0;
        decide(new AccountCommand.DoubtUnanswered());
        connect();
    }

    void logon() {
        transport.logon();
    }

    FakeTransport transport() {
        return transport;
    }

    FixVenue venue() {
        return venue;
    }

    FixVersion version() {
        return dialect.version();
    }

    void pass(Duration duration) {
        clock.pass(duration);
    }

    private Situation situation() {
        LatestPrices prices = new LatestPrices();
        prices.update(TEST, new Quote(Price.of("100"), clock.instant(), Quantity.of("100000")));
        return new Situation(
                clock.instant(), prices, clock.instant(), TradingSwitch.Enabled.INSTANCE);
    }

    private void decide(AccountCommand command) {
        state = Account.decide(state, command, situation()).state();
    }

    /** An order's intent, that is not sent yet. */
    Order place(Side side, String quantity, String limit) {
        return place(
                OrderRequest.market(TEST, side, Quantity.of(quantity))
                        .withType(new OrderType.Limit(Price.of(limit))));
    }

    Order place(OrderRequest request) {
        keys++;
        ClientKey key = new ClientKey("key-" + keys);
        decide(new AccountCommand.PlaceOrder(request, key, "test", null));
        return state.order(key).orElseThrow();
    }

    /** An order to buy 10 at 100, sent. */
    Order buy() {
        Order order = place(Side.BUY, "10", "100");
        venue.submit(order);
        return order;
    }

    /** An order to buy 10 at 100, sent and taken as V1. */
    Order working() {
        Order order = buy();
        tell(report(order).exec("N1").happened("0", "0"));
        told.clear();
        return order;
    }

    /** Asks for a cancel; returns the id of the request. */
    String cancel(Order order) {
        decide(new AccountCommand.CancelOrder(order.id(), "test"));
        venue.cancel(state.order(order.id()).orElseThrow());
        return last("F").get(11).orElseThrow();
    }

    Report report(Order order) {
        return new Report(dialect.version()).with(11, order.id().toString());
    }

    void tell(Report report) {
        tell(report.message());
    }

    void tell(FixMessage message) {
        transport.listener().onMessage(message);
    }

    /** The ids of an order's fills, as they were reported. */
    List<String> fillIds(Order order) {
        return fills.getOrDefault(order.id(), List.of());
    }

    @Override
    public void onReport(VenueReport report) {
        if (report.change() instanceof OrderChange.Filled(var fill)) {
            fills.computeIfAbsent(report.order(), _ -> new ArrayList<>())
                    .add(fill.tradeId().value());
        }
        told.add(words(report));
        decide(new AccountCommand.Take(report));
    }

    @Override
    public void onAnswer(VenueAnswer answer) {
        answers.add(answer);
        if (answer instanceof VenueAnswer.Found(var order)) {
            decide(new AccountCommand.TakeFound(order));
        }
    }

    /** What was reported since the last look, in short words. */
    List<String> told() {
        List<String> all = List.copyOf(told);
        told.clear();
        return all;
    }

    private static String words(VenueReport report) {
        String total = report.filled() == null ? "" : " of " + report.filled();
        return switch (report.change()) {
            case OrderChange.Accepted(var id) -> "accepted " + id;
            case OrderChange.Refused _ -> "refused";
            case OrderChange.Doubted _ -> "doubted";
            case OrderChange.CancelRequested _ -> "cancel requested";
            case OrderChange.CancelRefused _ -> "cancel refused";
            case OrderChange.Filled(var fill) ->
                    "filled " + fill.quantity() + " at " + fill.price();
            case OrderChange.Busted(var fill, var _) ->
                    "busted " + fill.quantity() + " at " + fill.price();
            case OrderChange.Canceled _ -> "canceled" + total;
            case OrderChange.Expired _ -> "expired" + total;
        };
    }

    List<VenueAnswer> answers() {
        List<VenueAnswer> all = List.copyOf(answers);
        answers.clear();
        return all;
    }

    /** The latest answer of a kind. */
    <A extends VenueAnswer> A answer(Class<A> kind) {
        return answers.reversed().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " among " + answers));
    }

    List<Incident.Kind> incidents() {
        return incidents.stream().map(Incident::kind).toList();
    }

    AccountState state() {
        return state;
    }

    Order now(Order order) {
        return state.order(order.id()).orElseThrow();
    }

    OrderStatus status(Order order) {
        return now(order).status();
    }

    String filled(Order order) {
        return now(order).execution().quantity().toString();
    }

    String position() {
        return state.position(TEST)
                .map(position ->
                        (position.side() == PositionSide.SHORT ? "-" : "") + position.quantity())
                .orElse("0");
    }

    List<FixMessage> sent(String type) {
        return transport.sent().stream().filter(message -> message.type().equals(type)).toList();
    }

    FixMessage last(String type) {
        return sent(type).getLast();
    }

    /** Asks for a statement and answers every part of it as the venue would. */
    VenueStatement statement(@Nullable String after, Consumer<FixMessage> answering) {
        venue.state(after);
        while (answered < transport.sent().size()) {
            answered++;
            answering.accept(transport.sent().get(answered - 1));
        }
        return answer(VenueAnswer.Stated.class).statement();
    }

    /** Answers every question that is still open as a venue would that holds nothing. */
    void answerWithNothing(FixMessage question) {
        switch (question.type()) {
            case "AF" ->
                    tell(
                            new Report(version())
                                    .status("8", "0")
                                    .with(103, "5")
                                    .with(37, "NONE")
                                    .with(584, question.get(584).orElseThrow())
                                    .with(911, "0"));
            case "AD" ->
                    tell(
                            FixMessage.of("AQ")
                                    .with(568, question.get(568).orElseThrow())
                                    .with(748, "0")
                                    .with(749, "0")
                                    .with(750, "0"));
            case "AN" ->
                    tell(
                            FixMessage.of("AO")
                                    .with(710, question.get(710).orElseThrow())
                                    .with(727, "0")
                                    .with(728, "2"));
            default -> {}
        }
    }

    /** No order was handed to the session twice, and no id was used twice. */
    @Override
    public void close() {
        List<FixMessage> all = new ArrayList<>(sentBefore);
        all.addAll(transport.sent());
        assertThat(
                        all.stream()
                                .filter(message -> List.of("D", "F", "G").contains(message.type()))
                                .map(message -> message.get(11).orElseThrow()))
                .doesNotHaveDuplicates();
        assertThat(all).noneMatch(message -> message.type().equals("G"));
        venue.close();
    }
}
