package dev.keel.server.safety;

import dev.keel.core.account.KillLevel;
import dev.keel.core.account.TradingSwitch;
import dev.keel.core.account.UserId;
import dev.keel.core.journal.Appended;
import dev.keel.ledger.view.TradingControl;
import dev.keel.ledger.view.TradingControls;
import dev.keel.ledger.view.UserControl;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The kill switches above the accounts as decisions see them: a copy of {@code trading_control} and
 * {@code user_control} that is at most a second old. What counts are the rows themselves, which the
 * journal reads in every commit that adds risk. For any number of threads.
 */
public final class TradingGuard {
    private final TradingControls controls;
    private volatile Copy latest;

    public TradingGuard(TradingControls controls) {
        this.controls = controls;
        this.latest = new Copy(controls.read(), controls.stoppedUsers());
    }

    private record Copy(TradingControl platform, List<UserControl> users) {}

    /** The switch above the accounts of a user: the platform's or the user's, the further one. */
    public TradingSwitch above(UserId user) {
        Copy copy = latest;
        TradingSwitch ofUser =
                copy.users().stream()
                        .filter(control -> control.user().equals(user))
                        .map(UserControl::trading)
                        .findFirst()
                        .orElse(TradingSwitch.Enabled.INSTANCE);
        return Appended.Halted.by(copy.platform().trading(), ofUser)
                .<TradingSwitch>map(Appended.Halted::by)
                .orElse(TradingSwitch.Enabled.INSTANCE);
    }

    /** The platform's row as it was a moment ago. */
    public TradingControl control() {
        return latest.platform();
    }

    /** Why the platform is stopped; empty if it is not. */
    public Optional<String> stopReason() {
        return control().trading() instanceof TradingSwitch.Halted(var _, var reason)
                ? Optional.of(reason)
                : Optional.empty();
    }

    /** The switches that are thrown, the platform's first. */
    public List<ThrownSwitch> thrown() {
        Copy copy = latest;
        List<ThrownSwitch> thrown = new ArrayList<>();
        TradingControl control = copy.platform();
        thrown(
                        SwitchTarget.OfPlatform.INSTANCE,
                        control.trading(),
                        control.stoppedAt(),
                        control.updatedAt(),
                        control.updatedBy())
                .ifPresent(thrown::add);
        for (UserControl user : copy.users()) {
            thrown(
                            new SwitchTarget.OfUser(user.user()),
                            user.trading(),
                            user.stoppedAt(),
                            user.updatedAt(),
                            user.updatedBy())
                    .ifPresent(thrown::add);
        }
        return thrown;
    }

    /** Stops what adds risk, everywhere and for good; blocks until that is durable. */
    public void disable(String reason, String who) {
        disable(KillLevel.NO_NEW, reason, who);
    }

    /**
     * Stops everywhere, never less far than it is stopped; blocks until that is durable. A stop
     * whose end must be confirmed is not replaced by one that need not, and goes no further.
     */
    public synchronized void disable(KillLevel level, String reason, String who) {
        if (isKept(SwitchTarget.OfPlatform.INSTANCE, level)) {
            return;
        }
        TradingControl after =
                controls.disable(further(SwitchTarget.OfPlatform.INSTANCE, level), reason, who);
        latest = new Copy(after, latest.users());
    }

    /** Stops the accounts of a user in the same way. */
    public synchronized void disable(UserId user, KillLevel level, String reason, String who) {
        SwitchTarget target = new SwitchTarget.OfUser(user);
        if (!isKept(target, level)) {
            controls.disableUser(user, further(target, level), reason, who);
            latest = new Copy(latest.platform(), controls.stoppedUsers());
        }
    }

    /** Lets trading go on; blocks until that is durable. */
    public synchronized void enable(String who) {
        latest = new Copy(controls.enable(who), latest.users());
    }

    /** Lets the accounts of a user go on. */
    public synchronized void enable(UserId user, String who) {
        controls.enableUser(user, who);
        latest = new Copy(latest.platform(), controls.stoppedUsers());
    }

    /** Reads the rows again; blocks. */
    public synchronized void refresh() {
        latest = new Copy(controls.read(), controls.stoppedUsers());
    }

    private boolean isKept(SwitchTarget target, KillLevel level) {
        return known(target)
                .filter(thrown -> thrown.needsConfirmation() && thrown.level().includes(level))
                .isPresent();
    }

    private KillLevel further(SwitchTarget target, KillLevel level) {
        return known(target)
                .map(ThrownSwitch::level)
                .filter(known -> known.includes(level))
                .orElse(level);
    }

    private Optional<ThrownSwitch> known(SwitchTarget target) {
        refresh();
        return thrown().stream().filter(thrown -> thrown.target().equals(target)).findFirst();
    }

    private static Optional<ThrownSwitch> thrown(
            SwitchTarget target,
            TradingSwitch trading,
            @Nullable Instant stoppedAt,
            Instant updatedAt,
            String who) {
        return trading instanceof TradingSwitch.Halted(var level, var reason)
                ? Optional.of(
                        new ThrownSwitch(
                                target,
                                Optional.empty(),
                                level,
                                reason,
                                Objects.requireNonNullElse(stoppedAt, updatedAt),
                                who))
                : Optional.empty();
    }
}
