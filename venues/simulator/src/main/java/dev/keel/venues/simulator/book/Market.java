package dev.keel.venues.simulator.book;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import java.math.BigDecimal;

/**
 * Something that can be traded at the simulated exchange.
 *
 * @param wireId what the venue calls it
 * @param names what it is made of
 * @param rules what the venue takes
 * @param contractSize units of the base asset per unit of quantity; 1 for spot
 */
public record Market(
        InstrumentId id,
        InstrumentKind kind,
        String wireId,
        Names names,
        Rules rules,
        BigDecimal contractSize) {

    /** What it is made of; profit and margin of a derivative are in {@code quote}. */
    public record Names(String base, String quote) {}

    /**
     * What the venue takes, and what it charges.
     *
     * @param maker as a fraction of the notional; {@code taker} likewise
     */
    public record Rules(
            BigDecimal tick,
            BigDecimal lot,
            BigDecimal minQuantity,
            BigDecimal minNotional,
            BigDecimal maker,
            BigDecimal taker) {}

    public String base() {
        return names.base();
    }

    public String quote() {
        return names.quote();
    }

    public boolean isSpot() {
        return kind == InstrumentKind.SPOT;
    }

    /** Price x quantity x contract size. */
    public BigDecimal notional(BigDecimal price, BigDecimal quantity) {
        return price.multiply(quantity).multiply(contractSize);
    }
}
