package dev.keel.server.kill;

import dev.keel.core.account.AccountId;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.LatestPrices;
import dev.keel.core.market.Market;
import dev.keel.core.market.Quote;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.venue.Venue;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueProfile;
import dev.keel.core.venue.VenueReport;
import dev.keel.ledger.json.JsonFields;
import dev.keel.ledger.json.JsonWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The venue of the other process. A line that breaks is opened again. */
final class SocketVenue implements Venue, Market {
    private final AccountId account;
    private final int port;
    private final Listener listener;
    private final Stand stand;
    private final LatestPrices prices = new LatestPrices();
    private volatile @Nullable Instant balanceAsOf;
    private @Nullable OutputStream out;

    private SocketVenue(AccountId account, int port, Listener listener, Stand stand) {
        this.account = account;
        this.port = port;
        this.listener = listener;
        this.stand = stand;
    }

    static SocketVenue connect(AccountId account, int port, Listener listener, Stand stand) {
        SocketVenue venue = new SocketVenue(account, port, listener, stand);
        Thread.ofPlatform().daemon().name("venue-" + account).start(venue::listen);
        return venue;
    }

    @Override
    public void submit(Order order) {
        stand.pass(Stand.Point.BEFORE_SEND);
        boolean sent =
                send(
                        JsonWriter.object(json -> {
                            json.text("is", "submit");
                            Submission.of(order).write(json);
                        }));
        if (sent) {
            stand.pass(Stand.Point.AFTER_SEND);
            System.out.println("sent " + account + " " + order.id());
        } else {
            doubt(order.id());
        }
    }

    @Override
    public void cancel(Order order) {
        stand.pass(Stand.Point.BEFORE_SEND);
        boolean sent =
                send(
                        JsonWriter.object(
                                json -> json.text("is", "cancel").text("client", order.id())));
        if (sent) {
            stand.pass(Stand.Point.AFTER_SEND);
        } else {
            doubt(order.id());
        }
    }

    /** Some of it may have gone: nobody knows. */
    private void doubt(OrderId order) {
        listener.onReport(new VenueReport(order, new OrderChange.Doubted("the line is broken")));
    }

    @Override
    public void query(OrderId order) {
        ask(
                order.toString(),
                JsonWriter.object(json ->
                        json.text("is", "query")
                                .text("client", order)
                                .text("askedAt", Instant.now())));
    }

    @Override
    public void state(@Nullable String after) {
        ask(
                VenueAnswer.Failed.STATEMENT,
                JsonWriter.object(json ->
                        json.text("is", "state")
                                .text("askedAt", Instant.now())
                                .optionalText("after", after)));
    }

    private void ask(String query, String request) {
        if (!send(request)) {
            listener.onAnswer(new VenueAnswer.Failed(query, "the line is broken"));
        }
    }

    @Override
    public VenueProfile profile() {
        return VenueTerms.PROFILE;
    }

    @Override
    public Optional<Instant> balanceAsOf() {
        return Optional.ofNullable(balanceAsOf);
    }

    @Override
    public Optional<Quote> latest(InstrumentId instrument) {
        return prices.latest(instrument);
    }

    private synchronized boolean send(String line) {
        if (out == null) {
            return false;
        }
        try {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            return true;
        } catch (IOException _) {
            out = null;
            return false;
        }
    }

    private synchronized void use(@Nullable OutputStream stream) {
        out = stream;
    }

    /** For ever: hears the line, and opens it again. */
    private void listen() {
        boolean first = true;
        while (true) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                    BufferedReader in =
                            new BufferedReader(
                                    new InputStreamReader(
                                            socket.getInputStream(), StandardCharsets.UTF_8))) {
                use(socket.getOutputStream());
                boolean _ =
                        send(
                                JsonWriter.object(
                                        json -> json.text("is", "hello").text("account", account)));
                if (!first) {
                    listener.onAnswer(new VenueAnswer.Reconnected());
                }
                first = false;
                hear(in);
            } catch (IOException e) {
                System.err.println("the line of " + account + " broke: " + e.getMessage());
            } finally {
                use(null);
            }
        }
    }

    private void hear(BufferedReader in) throws IOException {
        String line;
        while ((line = in.readLine()) != null) {
            JsonFields json = JsonFields.parse(line);
            switch (json.text("is")) {
                case "quote" ->
                        prices.update(
                                InstrumentId.of(json.text("symbol")),
                                new Quote(json.price("price"), Instant.now(), Quantity.ZERO));
                case "report" -> listener.onReport(Wire.report(json));
                default -> {
                    VenueAnswer answer = Wire.answer(json);
                    if (answer instanceof VenueAnswer.Stated(var statement)
                            && statement.holdings() != null) {
                        balanceAsOf = statement.askedAt();
                    }
                    listener.onAnswer(answer);
                }
            }
        }
    }
}
