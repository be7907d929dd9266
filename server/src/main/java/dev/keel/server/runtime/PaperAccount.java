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
import dev.keel.core.instrument.Instrument;
import dev.keel.core.journal.LeaseHeldException;
import dev.keel.core.market.Timeframe;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.core.risk.RiskPolicy;
import dev.keel.core.sizing.Sizing;
import dev.keel.sim.loop.Settling;
import dev.keel.sim.loop.SimulatedAccount;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * The account that trades on paper: opened with its capital the first time, resumed ever after.
 *
 * @param capital what it starts with; only looked at when it is opened
 * @param freshness how old a price may be when risk is added
 * @param leasePatience how long to wait for an account that another instance holds
 */
public record PaperAccount(
        Money capital, Duration freshness, RunnerSettings runnerSettings, Duration leasePatience) {
    public static final AccountId ID = AccountId.of("paper");

    /** How old a price may be where no market says how often it speaks. */
    public static final Duration FRESHNESS = Duration.ofMinutes(2);

    static final Sizing SIZING = new Sizing.PercentOfEquity(new BigDecimal("0.10"));
    static final Duration CONFIRMATION_WINDOW = Duration.ofMinutes(15);

    /** Two bars: who misses one is late, who misses two is blind. */
    public static Duration freshnessOf(Timeframe bars) {
        return bars.length().multipliedBy(2);
    }

    /**
     * Opens the account, or resumes it; blocks until it takes commands. An account that another
     * instance holds is waited for: what was killed a moment ago lets go when its lease ends.
     *
     * @param instruments what it may trade, quoted in its currency
     * @throws LeaseHeldException if another instance keeps it
     * @throws IllegalArgumentException if the account exists and counts in another currency
     */
    public PaperHost start(
            ObservedJournal journal, World world, Executor executor, List<Instrument> instruments) {
        CommittedState committed = new CommittedState();
        journal.add(committed);
        RecordedExecutions executions = new RecordedExecutions(ID, journal);
        journal.add(executions);
        PaperVenues venues = new PaperVenues(world);
        RunnerPorts ports = new RunnerPorts(journal, venues, world, executor, runnerSettings);
        AccountRunner runner =
                new LeaseWait(leasePatience).until(() -> take(journal, world, ports));
        venues.venue().follow(runner::state);
        PaperVenue venue = venues.venue();
        AccountHost host = new AccountHost(runner, venue, venue, world, committed, executions);
        prepare(host, instruments);
        return new PaperHost(
                host, new SimulatedAccount(runner, venue.matching(), Settling.AWAIT_IDLE));
    }

    private AccountRunner take(ObservedJournal journal, World world, RunnerPorts ports) {
        return journal.accounts().contains(ID)
                ? AccountRunner.resume(ID, ports)
                : open(world, ports);
    }

    private AccountRunner open(World world, RunnerPorts ports) {
        int number = new SecureRandom().nextInt(AccountProfile.MAX_NUMBER) + 1;
        AccountProfile profile = new AccountProfile(ID, capital.asset(), number);
        return AccountRunner.open(
                new AccountCommand.Open(profile, settings(freshness)),
                world.beforeConnecting(),
                ports);
    }

    /** Also finishes an opening that was cut short. */
    private void prepare(AccountHost host, List<Instrument> instruments) {
        Asset currency = host.state().profile().currency();
        if (!currency.equals(capital.asset())) {
            throw new IllegalArgumentException(
                    "the account in this data folder counts in "
                            + currency
                            + ", the market in "
                            + capital.asset()
                            + ": use another --data-dir");
        }
        if (host.state().sequence() == 1) {
            List<AccountEvent> _ =
                    host.ask(new AccountCommand.MoveFunds(capital, "opening capital"));
        }
        for (Instrument instrument : instruments) {
            List<AccountEvent> _ = host.ask(new AccountCommand.ListInstrument(instrument));
        }
        AccountSettings settings = host.state().settings();
        List<AccountEvent> _ =
                host.ask(
                        new AccountCommand.ChangeSettings(
                                withFreshness(settings, freshness), "keel run"));
    }

    /** What a new account is set to. */
    static AccountSettings settings(Duration freshness) {
        return withFreshness(
                new AccountSettings(
                        ExecutionMode.PAPER_TRADING,
                        SIZING,
                        RiskPolicy.DEFAULT,
                        CONFIRMATION_WINDOW),
                freshness);
    }

    /** People's own settings stay; only the age of prices follows the market's bars. */
    private static AccountSettings withFreshness(AccountSettings settings, Duration freshness) {
        RiskPolicy policy = settings.policy();
        RiskPolicy.Freshness fresh =
                new RiskPolicy.Freshness(
                        freshness, freshness, policy.freshness().duplicateWindow());
        return new AccountSettings(
                settings.mode(),
                settings.sizing(),
                new RiskPolicy(policy.trade(), policy.account(), fresh, policy.triggers()),
                settings.confirmationWindow());
    }
}
