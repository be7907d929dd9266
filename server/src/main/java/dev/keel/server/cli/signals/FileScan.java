package dev.keel.server.cli.signals;

import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.TradingRules;
import dev.keel.core.market.Bar;
import dev.keel.core.market.BarSeries;
import dev.keel.core.market.Timeframe;
import dev.keel.server.cli.terminal.Environment;
import dev.keel.signals.expert.ExpertDefinition;
import dev.keel.signals.fusion.FusionSettings;
import dev.keel.signals.scan.ScanMarket;
import dev.keel.signals.scan.Scanner;
import dev.keel.sim.backtest.BareInstrument;
import dev.keel.sim.data.MarketData;
import dev.keel.sim.market.MarketDataException;
import dev.keel.sim.market.Resampler;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Files fed to a scanner, each by a thread of its own, as many at a time as there are processors.
 *
 * @param failures files that could not be read, in the order in which they were named
 */
record FileScan(Scanner scanner, List<Failure> failures) {
    FileScan {
        failures = List.copyOf(failures);
    }

    /** A file that is missing from the ranking, and why. */
    record Failure(Path file, String message) {}

    static FileScan of(
            List<Path> files, List<Timeframe> timeframes, List<ExpertDefinition> experts) {
        Map<InstrumentId, Path> symbols = new LinkedHashMap<>();
        List<Failure> failures = new ArrayList<>();
        for (Path file : files) {
            InstrumentId symbol = BareInstrument.of(file, TradingRules.FINEST, FeeRates.NONE).id();
            Path other = symbols.putIfAbsent(symbol, file);
            if (other != null) {
                failures.add(
                        new Failure(
                                file, file + ": must not be called " + symbol + " as " + other));
            }
        }
        List<ScanMarket> markets = new ArrayList<>();
        for (InstrumentId symbol : symbols.keySet()) {
            timeframes.forEach(timeframe -> markets.add(new ScanMarket(symbol, timeframe)));
        }
        Scanner scanner = new Scanner(markets, experts, FusionSettings.DEFAULT);
        failures.addAll(feed(scanner, symbols, timeframes));
        return new FileScan(scanner, failures);
    }

    private static List<Failure> feed(
            Scanner scanner, Map<InstrumentId, Path> symbols, List<Timeframe> timeframes) {
        int threads =
                Math.max(1, Math.min(symbols.size(), Runtime.getRuntime().availableProcessors()));
        List<Failure> failures = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Future<Optional<Failure>>> running = new ArrayList<>();
            symbols.forEach((symbol, file) ->
                    running.add(executor.submit(() -> feed(scanner, symbol, file, timeframes))));
            for (Future<Optional<Failure>> one : running) {
                one.get().ifPresent(failures::add);
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a scan broke off: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the scan was interrupted", e);
        }
        return failures;
    }

    private static Optional<Failure> feed(
            Scanner scanner, InstrumentId symbol, Path file, List<Timeframe> timeframes) {
        BarSeries bars;
        try {
            bars = MarketData.load(file, Environment.barCache()).series();
        } catch (MarketDataException e) {
            return Optional.of(new Failure(file, String.valueOf(e.getMessage())));
        }
        long base = bars.format().timeframe().toMillis();
        List<Timeframe> fitting =
                timeframes.stream().filter(one -> one.toMillis() % base == 0).distinct().toList();
        if (fitting.isEmpty()) {
            return Optional.of(
                    new Failure(
                            file,
                            file.getFileName()
                                    + ": none of the timeframes is a multiple of its "
                                    + bars.format().timeframe()));
        }
        for (Timeframe timeframe : fitting) {
            ScanMarket market = new ScanMarket(symbol, timeframe);
            Resampler resampler = new Resampler(bars.format(), timeframe);
            for (int i = 0; i < bars.size(); i++) {
                for (Bar closed : resampler.add(bars.bar(i))) {
                    scanner.onBar(market, closed);
                }
            }
        }
        return Optional.empty();
    }
}
