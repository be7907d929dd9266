package dev.keel.server.cli.accounts;

import dev.keel.core.account.AccountId;
import dev.keel.core.account.AccountProfile;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.server.venues.AccountDesk;
import dev.keel.server.venues.Rehearsal;
import dev.keel.server.venues.StoredAccount;
import dev.keel.server.venues.StoredPreflight;
import dev.keel.venues.connector.AccountConnection;
import dev.keel.venues.connector.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code keel accounts rehearse}: the first orders of a test account, written down. */
@Command(
        name = "rehearse",
        description = {
            "Sends the smallest orders there are to a test network or demo account: one that rests and"
                    + " is canceled, one that buys, one that sells again. Looks each up, and writes"
                    + " down what came back.",
            "Refuses an account that trades real money. Stop keel run for this account before."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true)
final class AccountsRehearseCommand implements Callable<Integer> {
    private final AccountsCommand parent;
    private final InstantSource clock;

    @Parameters(paramLabel = "NAME", description = "The account.")
    private String name;

    @Option(
            names = "--symbol",
            paramLabel = "SYMBOL",
            required = true,
            description = "What is traded, such as BTC/USDT.")
    private String symbol;

    @Option(names = "--out", paramLabel = "FILE", description = "Where the evidence goes, as JSON.")
    private @Nullable Path file;

    AccountsRehearseCommand(AccountsCommand parent, InstantSource clock) {
        this.parent = parent;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        return parent.with(this::rehearse);
    }

    private int rehearse(AccountDesk desk) {
        StoredAccount account = desk.book().require(AccountId.of(name));
        if (account.place().environment() == Environment.LIVE) {
            throw new IllegalArgumentException(
                    "account " + name + " trades real money: a rehearsal needs a test account");
        }
        List<Rehearsal.Step> steps;
        try (AccountConnection connection = desk.open(account)) {
            StoredPreflight found = desk.look(account, connection);
            parent.out().print(AccountText.findings(found));
            if (!found.passed()) {
                return 1;
            }
            Instrument instrument = instrument(connection);
            int number = new SecureRandom().nextInt(AccountProfile.MAX_NUMBER) + 1;
            AccountProfile profile = new AccountProfile(account.id(), instrument.quote(), number);
            steps = Rehearsal.run(connection, instrument, profile, clock);
        }
        print(steps);
        if (file != null) {
            write(
                    account,
                    desk.connectors().require(account.place().venue().value()).info().version(),
                    steps,
                    file);
        }
        return steps.stream().allMatch(Rehearsal.Step::holds) ? 0 : 1;
    }

    private Instrument instrument(AccountConnection connection) {
        InstrumentId id = InstrumentId.of(symbol);
        return connection.instruments().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "--symbol must be one that the account may trade, was " + symbol));
    }

    private void print(List<Rehearsal.Step> steps) {
        for (Rehearsal.Step step : steps) {
            parent.out()
                    .printf(
                            Locale.ROOT,
                            "%-6s %s: expected %s%s%n",
                            step.holds() ? "ok" : "NOT OK",
                            step.did(),
                            step.expected(),
                            step.holds() ? "" : ", came " + step.came());
        }
    }

    private static void write(
            StoredAccount account, String version, List<Rehearsal.Step> steps, Path file) {
        JsonMapper json = new JsonMapper();
        ObjectNode evidence = json.createObjectNode();
        evidence.put("account", account.id().value());
        evidence.put("venue", account.place().venue().value());
        evidence.put("environment", account.place().environment().toString());
        evidence.put("kind", account.place().kind().name().toLowerCase(Locale.ROOT));
        evidence.put("connectorVersion", version);
        ArrayNode rows = evidence.putArray("steps");
        for (Rehearsal.Step step : steps) {
            rows.addObject()
                    .put("at", step.at().toString())
                    .put("did", step.did())
                    .put("expected", step.expected())
                    .put("came", step.came())
                    .put("holds", step.holds());
        }
        try {
            Files.writeString(
                    file,
                    json.writerWithDefaultPrettyPrinter().writeValueAsString(evidence) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("--out cannot be written: " + file, e);
        }
    }
}
