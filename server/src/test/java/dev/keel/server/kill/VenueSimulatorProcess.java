package dev.keel.server.kill;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.order.OrderId;
import dev.keel.core.venue.History;
import dev.keel.core.venue.Holdings;
import dev.keel.core.venue.Movement;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueReport;
import dev.keel.core.venue.VenueStatement;
import dev.keel.ledger.json.JsonFields;
import dev.keel.ledger.json.JsonWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A venue in a process of its own, on a port of the loopback that it names on its standard output.
 * All it does, it does on one thread. Requests and answers get lost and late, the stream drops and
 * repeats, until it is told to be quiet.
 */
public final class VenueSimulatorProcess {
    private static final Duration TICK = Duration.ofMillis(10);

    private final Random random;
    private final ScheduledExecutorService work = Executors.newSingleThreadScheduledExecutor();
    private final Map<InstrumentId, Price> prices = new TreeMap<>();
    private final Map<String, HiddenAccount> accounts = new TreeMap<>();
    private final List<Session> sessions = new CopyOnWriteArrayList<>();
    private final boolean foreignTrades;
    private boolean quiet;

    private VenueSimulatorProcess(long seed, boolean foreignTrades) {
        this.foreignTrades = foreignTrades;
        random = new Random(seed);
        for (Instrument instrument : VenueTerms.INSTRUMENTS) {
            prices.put(instrument.id(), Price.of("100.00"));
        }
        for (String name : VenueTerms.ACCOUNTS) {
            HiddenAccount account =
                    new HiddenAccount(random, prices, report -> stream(name, report));
            account.move(Movement.Kind.TRANSFER, VenueTerms.CAPITAL, Instant.now());
            accounts.put(name, account);
        }
    }

