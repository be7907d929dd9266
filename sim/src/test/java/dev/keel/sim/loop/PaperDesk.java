package dev.keel.sim.loop;

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
import dev.keel.core.execution.AccountRunner;
import dev.keel.core.execution.RunnerPorts;
import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.TradingRules;
import dev.keel.core.journal.Append;
import dev.keel.core.journal.Journal;
import dev.keel.core.journal.MemoryJournal;
import dev.keel.core.journal.RecordedEvent;
import dev.keel.core.market.Bar;
import dev.keel.core.market.BarFormat;
import dev.keel.core.market.Timeframe;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Fill;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.risk.RiskPolicy;
import dev.keel.core.signal.Direction;
import dev.keel.core.signal.PricePlan;
import dev.keel.core.signal.Reason;
import dev.keel.core.signal.Signal;
import dev.keel.core.signal.SignalSource;
import dev.keel.core.sizing.Sizing;
import dev.keel.core.strategy.Strategy;
import dev.keel.sim.matching.MatchingVenues;
import dev.keel.sim.matching.VenueModel;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An account with 1,000 USD at a matching venue, its journal, and the loop that trades it. */
final class PaperDesk {
    static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    static final Asset USD = Asset.of("USD");
    static final InstrumentId BTC = InstrumentId.of("BTC-USD");
    static final BarFormat FORMAT = new BarFormat(Timeframe.M1, 2, 2);
    static final SignalSource SOURCE = new SignalSource("scripted", BTC, Timeframe.M1);

    /** Tick 0.01, lot 0.01, fee 0.1 % for all. */
    static final Instrument INSTRUMENT =
            Instrument.linear(
                    BTC,
                    Asset.of("BTC"),
                    USD,
                    new TradingRules(Price.of("0.01"), Quantity.of("0.01"), BigDecimal.ZERO),
                    FeeRates.flat(new BigDecimal("0.001")));

    static final AccountSettings TEN_UNITS = settings(ExecutionMode.PAPER_TRADING);

    private static final AccountId ID = AccountId.of("paper");

    final MarketClock clock;
    final Journal journal;
    final AccountRunner runner;
    final SimulatedAccount account;

    private PaperDesk(
            Journal journal,
            Instant start,
            Executor executor,
            Settling settling,
            @Nullable AccountSettings opening) {
        this.journal = journal;
        this.clock = new MarketClock(start);
        MatchingVenues venues = new MatchingVenues(VenueModel.PLAIN, clock);
        RunnerPorts ports =
                new RunnerPorts(journal, venues, new SimulatedSituations(clock), executor);
        this.runner = opening == null ? AccountRunner.resume(ID, ports) : open(opening, ports);
        this.account = SimulatedAccount.of(runner, venues, settling);
        account.settle();
    }

    static PaperDesk opened() {
        return opened(TEN_UNITS);
    }

    static PaperDesk opened(AccountSettings settings) {
        return new PaperDesk(new MemoryJournal(), START, Runnable::run, Settling.DIRECT, settings);
    }

    /** An account whose runner works on another thread. */
    static PaperDesk opened(Journal journal, Executor executor) {
        return new PaperDesk(journal, START, executor, Settling.AWAIT_IDLE, TEN_UNITS);
    }

    static PaperDesk opened(Journal journal) {
        return new PaperDesk(journal, START, Runnable::run, Settling.DIRECT, TEN_UNITS);
    }

    /** The account that another process has left behind. */
    static PaperDesk resumed(List<AccountEvent> history) {
        Journal journal = new MemoryJournal();
        AccountState before = Account.replay(history);
        journal.append(new Append(0, history, before)).toCompletableFuture().join();
        Instant last = history.getLast().at();
        return new PaperDesk(journal, last, Runnable::run, Settling.DIRECT, null);
    }

    static AccountSettings settings(ExecutionMode mode) {
        return settings(mode, new Sizing.Fixed(Quantity.of("10")), RiskPolicy.UNLIMITED);
    }

