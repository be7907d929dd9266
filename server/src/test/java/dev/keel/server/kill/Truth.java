package dev.keel.server.kill;

import dev.keel.core.venue.History;
import dev.keel.core.venue.Holdings;
import dev.keel.core.venue.VenueOrder;
import dev.keel.ledger.json.JsonFields;
import dev.keel.ledger.json.JsonWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the venue truly has of one account. */
record Truth(
        List<Submission> arrived, List<VenueOrder> orders, History history, Holdings holdings) {
    Truth {
        arrived = List.copyOf(arrived);
        orders = List.copyOf(orders);
    }

    /** Has the venue's faults and market stop. */
    static void quieten(int port) {
        var _ = ask(port, "quiet");
    }

    static Map<String, Truth> read(int port) {
        JsonFields json = JsonFields.parse(ask(port, "dump"));
        Map<String, Truth> all = new TreeMap<>();
        VenueTerms.ACCOUNTS.forEach(name -> all.put(name, of(json.child(name))));
        return all;
    }

    private static Truth of(JsonFields json) {
        return new Truth(
                json.children("arrived").stream().map(Submission::read).toList(),
                json.children("orders").stream().map(Wire::order).toList(),
                Wire.history(json),
                Wire.holdings(json));
    }

    private static String ask(int port, String what) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                BufferedReader in =
                        new BufferedReader(
                                new InputStreamReader(
                                        socket.getInputStream(), StandardCharsets.UTF_8))) {
            String line = JsonWriter.object(json -> json.text("is", what)) + "\n";
            socket.getOutputStream().write(line.getBytes(StandardCharsets.UTF_8));
            return in.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
