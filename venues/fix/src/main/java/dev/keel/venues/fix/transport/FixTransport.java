package dev.keel.venues.fix.transport;

import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** A session with one counterparty. For any number of threads. */
public interface FixTransport extends AutoCloseable {
    void start();

    boolean isLoggedOn();

    /**
     * Sends a message if the session is logged on; the transport adds the header and the trailer.
     * Never queues it for a later logon. Blocks until the message is stored.
     */
    Sending send(FixMessage message);

    /**
     * The same without waiting, so that many messages are stored together; they leave in the order
     * of these calls.
     *
     * @param notAfter from then on it does not leave any more, however far it has come
     */
    CompletionStage<Sending> offer(FixMessage message, Instant notAfter);

    /** What the next message has, here and there. */
    Numbers numbers();

    /**
     * Sets the numbers and logs on again, after the session has halted: the decision of a person,
     * who has compared the books first.
     *
     * @throws IllegalStateException if it has not halted
     */
    void resume(Numbers numbers);

    @Override
    void close();

    /** The numbers of the next message that is sent, and of the next that is expected. */
    record Numbers(int sender, int target) {
        public Numbers {
            if (sender < 1 || target < 1) {
                throw new IllegalArgumentException(
                        "numbers must be above 0, were " + sender + " and " + target);
            }
        }
    }

    /** What became of a message that was to be sent. */
    sealed interface Sending {
        /**
         * It was stored and handed to the connection; no proof that it arrived.
         *
         * @param sequence its number, by which the counterparty may refuse it
         */
        record Handed(long sequence) implements Sending {}

        /** It certainly did not leave, now or later. */
        record NotSent(String why) implements Sending {}
    }

    /** Where a session's events go. One at a time. */
    interface Listener {
        void onLogon();

        /** The session ended, or a logon came to nothing. Comes again with each attempt. */
        void onLogout(String why);

        /**
         * An application message, or a session reject of one of ours. Thrown out of here, the
         * message counts as not received and comes again.
         */
        void onMessage(FixMessage message);

        /**
         * A message of the counterparty was not taken over: our own engine refused it, or it was
         * put aside since the listener threw again and again. Something may have been lost.
         */
        void onRefusedByUs(FixMessage message, String why);

        /** The counterparty asked for an order message again; it was told that there is none. */
        void onResendVetoed(FixMessage message);

        /**
         * The session has given up and waits for {@link #resume}: the two sides do not agree on the
         * numbers, or what is missing cannot be had.
         */
        default void onHalted(String why) {}

        /** The counterparty cannot be reached, or is not who it should be. Tried again. */
        default void onUnreachable(String why) {}
    }
}
