package dev.keel.signals.learn.training;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Bar;
import dev.keel.core.market.BarFormat;
import dev.keel.core.market.BarSeries;
import dev.keel.core.market.Timeframe;
import dev.keel.signals.learn.feature.Feature;
import dev.keel.signals.learn.feature.FeatureGroup;
import dev.keel.signals.learn.feature.FeatureSet;
import dev.keel.signals.learn.feature.FeatureSource;
import dev.keel.signals.learn.feature.StandardFeatures;
import dev.keel.signals.learn.label.BarrierSettings;
import dev.keel.signals.learn.label.BarrierSettings.Timeout;
import dev.keel.signals.learn.model.Learner;
import dev.keel.signals.learn.validation.PurgedKFold;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Markets whose truth is known, and what is trained on them. */
public final class Markets {
    private static final BarFormat FORMAT = new BarFormat(Timeframe.H1, 6, 2);

    private Markets() {}

    /** A walk that nobody can foresee. */
    public static BarSeries noise(long seed, int bars) {
        return walk(seed, bars, 0);
    }

    /** A walk whose steps lean towards the last ones: what went up goes on. */
    public static BarSeries trending(long seed, int bars) {
        return walk(seed, bars, 0.4);
    }

    private static BarSeries walk(long seed, int bars, double memory) {
        SplittableRandom random = new SplittableRandom(seed);
        BarSeries.Builder series = BarSeries.builder(FORMAT);
        double price = 100;
        double step = 0;
        for (int i = 0; i < bars; i++) {
            double open = price;
            step = memory * step + 0.01 * random.nextGaussian();
            price = price * Math.exp(step);
            double high = Math.max(open, price) * (1 + 0.002 * random.nextDouble());
            double low = Math.min(open, price) * (1 - 0.002 * random.nextDouble());
            series.add(
                    new Bar(
                            FORMAT,
                            i * 3_600_000L,
                            units(open),
                            Math.max(units(high), Math.max(units(open), units(price))),
                            Math.min(units(low), Math.min(units(open), units(price))),
                            units(price),
                            100 + random.nextInt(1_000)));
        }
        return series.build();
    }

    public static TrainingRequest request(Learner learner, int horizon) {
        return request(learner, horizon, StandardFeatures.base());
    }

    public static TrainingRequest request(Learner learner, int horizon, FeatureSet features) {
        return new TrainingRequest(
                InstrumentId.of("X"),
                features,
                learner,
                new BarrierSettings(1, 1, horizon, 100, 0.001, Timeout.SIGN),
                new PurgedKFold(4, 0.01),
                1,
                1,
                Optional.empty());
    }

    /**
     * A planted leak: the log return from this close to one of the future, which only somebody who
     * holds the whole series can know.
     */
    public static FeatureGroup peek(BarSeries whole, int ahead) {
        return new FeatureGroup(
                List.of(new Feature("leak.return-" + ahead, "log", 1, "leak", 1)),
                (_, _) ->
                        new FeatureSource() {
                            private int bars;

                            @Override
                            public void onBar(Bar bar) {
                                bars++;
                            }

                            @Override
                            public boolean isReady() {
                                return true;
                            }

                            @Override
                            public void write(double[] row, int offset) {
                                int later = Math.min(whole.size() - 1, bars - 1 + ahead);
                                row[offset] =
                                        Math.log(
                                                whole.closeValue(later)
                                                        / whole.closeValue(bars - 1));
                            }
                        });
    }

    private static long units(double price) {
        return Math.round(price * 1_000_000);
    }
}
