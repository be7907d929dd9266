package dev.keel.core.account;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.Origin;
import dev.keel.core.risk.EquityMarks;
import dev.keel.core.risk.Violation;
import dev.keel.core.signal.Signal;
import java.time.Instant;
import java.util.List;

/** What happened to an account. Append-only: the truth that everything else is derived from. */
public sealed interface AccountEvent {
    /** The platform's time when it was decided. */
    Instant at();

    record Opened(Instant at, AccountProfile profile, AccountSettings settings)
            implements AccountEvent {}

    record FundsMoved(Instant at, Money amount, String reference) implements AccountEvent {}

    record InstrumentListed(Instant at, Instrument instrument) implements AccountEvent {}

    record SettingsChanged(Instant at, AccountSettings settings, String who)
            implements AccountEvent {}

    record Halted(Instant at, String reason, String who) implements AccountEvent {}

    record Resumed(Instant at, String who) implements AccountEvent {}

    record EquityMarked(Instant at, EquityMarks marks) implements AccountEvent {}

    /** The signal waits for a person. */
    record SignalHeld(Instant at, Signal signal, Instant expiresAt) implements AccountEvent {}

    /** The signal's final state: not executed, for this one reason. */
    record SignalDeclined(Instant at, Signal signal, DeclineReason reason, String detail)
            implements AccountEvent {}

    /** The signal's final state: executed by this order. */
    record SignalExecuted(Instant at, Signal signal, OrderId order) implements AccountEvent {}

    /**
     * The intent: from here on the order exists, and may be sent.
     *
     * @param reference the price it is reserved at
     */
    record OrderPlaced(
            Instant at, OrderId order, OrderRequest request, Origin origin, Price reference)
            implements AccountEvent {}

    /** A client's order that risk refused; it was never sent. */
    record OrderRefused(
            Instant at,
            OrderId order,
            OrderRequest request,
            Origin origin,
            List<Violation> violations)
            implements AccountEvent {
        public OrderRefused {
            violations = List.copyOf(violations);
        }
    }

    record OrderChanged(Instant at, OrderId order, OrderChange change) implements AccountEvent {}
}
