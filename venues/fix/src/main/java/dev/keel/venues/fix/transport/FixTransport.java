package dev.keel.venues.fix.transport;

/** A session with one counterparty. For any number of threads. */
public interface FixTransport extends AutoCloseable {
    void start();

    boolean isLoggedOn();

    /**
     * Sends a message if the session is logged on; the transport adds the header and the trailer.
     * Never queues it for a later logon.
     */
    Sending send(FixMessage message);

    @Override
    void close();

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

        void onLogout(String why);

        /**
         * An application message, or a session reject of one of ours. Thrown out of here, the
         * message counts as not received and comes again.
         */
        void onMessage(FixMessage message);

        /** Our own engine refused a message of the counterparty: something may have been lost. */
        void onRefusedByUs(FixMessage message, String why);

        /** The counterparty asked for an order message again; it was told that there is none. */
        void onResendVetoed(FixMessage message);
    }
}
