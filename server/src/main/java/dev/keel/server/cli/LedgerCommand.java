package dev.keel.server.cli;

import dev.keel.ledger.database.DatabaseAddress;
import dev.keel.ledger.database.LedgerDatabase;
import dev.keel.ledger.verify.ChainReport;
import dev.keel.ledger.verify.ChainVerifier;
import dev.keel.ledger.verify.Difference;
import dev.keel.ledger.verify.LedgerVerifier;
import dev.keel.ledger.verify.VerificationReport;
import dev.keel.server.database.ConnectionFile;
import dev.keel.server.database.DatabaseHost;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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

    @Spec private CommandSpec spec;

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
        Optional<String> url = Optional.ofNullable(System.getenv("KEEL_DATABASE_URL"));
        Optional<DatabaseAddress> running = new ConnectionFile(dataDirectory).read();
        if (url.isEmpty() && running.isPresent()) {
            return verify(running.get(), anchors, chainsOnly);
        }
        if (url.isEmpty() && !Files.isDirectory(dataDirectory.resolve("postgres"))) {
            throw new ParameterException(
                    spec.commandLine(),
                    "option --data-dir: there is no ledger in " + dataDirectory);
        }
        try (DatabaseHost host = DatabaseHost.open(dataDirectory, url)) {
            return verify(host.address(), anchors, chainsOnly);
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
