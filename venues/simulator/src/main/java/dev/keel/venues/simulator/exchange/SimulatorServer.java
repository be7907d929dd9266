package dev.keel.venues.simulator.exchange;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.venues.simulator.book.Market;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.Locale;

/**
 * Runs one simulated exchange until its input ends. What it prints are the address and the keys,
 * which open nothing but this.
 */
public final class SimulatorServer {
    private static final BigDecimal BID = BigDecimal.valueOf(100);
    private static final BigDecimal ASK = new BigDecimal("100.1");

    private SimulatorServer() {}

    /** Takes a venue, {@code spot} or {@code linear}, and perhaps a port. */
    @SuppressWarnings("SystemOut") // it is a program for the command line
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 2) {
            System.err.println("usage: SimulatorServer VENUE spot|linear [PORT]");
            System.exit(2);
        }
        InstrumentKind kind = InstrumentKind.valueOf(arguments[1].toUpperCase(Locale.ROOT));
        int port = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 0;
        try (SimulatedExchange exchange =
                SimulatedExchange.start(arguments[0], kind, SimulationOptions.USUAL.at(port))) {
            exchange.markets().forEach(market -> exchange.quote(market.id(), BID, ASK));
            describe(exchange, System.out);
            while (System.in.read() >= 0) {
                System.out.flush();
            }
        }
    }

    private static void describe(SimulatedExchange exchange, PrintStream out) {
        out.println("baseUrl " + exchange.baseUrl());
        out.println("apiKey " + exchange.keys().apiKey());
        out.println("secret " + exchange.keys().secret());
        out.println("password " + exchange.keys().password());
        for (Market market : exchange.markets()) {
            out.println("market " + market.id() + " " + market.wireId());
        }
    }
}
