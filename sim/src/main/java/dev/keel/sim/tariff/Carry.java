package dev.keel.sim.tariff;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.venue.Movement;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What holding a position costs or brings, without any trade.
 *
 * <pre>
 *   funding = -(signed quantity) x price x contract size x rate      at every funding time
 *   borrow  = -|quantity| x price x contract size x rate / 365       of a short, at every 00:00 UTC
 * </pre>
 *
 * <p>The price is the last one known at that time. Only derivatives have funding.
 *
 * @param funding null for none
 * @param borrowRate a year's fee for what is sold short, as a fraction of its value; 0 for none
 * @param paidTimes what is paid is multiplied by it, 1 or more; what is received is not
 */
public record Carry(@Nullable FundingRates funding, BigDecimal borrowRate, BigDecimal paidTimes) {
    /** Holding is free. */
    public static final Carry NONE = new Carry(null, BigDecimal.ZERO, BigDecimal.ONE);

    private static final BigDecimal DAYS = BigDecimal.valueOf(365);
    private static final long DAY = Duration.ofDays(1).toMillis();

    public Carry {
        if (borrowRate.signum() < 0 || borrowRate.compareTo(BigDecimal.TEN) > 0) {
            throw new IllegalArgumentException(
                    "borrow rate must be from 0 to 10 a year, was " + borrowRate.toPlainString());
        }
        if (paidTimes.compareTo(BigDecimal.ONE) < 0) {
            throw new IllegalArgumentException(
                    "paidTimes must be at least 1, was " + paidTimes.toPlainString());
        }
    }

    public static Carry of(@Nullable FundingRates funding, BigDecimal borrowRate) {
        return new Carry(funding, borrowRate, BigDecimal.ONE);
    }

    /** Whether holding is free. */
    public boolean isNone() {
        return funding == null && borrowRate.signum() == 0;
    }

    /** The same, but what is paid is multiplied; what is received is not. */
    public Carry times(BigDecimal factor) {
        return new Carry(funding, borrowRate, paidTimes.multiply(factor));
    }

    /**
     * The charges on a position between two times in milliseconds since 1970, the first not
     * included, by rising time.
     *
     * @param signed the quantity held, below 0 is short
     */
    public List<Movement> due(
            Instrument instrument,
            BigDecimal signed,
            Price price,
            long afterMillis,
            long upToMillis) {
        if (signed.signum() == 0 || afterMillis >= upToMillis) {
            return List.of();
        }
        Money notional = instrument.notional(price, new Quantity(signed.abs()));
        List<Movement> due = new ArrayList<>();
        if (funding != null && instrument.kind() != InstrumentKind.SPOT) {
            funding.between(
                    afterMillis,
                    upToMillis,
                    (at, rate) ->
                            add(
                                    due,
                                    instrument,
                                    Movement.Kind.FUNDING,
                                    notional.times(signed.signum() > 0 ? rate.negate() : rate),
                                    at));
        }
        if (signed.signum() < 0 && borrowRate.signum() > 0) {
            BigDecimal daily = borrowRate.divide(DAYS, MathContext.DECIMAL128).negate();
            for (long at = (Math.floorDiv(afterMillis, DAY) + 1) * DAY;
                    at <= upToMillis;
                    at += DAY) {
                add(due, instrument, Movement.Kind.FEE, notional.times(daily), at);
            }
        }
        due.sort(Comparator.comparing(Movement::at));
        return due;
    }

    private void add(
            List<Movement> due,
            Instrument instrument,
            Movement.Kind kind,
            Money amount,
            long atMillis) {
        if (amount.isZero()) {
            return;
        }
        Instant at = Instant.ofEpochMilli(atMillis);
        String id = kind + "-" + instrument.id() + "-" + at;
        Money scaled = amount.isNegative() ? amount.times(paidTimes) : amount;
        due.add(new Movement(id, kind, scaled, instrument.id(), at));
    }
}
