package dev.keel.core.order;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.money.Quantity;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What is asked of a venue. Valid in itself; whether it may be sent is for risk to say.
 *
 * @param instructions post-only needs a {@link OrderType.Limit limit} order
 * @param protection the exits to place when this order fills; none on a reduce-only order
 */
public record OrderRequest(
        InstrumentId instrument,
        Side side,
        Quantity quantity,
        OrderType type,
        TimeInForce timeInForce,
        Set<Instruction> instructions,
        Protection protection) {

    public OrderRequest {
        if (quantity.isZero()) {
            throw new IllegalArgumentException("quantity must be above 0, was 0");
        }
        if (instructions.contains(Instruction.POST_ONLY) && !(type instanceof OrderType.Limit)) {
            throw new IllegalArgumentException("post-only needs a limit order, was " + type);
        }
        if (instructions.contains(Instruction.POST_ONLY)
                && (timeInForce instanceof TimeInForce.ImmediateOrCancel
                        || timeInForce instanceof TimeInForce.FillOrKill)) {
            throw new IllegalArgumentException(
                    "post-only cannot trade at once, time in force was " + timeInForce);
        }
        if (instructions.contains(Instruction.REDUCE_ONLY) && !protection.isNone()) {
            throw new IllegalArgumentException(
                    "a reduce-only order cannot carry a stop-loss or take-profit");
        }
        // In the order of their kind: a copy of several would have another order in every process.
        instructions =
                instructions.size() <= 1
                        ? Set.copyOf(instructions)
                        : Collections.unmodifiableSet(EnumSet.copyOf(instructions));
    }

    /** A good-till-cancelled market order without conditions. */
    public static OrderRequest market(InstrumentId instrument, Side side, Quantity quantity) {
        return new OrderRequest(
                instrument,
                side,
                quantity,
                OrderType.Market.INSTANCE,
                TimeInForce.GoodTillCancel.INSTANCE,
                Set.of(),
                Protection.NONE);
    }

    public OrderRequest withQuantity(Quantity newQuantity) {
        return new OrderRequest(
                instrument, side, newQuantity, type, timeInForce, instructions, protection);
    }

    public OrderRequest withType(OrderType newType) {
        return new OrderRequest(
                instrument, side, quantity, newType, timeInForce, instructions, protection);
    }

    public OrderRequest withTimeInForce(TimeInForce newTimeInForce) {
        return new OrderRequest(
                instrument, side, quantity, type, newTimeInForce, instructions, protection);
    }

    public OrderRequest with(Instruction instruction) {
        if (instructions.isEmpty()) {
            return with(Set.of(instruction));
        }
        EnumSet<Instruction> more = EnumSet.of(instruction);
        more.addAll(instructions);
        return with(more);
    }

    private OrderRequest with(Set<Instruction> all) {
        return new OrderRequest(instrument, side, quantity, type, timeInForce, all, protection);
    }

    public OrderRequest withProtection(Protection newProtection) {
        return new OrderRequest(
                instrument, side, quantity, type, timeInForce, instructions, newProtection);
    }

    public boolean isReduceOnly() {
        return instructions.contains(Instruction.REDUCE_ONLY);
    }

    public boolean isPostOnly() {
        return instructions.contains(Instruction.POST_ONLY);
    }
}
