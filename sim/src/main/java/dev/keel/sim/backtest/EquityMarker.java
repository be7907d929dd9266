package dev.keel.sim.backtest;

import dev.keel.core.account.AccountState;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.performance.EquityCurve;
import dev.keel.core.position.Position;
import dev.keel.core.position.PositionSide;

/**
 * What an account that trades one instrument is worth at any price, in {@code double}.
 *
 * <p>Between two events of the account equity is a straight line over the price; only an event
 * moves the line. So a bar on which nothing happens costs a multiplication.
 */
final class EquityMarker {
    private final InstrumentId instrument;
    private AccountState seen;
    private double atPriceZero;
    private double perPrice;

    EquityMarker(InstrumentId instrument, AccountState state) {
        this.instrument = instrument;
        this.seen = state;
        draw(state);
    }

    /** Takes the account's state after the latest event. */
    void look(AccountState state) {
        if (state != seen) {
            seen = state;
            draw(state);
        }
    }

    /** Marks the next bars of the curve, on which nothing has happened to the account. */
    void mark(EquityCurve.Builder curve, int bars) {
        curve.addLine(bars, atPriceZero, perPrice, perPrice == 0 ? 0 : 1);
    }

    private void draw(AccountState state) {
        atPriceZero = state.cash().toDouble();
        perPrice = 0;
        state.position(instrument).filter(position -> !position.isFlat()).ifPresent(this::add);
    }

    private void add(Position position) {
        double sign = position.side() == PositionSide.LONG ? 1 : -1;
        perPrice = sign * position.quantity().toDouble();
        switch (position.instrument().kind()) {
            case SPOT -> {}
            case LINEAR -> {
                perPrice *= position.instrument().contractSize().doubleValue();
                // Only profit counts: the price less what was paid for it.
                atPriceZero -= sign * position.cost().toDouble();
            }
        }
    }
}
