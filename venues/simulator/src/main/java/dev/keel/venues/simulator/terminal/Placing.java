package dev.keel.venues.simulator.terminal;

import dev.keel.core.order.Side;
import dev.keel.venues.simulator.BrokerOrder;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A new order: first closes the positions that it names, then opens the rest. */
final class Placing {
    private final Advisor advisor;
    private final Broker broker;
    private final Errand errand;
    private final Map<String, Object> command;
    private final Symbol symbol;
    private final Side side;
    private final BigDecimal volume;
    private final List<Leg> closes;
    private final Held.Mark mark;
    private final Deeds.Deed deed;

    Placing(Advisor advisor, Errand errand, Symbol symbol) {
        this.advisor = advisor;
        this.broker = advisor.broker;
        this.errand = errand;
        this.command = errand.command();
        this.symbol = symbol;
        this.side = Side.valueOf(Wire.text(command, "side").toUpperCase(Locale.ROOT));
        this.volume = Wire.decimal(command, "volume");
        this.closes = Leg.of(command);
        this.mark =
                new Held.Mark(
                        Wire.number(command, "magic"), Wire.text(command, "comment"), "expert");
        this.deed =
                new Deeds.Deed(
                        Wire.text(command, "coid"),
                        symbol.id(),
                        side,
                        closes.stream().map(Leg::volume).reduce(volume, BigDecimal::add),
                        BrokerOrder.State.REJECTED,
                        Deeds.terms(command));
        deed.price = isMarket() ? BigDecimal.ZERO : Wire.decimal(command, "price");
    }

    private boolean isMarket() {
        return Wire.text(command, "kind").equals("market");
    }

    /**
     * Carries it out.
     *
     * @return the code of the request that was the last
     */
    String run() throws IOException {
        String code = close();
        boolean goesOn = closes.isEmpty() || errand.isDone(code);
        if (goesOn && volume.signum() > 0) {
            code = errand.send(new Leg(0, volume), isMarket() ? this::market : this::pending);
        }
        if (deed.state == BrokerOrder.State.REJECTED && deed.filled.signum() > 0) {
            deed.state = BrokerOrder.State.CANCELED;
        }
        return code;
    }

    private String close() throws IOException {
        String code = "";
        for (Leg leg : closes) {
            code =
                    broker.held(leg.ticket()).isEmpty()
                            ? errand.skip(leg, "ea:gone")
                            : errand.send(leg, () -> closed(leg));
            if (!errand.isDone(code)) {
                return code;
            }
        }
        return code;
    }

    private Reply closed(Leg leg) {
        return traded(broker.close(leg.ticket(), leg.volume(), mark));
    }

    private Reply market() {
        BigDecimal most = advisor.mischief.trick().most();
        BigDecimal asked = most == null ? volume : most.min(volume);
        Reply reply = broker.market(symbol, side, asked, Wire.text(command, "filling"), mark);
        broker.endedAtOnce(reply, symbol, side, volume, mark);
        return traded(reply);
    }

    /** A request that trades at once has traded. */
    private Reply traded(Reply reply) {
        if (reply.volume().signum() > 0) {
            if (deed.filled.signum() == 0) {
                deed.venueId = Long.toString(reply.order());
                broker.deeds.add(deed);
            }
            deed.fill(reply.volume());
        }
        return reply;
    }

    private Reply pending() {
        String form = Wire.text(command, "kind");
        Reply reply =
                broker.pending(
                        symbol,
                        side,
                        form,
                        volume,
                        Wire.decimal(command, "price"),
                        Wire.decimal(command, "limit"),
                        Wire.number(command, "expires"),
                        mark);
        if (reply.order() != 0) {
            deed.tickets.add(reply.order());
            deed.venueId = Long.toString(reply.order());
            deed.state =
                    form.equals("limit") ? BrokerOrder.State.WORKING : BrokerOrder.State.DORMANT;
            broker.deeds.add(deed);
        }
        return reply;
    }
}
