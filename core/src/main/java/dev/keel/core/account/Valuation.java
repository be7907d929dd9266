package dev.keel.core.account;

import dev.keel.core.market.Market;
import dev.keel.core.market.Quote;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.position.Position;
import java.util.Optional;

/** What an account is worth. */
final class Valuation {
    private Valuation() {}

    static Money equity(AccountState state, Market market) {
        Money equity = state.cash();
        for (Position position : state.positions()) {
            Optional<Price> mark = mark(position, market);
            if (mark.isPresent()) {
                equity = equity.plus(position.value(mark.get()));
            }
        }
        return equity;
    }

    /** Whether every open position has a price. */
    static boolean isKnown(AccountState state, Market market) {
        return state.positions().stream()
                .filter(position -> !position.isFlat())
                .allMatch(position -> market.latest(position.instrument().id()).isPresent());
    }

    /** The latest price, else the position's own average; empty when flat. */
    static Optional<Price> mark(Position position, Market market) {
        if (position.isFlat()) {
            return Optional.empty();
        }
        return market.latest(position.instrument().id())
                .map(Quote::last)
                .or(position::averagePrice);
    }
}
