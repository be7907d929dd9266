package dev.keel.venues.ccxt.host;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Where exchanges live that are spoken to through ccxt. For any number of threads. */
public interface VenueHost extends AutoCloseable {
    /**
     * Makes an exchange of an account ready. The keys go over the child's input once, and again
     * when the child is started anew.
     */
    CompletableFuture<HostReply> open(ExchangeSpec exchange);

    /** Lets go of an exchange. */
    void close(String exchange);

    /**
     * Calls a method of an exchange. The future never fails: what went wrong is a reply. A deadline
     * that passes completes it as {@link HostReply.Lost}.
     */
    CompletableFuture<HostReply> call(HostCall call);

    /**
     * Watches a stream, again and again, until the watch is closed; a child that is started anew
     * goes on with it.
     */
    Watch watch(HostCall call, Consumer<StreamEvent> listener);

    /** Ends the child; whatever is in flight is lost. */
    @Override
    void close();

    /** Ends a stream. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
