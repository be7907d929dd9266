package dev.keel.venues.fix;

import dev.keel.core.order.OrderId;
import dev.keel.venues.fix.transport.FixMessage;
import dev.keel.venues.fix.transport.FixTransport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What leaves, in order, and what of it still waits for its first answer. No message is ever handed
 * to the session twice.
 *
 * <p>Messages are queued under the caller's lock and handed on outside of it, by one thread at a
 * time, so that the session's locks and ours never meet.
 */
final class Outbox {
    private static final int REMEMBERED = 5_000;

    private final FixTransport transport;
    private final Outcome outcome;
    private final Queue<Outgoing> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger work = new AtomicInteger();
    private final Map<Long, Sent> bySequence = bounded();
    private final Map<String, Sent> byRequest = bounded();
    private final Map<Long, FixMessage> earlyRejects = bounded();

    /** Orders and cancels without a first answer. */
    private final Map<OrderId, List<Sent>> unanswered = new TreeMap<>();

    /** Told what became of each message, on any thread and without any lock. */
    @FunctionalInterface
    interface Outcome {
        /**
         * @param sending null if nobody knows
         */
        void told(Sent sent, FixTransport.@Nullable Sending sending);
    }

    /** What a message was for. */
    enum Purpose {
        ORDER,
        CANCEL,
        STATUS,
        MASS_STATUS,
        TRADES,
        EXECUTIONS,
        POSITIONS,
        NOTICE
    }

    /** A message that was to be sent; its own id is empty where it has none. */
    static final class Sent {
        private final Purpose purpose;
        private final @Nullable OrderId order;
        private final String request;
        private final Instant askedAt;
        private boolean handed;

        Sent(Purpose purpose, @Nullable OrderId order, String request, Instant askedAt) {
            this.purpose = purpose;
            this.order = order;
            this.request = request;
            this.askedAt = askedAt;
        }

        Purpose purpose() {
            return purpose;
        }

        Optional<OrderId> order() {
            return Optional.ofNullable(order);
        }

        String request() {
            return request;
        }

        Instant askedAt() {
            return askedAt;
        }
    }

    private record Outgoing(FixMessage message, Sent sent, Instant notAfter) {}

    Outbox(FixTransport transport, Outcome outcome) {
        this.transport = transport;
        this.outcome = outcome;
    }

    /** Queues a message; {@link #flush} hands it on. */
    void add(FixMessage message, Sent sent, Instant notAfter) {
        if (!sent.request.isEmpty()) {
            byRequest.put(sent.request, sent);
        }
        if (sent.order != null
                && (sent.purpose == Purpose.ORDER || sent.purpose == Purpose.CANCEL)) {
            unanswered.computeIfAbsent(sent.order, _ -> new ArrayList<>()).add(sent);
        }
        queue.add(new Outgoing(message, sent, notAfter));
    }

    /** Hands on what is queued. To be called without any lock. */
    void flush() {
        if (work.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        while (seen != 0) {
            Outgoing next;
            while ((next = queue.poll()) != null) {
                offer(next);
            }
            seen = work.addAndGet(-seen);
        }
    }

    private void offer(Outgoing next) {
        CompletionStage<FixTransport.Sending> sending =
                transport.offer(next.message(), next.notAfter());
        sending.whenComplete((result, _) -> outcome.told(next.sent(), result));
    }

    /** It left, under this number; returns a refusal that has come in the meantime. */
    Optional<FixMessage> handed(Sent sent, long sequence) {
        sent.handed = true;
        bySequence.put(sequence, sent);
        return Optional.ofNullable(earlyRejects.remove(sequence));
    }

    /** What was sent under a number; a refusal of what is not known yet waits for it. */
    Optional<Sent> refused(long sequence, FixMessage reject) {
        Sent sent = bySequence.get(sequence);
        if (sent == null) {
            earlyRejects.put(sequence, reject);
        }
        return Optional.ofNullable(sent);
    }

    Optional<Sent> byRequest(String request) {
        return Optional.ofNullable(byRequest.get(request));
    }

    /** Whatever was asked about an order has had an answer. */
    void answered(OrderId order) {
        unanswered.remove(order);
    }

    /** What left and was not answered; nothing of it is waited for any more. */
    List<Sent> lost() {
        List<Sent> lost = new ArrayList<>();
        unanswered
                .values()
                .forEach(waiting ->
                        waiting.removeIf(sent -> {
                            if (sent.handed) {
                                lost.add(sent);
                            }
                            return sent.handed;
                        }));
        unanswered.values().removeIf(List::isEmpty);
        return lost;
    }

    /** The numbers begin anew: those of before say nothing any more. */
    void forgetNumbers() {
        bySequence.clear();
        earlyRejects.clear();
    }

    private static <K, V> Map<K, V> bounded() {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > REMEMBERED;
            }
        };
    }
}