    static AccountSettings settings(ExecutionMode mode, Sizing sizing, RiskPolicy policy) {
        return new AccountSettings(mode, sizing, policy, Duration.ofSeconds(90));
    }

    TradingLoop loop(Strategy strategy, FillTiming timing) {
        return new TradingLoop(BTC, strategy, account, clock, timing);
    }

    static void play(TradingLoop loop, Bar... bars) {
        play(loop, List.of(bars));
    }

    static void play(TradingLoop loop, List<Bar> bars) {
        for (Bar bar : bars) {
            loop.onOpen(bar);
            loop.onClose(bar);
        }
    }

    /** The bar that opens so many minutes after the start. */
    static Bar bar(int minute, String open, String high, String low, String close) {
        return new Bar(
                FORMAT,
                START.plusSeconds(60L * minute).toEpochMilli(),
                cents(open),
                cents(high),
                cents(low),
                cents(close),
                0);
    }

    static Bar flat(int minute, String price) {
        return bar(minute, price, price, price, price);
    }

    /** A strategy that gives the signals of a script, by the minute of the bar. */
    static Strategy scripted(Map<Integer, Signal> script) {
        return bar ->
                Optional.ofNullable(
                        script.get((int) ((bar.openMillis() - START.toEpochMilli()) / 60_000)));
    }

    /** A signal at the close of the bar of a minute. */
    static Signal signal(int minute, Direction direction, PricePlan plan) {
        return new Signal(
                SOURCE.signalAt(flat(minute, "1")),
                direction,
                1,
                1,
                plan,
                List.of(Reason.of("test")));
    }

    static Signal signal(int minute, Direction direction) {
        return signal(minute, direction, PricePlan.at(Price.of("100")));
    }

    static PricePlan plan(String entry, String stop, String target) {
        return new PricePlan(Price.of(entry), Price.of(stop), Price.of(target), null);
    }

    List<AccountEvent> events() {
        return journal.read(ID, 0).stream().map(RecordedEvent::event).toList();
    }

    <T extends AccountEvent> List<T> events(Class<T> kind) {
        return events().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** All fills, as {@code BUY 10 @ 100}, oldest first. */
    List<String> fills() {
        return changes()
                .filter(changed -> changed.change() instanceof OrderChange.Filled)
                .map(changed -> text(changed, ((OrderChange.Filled) changed.change()).fill()))
                .toList();
    }

    List<OrderStatus> statuses() {
        return Stream.concat(
                        runner.state().openOrders().stream(),
                        runner.state().recentlyClosedOrders().stream())
                .sorted((a, b) -> a.id().compareTo(b.id()))
                .map(order -> order.status())
                .toList();
    }

    Money cash() {
        return runner.state().cash();
    }

    static Money usd(String amount) {
        return Money.of(USD, amount);
    }

    private Stream<AccountEvent.OrderChanged> changes() {
        return events(AccountEvent.OrderChanged.class).stream();
    }

    private String text(AccountEvent.OrderChanged changed, Fill fill) {
        return events(AccountEvent.OrderPlaced.class).stream()
                .filter(placed -> placed.order().equals(changed.order()))
                .map(placed ->
                        placed.request().side() + " " + fill.quantity() + " @ " + fill.price())
                .findFirst()
                .orElseThrow();
    }

    private static AccountRunner open(AccountSettings settings, RunnerPorts ports) {
        Situation nothing =
                new Situation(START, _ -> Optional.empty(), null, TradingSwitch.Enabled.INSTANCE);
        AccountProfile profile = new AccountProfile(ID, USD, 1);
        AccountRunner runner =
                AccountRunner.open(new AccountCommand.Open(profile, settings), nothing, ports);
        runner.tell(new AccountCommand.MoveFunds(usd("1000"), "deposit"));
        runner.tell(new AccountCommand.ListInstrument(INSTRUMENT));
        return runner;
    }

    private static long cents(String decimal) {
        return new BigDecimal(decimal).movePointRight(2).longValueExact();
    }
}
