package dev.keel.server.venues;

import dev.keel.core.account.Account;
import dev.keel.core.account.AccountCommand;
import dev.keel.core.account.AccountProfile;
import dev.keel.core.account.AccountSettings;
import dev.keel.core.account.AccountState;
import dev.keel.core.account.ExecutionMode;
import dev.keel.core.account.Situation;
import dev.keel.core.account.TradingSwitch;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.Instruction;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Origin;
import dev.keel.core.order.Placement;
import dev.keel.core.order.Side;
import dev.keel.core.risk.RiskPolicy;
import dev.keel.core.sizing.Sizing;
import dev.keel.core.venue.Venue;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueReport;
import dev.keel.core.venue.VenueStatement;
import dev.keel.venues.connector.AccountConnection;
import dev.keel.venues.connector.MarketData;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The first orders of a connector at a test network or a demo account: the smallest there are, from
 * a resting order to a position and back, each looked up again. It writes down what was asked and
 * what came back; it is no substitute for the certification, and that is none for it.
 */
public final class Rehearsal {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Order numbers that no account comes to, and that 31 bits hold. */
    private static final long FIRST_ORDER = 2_000_000_000L;

    private static final long ORDERS_PER_ACCOUNT = 100_000_000_000L;

    private final AccountConnection connection;
    private final Instrument instrument;
    private final AccountProfile profile;
    private final InstantSource clock;
    private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    private final List<Step> steps = new ArrayList<>();
    private final Venue venue;
    private long minted;

    /** What was done, what was expected of it, and what came of it. */
    public record Step(Instant at, String did, String expected, String came, boolean holds) {}

    private Rehearsal(
            AccountConnection connection,
            Instrument instrument,
            AccountProfile profile,
            InstantSource clock) {
        this.connection = connection;
        this.instrument = instrument;
        this.profile = profile;
        this.clock = clock;
        this.venue =
                connection
                        .venues()
                        .connect(
                                opened(),
                                new Venue.Listener() {
                                    @Override
                                    public void onReport(VenueReport report) {
                                        heard.add(report);
                                    }

                                    @Override
                                    public void onAnswer(VenueAnswer answer) {
                                        heard.add(answer);
                                    }
                                });
    }

    /**
     * Goes through it; blocks.
     *
     * @param profile made for this rehearsal, so that its orders are told from the account's own
     * @return every step in order; the first that does not hold is the last but for tidying up
     */
    public static List<Step> run(
            AccountConnection connection,
            Instrument instrument,
            AccountProfile profile,
            InstantSource clock) {
        Rehearsal rehearsal = new Rehearsal(connection, instrument, profile, clock);
        rehearsal.play();
        return List.copyOf(rehearsal.steps);
    }

    private void play() {
        BigDecimal before = statement().map(this::held).orElse(null);
        if (!step("statement", "open orders, history and holdings", before != null, "" + before)) {
            return;
        }
        MarketData.Ticker ticker = connection.marketData().ticker(instrument.id());
        BigDecimal last = ticker.last() == null ? ticker.bid() : ticker.last();
        if (!step("ticker", "a price", last != null, ticker.toString()) || last == null) {
            return;
        }
        Quantity smallest = smallest(last);
        if (rests(last, smallest) && before != null) {
            trades(smallest, before);
        }
    }

    private boolean rests(BigDecimal last, Quantity quantity) {
        BigDecimal far = last.multiply(new BigDecimal("0.8"));
        Price limit = instrument.roundToTick(new Price(far), RoundingMode.DOWN);
        Quantity larger = instrument.roundDownToLot(quantity.times(new BigDecimal("1.3")));
        Quantity enough =
                larger.isGreaterThan(quantity) ? larger : quantity.plus(instrument.rules().lot());
        Order order =
                submit(
                        OrderRequest.market(instrument.id(), Side.BUY, enough)
                                .withType(new OrderType.Limit(limit)));
        boolean accepted =
                awaited(
                        "limit buy of " + enough + " at " + limit + ", far from the market",
                        "accepted",
                        report(order, OrderChange.Accepted.class));
        venue.query(order.id());
        boolean found =
                accepted
                        && awaited(
                                "query by our id",
                                "found, working",
                                VenueAnswer.Found.class::isInstance);
        boolean shown = found && shows(order);
        venue.cancel(order);
        boolean ended = awaited("cancel", "canceled", report(order, OrderChange.Canceled.class));
        return shown && ended;
    }

