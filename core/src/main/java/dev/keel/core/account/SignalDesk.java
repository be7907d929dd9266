package dev.keel.core.account;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.market.Quote;
import dev.keel.core.money.Money;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Instruction;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.Origin;
import dev.keel.core.order.Protection;
import dev.keel.core.order.Side;
import dev.keel.core.position.Position;
import dev.keel.core.position.PositionSide;
import dev.keel.core.risk.Checklist;
import dev.keel.core.signal.Direction;
import dev.keel.core.signal.Signal;
import dev.keel.core.signal.SignalId;
import dev.keel.core.sizing.SizingInput;
import dev.keel.core.sizing.SizingResult;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;

/**
 * The execution gate: what becomes of a signal. It ends in exactly one of {@link
 * AccountEvent.SignalExecuted} and {@link AccountEvent.SignalDeclined}, sometimes after it was
 * {@linkplain AccountEvent.SignalHeld held} for a person.
 */
final class SignalDesk {
    private SignalDesk() {}

    static void offer(Draft draft, Signal signal) {
        Optional<Instant> last = draft.state().lastSignal(signal.id().source());
        if (last.isPresent() && !signal.id().barClose().isAfter(last.get())) {
            // Its final state is on record already; a second one would contradict it.
            return;
        }
        supersede(draft, signal);
        switch (draft.state().settings().mode()) {
            case MANUAL ->
                    decline(draft, signal, DeclineReason.MANUAL_MODE, "the account trades by hand");
            case AI_ASSISTED ->
                    draft.emit(
                            new AccountEvent.SignalHeld(
                                    draft.now(),
                                    signal,
                                    draft.now()
                                            .plus(draft.state().settings().confirmationWindow())));
            case AI_FULL_AUTO, PAPER_TRADING -> execute(draft, signal);
        }
    }

    static void confirm(Draft draft, AccountCommand.ConfirmSignal command) {
        HeldSignal held = held(draft, command.signal());
        if (!draft.now().isBefore(held.expiresAt())) {
            decline(
                    draft,
                    held.signal(),
                    DeclineReason.NOT_CONFIRMED,
                    "waited until " + held.expiresAt());
        } else {
            execute(draft, held.signal());
        }
    }

    static void dismiss(Draft draft, AccountCommand.DismissSignal command) {
        HeldSignal held = held(draft, command.signal());
        decline(draft, held.signal(), DeclineReason.DISMISSED, "dismissed by " + command.who());
    }

    static void expire(Draft draft) {
        for (HeldSignal held : draft.state().heldSignals()) {
            if (!draft.now().isBefore(held.expiresAt())) {
                decline(
                        draft,
                        held.signal(),
                        DeclineReason.NOT_CONFIRMED,
                        "waited until " + held.expiresAt());
            }
        }
        for (WaitingEntry entry : draft.state().safety().waiting().values()) {
            if (isExpired(draft, entry)) {
                giveUp(draft, entry, "waited since " + entry.since());
            }
        }
    }

    /** Whether a signal turns what is held: its entry comes after a close. */
    static boolean turns(AccountState state, Signal signal) {
        if (signal.direction() == Direction.EXIT) {
            return false;
        }
        Optional<Position> position = state.position(signal.instrument());
        return position.isPresent()
                && position.get().isReducedBy(entrySide(signal))
                && !position.get().isIdle()
                && !(position.get().instrument().kind() == InstrumentKind.SPOT
                        && signal.direction() == Direction.SHORT);
    }

    /** An order has ended: an entry that waited for it is judged and sized anew. */
    static void goOn(Draft draft, InstrumentId instrument) {
        Optional<WaitingEntry> waiting = waiting(draft.state(), instrument);
        if (waiting.isEmpty()
                || draft.state().order(waiting.get().close()).filter(Order::isOpen).isPresent()) {
            return;
        }
        Position position = VenueDesk.positionOf(draft.state(), instrument);
        if (!position.isIdle()) {
            giveUp(
                    draft,
                    waiting.get(),
                    "still " + position.side() + " " + position.quantity() + " after the close");
        } else if (isExpired(draft, waiting.get())) {
            giveUp(draft, waiting.get(), "waited since " + waiting.get().since());
        } else {
            enterAtLast(draft, waiting.get(), position.instrument());
        }
    }

    /** Entries do not wait under a switch. */
    static void dropHaltedEntries(Draft draft) {
        for (WaitingEntry entry : draft.state().safety().waiting().values()) {
            activeSwitch(draft, entry.signal())
                    .ifPresent(active -> giveUp(draft, entry, "halted by " + active.words()));
        }
    }

