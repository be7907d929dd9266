package dev.keel.server.cli;

import dev.keel.ledger.database.LedgerDatabase;
import dev.keel.ledger.verify.LedgerVerifier;
import dev.keel.ledger.verify.VerificationReport;
import dev.keel.ledger.verify.VerificationReport.Counts;
import dev.keel.server.database.DatabaseHost;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code keel ledger verify}: replays all accounts and compares, also while the platform runs. */
@Command(
        name = "verify",
        description = {
            "Replays the events of every account, and compares what they say with every table that"
                    + " people and the API read.",
            "Works while the platform runs, too. Ends with 0 if all agrees, with 1 if something"
                    + " differs."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class LedgerVerifyCommand implements Callable<Integer> {
    private static final int SHOWN = 20;

    @Spec private CommandSpec spec;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = "data",
            description =
                    "Folder of the ledger; KEEL_DATABASE_URL names another database. Default:"
                            + " ./${DEFAULT-VALUE}.")
    private Path dataDirectory;

    @Override
    public Integer call() {
        Path folder = dataDirectory.toAbsolutePath().normalize();
        if (Environment.databaseUrl().isEmpty() && !Files.isDirectory(folder)) {
            throw new IllegalStateException("there is no data folder " + folder);
        }
        Progress progress = Progress.onTerminal(spec.commandLine().getErr());
        progress.says("opening the ledger");
        try (DatabaseHost host = DatabaseHost.reach(folder, Environment.databaseUrl());
                LedgerDatabase database = LedgerDatabase.open(host.address())) {
            VerificationReport report =
                    new LedgerVerifier(database)
                            .verify((done, all) ->
                                    progress.says("account " + done + " of " + all + " replayed"));
            progress.ends();
            print(host, report);
            return report.isClean() ? 0 : 1;
        }
    }

    private void print(DatabaseHost host, VerificationReport report) {
        PrintWriter out = spec.commandLine().getOut();
        Counts checked = report.checked();
        out.println("Ledger in " + host.description());
        out.printf("  %,12d accounts replayed from%n", checked.accounts());
        out.printf("  %,12d events, folded one by one; compared with%n", checked.events());
        out.printf("  %,12d orders%n", checked.orders());
        out.printf("  %,12d fills%n", checked.fills());
        out.printf("  %,12d positions%n", checked.positions());
        out.printf("  %,12d signals%n", checked.signals());
        if (report.isClean()) {
            out.println("All tables, positions and balances equal the replay.");
        } else {
            report.differences().stream()
                    .limit(SHOWN)
                    .forEach(difference -> out.println("  " + difference));
            out.printf("DIFFERENCES: %,d%n", report.differencesInAll());
        }
        out.flush();
    }
}
