package dev.keel.venues.connector.governor;

import java.time.Instant;

/** Lets requests leave no faster than a venue allows. For any number of threads. */
public interface Governor {
    /**
     * Runs a request when its turn has come. It may run at once, on the caller's thread.
     *
     * @param key whose budget it counts against besides the address's; such as an account's id
     * @param endpoint the kind of call, by which its weight is known; such as {@code createOrder}
     * @param notAfter when it is too late to be of use
     */
    void submit(Lane lane, String key, String endpoint, Instant notAfter, Request request);

    /** The venue said that it was too much: nothing leaves before then. */
    void holdUntil(Instant until, String why);

    /** What waits for its turn. Exactly one of the two is called, once. */
    interface Request {
        void send();

        /** Its time is over, or too much waits already: it certainly was not sent. */
        void drop(String why);
    }
}
