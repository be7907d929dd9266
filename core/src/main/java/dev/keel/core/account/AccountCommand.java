package dev.keel.core.account;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.signal.Signal;
import dev.keel.core.signal.SignalId;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueReport;
import dev.keel.core.venue.VenueStatement;
import org.jspecify.annotations.Nullable;

/** What can be asked of, or told to, an account. */
public sealed interface AccountCommand {
    /** Opens the account; only the first command of an account can be this one. */
    record Open(AccountProfile profile, AccountSettings settings) implements AccountCommand {}

    /** Money came in (positive) or went out. */
    record MoveFunds(Money amount, String reference) implements AccountCommand {}

    /** A person says what cash there is, where the venue does not tell. */
    record StateCash(Money cash, String who) implements AccountCommand {}

    /** Makes an instrument tradable, or replaces its rules. */
    record ListInstrument(Instrument instrument) implements AccountCommand {}

    record ChangeSettings(AccountSettings settings, String who) implements AccountCommand {}

    /** Throws a kill switch of the account, or throws it further. */
    record Halt(SwitchScope scope, KillLevel level, String reason, String who)
            implements AccountCommand {
        /** Stops new risk on this account, and cancels its working entries; exits stay. */
        public Halt(String reason, String who) {
            this(SwitchScope.OfAccount.INSTANCE, KillLevel.REDUCE_ONLY, reason, who);
        }
    }

    /** Arms a kill switch of the account again. */
    record Resume(SwitchScope scope, String who) implements AccountCommand {
        /** The whole account. */
        public Resume(String who) {
            this(SwitchScope.OfAccount.INSTANCE, who);
        }
    }

    /** Time and prices have moved: marks equity and lets waiting signals expire. */
    record Mark() implements AccountCommand {}

    record OfferSignal(Signal signal) implements AccountCommand {}

    record ConfirmSignal(SignalId signal, String who) implements AccountCommand {}

    record DismissSignal(SignalId signal, String who) implements AccountCommand {}

    /**
     * An order of a person or program.
     *
     * @param expected the price the client has in mind, for the slippage limit
     */
    record PlaceOrder(OrderRequest request, ClientKey key, String who, @Nullable Price expected)
            implements AccountCommand {}

    record CancelOrder(OrderId order, String reason) implements AccountCommand {}

    /**
     * Puts another order in an order's place. An entry is cancelled first and the new one follows
     * for what has not traded; an exit is cancelled once the new one works, so that what is held is
     * never without it.
     */
    record AmendOrder(OrderId order, OrderRequest replacement, ClientKey key, String who)
            implements AccountCommand {}

    /** A person must hear of something that no event shows. */
    record RaiseAlarm(AlarmKind kind, @Nullable InstrumentId instrument, String detail)
            implements AccountCommand {}

    /** Something that the venue said. */
    record Take(VenueReport report) implements AccountCommand {}

    /** An order of ours as the venue showed it when it was asked. */
    record TakeFound(VenueOrder order) implements AccountCommand {}

    /**
     * The venue's statement of the whole account.
     *
     * @param before the sighting before this one: what both show is no passing state
     */
    record Reconcile(VenueStatement statement, @Nullable Sighting before)
            implements AccountCommand {}

    /** Orders and cancels without an answer are in doubt: the runner starts anew. */
    record DoubtUnanswered() implements AccountCommand {}
}
