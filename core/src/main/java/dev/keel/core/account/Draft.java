package dev.keel.core.account;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.risk.Checklist;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A decision in the making: events so far, and the state after them. */
final class Draft {
    private final Situation situation;
    private List<AccountEvent> events = List.of();
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
        events = joined(events, event);
    }

    /** Most decisions are one event or two, for which there are lists that need no copy. */
    private static List<AccountEvent> joined(List<AccountEvent> so, AccountEvent event) {
        return switch (so.size()) {
            case 0 -> List.of(event);
            case 1 -> List.of(so.getFirst(), event);
            default -> {
                List<AccountEvent> more =
                        so instanceof ArrayList<AccountEvent> growing
                                ? growing
                                : new ArrayList<>(so);
                more.add(event);
                yield more;
            }
        };
    }

    void emit(OrderId order, OrderChange change) {
        emit(new AccountEvent.OrderChanged(now(), order, change));
    }

    Checklist checklist() {
        return new Checklist(
                situation.traced() ? Checklist.Tracing.ALL : Checklist.Tracing.VIOLATIONS);
    }

    /** Whether any switch at all is thrown; most of the time none is. */
    boolean isAnySwitchThrown() {
        return situation.platform() instanceof TradingSwitch.Halted
                || state.safety().isSwitchThrown();
    }

    /**
     * The switch that goes furthest of those above an instrument.
     *
     * @param strategy whose order or position it is; null if it is no strategy's
     */
    Optional<ActiveSwitch> activeSwitch(InstrumentId instrument, @Nullable String strategy) {
        if (!isAnySwitchThrown()) {
            return Optional.empty();
        }
        ActiveSwitch furthest = null;
        if (situation.platform() instanceof TradingSwitch.Halted(KillLevel level, String reason)) {
            furthest = new ActiveSwitch(level, "platform", reason);
        }
        furthest = further(furthest, "account", state.thrown(SwitchScope.OfAccount.INSTANCE));
        furthest =
                further(
                        furthest,
                        "symbol " + instrument,
                        state.thrown(new SwitchScope.OfSymbol(instrument)));
        if (strategy != null) {
            furthest =
                    further(
                            furthest,
                            "strategy " + strategy,
                            state.thrown(new SwitchScope.OfStrategy(strategy)));
        }
        return Optional.ofNullable(furthest);
    }

    /** Those named first win where they go equally far. */
    private static @Nullable ActiveSwitch further(
            @Nullable ActiveSwitch known, String scope, Optional<Thrown> thrown) {
        return thrown.filter(other -> known == null || !known.level().includes(other.level()))
                .map(other -> new ActiveSwitch(other.level(), scope, other.reason()))
                .orElse(known);
    }

    Decision decision() {
        return new Decision(events, state);
    }
}
