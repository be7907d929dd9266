package dev.keel.sim.validate.leak;

import dev.keel.core.market.Bar;
import dev.keel.core.market.BarSeries;
import dev.keel.core.money.Price;
import dev.keel.core.signal.Direction;
import dev.keel.core.signal.PricePlan;
import dev.keel.core.signal.Reason;
import dev.keel.core.signal.Signal;
import dev.keel.core.signal.SignalId;
import dev.keel.core.signal.SignalSource;
import dev.keel.core.strategy.Strategy;
import dev.keel.core.strategy.StrategyDefinition;
import dev.keel.sim.backtest.StrategyChoice;
import dev.keel.sim.validate.Candidate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Strategies that peek, each in its own way. */
final class Peekers {
    private static final long DAY = 86_400_000;
    private static final Reason BECAUSE = Reason.of("it knows");

    private Peekers() {}

    /** What a strategy does with its bars, and with those it should not have. */
    interface Logic {
        /** How good it looks at bar {@code i}: above 0 to be long, below 0 to leave. */
        double at(BarSeries all, int i);
    }

    /** All of them by name. The file is one that a peeker may read. */
    static Map<String, Candidate> all(Path file) {
        Map<String, Candidate> all = new TreeMap<>();
        byDirection().forEach((name, logic) -> all.put(name, direction(name, logic)));
        byFigure().forEach((name, signal) -> all.put(name, figure(name, signal)));
        all.put("decides at the open with the close", decidesAtTheOpen());
        all.put("enters at the low of its own bar", entersAtTheLow());
        all.put("remembers what the first run saw", remembers());
        all.put("reads the file of the data", readsTheFile(file));
        all.put("knows the closes by heart, by position", knowsByPosition());
        all.put("chooses its parameter on all of the data", choosesOnEverything());
        return all;
    }

    private static Map<String, Logic> byDirection() {
        Map<String, Logic> logics = new TreeMap<>();
        logics.put("next open", (all, i) -> open(all, i + 1) - close(all, i));
        logics.put("next close", (all, i) -> close(all, i + 1) - close(all, i));
        logics.put("centred average", (all, i) -> close(all, i) - mean(all, i - 5, i + 5));
        logics.put(
                "mean of the whole series",
                (all, i) -> mean(all, 0, all.size() - 1) - close(all, i));
        logics.put(
                "quantile of the whole series",
                (all, i) -> sorted(all)[all.size() / 5] - close(all, i));
        logics.put(
                "rank among all closes",
                (all, i) -> all.size() / 2.0 - Arrays.binarySearch(sorted(all), close(all, i)));
        logics.put("pivots that repaint", (all, i) -> pivot(all, i, 3));
        logics.put("zigzag", Peekers::zigzag);
        logics.put(
                "label as a feature", (all, i) -> Math.signum(close(all, i + 3) - close(all, i)));
        logics.put(
                "volume of the next bar",
                (all, i) -> all.bar(within(all, i + 1)).volume() - all.bar(i).volume() * 1.2);
        logics.put(
                "close of the day in the morning",
                (all, i) -> close(all, lastOf(all, i, DAY)) - close(all, i));
        logics.put(
                "four hours that have not ended",
                (all, i) -> close(all, lastOf(all, i, DAY / 6)) - open(all, i));
        logics.put("price at the very end", (all, i) -> close(all, all.size()) - close(all, i));
        logics.put("mean of the hour in all days", (all, i) -> hourMean(all, i));
        logics.put("leaves at the very top", (all, i) -> top(all, i));
        logics.put(
                "smooths with the bar to come",
                (all, i) -> (close(all, i - 1) + close(all, i + 1)) / 2 - close(all, i));
        logics.put("peeks at one bar in a hundred", Peekers::seldom);
        logics.put(
                "next bar through an average",
                (all, i) -> mean(all, i - 3, i + 1) - mean(all, i - 9, i));
        return logics;
    }

