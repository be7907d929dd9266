package dev.keel.sim.validate.leak;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Bar;
import dev.keel.core.market.BarSeries;
import dev.keel.core.signal.Signal;
import dev.keel.sim.validate.Candidate;
import dev.keel.sim.validate.Slices;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Looks for signals that depend on what had not happened yet.
 *
 * <p>The strategy is run on the real bars, then once more for every cut and every {@link Future}:
 * up to the cut nothing may change. It is also run twice over the same bars, its signals are
 * compared with the bars they came with, and all bars are moved by 28 years.
 *
 * <p>What it can prove is that a strategy peeks. A strategy that passes did not peek at these bars;
 * one that peeks on few bars and makes few signals may get away.
 */
public final class LookAhead {
    /** 28 years of 365.25 days are 1,461 weeks: the calendar repeats. */
    private static final long CALENDAR_MILLIS = 1_461L * 7 * 86_400_000;

    private final Candidate candidate;
    private final InstrumentId instrument;
    private final BarSeries bars;
    private final LookAheadSettings settings;
    private final SignalTrace real;
    private final Map<Leak.Kind, Leak> leaks = new EnumMap<>(Leak.Kind.class);
    private int runs = 1;

    private LookAhead(
            Candidate candidate,
            InstrumentId instrument,
            BarSeries bars,
            LookAheadSettings settings) {
        this.candidate = candidate;
        this.instrument = instrument;
        this.bars = bars;
        this.settings = settings;
        this.real = run(bars, bars.size());
    }

    /**
     * Analyses a strategy.
     *
     * @param news takes the number of cuts that are done, now and then
     * @throws IllegalArgumentException if there are fewer than ten bars, or the strategy fails on
     *     the real ones
     */
    public static LookAheadReport analyse(
            Candidate candidate,
            InstrumentId instrument,
            BarSeries bars,
            LookAheadSettings settings,
            IntConsumer news) {
        if (bars.size() < 10) {
            throw new IllegalArgumentException("bars must be at least 10, were " + bars.size());
        }
        BarSeries analysed = Slices.last(bars, settings.mostBars());
        LookAhead analysis = new LookAhead(candidate, instrument, analysed, settings);
        return analysis.analyse(bars.size(), news);
    }

    private LookAheadReport analyse(int ofBars, IntConsumer news) {
        real.failure()
                .ifPresent(failure -> {
                    throw new IllegalArgumentException("the strategy " + failure);
                });
        checkTiming();
        compare(Leak.Kind.SECOND_RUN, run(bars, bars.size()), bars.size() - 1);
        runs++;
        if (!settings.datesMatter()) {
            compare(Leak.Kind.DATES, run(moved(), bars.size()), bars.size() - 1);
            runs++;
        }
        List<Integer> cuts = cuts();
        SplittableRandom random = new SplittableRandom(settings.seed());
        int done = 0;
        for (int cut : cuts) {
            for (Future future : Future.values()) {
                SplittableRandom own = random.split();
                Leak.Kind kind = Leak.Kind.of(future);
                if (!leaks.containsKey(kind) && cut < bars.size() - 1) {
                    compare(kind, run(future.after(cut, bars, own), cut + 1), cut);
                    runs++;
                }
            }
            news.accept(++done);
        }
        return new LookAheadReport(
                bars.size(),
                ofBars,
                real.signals().size(),
                cuts.size(),
                runs,
                new ArrayList<>(leaks.values()));
    }

    private SignalTrace run(BarSeries series, int count) {
        return SignalTrace.of(candidate, instrument, series, count);
    }

    /** A signal is the news of one bar: made at its close, at its price, of this market. */
    private void checkTiming() {
        for (Map.Entry<Integer, Signal> entry : real.signals().entrySet()) {
            int at = entry.getKey();
            Signal signal = entry.getValue();
            Bar bar = bars.bar(at);
            boolean right =
                    signal.id().barClose().equals(bar.closeTime())
                            && signal.instrument().equals(instrument)
                            && signal.prices().entry().equals(bar.closePrice());
            if (!right) {
                String found =
                        real.told(at) + ", named " + signal.id() + "; close " + bar.closePrice();
                leaks.put(
                        Leak.Kind.TIMING,
                        new Leak(Leak.Kind.TIMING, bar.openTime(), at, at, found, found));
                return;
            }
        }
    }

    private void compare(Leak.Kind kind, SignalTrace other, int cut) {
        TreeSet<Integer> positions = new TreeSet<>(real.signals().headMap(cut + 1).keySet());
        positions.addAll(other.signals().headMap(cut + 1).keySet());
        for (int at : positions) {
            if (!same(real.signals().get(at), other.signals().get(at))) {
                report(kind, other, at, cut);
                return;
            }
        }
        if (other.failure().isPresent()) {
            report(kind, other, cut, cut);
        }
    }

    private void report(Leak.Kind kind, SignalTrace other, int at, int cut) {
        leaks.put(
                kind,
                new Leak(kind, bars.bar(at).openTime(), at, cut, real.told(at), other.told(at)));
    }

    /** Names hold the time, which one of the checks moves; what they name is checked elsewhere. */
    private static boolean same(@Nullable Signal one, @Nullable Signal other) {
        if (one == null || other == null) {
            return Objects.equals(one, other);
        }
        return one.direction() == other.direction()
                && Double.compare(one.strength(), other.strength()) == 0
                && Double.compare(one.confidence(), other.confidence()) == 0
                && one.prices().equals(other.prices())
                && one.reasons().equals(other.reasons());
    }

    private BarSeries moved() {
        BarSeries.Builder series = BarSeries.builder(bars.format());
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.bar(i);
            series.add(
                    new Bar(
                            bar.format(),
                            bar.openMillis() + CALENDAR_MILLIS,
                            bar.open(),
                            bar.high(),
                            bar.low(),
                            bar.close(),
                            bar.volume()));
        }
        return series.build();
    }

    private List<Integer> cuts() {
        TreeSet<Integer> cuts = new TreeSet<>();
        if (settings.mostCuts() >= bars.size()) {
            return IntStream.range(0, bars.size()).boxed().toList();
        }
        List<Integer> signals = new ArrayList<>(real.signals().keySet());
        int ofSignals =
                signals.size() <= settings.mostCuts()
                        ? signals.size()
                        : Math.max(1, settings.mostCuts() / 2);
        for (int i = 0; i < ofSignals; i++) {
            cuts.add(signals.get((int) ((long) i * signals.size() / ofSignals)));
        }
        int left = settings.mostCuts() - cuts.size();
        for (int i = 0; i < left; i++) {
            cuts.add((int) ((long) (i + 1) * (bars.size() - 1) / (left + 1)));
        }
        return new ArrayList<>(cuts);
    }
}
