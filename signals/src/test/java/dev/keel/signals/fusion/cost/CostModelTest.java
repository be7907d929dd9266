package dev.keel.signals.fusion.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Liquidity;
import dev.keel.core.order.Side;
import dev.keel.core.order.TradeId;
import dev.keel.core.strategy.ExecutionResult;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CostModelTest {
    private static final InstrumentId BTC = InstrumentId.of("BTC-USD");
    private static final InstrumentId ETH = InstrumentId.of("ETH-USD");
    private static final Instant NOON = Instant.parse("2024-01-01T12:00:00Z");
    private static final CostPrior PRIOR = new CostPrior(0.001, 0.0005);

    private final CostModel model = new CostModel(PRIOR);

    @Test
    void beginsWithThePrior() {
        CostEstimate estimate = model.estimate(BTC, NOON);

        assertThat(estimate.roundTrip()).isCloseTo(0.003, within(1e-15));
        assertThat(estimate.samples()).isZero();
        assertThat(estimate.fillRatio()).isEqualTo(1);
    }

    /** Cheap fills make nothing cheaper before there are enough of them. */
    @Test
    void staysConservativeUntilThereAreEnoughSamples() {
        for (int i = 0; i < 19; i++) {
            model.learn(filled(BTC, Side.BUY, "100", "100.00", "0.0002", NOON));
            assertThat(model.estimate(BTC, NOON).roundTrip()).isGreaterThanOrEqualTo(0.003);
        }

        model.learn(filled(BTC, Side.BUY, "100", "100.00", "0.0002", NOON));

        assertThat(model.estimate(BTC, NOON).roundTrip()).isLessThan(0.003);
        assertThat(model.estimate(BTC, NOON).samples()).isEqualTo(20);
    }

    @Test
    void believesDearFillsAtOnce() {
        model.learn(filled(BTC, Side.BUY, "100", "100.30", "0.002", NOON));

        assertThat(model.estimate(BTC, NOON).roundTrip()).isGreaterThan(0.003);
    }

    @Test
    void findsWhatFillsCost() {
        for (int i = 0; i < 400; i++) {
            boolean buy = i % 2 == 0;
            model.learn(
                    filled(
                            BTC,
                            buy ? Side.BUY : Side.SELL,
                            "100",
                            buy ? "100.02" : "99.98",
                            "0.0004",
                            NOON));
        }

        CostEstimate estimate = model.estimate(BTC, NOON);
        assertThat(estimate.fee()).isCloseTo(0.0004, within(1e-6));
        assertThat(estimate.slippage()).isCloseTo(0.0002, within(1e-6));
        assertThat(estimate.latencySeconds()).isCloseTo(2, within(0.01));
        assertThat(model.estimate(ETH, NOON).samples()).isZero();
    }

    @Test
    void isNotThrownOffByOneSample() {
        for (int i = 0; i < 200; i++) {
            model.learn(
                    filled(BTC, Side.BUY, "100", i % 2 == 0 ? "100.04" : "100.02", "0.001", NOON));
        }
        double before = model.estimate(BTC, NOON).slippage();

        model.learn(filled(BTC, Side.BUY, "100", "150", "0.001", NOON));

        assertThat(model.estimate(BTC, NOON).slippage()).isBetween(before, before * 1.1);
    }

    @Test
    void learnsEachHourAndSizeOfItsOwn() {
        Instant midnight = NOON.plus(Duration.ofHours(12));
        for (int i = 0; i < 50; i++) {
            model.learn(filled(BTC, Side.BUY, "100", "100.01", "0.001", NOON));
            model.learn(filled(BTC, Side.BUY, "100", "100.20", "0.001", midnight));
            model.learn(filled(BTC, Side.BUY, "100000", "100400", "0.001", midnight));
        }

        assertThat(model.estimate(BTC, NOON).slippage()).isCloseTo(0.0001, within(3e-5));
        assertThat(model.estimate(BTC, midnight, 100).slippage()).isCloseTo(0.002, within(3e-4));
        assertThat(model.estimate(BTC, midnight, 100_000).slippage())
                .isCloseTo(0.004, within(6e-4));
        assertThat(model.estimate(BTC, NOON, 5_000_000).slippage())
                .isEqualTo(model.estimate(BTC, NOON).slippage());
    }

    @Test
    void neverCountsASlippageAsAGain() {
        for (int i = 0; i < 100; i++) {
            model.learn(filled(BTC, Side.SELL, "100", "100.50", "0.001", NOON));
        }

        assertThat(model.estimate(BTC, NOON).slippage()).isZero();
    }

    @Test
    void countsRefusalsAndWhatStayedUnfilled() {
        for (int i = 0; i < 30; i++) {
            model.learn(
                    new ExecutionResult(
                            BTC,
                            Side.BUY,
                            Quantity.of("1"),
                            Price.of("100"),
                            NOON,
                            List.of(),
                            i % 3 == 0 ? "no margin" : "too fast"));
        }

        CostEstimate estimate = model.estimate(BTC, NOON);
        assertThat(estimate.refusals())
                .containsEntry("no margin", 10)
                .containsEntry("too fast", 20);
        assertThat(estimate.fillRatio()).isLessThan(0.5);
        assertThat(estimate.samples()).isZero();
        assertThat(estimate.roundTrip()).isCloseTo(0.003, within(1e-15));
    }

    @Test
    void refusesAPriorThatCannotBe() {
        assertThatThrownBy(() -> new CostPrior(-0.001, 0))
                .hasMessage("fee must be 0 to 0.1, was -0.001");
    }

    private static ExecutionResult filled(
            InstrumentId instrument,
            Side side,
            String reference,
            String price,
            String feeRate,
            Instant at) {
        Price filledAt = Price.of(price);
        Money fee = new Money(Asset.of("USD"), filledAt.value().multiply(new BigDecimal(feeRate)));
        return new ExecutionResult(
                instrument,
                side,
                Quantity.of("1"),
                Price.of(reference),
                at,
                List.of(
                        new Fill(
                                new TradeId("t"),
                                filledAt,
                                Quantity.of("1"),
                                fee,
                                Liquidity.TAKER,
                                at.plusSeconds(2))),
                null);
    }
}
