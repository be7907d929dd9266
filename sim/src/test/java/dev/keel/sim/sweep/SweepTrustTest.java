package dev.keel.sim.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.sim.grid.Objective;
import dev.keel.sim.trial.Trial;
import dev.keel.sim.trial.TrialBook;
import dev.keel.sim.trial.TrialCount;
import dev.keel.sim.validate.Evaluation;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTrustTest {
    @TempDir private Path folder;

    /** On a market without a trend nothing that was chosen can be trusted. */
    @Test
    void doesNotTrustTheBestOfNoise() throws InterruptedException {
        SweepResult result =
                Sweeps.run(Sweeps.sweep(Objective.SHARPE, "fast=2..11", "slow=12..21"));
        TrialBook book = new TrialBook(folder);
        Trial.MarketData market = Trial.MarketData.of("TEST", result.request().base().bars());
        book.add(SweepTrust.counted(result, market, Instant.EPOCH));
        TrialCount count = book.read().count("sma-cross", market);

        SweepTrust trust = SweepTrust.of(result, count);

        assertThat(trust.trials()).isEqualTo(100);
        assertThat(trust.deflatedSharpe().orElseThrow()).isLessThan(0.95);
        assertThat(trust.overfitting().orElseThrow().probability()).isBetween(0.0, 1.0);
    }

    /** A path has fewer points than bars; its ratio per bar is near that of all bars. */
    @Test
    void countsTrialsWithTheRatioThatAFullRunHas() throws InterruptedException {
        SweepResult result = Sweeps.run(Sweeps.sweep(Objective.SHARPE, "fast=5", "slow=20"));
        Trial.MarketData market = Trial.MarketData.of("TEST", result.request().base().bars());

        List<Trial> counted = SweepTrust.counted(result, market, Instant.EPOCH);

        double full = Evaluation.run(result.request().backtest(0)).sharpePerBar();
        assertThat(counted).hasSize(1);
        assertThat(counted.getFirst().sharpe())
                .isCloseTo(full, Offset.offset(0.25 * Math.abs(full)));
    }

    @Test
    void saysNothingOfASingleTrial() throws InterruptedException {
        SweepResult result = Sweeps.run(Sweeps.sweep(Objective.SHARPE, "fast=5"));

        assertThat(SweepTrust.of(result, TrialCount.FIRST).overfitting()).isEmpty();
    }
}
