package dev.keel.testkit;

import dev.keel.core.account.Account;
import dev.keel.core.account.AccountCommand;
import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountId;
import dev.keel.core.account.AccountProfile;
import dev.keel.core.account.AccountSettings;
import dev.keel.core.account.AccountState;
import dev.keel.core.account.Decision;
import dev.keel.core.account.ExecutionMode;
import dev.keel.core.account.Situation;
import dev.keel.core.account.TradingSwitch;
import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.instrument.TradingRules;
import dev.keel.core.journal.Append;
import dev.keel.core.market.LatestPrices;
import dev.keel.core.market.Quote;
import dev.keel.core.market.Timeframe;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.Evidence;
import dev.keel.core.order.FeeSource;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Instruction;
import dev.keel.core.order.Liquidity;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Protection;
import dev.keel.core.order.Side;
import dev.keel.core.order.TimeInForce;
import dev.keel.core.order.TradeId;
import dev.keel.core.order.VenueOrderId;
import dev.keel.core.risk.RiskPolicy;
import dev.keel.core.signal.Direction;
import dev.keel.core.signal.PricePlan;
import dev.keel.core.signal.Reason;
import dev.keel.core.signal.Signal;
import dev.keel.core.signal.SignalId;
import dev.keel.core.signal.SignalSource;
import dev.keel.core.sizing.Sizing;
import dev.keel.core.venue.VenueReport;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The random, repeatable life of an account: commands of people, signals, timers and a whimsical
 * venue, decided by {@link Account} and handed out as appends. The same seed gives the same life.
 *
 * <p>Every type of event comes up sooner or later, and so do odd strings, late fills, over-fills,
 * refusals and turned positions. For one thread.
 */
public final class AccountHistories {
    private static final Asset USD = Asset.of("USD");
    private static final Timeframe[] TIMEFRAMES = {Timeframe.M1, Timeframe.H1};
    private static final InstrumentId[] SYMBOLS = {
        InstrumentId.of("BTC-USD"), InstrumentId.of("ETH-PERP"), InstrumentId.of("SOL/PERP:1")
    };
    private static final String[] WORDS = {
        "ordinary",
        "naïve",
        "\"quoted\" \\ and {braces}",
        "nul \u0000 inside",
        "half \ud83d pair",
        "emoji \ud83d\ude80",
        "line\nbreak",
        "', DROP TABLE event; --",
        ""
    };
    private static final int TRIES = 10_000;

    private final Random random;
    private boolean feesInCash;
    private final AccountProfile profile;
    private final LatestPrices prices = new LatestPrices();
    private Instant now = Instant.parse("2026-01-02T03:04:05.123456789Z");
    private AccountState state;
    private long counter;

    private AccountHistories(long seed, AccountProfile profile) {
        this.random = new Random(seed);
        this.profile = profile;
        this.state =
                Account.open(new AccountCommand.Open(profile, settings(true)), situation()).state();
    }

    /** The life of the account that this seed names and numbers. */
    public static AccountHistories ofSeed(long seed) {
        int number = 1 + Math.floorMod(seed, AccountProfile.MAX_NUMBER);
        return of(seed, new AccountProfile(AccountId.of("account-" + seed), USD, number));
    }

    /** The same life in the days when every fee was paid in cash. */
    public static AccountHistories ofSeedWithFeesInCash(long seed) {
        AccountHistories life = ofSeed(seed);
        life.feesInCash = true;
        return life;
    }

    /** A life of this account, which must be kept in USD. */
    public static AccountHistories of(long seed, AccountProfile profile) {
        return new AccountHistories(seed, profile);
    }

    /** The first append: the account is opened, funded and knows its instruments. */
    public Append open() {
        Decision opened =
                Account.open(new AccountCommand.Open(profile, state.settings()), situation());
        List<AccountEvent> events = new ArrayList<>(opened.events());
        state = opened.state();
        decide(
                new AccountCommand.MoveFunds(Money.of(USD, "10000000.01"), "opening balance"),
                events);
        for (InstrumentId symbol : SYMBOLS) {
            prices.update(symbol, new Quote(Price.of("100"), now, Quantity.of("100000")));
            decide(new AccountCommand.ListInstrument(instrument(symbol)), events);
        }
        return new Append(0, events, state);
    }

    /** The next one to five commands that have consequences, as one append. */
    public Append next() {
        AccountState before = state;
        List<AccountEvent> events = new ArrayList<>();
        int commands = 1 + (random.nextInt(3) == 0 ? random.nextInt(5) : 0);
        int tries = 0;
        while (commands > 0 || events.isEmpty()) {
            if (++tries > TRIES) {
                throw new IllegalStateException("nothing happens any more in " + state.id());
            }
            pass();
            int size = events.size();
            decide(command(), events);
            commands -= events.size() > size ? 1 : 0;
        }
        return new Append(before, events, state);
    }

    /** The opening and this many appends after it. */
    public List<Append> take(int appends) {
        List<Append> history = new ArrayList<>();
        history.add(open());
        for (int i = 0; i < appends; i++) {
            history.add(next());
        }
        return history;
    }

