package dev.keel.sim.loop;

import static dev.keel.sim.loop.PaperDesk.bar;
import static dev.keel.sim.loop.PaperDesk.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.ExecutionMode;
import dev.keel.core.market.Bar;
import dev.keel.core.market.Timeframe;
import dev.keel.core.risk.RiskPolicy;
import dev.keel.core.sizing.Sizing;
import dev.keel.core.strategy.SmaCross;
import dev.keel.core.strategy.Strategy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Account, runner, journal, venue and loop together, on a series worked out by hand.
 *
 * <p>With averages of 1 and 2 closes the fast one is above the slow one exactly when a close is
 * above the one before: long at the close of bar 3 (11 after 8), out at the close of bar 5 (9 after
 * 12), long again at the close of the last bar.
 */
class SmaCrossLoopTest {
    private static final List<Bar> BARS =
            List.of(
                    bar(0, "10", "10", "10", "10"),
                    bar(1, "10", "10", "9", "9"),
                    bar(2, "9", "9", "8", "8"),
                    bar(3, "8", "11", "8", "11"),
                    bar(4, "11.50", "12", "11", "12"),
                    bar(5, "12", "12", "9", "9"),
                    bar(6, "9.25", "9.25", "8", "8"),
                    bar(7, "8", "13", "8", "13"));

    @Test
    void tradesAtTheNextOpen() {
        PaperDesk desk = PaperDesk.opened();

        PaperDesk.play(desk.loop(crossing(), FillTiming.NEXT_OPEN), BARS);

        assertThat(desk.fills()).containsExactly("BUY 10 @ 11.5", "SELL 10 @ 9.25");
        // 1000 - 10 x (11.5 - 9.25) - 0.001 x 10 x (11.5 + 9.25)
        assertThat(desk.cash()).isEqualTo(usd("977.2925"));
    }

    @Test
    void tradesAtTheClose() {
        PaperDesk desk = PaperDesk.opened();

        PaperDesk.play(desk.loop(crossing(), FillTiming.CLOSE), BARS);

        assertThat(desk.fills()).containsExactly("BUY 10 @ 11", "SELL 10 @ 9", "BUY 10 @ 13");
        // 1000 - 10 x (11 - 9) - 0.001 x 10 x (11 + 9 + 13); the last position is open
        assertThat(desk.cash()).isEqualTo(usd("979.67"));
    }

    @Test
    void tradesAllCashRoundedDownToTheLot() {
        PaperDesk desk =
                PaperDesk.opened(
                        PaperDesk.settings(
                                ExecutionMode.PAPER_TRADING,
                                new Sizing.AllCash(),
                                RiskPolicy.UNLIMITED));

        PaperDesk.play(desk.loop(crossing(), FillTiming.NEXT_OPEN), BARS);

        // 1000 / (11.5 x 1.001) = 86.8696..., at most 86.86
        assertThat(desk.fills()).containsExactly("BUY 86.86 @ 11.5", "SELL 86.86 @ 9.25");
    }

    @Test
    void everySignalEndsInOneEventAndCarriesItsOrder() {
        PaperDesk desk = PaperDesk.opened();

        PaperDesk.play(desk.loop(crossing(), FillTiming.NEXT_OPEN), BARS);

        assertThat(desk.events().stream().skip(3).map(event -> event.getClass().getSimpleName()))
                .containsExactly(
                        "SignalExecuted",
                        "OrderPlaced",
                        "OrderChanged",
                        "OrderChanged",
                        "SignalExecuted",
                        "OrderPlaced",
                        "OrderChanged",
                        "OrderChanged");
    }

    @Test
    void eventsAreStampedWithMarketTime() {
        PaperDesk desk = PaperDesk.opened();

        PaperDesk.play(desk.loop(crossing(), FillTiming.NEXT_OPEN), BARS);

        assertThat(desk.events(AccountEvent.OrderPlaced.class))
                .extracting(AccountEvent.OrderPlaced::at)
                .containsExactly(BARS.get(4).openTime(), BARS.get(6).openTime());
    }

    @Test
    void theSignalOfTheLastBarIsNeverOffered() {
        PaperDesk desk = PaperDesk.opened();
        TradingLoop loop = desk.loop(crossing(), FillTiming.NEXT_OPEN);

        PaperDesk.play(loop, BARS);

        assertThat(loop.waitingSignal())
                .hasValueSatisfying(signal ->
                        assertThat(signal.id().barClose()).isEqualTo(BARS.getLast().closeTime()));
    }

    private static Strategy crossing() {
        return SmaCross.DEFINITION.create(
                PaperDesk.BTC, Timeframe.M1, Map.of("fast", "1", "slow", "2"));
    }
}
