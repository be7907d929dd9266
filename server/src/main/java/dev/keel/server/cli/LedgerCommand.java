package dev.keel.server.cli;

import dev.keel.core.account.AccountEvent;
import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.TradingRules;
import dev.keel.core.journal.DecisionStream;
import dev.keel.core.journal.RecordedEvent;
import dev.keel.core.market.BarSeries;
import dev.keel.core.strategy.StrategyCatalog;
import dev.keel.ledger.database.DatabaseAddress;
import dev.keel.ledger.database.LedgerDatabase;
import dev.keel.ledger.journal.JournalSettings;
import dev.keel.ledger.journal.PostgresJournal;
import dev.keel.ledger.verify.ChainReport;
import dev.keel.ledger.verify.ChainVerifier;
import dev.keel.ledger.verify.Difference;
import dev.keel.ledger.verify.LedgerVerifier;
import dev.keel.ledger.verify.VerificationReport;
import dev.keel.server.cli.terminal.Progress;
import dev.keel.server.database.ConnectionFile;
import dev.keel.server.database.DatabaseHost;
import dev.keel.server.runtime.PaperAccount;
import dev.keel.sim.backtest.BareInstrument;
import dev.keel.sim.backtest.PaperRecord;
import dev.keel.sim.backtest.StrategyChoice;
import dev.keel.sim.market.BarFile;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code keel ledger}: looks after the ledger. */
@Command(
        name = "ledger",
        description = "Looks after the ledger.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class LedgerCommand implements Runnable {
    private final StrategyCatalog catalog;

    @Spec private CommandSpec spec;

    /**
     * @param catalog the strategies that may have traded
     */
    public LedgerCommand(StrategyCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing, such as verify");
    }

    @Command(
            name = "verify",
            description = {
                "Follows the hash chain of every account's events and compares it with the signed"
                        + " anchors, so that an altered, missing or reordered row is named.",
                "Then replays the events and proves that the tables, positions and balances are"
                        + " what they give.",
                "Works while the platform runs. Exits with 0 if everything agrees, with 1 if not."
            },
            mixinStandardHelpOptions = true)
    int verify(
            @Option(
                            names = "--data-dir",
                            paramLabel = "DIR",
                            defaultValue = "data",
                            description =
                                    "Folder of the ledger. Default: ./${DEFAULT-VALUE}."
                                            + " KEEL_DATABASE_URL goes before it.")
                    Path dataDirectory,
            @Option(
                            names = "--anchors",
                            paramLabel = "DIR",
                            description =
                                    "A copy of anchors to compare with too: a folder with"
                                            + " anchors.jsonl and key.pub. May be given several"
                                            + " times.")
                    @Nullable List<Path> anchorFolders,
            @Option(
                            names = "--chains-only",
                            description =
                                    "Follow chains and anchors, and do not replay: a million events"
                                            + " in seconds.")
                    boolean chainsOnly) {
        List<Path> anchors = new ArrayList<>();
        anchors.add(dataDirectory.resolve("anchors"));
        Optional.ofNullable(anchorFolders).ifPresent(anchors::addAll);
        requireAnchors(anchors.subList(1, anchors.size()));
        return onDatabase(dataDirectory, address -> verify(address, anchors, chainsOnly));
    }

    @Command(
            name = "replay",
            description = {
                "Plays the bars that the paper account traded on once more, as a backtest under the"
                        + " account's own settings, and compares every decision: signals, orders,"
                        + " fills and ends, by their hash.",
                "For an account that traded one market with one strategy on the file's own timeframe,"
                        + " and that nobody else gave orders. Exits with 0 if they are the same, with"
                        + " 1 if not."
            },
            mixinStandardHelpOptions = true)
    int replay(
            @Option(
                            names = "--data",
                            paramLabel = "FILE",
                            required = true,
                            description = "The bars that were played.")
                    Path data,
            @Option(
                            names = "--strategy",
                            paramLabel = "NAME",
                            required = true,
                            description = "The strategy that traded.")
                    String strategy,
            @Option(
                            names = "--param",
                            paramLabel = "NAME=VALUE",
                            description = "Its parameters, as it was given them.")
                    @Nullable Map<String, String> parameters,
            @Option(
                            names = "--symbol",
                            paramLabel = "NAME",
                            description =
                                    "What the market was listed as. Default: the file's name.")
                    @Nullable String symbol,
            @Option(
                            names = "--data-dir",
                            paramLabel = "DIR",
                            defaultValue = "data",
                            description =
                                    "Folder of the ledger. Default: ./${DEFAULT-VALUE}."
                                            + " KEEL_DATABASE_URL goes before it.")
                    Path dataDirectory) {
        StrategyChoice choice =
                new StrategyChoice(
                        catalog.find(strategy), parameters == null ? Map.of() : parameters);
        BarSeries bars = BarFile.load(data).series();
        InstrumentId instrument =
                symbol == null
                        ? BareInstrument.of(data, TradingRules.FINEST, FeeRates.NONE).id()
                        : InstrumentId.of(symbol);
        PaperRecord record = new PaperRecord(onDatabase(dataDirectory, LedgerCommand::paperEvents));
        return print(record.replay(instrument, bars, choice));
    }

    private static List<AccountEvent> paperEvents(DatabaseAddress address) {
        try (LedgerDatabase database = LedgerDatabase.open(address);
                PostgresJournal journal =
                        PostgresJournal.start(database, JournalSettings.DEFAULT)) {
            return journal.read(PaperAccount.ID, 0).stream().map(RecordedEvent::event).toList();
        }
    }

    private int print(PaperRecord.Comparison comparison) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "paper     %,8d decisions  %s%n",
                comparison.paper().lines().size(),
                comparison.paper().hash());
        out.printf(
                Locale.ROOT,
                "backtest  %,8d decisions  %s%n",
                comparison.backtest().lines().size(),
                comparison.backtest().hash());
        comparison
                .firstDifference()
                .ifPresent(at -> {
                    out.println("they part at decision " + (at + 1) + ":");
                    out.println("  paper     " + line(comparison.paper(), at));
                    out.println("  backtest  " + line(comparison.backtest(), at));
                });
        out.println(comparison.isSame() ? "the same decisions" : "the decisions are not the same");
        out.flush();
        return comparison.isSame() ? 0 : 1;
    }

    private static String line(DecisionStream stream, int index) {
        return index < stream.lines().size() ? stream.lines().get(index) : "(nothing more)";
    }

    /** Whether the platform runs or not. */
    private <T> T onDatabase(Path dataDirectory, Function<DatabaseAddress, T> work) {
        Optional<String> url = Optional.ofNullable(System.getenv("KEEL_DATABASE_URL"));
        Optional<DatabaseAddress> running = new ConnectionFile(dataDirectory).read();
        if (url.isEmpty() && running.isPresent()) {
            return work.apply(running.get());
        }
        if (url.isEmpty() && !Files.isDirectory(dataDirectory.resolve("postgres"))) {
            throw new ParameterException(
                    spec.commandLine(),
                    "option --data-dir: there is no ledger in " + dataDirectory);
        }
        try (DatabaseHost host = DatabaseHost.open(dataDirectory, url)) {
            return work.apply(host.address());
        }
    }

    private void requireAnchors(List<Path> copies) {
        for (Path copy : copies) {
            if (!Files.exists(copy.resolve("anchors.jsonl"))) {
                throw new ParameterException(
                        spec.commandLine(),
                        "option --anchors: there is no anchors.jsonl in " + copy);
            }
        }
    }

    private int verify(DatabaseAddress address, List<Path> anchors, boolean chainsOnly) {
        PrintWriter out = spec.commandLine().getOut();
        try (LedgerDatabase database = LedgerDatabase.open(address)) {
            Progress progress = Progress.onTerminal(spec.commandLine().getErr());
            ChainReport chains =
                    new ChainVerifier(database)
                            .verify(
                                    anchors,
                                    (done, all) ->
                                            progress.says(
                                                    "chains of "
                                                            + done
                                                            + " of "
                                                            + all
                                                            + " accounts"));
            if (chainsOnly) {
                progress.ends();
                print(chains, out);
                return chains.isClean() ? 0 : 1;
            }
            VerificationReport report =
                    new LedgerVerifier(database)
                            .verify((done, all) ->
                                    progress.says(done + " of " + all + " accounts"));
            progress.ends();
            print(chains, out);
            print(report, out);
            return chains.isClean() && report.isClean() ? 0 : 1;
        } finally {
            out.flush();
        }
    }

    private static void print(ChainReport report, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "followed %,d events in %,d chains, and %,d anchors%n",
                report.events(),
                report.chains(),
                report.anchors());
        report.notes().forEach(out::println);
        report.findings().forEach(out::println);
        printMore(report.findingsInAll() - report.findings().size(), out);
        out.println(
                report.isClean()
                        ? "no row was altered, removed or moved"
                        : "the ledger or its anchors were tampered with or damaged");
    }

    private static void printMore(long more, PrintWriter out) {
        if (more > 0) {
            out.printf(Locale.ROOT, "and %,d more%n", more);
        }
    }

    private static void print(VerificationReport report, PrintWriter out) {
        VerificationReport.Counts counts = report.checked();
        out.printf(
                Locale.ROOT,
                "replayed %,d events of %,d accounts and compared %,d orders, %,d fills, %,d positions, %,d signals%n",
                counts.events(),
                counts.accounts(),
                counts.orders(),
                counts.fills(),
                counts.positions(),
                counts.signals());
        for (Difference difference : report.differences()) {
            out.println(difference);
        }
        printMore(report.differencesInAll() - report.differences().size(), out);
        out.println(
                report.isClean()
                        ? "everything agrees: sequences without gaps, tables, positions, and cash to the last digit"
                        : "the ledger does not agree with its events");
    }
}