    /** The state after the latest append. */
    public AccountState state() {
        return state;
    }

    private void decide(AccountCommand command, List<AccountEvent> events) {
        try {
            Decision decision = Account.decide(state, command, situation());
            events.addAll(decision.events());
            state = decision.state();
        } catch (IllegalArgumentException _) {
            // A wrong command changes nothing.
        }
    }

    private void pass() {
        now = now.plusNanos(random.nextLong(1, 3_600_000_000_000L));
        InstrumentId symbol = any(SYMBOLS);
        BigDecimal cents = new BigDecimal(5_000 + random.nextInt(10_000)).movePointLeft(2);
        prices.update(symbol, new Quote(new Price(cents), now, Quantity.of("100000")));
    }

    private Situation situation() {
        return new Situation(now, prices, now, TradingSwitch.Enabled.INSTANCE);
    }

    private AccountCommand command() {
        int kind = random.nextInt(100);
        if (kind < 55 && !state.openOrders().isEmpty()) {
            return new AccountCommand.Take(report());
        }
        if (kind < 70) {
            return place();
        }
        if (kind < 78) {
            return new AccountCommand.OfferSignal(signal());
        }
        if (kind < 84 && !state.heldSignals().isEmpty()) {
            SignalId held = state.heldSignals().getFirst().signal().id();
            return random.nextBoolean()
                    ? new AccountCommand.ConfirmSignal(held, word())
                    : new AccountCommand.DismissSignal(held, word());
        }
        if (kind < 90 && !state.openOrders().isEmpty()) {
            return new AccountCommand.CancelOrder(anyOf(state.openOrders()).id(), word());
        }
        return administration();
    }

    private AccountCommand administration() {
        return switch (random.nextInt(8)) {
            case 0 ->
                    new AccountCommand.MoveFunds(
                            new Money(USD, decimal(1_000_000, 2).subtract(decimal(500_000, 2))),
                            word());
            case 1 -> new AccountCommand.ListInstrument(instrument(any(SYMBOLS)));
            case 2, 3 -> new AccountCommand.ChangeSettings(settings(false), word());
            case 4 -> new AccountCommand.Halt(word(), word());
            case 5 -> new AccountCommand.Resume(word());
            case 6 -> new AccountCommand.DoubtUnanswered();
            default -> new AccountCommand.Mark();
        };
    }

    private AccountCommand place() {
        InstrumentId symbol = any(SYMBOLS);
        Side side = random.nextInt(3) > 0 ? Side.BUY : Side.SELL;
        OrderRequest request = OrderRequest.market(symbol, side, quantity());
        Price price = price();
        request =
                switch (random.nextInt(6)) {
                    case 0 -> request.withType(new OrderType.Limit(price));
                    case 1 ->
                            request.withType(new OrderType.Limit(price))
                                    .with(Instruction.POST_ONLY);
                    case 2 ->
                            request.withType(new OrderType.Stop(price))
                                    .withTimeInForce(
                                            new TimeInForce.GoodTillDate(now.plusSeconds(77)));
                    case 3 ->
                            request.withType(new OrderType.StopLimit(price, price()))
                                    .withTimeInForce(TimeInForce.FillOrKill.INSTANCE);
                    case 4 ->
                            request.withType(new OrderType.TrailingStop(new BigDecimal("1.50")))
                                    .withTimeInForce(TimeInForce.ImmediateOrCancel.INSTANCE);
                    default -> request;
                };
        if (random.nextInt(3) == 0) {
            request =
                    request.withProtection(
                            Protection.of(
                                    random.nextInt(3) == 0 ? null : Price.of("40.01"),
                                    random.nextInt(3) == 0 ? null : Price.of("199.99")));
        } else if (random.nextInt(4) == 0) {
            request = request.with(Instruction.REDUCE_ONLY);
        }
        if (random.nextInt(20) == 0) {
            request = OrderRequest.market(InstrumentId.of("UNKNOWN"), side, quantity());
        }
        return new AccountCommand.PlaceOrder(
                request, new ClientKey("key-" + ++counter), word(), null);
    }

    private VenueReport report() {
        List<Order> closed =
                state.recentlyClosedOrders().stream()
                        .filter(order -> order.placement().reservation() != null)
                        .toList();
        boolean late = random.nextInt(10) == 0 && !closed.isEmpty();
        Order order = anyOf(late ? closed : state.openOrders());
        return new VenueReport(order.id(), change(order));
    }

    private OrderChange change(Order order) {
        Evidence evidence = new Evidence("venue", word());
        boolean unanswered =
                order.status() == OrderStatus.PENDING || order.status() == OrderStatus.IN_DOUBT;
        int kind = random.nextInt(20);
        if (unanswered && kind < 10) {
            return new OrderChange.Accepted(new VenueOrderId("V" + order.id()));
        }
        return switch (kind) {
            case 10 -> new OrderChange.Refused(evidence);
            case 11 -> new OrderChange.Doubted(word());
            case 12 -> new OrderChange.Canceled(evidence);
            case 13 -> new OrderChange.Expired(evidence);
            case 14 -> new OrderChange.CancelRefused(evidence);
            default -> new OrderChange.Filled(fill(order));
        };
    }

