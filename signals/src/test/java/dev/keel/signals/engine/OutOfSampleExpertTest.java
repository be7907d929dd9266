package dev.keel.signals.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Bar;
import dev.keel.core.market.Timeframe;
import dev.keel.signals.expert.Expert;
import dev.keel.signals.fusion.Scripted;
import dev.keel.signals.indicator.Bars;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutOfSampleExpertTest {
    private static final List<Bar> BARS = Bars.turningMarket(1, 10);

    @Test
    void sleepsThroughTheBarsThatItWasTrainedOn() {
        Expert trained =
                Scripted.constant("trained", 0.5)
                        .factory()
                        .create(InstrumentId.of("TEST"), Timeframe.H1);
        Expert expert = new OutOfSampleExpert(trained, BARS.get(4).openMillis());

        for (int i = 0; i < BARS.size(); i++) {
            expert.onBar(BARS.get(i));
            assertThat(expert.isAwake()).as("bar %d", i).isEqualTo(i > 4);
            assertThat(expert.score()).isEqualTo(i > 4 ? 0.5 : 0);
            assertThat(expert.reliability()).isEqualTo(i > 4 ? 0.5 : 0);
            assertThat(expert.evidence()).hasSize(i > 4 ? 1 : 0);
        }
        assertThat(expert.warmUpBars()).isEqualTo(1);
    }

    @Test
    void namesEveryRuleBasedExpertOnceWithAPrior() {
        assertThat(Experts.ruleBased())
                .extracting(one -> one.name())
                .doesNotHaveDuplicates()
                .contains("ehlers", "gann", "pattern", "astro");
    }
}
