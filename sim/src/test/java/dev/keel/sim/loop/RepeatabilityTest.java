package dev.keel.sim.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.account.Account;
import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountState;
import dev.keel.core.journal.MemoryJournal;
import dev.keel.core.market.Bar;
import dev.keel.core.market.Timeframe;
import dev.keel.core.money.Price;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.order.TradeId;
import dev.keel.core.signal.Direction;
import dev.keel.core.signal.PricePlan;
import dev.keel.core.signal.Signal;
import dev.keel.core.signal.SignalId;
import dev.keel.core.strategy.SmaCross;
import dev.keel.core.strategy.Strategy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The same bars give the same events: again, on other threads, and across restarts. */
class RepeatabilityTest {
    private static final int BARS = 60;

    @Property(tries = 200)
    void theSameBarsGiveTheSameEvents(
            @ForAll long seed, @ForAll Kind kind, @ForAll FillTiming timing) {
        assertThat(run(seed, kind, timing)).isEqualTo(run(seed, kind, timing));
    }

    @Property(tries = 100)
    void aRunnerOnOtherThreadsGivesTheSameEvents(
            @ForAll long seed, @ForAll Kind kind, @ForAll FillTiming timing) {
        List<AccountEvent> expected = run(seed, kind, timing);

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            PaperDesk desk = PaperDesk.opened(new MemoryJournal(), threads);
            PaperDesk.play(desk.loop(kind.strategy(seed), timing), bars(seed));

            assertThat(desk.events()).isEqualTo(expected);
        }
    }

    @Property(tries = 300)
    void aRestartBetweenBarsChangesNothing(
            @ForAll long seed,
            @ForAll Kind kind,
            @ForAll FillTiming timing,
            @ForAll @IntRange(max = BARS) int restart) {
        List<AccountEvent> expected = run(seed, kind, timing);
        List<Bar> bars = bars(seed);
        PaperDesk before = PaperDesk.opened();
        PaperDesk.play(before.loop(kind.strategy(seed), timing), bars.subList(0, restart));

        PaperDesk after = PaperDesk.resumed(before.events());
        playOn(after, kind.strategy(seed), timing, bars, restart);

        assertThat(after.events()).isEqualTo(expected);
    }

    @Property(tries = 300)
    void aKillAfterAnyCommitLosesAndDoublesNothing(
            @ForAll long seed,
            @ForAll Kind kind,
            @ForAll FillTiming timing,
            @ForAll @IntRange(min = 2, max = 150) int commits) {
        CommitLog log = new CommitLog();
        PaperDesk killed = PaperDesk.opened(log);
        List<Bar> bars = bars(seed);
        PaperDesk.play(killed.loop(kind.strategy(seed), timing), bars);
        int survived = log.ends().get(Math.min(commits, log.ends().size() - 1));
        List<AccountEvent> written = killed.events().subList(0, survived);

        PaperDesk desk = PaperDesk.resumed(written);
        int next = barsOverBefore(bars, written.getLast());
        playOn(desk, kind.strategy(seed), timing, bars, next);

        assertThat(desk.events().subList(0, written.size())).isEqualTo(written);
        requireConsistency(desk);
    }

    /** What must hold of any history. */
    private static void requireConsistency(PaperDesk desk) {
        AccountState state = desk.runner.state();
        assertThat(desk.runner.suspension()).isEmpty();
        assertThat(tradeIds(desk)).doesNotHaveDuplicates();
        assertThat(finishedSignals(desk)).doesNotHaveDuplicates();
        assertThat(Account.replay(desk.events()).cash()).isEqualTo(state.cash());
        assertThat(state.openOrders())
                .extracting(Order::status)
                .doesNotContain(OrderStatus.PENDING, OrderStatus.IN_DOUBT, OrderStatus.CANCELING);
        requireProtected(desk);
    }

    /** A position that came with a stop is closed, or a stop works for it. */
    private static void requireProtected(PaperDesk desk) {
        AccountState state = desk.runner.state();
        boolean held = state.positions().stream().anyMatch(position -> !position.isFlat());
        boolean bracketed =
                desk.events(AccountEvent.SignalExecuted.class).stream()
                        .anyMatch(executed -> executed.signal().prices().stop() != null);
        if (held && bracketed) {
            assertThat(state.openOrders())
                    .anyMatch(order -> order.request().type().triggerPrice().isPresent());
        }
    }

    private static List<TradeId> tradeIds(PaperDesk desk) {
        return desk.events(AccountEvent.OrderChanged.class).stream()
                .map(AccountEvent.OrderChanged::change)
                .filter(OrderChange.Filled.class::isInstance)
                .map(change -> ((OrderChange.Filled) change).fill().tradeId())
                .toList();
    }

    private static List<SignalId> finishedSignals(PaperDesk desk) {
        return Stream.concat(
                        desk.events(AccountEvent.SignalExecuted.class).stream()
                                .map(event -> event.signal().id()),
                        desk.events(AccountEvent.SignalDeclined.class).stream()
                                .map(event -> event.signal().id()))
                .toList();
    }

    /** Warms up with the first bars and plays the others. */
    private static void playOn(
            PaperDesk desk, Strategy strategy, FillTiming timing, List<Bar> bars, int next) {
        TradingLoop loop = desk.loop(strategy, timing);
        bars.subList(0, next).forEach(loop::warmUp);
        PaperDesk.play(loop, bars.subList(next, bars.size()));
    }

    private static int barsOverBefore(List<Bar> bars, AccountEvent last) {
        return (int) bars.stream().filter(bar -> bar.closeTime().isBefore(last.at())).count();
    }

    private static List<AccountEvent> run(long seed, Kind kind, FillTiming timing) {
        PaperDesk desk = PaperDesk.opened();
        PaperDesk.play(desk.loop(kind.strategy(seed), timing), bars(seed));
        return desk.events();
    }

    private static List<Bar> bars(long seed) {
        Random random = new Random(seed);
        List<Bar> bars = new ArrayList<>();
        long price = 10_000;
        for (int i = 0; i < BARS; i++) {
            long open = price + random.nextInt(61) - 30;
            long close = open + random.nextInt(401) - 200;
            long high = Math.max(open, close) + random.nextInt(150);
            long low = Math.min(open, close) - random.nextInt(150);
            long millis = PaperDesk.START.plusSeconds(60L * i).toEpochMilli();
            bars.add(new Bar(PaperDesk.FORMAT, millis, open, high, low, close, 0));
            price = close;
        }
        return bars;
    }

    /** How the account trades. */
    enum Kind {
        CROSSING {
            @Override
            Strategy strategy(long seed) {
                return SmaCross.DEFINITION.create(
                        PaperDesk.BTC, Timeframe.M1, Map.of("fast", "2", "slow", "5"));
            }
        },
        BRACKETS {
            @Override
            Strategy strategy(long seed) {
                Map<Integer, Signal> script = new HashMap<>();
                Random random = new Random(~seed);
                List<Bar> bars = bars(seed);
                for (int i = 0; i < BARS; i += 1 + random.nextInt(6)) {
                    script.put(i, bracket(i, bars.get(i).close(), random.nextBoolean()));
                }
                return PaperDesk.scripted(script);
            }
        };

        abstract Strategy strategy(long seed);

        private static Signal bracket(int minute, long close, boolean up) {
            long away = up ? 250 : -250;
            PricePlan plan =
                    new PricePlan(
                            Price.ofUnscaled(close, 2),
                            Price.ofUnscaled(close - away, 2),
                            Price.ofUnscaled(close + away, 2),
                            null);
            return PaperDesk.signal(minute, up ? Direction.LONG : Direction.SHORT, plan);
        }
    }
}
