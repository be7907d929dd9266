package dev.keel.venues.ccxt.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.money.Price;
import dev.keel.core.order.Side;
import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;

class GridTest {
    private static final BigDecimal TICK = new BigDecimal("0.05");
    private static final Grid GRID =
            new Grid(Samples.listing(InstrumentKind.SPOT, "0.05", "0.001", "0").instrument());

    @Property(tries = 300)
    void aLimitIsOnTheGridAndNoWorseByLessThanATick(
            @ForAll Side side,
            @ForAll @BigRange(min = "1", max = "100000") @Scale(6) BigDecimal value) {
        BigDecimal rounded = GRID.limit(side, new Price(value));

        assertThat(rounded.remainder(TICK)).isEqualByComparingTo("0");
        assertThat(rounded.subtract(value).abs()).isLessThan(TICK);
        assertThat(rounded.compareTo(value)).isIn(0, side == Side.BUY ? -1 : 1);
    }

    @Property(tries = 300)
    void whatSurvivesADoubleIsReadBackTheSame(
            @ForAll @BigRange(min = "0", max = "1000000") @Scale(12) BigDecimal value) {
        boolean same =
                new BigDecimal(Double.toString(Double.parseDouble(value.toPlainString())))
                                .compareTo(value)
                        == 0;

        assertThat(Grid.survivesDouble(value)).isEqualTo(same);
    }
}