    /** Honest about when, dishonest about a number. */
    private static Map<String, Figure> byFigure() {
        Map<String, Figure> figures = new TreeMap<>();
        figures.put(
                "strength by the greatest close",
                (source, all, i) ->
                        signal(source, all, i, close(all, i) / sorted(all)[all.size() - 1], 1));
        figures.put(
                "confidence by the next close",
                (source, all, i) ->
                        signal(source, all, i, 1, close(all, i + 1) > close(all, i) ? 0.9 : 0.1));
        figures.put(
                "stop under the lows to come",
                (source, all, i) -> {
                    long low = all.bar(i).low();
                    for (int k = i + 1; k <= within(all, i + 5); k++) {
                        low = Math.min(low, all.bar(k).low());
                    }
                    return planned(source, all, i, low - 1, 0, null);
                });
        figures.put(
                "target at the highs to come",
                (source, all, i) -> {
                    long high = all.bar(i).high();
                    for (int k = i + 1; k <= within(all, i + 5); k++) {
                        high = Math.max(high, all.bar(k).high());
                    }
                    return planned(source, all, i, 0, high + 1, null);
                });
        figures.put(
                "volatility of the whole series",
                (source, all, i) -> {
                    double range = 0;
                    for (int k = 0; k < all.size(); k++) {
                        range += all.bar(k).highValue() - all.bar(k).lowValue();
                    }
                    return planned(source, all, i, 0, 0, BigDecimal.valueOf(range / all.size()));
                });
        return figures;
    }

    /** Makes a whole signal at a bar. */
    interface Figure {
        Signal at(SignalSource source, BarSeries all, int i);
    }

    private static Candidate direction(String name, Logic logic) {
        return made(name, (source, all) -> direction(source, all, logic));
    }

    private static Strategy direction(SignalSource source, BarSeries all, Logic logic) {
        int[] next = {0};
        int[] before = {0};
        return bar -> {
            int sign = (int) Math.signum(logic.at(all, next[0]++));
            boolean turned = sign != 0 && sign != before[0];
            before[0] = sign == 0 ? before[0] : sign;
            return turned
                    ? Optional.of(of(source, bar, sign > 0 ? Direction.LONG : Direction.EXIT))
                    : Optional.empty();
        };
    }

    private static Candidate figure(String name, Figure figure) {
        return made(
                name,
                (source, all) -> {
                    int[] next = {0};
                    return bar -> {
                        int i = next[0]++;
                        return bar.close() > bar.open()
                                ? Optional.of(figure.at(source, all, i))
                                : Optional.empty();
                    };
                });
    }

    private static Candidate decidesAtTheOpen() {
        return made(
                "early",
                (source, _) ->
                        bar ->
                                bar.close() > bar.open()
                                        ? Optional.of(
                                                new Signal(
                                                        new SignalId(source, bar.openTime()),
                                                        Direction.LONG,
                                                        1,
                                                        1,
                                                        PricePlan.at(bar.openPrice()),
                                                        List.of(BECAUSE)))
                                        : Optional.empty());
    }

    private static Candidate entersAtTheLow() {
        return made(
                "cheap",
                (source, _) ->
                        bar ->
                                Optional.of(
                                        new Signal(
                                                source.signalAt(bar),
                                                Direction.LONG,
                                                1,
                                                1,
                                                PricePlan.at(bar.lowPrice()),
                                                List.of(BECAUSE))));
    }

    /** State that outlives the run: nothing of the series is needed. */
    private static Candidate remembers() {
        Map<Long, Long> closes = new HashMap<>();
        return made(
                "memory",
                (source, _) ->
                        bar -> {
                            closes.put(bar.openMillis(), bar.close());
                            Long next = closes.get(bar.closeMillis());
                            boolean rises = next != null && next > bar.close();
                            return rises
                                    ? Optional.of(of(source, bar, Direction.LONG))
                                    : Optional.empty();
                        });
    }

