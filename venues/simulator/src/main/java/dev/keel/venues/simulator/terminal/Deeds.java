package dev.keel.venues.simulator.terminal;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.order.Side;
import dev.keel.venues.simulator.BrokerOrder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What was asked for by client id, and what became of it. Guarded by the simulator's lock. */
final class Deeds {
    private final List<Deed> deeds = new ArrayList<>();

    /** One order as a client sees it. */
    static final class Deed {
        final String clientId;
        final InstrumentId instrument;
        final Side side;
        final BigDecimal quantity;
        final Map<String, String> terms;
        final Set<Long> tickets = new TreeSet<>();
        String level = "";
        BigDecimal price = BigDecimal.ZERO;
        BigDecimal filled = BigDecimal.ZERO;
        BrokerOrder.State state;
        String venueId = "0";

        Deed(
                String clientId,
                InstrumentId instrument,
                Side side,
                BigDecimal quantity,
                BrokerOrder.State state,
                Map<String, String> terms) {
            this.clientId = clientId;
            this.instrument = instrument;
            this.side = side;
            this.quantity = quantity;
            this.state = state;
            this.terms = terms;
        }

        /** One that carries no client id, since no client sent it. */
        static Deed byHand(
                InstrumentId instrument,
                Side side,
                BigDecimal quantity,
                Reply reply,
                boolean isDone) {
            Deed deed =
                    new Deed(
                            "",
                            instrument,
                            side,
                            quantity,
                            reply.order() == 0
                                    ? BrokerOrder.State.REJECTED
                                    : BrokerOrder.State.WORKING,
                            Map.of());
            deed.tickets.add(reply.order());
            deed.venueId = Long.toString(reply.order());
            if (isDone) {
                deed.fill(reply.volume());
            }
            return deed;
        }

        boolean isOpen() {
            return state == BrokerOrder.State.WORKING || state == BrokerOrder.State.DORMANT;
        }

        void fill(BigDecimal volume) {
            filled = filled.add(volume);
            if (filled.compareTo(quantity) >= 0) {
                state = BrokerOrder.State.FILLED;
            }
        }

        BrokerOrder shown() {
            return new BrokerOrder(
                    clientId, venueId, instrument, side, quantity, filled, state, terms);
        }
    }

    /** A command's fields as text. */
    static Map<String, String> terms(Map<String, Object> command) {
        Map<String, String> terms = new TreeMap<>();
        command.forEach((name, value) -> terms.put(name, value.toString()));
        return terms;
    }

    void add(Deed deed) {
        deeds.add(deed);
    }

    List<BrokerOrder> shown() {
        return deeds.stream().map(Deed::shown).toList();
    }

    Optional<Deed> latest(String clientId) {
        return deeds.reversed().stream().filter(deed -> deed.clientId.equals(clientId)).findFirst();
    }

    private List<Deed> open(long ticket) {
        return deeds.stream()
                .filter(deed -> deed.isOpen() && deed.tickets.contains(ticket))
                .toList();
    }

    /** A pending order has traded. */
    void filled(long ticket, BigDecimal volume) {
        open(ticket).stream()
                .filter(deed -> deed.level.isEmpty())
                .forEach(deed -> deed.fill(volume));
    }

    void ended(long ticket, String state) {
        open(ticket).stream()
                .filter(deed -> deed.level.isEmpty())
                .forEach(deed ->
                        deed.state =
                                state.equals("expired")
                                        ? BrokerOrder.State.EXPIRED
                                        : BrokerOrder.State.CANCELED);
    }

    /** A position's level has closed it: those that asked for it have what they asked for. */
    void levelHit(long ticket, String which, BigDecimal volume) {
        List<Deed> behind =
                open(ticket).stream()
                        .filter(deed -> deed.level.equals(which))
                        .sorted(tightestFirst(which))
                        .toList();
        BigDecimal rest = volume;
        for (Deed deed : behind) {
            BigDecimal part = rest.min(deed.quantity.subtract(deed.filled));
            if (part.signum() > 0) {
                deed.fill(part);
                rest = rest.subtract(part);
            }
        }
    }

    private static Comparator<Deed> tightestFirst(String which) {
        return (one, other) -> {
            boolean higherFirst = (one.side == Side.SELL) == which.equals("sl");
            int byPrice = one.price.compareTo(other.price);
            return higherFirst ? -byPrice : byPrice;
        };
    }

    void positionGone(long ticket) {
        for (Deed deed : open(ticket)) {
            if (!deed.level.isEmpty()) {
                deed.tickets.remove(ticket);
                deed.state = deed.tickets.isEmpty() ? BrokerOrder.State.CANCELED : deed.state;
            }
        }
    }

    void positionMoved(long ticket, long left) {
        open(ticket).stream()
                .filter(deed -> !deed.level.isEmpty())
                .forEach(deed -> deed.tickets.add(left));
    }
}
