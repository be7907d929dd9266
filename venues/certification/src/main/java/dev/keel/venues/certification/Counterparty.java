package dev.keel.venues.certification;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.order.Side;
import dev.keel.venues.simulator.BrokerOrder;
import dev.keel.venues.simulator.BrokerSide;
import dev.keel.venues.simulator.WireFault;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The broker's side as the cases see it: what the simulator cannot do ends a case as not shown. */
final class Counterparty implements BrokerSide {
    private final BrokerSide simulator;

    Counterparty(BrokerSide simulator) {
        this.simulator = simulator;
    }

    @Override
    public void quote(InstrumentId instrument, BigDecimal bid, BigDecimal ask) {
        act("quote", () -> simulator.quote(instrument, bid, ask));
    }

    @Override
    public List<BrokerOrder> orders() {
        return simulator.orders();
    }

    @Override
    public void fill(String clientId, BigDecimal quantity, BigDecimal price) {
        act("fill", () -> simulator.fill(clientId, quantity, price));
    }

    @Override
    public void cancel(String clientId) {
        act("cancel unasked", () -> simulator.cancel(clientId));
    }

    @Override
    public String placeByHand(
            InstrumentId instrument, Side side, BigDecimal quantity, BigDecimal limit) {
        return ask("place by hand", () -> simulator.placeByHand(instrument, side, quantity, limit));
    }

    @Override
    public void bust(String clientId) {
        act("bust", () -> simulator.bust(clientId));
    }

    @Override
    public void move(String asset, BigDecimal amount) {
        act("move money", () -> simulator.move(asset, amount));
    }

    @Override
    public BigDecimal balance(String asset) {
        return ask("tell a balance", () -> simulator.balance(asset));
    }

    @Override
    public BigDecimal position(InstrumentId instrument) {
        return ask("tell a position", () -> simulator.position(instrument));
    }

    @Override
    public Set<WireFault> faults() {
        return simulator.faults();
    }

    @Override
    public void inject(WireFault fault, Ask ask, int times) {
        act("inject " + fault + " into " + ask, () -> simulator.inject(fault, ask, times));
    }

    @Override
    public int received(Ask ask) {
        return simulator.received(ask);
    }

    @Override
    public List<String> wire() {
        return simulator.wire();
    }

    @Override
    public void streams(boolean up) {
        act("cut streams", () -> simulator.streams(up));
    }

    @Override
    public boolean hasStreams() {
        return simulator.hasStreams();
    }

    /** The rig closes its own. */
    @Override
    public void close() {}

    private static void act(String what, Runnable deed) {
        boolean _ =
                ask(
                        what,
                        () -> {
                            deed.run();
                            return true;
                        });
    }

    private static <T> T ask(String what, Supplier<T> deed) {
        try {
            return deed.get();
        } catch (UnsupportedOperationException e) {
            throw new NotShown("the simulator cannot " + what);
        }
    }
}
