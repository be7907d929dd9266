package dev.keel.sim.fault.broker;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.core.order.Side;
import dev.keel.core.venue.Holdings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Positions and cash of an account at its broker, now and at every moment before. */
final class Books {
    private static final int SCALE = 18;

    private final Asset currency;
    private final Map<InstrumentId, Held> held = new TreeMap<>();
    private final List<Past> past = new ArrayList<>();
    private BigDecimal cash = BigDecimal.ZERO;

    Books(Asset currency) {
        this.currency = currency;
        past.add(new Past(0, Map.of(), cash));
    }

    BigDecimal cash() {
        return cash;
    }

    BigDecimal position(InstrumentId id) {
        return of(id).quantity;
    }

    /**
     * Books a trade.
     *
     * @param fee paid if above 0
     */
    void trade(
            long at,
            Instrument instrument,
            Side side,
            BigDecimal price,
            BigDecimal quantity,
            BigDecimal fee) {
        BigDecimal signed = side == Side.BUY ? quantity : quantity.negate();
        BigDecimal value = price.multiply(signed);
        Held before = of(instrument.id());
        Held after = before.plus(signed, price);
        held.put(instrument.id(), after);
        BigDecimal gross =
                instrument.kind() == InstrumentKind.SPOT
                        ? value.negate()
                        : after.cost.subtract(before.cost).subtract(value);
        cash = cash.add(gross).subtract(fee);
        remember(at);
    }

    void move(long at, BigDecimal amount) {
        cash = cash.add(amount);
        remember(at);
    }

    /** Changes a position and tells nobody why. */
    void edit(long at, InstrumentId id, BigDecimal by) {
        Held before = of(id);
        held.put(id, new Held(before.quantity.add(by), before.cost));
        remember(at);
    }

    Holdings holdingsAt(long asOf, boolean wholeCents) {
        int i = past.size() - 1;
        while (i > 0 && past.get(i).at > asOf) {
            i--;
        }
        Past then = past.get(i);
        BigDecimal shown = wholeCents ? then.cash.setScale(2, RoundingMode.HALF_EVEN) : then.cash;
        return new Holdings(then.positions, new Money(currency, shown));
    }

    private void remember(long at) {
        Map<InstrumentId, BigDecimal> positions = new TreeMap<>();
        held.forEach((id, holding) -> {
            if (holding.quantity.signum() != 0) {
                positions.put(id, holding.quantity);
            }
        });
        past.add(new Past(at, positions, cash));
    }

    private Held of(InstrumentId id) {
        return Optional.ofNullable(held.get(id)).orElse(Held.NOTHING);
    }

    /**
     * A holding at average cost.
     *
     * @param quantity below 0 is short
     * @param cost what it was entered for, with the sign of the quantity
     */
    private record Held(BigDecimal quantity, BigDecimal cost) {
        private static final Held NOTHING = new Held(BigDecimal.ZERO, BigDecimal.ZERO);

        Held plus(BigDecimal signed, BigDecimal price) {
            BigDecimal after = quantity.add(signed);
            boolean adds = quantity.signum() == 0 || quantity.signum() == signed.signum();
            if (adds) {
                return new Held(after, cost.add(price.multiply(signed)));
            }
            if (after.signum() == quantity.signum()) {
                BigDecimal released =
                        cost.multiply(signed).divide(quantity, SCALE, RoundingMode.HALF_EVEN);
                return new Held(after, cost.add(released));
            }
            return new Held(after, after.multiply(price));
        }
    }

    private record Past(long at, Map<InstrumentId, BigDecimal> positions, BigDecimal cash) {}
}
