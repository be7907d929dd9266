package dev.keel.sim.backtest;

import static dev.keel.sim.backtest.Script.bars;
import static dev.keel.sim.backtest.Script.linear;
import static dev.keel.sim.backtest.Script.says;
import static dev.keel.sim.backtest.Script.spot;
import static dev.keel.sim.backtest.Script.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.money.Quantity;
import dev.keel.core.signal.Direction;
import dev.keel.core.sizing.Sizing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The straight line of the marker against the account's own exact equity. */
class EquityMarkerTest {
    @Property(tries = 200)
    void agreesWithTheExactEquity(
            @ForAll boolean derivative,
            @ForAll @Size(min = 2, max = 40) List<@IntRange(min = 50, max = 150) Integer> prices,
            @ForAll @Size(max = 20) List<Direction> directions) {
        Instrument instrument = derivative ? linear("0.001") : spot("0.001");
        int[] opensAndCloses =
                prices.subList(0, prices.size() / 2 * 2).stream()
                        .mapToInt(Integer::intValue)
                        .toArray();
        Map<Integer, Direction> script = new HashMap<>();
        for (int i = 0; i < directions.size(); i++) {
            script.put(i, directions.get(i));
        }

        BacktestResult result =
                Backtest.run(
                        BacktestRequest.of(
                                        bars(opensAndCloses),
                                        instrument,
                                        says(script),
                                        usd("100000"))
                                .withSizing(new Sizing.Fixed(Quantity.of("3.7"))));

        assertThat(result.curve().last()).isCloseTo(result.finalEquity().toDouble(), within(1e-6));
    }
}
