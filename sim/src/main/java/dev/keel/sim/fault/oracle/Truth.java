package dev.keel.sim.fault.oracle;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.order.TradeId;
import dev.keel.core.venue.Movement;
import dev.keel.core.venue.VenueTrade;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What really happened at a broker, and what of it the ledger has taken. */
final class Truth {
    private final Map<TradeId, VenueTrade> trades = new LinkedHashMap<>();
    private final Map<TradeId, VenueTrade> busts = new LinkedHashMap<>();
    private final Map<String, Movement> movements = new LinkedHashMap<>();
    private final Set<TradeId> tradesTaken = new HashSet<>();
    private final Set<TradeId> bustsTaken = new HashSet<>();
    private final Set<String> movementsTaken = new HashSet<>();
    private @Nullable InstrumentId edited;

    void happened(VenueTrade trade) {
        (trade.cause() == VenueTrade.Cause.BUST ? busts : trades)
                .put(trade.fill().tradeId(), trade);
    }

    void happened(Movement movement) {
        movements.put(movement.id(), movement);
    }

    void edited(InstrumentId instrument) {
        edited = instrument;
    }

    /** Takes a trade into the ledger; false if there is none, or it was taken before. */
    boolean takes(VenueTrade.@Nullable Cause cause, VenueTrade as) {
        boolean busts = cause == VenueTrade.Cause.BUST;
        TradeId id = as.fill().tradeId();
        VenueTrade real = (busts ? this.busts : trades).get(id);
        boolean same =
                real != null
                        && real.side() == as.side()
                        && real.instrument().equals(as.instrument())
                        && real.fill().equals(as.fill());
        return same && (busts ? bustsTaken : tradesTaken).add(id);
    }

    boolean takes(String reference, java.math.BigDecimal amount) {
        Movement real = movements.get(reference);
        return real != null
                && real.amount().amount().compareTo(amount) == 0
                && movementsTaken.add(reference);
    }

    /** The trades that the ledger lacks, busts included. */
    long missing() {
        return trades.size()
                - tradesTaken.size()
                + busts.size()
                - bustsTaken.size()
                + movements.size()
                - (long) movementsTaken.size();
    }

    Map<TradeId, VenueTrade> trades() {
        return trades;
    }

    Map<TradeId, VenueTrade> busts() {
        return busts;
    }

    Map<String, Movement> movements() {
        return movements;
    }

    Optional<InstrumentId> edited() {
        return Optional.ofNullable(edited);
    }
}
