package dev.keel.venues.certification.reference;

import dev.keel.venues.simulator.BrokerSide.Ask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Signs requests and sends them; gives an answer up after a while. */
final class ReferenceWire {
    static final Duration PATIENCE = Duration.ofMillis(250);

    private final ReferenceBroker broker;
    private final String key;
    private final String secret;
    private final PlantedBug bug;
    private final List<String> log = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    /** When the venue may be spoken to again, by the clock of {@code System.nanoTime}. */
    private volatile long heldUntil = System.nanoTime();

    ReferenceWire(ReferenceBroker broker, String key, String secret, PlantedBug bug) {
        this.broker = broker;
        this.key = key;
        this.secret = secret;
        this.bug = bug;
        if (bug == PlantedBug.LEAKS_KEY_IN_LOG) {
            log.add("connecting with " + secret);
        }
    }

    /** What came of a request. */
    sealed interface Result {
        record Answered(Reply reply) implements Result {}

        record TimedOut() implements Result {}

        record Lost(String why) implements Result {}
    }

    boolean isClosed() {
        return closed;
    }

    void close() {
        closed = true;
    }

    List<String> log() {
        return List.copyOf(log);
    }

    /** An error in words; never with the secret, but for a bug. */
    String words(String error) {
        return bug == PlantedBug.LEAKS_KEY_IN_ERRORS ? error + " secret=" + secret : error;
    }

    /** Sends; the future never fails. */
    CompletableFuture<Result> send(Ask ask, Map<String, String> request) {
        long wait = heldUntil - System.nanoTime();
        if (wait > 0) {
            Executor later = CompletableFuture.delayedExecutor(wait, TimeUnit.NANOSECONDS);
            return CompletableFuture.runAsync(() -> {}, later)
                    .thenCompose(_ -> sendNow(ask, request));
        }
        return sendNow(ask, request);
    }

    private CompletableFuture<Result> sendNow(Ask ask, Map<String, String> request) {
        SortedMap<String, String> ordered = new TreeMap<>(request);
        String line = ordered + " key=" + key + " sign=" + sign(ordered.toString());
        return broker.send(ask, line, ordered)
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .handle(this::result);
    }

    private Result result(@Nullable Reply reply, @Nullable Throwable failure) {
        if (reply != null) {
            if (!reply.pause().isZero()) {
                heldUntil = System.nanoTime() + reply.pause().toNanos();
            }
            return new Result.Answered(reply);
        }
        Throwable cause =
                failure == null || failure.getCause() == null ? failure : failure.getCause();
        return cause instanceof TimeoutException
                ? new Result.TimedOut()
                : new Result.Lost(
                        cause instanceof IOException && cause.getMessage() != null
                                ? cause.getMessage()
                                : "connection lost");
    }

    private String sign(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    @Override
    public String toString() {
        return "ReferenceWire[" + key + "]";
    }
}
