package dev.keel.core.account;

import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A decision in the making: events so far, and the state after them. */
final class Draft {
    private final Situation situation;
    private final List<AccountEvent> events = new ArrayList<>(4);
    private AccountState state;

    Draft(AccountState state, Situation situation) {
        this.state = state;
        this.situation = situation;
    }

    AccountState state() {
        return state;
    }

    Situation situation() {
        return situation;
    }

    Instant now() {
        return situation.now();
    }

    void emit(AccountEvent event) {
        state = Account.apply(state, event);
        events.add(event);
    }

    void emit(OrderId order, OrderChange change) {
        emit(new AccountEvent.OrderChanged(now(), order, change));
    }

    /** Whether new risk is forbidden, and why. */
    Optional<String> halted() {
        if (situation.platform() instanceof TradingSwitch.Halted(KillLevel _, String reason)) {
            return Optional.of("platform: " + reason);
        }
        if (situation.platform() instanceof TradingSwitch.LimitReached(SharedLimit limit)) {
            return Optional.of(
                    limit.scope() + ": " + limit.wanted() + " at stake, limit " + limit.limit());
        }
        return state.haltReason().map(reason -> "account: " + reason);
    }

    Decision decision() {
        return new Decision(events, state);
    }
}