    private static Candidate readsTheFile(Path file) {
        return made(
                "file",
                (source, _) -> {
                    Map<Long, Long> closes = new HashMap<>();
                    try {
                        for (String line : Files.readAllLines(file)) {
                            String[] fields = line.split(",", -1);
                            closes.put(Long.valueOf(fields[0]), Long.valueOf(fields[1]));
                        }
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    return bar ->
                            closes.getOrDefault(bar.closeMillis(), 0L) > bar.close()
                                    ? Optional.of(of(source, bar, Direction.LONG))
                                    : Optional.empty();
                });
    }

    /** Learnt once, from whatever run came first, and recalled by counting bars. */
    private static Candidate knowsByPosition() {
        long[][] known = {null};
        return made(
                "heart",
                (source, all) -> {
                    if (known[0] == null) {
                        known[0] =
                                IntStream.range(0, all.size())
                                        .mapToLong(i -> all.bar(i).close())
                                        .toArray();
                    }
                    long[] closes = known[0];
                    int[] next = {0};
                    return bar -> {
                        int i = ++next[0];
                        return i < closes.length && closes[i] > closes[i - 1]
                                ? Optional.of(of(source, bar, Direction.LONG))
                                : Optional.empty();
                    };
                });
    }

    private static Candidate choosesOnEverything() {
        return made(
                "optimised",
                (source, all) -> {
                    int best = 1;
                    double most = Double.NEGATIVE_INFINITY;
                    for (int back = 1; back <= 40; back++) {
                        double earned = 0;
                        for (int i = back; i < all.size() - 1; i++) {
                            double change = close(all, i + 1) / close(all, i) - 1;
                            earned += close(all, i) > close(all, i - back) ? change : 0;
                        }
                        if (earned > most) {
                            most = earned;
                            best = back;
                        }
                    }
                    int chosen = best;
                    return direction(
                            source, all, (bars, i) -> close(bars, i) - close(bars, i - chosen));
                });
    }

    private interface Maker {
        Strategy make(SignalSource source, BarSeries all);
    }

    private static Candidate made(String name, Maker maker) {
        Function<BarSeries, StrategyDefinition> definition =
                all ->
                        new StrategyDefinition(
                                name.replace(' ', '-'),
                                "Peeks.",
                                List.of(),
                                (source, _) -> maker.make(source, all));
        return all -> new StrategyChoice(definition.apply(all), Map.of());
    }

    private static Signal of(SignalSource source, Bar bar, Direction direction) {
        return new Signal(
                source.signalAt(bar),
                direction,
                1,
                1,
                PricePlan.at(bar.closePrice()),
                List.of(BECAUSE));
    }

    private static Signal signal(
            SignalSource source, BarSeries all, int i, double strength, double confidence) {
        Bar bar = all.bar(i);
        return new Signal(
                source.signalAt(bar),
                Direction.LONG,
                strength,
                confidence,
                PricePlan.at(bar.closePrice()),
                List.of(BECAUSE));
    }

    private static Signal planned(
            SignalSource source,
            BarSeries all,
            int i,
            long stop,
            long target,
            @Nullable BigDecimal range) {
        Bar bar = all.bar(i);
        int decimals = bar.format().priceDecimals();
        return new Signal(
                source.signalAt(bar),
                Direction.LONG,
                1,
                1,
                new PricePlan(
                        bar.closePrice(),
                        stop == 0 ? null : Price.ofUnscaled(stop, decimals),
                        target == 0 ? null : Price.ofUnscaled(target, decimals),
                        range),
                List.of(BECAUSE));
    }

    private static int within(BarSeries all, int i) {
        return Math.clamp(i, 0, all.size() - 1);
    }

    private static double close(BarSeries all, int i) {
        return all.closeValue(within(all, i));
    }

    private static double open(BarSeries all, int i) {
        return i < all.size() ? all.bar(i).openValue() : close(all, i);
    }

    private static double mean(BarSeries all, int from, int to) {
        return IntStream.rangeClosed(within(all, from), within(all, to))
                .mapToDouble(all::closeValue)
                .average()
                .orElseThrow();
    }

    private static double[] sorted(BarSeries all) {
        return IntStream.range(0, all.size()).mapToDouble(all::closeValue).sorted().toArray();
    }

    private static double pivot(BarSeries all, int i, int reach) {
        boolean low = true;
        boolean high = true;
        for (int k = i - reach; k <= i + reach; k++) {
            low &= close(all, k) >= close(all, i);
            high &= close(all, k) <= close(all, i);
        }
        return low == high ? 0 : low ? 1 : -1;
    }

    /** Whether the next move of half a per cent is up. */
    private static double zigzag(BarSeries all, int i) {
        for (int k = i + 1; k < all.size(); k++) {
            double change = close(all, k) / close(all, i) - 1;
            if (Math.abs(change) > 0.005) {
                return change;
            }
        }
        return 0;
    }

    private static int lastOf(BarSeries all, int i, long span) {
        long of = all.openMillis(i) / span;
        int last = i;
        while (last + 1 < all.size() && all.openMillis(last + 1) / span == of) {
            last++;
        }
        return last;
    }

    private static double hourMean(BarSeries all, int i) {
        long hour = all.bar(i).closeMillis() % DAY;
        double sum = 0;
        for (int k = 1; k < all.size(); k++) {
            sum += all.openMillis(k) % DAY == hour ? close(all, k) - close(all, k - 1) : 0;
        }
        return sum;
    }

    private static double top(BarSeries all, int i) {
        double above = 0;
        for (int k = i + 1; k <= within(all, i + 30); k++) {
            above = Math.max(above, close(all, k) - close(all, i));
        }
        return above == 0 ? -1 : 1;
    }

    /** Otherwise an honest comparison with the close of ten bars ago. */
    private static double seldom(BarSeries all, int i) {
        Bar bar = all.bar(i);
        boolean peeks = Math.floorMod(bar.close() * 31 + bar.volume(), 100) == 0;
        return peeks ? close(all, i + 1) - close(all, i) : close(all, i) - close(all, i - 10);
    }
}
