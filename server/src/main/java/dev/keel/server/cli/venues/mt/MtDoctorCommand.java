package dev.keel.server.cli.venues.mt;

import dev.keel.server.cli.accounts.CredentialEntry;
import dev.keel.venues.connector.ConnectorInfo.CredentialField;
import dev.keel.venues.connector.ConnectorInfo.Secrecy;
import dev.keel.venues.connector.Credentials;
import dev.keel.venues.connector.Preflight.Finding;
import dev.keel.venues.connector.Preflight.Grade;
import dev.keel.venues.metatrader.MetaTraderConnector;
import dev.keel.venues.metatrader.install.TerminalDoctor;
import dev.keel.venues.metatrader.mailbox.PairingKey;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code keel venues mt doctor}: what keeps a terminal from trading. */
@Command(
        name = "doctor",
        description = {
            "Looks at a terminal's mailbox step by step and says what is missing; asks for the pairing"
                    + " key. Ends with 1 if something is.",
            "Changes nothing, and can look while Keel trades."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true)
final class MtDoctorCommand implements Callable<Integer> {
    private static final List<CredentialField> KEY =
            List.of(
                    new CredentialField(
                            MetaTraderConnector.PAIRING_KEY, "Pairing key", Secrecy.SECRET, false));

    private final InstantSource clock;
    private final CredentialEntry entry;

    @Spec private CommandSpec spec;

    @Option(
            names = "--mailbox",
            paramLabel = "DIR",
            required = true,
            description = "The mailbox: MQL4 or MQL5, Files, Keel, the login.")
    private Path mailbox;

    @Option(
            names = "--platform",
            paramLabel = "mt4|mt5",
            defaultValue = "mt5",
            description = "Default: ${DEFAULT-VALUE}.")
    private String platform;

    @Option(
            names = "--login",
            paramLabel = "N",
            required = true,
            description = "The account's number.")
    private long login;

    @Option(
            names = "--server",
            paramLabel = "NAME",
            required = true,
            description = "The broker's server, as the terminal shows it.")
    private String server;

    @Option(
            names = "--credentials-stdin",
            description = "Reads the key from standard input: a line pairingKey=DIGITS.")
    private boolean fromStandardInput;

    MtDoctorCommand(InstantSource clock, CredentialEntry entry) {
        this.clock = clock;
        this.entry = entry;
    }

    @Override
    public Integer call() {
        List<Finding> findings;
        try (Credentials credentials = fromStandardInput ? entry.read() : entry.ask(KEY);
                PairingKey key =
                        PairingKey.parse(
                                credentials
                                        .get(MetaTraderConnector.PAIRING_KEY)
                                        .orElse(new char[0]))) {
            findings = new TerminalDoctor(clock).examine(mailbox, key, platform, login, server);
        }
        PrintWriter out = spec.commandLine().getOut();
        for (Finding finding : findings) {
            out.printf(
                    Locale.ROOT,
                    "%-8s %-16s %s%n",
                    finding.grade().name().toLowerCase(Locale.ROOT),
                    finding.check(),
                    finding.words());
        }
        out.flush();
        return findings.stream().anyMatch(finding -> finding.grade() == Grade.FAILED) ? 1 : 0;
    }
}