    /**
     * Serves until its input ends, which is when whoever started it has ended.
     *
     * @param arguments the seed, and whether people trade on the accounts too
     */
    public static void main(String[] arguments) throws IOException {
        VenueSimulatorProcess venue =
                new VenueSimulatorProcess(
                        Long.parseLong(arguments[0]), Boolean.parseBoolean(arguments[1]));
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(() -> venue.serve(server));
        var _ =
                venue.work.scheduleAtFixedRate(
                        venue::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
        System.out.println("port " + server.getLocalPort());
        while (System.in.read() >= 0) {
            // Nothing is said here; only the end counts.
        }
        System.exit(0);
    }

    private void serve(ServerSocket server) {
        try {
            while (true) {
                Session session = new Session(server.accept());
                Thread.ofPlatform().daemon().start(session::listen);
            }
        } catch (IOException e) {
            throw new IllegalStateException("the venue takes no calls", e);
        }
    }

    private void tick() {
        if (quiet) {
            sessions.forEach(this::quote);
            return;
        }
        Instant now = Instant.now();
        prices.replaceAll((_, price) -> moved(price));
        accounts.values().forEach(account -> account.trade(now));
        if (random.nextInt(100) == 0) {
            happen(now);
        }
        if (random.nextInt(200) == 0 && !sessions.isEmpty()) {
            sessions.get(random.nextInt(sessions.size())).close();
        }
        sessions.forEach(this::quote);
    }

    /** What Keel has not asked for. */
    private void happen(Instant now) {
        List<HiddenAccount> all = List.copyOf(accounts.values());
        HiddenAccount account = all.get(random.nextInt(all.size()));
        if (foreignTrades && random.nextBoolean()) {
            List<InstrumentId> traded = List.copyOf(prices.keySet());
            account.tradeByHand(traded.get(random.nextInt(traded.size())), now);
        } else {
            BigDecimal amount = BigDecimal.valueOf(random.nextLong(2_001) - 1_000, 2);
            Movement.Kind kind = random.nextBoolean() ? Movement.Kind.FUNDING : Movement.Kind.FEE;
            account.move(kind, new Money(VenueTerms.CURRENCY, amount), now);
        }
    }

    private Price moved(Price price) {
        BigDecimal step = BigDecimal.valueOf(random.nextLong(41) - 20, 2);
        BigDecimal next = price.value().add(step);
        return new Price(
                next.compareTo(BigDecimal.valueOf(50)) < 0 ? BigDecimal.valueOf(50) : next);
    }

    private void quote(Session session) {
        if (session.account != null) {
            prices.forEach((symbol, price) ->
                    session.say(
                            JsonWriter.object(json ->
                                    json.text("is", "quote")
                                            .text("symbol", symbol)
                                            .text("price", price))));
        }
    }

    /** Told to all who listen; now and then not at all, and now and then twice. */
    private void stream(String account, VenueReport report) {
        for (Session session : sessions) {
            if (account.equals(session.account) && !chance(10)) {
                later(chance(20), () -> session.say(Wire.report(report)));
                if (chance(10)) {
                    later(true, () -> session.say(Wire.report(report)));
                }
            }
        }
    }

    private boolean chance(int percent) {
        return !quiet && random.nextInt(100) < percent;
    }

    private void later(boolean really, Runnable task) {
        if (really) {
            var _ = work.schedule(task, random.nextInt(300), TimeUnit.MILLISECONDS);
        } else {
            task.run();
        }
    }

    private void take(Session session, String line) {
        JsonFields json = JsonFields.parse(line);
        switch (json.text("is")) {
            case "hello" -> session.account = json.text("account");
            case "quiet" -> {
                quiet = true;
                session.say("{}");
            }
            case "dump" -> session.say(dump());
            case "submit", "cancel" -> {
                if (!chance(5)) {
                    later(chance(15), () -> act(session, json));
                }
            }
            default -> {
                if (chance(5)) {
                    session.say(failure(json));
                } else if (!chance(5)) {
                    later(chance(15), () -> session.say(Wire.answer(answer(session, json))));
                }
            }
        }
    }

    /** What changes something; its answer may get lost. */
    private void act(Session session, JsonFields json) {
        HiddenAccount account = account(session);
        Instant now = Instant.now();
        VenueReport report =
                json.text("is").equals("submit")
                        ? account.submit(Submission.read(json), now)
                        : account.cancel(OrderId.parse(json.text("client")), now);
        if (!chance(10)) {
            later(chance(20), () -> session.say(Wire.report(report)));
        }
    }

    private VenueAnswer answer(Session session, JsonFields json) {
        HiddenAccount account = account(session);
        Instant askedAt = json.instant("askedAt");
        Instant now = Instant.now();
        if (json.text("is").equals("query")) {
            return account.query(OrderId.parse(json.text("client")), askedAt, now);
        }
        String after = json.has("after") ? json.text("after") : null;
        Instant shownUntil =
                quiet ? now : now.minusMillis(random.nextLong(VenueTerms.VISIBILITY.toMillis()));
        History history = chance(4) ? null : account.history(after, shownUntil);
        Holdings holdings = chance(4) ? null : account.holdings();
        return new VenueAnswer.Stated(
                new VenueStatement(
                        askedAt,
                        after,
                        chance(4) ? null : account.working(now),
                        history,
                        holdings));
    }

    private static String failure(JsonFields json) {
        String query =
                json.text("is").equals("query")
                        ? json.text("client")
                        : VenueAnswer.Failed.STATEMENT;
        return Wire.answer(new VenueAnswer.Failed(query, "busy"));
    }

    private HiddenAccount account(Session session) {
        HiddenAccount account = session.account == null ? null : accounts.get(session.account);
        if (account == null) {
            throw new IllegalStateException("nobody has said whose line this is");
        }
        return account;
    }

    private String dump() {
        return JsonWriter.object(
                json -> accounts.forEach((name, account) -> json.child(name, account::dump)));
    }

    /** A line to whoever called. */
    private final class Session {
        private final Socket socket;
        private final PrintWriter out;

        /** Set and read on the venue's thread. */
        private @Nullable String account;

        Session(Socket socket) throws IOException {
            this.socket = socket;
            this.out = new PrintWriter(socket.getOutputStream(), false, StandardCharsets.UTF_8);
        }

        void listen() {
            sessions.add(this);
            try (BufferedReader in =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.UTF_8))) {
                String line;
                while ((line = in.readLine()) != null) {
                    String request = line;
                    work.execute(() -> takeGuarded(request));
                }
            } catch (IOException e) {
                System.err.println("a line broke: " + e.getMessage());
            } finally {
                sessions.remove(this);
            }
        }

        private void takeGuarded(String request) {
            try {
                take(this, request);
            } catch (RuntimeException e) {
                System.err.println("a request failed: " + request + ": " + e);
            }
        }

        void say(String line) {
            out.print(line + "\n");
            out.flush();
        }

        void close() {
            try {
                socket.close();
            } catch (IOException e) {
                System.err.println("closing a line failed: " + e.getMessage());
            }
        }
    }
}
