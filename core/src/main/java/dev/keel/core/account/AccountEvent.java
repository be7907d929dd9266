package dev.keel.core.account;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.Evidence;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.Origin;
import dev.keel.core.risk.Check;
import dev.keel.core.risk.EquityMarks;
import dev.keel.core.risk.Violation;
import dev.keel.core.signal.Signal;
import dev.keel.core.venue.Movement;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueTrade;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to an account. Append-only: the truth that everything else is derived from. */
public sealed interface AccountEvent {
    /** The platform's time when it was decided. */
    Instant at();

    record Opened(Instant at, AccountProfile profile, AccountSettings settings)
            implements AccountEvent {}

    /**
     * Money came in (positive) or went out, but for a trade.
     *
     * @param reference the venue's id of it, or what a person gave
     * @param instrument what it was for; null where it is for none
     */
    record FundsMoved(
            Instant at,
            Money amount,
            String reference,
            Movement.Kind kind,
            @Nullable InstrumentId instrument)
            implements AccountEvent {
        /** A transfer. */
        public FundsMoved(Instant at, Money amount, String reference) {
            this(at, amount, reference, Movement.Kind.TRANSFER, null);
        }
    }

    record InstrumentListed(Instant at, Instrument instrument) implements AccountEvent {}

    record SettingsChanged(Instant at, AccountSettings settings, String who)
            implements AccountEvent {}

    /** A kill switch of the account was thrown, or thrown further. */
    record Halted(Instant at, SwitchScope scope, KillLevel level, String reason, String who)
            implements AccountEvent {
        /** The whole account, reduce-only. */
        public Halted(Instant at, String reason, String who) {
            this(at, SwitchScope.OfAccount.INSTANCE, KillLevel.REDUCE_ONLY, reason, who);
        }
    }

    /** A kill switch of the account was armed again. */
    record Resumed(Instant at, SwitchScope scope, String who) implements AccountEvent {
        /** The whole account. */
        public Resumed(Instant at, String who) {
            this(at, SwitchScope.OfAccount.INSTANCE, who);
        }
    }

    record EquityMarked(Instant at, EquityMarks marks) implements AccountEvent {}

    /** The signal waits for a person. */
    record SignalHeld(Instant at, Signal signal, Instant expiresAt) implements AccountEvent {}

    /** The signal's final state: not executed, for this one reason. */
    record SignalDeclined(
            Instant at, Signal signal, DeclineReason reason, String detail, List<Check> checks)
            implements AccountEvent {
        public SignalDeclined {
            checks = List.copyOf(checks);
        }

        /** Declined before any limit was looked at. */
        public SignalDeclined(Instant at, Signal signal, DeclineReason reason, String detail) {
            this(at, signal, reason, detail, List.of());
        }
    }

    /** The signal's final state: executed by this order. */
    record SignalExecuted(Instant at, Signal signal, OrderId order) implements AccountEvent {}

    /**
     * The intent: from here on the order exists, and may be sent.
     *
     * @param reference the price it is reserved at
     * @param checks every limit that it was held against; empty where nobody will ask why
     */
    record OrderPlaced(
            Instant at,
            OrderId order,
            OrderRequest request,
            Origin origin,
            Price reference,
            List<Check> checks)
            implements AccountEvent {
        public OrderPlaced {
            checks = List.copyOf(checks);
        }

        /** Without a trace of its checks. */
        public OrderPlaced(
                Instant at, OrderId order, OrderRequest request, Origin origin, Price reference) {
            this(at, order, request, origin, reference, List.of());
        }
    }

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

    /**
     * The client wants an order other than it is: the old one goes, the new one comes in its place.
     */
    record AmendRequested(
            Instant at, OrderId order, OrderRequest replacement, ClientKey key, String who)
            implements AccountEvent {}

    /** A trade that no order at hand stands behind: of a person, of the venue, or of long ago. */
    record ExternalTraded(Instant at, VenueTrade trade) implements AccountEvent {}

    /** The orders of others that work on this account; they are shown and never touched. */
    record ExternalOrdersSeen(Instant at, List<VenueOrder> orders) implements AccountEvent {
        public ExternalOrdersSeen {
            orders = List.copyOf(orders);
        }
    }

    /**
     * The venue's history is taken up to here.
     *
     * @param covered trades in it that were known from reports already
     */
    record HistoryRead(Instant at, String cursor, List<TradeKey> covered) implements AccountEvent {
        public HistoryRead {
            covered = List.copyOf(covered);
        }
    }

    record DifferenceFound(Instant at, Difference difference) implements AccountEvent {}

    record DifferenceResolved(Instant at, long number, Evidence evidence) implements AccountEvent {}

    /** What is held should have a stop and has none, from now on. */
    record PositionNaked(Instant at, InstrumentId instrument) implements AccountEvent {}

    record PositionCovered(Instant at, InstrumentId instrument) implements AccountEvent {}

    record Alarmed(Instant at, AlarmKind kind, @Nullable InstrumentId instrument, String detail)
            implements AccountEvent {}
}
