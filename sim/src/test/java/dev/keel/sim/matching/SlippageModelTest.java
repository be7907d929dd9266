package dev.keel.sim.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Side;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlippageModelTest {
    private static final SlippageModel VOLUME_SHARE =
            new SlippageModel.VolumeShare(decimal("0.1"), decimal("0.05"), decimal("0.002"));
    private static final SlippageModel SQUARE_ROOT =
            new SlippageModel.SquareRoot(
                    decimal("1"), decimal("0.02"), decimal("0.05"), decimal("0.002"));

    @ParameterizedTest
    @CsvSource({
        "10, 1000, 0.00001", // 0.1 x 0.01^2
        "250, 1000, 0.00625", // 0.1 x 0.25^2
        "1000, 1000, 0.05", // 0.1, capped
        "10, 0, 0.002", // volume unknown
    })
    void theVolumeShareCountsSquared(String quantity, String volume, BigDecimal fraction) {
        assertThat(VOLUME_SHARE.fraction(situation(quantity, volume, 0)))
                .isEqualByComparingTo(fraction);
    }

    @ParameterizedTest
    @CsvSource({
        "10, 1000, 0.002", // 0.02 x 0.1
        "250, 1000, 0.01", // 0.02 x 0.5
        "9000, 1000, 0.05", // 0.06, capped
        "10, 0, 0.002", // volume unknown
    })
    void theImpactGrowsWithTheRootOfTheShare(String quantity, String volume, BigDecimal fraction) {
        assertThat(SQUARE_ROOT.fraction(situation(quantity, volume, 0)))
                .isEqualByComparingTo(fraction);
    }

    @Test
    void sigmaIsMeasuredWhereItIsNotGiven() {
        SlippageModel measured =
                new SlippageModel.SquareRoot(
                        decimal("1"), decimal("0"), decimal("0.05"), decimal("0.003"));

        assertThat(measured.needsSigma()).isTrue();
        assertThat(measured.fraction(situation("250", "1000", 0.01))).isEqualByComparingTo("0.005");
        assertThat(measured.fraction(situation("250", "1000", 0))).isEqualByComparingTo("0.003");
    }

    @Test
    void theMeterKnowsSigmaAfterTwentyReturns() {
        SigmaMeter meter = new SigmaMeter();
        double price = 100;
        for (int i = 0; i < 20; i++) {
            meter.add(price);
            price *= i % 2 == 0 ? 1.01 : 1 / 1.01;
        }

        assertThat(meter.sigma()).isZero();
        meter.add(price);
        assertThat(meter.sigma()).isCloseTo(Math.log(1.01), within(1e-12));
    }

    @Test
    void aSpreadComesOnTopOfTheImpact() {
        SlippageModel both =
                new SlippageModel.Spread(
                        decimal("0.001"), new SlippageModel.FixedFraction(decimal("0.002")));
        SlippageModel.Situation any = situation("1", "0", 0);

        assertThat(both.against(Side.BUY, Price.of("1000"), any)).isEqualTo(Price.of("1003"));
        assertThat(both.against(Side.SELL, Price.of("1000"), any)).isEqualTo(Price.of("997"));
        assertThat(both.worst()).isEqualByComparingTo("0.003");
    }

    @Test
    void twiceTheCostIsTwiceTheFraction() {
        SlippageModel.Situation some = situation("90", "1000", 0.01);
        for (SlippageModel model :
                List.of(
                        new SlippageModel.FixedFraction(decimal("0.001")),
                        VOLUME_SHARE,
                        SQUARE_ROOT,
                        new SlippageModel.Spread(decimal("0.001"), SQUARE_ROOT))) {
            assertThat(model.times(BigDecimal.TWO).fraction(some))
                    .isEqualByComparingTo(model.fraction(some).multiply(BigDecimal.TWO));
        }
    }

    private static SlippageModel.Situation situation(String quantity, String volume, double sigma) {
        return new SlippageModel.Situation(Quantity.of(quantity), Quantity.of(volume), sigma);
    }

    private static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }
}