    private static void enterAtLast(Draft draft, WaitingEntry entry, Instrument instrument) {
        Signal signal = entry.signal();
        Optional<ActiveSwitch> active = activeSwitch(draft, signal);
        Optional<Quote> quote = draft.situation().market().latest(signal.instrument());
        if (active.isPresent()) {
            giveUp(draft, entry, "halted by " + active.get().words());
        } else if (quote.isEmpty()) {
            giveUp(draft, entry, "no price of " + signal.instrument() + " is known");
        } else {
            switch (size(draft, signal, instrument, quote.get())) {
                case SizingResult.Unsized(String why) -> giveUp(draft, entry, why);
                case SizingResult.Sized(Quantity quantity) -> {
                    OrderRequest request = entryOf(signal, quantity);
                    Origin origin = new Origin.OfSignal(signal.id());
                    Checklist list =
                            OrderDesk.judge(draft, request, origin, signal.prices().entry());
                    if (list.isPassed()) {
                        OrderDesk.emitPlaced(draft, request, origin, list.checks());
                    } else {
                        giveUp(draft, entry, OrderDesk.evidenceOf(list.violations()).reference());
                    }
                }
            }
        }
    }

    /** The signal has its final state; that its entry never came, a person must hear. */
    private static void giveUp(Draft draft, WaitingEntry entry, String why) {
        draft.emit(
                new AccountEvent.Alarmed(
                        draft.now(),
                        AlarmKind.ENTRY_NOT_TAKEN,
                        entry.signal().instrument(),
                        "signal " + entry.signal().id() + " closed only: " + why));
    }

    private static boolean isExpired(Draft draft, WaitingEntry entry) {
        return !draft.now()
                .isBefore(entry.since().plus(draft.state().settings().confirmationWindow()));
    }

    private static Optional<WaitingEntry> waiting(AccountState state, InstrumentId instrument) {
        SortedTable<InstrumentId, WaitingEntry> waiting = state.safety().waiting();
        return waiting.size() == 0 ? Optional.empty() : waiting.get(instrument);
    }

    private static Optional<ActiveSwitch> activeSwitch(Draft draft, Signal signal) {
        return draft.activeSwitch(signal.instrument(), signal.id().source().strategy());
    }

    private static Side entrySide(Signal signal) {
        return signal.direction() == Direction.LONG ? Side.BUY : Side.SELL;
    }

    private static void supersede(Draft draft, Signal newer) {
        for (HeldSignal held : draft.state().heldSignals()) {
            if (held.signal().id().source().equals(newer.id().source())) {
                decline(draft, held.signal(), DeclineReason.SUPERSEDED, "by " + newer.id());
            }
        }
    }

    private static void execute(Draft draft, Signal signal) {
        Optional<Instrument> instrument = draft.state().instrument(signal.instrument());
        if (instrument.isEmpty()) {
            decline(
                    draft,
                    signal,
                    DeclineReason.UNKNOWN_INSTRUMENT,
                    signal.instrument() + " is not listed");
            return;
        }
        waiting(draft.state(), signal.instrument())
                .ifPresent(entry -> giveUp(draft, entry, "superseded by " + signal.id()));
        Position position = VenueDesk.positionOf(draft.state(), signal.instrument());
        Optional<ActiveSwitch> halted = activeSwitch(draft, signal);
        boolean exits =
                signal.direction() == Direction.EXIT
                        || turnsSpotShort(instrument.get(), signal, position);
        if (halted.isPresent() && !exits) {
            decline(draft, signal, DeclineReason.TRADING_HALTED, halted.get().words());
        } else if (hasOrderInFlight(draft.state(), signal, exits, position)) {
            decline(
                    draft,
                    signal,
                    DeclineReason.ORDER_IN_FLIGHT,
                    "an order on " + signal.instrument() + " is open");
        } else if (exits) {
            exit(draft, signal, position);
        } else {
            enter(draft, signal, instrument.get(), position);
        }
    }

    private static void exit(Draft draft, Signal signal, Position position) {
        if (position.isIdle()) {
            boolean spotShort = signal.direction() == Direction.SHORT;
            decline(
                    draft,
                    signal,
                    spotShort ? DeclineReason.SHORT_NOT_ALLOWED : DeclineReason.NO_POSITION,
                    "flat in " + signal.instrument());
            return;
        }
        Side side = position.closingSide().orElseThrow();
        cancelEntries(draft, signal, position);
        place(
                draft,
                signal,
                OrderRequest.market(signal.instrument(), side, position.tradable())
                        .with(Instruction.REDUCE_ONLY));
    }

