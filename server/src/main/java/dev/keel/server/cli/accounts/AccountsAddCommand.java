package dev.keel.server.cli.accounts;

import dev.keel.core.account.AccountId;
import dev.keel.core.account.ExecutionMode;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.server.cli.terminal.Converters;
import dev.keel.server.cli.terminal.NamedValues;
import dev.keel.server.venues.AccountDesk;
import dev.keel.server.venues.StoredAccount;
import dev.keel.server.venues.StoredAccount.Running;
import dev.keel.server.venues.StoredAccount.Withdrawal;
import dev.keel.server.venues.StoredPreflight;
import dev.keel.venues.connector.ConnectorInfo;
import dev.keel.venues.connector.Credentials;
import dev.keel.venues.connector.Environment;
import dev.keel.venues.connector.VenueAccount;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code keel accounts add}: an account, looked over before it is kept. */
@Command(
        name = "add",
        description = {
            "Asks for the account's keys without showing them, looks the account over with real"
                    + " calls, says what was found, and keeps it if nothing speaks against trading.",
            "Give the key no right to withdraw, and bind it to this machine's address where the"
                    + " venue can."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true)
final class AccountsAddCommand implements Callable<Integer> {
    private final AccountsCommand parent;
    private final InstantSource clock;
    private final CredentialEntry entry;

    @Parameters(
            paramLabel = "NAME",
            description = "Your name for it: 1 to 40 letters, digits or . _ -")
    private String name;

    @Option(
            names = "--venue",
            paramLabel = "VENUE",
            required = true,
            description = "Such as binance; keel venues list shows all.")
    private String venue;

    @ArgGroup(exclusive = true, multiplicity = "0..1")
    private @Nullable Place place;

    /** Where the account is, unless it trades real money. */
    static final class Place {
        @Option(names = "--test", description = "The venue's test network or demo server.")
        private boolean test;

        @Option(names = "--local", description = "A simulator on this machine.")
        private boolean local;
    }

    @Option(
            names = "--kind",
            paramLabel = "spot|linear",
            defaultValue = "spot",
            converter = Converters.Kind.class,
            description = "What is traded. Default: ${DEFAULT-VALUE}.")
    private InstrumentKind kind;

    @Option(
            names = "--symbols",
            paramLabel = "SYMBOL",
            split = ",",
            required = true,
            description = "What the account may trade, such as BTC/USDT,ETH/USDT.")
    private List<String> symbols;

    @Option(
            names = "--option",
            paramLabel = "NAME=VALUE",
            description = "What the venue needs besides; may be repeated. Nothing secret.")
    private @Nullable List<String> options;

    @Option(
            names = "--mode",
            paramLabel = "manual|assisted|auto",
            defaultValue = "manual",
            converter = AccountsCommand.ModeName.class,
            description =
                    "Who decides whether a signal becomes an order. Default: ${DEFAULT-VALUE}.")
    private ExecutionMode mode;

    @Option(
            names = "--max-leverage",
            paramLabel = "N",
            defaultValue = "1",
            description = "The most leverage of a derivatives account. Default: ${DEFAULT-VALUE}.")
    private int maxLeverage;

    @Option(
            names = "--allow-withdrawal",
            description = "Takes a key that may withdraw. Better make one that may not.")
    private boolean allowWithdrawal;

    @Option(
            names = "--credentials-stdin",
            description = "Reads the keys from standard input: a JSON object, or lines name=value.")
    private boolean fromStandardInput;

    AccountsAddCommand(AccountsCommand parent, InstantSource clock, CredentialEntry entry) {
        this.parent = parent;
        this.clock = clock;
        this.entry = entry;
    }

    @Override
    public Integer call() {
        return parent.with(this::add);
    }

    private int add(AccountDesk desk) {
        ConnectorInfo info = desk.connectors().require(venue).info();
        StoredAccount account = account(info);
        StoredPreflight found;
        try (Credentials credentials =
                fromStandardInput ? entry.read() : entry.ask(info.credentials())) {
            found = desk.add(account, credentials);
        }
        parent.out().print(AccountText.findings(found));
        parent.out()
                .println(
                        found.passed()
                                ? "account "
                                        + name
                                        + " is kept, its keys are sealed in the vault; back up"
                                        + " vault.key. keel run starts it"
                                : "nothing was kept: " + advice(found));
        return found.passed() ? 0 : 1;
    }

    private StoredAccount account(ConnectorInfo info) {
        Map<String, String> named;
        try {
            named = NamedValues.parse(options);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--option " + e.getMessage(), e);
        }
        for (ConnectorInfo.CredentialField field : info.credentials()) {
            if (named.containsKey(field.name())) {
                throw new IllegalArgumentException(
                        "--option must not hold the credential '"
                                + field.name()
                                + "': it is asked for, or read with --credentials-stdin");
            }
        }
        Set<InstrumentId> ids =
                symbols.stream().map(InstrumentId::of).collect(Collectors.toUnmodifiableSet());
        return new StoredAccount(
                new VenueAccount(AccountId.of(name), info.venue(), environment(), kind, ids, named),
                name,
                mode,
                maxLeverage,
                Running.ENABLED,
                allowWithdrawal ? Withdrawal.ALLOWED : Withdrawal.REFUSED,
                clock.instant());
    }

    private Environment environment() {
        if (place == null) {
            return Environment.LIVE;
        }
        if (place.local) {
            return Environment.LOCAL;
        }
        return place.test ? Environment.TEST : Environment.LIVE;
    }

    private static String advice(StoredPreflight found) {
        return found.refusal().startsWith("withdrawal:")
                ? "make a key without the right to withdraw, or say --allow-withdrawal"
                : "mend what failed and add the account again";
    }
}
