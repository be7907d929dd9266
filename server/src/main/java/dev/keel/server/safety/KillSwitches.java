package dev.keel.server.safety;

import dev.keel.core.account.AccountCommand;
import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountId;
import dev.keel.core.account.KillLevel;
import dev.keel.core.account.SwitchScope;
import dev.keel.server.runtime.AccountHost;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every kill switch of the platform: what is thrown, throwing, and arming again. For any number of
 * threads.
 *
 * <p>A switch is only ever thrown further. Arming one again takes two steps: the first tells what
 * would be allowed again and gives a token, the second brings the token, which is good for the
 * switch as it was told and no other. Each step is durable with the name of who took it.
 */
public final class KillSwitches {
    /** Who throws a switch when no person does. */
    public static final String AUTOMATIC = "keel";

    /** Who throws a switch through the interface of switches. */
    public static final String ROUTE = "kill-switches";

    private static final Logger LOG = LoggerFactory.getLogger(KillSwitches.class);

    private final TradingGuard guard;
    private final Supplier<List<AccountHost>> running;
    private final Recorded recorded;
    private final EmergencyStop emergencyStop;
    private final Confirmations confirmations;

    /**
     * @param running the accounts that run at this moment
     * @param recorded the thrown switches of accounts, as the ledger has them
     * @param clock the system's, by which tokens expire
     */
    public KillSwitches(
            TradingGuard guard,
            Supplier<List<AccountHost>> running,
            Recorded recorded,
            EmergencyStop emergencyStop,
            InstantSource clock) {
        this.guard = guard;
        this.running = running;
        this.recorded = recorded;
        this.emergencyStop = emergencyStop;
        this.confirmations = new Confirmations(clock);
    }

    /** Where the thrown switches of an account are written, with when and by whom; blocks. */
    @FunctionalInterface
    public interface Recorded {
        List<ThrownSwitch> of(AccountId account);
    }

    /** What a token is for: these switches as they stand. */
    private record Subject(String what, List<ThrownSwitch> thrown) {}

    /** Every switch that is thrown, the platform's first; blocks. */
    public List<ThrownSwitch> thrown() {
        List<ThrownSwitch> thrown = new ArrayList<>(guard.thrown());
        running.get().forEach(account -> thrown.addAll(recorded.of(account.state().id())));
        return thrown;
    }

    /**
     * Throws a switch, or throws it further; blocks until it is durable, and every account is told.
     *
     * @return the switch as it stands now; one of an account that cannot act is missing
     */
    public List<ThrownSwitch> throwSwitch(
            SwitchTarget target, KillLevel level, String reason, String who) {
        LOG.warn("{} is stopped by {} at {}: {}", target.words(), who, level, reason);
        switch (target) {
            case SwitchTarget.OfPlatform _ -> guard.disable(level, reason, who);
            case SwitchTarget.OfUser(var user) -> guard.disable(user, level, reason, who);
            case SwitchTarget.OfAccount _, SwitchTarget.OfStrategy _, SwitchTarget.OfSymbol _ ->
                    running.get().forEach(account -> halt(account, target, level, reason, who));
        }
        enforce();
        return thrown(target);
    }

    /**
     * Arms a switch again, if that is confirmed; blocks until it is durable.
     *
     * @param confirmation the token of the first step; empty for the first step
     */
    public synchronized Rearming rearm(
            SwitchTarget target, Optional<String> confirmation, String who) {
        List<ThrownSwitch> thrown = thrown(target);
        if (thrown.isEmpty()) {
            return new Rearming.NotThrown();
        }
        return confirmed(
                new Subject(target.words(), thrown),
                confirmation,
                () -> {
                    rearmNow(target, who);
                    return new Rearming.Done(thrown);
                });
    }

    /**
     * Arms the platform and the accounts again after a simple stop. What a person stopped the same
     * way needs no confirmation; anything else does.
     */
    public synchronized Rearming enable(Optional<String> confirmation, String who) {
        List<ThrownSwitch> thrown =
                thrown().stream().filter(KillSwitches::isReleasedByEnable).toList();
        if (thrown.stream().noneMatch(ThrownSwitch::needsConfirmation)) {
            emergencyStop.release(who);
            return new Rearming.Done(thrown);
        }
        return confirmed(
                new Subject("enable", thrown),
                confirmation,
                () -> {
                    emergencyStop.release(who);
                    return new Rearming.Done(thrown);
                });
    }

    /** Has every account look at the switches above it now. */
    public void enforce() {
        running.get().forEach(AccountHost::mark);
    }

    /** Reads the switches above the accounts again, and has them followed; for a timer. */
    public void refresh() {
        guard.refresh();
        if (!guard.thrown().isEmpty()) {
            enforce();
        }
    }

    /** The thrown switches of a target; one for each account where it lies on accounts. */
    public List<ThrownSwitch> thrown(SwitchTarget target) {
        return thrown().stream().filter(known -> known.target().equals(target)).toList();
    }

    private Rearming confirmed(Subject subject, Optional<String> confirmation, Release release) {
        if (confirmation.isEmpty()) {
            Confirmations.Token token = confirmations.offer(subject);
            return new Rearming.Unconfirmed(token.value(), token.expiresAt(), text(subject));
        }
        return switch (confirmations.take(confirmation.get(), subject)) {
            case CONFIRMED -> release.now();
            case UNKNOWN -> new Rearming.Refused("was never given, or was used before");
            case EXPIRED -> new Rearming.Refused("has expired");
            case ANOTHER ->
                    new Rearming.Refused(
                            "was given for another switch, or the switch has changed since");
        };
    }

    @FunctionalInterface
    private interface Release {
        Rearming now();
    }

    private String text(Subject subject) {
        List<ThrownSwitch> others = new ArrayList<>(thrown());
        others.removeAll(subject.thrown);
        String stays =
                others.isEmpty() ? "no other switch is thrown" : "still stopped: " + words(others);
        return "new risk will be allowed again that was stopped by "
                + words(subject.thrown)
                + "; "
                + stays;
    }

    private static String words(List<ThrownSwitch> switches) {
        return switches.stream().map(ThrownSwitch::words).collect(Collectors.joining("; "));
    }

    private void rearmNow(SwitchTarget target, String who) {
        switch (target) {
            case SwitchTarget.OfPlatform _ -> guard.enable(who);
            case SwitchTarget.OfUser(var user) -> guard.enable(user, who);
            case SwitchTarget.OfAccount _, SwitchTarget.OfStrategy _, SwitchTarget.OfSymbol _ ->
                    running.get().forEach(account -> resume(account, target, who));
        }
        LOG.warn("{} is armed again by {}", target.words(), who);
    }

    private static void halt(
            AccountHost account, SwitchTarget target, KillLevel level, String reason, String who) {
        Optional<SwitchScope> scope = target.on(account.state().id());
        if (scope.isPresent()) {
            List<AccountEvent> _ =
                    account.ask(new AccountCommand.Halt(scope.get(), level, reason, who));
        }
    }

    private static void resume(AccountHost account, SwitchTarget target, String who) {
        Optional<SwitchScope> scope = target.on(account.state().id());
        if (scope.isPresent()) {
            List<AccountEvent> _ = account.ask(new AccountCommand.Resume(scope.get(), who));
        }
    }

    private static boolean isReleasedByEnable(ThrownSwitch thrown) {
        return switch (thrown.target()) {
            case SwitchTarget.OfPlatform _, SwitchTarget.OfAccount _ -> true;
            case SwitchTarget.OfUser _, SwitchTarget.OfStrategy _, SwitchTarget.OfSymbol _ -> false;
        };
    }
}