    private static void enter(
            Draft draft, Signal signal, Instrument instrument, Position position) {
        Side side = entrySide(signal);
        if (position.side() == PositionSide.openedBy(side) && !position.isIdle()) {
            decline(
                    draft,
                    signal,
                    DeclineReason.ALREADY_IN_POSITION,
                    position.side() + " " + position.quantity());
            return;
        }
        Optional<Quote> quote = draft.situation().market().latest(signal.instrument());
        if (quote.isEmpty()) {
            decline(
                    draft,
                    signal,
                    DeclineReason.NO_PRICE,
                    "no price of " + signal.instrument() + " is known");
            return;
        }
        if (!position.isIdle()) {
            // What lies the other way is closed first; the entry follows once that is certain.
            place(
                    draft,
                    signal,
                    OrderRequest.market(signal.instrument(), side, position.tradable())
                            .with(Instruction.REDUCE_ONLY));
            return;
        }
        switch (size(draft, signal, instrument, quote.get())) {
            case SizingResult.Unsized(String why) ->
                    decline(draft, signal, DeclineReason.NO_SIZE, why);
            case SizingResult.Sized(Quantity quantity) ->
                    place(draft, signal, entryOf(signal, quantity));
        }
    }

    private static OrderRequest entryOf(Signal signal, Quantity quantity) {
        return OrderRequest.market(signal.instrument(), entrySide(signal), quantity)
                .withProtection(Protection.of(signal.prices().stop(), signal.prices().target()));
    }

    private static SizingResult size(
            Draft draft, Signal signal, Instrument instrument, Quote quote) {
        WorstCase exposure =
                new WorstCase(draft.state(), draft.situation(), instrument.id(), Side.BUY);
        Money equity = exposure.equity();
        Money cash = exposure.freeCash();
        BigDecimal slippage = draft.state().settings().policy().trade().slippage();
        if (slippage != null && instrument.kind() == InstrumentKind.SPOT) {
            BigDecimal certain =
                    BigDecimal.ONE.divide(BigDecimal.ONE.add(slippage), 18, RoundingMode.DOWN);
            cash = cash.times(certain);
        }
        return draft.state()
                .settings()
                .sizing()
                .size(new SizingInput(instrument, signal, quote.last(), equity, cash));
    }

    private static void place(Draft draft, Signal signal, OrderRequest request) {
        Origin origin = new Origin.OfSignal(signal.id());
        Checklist list = OrderDesk.judge(draft, request, origin, signal.prices().entry());
        if (list.isPassed()) {
            draft.emit(
                    new AccountEvent.SignalExecuted(
                            draft.now(), signal, draft.state().nextOrderId()));
            OrderDesk.emitPlaced(draft, request, origin, list.checks());
        } else {
            draft.emit(
                    new AccountEvent.SignalDeclined(
                            draft.now(),
                            signal,
                            DeclineReason.RISK,
                            OrderDesk.evidenceOf(list.violations()).reference(),
                            list.checks()));
        }
    }

    /** What is held can be left whatever else is open, unless it is being left already. */
    private static boolean hasOrderInFlight(
            AccountState state, Signal signal, boolean exits, Position position) {
        for (Order order : state.openOrders()) {
            if (order.request().instrument().equals(signal.instrument())
                    && !(order.origin() instanceof Origin.OfProtection)
                    && !(exits
                            && !position.isFlat()
                            && !position.isReducedBy(order.request().side()))) {
                return true;
            }
        }
        return false;
    }

    /** The rest of an entry would open again what an exit leaves. */
    private static void cancelEntries(Draft draft, Signal exit, Position position) {
        for (Order order : draft.state().openOrders()) {
            if (order.request().instrument().equals(exit.instrument())
                    && order.origin() instanceof Origin.OfSignal
                    && !position.isReducedBy(order.request().side())) {
                OrderDesk.requestCancel(draft, order, "exit by " + exit.id());
            }
        }
    }

    private static boolean turnsSpotShort(Instrument instrument, Signal signal, Position position) {
        return instrument.kind() == InstrumentKind.SPOT
                && signal.direction() == Direction.SHORT
                && position.side() != PositionSide.SHORT;
    }

    private static HeldSignal held(Draft draft, SignalId id) {
        return draft.state()
                .heldSignal(id)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "signal " + id + " does not wait for confirmation"));
    }

    private static void decline(Draft draft, Signal signal, DeclineReason reason, String detail) {
        draft.emit(new AccountEvent.SignalDeclined(draft.now(), signal, reason, detail));
    }
}
