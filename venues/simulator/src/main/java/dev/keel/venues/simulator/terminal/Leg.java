package dev.keel.venues.simulator.terminal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One request of a command, and the position that it is about; ticket 0 for a new order. */
record Leg(long ticket, BigDecimal volume) {
    /** The positions that a command names. */
    static List<Leg> of(Map<String, Object> command) {
        List<Leg> legs = new ArrayList<>();
        for (String part : command.getOrDefault("legs", "").toString().split(";", -1)) {
            if (!part.isEmpty()) {
                int colon = part.indexOf(':');
                legs.add(
                        new Leg(
                                Long.parseLong(part.substring(0, colon)),
                                new BigDecimal(part.substring(colon + 1))));
            }
        }
        return legs;
    }
}
