package dev.keel.sim.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keel.core.account.AccountSettings;
import dev.keel.core.account.ExecutionMode;
import dev.keel.core.market.Bar;
import dev.keel.core.market.BarSeries;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.risk.RiskPolicy;
import dev.keel.core.signal.Direction;
import dev.keel.core.signal.PricePlan;
import dev.keel.core.signal.Signal;
import dev.keel.core.sizing.Sizing;
import dev.keel.core.strategy.Strategy;
import dev.keel.sim.market.SyntheticMarket;
import dev.keel.sim.market.SyntheticSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bars that pass at a stretch, held against the same bars opened and closed one by one. */
class StretchTest {
    private static final int BARS = 400;

    @ParameterizedTest
    @EnumSource(FillTiming.class)
    void stretchesGiveTheEventsOfBarsThatArePlayedOneByOne(FillTiming timing) {
        for (int seed = 1; seed <= 20; seed++) {
            BarSeries bars = bars(seed);
            PaperDesk one = PaperDesk.opened();
            PaperDesk stretched = PaperDesk.opened();

            TradingLoop loop = one.loop(strategy(bars, seed), timing);
            for (int i = 0; i < bars.size(); i++) {
                loop.onOpen(bars.bar(i));
                loop.onClose(bars.bar(i));
            }
            playAll(stretched.loop(strategy(bars, seed), timing), bars);

            assertThat(stretched.fills()).isNotEmpty();
            assertThat(stretched.events()).isEqualTo(one.events());
            assertThat(stretched.clock.instant()).isEqualTo(one.clock.instant());
            assertThat(stretched.account.venue().latest(PaperDesk.BTC))
                    .isEqualTo(one.account.venue().latest(PaperDesk.BTC));
        }
    }

    /** Loss limits are measured from marks, which every bar may move. */
    @Test
    void anAccountThatBarsMeanSomethingToHearsEveryOne() {
        BarSeries bars = bars(3);
        PaperDesk one = PaperDesk.opened(limited());
        PaperDesk stretched = PaperDesk.opened(limited());

        TradingLoop loop = one.loop(strategy(bars, 3), FillTiming.NEXT_OPEN);
        for (int i = 0; i < bars.size(); i++) {
            loop.onOpen(bars.bar(i));
            loop.onClose(bars.bar(i));
        }
        playAll(stretched.loop(strategy(bars, 3), FillTiming.NEXT_OPEN), bars);

        assertThat(stretched.events()).isEqualTo(one.events());
    }

    @Test
    void aStretchEndsWithTheBarThatHasASignal() {
        BarSeries bars = bars(1);
        PaperDesk desk = PaperDesk.opened();
        TradingLoop loop =
                desk.loop(
                        PaperDesk.scripted(Map.of(7, PaperDesk.signal(7, Direction.LONG))),
                        FillTiming.NEXT_OPEN);

        assertThat(loop.play(bars, 0, BARS)).isEqualTo(8);
        assertThat(desk.clock.instant()).isEqualTo(bars.bar(7).closeTime());
        assertThat(loop.waitingSignal()).isPresent();
        assertThat(loop.play(bars, 8, BARS)).isEqualTo(9);
        assertThat(loop.play(bars, 9, BARS)).isEqualTo(BARS);
        assertThat(desk.fills()).containsExactly("BUY 10 @ " + bars.bar(8).openPrice());
    }

    @Test
    void barsMustComeInOrder() {
        BarSeries bars = bars(1);
        TradingLoop loop = PaperDesk.opened().loop(strategy(bars, 1), FillTiming.CLOSE);
        loop.play(bars, 5, 6);

        assertThatIllegalArgumentException().isThrownBy(() -> loop.play(bars, 5, 6));
    }

    private static void playAll(TradingLoop loop, BarSeries bars) {
        int next = 0;
        while (next < bars.size()) {
            next = loop.play(bars, next, bars.size());
        }
    }

    private static AccountSettings limited() {
        return PaperDesk.settings(
                ExecutionMode.PAPER_TRADING,
                new Sizing.Fixed(Quantity.of("0.1")),
                RiskPolicy.DEFAULT);
    }

    /** Entries with and without exits, and exits, some bars apart. */
    private static Strategy strategy(BarSeries bars, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<Integer, Signal> script = new HashMap<>();
        for (int i = random.nextInt(20); i < BARS; i += 1 + random.nextInt(40)) {
            script.put(i, signal(bars.bar(i), i, random.nextInt(4)));
        }
        return PaperDesk.scripted(script);
    }

    private static Signal signal(Bar bar, int minute, int kind) {
        Price close = bar.closePrice();
        return switch (kind) {
            case 0 -> PaperDesk.signal(minute, Direction.EXIT, PricePlan.at(close));
            case 1 -> PaperDesk.signal(minute, Direction.SHORT, PricePlan.at(close));
            case 2 -> PaperDesk.signal(minute, Direction.LONG, PricePlan.at(close));
            default ->
                    PaperDesk.signal(
                            minute,
                            Direction.LONG,
                            new PricePlan(
                                    close,
                                    Price.ofUnscaled(bar.close() - 30, 2),
                                    Price.ofUnscaled(bar.close() + 40, 2),
                                    null));
        };
    }

    private static BarSeries bars(int seed) {
        return SyntheticMarket.series(
                SyntheticSettings.of(PaperDesk.FORMAT, PaperDesk.START, Price.of("10.00")),
                seed,
                BARS);
    }
}
