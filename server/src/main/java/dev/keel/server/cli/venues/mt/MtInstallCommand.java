package dev.keel.server.cli.venues.mt;

import dev.keel.venues.metatrader.install.TerminalFolder;
import dev.keel.venues.metatrader.install.TerminalInstaller;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code keel venues mt install}: puts the Expert Advisor into a terminal. */
@Command(
        name = "install",
        description = {
            "Copies the Expert Advisor into a terminal, makes the mailbox and a pairing key.",
            "The key is shown once: it goes into the Expert Advisor's inputs, and into keel accounts"
                    + " add."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true)
final class MtInstallCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
            names = "--login",
            paramLabel = "N",
            required = true,
            description = "The account's number.")
    private long login;

    @Option(
            names = "--data-folder",
            paramLabel = "DIR",
            description =
                    "The terminal's data folder (File, Open Data Folder). Default: the one that is"
                            + " found.")
    private @Nullable Path dataFolder;

    @Override
    public Integer call() throws IOException {
        if (login < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--login must be above 0, was " + login);
        }
        TerminalInstaller installer =
                new TerminalInstaller(System.getenv(), Path.of(System.getProperty("user.home")));
        TerminalFolder terminal = terminal(installer);
        PrintWriter out = spec.commandLine().getOut();
        for (Path file : installer.install(terminal, login)) {
            out.println("wrote    " + file);
        }
        out.println("mailbox  " + terminal.mailbox(login));
        out.println(installer.compile(terminal));
        char[] key = TerminalInstaller.newPairingKey(new SecureRandom());
        try {
            out.println("pairing key, shown once:");
            out.println(key);
        } finally {
            Arrays.fill(key, '\0');
        }
        out.println("Next: drag Keel onto a chart, paste the key, allow algo trading; then");
        out.println(
                "  keel accounts add NAME --venue "
                        + terminal.platform()
                        + " --test --kind linear --symbols EURUSD --option login="
                        + login
                        + " --option server=SERVER --option mailbox="
                        + terminal.mailbox(login));
        out.flush();
        return 0;
    }

    private TerminalFolder terminal(TerminalInstaller installer) throws IOException {
        if (dataFolder != null) {
            return TerminalInstaller.terminal(dataFolder)
                    .orElseThrow(() ->
                            wrong(
                                    "--data-folder must hold MQL4 or MQL5, "
                                            + dataFolder
                                            + " does not"));
        }
        List<TerminalFolder> found = installer.find();
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw wrong(
                found.isEmpty()
                        ? "no terminal was found: name its data folder with --data-folder"
                        : "several terminals were found, name one with --data-folder: "
                                + found.stream().map(TerminalFolder::data).toList());
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
