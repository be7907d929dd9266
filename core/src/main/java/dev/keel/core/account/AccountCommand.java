package dev.keel.core.account;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.signal.Signal;
import dev.keel.core.signal.SignalId;
import dev.keel.core.venue.VenueReport;
import org.jspecify.annotations.Nullable;

/** What can be asked of, or told to, an account. */
public sealed interface AccountCommand {
    /** Opens the account; only the first command of an account can be this one. */
    record Open(AccountProfile profile, AccountSettings settings) implements AccountCommand {}

    /** Money came in (positive) or went out. */
    record MoveFunds(Money amount, String reference) implements AccountCommand {}

    /** Makes an instrument tradable, or replaces its rules. */
    record ListInstrument(Instrument instrument) implements AccountCommand {}

    record ChangeSettings(AccountSettings settings, String who) implements AccountCommand {}

    /** Stops new risk on this account, and cancels its working entries; protective orders stay. */
    record Halt(String reason, String who) implements AccountCommand {}

    record Resume(String who) implements AccountCommand {}

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

    /** Something that the venue said. */
    record Take(VenueReport report) implements AccountCommand {}

    /** Orders and cancels without an answer are in doubt: the runner starts anew. */
    record DoubtUnanswered() implements AccountCommand {}
}
