package dev.keel.venues.ccxt.call;

import dev.keel.venues.ccxt.host.HostCall;
import dev.keel.venues.ccxt.host.HostReply;
import dev.keel.venues.ccxt.host.HostReply.Sent;
import dev.keel.venues.ccxt.host.VenueHost;
import dev.keel.venues.connector.governor.Governor;
import dev.keel.venues.connector.governor.Lane;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * The calls of one exchange of an account, governed. For any number of threads.
 *
 * <p>No reply is ever an exception: a request that the governor dropped is one that was not sent.
 */
public final class VenueCalls {
    private static final Duration BANNED = Duration.ofMinutes(2);
    private static final Duration TOO_MANY = Duration.ofSeconds(10);
    private static final Duration LONGEST_HOLD = Duration.ofHours(1);
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}(\\.[0-9]{1,9})?");

    private final Supplier<VenueHost> host;
    private final Governor governor;
    private final InstantSource clock;
    private final String exchange;
    private final String key;

    /**
     * @param exchange the name that it was opened under at the host
     * @param key whose budget the calls count against
     */
    public VenueCalls(
            Supplier<VenueHost> host,
            Governor governor,
            InstantSource clock,
            String exchange,
            String key) {
        this.host = host;
        this.governor = governor;
        this.clock = clock;
        this.exchange = exchange;
        this.key = key;
    }

    public Instant now() {
        return clock.instant();
    }

    /** Asks for something that may be asked for again. */
    public CompletableFuture<HostReply> ask(
            Lane lane, String method, ArrayNode arguments, Duration patience) {
        return send(lane, call(method, arguments, false, patience), now().plus(patience));
    }

    /**
     * Asks and waits; for threads that may.
     *
     * @throws CallFailedException if the answer is no answer
     */
    public JsonNode get(Lane lane, String method, ArrayNode arguments, Duration patience) {
        HostReply reply = ask(lane, method, arguments, patience).join();
        return switch (reply) {
            case HostReply.Returned(JsonNode value) -> value;
            case HostReply.Threw threw -> throw new CallFailedException(method, threw);
            case HostReply.Lost lost -> throw new CallFailedException(method, lost);
        };
    }

    /**
     * Sends what must not be sent twice: an order, or a cancel.
     *
     * @param notAfter when it may no longer leave
     */
    public CompletableFuture<HostReply> order(
            Lane lane, String method, ArrayNode arguments, Duration patience, Instant notAfter) {
        return send(lane, call(method, arguments, true, patience), notAfter);
    }

    /** A stream, watched until it is closed. */
    public HostCall stream(String method, ArrayNode arguments, Duration patience) {
        return call(method, arguments, false, patience);
    }

    public VenueHost host() {
        return host.get();
    }

    private HostCall call(String method, ArrayNode arguments, boolean order, Duration patience) {
        return new HostCall(exchange, method, arguments, order, patience);
    }

    private CompletableFuture<HostReply> send(Lane lane, HostCall call, Instant notAfter) {
        CompletableFuture<HostReply> answer = new CompletableFuture<>();
        governor.submit(lane, key, call.method(), notAfter, new Turn(call, notAfter, answer));
        return answer;
    }

    private void heed(HostReply reply) {
        if (reply instanceof HostReply.Threw threw) {
            Duration hold = hold(threw);
            if (hold.isPositive()) {
                governor.holdUntil(now().plus(hold), exchange + " answered " + threw.error());
            }
        }
    }

    private static Duration hold(HostReply.Threw threw) {
        if (threw.retryAfter() != null && SECONDS.matcher(threw.retryAfter().strip()).matches()) {
            long millis = (long) (Double.parseDouble(threw.retryAfter().strip()) * 1000);
            Duration said = Duration.ofMillis(millis);
            return said.compareTo(LONGEST_HOLD) > 0 ? LONGEST_HOLD : said;
        }
        if (threw.status() == null) {
            return Duration.ZERO;
        }
        return switch (threw.status()) {
            case 418 -> BANNED;
            case 429 -> TOO_MANY;
            default -> Duration.ZERO;
        };
    }

    /** A request that waits for its turn. */
    private final class Turn implements Governor.Request {
        private final HostCall call;
        private final Instant notAfter;
        private final CompletableFuture<HostReply> answer;

        Turn(HostCall call, Instant notAfter, CompletableFuture<HostReply> answer) {
            this.call = call;
            this.notAfter = notAfter;
            this.answer = answer;
        }

        /** The turn may come late: what may not leave any more does not. */
        @Override
        public void send() {
            if (now().isAfter(notAfter)) {
                drop("its time is over");
                return;
            }
            try {
                var _ =
                        host.get()
                                .call(call)
                                .whenComplete((reply, failure) -> {
                                    HostReply told =
                                            reply != null
                                                    ? reply
                                                    : new HostReply.Lost(
                                                            "the host failed", Sent.MAYBE);
                                    heed(told);
                                    answer.complete(told);
                                });
            } catch (RuntimeException e) {
                answer.complete(
                        new HostReply.Lost(
                                "the host failed: " + e.getClass().getSimpleName(), Sent.MAYBE));
            }
        }

        @Override
        public void drop(String why) {
            answer.complete(new HostReply.Lost("not sent: " + why, Sent.NO));
        }
    }
}