    private Fill fill(Order order) {
        Quantity quantity =
                random.nextInt(3) > 0 && order.remaining().isPositive()
                        ? order.remaining()
                        : quantity();
        return new Fill(
                new TradeId("T" + ++counter),
                price(),
                quantity,
                new Money(USD, decimal(1_000, 7).subtract(BigDecimal.ONE.movePointLeft(3))),
                random.nextBoolean() ? Liquidity.MAKER : Liquidity.TAKER,
                now.minusNanos(random.nextInt(1_000_000_000)),
                feeSource(quantity));
    }

    /** Most fees are paid in cash. */
    private FeeSource feeSource(Quantity quantity) {
        Quantity thousandth = quantity.times(BigDecimal.ONE.movePointLeft(3));
        return switch (feesInCash ? 5 : random.nextInt(6)) {
            case 0 -> new FeeSource.FromBase(thousandth);
            case 1 -> new FeeSource.Apart(new Money(Asset.of("TOKEN"), decimal(1_000, 7)));
            default -> FeeSource.FromCash.INSTANCE;
        };
    }

    private Signal signal() {
        InstrumentId symbol = random.nextInt(12) == 0 ? InstrumentId.of("OTHER") : any(SYMBOLS);
        SignalSource source =
                new SignalSource(
                        random.nextBoolean() ? "sma-cross" : "ehlers", symbol, any(TIMEFRAMES));
        Price entry = price();
        Direction direction = any(Direction.values());
        Price below = entry.times(new BigDecimal("0.93"));
        Price above = entry.times(new BigDecimal("1.07"));
        boolean planned = random.nextBoolean() && direction != Direction.EXIT;
        boolean isLong = direction == Direction.LONG;
        PricePlan plan =
                planned
                        ? new PricePlan(
                                entry,
                                isLong ? below : above,
                                isLong ? above : below,
                                new BigDecimal("0.0001234500"))
                        : PricePlan.at(entry);
        return new Signal(
                new SignalId(source, now),
                direction,
                random.nextDouble(),
                random.nextDouble(),
                plan,
                List.of(
                        Reason.of(word()),
                        Reason.of(
                                "figures",
                                new Reason.Figure("fast", random.nextGaussian() * 1e6),
                                new Reason.Figure(word(), Double.MIN_VALUE))));
    }

    private AccountSettings settings(boolean first) {
        ExecutionMode mode = first ? ExecutionMode.AI_FULL_AUTO : any(ExecutionMode.values());
        Sizing sizing =
                switch (random.nextInt(6)) {
                    case 0 -> new Sizing.AllCash();
                    case 1 -> new Sizing.PercentOfEquity(new BigDecimal("0.0100"));
                    case 2 -> new Sizing.RiskToStop(new BigDecimal("0.001"));
                    case 3 -> new Sizing.AtrRisk(new BigDecimal("0.001"), new BigDecimal("2.50"));
                    case 4 -> new Sizing.Kelly(new BigDecimal("0.5"), new BigDecimal("0.02"));
                    default -> new Sizing.Fixed(Quantity.of("1.500"));
                };
        RiskPolicy policy =
                switch (random.nextInt(4)) {
                    case 0 -> RiskPolicy.DEFAULT;
                    case 1 ->
                            new RiskPolicy(
                                    RiskPolicy.UNLIMITED.trade(),
                                    new RiskPolicy.AccountLimits(
                                            null, null, BigDecimal.TEN, null, null),
                                    RiskPolicy.UNLIMITED.freshness());
                    default -> RiskPolicy.UNLIMITED;
                };
        return new AccountSettings(
                mode, sizing, policy, Duration.ofMinutes(1 + random.nextInt(600)));
    }

    private Instrument instrument(InstrumentId symbol) {
        TradingRules rules =
                new TradingRules(
                        random.nextBoolean() ? Price.of("0.01") : Price.of("0.0100"),
                        Quantity.of("0.0001"),
                        new BigDecimal(random.nextInt(3)));
        FeeRates fees = new FeeRates(new BigDecimal("-0.0001"), new BigDecimal("0.00050"));
        boolean spot = symbol.equals(SYMBOLS[0]);
        return new Instrument(
                symbol,
                Asset.of("COIN"),
                USD,
                spot ? InstrumentKind.SPOT : InstrumentKind.LINEAR,
                rules,
                fees,
                symbol.equals(SYMBOLS[2]) ? new BigDecimal("0.10") : BigDecimal.ONE);
    }

    private Price price() {
        return new Price(new BigDecimal(5_000 + random.nextInt(10_000)).movePointLeft(2));
    }

    private Quantity quantity() {
        return new Quantity(BigDecimal.ONE.movePointLeft(4).add(decimal(50_000, 4)))
                .roundToLot(Quantity.of("0.0001"), RoundingMode.UP);
    }

    private BigDecimal decimal(int below, int scale) {
        return BigDecimal.valueOf(random.nextInt(below), scale);
    }

    private String word() {
        return any(WORDS);
    }

    private <T> T any(T[] choices) {
        return choices[random.nextInt(choices.length)];
    }

    private <T> T anyOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
