package dev.keel.server.cli.research;

import dev.keel.sim.backtest.BacktestRequest;
import dev.keel.sim.trial.Trial;
import dev.keel.sim.trial.TrialBook;
import dev.keel.sim.trial.TrialCount;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Where trials are counted. There is no option not to. */
final class TrialOptions {
    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = "${sys:keel.data.dir:-data}",
            description =
                    "Folder in which every configuration that is tested is counted, in "
                            + TrialBook.FILE
                            + ". Default: ./${DEFAULT-VALUE}.")
    private Path folder;

    private TrialOptions() {}

    TrialBook book() {
        return new TrialBook(folder);
    }

    /** Puts one result into the book and says how often the strategy was tried so far. */
    TrialCount record(String purpose, BacktestRequest request, double sharpePerBar) {
        Trial.MarketData market = market(request);
        book().add(
                        List.of(
                                market.trial(
                                        Clock.systemUTC().instant(),
                                        purpose,
                                        request,
                                        sharpePerBar)));
        return book().read().count(request.strategy().definition().name(), market);
    }

    /** Puts results into the book, those of configurations that it has not seen, and counts. */
    TrialCount record(BacktestRequest request, Function<Trial.MarketData, List<Trial>> trials) {
        Trial.MarketData market = market(request);
        Set<String> known =
                book().read().trials().stream().map(Trial::key).collect(Collectors.toSet());
        List<Trial> unknown =
                trials.apply(market).stream().filter(trial -> known.add(trial.key())).toList();
        if (!unknown.isEmpty()) {
            book().add(unknown);
        }
        return book().read().count(request.strategy().definition().name(), market);
    }

    /** Keel's data folder. */
    Path folder() {
        return folder;
    }

    static Trial.MarketData market(BacktestRequest request) {
        return Trial.MarketData.of(request.instrument().id().toString(), request.bars());
    }
}
