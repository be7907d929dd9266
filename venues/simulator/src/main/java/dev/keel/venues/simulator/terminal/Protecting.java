package dev.keel.venues.simulator.terminal;

import dev.keel.core.order.Side;
import dev.keel.venues.simulator.BrokerOrder;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Sets the level of positions, or takes it away. */
final class Protecting {
    private final Broker broker;
    private final Errand errand;
    private final Map<String, Object> command;
    private final String which;
    private final BigDecimal price;
    private final List<Leg> legs;

    Protecting(Advisor advisor, Errand errand) {
        this.broker = advisor.broker;
        this.errand = errand;
        this.command = errand.command();
        this.which = Wire.text(command, "which");
        this.price = Wire.decimal(command, "price");
        this.legs = Leg.of(command);
    }

    /**
     * Carries it out.
     *
     * @return the code of the request that was the last
     */
    String run() throws IOException {
        String code = "";
        boolean isAnyDone = false;
        for (Leg leg : legs) {
            code = set(leg);
            boolean isThere = code.equals("ea:same") || code.equals(broker.codes.noChanges());
            if (!errand.isDone(code) && !isThere) {
                break;
            }
            isAnyDone = true;
        }
        String note = command.getOrDefault("note", "").toString();
        if (!note.isEmpty()) {
            remember(note);
        } else if (isAnyDone) {
            forget();
        }
        return code;
    }

    private String set(Leg leg) throws IOException {
        if (broker.held(leg.ticket()).isEmpty()) {
            return errand.skip(leg, "ea:gone");
        }
        return broker.isLevel(leg.ticket(), which, price)
                ? errand.skip(leg, "ea:same")
                : errand.send(leg, () -> broker.level(leg.ticket(), which, price));
    }

    private void forget() {
        broker.deeds
                .latest(Wire.text(command, "coid"))
                .filter(Deeds.Deed::isOpen)
                .ifPresent(deed -> deed.state = BrokerOrder.State.CANCELED);
    }

    private void remember(String note) {
        boolean isSet = broker.held.stream().anyMatch(this::isSet);
        if (!isSet) {
            return;
        }
        String[] parts = note.split(";", -1);
        Deeds.Deed deed =
                new Deeds.Deed(
                        Wire.text(command, "coid"),
                        broker.symbol(Wire.text(command, "symbol")).id(),
                        Side.valueOf(parts[2]),
                        new BigDecimal(parts[1]),
                        which.equals("sl") ? BrokerOrder.State.DORMANT : BrokerOrder.State.WORKING,
                        Deeds.terms(command));
        deed.level = which;
        deed.price = new BigDecimal(parts[0]);
        deed.venueId = which + "-" + Wire.field(command, "coid");
        legs.forEach(leg -> deed.tickets.add(leg.ticket()));
        broker.deeds.add(deed);
    }

    private boolean isSet(Held position) {
        return legs.stream().anyMatch(leg -> leg.ticket() == position.ticket)
                && (which.equals("sl") ? position.stop : position.target).signum() != 0;
    }
}
