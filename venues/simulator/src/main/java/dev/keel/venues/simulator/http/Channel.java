package dev.keel.venues.simulator.http;

/** The venue's end of a stream. For any number of threads. */
public interface Channel {
    /** Sends a message, or drops it if the stream is gone; returns at once. */
    void send(String text);

    void close();
}
