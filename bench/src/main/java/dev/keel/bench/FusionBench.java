package dev.keel.bench;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.BarSeries;
import dev.keel.core.signal.SignalSource;
import dev.keel.signals.engine.Experts;
import dev.keel.signals.expert.Expert;
import dev.keel.signals.expert.ExpertDefinition;
import dev.keel.signals.fusion.FusionEngine;
import dev.keel.signals.fusion.FusionSettings;
import dev.keel.sim.market.BarFile;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Bars per second of the whole fusion, all rule-based experts and all learning, on one core, beside
 * a loop that does no more than read the same bars.
 */
final class FusionBench {
    /** Bars per second on one core. */
    private static final double GOAL = 200_000;

    /** Tells the processor's time, which other programs on a busy machine do not add to. */
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final InstrumentId INSTRUMENT = InstrumentId.of("bench");

    private final Path file;
    private final int rounds;

    /**
     * Sets the benchmark up.
     *
     * @param rounds measurements of each side; the best counts
     */
    FusionBench(Path file, int rounds) {
        this.file = file;
        this.rounds = rounds;
    }

    BenchResult run() {
        BarSeries bars = BarFile.load(file).series();
        double ours = 0;
        double limit = 0;
        double processor = Double.POSITIVE_INFINITY;
        String note = "";
        for (int round = 0; round < rounds; round++) {
            FusionEngine engine = engine(bars);
            long used = THREADS.getCurrentThreadCpuTime();
            long start = System.nanoTime();
            int awake = fuse(engine, bars);
            long middle = System.nanoTime();
            used = THREADS.getCurrentThreadCpuTime() - used;
            double sum = read(bars);
            long end = System.nanoTime();
            ours = Math.max(ours, bars.size() * 1e9 / (middle - start));
            limit = Math.max(limit, bars.size() * 1e9 / (end - middle));
            processor = Math.min(processor, used / 1e3 / bars.size());
            note =
                    String.format(
                            Locale.ROOT,
                            "%,d opinions, %,d outcomes learned; mean close %.2f; goal %,.0f bars"
                                    + " per second",
                            awake,
                            engine.outcomes(),
                            sum / bars.size(),
                            GOAL);
        }
        Map<String, Double> figures = new TreeMap<>(alone(bars));
        figures.put("goalBarsPerSecond", GOAL);
        figures.put("microsPerBar", 1e6 / ours);
        figures.put("processorMicrosPerBar", processor);
        figures.put("barsPerProcessorSecond", 1e6 / processor);
        return new BenchResult(
                "fusion",
                "bars per second",
                "all rule-based experts "
                        + Experts.ruleBased().stream().map(ExpertDefinition::name).toList()
                        + ", their calibration, mixing, labelling and learning, on one core,"
                        + " against a loop that reads the close of the same bars; best of "
                        + rounds,
                Machine.here(),
                List.of(
                        new BenchResult.Scenario(
                                String.format(Locale.ROOT, "%,d bars", bars.size()),
                                ours,
                                limit,
                                note,
                                figures)));
    }

    /** What each expert costs by itself, in processor time: the best of the rounds. */
    private Map<String, Double> alone(BarSeries bars) {
        Map<String, Double> micros = new TreeMap<>();
        for (ExpertDefinition definition : Experts.ruleBased()) {
            double best = Double.POSITIVE_INFINITY;
            for (int round = 0; round < rounds; round++) {
                Expert expert = definition.factory().create(INSTRUMENT, bars.format().timeframe());
                long start = THREADS.getCurrentThreadCpuTime();
                for (int i = 0; i < bars.size(); i++) {
                    expert.onBar(bars.bar(i));
                }
                best =
                        Math.min(
                                best,
                                (THREADS.getCurrentThreadCpuTime() - start) / 1e3 / bars.size());
            }
            micros.put("processorMicrosPerBarOf." + definition.name(), best);
        }
        return micros;
    }

    private static FusionEngine engine(BarSeries bars) {
        return new FusionEngine(
                new SignalSource("bench", INSTRUMENT, bars.format().timeframe()),
                Experts.ruleBased(),
                FusionSettings.DEFAULT);
    }

    private static int fuse(FusionEngine engine, BarSeries bars) {
        int awake = 0;
        for (int i = 0; i < bars.size(); i++) {
            engine.onBar(bars.bar(i));
            awake += engine.isAwake() ? 1 : 0;
        }
        return awake;
    }

    private static double read(BarSeries bars) {
        double sum = 0;
        for (int i = 0; i < bars.size(); i++) {
            sum += bars.bar(i).closeValue();
        }
        return sum;
    }
}
