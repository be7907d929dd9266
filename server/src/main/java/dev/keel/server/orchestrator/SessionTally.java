package dev.keel.server.orchestrator;

import dev.keel.core.account.Account;
import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountState;
import dev.keel.core.journal.Append;
import dev.keel.core.money.Money;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.position.Position;
import dev.keel.server.runtime.CommitListener;
import org.jspecify.annotations.Nullable;

/** Counts what a session does, from what becomes durable. For any number of threads. */
final class SessionTally implements CommitListener {
    private @Nullable AccountState state;
    private long signals;
    private long trades;
    private long closings;
    private long wins;
    private @Nullable Money profitBefore;

    /** Begins to count at this state of the account. */
    synchronized void begin(AccountState now) {
        state = now;
        signals = 0;
        trades = 0;
        closings = 0;
        wins = 0;
        profitBefore = profit(now);
    }

    @Override
    public synchronized void onCommit(Append append) {
        AccountState current = state;
        if (current == null || append.after().sequence() <= current.sequence()) {
            return;
        }
        if (current.sequence() != append.expectedSequence()) {
            // What came in between belongs to no session.
            state = append.after();
            return;
        }
        for (AccountEvent event : append.events()) {
            AccountState next = Account.apply(current, event);
            count(current, event, next);
            current = next;
        }
        state = append.after();
    }

    /** The figures so far. */
    synchronized Session.Tally tally(AccountState now) {
        Money before = profitBefore == null ? profit(now) : profitBefore;
        return new Session.Tally(signals, trades, closings, wins, profit(now).minus(before));
    }

    private void count(AccountState before, AccountEvent event, AccountState after) {
        switch (event) {
            case AccountEvent.SignalHeld _ -> signals++;
            case AccountEvent.SignalExecuted(var _, var signal, var _) ->
                    signals += before.heldSignal(signal.id()).isPresent() ? 0 : 1;
            case AccountEvent.SignalDeclined(var _, var signal, var _, var _, var _) ->
                    signals += before.heldSignal(signal.id()).isPresent() ? 0 : 1;
            case AccountEvent.OrderChanged changed
                    when changed.change() instanceof OrderChange.Filled ->
                    countFill(before, changed, after);
            case AccountEvent.Opened _,
                    AccountEvent.FundsMoved _,
                    AccountEvent.InstrumentListed _,
                    AccountEvent.SettingsChanged _,
                    AccountEvent.Halted _,
                    AccountEvent.AmendRequested _,
                    AccountEvent.ExternalTraded _,
                    AccountEvent.ExternalOrdersSeen _,
                    AccountEvent.HistoryRead _,
                    AccountEvent.DifferenceFound _,
                    AccountEvent.DifferenceResolved _,
                    AccountEvent.PositionNaked _,
                    AccountEvent.PositionCovered _,
                    AccountEvent.Alarmed _,
                    AccountEvent.Resumed _,
                    AccountEvent.EquityMarked _,
                    AccountEvent.OrderPlaced _,
                    AccountEvent.OrderRefused _,
                    AccountEvent.OrderChanged _ -> {}
        }
    }

    private void countFill(
            AccountState before, AccountEvent.OrderChanged filled, AccountState after) {
        after.order(filled.order())
                .ifPresent(order -> {
                    boolean whole =
                            order.status() == OrderStatus.FILLED
                                    && before.order(order.id())
                                            .filter(earlier -> earlier.isOpen())
                                            .isPresent();
                    trades += whole ? 1 : 0;
                    before.position(order.request().instrument())
                            .filter(position -> position.isReducedBy(order.request().side()))
                            .ifPresent(position -> countClosing(position, after));
                });
    }

    private void countClosing(Position before, AccountState after) {
        closings++;
        boolean won =
                after.position(before.instrument().id())
                        .filter(position -> position.realised().isGreaterThan(before.realised()))
                        .isPresent();
        wins += won ? 1 : 0;
    }

    private static Money profit(AccountState state) {
        Money profit = Money.zero(state.profile().currency());
        for (Position position : state.positions()) {
            profit = profit.plus(position.realised()).minus(position.fees());
        }
        return profit;
    }
}
