package dev.keel.server.cli.accounts;

import dev.keel.core.account.AccountId;
import dev.keel.core.account.ExecutionMode;
import dev.keel.server.venues.AccountDesk;
import dev.keel.server.venues.ConnectorSource;
import dev.keel.server.venues.StoredAccount;
import dev.keel.server.venues.StoredAccount.Running;
import dev.keel.server.venues.StoredPreflight;
import dev.keel.server.venues.VenueOffice;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code keel accounts}: what is known of accounts at venues, and what is done with them. */
@Command(
        name = "accounts",
        description = {
            "Adds accounts at venues, looks them over with real calls, and removes them.",
            "Keys are sealed in the vault of the data folder; docs/accounts.md says how to get one."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class AccountsCommand implements Runnable {
    private final ConnectorSource source;

    @Spec private CommandSpec spec;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = "data",
            scope = CommandLine.ScopeType.INHERIT,
            description = "Folder of the ledger. Default: ./${DEFAULT-VALUE}.")
    private Path dataDirectory;

    private AccountsCommand(ConnectorSource source) {
        this.source = source;
    }

    /** The command line over what reaches venues. */
    public static CommandLine over(
            ConnectorSource source, InstantSource clock, CredentialEntry entry) {
        AccountsCommand parent = new AccountsCommand(source);
        return new CommandLine(parent)
                .addSubcommand(new AccountsAddCommand(parent, clock, entry))
                .addSubcommand(new AccountsRehearseCommand(parent, clock))
                .addSubcommand(new AccountsSetCommand(parent));
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(name = "list", description = "Lists the accounts.", mixinStandardHelpOptions = true)
    int list() {
        return with(desk -> {
            List<StoredAccount> accounts = desk.book().all();
            if (accounts.isEmpty()) {
                out().println("no accounts yet: keel accounts add NAME --venue VENUE");
            }
            for (StoredAccount account : accounts) {
                out().println(AccountText.line(account, desk.lastPreflight(account.id())));
            }
            return 0;
        });
    }

    @Command(
            name = "show",
            description = "Shows an account and what was found when it was looked over last.",
            mixinStandardHelpOptions = true)
    int show(@Parameters(paramLabel = "NAME", description = "The account.") String name) {
        return with(desk -> {
            StoredAccount account = desk.book().require(AccountId.of(name));
            out().print(AccountText.whole(account, desk.lastPreflight(account.id())));
            return 0;
        });
    }

    @Command(
            name = "check",
            description =
                    "Looks an account over with real calls; ends with 1 if it may not trade. Changes"
                            + " nothing at the venue.",
            mixinStandardHelpOptions = true)
    int check(@Parameters(paramLabel = "NAME", description = "The account.") String name) {
        return with(desk -> {
            StoredPreflight found = desk.check(AccountId.of(name));
            out().print(AccountText.findings(found));
            return found.passed() ? 0 : 1;
        });
    }

    @Command(
            name = "remove",
            description =
                    "Removes an account and its keys from this machine. Its books stay in the ledger,"
                            + " and its orders at the venue: cancel them there, or before.",
            mixinStandardHelpOptions = true)
    int remove(@Parameters(paramLabel = "NAME", description = "The account.") String name) {
        return with(desk -> {
            StoredAccount known = desk.book().require(AccountId.of(name));
            boolean removed = desk.remove(known.id());
            out().println(
                            removed
                                    ? "account " + name + " is removed, its keys with it"
                                    : "account " + name + " was removed by somebody else");
            return 0;
        });
    }

    @Command(
            name = "enable",
            description = "Has keel run start the account, from its next start on.",
            mixinStandardHelpOptions = true)
    int enable(@Parameters(paramLabel = "NAME", description = "The account.") String name) {
        return change(name, account -> account.with(Running.ENABLED), "will be started");
    }

    @Command(
            name = "disable",
            description = "Has keel run not start the account, from its next start on.",
            mixinStandardHelpOptions = true)
    int disable(@Parameters(paramLabel = "NAME", description = "The account.") String name) {
        return change(name, account -> account.with(Running.DISABLED), "will not be started");
    }

    @Command(
            name = "mode",
            description =
                    "Sets who decides whether a signal becomes an order, from the next start on.",
            mixinStandardHelpOptions = true)
    int mode(
            @Parameters(paramLabel = "NAME", description = "The account.") String name,
            @Parameters(
                            paramLabel = "MODE",
                            converter = ModeName.class,
                            description = "manual, assisted or auto.")
                    ExecutionMode mode) {
        return change(name, account -> account.with(mode), "has mode " + AccountText.word(mode));
    }

    @Command(
            name = "rotate-key",
            description = {
                "Makes a new key of the vault and seals everything under it.",
                "Back the new vault.key up afterwards; the old one opens old backups only."
            },
            mixinStandardHelpOptions = true)
    int rotateKey() {
        return with(desk -> {
            desk.rotateKey();
            out().println("the vault has a new key: back up vault.key and vault.json now");
            return 0;
        });
    }

    /** Does something with the accounts of the data folder. */
    int with(Function<AccountDesk, Integer> work) {
        try (VenueOffice office = new VenueOffice(dataDirectory, source)) {
            return work.apply(office.accounts());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        } finally {
            out().flush();
        }
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private int change(
            String name, java.util.function.UnaryOperator<StoredAccount> change, String said) {
        return with(desk -> {
            StoredAccount _ = desk.book().change(AccountId.of(name), change);
            out().println("account " + name + " " + said);
            return 0;
        });
    }

    /** Who decides. */
    static final class ModeName implements CommandLine.ITypeConverter<ExecutionMode> {
        @Override
        public ExecutionMode convert(String text) {
            return switch (text) {
                case "manual" -> ExecutionMode.MANUAL;
                case "assisted" -> ExecutionMode.AI_ASSISTED;
                case "auto" -> ExecutionMode.AI_FULL_AUTO;
                default ->
                        throw new CommandLine.TypeConversionException(
                                "must be manual, assisted or auto, was '" + text + "'");
            };
        }
    }
}