    private boolean shows(Order order) {
        Optional<VenueStatement> statement = statement();
        boolean shown =
                statement
                        .map(VenueStatement::openOrders)
                        .filter(open ->
                                open.stream().anyMatch(each -> order.id().equals(each.clientId())))
                        .isPresent();
        return step(
                "statement while it rests",
                "the order among the open ones",
                shown,
                statement.map(each -> String.valueOf(each.openOrders())).orElse("no statement"));
    }

    private void trades(Quantity quantity, BigDecimal before) {
        Order entry = submit(OrderRequest.market(instrument.id(), Side.BUY, quantity));
        boolean bought =
                awaited(
                        "market buy of " + quantity,
                        "filled",
                        report(entry, OrderChange.Filled.class));
        BigDecimal held = statement().map(this::held).orElse(before);
        boolean grew =
                step(
                        "statement after it",
                        "more than " + before.toPlainString(),
                        held.compareTo(before) > 0,
                        held.toPlainString());
        if (!bought && !grew) {
            return;
        }
        Quantity back =
                instrument.kind() == InstrumentKind.SPOT
                        ? instrument.roundDownToLot(new Quantity(held.subtract(before)))
                        : quantity;
        Order exit =
                submit(
                        OrderRequest.market(instrument.id(), Side.SELL, back)
                                .with(Instruction.REDUCE_ONLY));
        boolean _ =
                awaited("market sell of " + back, "filled", report(exit, OrderChange.Filled.class));
        BigDecimal after = statement().map(this::held).orElse(held);
        boolean isBack =
                after.subtract(before).abs().compareTo(instrument.rules().lot().value()) < 0;
        boolean _ =
                step(
                        "statement at the end",
                        before.toPlainString() + ", to less than a lot",
                        isBack,
                        after.toPlainString());
    }

    /** The least that the venue takes, with something to spare for a price that moves. */
    private Quantity smallest(BigDecimal price) {
        BigDecimal lot = instrument.rules().lot().value();
        BigDecimal least = instrument.rules().minNotional().multiply(new BigDecimal("1.2"));
        BigDecimal lots =
                least.divide(
                        price.multiply(instrument.contractSize()).multiply(lot),
                        0,
                        RoundingMode.UP);
        return new Quantity(lots.max(BigDecimal.ONE).multiply(lot));
    }

    private Order submit(OrderRequest request) {
        minted++;
        OrderId id = new OrderId(profile.number() * ORDERS_PER_ACCOUNT + FIRST_ORDER + minted);
        Order order =
                Order.pending(
                        id,
                        request,
                        new Placement(
                                new Origin.OfClient(new ClientKey("rehearsal " + id), "rehearsal"),
                                clock.instant(),
                                request.type().limitPrice().orElse(null)),
                        Money.zero(instrument.quote()));
        venue.submit(order);
        return order;
    }

    private Optional<VenueStatement> statement() {
        venue.state(null);
        Object came = await(VenueAnswer.Stated.class::isInstance);
        return came instanceof VenueAnswer.Stated(VenueStatement statement) && statement.isWhole()
                ? Optional.of(statement)
                : Optional.empty();
    }

    private BigDecimal held(VenueStatement statement) {
        return statement.holdings() == null
                ? BigDecimal.ZERO
                : statement.holdings().position(instrument.id());
    }

    private static Predicate<Object> report(Order order, Class<? extends OrderChange> change) {
        return came ->
                came instanceof VenueReport report
                        && report.order().equals(order.id())
                        && change.isInstance(report.change());
    }

    private boolean awaited(String did, String expected, Predicate<Object> wanted) {
        Object came = await(wanted);
        return step(did, expected, wanted.test(came), came.toString());
    }

    /** The first that is wanted, or what was heard last. */
    private Object await(Predicate<Object> wanted) {
        Object last = "nothing";
        Instant end = clock.instant().plus(PATIENCE);
        try {
            while (clock.instant().isBefore(end)) {
                Object came = heard.poll(200, TimeUnit.MILLISECONDS);
                if (came != null && wanted.test(came)) {
                    return came;
                }
                last = came == null ? last : came;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return last;
    }

    private boolean step(String did, String expected, boolean holds, String came) {
        steps.add(new Step(clock.instant(), did, expected, came, holds));
        return holds;
    }

    private AccountState opened() {
        AccountSettings settings =
                new AccountSettings(
                        ExecutionMode.MANUAL,
                        new Sizing.PercentOfEquity(new BigDecimal("0.01")),
                        RiskPolicy.DEFAULT,
                        Duration.ofMinutes(1));
        Situation situation =
                new Situation(
                        clock.instant(),
                        _ -> Optional.empty(),
                        null,
                        TradingSwitch.Enabled.INSTANCE,
                        false);
        return Account.open(new AccountCommand.Open(profile, settings), situation).state();
    }
}
