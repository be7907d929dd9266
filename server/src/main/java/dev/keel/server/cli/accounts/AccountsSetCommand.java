package dev.keel.server.cli.accounts;

import dev.keel.core.account.AccountId;
import dev.keel.server.venues.AccountDesk;
import dev.keel.server.venues.StoredAccount;
import dev.keel.server.venues.StoredPreflight;
import dev.keel.venues.connector.AccountConnection;
import dev.keel.venues.connector.AccountSetup;
import dev.keel.venues.connector.AccountSetup.Margin;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code keel accounts set}: leverage, margin and position mode at the venue. */
@Command(
        name = "set",
        description = {
            "Changes how a derivatives account is set up at its venue, for every contract that it may"
                    + " trade; then looks the account over.",
            "Keel never changes any of it by itself."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true)
final class AccountsSetCommand implements Callable<Integer> {
    private final AccountsCommand parent;

    @Parameters(paramLabel = "NAME", description = "The account.")
    private String name;

    @Option(
            names = "--one-way",
            description = "Positions of a contract are netted, as Keel needs it.")
    private boolean oneWay;

    @Option(
            names = "--margin",
            paramLabel = "cross|isolated",
            converter = MarginName.class,
            description = "What stands behind a position.")
    private @Nullable Margin margin;

    @Option(names = "--leverage", paramLabel = "N", description = "1 is none.")
    private @Nullable Integer leverage;

    AccountsSetCommand(AccountsCommand parent) {
        this.parent = parent;
    }

    @Override
    public Integer call() {
        return parent.with(this::set);
    }

    private int set(AccountDesk desk) {
        if (!oneWay && margin == null && leverage == null) {
            throw new IllegalArgumentException(
                    "one of --one-way, --margin and --leverage must be given");
        }
        StoredAccount account = desk.book().require(AccountId.of(name));
        try (AccountConnection connection = desk.open(account)) {
            change(
                    connection
                            .setup()
                            .orElseThrow(() ->
                                    new IllegalArgumentException(
                                            "account " + name + " has nothing that can be set")));
            StoredPreflight found = desk.look(account, connection);
            parent.out().print(AccountText.findings(found));
            return found.passed() ? 0 : 1;
        }
    }

    private void change(AccountSetup setup) {
        if (oneWay) {
            setup.setOneWay();
        }
        if (margin != null) {
            setup.setMargin(margin);
        }
        if (leverage != null) {
            setup.setLeverage(leverage);
        }
    }

    /** Cross or isolated. */
    static final class MarginName implements ITypeConverter<Margin> {
        @Override
        public Margin convert(String text) {
            return switch (text) {
                case "cross" -> Margin.CROSS;
                case "isolated" -> Margin.ISOLATED;
                default ->
                        throw new TypeConversionException(
                                "must be cross or isolated, was '" + text + "'");
            };
        }
    }
}
