package dev.keel.server.runtime;

import dev.keel.core.account.AccountCommand;
import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountId;
import dev.keel.core.account.AccountProfile;
import dev.keel.core.account.AccountSettings;
import dev.keel.core.account.ExecutionMode;
import dev.keel.core.execution.AccountRunner;
import dev.keel.core.execution.RunnerPorts;
import dev.keel.core.execution.RunnerSettings;
import dev.keel.core.execution.VenueConnector;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.journal.LeaseHeldException;
import dev.keel.core.money.Asset;
import dev.keel.core.risk.RiskPolicy;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * An account at a venue: opened in the ledger the first time it is connected, with what the venue
 * says it holds; resumed ever after.
 *
 * @param mode who decides whether a signal becomes an order
 * @param maxLeverage of a new account's limits
 */
public record VenueTradingAccount(
        AccountId id, ExecutionMode mode, int maxLeverage, RunnerSettings runnerSettings) {
    private static final LeaseWait NO_WAIT = new LeaseWait(Duration.ZERO);

    public VenueTradingAccount {
        if (mode == ExecutionMode.PAPER_TRADING) {
            throw new IllegalArgumentException("mode of account " + id + " must not be paper");
        }
    }

    /**
     * Opens the account, or resumes it; blocks until it takes commands. Nothing is risked before
     * the venue's statement has been held against the ledger.
     *
     * @param journal of this account alone
     * @param world with the venue's prices
     * @param venues the account's connection, looked over before
     * @param instruments what it may trade; at least one, all quoted in one asset
     * @throws LeaseHeldException if another instance holds the account
     * @throws IllegalArgumentException if the account exists and counts in another currency
     */
    public AccountHost start(
            ObservedJournal journal,
            World world,
            Executor executor,
            VenueConnector venues,
            List<Instrument> instruments) {
        Asset currency = currency(instruments);
        CommittedState committed = new CommittedState();
        journal.add(committed);
        RecordedExecutions executions = new RecordedExecutions(id, journal);
        journal.add(executions);
        KnownVenue connected = new KnownVenue(new TakenOver(venues, world.history(), instruments));
        RunnerPorts ports = new RunnerPorts(journal, connected, world, executor, runnerSettings);
        AccountRunner runner = NO_WAIT.until(() -> take(journal, world, ports, currency));
        AccountHost host =
                new AccountHost(
                        runner, connected.venue(), world.history(), world, committed, executions);
        prepare(host, currency, instruments);
        return host;
    }

    private Asset currency(List<Instrument> instruments) {
        List<Asset> quotes = instruments.stream().map(Instrument::quote).distinct().toList();
        if (quotes.size() != 1) {
            throw new IllegalArgumentException(
                    "symbols of account " + id + " must be quoted in one asset, were in " + quotes);
        }
        return quotes.getFirst();
    }

    private AccountRunner take(
            ObservedJournal journal, World world, RunnerPorts ports, Asset currency) {
        if (journal.accounts().contains(id)) {
            return AccountRunner.resume(id, ports);
        }
        int number = new SecureRandom().nextInt(AccountProfile.MAX_NUMBER) + 1;
        return AccountRunner.open(
                new AccountCommand.Open(
                        new AccountProfile(id, currency, number),
                        new AccountSettings(
                                mode,
                                PaperAccount.SIZING,
                                policy(),
                                PaperAccount.CONFIRMATION_WINDOW)),
                world.beforeConnecting(),
                ports);
    }

    private RiskPolicy policy() {
        RiskPolicy usual = RiskPolicy.DEFAULT;
        RiskPolicy.AccountLimits limits = usual.account();
        return new RiskPolicy(
                usual.trade(),
                new RiskPolicy.AccountLimits(
                        limits.openPositions(),
                        new BigDecimal(maxLeverage),
                        limits.dailyLoss(),
                        limits.weeklyLoss(),
                        limits.drawdown()),
                usual.freshness(),
                usual.triggers());
    }

    private void prepare(AccountHost host, Asset currency, List<Instrument> instruments) {
        Asset counted = host.state().profile().currency();
        if (!counted.equals(currency)) {
            host.release();
            throw new IllegalArgumentException(
                    "account "
                            + id
                            + " counts in "
                            + counted
                            + " in the ledger, its symbols are"
                            + " quoted in "
                            + currency
                            + ": add it under another name");
        }
        for (Instrument instrument : instruments) {
            List<AccountEvent> _ = host.ask(new AccountCommand.ListInstrument(instrument));
        }
        List<AccountEvent> _ =
                host.ask(
                        new AccountCommand.ChangeSettings(
                                host.state().settings().withMode(mode), "keel accounts"));
    }
}
